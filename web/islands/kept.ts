/** The page for when there is no network lists what the phone keeps: one's places, one's own listings, and what was seen last. */

interface Kept {
  path: string;
  title: string;
  keptAt: number;
}

const mostSeen = 12;
/** Pages that say nothing without the one that they belong to. */
const besides = /\/(share|poster|edit|inquiries)(\?|$)/;
/** The five places of a market, and what their addresses end with. */
const places = [
  ['market', ''],
  ['search', '/search'],
  ['post', '/l/new'],
  ['inbox', '/inbox'],
  ['firm', '/firm'],
] as const;

export async function listKept(): Promise<void> {
  if (!document.querySelector('section[data-list]') || !('caches' in window)) return;
  const cache = await caches.open('pages');
  const all = (await Promise.all((await cache.keys()).map((key) => describe(cache, key)))).filter(
    ({ path }) => path.startsWith('/c/') && !besides.test(path),
  );
  const own = new Set<string>();
  for (const { path } of all)
    if (path.endsWith('/firm')) for (const one of listingsOn(await textOf(cache, path), path.slice(0, -5))) own.add(one);
  const [there, others] = [all.filter(({ path }) => rank(path) >= 0), all.filter(({ path }) => rank(path) < 0)];
  others.sort((one, other) => other.keptAt - one.keptAt);
  fill(
    'places',
    there.sort((one, other) => rank(one.path) - rank(other.path)),
  );
  fill(
    'own',
    others.filter(({ path }) => own.has(path)),
  );
  fill('seen', others.filter(({ path }) => !own.has(path)).slice(0, mostSeen));
  show('[data-something-kept]', all.length > 0);
  show('[data-nothing-kept]', all.length === 0);
  show('[data-something-waits]', localStorage.getItem('outbox') !== null);
}

const rank = (path: string) => places.findIndex(([, end]) => path.replace(/^\/c\/[^/]+/, '') === end);

function show(what: string, shown: boolean): void {
  for (const one of document.querySelectorAll<HTMLElement>(what)) one.hidden = !shown;
}

async function describe(cache: Cache, key: Request): Promise<Kept> {
  const headers = (await cache.match(key))?.headers;
  const { pathname, search } = new URL(key.url);
  // the name of the site is on all of them
  const title = decode(decodeURIComponent(headers?.get('x-title') ?? '')).replace(/ · [^·]*$/, '');
  return { path: pathname + search, title, keptAt: Number(headers?.get('x-kept')) };
}

const textOf = async (cache: Cache, path: string) => (await (await cache.match(path))?.text()) ?? '';

/** The addresses of listings that a page leads to. */
function listingsOn(page: string, market: string): string[] {
  const links = new DOMParser().parseFromString(page, 'text/html').querySelectorAll(`a[href^="${market}/l/"]`);
  return [...links].map((link) => link.getAttribute('href') ?? '').filter((path) => /\/l\/\d+$/.test(path));
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
      const [place] = places[rank(path)] ?? [];
      const link = document.createElement('a');
      link.href = path;
      link.className = 'all';
      link.dir = 'auto';
      // the market stands last in a title: a place is known by its own name in it, and all others without it
      const [, own, market] = /^(.*) · ([^·]*)$/.exec(title) ?? [];
      link.textContent = place ? `${section.dataset[place]} · ${market ?? title}` : own || title || path;
      const item = document.createElement('li');
      item.appendChild(link);
      return item;
    }),
  );
}
