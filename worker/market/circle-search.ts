/** Looking for circles by the alarm: in slices, so that nobody waits for it, and again from the rows when it was interrupted. */
import { eq } from 'drizzle-orm';
import type { CirclesProposed } from '../../schema/circle.ts';
import type { Currency } from '../../schema/money.ts';
import type { Answer } from '../../schema/refusal.ts';
import { circleSearch } from '../../schema/tables/circles.ts';
import { minute } from '../../schema/time.ts';
import type { Work } from '../domain/circle/graph.ts';
import { type Circle, findCircles, searching } from '../domain/circle/search.ts';
import { legsNow, type MarketLeg, termsNow, triedNow } from './circle-legs.ts';
import { check, findRow, firstToCheck, propose } from './circles.ts';
import { type Db, prepared, type Store } from './store.ts';

/** Listings come one after the other: a search waits until it has been quiet for so long, but not longer than that. */
const quiet = minute;
const longest = 10 * minute;
/** Steps of one slice, some ten milliseconds; while it lasts nobody else has the market. */
const slice = 150_000;
/** Steps of a search that somebody waits for. */
const atOnce = 500_000;

/** A search under way. Lost with the object, it begins anew: the rows still say that it was asked for. */
interface Running {
  work: Work;
  going: Generator<void, Circle[]>;
  legs: MarketLeg[];
  /** What it answers of all that was asked for. */
  asked: number;
}
const running = new WeakMap<Db, Running>();

/** When the alarm has something to do with circles. */
export function nextCircles(db: Db, now: number): number | null {
  const checked = firstToCheck(db).get()?.checkAt ?? null;
  const searched = running.has(db) ? now : searchDue(db, now);
  if (checked === null || searched === null) return checked ?? searched;
  return Math.min(checked, searched);
}

/** One open circle that something happened to, and one slice of a search. */
export function runCircles(store: Store, currency: Currency, now: number): void {
  const { db } = store;
  const due = firstToCheck(db).get();
  if (due && due.checkAt <= now) {
    store.transact(() => {
      const row = findRow(db, due.id);
      if (row) check(db, row, currency, now);
      return { value: null };
    });
    return;
  }
  const search = running.get(db) ?? begin(db, currency, now);
  if (!search) return;
  const until = search.work.steps + slice;
  while (search.work.steps < until) {
    const { done, value } = search.going.next();
    if (!done) continue;
    running.delete(db);
    store.transact(() => {
      propose(db, value, search.legs, now);
      db.update(circleSearch).set({ answered: search.asked }).where(eq(circleSearch.id, 1)).run();
      return { value: null };
    });
    return;
  }
}

/** What could be proposed now: for whoever looks, and for a manager who does not want to wait for the alarm. */
export function possibleCircles(db: Db, currency: Currency, now: number): { circles: Circle[]; legs: MarketLeg[] } {
  const legs = legsNow(db, currency, now);
  return { circles: findCircles({ legs, terms: termsNow(db), barred: triedNow(db), budget: atOnce }), legs };
}

export function proposePossible(db: Db, currency: Currency, now: number): Answer<CirclesProposed> {
  const { circles, legs } = possibleCircles(db, currency, now);
  return { value: { proposed: propose(db, circles, legs, now) } };
}

function begin(db: Db, currency: Currency, now: number): Running | null {
  const row = lastSearch(db).get();
  const due = searchDue(db, now);
  if (!row || due === null || due > now) return null;
  const legs = legsNow(db, currency, now);
  const work = { steps: 0 };
  const going = searching({ legs, terms: termsNow(db), barred: triedNow(db) }, work);
  const search = { work, going, legs, asked: row.asked };
  running.set(db, search);
  return search;
}

function searchDue(db: Db, now: number): number | null {
  const row = lastSearch(db).get();
  if (!row || row.asked === row.answered) return null;
  // a clock that was set back would else wait for the time at which it was asked
  if (row.lastAt > now || row.since > now) return now;
  return Math.min(row.lastAt + quiet, row.since + longest);
}

const lastSearch = prepared((db) => db.select().from(circleSearch).where(eq(circleSearch.id, 1)).prepare());
