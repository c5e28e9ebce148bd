/** Where to go back to: addresses that a form or a query brings, kept on this site. */

/** The path (with its query) that a text names on this site; '/' for anything else. */
export function localPath(text: string): string {
  // security: '//host', '/\host' and hidden control characters would lead to another site
  if (text.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(text)) return '/';
  const url = new URL(text, 'http://here.invalid');
  const path = url.pathname + url.search + url.hash;
  // security: '/.//host' becomes '//host' when dots are resolved
  return url.host === 'here.invalid' && !path.startsWith('//') ? path : '/';
}

/** A path with the word of what was just done, shown on the page that it leads to. */
export function withDone(path: string, word: string): string {
  const url = new URL(path, 'http://here.invalid');
  url.searchParams.set('done', word);
  return url.pathname + url.search + url.hash;
}
