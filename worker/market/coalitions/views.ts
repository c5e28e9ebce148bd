/** Coalitions as those read them who are in them. */
import { and, count, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { CoalitionCard, CoalitionMember, CoalitionView } from '../../../schema/coalition.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { coalition, coalitionPart, coalitionShare } from '../../../schema/tables/coalitions.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { coalitionLife, openParts, partLife } from '../../domain/coalition/coalition-life.ts';
import { actsOf } from '../../domain/life.ts';
import type { Reader } from '../../domain/sight.ts';
import { agreementsOf } from '../agreements.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';
import { type CoalitionRow, isLive, leadIn, type PartRow, partsOf, sumOf, writerOf } from './coalitions.ts';
import { proposalView, shareOf } from './proposals.ts';
import { replacementsFor } from './replacements.ts';

/** Coalitions on one page. */
const mostShown = 100;

/** As owner and as member, the newest first; all of them for a manager. */
export function listCoalitions(db: Db, reader: Reader): CoalitionCard[] {
  const ofMine = db
    .select({ id: coalitionPart.coalitionId })
    .from(coalitionPart)
    .where(eq(coalitionPart.firmId, reader.firm ?? 0));
  const mine = reader.sight === 'manager' ? undefined : or(eq(coalition.ownerId, reader.firm ?? 0), inArray(coalition.id, ofMine));
  const counted = ne(coalitionPart.state, 'replaced');
  return db
    .select({
      row: coalition,
      owner: { id: firm.id, name: firm.name },
      firms: count(coalitionPart.id),
      accepted: sql<number>`count(*) filter (where ${coalitionPart.state} = 'accepted')`,
      part: sql<CoalitionCard['part']>`max(case when ${coalitionPart.firmId} = ${reader.firm ?? 0} then ${coalitionPart.state} end)`,
    })
    .from(coalition)
    .innerJoin(firm, eq(firm.id, coalition.ownerId))
    .leftJoin(coalitionPart, and(eq(coalitionPart.coalitionId, coalition.id), or(counted, eq(coalitionPart.firmId, reader.firm ?? 0))))
    .where(mine)
    .groupBy(coalition.id)
    .orderBy(desc(coalition.id))
    .limit(mostShown)
    .all()
    .map(({ row, owner, firms, accepted, part }) => ({
      id: row.id,
      state: row.state,
      side: sideOf(reader, row.ownerId, part !== null),
      listing: { id: row.needId, title: row.title },
      owner,
      firms,
      accepted,
      part,
      at: row.createdAt,
    }));
}

/** One coalition, for its owner, those who were asked, and managers; for anyone else there is none. */
export function findCoalition(db: Db, reader: Reader, id: number, now: number): Answer<CoalitionView> {
  const found = db
    .select({ row: coalition, owner: { id: firm.id, name: firm.name }, need: { state: listing.state } })
    .from(coalition)
    .innerJoin(firm, eq(firm.id, coalition.ownerId))
    .innerJoin(listing, eq(listing.id, coalition.needId))
    .where(eq(coalition.id, id))
    .get();
  if (!found) return no('not-found');
  const { row, owner, need } = found;
  const parts = partsOf(db, id);
  const own = parts.find(({ firmId }) => firmId === reader.firm) ?? null;
  if (row.ownerId !== reader.firm && !own && reader.sight !== 'manager') return no('not-found');
  const side = sideOf(reader, row.ownerId, own !== null);
  const counted = parts.filter(({ state }) => state !== 'replaced');
  const lead = leadIn(db, row, counted);
  // who is out of it sees how it stands, and no more of who is in
  const isOut = side === 'member' && (own?.state === 'replaced' || own?.state === 'declined' || own?.state === 'withdrawn');
  const shown = isOut ? parts.filter(({ firmId }) => firmId === reader.firm) : side === 'member' ? counted : parts;
  const free = side === 'owner' && row.state === 'inviting' && counted.some(({ state }) => openParts.includes(state));
  const others = free ? replacementsFor(db, row, now) : null;
  const writer = side === 'member' ? writerOf(db, row, counted, reader.firm ?? 0, now) : null;
  const mayQuote = writer !== null && actsOf(coalitionLife, row.state, writer).includes('quote');
  return {
    value: {
      id,
      state: row.state,
      side,
      listing: {
        id: row.needId,
        title: row.title,
        state: need.state,
        quantity: quantityOf(row.quantityAmount, row.quantityUnit),
        until: row.dueAt,
      },
      owner,
      firms: counted.length,
      accepted: counted.filter(({ state }) => state === 'accepted').length,
      part: own?.state ?? null,
      at: row.createdAt,
      steps: row.steps,
      currency: row.currency,
      members: membersOf(db, row, shown, reader, lead),
      exact: row.exact,
      reasons: row.reasons,
      lacks: row.lacks,
      quote: quoteOf(row, isOut),
      quoteBy: row.quoteBy !== null && row.quoteBy > now ? row.quoteBy : null,
      sum: mayQuote ? sumOf(counted) : null,
      words: isOut ? '' : row.words,
      acts: actsIn(row, side, own, mayQuote, (others?.proposed.proposals.length ?? 0) > 0),
      replacements: others?.proposed.proposals.map((one) => proposalView(others.ordering, one)) ?? [],
      open: others?.proposed.lacks ?? [],
      // security: what another firm is paid is between it and the owner
      agreements: agreementsOf(db, 'coalition', id).filter(({ giver }) => side !== 'member' || giver?.id === reader.firm),
    },
  };
}

function sideOf(reader: Reader, owner: number, isMember: boolean): CoalitionCard['side'] {
  return owner === reader.firm ? 'owner' : isMember ? 'member' : 'manager';
}

function quoteOf(row: CoalitionRow, isOut: boolean): CoalitionView['quote'] {
  const { total, deliverBy, quoteWords: words, quotedAt: at } = row;
  return total === null || deliverBy === null || at === null || isOut ? null : { total, deliverBy, words, at };
}

function actsIn(
  row: CoalitionRow,
  side: CoalitionCard['side'],
  own: PartRow | null,
  mayQuote: boolean,
  others: boolean,
): CoalitionView['acts'] {
  const acts: CoalitionView['acts'] = [];
  if (own && side === 'member') {
    const may = actsOf(partLife, own.state, 'firm');
    if (row.state === 'inviting' && may.includes('accept')) acts.push('answer');
    if (isLive(row) && may.includes('withdraw')) acts.push('withdraw');
    if (mayQuote) acts.push('quote');
  }
  if (side === 'owner') {
    const may = actsOf(coalitionLife, row.state, 'owner');
    if (others) acts.push('replace');
    if (may.includes('agree')) acts.push('decide');
    if (may.includes('end')) acts.push('end');
  }
  return acts;
}

function membersOf(db: Db, row: CoalitionRow, parts: PartRow[], reader: Reader, lead: number | null): CoalitionMember[] {
  const shares = db
    .select({ share: coalitionShare, listing, firm })
    .from(coalitionShare)
    .innerJoin(coalitionPart, eq(coalitionPart.id, coalitionShare.partId))
    .innerJoin(listing, eq(listing.id, coalitionShare.listingId))
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .where(eq(coalitionPart.coalitionId, row.id))
    .orderBy(coalitionShare.id)
    .all();
  const quantity = quantityOf(row.quantityAmount, row.quantityUnit);
  return parts.flatMap((part) => {
    const own = shares.filter(({ share }) => share.partId === part.id);
    const [first] = own;
    if (!first) return [];
    // security: what a firm asks is known to itself, to the one who adds it up, and to the owner once there is a joint quote
    const mine = reader.firm === part.firmId;
    const adds = lead === reader.firm && (row.state === 'complete' || row.state === 'quoted');
    const knows = mine || adds || (row.ownerId === reader.firm && row.total !== null);
    return [
      {
        firm: { id: first.firm.id, externalRef: first.firm.externalRef, name: first.firm.name, trusted: first.firm.trusted },
        state: part.state,
        lead: part.firmId === lead,
        parts: own.map(({ share, listing }) => ({
          listing: { id: listing.id, externalRef: listing.externalRef, title: share.title },
          step: row.steps[share.step] ?? '',
          share: {
            quantity: shareOf(quantity, share.amount),
            fraction: share.amount === null || !quantity ? 1 : Math.min(1, Math.round((share.amount / quantity.amount) * 1e6) / 1e6),
          },
        })),
        amount: knows ? part.amount : null,
        estimate: mine || row.ownerId === reader.firm ? part.estimate : null,
        words: mine || row.ownerId === reader.firm || adds ? part.words : '',
        answerBy: part.answerBy,
        answeredAt: part.answeredAt,
        away: isLive(row) && own.some(({ listing }) => !listing.listed),
      },
    ];
  });
}
