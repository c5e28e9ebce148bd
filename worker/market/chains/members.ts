/** Firms in the stages of a chain: invited, joined, and gone again. */
import { and, eq, ne, sql } from 'drizzle-orm';
import type { ChainInvitation, ChainJoin } from '../../../schema/chain.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { chainInvitation, chainMember, chainNote } from '../../../schema/tables/chains.ts';
import { listing } from '../../../schema/tables/market.ts';
import type { Db } from '../store.ts';
import { type Acting, type ChainRow, chainFor, endNotes, hatsOf, isActive, stageIn } from './chains.ts';
import { tellOfChain } from './notices.ts';

/** Bounds that only a flood reaches. */
const mostMembers = 200;
const mostInvitations = 60;

/** A firm that is in the stage already changes with what it is there. */
export function joinChain(db: Db, by: Acting, id: number, { stage: stageId, ...join }: ChainJoin, now: number): Answer<{ id: number }> {
  const found = chainFor(db, by, id, 'join');
  if (found.refusal) return found;
  const stage = stageIn(db, id, stageId);
  if (!stage) return no('not-found');
  // who is suspended makes nothing with anybody now
  if (!isActive(db, found.value.firmId)) return no('wrong-state');
  if (join.listing !== null && !isOwnOffer(db, by.firm.id, join.listing)) return no('invalid', [{ path: 'listing', code: 'not-a-choice' }]);
  const values = {
    listingId: join.listing,
    perMonthAmount: join.perMonth?.amount ?? null,
    perMonthUnit: join.perMonth?.unit ?? null,
    words: join.words,
  };
  const mine = and(eq(chainMember.stageId, stageId), eq(chainMember.firmId, by.firm.id));
  const before = db.select({ id: chainMember.id }).from(chainMember).where(mine).get();
  if (before) {
    db.update(chainMember).set(values).where(eq(chainMember.id, before.id)).run();
    return { value: before };
  }
  if (countIn(db, chainMember, id) >= mostMembers) return no('too-many');
  const made = db
    .insert(chainMember)
    .values({ ...values, chainId: id, stageId, firmId: by.firm.id, at: now })
    .returning({ id: chainMember.id })
    .get();
  db.delete(chainInvitation)
    .where(and(eq(chainInvitation.stageId, stageId), eq(chainInvitation.firmId, by.firm.id)))
    .run();
  tellOpener(db, by, found.value, 'chain-joined', stage.name, now);
  return { value: made };
}

/** A firm leaves a stage; the opener, or a manager, may also show it out. What waits to be agreed between them is over. */
export function leaveChain(db: Db, by: Acting, id: number, memberId: number, now: number): Answer<{ id: number }> {
  const found = chainFor(db, by, id, 'leave');
  if (found.refusal) return found;
  const row = db
    .select()
    .from(chainMember)
    .where(and(eq(chainMember.id, memberId), eq(chainMember.chainId, id)))
    .get();
  const own = row?.firmId === by.firm.id;
  if (!row || (!own && hatsOf(found.value, by).every((hat) => hat === 'member'))) return no('not-found');
  const stage = stageIn(db, id, row.stageId);
  db.delete(chainMember).where(eq(chainMember.id, memberId)).run();
  endNotes(db, and(eq(chainNote.stageId, row.stageId), eq(chainNote.giverId, row.firmId)), now);
  if (!own) tellOfChain(db, row.firmId, { kind: 'chain-changed', chain: found.value, by: by.person }, now);
  const left = db
    .select({ n: count })
    .from(chainMember)
    .where(and(eq(chainMember.stageId, row.stageId), ne(chainMember.id, memberId)))
    .get();
  tellOpener(db, by, found.value, left?.n ? 'chain-left' : 'chain-gap', stage?.name ?? '', now);
  return { value: { id: memberId } };
}

/** A firm that is invited already, or is there, is not told again. */
export function inviteToChain(
  db: Db,
  by: Acting,
  id: number,
  { stage: stageId, firm: firmId }: ChainInvitation,
  now: number,
): Answer<ChainInvitation> {
  const found = chainFor(db, by, id, 'invite');
  if (found.refusal) return found;
  const stage = stageIn(db, id, stageId);
  if (!stage) return no('not-found');
  if (firmId === by.firm.id || !isActive(db, firmId)) return no('invalid', [{ path: 'firm', code: 'not-a-choice' }]);
  const value = { stage: stageId, firm: firmId };
  const there = db
    .select({ id: chainMember.id })
    .from(chainMember)
    .where(and(eq(chainMember.stageId, stageId), eq(chainMember.firmId, firmId)))
    .get();
  const before = db
    .select({ id: chainInvitation.id })
    .from(chainInvitation)
    .where(and(eq(chainInvitation.stageId, stageId), eq(chainInvitation.firmId, firmId)))
    .get();
  if (there || before) return { value };
  if (countIn(db, chainInvitation, id) >= mostInvitations) return no('too-many');
  db.insert(chainInvitation).values({ chainId: id, stageId, firmId, at: now }).run();
  tellOfChain(db, firmId, { kind: 'chain-invited', chain: found.value, words: stage.name, by: by.person }, now);
  return { value };
}

function isOwnOffer(db: Db, firmId: number, id: number): boolean {
  const row = db.select().from(listing).where(eq(listing.id, id)).get();
  return row?.firmId === firmId && row.direction === 'offer' && row.listed;
}

function countIn(db: Db, table: typeof chainMember | typeof chainInvitation, id: number): number {
  return db.select({ n: count }).from(table).where(eq(table.chainId, id)).get()?.n ?? 0;
}

function tellOpener(
  db: Db,
  by: Acting,
  chain: ChainRow,
  kind: 'chain-joined' | 'chain-left' | 'chain-gap',
  stage: string,
  now: number,
): void {
  if (chain.firmId !== by.firm.id) tellOfChain(db, chain.firmId, { kind, chain, words: stage, by: by.person }, now);
}

const count = sql<number>`count(*)`;
