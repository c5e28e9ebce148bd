/** What a member opens every day is kept before the network is gone. */
import { listingsOn } from './addresses.ts';
import type { Pages } from './pages.ts';
import { lastAhead, turn, wentAhead } from './reader.ts';
import type { Lasting } from './scope.ts';

/** Milliseconds before it is done again, and how many of a firm's listings are fetched. */
const pause = 12 * 60 * 60_000;
const mostListings = 20;

let going = false;

/** `market`: the address of the cluster in which the reader has a firm. */
export async function keepAhead(pages: Pages, event: Lasting, market: string): Promise<void> {
  const since = Date.now() - (await lastAhead());
  if (going || (since >= 0 && since < pause)) return;
  going = true;
  try {
    const began = turn();
    const firm = await fetched(pages, event, `${market}/firm`);
    const others = [market, `${market}/inbox`, `${market}/l/new`, '/waiting', '/me/notices', '/'];
    for (const path of [...others, ...listingsOn(firm, market).slice(0, mostListings)]) {
      if (began !== turn()) return;
      await fetched(pages, event, path);
    }
    await wentAhead(began);
  } finally {
    going = false;
  }
}

async function fetched(pages: Pages, event: Lasting, path: string): Promise<string> {
  const request = new Request(path, { headers: { accept: 'text/html' } });
  // the names of events that are known here are not those that the package knows
  return (await pages.handle({ request, event: event as never })).text();
}
