/** Watches: searches that somebody is told about when something new fits. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { ListingCard } from '../../../schema/listing.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { firm, found, listing, watch } from '../../../schema/tables/market.ts';
import { type Conditions, conditionNames, type Watch, type WatchDraft, type WatchEdit, type Watched } from '../../../schema/watch.ts';
import { digestOf, mostWatches, nextDigest } from '../../domain/watching.ts';
import { readQuery } from '../../search/query.ts';
import { findMember } from '../members.ts';
import { isActive } from '../standing.ts';
import type { Db } from '../store.ts';
import { cardOf } from '../views.ts';
import { lexiconOf } from '../vocabulary.ts';

export type WatchRow = typeof watch.$inferSelect;

/** Of what a watch found, those that are shown. */
const mostShown = 10;

/** The same search again is the same watch, which goes on if it was paused. */
export function addWatch(db: Db, person: string, { rhythm, ...draft }: WatchDraft, timeZone: string, now: number): Answer<{ id: number }> {
  const { q, direction, kind } = draft;
  // words that say nothing would find everything
  if (q !== '' && readQuery(q, lexiconOf(db)).terms.length === 0) return no('invalid', [{ path: 'q', code: 'required' }]);
  const conditions = conditionsOf(draft);
  // security: what is not there and what was suspended are told apart for nobody
  if (draft.firm !== null && nameOf(db, draft.firm) === null) return no('invalid', [{ path: 'firm', code: 'not-a-choice' }]);
  const own = db.select().from(watch).where(eq(watch.person, person)).all();
  const key = keyOf({ q, direction, kind, conditions });
  const same = own.find((one) => keyOf(one) === key);
  if (same) return editWatch(db, person, same.id, { rhythm, paused: false }, timeZone, now);
  if (own.length >= mostWatches) return no('too-many');
  const row = { person, q, direction, kind, conditions, rhythm: rhythm ?? ('at-once' as const), at: now };
  return { value: db.insert(watch).values(row).returning({ id: watch.id }).get() };
}

/** What waits for a digest waits for the next one of the new rhythm, or until the watch goes on. */
export function editWatch(db: Db, person: string, id: number, edit: WatchEdit, timeZone: string, now: number): Answer<{ id: number }> {
  const row = db
    .select()
    .from(watch)
    .where(and(eq(watch.id, id), eq(watch.person, person)))
    .get();
  if (!row) return no('not-found');
  const { rhythm = row.rhythm, paused = row.paused } = edit;
  if (rhythm === row.rhythm && paused === row.paused) return { value: { id } };
  const waits = !paused && countWaiting(db, id) > 0;
  const kept = rhythm === row.rhythm ? row.dueAt : null;
  const dueAt = waits ? (kept ?? nextDigest(digestOf(rhythm), now, timeZone)) : null;
  db.update(watch).set({ rhythm, paused, dueAt }).where(eq(watch.id, id)).run();
  return { value: { id } };
}

export function removeWatch(db: Db, person: string, id: number): Answer<{ id: number }> {
  const [gone] = db
    .delete(watch)
    .where(and(eq(watch.id, id), eq(watch.person, person)))
    .returning({ id: watch.id })
    .all();
  if (!gone) return no('not-found');
  forgetWaiting(db, id);
  return { value: gone };
}

/** Ends a watch for whoever holds its link, which was read; one that has ended already stays so. */
export function endWatch(db: Db, id: number): void {
  db.delete(watch).where(eq(watch.id, id)).run();
  forgetWaiting(db, id);
}

/** The watches of a person with what each found, the newest first. */
export function listWatches(db: Db, person: string): Watch[] {
  const sees = sightOf(db, person);
  return db
    .select()
    .from(watch)
    .where(eq(watch.person, person))
    .orderBy(desc(watch.id))
    .all()
    .map((row) => ({
      ...watchedOf(db, row),
      waiting: row.dueAt === null ? 0 : countWaiting(db, row.id),
      tellsAt: row.dueAt,
      found: sees ? shown(db, row.id, sees) : [],
    }));
}

export function findWatch(db: Db, id: number): Watched | null {
  const row = db.select().from(watch).where(eq(watch.id, id)).get();
  return row ? watchedOf(db, row) : null;
}

/** New listings of which some people's watches were asked, and the last of these people. What is lost with the memory is asked again. */
export const progress = new WeakMap<Db, { ids: number[]; after: string }>();

/** A listing that came onto the market is looked at by the alarm, if anybody watches. */
export function awaitWatches(db: Db, id: number): void {
  // those whose watches were asked already did not see what it says now
  if (progress.get(db)?.ids.includes(id)) progress.delete(db);
  db.$client.sql.exec('insert or ignore into fresh (listing) select ? where exists (select 1 from watch)', id);
}

/** A listing that has ended never comes back: nobody is told of it again. */
export function forgetFound(db: Db, id: number): void {
  db.delete(found).where(eq(found.listingId, id)).run();
}

/** What somebody who watches may be told of. */
export interface Sees {
  /** Also listings for members. */
  everything: boolean;
  /** The firm that he or she acts for, whose own listings are no news. */
  firm: number | null;
}

/** Null for one who was suspended. */
export function sightOf(db: Db, person: string): Sees | null {
  const acts = findMember(db, person);
  if (!acts) return { everything: false, firm: null };
  return isActive(acts.member, acts.firm) ? { everything: true, firm: acts.firm.id } : null;
}

/** security: a listing for members is for members, and what is no longer on the market is for nobody. */
export function isForWatcher(row: Pick<typeof listing.$inferSelect, 'listed' | 'visibility' | 'firmId'>, sees: Sees): boolean {
  return row.listed && (sees.everything || row.visibility === 'public') && row.firmId !== sees.firm;
}

function shown(db: Db, watchId: number, sees: Sees): ListingCard[] {
  return db
    .select({ listing, firm })
    .from(found)
    .innerJoin(listing, eq(listing.id, found.listingId))
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .where(and(eq(found.watchId, watchId), eq(listing.listed, true), sees.everything ? undefined : eq(listing.visibility, 'public')))
    .orderBy(desc(found.at), desc(found.listingId))
    .limit(mostShown)
    .all()
    .map((row) => cardOf(row.listing, row.firm));
}

const waitingOf = (watchId: number) => and(eq(found.watchId, watchId), isNull(found.toldAt));
const countWaiting = (db: Db, watchId: number): number =>
  db.select({ n: sql<number>`count(*)` }).from(found).where(waitingOf(watchId)).get()?.n ?? 0;

/** What was told stays known, so that a watch made again does not tell it again. */
function forgetWaiting(db: Db, watchId: number): void {
  db.delete(found).where(waitingOf(watchId)).run();
}

function conditionsOf(draft: Omit<WatchDraft, 'rhythm'>): Conditions {
  // a place without a distance around it leaves nothing out
  const asked = { ...draft, near: draft.within == null ? null : draft.near };
  return Object.fromEntries(conditionNames.filter((name) => asked[name] != null).map((name) => [name, asked[name]]));
}

/** Two watches with the same key ask the same. */
const keyOf = ({ q, direction, kind, conditions }: Pick<WatchRow, 'q' | 'direction' | 'kind' | 'conditions'>) =>
  JSON.stringify([q, direction, kind, ...conditionNames.map((name) => conditions[name] ?? null)]);

/** The name of a firm that anybody may see; null for any other. */
function nameOf(db: Db, id: number): string | null {
  const active = and(eq(firm.id, id), eq(firm.state, 'active'));
  return db.select({ name: firm.name }).from(firm).where(active).get()?.name ?? null;
}

function watchedOf(db: Db, { id, q, direction, kind, conditions, rhythm, paused, at }: WatchRow): Watched {
  const { firm: only = null, ...others } = conditions;
  return {
    id,
    q,
    direction,
    kind,
    role: others.role ?? null,
    firm: only === null ? null : { id: only, name: nameOf(db, only) ?? '' },
    priceMin: others.priceMin ?? null,
    priceMax: others.priceMax ?? null,
    per: others.per ?? null,
    quantityMin: others.quantityMin ?? null,
    quantityMax: others.quantityMax ?? null,
    unit: others.unit ?? null,
    near: others.near ?? null,
    within: others.within ?? null,
    rhythm,
    paused,
    at,
  };
}
