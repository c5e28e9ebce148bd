/** A Meilisearch server: where it is, and one request to it, of which every outcome is a value. */
import { z } from 'zod';

/*
 * Plain fetch, and not the npm client: nine requests are used; the client believes whatever JSON comes back, loses its own time-out as soon
 * as a request has a signal, and invites to poll tasks in place. Here every answer passes a schema, and there is one time-out.
 */

export interface MeilisearchServer {
  /** Where it answers, with the path that a proxy puts in front, if any. */
  url: string;
  /** May do: search, documents.add, documents.delete, settings.get, settings.update, indexes.create, indexes.delete, indexes.swap, tasks.get. */
  key: string;
  /** May only search. Searches use it where it is set, and tokens for partner sites are made from it. */
  searchKey?: SearchKey;
  /** Uid of the index; others that begin with it and `__` are being built or are about to go. */
  index?: string;
}

export interface SearchKey {
  /** UUID of the key; the server tells it to whoever may read keys. */
  uid: string;
  key: string;
}

export const indexOf = ({ index = 'unqud' }: Pick<MeilisearchServer, 'index'>): string => index;

/** What the adapter takes from its surroundings; time is UTC milliseconds. */
export interface Surroundings {
  fetch?: typeof fetch;
  clock?: () => number;
}

/**
 * `refused`: the server has read the request and will not do it. Otherwise nobody knows whether it was done: the answer was late, lost,
 * cut short, or came from something in between.
 */
export type Answer<T> = { ok: true; value: T } | { ok: false; refused: boolean; code: string };

export interface Asking {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  /** Milliseconds until the answer must have been read to its end. */
  patience: number;
}

const Refused = z.object({ message: z.string(), code: z.string(), type: z.string() });

/** Asks the server; never throws, and ends when `patience` does, whatever `fetch` does. */
export async function ask<T>(
  server: Pick<MeilisearchServer, 'url' | 'key'>,
  asking: Asking,
  type: z.ZodType<T>,
  send: typeof fetch = (address, init) => globalThis.fetch(address, init),
): Promise<Answer<T>> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve(unknown('late'));
      abort.abort();
    }, asking.patience);
  });
  try {
    return await Promise.race([exchange(server, asking, type, send, abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange<T>(
  { url, key }: Pick<MeilisearchServer, 'url' | 'key'>,
  { method, path, body }: Asking,
  type: z.ZodType<T>,
  send: typeof fetch,
  signal: AbortSignal,
): Promise<Answer<T>> {
  try {
    const response = await send(`${url.replace(/\/+$/, '')}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      // security: a redirect would carry listings, and the key, to an address that nobody configured
      redirect: 'manual',
      signal,
    });
    if (response.ok) {
      const value = type.safeParse(await response.json());
      return value.success ? { ok: true, value: value.data } : unknown('unreadable');
    }
    // only Meilisearch's own words say that a request was not taken: a proxy's 4xx may come before or after it
    const told = response.status >= 400 && response.status < 500 ? Refused.safeParse(await response.json()) : null;
    if (!told) await response.body?.cancel();
    return told?.success ? { ok: false, refused: true, code: told.data.code } : unknown(`status-${response.status}`);
  } catch (error) {
    return unknown(error instanceof SyntaxError ? 'unreadable' : 'unreachable');
  }
}

const unknown = (code: string): { ok: false; refused: boolean; code: string } => ({ ok: false, refused: false, code });
