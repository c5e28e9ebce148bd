/** Rules of watches: what is told at once and what waits for a digest, and when a digest is told. */

import { day, dayOf, hour, offset } from '../../schema/time.ts';
import type { Rhythm } from '../../schema/watch.ts';

/** Watches of one person. */
export const mostWatches = 20;
/** Listings that one person is told of at once, in one go and in a day: the others wait for the next digest. */
export const atOnce = { inOneGo: 5, inADay: 20 };
/** When people come to work, by the clock on their wall. */
const morning = 8 * hour;
/**
 * Sunday. Most of the region's week begins there: on Saturday many workshops are open, but the offices and
 * suppliers whom one would call are not; and where Sunday is a day of rest, the digest is there on Monday morning.
 */
const firstDay = 0;

/** Those that are told in digests; of a watch that tells at once, what was too much for a day. */
export type Digest = 'daily' | 'weekly';
export const digestOf = (rhythm: Rhythm): Digest => (rhythm === 'weekly' ? 'weekly' : 'daily');

/** The first morning after a moment on which a digest is told. */
export function nextDigest(digest: Digest, now: number, timeZone: string): number {
  const today = Date.parse(`${dayOf(now, timeZone)}T00:00:00Z`);
  // a morning of today may be over, also by a clock that was changed since
  for (let days = 0; ; days++) {
    const date = today + days * day;
    if (digest === 'weekly' && new Date(date).getUTCDay() !== firstDay) continue;
    const moment = momentOf(date + morning, timeZone);
    if (moment > now) return moment;
  }
}

/** When a digest is told to which something is added: as it was planned, unless that is further away than it can be, after a clock went wrong. */
export function digestTime(planned: number | null, digest: Digest, now: number, timeZone: string): number {
  const next = nextDigest(digest, now, timeZone);
  return planned === null ? next : Math.min(planned, next);
}

/** The moment at which a clock on the wall shows a time (given as if it were UTC); in an hour that is left out, the hour after. */
function momentOf(wall: number, timeZone: string): number {
  const guess = wall - offset(wall, timeZone);
  return wall - offset(guess, timeZone);
}

/** A new listing that a watch of somebody found. */
export interface Find {
  watch: number;
  rhythm: Rhythm;
  listing: number;
}

/**
 * What is told to one person at once, each listing by one watch, and what waits, with every watch that found it: whichever tells first
 * tells it for all. `toldToday` counts what was told at once before; `known` are listings that he or she was told of.
 */
export function share(finds: Find[], known: ReadonlySet<number>, toldToday: number): { now: Find[]; later: Find[] } {
  const byListing = Map.groupBy(
    finds.filter(({ listing }) => !known.has(listing)),
    ({ listing }) => listing,
  );
  const now: Find[] = [];
  const later: Find[] = [];
  for (const some of byListing.values()) {
    const fastest = some.find(({ rhythm }) => rhythm === 'at-once');
    if (fastest && now.length < atOnce.inOneGo && toldToday + now.length < atOnce.inADay) now.push(fastest);
    else later.push(...some);
  }
  return { now, later };
}
