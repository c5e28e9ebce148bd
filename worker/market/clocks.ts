/** What the alarm does besides listings and effects: each has its own time, and none holds up another. */
import type { Market } from './market.ts';
import type { Db } from './store.ts';
import { nextWatching, runWatches } from './watches.ts';

export interface Clock {
  name: string;
  /** When it has something to do, asked after every write: one cheap query. Null when there is nothing. */
  next(db: Db, now: number): number | null;
  /** Does what is due, in transactions of its own, in pieces that are short enough that nobody waits for them. */
  run(market: Market, now: number): void;
}

export const clocks: Clock[] = [
  {
    name: 'watches',
    next: nextWatching,
    // a listing that is not yet indexed anew is not found by every word of a watch
    run: (market, now) => market.indexing || runWatches(market.store, now),
  },
];

export function ring(clock: Clock, market: Market, now: number): void {
  try {
    clock.run(market, now);
  } catch (error) {
    // what fails must not hold up the others; it is tried again when the alarm next rings
    console.error(JSON.stringify({ message: 'a clock failed', clock: clock.name, error: String(error) }));
  }
}
