/** The page for when there is no network lists what the phone keeps: one's places, one's own listings, and what was seen last. */
interface Kept {
  path: string;
  title: string;
  keptAt: number;
}

const mostSeen = 12;
const places = ['', '/search', '/l/new', '/inbox', '/firm'];

export async function listKept(): Promise<void> {
  const lists = document.querySelectorAll<HTMLElement>('section[data-list]');
  if (lists.length === 0 || !('caches' in window)) return;
  const cache = await caches.open('pages');
  const all = (await Promise.all((await cache.keys()).map((key) => describe(cache, key)))).sort((a, b) => b.keptAt - a.keptAt);
  const firms = all.filter(({ path }) => /^\/c\/[^/]+\/firm$/.test(path));
  const mine = await Promise.all(
    firms.map(async ({ path }) => listingsOn((await (await cache.match(path, { ignoreVary: true }))?.text()) ?? '', path.slice(0, -5))),
  );
  const own = new Set(mine.flat());
  const isPlace = ({ path }: Kept) => /^\/c\/[^/]+(\/search|\/l\/new|\/inbox|\/firm)?$/.test(path);
  const rank = ({ path }: Kept) => places.indexOf(path.replace(/^\/c\/[^/]+/, ''));
  fill(
    'places',
    all.filter(isPlace).sort((a, b) => rank(a) - rank(b)),
  );
  fill(
    'own',
    all.filter(({ path }) => own.has(path)),
  );
  fill('seen', all.filter((one) => !isPlace(one) && !own.has(one.path) && one.path.startsWith('/c/')).slice(0, mostSeen));
  for (const line of document.querySelectorAll<HTMLElement>('[data-something-kept]')) line.hidden = all.length === 0;
  for (const line of document.querySelectorAll<HTMLElement>('[data-nothing-kept]')) line.hidden = all.length > 0;
  for (const line of document.querySelectorAll<HTMLElement>('[data-something-waits]'))
    line.hidden = !all.some(({ path }) => path === '/waiting');
}

async function describe(cache: Cache, key: Request): Promise<Kept> {
  const headers = (await cache.match(key))?.headers;
  const { pathname, search } = new URL(key.url);
  // the name of the site is on all of them
  const title = decode(decodeURIComponent(headers?.get('x-title') ?? '')).replace(/ · [^·]*$/, '');
  return { path: pathname + search, title, keptAt: Number(headers?.get('x-kept')) };
}

/** The addresses of listings that a page leads to. */
function listingsOn(page: string, market: string): string[] {
  const links = new DOMParser().parseFromString(page, 'text/html').querySelectorAll(`a[href^="${market}/l/"]`);
  const paths = [...links].map((link) => link.getAttribute('href') ?? '').filter((path) => /\/l\/\d+$/.test(path));
  return [...new Set(paths)];
}

/** Titles are kept as they were written, in HTML. */
function decode(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}

function fill(name: string, kept: Kept[]): void {
  const section = document.querySelector<HTMLElement>(`section[data-list=${name}]`);
  if (!section) return;
  section.hidden = kept.length === 0;
  section.querySelector('ul')?.replaceChildren(
    ...kept.map(({ path, title }) => {
      const link = document.createElement('a');
      link.href = path;
      link.dir = 'auto';
      link.textContent = title || path;
      const item = document.createElement('li');
      item.appendChild(link);
      return item;
    }),
  );
}
