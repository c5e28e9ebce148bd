/** Style and scripts, named by their content: those of this version, and older ones as long as a page that is kept or open needs them. */
import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import { pagesCache } from './reader.ts';

const programCache = 'program';
const place = '/versions';
const name = /\/?\b(?:app|style|part)-[A-Za-z0-9]{8}\.(?:js|css)\b/g;

export const program = new CacheFirst({ cacheName: programCache, matchOptions: { ignoreVary: true } });

/** Fetches what is not there yet. */
export async function fetchProgram(files: string[]): Promise<void> {
  const cache = await caches.open(programCache);
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll(files.filter((file) => !there.has(file)));
}

/** Drops what no page asks for any more: not of this version nor of the one before, whose pages may be open, and not named by a page that is kept. */
export async function sweepProgram(files: string[]): Promise<void> {
  const cache = await caches.open(programCache);
  const [current = [], previous = []] = ((await (await cache.match(place))?.json()) ?? []) as string[][];
  const isNew = current.join() !== files.join();
  const before = isNew ? current : previous;
  if (isNew) await cache.put(place, new Response(JSON.stringify([files, current])));
  const needed = new Set([place, ...files, ...before]);
  const looking = [...(await namedByPages())];
  for (let file = looking.pop(); file; file = looking.pop()) {
    if (needed.has(file)) continue;
    needed.add(file);
    // a script names those that it fetches later
    const script = await cache.match(file);
    if (script && file.endsWith('.js')) looking.push(...namedIn(await script.text()));
  }
  for (const { url } of await cache.keys()) if (!needed.has(new URL(url).pathname)) await cache.delete(url);
}

async function namedByPages(): Promise<Set<string>> {
  const pages = await caches.open(pagesCache);
  const found = new Set<string>();
  for (const key of await pages.keys()) for (const file of namedIn((await (await pages.match(key))?.text()) ?? '')) found.add(file);
  return found;
}

const namedIn = (text: string): string[] => (text.match(name) ?? []).map((file) => `/${file.replace(/^\//, '')}`);
