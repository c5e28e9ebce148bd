/** Pools as rows: opened, joined, left and called off. What their deadline does is in closing.ts. */
import { and, asc, eq, isNotNull, max, or, type SQL, sql } from 'drizzle-orm';
import type { MissedReason, PoolAnswer, PoolCancellation, PoolDraft, PoolState, PoolSupplier } from '../../../schema/pool.ts';
import { furthestDeadline, nearestDeadline } from '../../../schema/pool.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { commitment, pool } from '../../../schema/tables/pools.ts';
import { step } from '../../domain/life.ts';
import { type PoolAct, type PoolActor, poolLife } from '../../domain/pool/life.ts';
import { mostTogether, room, stepAt } from '../../domain/pool/steps.ts';
import type { Reader } from '../../domain/sight.ts';
import { log } from '../decisions.ts';
import { tell, tellSparingly } from '../notices.ts';
import type { Db } from '../store.ts';
import type { FirmRow } from '../views.ts';

export type PoolRow = typeof pool.$inferSelect;

/** A person who acts for a firm. */
interface Acting {
  id: string;
  name: string;
  firm: FirmRow;
}

/** Pools that one firm has open at a time. */
const mostOpen = 10;
/** Unread questions whether it sells that a firm has at most. */
const mostAsked = 5;

export function openPool(db: Db, by: Acting, { supplier, ...draft }: PoolDraft, now: number): Answer<{ id: number }> {
  if (draft.deadline < now + nearestDeadline) return no('invalid', [{ path: 'deadline', code: 'in-the-past' }]);
  if (draft.deadline > now + furthestDeadline) return no('invalid', [{ path: 'deadline', code: 'too-far' }]);
  const last = draft.steps.length - 1;
  const limit = mostTogether(draft);
  if ((draft.steps[last]?.from ?? 0) > limit) return no('invalid', [{ path: `steps.${last}.from`, code: 'too-big', limit }]);
  const supplied = supplierOf(db, supplier);
  if (supplied.refusal) return supplied;
  if (countOpen(db, by.firm.id) >= mostOpen) return no('too-many');
  const { supplierFirmId } = supplied.value;
  const { id } = db
    .insert(pool)
    .values({
      ...draft,
      ...supplied.value,
      dueAt: draft.deadline,
      firmId: by.firm.id,
      by: by.id,
      state: 'open',
      createdAt: now,
      words: '',
      stepsTold: 0,
    })
    .returning({ id: pool.id })
    .get();
  const about = aboutOf({ id, title: draft.title });
  if (supplierFirmId !== null && supplierFirmId !== by.firm.id)
    tellSparingly(db, supplierFirmId, { kind: 'pool-named', about, by: by.id }, { most: mostAsked }, now);
  return { value: { id } };
}

/**
 * The supplier sells at these prices, or does not and is no longer named. The opener is told, and of a word that is taken back also those
 * who take something; an answer that was given already changes nothing.
 */
export function answerPool(
  db: Db,
  by: Acting,
  id: number,
  { accept }: PoolAnswer,
  now: number,
): Answer<{ id: number; confirmed: boolean }> {
  const row = findShown(db, by, id);
  if (!row || !isAsked(row, by.firm.id)) return no('not-found');
  // who does not sell says so also while its offer is paused
  if (!leads(row, accept ? 'confirm' : 'refuse', 'supplier', now) || (accept && goneOf(db, row))) return no('wrong-state');
  const answered = { value: { id, confirmed: accept } };
  if (accept && row.confirmedAt !== null) return answered;
  const nobody = { supplierFirmId: null, supplierListingId: null, confirmedAt: null };
  db.update(pool)
    .set(accept ? { confirmedAt: now } : nobody)
    .where(eq(pool.id, id))
    .run();
  const kind = accept ? 'pool-confirmed' : 'pool-refused';
  const readers = !accept && row.confirmedAt !== null ? takersOf(db, id) : [];
  for (const firm of new Set([...readers, row.firmId]))
    tell(db, { firm }, { kind, about: aboutOf(row), words: by.firm.name, by: by.id }, now);
  return answered;
}

/** Whether it is this firm that is to say whether it sells: one that opened the pool itself has said so. */
export const isAsked = (row: Pick<PoolRow, 'firmId' | 'supplierFirmId'>, firmId: number | null): boolean =>
  row.supplierFirmId !== null && row.supplierFirmId === firmId && row.firmId !== firmId;

/** The firm that sells, where it has said so: nobody is bound by what others wrote of it. */
export const sellerOf = ({ firmId, supplierFirmId, confirmedAt }: Pick<PoolRow, 'firmId' | 'supplierFirmId' | 'confirmedAt'>) =>
  confirmedAt !== null || supplierFirmId === firmId ? supplierFirmId : null;

/** The same of rows that are asked for: that a firm sells. */
export const hasSeller = or(isNotNull(pool.confirmedAt), eq(pool.supplierFirmId, pool.firmId));

/** What a firm takes, or what it takes instead of what it took before. */
export function commit(db: Db, by: Acting, id: number, quantity: number, now: number): Answer<{ id: number; amount: number }> {
  const row = findShown(db, by, id);
  if (!row) return no('not-found');
  if (!leads(row, 'commit', 'firm', now) || goneOf(db, row)) return no('wrong-state');
  if (row.supplierFirmId === by.firm.id) return no('own-listing');
  const all = commitmentsOf(db, id);
  // what a suspended firm took keeps its room: it may be restored before the deadline
  const others = all.filter(({ firm }) => firm !== by.firm.id).reduce((sum, one) => sum + one.quantity, 0);
  const limit = room(row, others);
  if (quantity > limit) return no('invalid', [{ path: 'amount', code: 'too-big', limit }]);
  const before = all.find(({ firm }) => firm === by.firm.id);
  keep(db, id, by, quantity, before?.quantity ? before.place : nextPlace(db, id));
  if (!before && row.firmId !== by.firm.id) tell(db, { firm: row.firmId }, { kind: 'pool-joined', about: aboutOf(row), by: by.id }, now);
  tellStep(db, row, by, now);
  return { value: { id, amount: quantity } };
}

export function withdrawCommitment(db: Db, by: Acting, id: number, now: number): Answer<{ id: number; amount: number }> {
  const row = findShown(db, by, id);
  if (!row) return no('not-found');
  const own = commitmentsOf(db, id).find(({ firm }) => firm === by.firm.id);
  if (!own?.quantity || !leads(row, 'withdraw', 'firm', now)) return no('wrong-state');
  db.update(commitment)
    .set({ quantity: 0, backTold: true })
    .where(and(eq(commitment.poolId, id), eq(commitment.firmId, by.firm.id)))
    .run();
  const news = !own.backTold && row.firmId !== by.firm.id;
  if (news) tell(db, { firm: row.firmId }, { kind: 'pool-taken-back', about: aboutOf(row), by: by.id }, now);
  return { value: { id, amount: 0 } };
}

/** Called off by the firm that opened it, or by a manager, whose decision the log keeps. */
export function cancelPool(
  db: Db,
  by: Acting,
  sight: Reader['sight'],
  id: number,
  { words }: PoolCancellation,
  now: number,
): Answer<{ id: number; state: PoolState }> {
  const row = findPool(db, id);
  const actor = row?.firmId === by.firm.id ? 'opener' : sight === 'manager' ? 'manager' : null;
  if (!row || !actor) return no('not-found');
  const state = leads(row, 'cancel', actor, now);
  if (!state) return no('wrong-state');
  db.update(pool).set({ state, closedAt: now, words }).where(eq(pool.id, id)).run();
  for (const firm of concernedBy(db, row))
    if (firm !== by.firm.id) tell(db, { firm }, { kind: 'pool-cancelled', about: aboutOf(row), words, by: by.id }, now);
  if (actor === 'manager') log(db, by, { act: 'pool-cancelled', subject: row.title, firm: row.firmId, words }, now);
  return { value: { id, state } };
}

export function findPool(db: Db, id: number): PoolRow | undefined {
  return db.select().from(pool).where(eq(pool.id, id)).get();
}

/**
 * security: a pool of a suspended firm is there only for those who are in it, for the supplier that confirmed, and for managers, who may
 * call it off. Joins the opener as `firm`.
 */
export function shownTo(reader: Reader): SQL | undefined {
  const takesPart = sql`exists (select 1 from commitment where pool_id = ${pool.id} and firm_id = ${reader.firm} and quantity > 0)`;
  const sells = and(sql`${pool.supplierFirmId} = ${reader.firm}`, isNotNull(pool.confirmedAt));
  return reader.sight === 'manager' ? undefined : or(eq(firm.state, 'active'), takesPart, sells);
}

/** A pool for a firm that joins it, leaves it or sells to it. */
function findShown(db: Db, by: Acting, id: number): PoolRow | undefined {
  const shown = and(eq(pool.id, id), shownTo({ sight: 'cluster', firm: by.firm.id }));
  return db.select({ pool }).from(pool).innerJoin(firm, eq(firm.id, pool.firmId)).where(shown).get()?.pool;
}

/** Where an act leads, or null: nothing is done from the deadline on but what the clock does, also where its alarm is late. */
export function leads(row: Pick<PoolRow, 'state' | 'deadline'>, act: PoolAct, by: PoolActor, now: number): PoolState | null {
  return now < row.deadline ? step(poolLife, row.state, act, by) : null;
}

/** Why a pool cannot go on: its supplier's offer or firm is not in the market any more, or the firm that opened it was suspended. */
export function goneOf(db: Db, row: Pick<PoolRow, 'firmId' | 'supplierFirmId' | 'supplierListingId'>): MissedReason | null {
  const active = (id: number) => db.select({ state: firm.state }).from(firm).where(eq(firm.id, id)).get()?.state === 'active';
  if (!active(row.firmId)) return 'opener-gone';
  if (row.supplierListingId !== null && !isOffered(db, row.supplierListingId)) return 'supplier-gone';
  return row.supplierFirmId !== null && !active(row.supplierFirmId) ? 'supplier-gone' : null;
}

/** What firms take, in the order of their places; with 0 those that took theirs back. */
export function commitmentsOf(db: Db, id: number) {
  return db
    .select({
      firm: firm.id,
      name: firm.name,
      active: sql<number>`${firm.state} = 'active'`.mapWith(Boolean),
      quantity: commitment.quantity,
      place: commitment.place,
      backTold: commitment.backTold,
    })
    .from(commitment)
    .innerJoin(firm, eq(firm.id, commitment.firmId))
    .where(eq(commitment.poolId, id))
    .orderBy(asc(commitment.place))
    .all();
}

/** Firms of a pool that can be told of it. */
const takersOf = (db: Db, id: number): number[] =>
  commitmentsOf(db, id)
    .filter(({ active, quantity }) => active && quantity > 0)
    .map(({ firm }) => firm);

/** Those who wait for what becomes of it: who takes something, who opened it, and who sells. */
export function concernedBy(db: Db, row: PoolRow): Set<number> {
  const seller = sellerOf(row);
  return new Set([...takersOf(db, row.id), row.firmId, ...(seller === null ? [] : [seller])]);
}

export const aboutOf = ({ id, title }: Pick<PoolRow, 'id' | 'title'>) => ({ of: 'pool' as const, id, title });

/** The firm, the offer with its firm, or the name that it is bought from. */
function supplierOf(db: Db, supplier: PoolSupplier | null): Answer<Pick<PoolRow, 'supplierFirmId' | 'supplierListingId' | 'supplierName'>> {
  const { firm: firmId = null, listing: listingId = null, name = '' } = supplier ?? {};
  if (listingId !== null) {
    const offered = isOffered(db, listingId);
    if (!offered) return no('invalid', [{ path: 'supplier.listing', code: 'not-a-choice' }]);
    return { value: { supplierFirmId: offered.firmId, supplierListingId: listingId, supplierName: '' } };
  }
  const found = firmId === null ? null : db.select().from(firm).where(eq(firm.id, firmId)).get();
  if (firmId !== null && found?.state !== 'active') return no('invalid', [{ path: 'supplier.firm', code: 'not-a-choice' }]);
  return { value: { supplierFirmId: firmId, supplierListingId: null, supplierName: name } };
}

/** An offer of things to buy that stands in the market now. */
function isOffered(db: Db, id: number) {
  const offered = and(eq(listing.id, id), eq(listing.listed, true), eq(listing.direction, 'offer'), eq(listing.kind, 'input'));
  return db.select({ firmId: listing.firmId }).from(listing).where(offered).get();
}

function keep(db: Db, poolId: number, by: Acting, quantity: number, place: number): void {
  db.insert(commitment)
    .values({ poolId, firmId: by.firm.id, by: by.id, quantity, place, backTold: false })
    .onConflictDoUpdate({ target: [commitment.poolId, commitment.firmId], set: { by: by.id, quantity, place } })
    .run();
}

function nextPlace(db: Db, id: number): number {
  const last = db
    .select({ place: max(commitment.place) })
    .from(commitment)
    .where(eq(commitment.poolId, id))
    .get();
  return (last?.place ?? 0) + 1;
}

/** A step is told of when it is first reached, and never again. */
function tellStep(db: Db, row: PoolRow, by: Acting, now: number): void {
  const taken = commitmentsOf(db, row.id).filter(({ active }) => active);
  const reached = stepAt(
    row.steps,
    taken.reduce((sum, { quantity }) => sum + quantity, 0),
  );
  if (reached === null || reached < row.stepsTold) return;
  db.update(pool)
    .set({ stepsTold: reached + 1 })
    .where(eq(pool.id, row.id))
    .run();
  for (const firm of new Set([...takersOf(db, row.id), row.firmId]))
    tell(db, { firm }, { kind: 'pool-step', about: aboutOf(row), by: by.id }, now);
}

function countOpen(db: Db, firmId: number): number {
  const open = and(eq(pool.firmId, firmId), eq(pool.state, 'open'));
  return db.select({ n: sql<number>`count(*)` }).from(pool).where(open).get()?.n ?? 0;
}
