/** What the alarm does besides listings and effects: each has its own time, and none holds up another. */

import { nextCircles, runCircles } from './circles/search.ts';
import { nextCoalition, runCoalitions } from './coalitions/clock.ts';
import type { Market } from './market.ts';
import { matchRestored, nextRestored } from './matches/restored.ts';
import { closePools, nextClosing } from './pools/closing.ts';
import type { Db } from './store.ts';
import { nextDigests, nextWatching, runDigests, runWatches } from './watches/watching.ts';

export interface Clock {
  name: string;
  /** When it has something to do, asked after every write: one cheap query. Null when there is nothing. */
  next(db: Db, now: number): number | null;
  /** Does what is due, in transactions of its own, in pieces that are short enough that nobody waits for them. */
  run(market: Market, now: number): void;
}

export const clocks: Clock[] = [
  { name: 'circles', next: nextCircles, run: (market, now) => runCircles(market.store, market.cluster.currency, now) },
  {
    name: 'restored firms',
    next: nextRestored,
    // what fits is found anew after the whole index is written
    run: (market, now) => market.indexing || matchRestored(market.store, now),
  },
  { name: 'coalitions', next: nextCoalition, run: runCoalitions },
  { name: 'pools', next: nextClosing, run: (market, now) => closePools(market.store, now) },
  {
    name: 'watches',
    next: nextWatching,
    // a listing that is not yet indexed anew is not found by every word of a watch
    run: (market, now) => market.indexing || runWatches(market.store, market.cluster, now),
  },
  { name: 'digests', next: nextDigests, run: (market, now) => runDigests(market.store, market.cluster.timeZone, now) },
];

export function ring(clock: Clock, market: Market, now: number): void {
  try {
    clock.run(market, now);
  } catch (error) {
    // what fails must not hold up the others; it is tried again when the alarm next rings
    console.error(JSON.stringify({ message: 'a clock failed', clock: clock.name, error: String(error) }));
  }
}
