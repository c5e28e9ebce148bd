/** Whose the kept pages and files are: one reader's and nobody else's. When another one reads, they are gone first. */
import { CacheExpiration } from 'workbox-expiration/CacheExpiration.js';

/** Names of the caches that belong to a person. */
export const pagesCache = 'pages';
export const filesCache = 'files';

const readerCache = 'reader';
const place = '/reader';
const aheadPlace = '/ahead';

interface Reader {
  /** What pages say in `x-reader`: a person's id, or - for somebody who is not signed in. */
  id: string;
  language: string;
}

/** Grows whenever everything was emptied: what was asked for before is not kept after. */
let turns = 0;
let line: Promise<unknown> = Promise.resolve();

export const turn = (): number => turns;

/** security: an emptying and a keeping never run beside each other, so that nothing of the one before is left behind. */
function inLine<T>(work: () => Promise<T>): Promise<T> {
  const next = line.then(work);
  line = next.catch(() => {});
  return next;
}

/** Empties what belongs to a person. */
export function forget(): Promise<void> {
  turns += 1;
  return inLine(empty);
}

/** Takes note of who reads, before anything of the answer is kept. The turn in which it may be kept; null when it came too late for that. */
export function readBy(answer: Response, began: number): Promise<number | null> {
  const id = answer.headers.get('x-reader');
  const language = answer.headers.get('content-language') ?? '';
  return inLine(async () => {
    if (id === null || began !== turns) return null;
    const known = await reader();
    if (known && known.id !== id) {
      turns += 1;
      await empty();
    }
    if (known?.id !== id || known.language !== language) await write({ id, language });
    return turns;
  });
}

/** Keeps something, unless everything was emptied since. */
export const keepIn = (began: number, work: () => Promise<unknown>): Promise<unknown> =>
  inLine(async () => (began === turns ? work() : undefined));

export async function reader(): Promise<Reader | null> {
  const found = await (await caches.open(readerCache)).match(place);
  return found ? ((await found.json()) as Reader) : null;
}

/** When this reader's pages were last fetched ahead, in milliseconds since the epoch. */
export async function lastAhead(): Promise<number> {
  const found = await (await caches.open(readerCache)).match(aheadPlace);
  return found ? Number(await found.text()) : 0;
}

export const wentAhead = (began: number) =>
  keepIn(began, async () => (await caches.open(readerCache)).put(aheadPlace, new Response(String(Date.now()))));

async function write(one: Reader): Promise<void> {
  await (await caches.open(readerCache)).put(place, new Response(JSON.stringify(one)));
}

async function empty(): Promise<void> {
  await Promise.all([pagesCache, filesCache, readerCache].map((name) => caches.delete(name)));
  // when something was last looked at is written elsewhere, and says what it was
  await Promise.all([pagesCache, filesCache].map((name) => new CacheExpiration(name, { maxEntries: 1 }).delete()));
}
