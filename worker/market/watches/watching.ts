/** What the alarm does for watches: it asks them about what is new, tells at once or gathers, and tells digests when they are due. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, min, ne, or, sql } from 'drizzle-orm';
import type { Cluster } from '../../../schema/cluster.ts';
import { found, fresh, listing, notice, watch } from '../../../schema/tables/market.ts';
import { day, hour } from '../../../schema/time.ts';
import type { Rhythm } from '../../../schema/watch.ts';
import { digestOf, digestTime, type Find, nextDigest, share } from '../../domain/watching.ts';
import { codeOf, rowidOf } from '../../search/facets.ts';
import { readQuery, strictly } from '../../search/query.ts';
import { numbersFrom } from '../../search/text-index.ts';
import { thoseThatFit } from '../finding.ts';
import { tell, toldAbout } from '../notices.ts';
import { type Db, prepared, type Store } from '../store.ts';
import type { ListingRow } from '../views.ts';
import { lexiconOf } from '../vocabulary.ts';
import { isForWatcher, progress, type Sees, sightOf, type WatchRow } from './watches.ts';

/** Milliseconds that new listings are gathered before watches are asked about them. */
const gathered = 10_000;
/** New listings, and digests, that one alarm looks at. */
const piece = 50;
/** Watches that one alarm asks, so that nobody waits long for it; more than one person has. */
const asked = 100;
/** As long as notices are kept, what somebody was told of is remembered. */
const remembered = 365 * day;

/** When watches are asked: soon after something new, at once where not all were asked yet, null when there is nothing new. */
export function nextWatching(db: Db, now: number): number | null {
  if (progress.has(db)) return now;
  return db.$client.sql.exec('select 1 from fresh limit 1').toArray().length > 0 ? now + gathered : null;
}

/** Asks the watches of some people about some of the listings that are new; those are new until everybody's were asked. */
export function runWatches(store: Store, cluster: Cluster, now: number): void {
  const { db } = store;
  const { ids, after } = progress.get(db) ?? { ids: someFresh(db), after: '' };
  // what fails begins again, and not at once
  progress.delete(db);
  if (ids.length === 0) return;
  const { watches, last } = watchesAfter(db, after);
  store.transact(() => {
    const rows = db
      .select()
      .from(listing)
      .where(and(inArray(listing.id, ids), eq(listing.listed, true)))
      .all();
    for (const [person, finds] of findsOf(db, watches, rows, cluster.currency)) keepFinds(db, person, finds, rows, cluster.timeZone, now);
    if (last === null) db.$client.sql.exec('delete from fresh where listing in (select value from json_each(?))', JSON.stringify(ids));
    return { value: null };
  });
  if (last !== null) progress.set(db, { ids, after: last });
}

const someFresh = (db: Db): number[] =>
  db
    .select()
    .from(fresh)
    .limit(piece)
    .all()
    .map((row) => row.listing);

/** Watches of the next people, all of each person's; `last` is the last of them, null when nobody comes after. */
function watchesAfter(db: Db, person: string): { watches: WatchRow[]; last: string | null } {
  const next = and(gt(watch.person, person), eq(watch.paused, false));
  const some = db.select().from(watch).where(next).orderBy(asc(watch.person), asc(watch.id)).limit(asked).all();
  const beyond = some.length < asked ? null : (some.at(-1)?.person ?? null);
  if (beyond === null) return { watches: some, last: null };
  const watches = some.filter((one) => one.person !== beyond);
  return { watches, last: watches.at(-1)?.person ?? null };
}

export function nextDigests(db: Db): number | null {
  return firstDue(db).get()?.at ?? null;
}

/** Tells digests that are due, each in a transaction of its own. */
export function runDigests(store: Store, timeZone: string, now: number): void {
  const { db } = store;
  db.delete(found)
    .where(lt(found.toldAt, now - remembered))
    .run();
  const due = db.select().from(watch).where(lte(watch.dueAt, now)).orderBy(asc(watch.dueAt), asc(watch.id)).limit(piece).all();
  for (const one of due)
    store.transact(() => {
      tellDigest(db, one, now);
      return { value: null };
    });
  putRight(db, timeZone, now);
}

/** By person, what some watches find among some listings. */
function findsOf(db: Db, watches: WatchRow[], rows: ListingRow[], currency: string): Map<string, Find[]> {
  const finds = new Map<string, Find[]>();
  if (rows.length === 0) return finds;
  const numbers = new Map(rows.map((row) => [rowidOf(row.id, codeOf(row)), row]));
  const sights = new Map<string, Sees | null>();
  for (const one of watches) {
    const { person } = one;
    if (!sights.has(person)) sights.set(person, sightOf(db, person));
    const sees = sights.get(person);
    if (!sees) continue;
    const some = fitting(db, one, numbers, currency).filter((row) => isForWatcher(row, sees));
    if (some.length === 0) continue;
    const sofar = finds.get(person) ?? [];
    for (const { id } of some) sofar.push({ watch: one.id, rhythm: one.rhythm, listing: id });
    finds.set(person, sofar);
  }
  return finds;
}

function fitting(db: Db, { q, direction, kind, conditions }: WatchRow, numbers: Map<number, ListingRow>, currency: string): ListingRow[] {
  let rows = [...numbers].filter(([, row]) => (!direction || direction === row.direction) && (!kind || kind === row.kind));
  if (q !== '' && rows.length > 0) {
    const query = readQuery(q, lexiconOf(db));
    // a word that it was made of may say nothing any more
    if (query.terms.length === 0) return [];
    const asked = numbersFrom(db.$client.sql, strictly(query), Math.min(...numbers.keys()));
    rows = rows.filter(([number]) => asked.has(number));
  }
  if (rows.length === 0 || Object.keys(conditions).length === 0) return rows.map(([, row]) => row);
  const ids = rows.map(([, { id }]) => id);
  const fit = thoseThatFit(db, conditions, ids, currency);
  return rows.flatMap(([, row]) => (fit.has(row.id) ? [row] : []));
}

/** Tells one person what is told at once, and keeps the rest for digests. */
function keepFinds(db: Db, person: string, finds: Find[], rows: ListingRow[], timeZone: string, now: number): void {
  const known = toldOf(db, person, [...new Set(finds.map((one) => one.listing))]);
  const kept = finds.map((one) => [one.watch, one.listing, known.has(one.listing) ? now : null]);
  db.$client.sql.exec(keep, person, now, JSON.stringify(kept));
  const shared = share(finds, known, countToday(db, person, now));
  for (const one of shared.now) {
    const row = rows.find(({ id }) => id === one.listing);
    const words = db.select({ q: watch.q }).from(watch).where(eq(watch.id, one.watch)).get()?.q ?? '';
    if (!row) continue;
    tell(db, { person }, { kind: 'watch-found', listing: row, words, watch: { id: one.watch, found: 1 } }, now);
    markTold(db, person, [row.id], now);
  }
  for (const id of new Set(shared.later.map((one) => one.watch))) {
    const row = db.select().from(watch).where(eq(watch.id, id)).get();
    if (row)
      db.update(watch)
        .set({ dueAt: digestTime(row.dueAt, digestOf(row.rhythm), now, timeZone) })
        .where(eq(watch.id, id))
        .run();
  }
}

const keep = `insert or ignore into found (watch_id, listing_id, person, at, told_at)
  select value ->> 0, value ->> 1, ?1, ?2, value ->> 2 from json_each(?3)`;

/** Which of some listings a person was told of, by any watch. */
function toldOf(db: Db, person: string, listings: number[]): Set<number> {
  const told = db
    .select({ id: found.listingId })
    .from(found)
    .where(and(eq(found.person, person), isNotNull(found.toldAt), isOneOf(listings)))
    .all();
  return new Set([...told.map(({ id }) => id), ...toldAbout(db, { person }, 'watch-found', listings)]);
}

/** What is told to a person is told for all of his or her watches that found it. */
function markTold(db: Db, person: string, listings: number[], now: number): void {
  db.update(found)
    .set({ toldAt: now })
    .where(and(eq(found.person, person), isOneOf(listings), isNull(found.toldAt)))
    .run();
}

/** As one value: a query takes a hundred at most, and a week may bring more. */
const isOneOf = (listings: number[]) => sql`${found.listingId} in (select value from json_each(${JSON.stringify(listings)}))`;

/** What a person was told at once in the last day. Notices of a future that a clock went back from do not count. */
function countToday(db: Db, person: string, now: number): number {
  const recent = and(eq(notice.person, person), eq(notice.kind, 'watch-found'), gt(notice.at, now - day), lte(notice.at, now));
  return db.select({ n: sql<number>`count(*)` }).from(notice).where(recent).get()?.n ?? 0;
}

/** One notice of all that waits for a watch; nothing where nothing of it is left. */
function tellDigest(db: Db, one: WatchRow, now: number): void {
  const { id, person, q } = one;
  const sees = sightOf(db, person);
  const waiting = db
    .select({ listing })
    .from(found)
    .innerJoin(listing, eq(listing.id, found.listingId))
    .where(and(eq(found.watchId, id), isNull(found.toldAt)))
    .all();
  const open = sees ? waiting.filter((row) => isForWatcher(row.listing, sees)).map((row) => row.listing.id) : [];
  if (open.length > 0) {
    const toldIn = tell(db, { person }, { kind: 'watch-digest', words: q, watch: { id, found: open.length } }, now);
    markTold(db, person, open, now);
    db.update(found)
      .set({ toldIn })
      .where(and(eq(found.watchId, id), isOneOf(open)))
      .run();
  }
  // what was taken away may come back, and is new then
  db.delete(found)
    .where(and(eq(found.watchId, id), isNull(found.toldAt)))
    .run();
  db.update(watch).set({ dueAt: null }).where(eq(watch.id, id)).run();
}

/** A clock that was ahead planned digests for a time that is far away now: they are told when they would be. */
function putRight(db: Db, timeZone: string, now: number): void {
  const isDaily = ne(watch.rhythm, 'weekly' satisfies Rhythm);
  const lost = db
    .select()
    .from(watch)
    .where(and(gt(watch.dueAt, now + day + 2 * hour), or(isDaily, gt(watch.dueAt, now + 7 * day + 2 * hour))))
    .all();
  for (const { id, rhythm } of lost)
    db.update(watch)
      .set({ dueAt: nextDigest(digestOf(rhythm), now, timeZone) })
      .where(eq(watch.id, id))
      .run();
}

const firstDue = prepared((db) =>
  db
    .select({ at: min(watch.dueAt) })
    .from(watch)
    .prepare(),
);
