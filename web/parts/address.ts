/** Addresses that carry conditions: a path with those of a query that are not empty, some of them changed. */
import type { Typed } from '../view.ts';

/** `page` is dropped unless it is among the changes: other conditions begin at the first page. */
export function addressWith(path: string, typed: Typed, changes: Record<string, string | number | undefined>): string {
  let query = '';
  const add = (name: string, value: string | number) => {
    query += `${query ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
  };
  for (const name in typed) {
    const value = typed[name];
    if (name !== 'page' && !(name in changes) && typeof value === 'string' && value !== '') add(name, value);
  }
  for (const name in changes) {
    const value = changes[name];
    if (value !== undefined && value !== '') add(name, value);
  }
  return path + query;
}
