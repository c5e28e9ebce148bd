/** Small photos and voice notes: kept when they were seen or heard once, within bounds. */
import { ExpirationPlugin } from 'workbox-expiration/ExpirationPlugin.js';
import { Strategy } from 'workbox-strategies/Strategy.js';
import type { StrategyHandler } from 'workbox-strategies/StrategyHandler.js';
import { part } from './range.ts';
import { filesCache, keepIn, turn } from './reader.ts';

const most = 120;
const longest = 30 * 24 * 60 * 60;
/** Bytes; nothing that is kept here is larger. */
const largest = 1024 * 1024;

export class Files extends Strategy {
  constructor() {
    super({
      cacheName: filesCache,
      plugins: [new ExpirationPlugin({ maxEntries: most, maxAgeSeconds: longest, purgeOnQuotaError: true })],
      matchOptions: { ignoreVary: true },
    });
  }

  override async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    const began = turn();
    const range = request.headers.get('range');
    const kept = await handler.cacheMatch(request.url);
    if (kept) return range ? part(kept, range) : kept;
    try {
      const answer = await handler.fetch(request);
      if (isSmall(request, answer)) {
        const copy = answer.clone();
        handler.waitUntil(keep(copy, request.url, handler, began).catch(() => {}));
      }
      return answer;
    } catch (error) {
      // better a small photo than none
      const small = await handler.cacheMatch(`${request.url}/small`);
      if (small) return small;
      throw error;
    }
  }
}

function isSmall(request: Request, { status, type, headers }: Response): boolean {
  if (type !== 'basic' || Number(headers.get('content-length')) > largest) return false;
  const sort = headers.get('content-type') ?? '';
  const wanted = new URL(request.url).pathname.endsWith('/small') ? sort.startsWith('image/') : sort.startsWith('audio/');
  return wanted && (status === 200 || (status === 206 && isWhole(headers)));
}

/** A player asks for everything from the first byte on, and gets it as a part. */
function isWhole(headers: Headers): boolean {
  const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  return from === '0' && Number(to) + 1 === Number(size);
}

async function keep(answer: Response, key: string, handler: StrategyHandler, began: number): Promise<void> {
  const bytes = await answer.arrayBuffer();
  const headers = new Headers(answer.headers);
  headers.delete('content-range');
  headers.set('content-length', String(bytes.byteLength));
  await keepIn(began, () => handler.cachePut(key, new Response(bytes, { headers })));
}
