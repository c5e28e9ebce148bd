/** Pages: from the network while it answers, else as they were when they were last seen. */
import { ExpirationPlugin } from 'workbox-expiration/ExpirationPlugin.js';
import { Strategy } from 'workbox-strategies/Strategy.js';
import type { StrategyHandler } from 'workbox-strategies/StrategyHandler.js';
import { keyOf } from './addresses.ts';
import { keepIn, pagesCache, readBy, turn } from './reader.ts';

/** Milliseconds after which a page that is kept is shown in place of one that does not come. */
const patience = 3_000;
const most = 60;
const longest = 30 * 24 * 60 * 60;

export class Pages extends Strategy {
  /** Tells the page that asked for a part that it is one of before. */
  readonly tell: (event: unknown, keptAt: number) => void;

  constructor(tell: (event: unknown, keptAt: number) => void) {
    super({
      cacheName: pagesCache,
      plugins: [new ExpirationPlugin({ maxEntries: most, maxAgeSeconds: longest, purgeOnQuotaError: true })],
      matchOptions: { ignoreVary: true },
    });
    this.tell = tell;
  }

  override async _handle(request: Request, handler: StrategyHandler): Promise<Response> {
    const began = turn();
    const asked = ask(request, handler, began);
    handler.waitUntil(asked.catch(() => {}));
    const soon = await Promise.race([asked.catch(() => null), new Promise<null>((late) => setTimeout(late, patience, null))]);
    if (soon) return soon;
    // security: what was emptied while the network was asked is another person's
    const kept = began === turn() ? await handler.cacheMatch(keyOf(request.url)) : undefined;
    if (!kept || began !== turn()) return asked;
    if (request.mode !== 'navigate') this.tell(handler.event, Number(kept.headers.get('x-kept')));
    return kept;
  }
}

async function ask(request: Request, handler: StrategyHandler, began: number): Promise<Response> {
  const answer = await handler.fetch(request);
  const ours = answer.headers.has('x-reader');
  // something on the way says that the market is not there
  if (answer.status >= 500 && !ours) throw new Error(`answered with ${answer.status}`);
  const now = ours ? await readBy(answer, began) : null;
  if (now !== null && isWorthKeeping(request, answer)) {
    const copy = answer.clone();
    handler.waitUntil(keep(request, copy, handler, now).catch(() => {}));
  }
  return answer;
}

/** security: what a redirect led to is a page of another address, and a page without our mark is a stranger's. */
function isWorthKeeping(request: Request, { status, type, redirected, headers }: Response): boolean {
  const whole = status === 200 && type === 'basic' && !redirected;
  return whole && /^text\/html\b/.test(headers.get('content-type') ?? '') && !request.headers.has('x-typing');
}

/** The page is kept with the time and its title; what had just been done when it was seen is left out. */
async function keep(request: Request, answer: Response, handler: StrategyHandler, began: number): Promise<void> {
  const html = await answer.text();
  const now = Date.now();
  const headers = new Headers(answer.headers);
  headers.delete('vary');
  headers.delete('content-length');
  headers.delete('content-encoding');
  headers.set('x-kept', String(now));
  headers.set('x-title', encodeURIComponent(/<title>([^<]*)/.exec(html)?.[1] ?? ''));
  const kept = html.replace('<html ', `<html data-kept="${now}" `).replace(/<p class="done"[^>]*>[^<]*<\/p>/, '');
  await keepIn(began, () => handler.cachePut(keyOf(request.url), new Response(kept, { headers })));
}
