/** Looking for circles by the alarm: in slices, so that nobody waits for it, and again from the rows when it was interrupted. */
import { eq } from 'drizzle-orm';
import type { CirclesProposed } from '../../../schema/circle.ts';
import type { Currency } from '../../../schema/money.ts';
import type { Answer } from '../../../schema/refusal.ts';
import { circle, circleSearch } from '../../../schema/tables/circles.ts';
import { hour, minute } from '../../../schema/time.ts';
import type { Work } from '../../domain/circle/graph.ts';
import type { Leg } from '../../domain/circle/leg.ts';
import { type Circle, findCircles, searching } from '../../domain/circle/search.ts';
import { type Db, prepared, type Store } from '../store.ts';
import { askForCircles } from './calls.ts';
import { check, findRow, firstToCheck, propose } from './circles.ts';
import { forgetTried, legsBehind, legsNow, termsNow, triedNow } from './legs.ts';

/** Listings come one after the other: a search waits until it has been quiet for so long, but not longer than that. */
const quiet = minute;
const longest = 10 * minute;
/** Steps of one slice, some ten milliseconds; while it lasts nobody else has the market. */
const slice = 100_000;
/** Steps of a search that somebody waits for. */
const atOnce = 500_000;

/** Legs that one slice reads, and all of them: a market of a thousand exchanges has fewer. */
const read = 1500;
const mostLegs = 30_000;
/** Circles that one slice proposes. */
const proposed = 6;

/** A search under way. Lost with the object, it begins anew: the rows still say that it was asked for. */
interface Running {
  work: Work;
  legs: Leg[];
  going: Generator<void, Circle[]> | null;
  found: Circle[] | null;
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

/** One open circle that something happened to, or one slice of a search. */
export function runCircles(store: Store, currency: Currency, now: number): void {
  const { db } = store;
  const due = firstToCheck(db).get();
  if (due && due.checkAt <= now) {
    look(store, due.id, currency, now);
    return;
  }
  const search = running.get(db) ?? begin(db, now);
  if (!search) return;
  try {
    if (search.found) tellOf(store, search, search.found, currency, now);
    else if (search.going) goOn(search, search.going);
    else if (!readOn(db, search, currency, now))
      search.going = searching({ legs: search.legs, terms: termsNow(db), barred: triedNow(db) }, search.work);
  } catch (error) {
    // what fails would fail again at once: the next change asks anew
    running.delete(db);
    db.update(circleSearch).set({ answered: search.asked }).where(eq(circleSearch.id, 1)).run();
    throw error;
  }
}

function look(store: Store, id: number, currency: Currency, now: number): void {
  const { db } = store;
  try {
    store.transact(() => {
      const row = findRow(db, id);
      if (row) check(db, row, currency, now);
      return { value: null };
    });
  } catch (error) {
    // one circle that cannot be mended must not hold up the others: it is tried again in an hour
    console.error(JSON.stringify({ message: 'a circle was not mended', circle: id, error: String(error) }));
    db.update(circle)
      .set({ checkAt: now + hour })
      .where(eq(circle.id, id))
      .run();
  }
}

/** False when all legs are read. */
function readOn(db: Db, { legs }: Running, currency: Currency, now: number): boolean {
  const some = legsBehind(db, legs.at(-1), read, termsNow(db), currency, now);
  legs.push(...some);
  return some.length === read && legs.length < mostLegs;
}

function goOn(search: Running, going: Generator<void, Circle[]>): void {
  for (const until = search.work.steps + slice; search.work.steps < until; ) {
    const { done, value } = going.next();
    if (!done) continue;
    search.found = value;
    return;
  }
}

function tellOf(store: Store, { asked }: Running, found: Circle[], currency: Currency, now: number): void {
  const { db } = store;
  store.transact(() => {
    propose(db, found.splice(0, proposed), currency, now);
    if (found.length === 0) db.update(circleSearch).set({ answered: asked }).where(eq(circleSearch.id, 1)).run();
    return { value: null };
  });
  if (found.length === 0) running.delete(db);
}

/** What could be proposed now: for whoever looks, and for a manager who does not want to wait for the alarm. */
export function possibleCircles(db: Db, currency: Currency, now: number): Circle[] {
  const terms = termsNow(db);
  return findCircles({ legs: legsNow(db, terms, currency, now), terms, barred: triedNow(db), budget: atOnce });
}

export function proposePossible(db: Db, currency: Currency, now: number): Answer<CirclesProposed> {
  const circles = possibleCircles(db, currency, now);
  // the alarm goes on with the rest: others should not wait for it
  if (circles.length > proposed) askForCircles(db, now - longest);
  return { value: { proposed: propose(db, circles.slice(0, proposed), currency, now) } };
}

function begin(db: Db, now: number): Running | null {
  const row = lastSearch(db).get();
  const due = searchDue(db, now);
  if (!row || due === null || due > now) return null;
  forgetTried(db);
  const search = { work: { steps: 0 }, legs: [], going: null, found: null, asked: row.asked };
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
