/** What offers have promised to others, wherever that was agreed on: nobody sells the same month twice. */
import { and, eq, isNotNull, max, sql } from 'drizzle-orm';
import { circle, circleLeg } from '../../../schema/tables/circles.ts';
import { coalition, coalitionPart, coalitionShare } from '../../../schema/tables/coalitions.ts';
import { listing } from '../../../schema/tables/market.ts';
import { pool } from '../../../schema/tables/pools.ts';
import { day } from '../../../schema/time.ts';
import type { Promised } from '../../domain/coalition/order.ts';
import { hasSeller } from '../pools/pools.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';

/** What was agreed on without a day is delivered within this time. */
const usual = 30 * day;

/**
 * By the offer. Not of chains: whoever is in one says what it could do each month, without an end and to nobody in particular, and a note
 * that was confirmed there names a firm and an amount, but neither an offer nor a time.
 */
export function promisedOf(db: Db, offers: number[]): Map<number, Promised[]> {
  const asked = sql`(select value from json_each(${JSON.stringify(offers)}))`;
  const all = [...toCoalitions(db, asked), ...toCircles(db, asked), ...toPools(db, asked)];
  const found = new Map<number, Promised[]>();
  for (const { listing, amount, unit, from, by } of all) {
    const quantity = quantityOf(amount, unit);
    if (listing !== null && quantity) found.set(listing, [...(found.get(listing) ?? []), { quantity, from, by: (by ?? from) + day }]);
  }
  return found;
}

type Asked = ReturnType<typeof sql>;

/** Several steps of one order are done to the same things, so they are one promise. */
function toCoalitions(db: Db, asked: Asked) {
  return db
    .select({
      listing: coalitionShare.listingId,
      amount: max(coalitionShare.amount),
      unit: coalition.quantityUnit,
      from: sql<number>`max(${coalition.createdAt}, coalesce(${coalition.startsAt}, 0))`,
      by: coalition.deliverBy,
    })
    .from(coalitionShare)
    .innerJoin(coalitionPart, and(eq(coalitionPart.id, coalitionShare.partId), eq(coalitionPart.state, 'accepted')))
    .innerJoin(coalition, and(eq(coalition.id, coalitionPart.coalitionId), eq(coalition.state, 'agreed')))
    .where(and(sql`${coalitionShare.listingId} in ${asked}`, isNotNull(coalitionShare.amount)))
    .groupBy(coalition.id, coalitionShare.listingId)
    .all();
}

/** An exchange is due when the need that it answers is. */
function toCircles(db: Db, asked: Asked) {
  return db
    .select({
      listing: circleLeg.offerId,
      amount: circleLeg.quantityAmount,
      unit: circleLeg.quantityUnit,
      from: circle.at,
      by: sql<number>`max(${circle.at}, coalesce(${listing.availableUntil}, ${circle.at} + ${usual}))`,
    })
    .from(circleLeg)
    .innerJoin(circle, and(eq(circle.id, circleLeg.circleId), eq(circle.state, 'agreed')))
    .innerJoin(listing, eq(listing.id, circleLeg.needId))
    .where(and(sql`${circleLeg.offerId} in ${asked}`, isNotNull(circleLeg.quantityAmount)))
    .all();
}

/** Of suppliers that said that they sell, or opened it themselves. */
function toPools(db: Db, asked: Asked) {
  return db
    .select({
      listing: pool.supplierListingId,
      amount: pool.boughtQuantity,
      unit: pool.unit,
      from: sql<number>`${pool.closedAt}`,
      by: sql<number>`${pool.closedAt} + ${usual}`,
    })
    .from(pool)
    .where(and(sql`${pool.supplierListingId} in ${asked}`, eq(pool.state, 'reached'), hasSeller))
    .all();
}
