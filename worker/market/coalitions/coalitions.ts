/** Coalitions: asking the firms of a proposal, their answers, one joint quote, and what its owner decides. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type {
  CoalitionAnswer,
  CoalitionDecision,
  CoalitionDraft,
  CoalitionEnding,
  CoalitionMoved,
  CoalitionQuote,
  CoalitionReplacement,
} from '../../../schema/coalition.ts';
import type { Notice } from '../../../schema/inquiry.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { coalition, coalitionPart, coalitionShare } from '../../../schema/tables/coalitions.ts';
import { listing } from '../../../schema/tables/market.ts';
import { day } from '../../../schema/time.ts';
import {
  answerWithin,
  type CoalitionAct,
  type CoalitionActor,
  coalitionLife,
  isComplete,
  leadOf,
  lookEvery,
  openParts,
  type PartAct,
  type PartActor,
  partLife,
} from '../../domain/coalition/coalition-life.ts';
import { costOf, type Proposal, proposeCoalitions, type Share } from '../../domain/coalition/propose.ts';
import { step } from '../../domain/life.ts';
import { keepAgreement } from '../agreements.ts';
import { tell } from '../notices.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';
import { holds } from './holding.ts';
import { findLive, needWithFirm, type Ordering, orderingOf } from './proposals.ts';
import { replacementsFor } from './replacements.ts';

export type CoalitionRow = typeof coalition.$inferSelect;
export type PartRow = typeof coalitionPart.$inferSelect;
export type ShareRow = typeof coalitionShare.$inferSelect;

/** Coalitions that a firm may begin in a day: each asks several others. */
const mostADay = 10;
/** Days ahead that a delivery may be promised. */
const furthest = 730 * day;

/** Who acts: a person for a firm. */
export interface By {
  person: string;
  firm: { id: number };
}

/** Asks the firms of a proposal. It must still be one: nothing is asked for that the owner was not shown. */
export function inviteCoalition(db: Db, by: By, need: number, draft: CoalitionDraft, now: number): Answer<CoalitionMoved> {
  const found = needWithFirm(db, need);
  if (!found || found.firm.id !== by.firm.id) return no('not-found');
  if (!found.listing.listed || findLive(db, need) !== null) return no('wrong-state');
  if (begunToday(db, by.firm.id, now) >= mostADay) return no('too-many');
  const ordering = orderingOf(db, found.listing, found.firm, now);
  const { proposals } = proposeCoalitions(ordering.order, ordering.candidates, { split: draft.split });
  const chosen = proposals.find((one) => sameListings(one, draft.listings));
  if (!chosen) return no('stale');
  const { order } = ordering;
  const row = db
    .insert(coalition)
    .values({
      needId: need,
      title: found.listing.title,
      ownerId: by.firm.id,
      state: 'inviting',
      steps: order.steps.map(({ words }) => words),
      quantityAmount: order.quantity?.amount ?? null,
      quantityUnit: order.quantity?.unit ?? null,
      currency: order.currency,
      startsAt: found.listing.availableFrom,
      dueAt: order.by,
      exact: chosen.exact,
      reasons: chosen.reasons,
      lacks: [...chosen.lacks, ...ordering.dropped],
      quoteWords: '',
      words: '',
      createdAt: now,
      lookAt: now + lookEvery,
    })
    .returning()
    .get();
  askFirms(db, row, ordering, chosen.shares, by, now);
  return { value: { id: row.id, state: row.state } };
}

/** A firm accepts its part and says for how much, or declines it. */
export function answerCoalition(db: Db, by: By, id: number, given: CoalitionAnswer, now: number): Answer<CoalitionMoved> {
  const found = partOf(db, id, by.firm.id);
  if (!found) return no('not-found');
  const { row, part } = found;
  const to = step(partLife, part.state, given.accept ? 'accept' : 'decline', 'firm');
  if (!to || row.state !== 'inviting') return no('wrong-state');
  if (given.accept) {
    if (!isInMarket(db, row.needId)) return no('wrong-state');
    if (!holds(db, row, [part], now)) return no('stale');
  }
  const amount = given.accept ? given.amount : null;
  db.update(coalitionPart).set({ state: to, amount, words: given.words, answeredAt: now }).where(eq(coalitionPart.id, part.id)).run();
  tellOwner(db, row, given.accept ? 'coalition-accepted' : 'coalition-declined', given.words, by, now);
  return { value: { id, state: completeIfSo(db, row, now) } };
}

/** A firm takes its acceptance back; the joint quote goes with it. */
export function leaveCoalition(db: Db, by: By, id: number, { words }: CoalitionEnding, now: number): Answer<CoalitionMoved> {
  const found = partOf(db, id, by.firm.id);
  if (!found) return no('not-found');
  const { row, part } = found;
  if (!isLive(row) || !step(partLife, part.state, 'withdraw', 'firm')) return no('wrong-state');
  passPart(db, part, 'withdraw', 'firm', { words, answeredAt: now });
  tellOwner(db, row, 'coalition-declined', words, by, now);
  return { value: { id, state: reopenIfSo(db, row) } };
}

/** Asks others for the shares that are free, as they were proposed. */
export function replaceInCoalition(db: Db, by: By, id: number, { listings }: CoalitionReplacement, now: number): Answer<CoalitionMoved> {
  const row = ownedBy(db, id, by.firm.id);
  if (!row) return no('not-found');
  if (row.state !== 'inviting' || !isInMarket(db, row.needId)) return no('wrong-state');
  const parts = partsOf(db, id);
  const free = parts.filter(({ state }) => openParts.includes(state));
  if (free.length === 0) return no('wrong-state');
  const found = replacementsFor(db, row, now);
  const chosen = found?.proposed.proposals.find((one) => sameListings(one, listings));
  if (!found || !chosen) return no('stale');
  for (const part of free) passPart(db, part, 'replace', 'owner', {});
  const shares = chosen.shares.map((one) => ({ ...one, step: found.positions[one.step] as number }));
  askFirms(db, row, found.ordering, shares, by, now);
  return { value: { id, state: row.state } };
}

/** The lead firm writes for all, or any of them when it was silent for too long: the total is the sum of what each asks. */
export function quoteCoalition(db: Db, by: By, id: number, quote: CoalitionQuote, now: number): Answer<CoalitionMoved> {
  const found = partOf(db, id, by.firm.id);
  if (!found) return no('not-found');
  const { row } = found;
  const parts = countedParts(db, id);
  const actor = writerOf(db, row, parts, by.firm.id, now);
  if (!actor) return no('not-found');
  const to = step(coalitionLife, row.state, 'quote', actor);
  if (!to || !isInMarket(db, row.needId)) return no('wrong-state');
  if (quote.deliverBy + day <= now) return no('invalid', [{ path: 'deliverBy', code: 'in-the-past' }]);
  if (quote.deliverBy > now + furthest) return no('invalid', [{ path: 'deliverBy', code: 'too-far' }]);
  if (!holds(db, row, parts, now)) return no('stale');
  const total = sumOf(parts);
  const { deliverBy, words } = quote;
  pass(db, row, 'quote', actor, { total, deliverBy, quoteWords: words, quotedAt: now });
  tellOwner(db, row, 'coalition-quoted', words, by, now);
  return { value: { id, state: to } };
}

/** The owner accepts the joint quote, which becomes one agreement with each firm, or refuses it. */
export function decideCoalition(db: Db, by: By, id: number, { accept, words }: CoalitionDecision, now: number): Answer<CoalitionMoved> {
  const row = ownedBy(db, id, by.firm.id);
  if (!row) return no('not-found');
  const act = accept ? 'agree' : 'refuse';
  const to = step(coalitionLife, row.state, act, 'owner');
  if (!to) return no('wrong-state');
  const parts = countedParts(db, id);
  if (accept) {
    if (!isInMarket(db, row.needId)) return no('wrong-state');
    if (!holds(db, row, parts, now)) return no('stale');
    for (const part of parts) agreeWith(db, row, part, now);
  }
  pass(db, row, act, 'owner', { words, endedAt: now, lookAt: null });
  tellParts(db, row, parts, accept ? 'coalition-agreed' : 'coalition-refused', words, by, now);
  return { value: { id, state: to } };
}

export function endCoalition(db: Db, by: By, id: number, { words }: CoalitionEnding, now: number): Answer<CoalitionMoved> {
  const row = ownedBy(db, id, by.firm.id);
  if (!row) return no('not-found');
  if (!step(coalitionLife, row.state, 'end', 'owner')) return no('wrong-state');
  end(db, row, 'owner', words, by, now);
  return { value: { id, state: 'ended' } };
}

function askFirms(db: Db, row: CoalitionRow, { found }: Pick<Ordering, 'found'>, shares: Share[], by: By, now: number): void {
  for (const firmId of new Set(shares.map(({ firm }) => firm))) {
    const own = shares.filter(({ firm }) => firm === firmId);
    const part = db
      .insert(coalitionPart)
      .values({ coalitionId: row.id, firmId, state: 'invited', estimate: costOf(own), words: '', answerBy: now + answerWithin })
      .returning({ id: coalitionPart.id })
      .get();
    for (const { listing: listingId, step, amount } of own) {
      const title = found.get(listingId)?.row.title ?? '';
      db.insert(coalitionShare).values({ partId: part.id, listingId, title, step, amount }).run();
    }
    tell(db, { firm: firmId }, { kind: 'coalition-invited', about: aboutOf(row), by: by.person }, now);
  }
}

function agreeWith(db: Db, row: CoalitionRow, part: PartRow, now: number): void {
  const own = sharesOf(db, part.id);
  const [first] = own;
  const alike = own.every(({ amount }) => amount === first?.amount);
  const steps = row.steps.length > 1 ? [...new Set(own.map(({ step }) => row.steps[step]))].join(' + ') : '';
  keepAgreement(
    db,
    {
      of: 'coalition',
      venture: row.id,
      taker: row.ownerId,
      giver: part.firmId,
      title: steps ? `${row.title} – ${steps}` : row.title,
      quantity: alike ? quantityOf(first?.amount ?? null, row.quantityUnit) : null,
      amount: part.amount,
      currency: row.currency,
    },
    now,
  );
}

function completeIfSo(db: Db, row: CoalitionRow, now: number): CoalitionRow['state'] {
  const parts = partsOf(db, row.id);
  if (!isComplete(parts.map(({ state }) => state))) return row.state;
  const to = pass(db, row, 'complete', 'parts', { quoteBy: now + answerWithin });
  tellOwner(db, row, 'coalition-complete', '', null, now);
  tellParts(db, row, countedParts(db, row.id), 'coalition-complete', '', null, now);
  return to;
}

/** A joint quote is of all its firms: without one of them there is none. */
export function reopenIfSo(db: Db, row: CoalitionRow): CoalitionRow['state'] {
  if (row.state === 'inviting' || isComplete(partsOf(db, row.id).map(({ state }) => state))) return row.state;
  return pass(db, row, 'reopen', 'parts', { quoteBy: null, total: null, deliverBy: null, quoteWords: '', quotedAt: null });
}

export function end(db: Db, row: CoalitionRow, by: 'owner' | 'clock', words: string, who: By | null, now: number): void {
  pass(db, row, 'end', by, { words, endedAt: now, lookAt: null });
  const concerned = partsOf(db, row.id).filter(({ state }) => state === 'invited' || state === 'silent' || state === 'accepted');
  tellParts(db, row, concerned, 'coalition-ended', words, who, now);
  if (by === 'clock') tellOwner(db, row, 'coalition-ended', words, null, now);
}

/** One edge of a coalition's life. The edge must exist. */
function pass(db: Db, row: CoalitionRow, act: CoalitionAct, by: CoalitionActor, changes: Partial<CoalitionRow>): CoalitionRow['state'] {
  const to = step(coalitionLife, row.state, act, by);
  if (to === null) throw new Error(`no edge: ${row.state} ${act} by ${by}`);
  db.update(coalition)
    .set({ ...changes, state: to })
    .where(eq(coalition.id, row.id))
    .run();
  return to;
}

export function passPart(db: Db, part: PartRow, act: PartAct, by: PartActor, changes: Partial<PartRow>): void {
  const to = step(partLife, part.state, act, by);
  if (to === null) throw new Error(`no edge: ${part.state} ${act} by ${by}`);
  // a price that was given is of an acceptance
  db.update(coalitionPart)
    .set({ ...changes, state: to, amount: null })
    .where(eq(coalitionPart.id, part.id))
    .run();
}

const aboutOf = (row: CoalitionRow) => ({ of: 'coalition' as const, id: row.id, title: row.title });

export function tellOwner(db: Db, row: CoalitionRow, kind: Notice['kind'], words: string, by: By | null, now: number): void {
  tell(db, { firm: row.ownerId }, { kind, about: aboutOf(row), words, ...(by && { by: by.person }) }, now);
}

export function tellParts(
  db: Db,
  row: CoalitionRow,
  parts: PartRow[],
  kind: Notice['kind'],
  words: string,
  by: By | null,
  now: number,
): void {
  for (const { firmId } of parts) tell(db, { firm: firmId }, { kind, about: aboutOf(row), words, ...(by && { by: by.person }) }, now);
}

export function partsOf(db: Db, id: number): PartRow[] {
  return db.select().from(coalitionPart).where(eq(coalitionPart.coalitionId, id)).orderBy(asc(coalitionPart.id)).all();
}

/** Parts of those who take part: nobody else was asked for them. */
export const countedParts = (db: Db, id: number): PartRow[] => partsOf(db, id).filter(({ state }) => state !== 'replaced');

export function sharesOf(db: Db, part: number): ShareRow[] {
  return db.select().from(coalitionShare).where(eq(coalitionShare.partId, part)).orderBy(asc(coalitionShare.id)).all();
}

/** The firm that writes for all, once all have accepted. */
export function leadIn(db: Db, row: CoalitionRow, parts: PartRow[]): number | null {
  const whole = row.quantityAmount;
  const shares = db
    .select({ part: coalitionShare.partId, amount: coalitionShare.amount })
    .from(coalitionShare)
    .innerJoin(coalitionPart, eq(coalitionPart.id, coalitionShare.partId))
    .where(eq(coalitionPart.coalitionId, row.id))
    .all();
  const shareOf = new Map<number, number>();
  for (const { part, amount } of shares) shareOf.set(part, (shareOf.get(part) ?? 0) + (amount === null || !whole ? 1 : amount / whole));
  return leadOf(parts.map(({ id, firmId }) => ({ firm: firmId, share: shareOf.get(id) ?? 0 })));
}

/** As whom a firm may write the joint quote. Before all have accepted nobody is late. */
export function writerOf(db: Db, row: CoalitionRow, parts: PartRow[], firmId: number, now: number): 'lead' | 'member' | null {
  if (leadIn(db, row, parts) === firmId) return 'lead';
  const isLate = row.state === 'complete' && (row.quoteBy ?? now) <= now;
  return isLate && parts.some((one) => one.firmId === firmId) ? 'member' : null;
}

export const sumOf = (parts: PartRow[]): number => parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

export const isLive = ({ state }: Pick<CoalitionRow, 'state'>): boolean =>
  state === 'inviting' || state === 'complete' || state === 'quoted';

function ownedBy(db: Db, id: number, firmId: number): CoalitionRow | undefined {
  return db
    .select()
    .from(coalition)
    .where(and(eq(coalition.id, id), eq(coalition.ownerId, firmId)))
    .get();
}

function partOf(db: Db, id: number, firmId: number): { row: CoalitionRow; part: PartRow } | undefined {
  const found = db
    .select({ row: coalition, part: coalitionPart })
    .from(coalitionPart)
    .innerJoin(coalition, eq(coalition.id, coalitionPart.coalitionId))
    .where(and(eq(coalitionPart.coalitionId, id), eq(coalitionPart.firmId, firmId)))
    .get();
  return found;
}

function isInMarket(db: Db, need: number): boolean {
  return db.select({ listed: listing.listed }).from(listing).where(eq(listing.id, need)).get()?.listed ?? false;
}

function begunToday(db: Db, owner: number, now: number): number {
  const today = and(eq(coalition.ownerId, owner), gt(coalition.createdAt, now - day));
  return db.select({ n: sql<number>`count(*)` }).from(coalition).where(today).get()?.n ?? 0;
}

function sameListings({ shares }: Proposal, listings: number[]): boolean {
  const asked = new Set(listings);
  const own = new Set(shares.map(({ listing }) => listing));
  return asked.size === own.size && [...own].every((id) => asked.has(id));
}
