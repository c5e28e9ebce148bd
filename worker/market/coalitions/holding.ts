/** Whether the offers of a coalition can still do what they are asked for. */
import { eq } from 'drizzle-orm';
import { type coalition, coalitionPart, coalitionShare } from '../../../schema/tables/coalitions.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { answerWithin, patience } from '../../domain/coalition/coalition-life.ts';
import { amountOf, isTooSmall } from '../../domain/coalition/order.ts';
import { endedStates } from '../../domain/listing-life.ts';
import type { Db } from '../store.ts';
import { type ListingRow, quantityOf } from '../views.ts';
import { promisedOf } from './promises.ts';
import { candidateOf } from './proposals.ts';

type CoalitionRow = typeof coalition.$inferSelect;
type PartRow = typeof coalitionPart.$inferSelect;

/**
 * Whether parts can go on: each of their offers in the market, and able to do all of its share. Of the time since a firm was asked so much is
 * overlooked as asking takes, and nothing else.
 * security: asked in the transaction that goes on with them, whatever was shown before.
 */
export function holds(db: Db, row: CoalitionRow, parts: PartRow[], now: number): boolean {
  const ids = new Set(parts.map(({ id }) => id));
  const shares = sharesIn(db, row, now - patience, now).filter(({ part }) => ids.has(part.id));
  return shares.every(({ listing, able }) => listing.listed && listing.direction === 'offer' && able);
}

/** Firms that are suspended, of whose offers one is over, or can no longer do its share. One that is paused may come back. */
export function firmsGone(db: Db, row: CoalitionRow, now: number): Set<number> {
  const gone = sharesIn(db, row, 0, now).filter(({ listing, firm, able }) => isOver(listing) || firm.state !== 'active' || !able);
  return new Set(gone.map(({ part }) => part.firmId));
}

/** A listing that is paused or read by a manager may come back; these do not. */
export const isOver = ({ state }: Pick<ListingRow, 'state'>): boolean => endedStates.includes(state) || state === 'expired';

function sharesIn(db: Db, row: CoalitionRow, earliest: number, now: number) {
  const shares = db
    .select({ part: coalitionPart, share: coalitionShare, listing, firm })
    .from(coalitionPart)
    .innerJoin(coalitionShare, eq(coalitionShare.partId, coalitionPart.id))
    .innerJoin(listing, eq(listing.id, coalitionShare.listingId))
    .innerJoin(firm, eq(firm.id, coalitionPart.firmId))
    .where(eq(coalitionPart.coalitionId, row.id))
    .all();
  const promised = promisedOf(
    db,
    shares.map(({ listing }) => listing.id),
  );
  const quantity = quantityOf(row.quantityAmount, row.quantityUnit);
  return shares.map(({ part, share, listing, firm }) => {
    const from = Math.max(row.startsAt ?? 0, earliest, Math.min(now, part.answerBy - answerWithin));
    const one = candidateOf(listing, null, new Map(), promised.get(listing.id));
    const can = amountOf(one, { quantity, from, by: row.dueAt });
    // where several steps are asked for, who does not say how much is taken at his word
    const does = can.is === 'known' ? can.amount >= (share.amount ?? 0) : row.steps.length > 1;
    return { part, listing, firm, able: share.amount === null || (does && !isTooSmall(one, { quantity })) };
  });
}
