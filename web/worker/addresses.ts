/** What an address and a request say about what is kept. */

/** Whether pages at this address are kept. What a line was read as, and an invitation, are of the moment. */
export function isKept({ pathname, searchParams }: URL): boolean {
  if (searchParams.has('line') || /^\/c\/[^/]+\/join\//.test(pathname)) return false;
  return ['/', '/waiting', '/me/notices'].includes(pathname) || /^\/c\/[^/]/.test(pathname);
}

/** Asked for by a link, or by a script that takes a part out of a page. */
export function asksForPage({ mode, headers }: Request): boolean {
  return mode === 'navigate' || headers.has('hx-request') || /\btext\/html\b/.test(headers.get('accept') ?? '');
}

/** The address under which a page is kept: what was just done, and from where one came, are no part of it. */
export function keyOf(address: string): string {
  const url = new URL(address);
  for (const name of ['done', 'source']) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}

/** The addresses of the listings that a page leads to. */
export function listingsOn(html: string, market: string): string[] {
  return [...new Set([...html.matchAll(/href="([^"]+\/l\/\d+)"/g)].map(([, path = '']) => path))].filter((path) =>
    path.startsWith(`${market}/l/`),
  );
}

/** Small photos and voice notes; large photos too, which are answered with small ones where there is no network. */
export const isFile = ({ pathname }: URL): boolean => /^\/c\/[^/]+\/files\/\d+(\/small)?$/.test(pathname);

/** Style and scripts, named by their content. */
export const isProgram = ({ pathname }: URL): boolean => /^\/(app|style|part)-[A-Za-z0-9]{8}\.(js|css)$/.test(pathname);
