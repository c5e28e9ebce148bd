/** Which methods an address has, asked of the router itself: to tell "no such page" from "not this way". */
import type { Hono } from 'hono';
import type { App } from '../context.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The methods that something answers at a path; middleware does not count. HEAD goes with GET. */
export function methodsAt(app: Hono<App>, path: string): string[] {
  const found = methods.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method));
  return found.includes('GET') ? ['HEAD', ...found] : found;
}
