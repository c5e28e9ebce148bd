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
