/** What offers have promised to coalitions that are agreed on: nobody sells the same month twice. */
import { and, eq, isNotNull, max, sql } from 'drizzle-orm';
import { coalition, coalitionPart, coalitionShare } from '../../../schema/tables/coalitions.ts';
import { day } from '../../../schema/time.ts';
import type { Promised } from '../../domain/coalition/order.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';

/** By the offer. Several steps of one order are done to the same things, so they are one promise. */
export function promisedOf(db: Db, offers: number[]): Map<number, Promised[]> {
  const asked = sql`${coalitionShare.listingId} in (select value from json_each(${JSON.stringify(offers)}))`;
  const rows = db
    .select({
      listing: coalitionShare.listingId,
      amount: max(coalitionShare.amount),
      unit: coalition.quantityUnit,
      from: sql<number>`max(${coalition.createdAt}, coalesce(${coalition.startsAt}, 0))`,
      deliverBy: coalition.deliverBy,
    })
    .from(coalitionShare)
    .innerJoin(coalitionPart, and(eq(coalitionPart.id, coalitionShare.partId), eq(coalitionPart.state, 'accepted')))
    .innerJoin(coalition, and(eq(coalition.id, coalitionPart.coalitionId), eq(coalition.state, 'agreed')))
    .where(and(asked, isNotNull(coalitionShare.amount)))
    .groupBy(coalition.id, coalitionShare.listingId)
    .all();
  const found = new Map<number, Promised[]>();
  for (const { listing, amount, unit, from, deliverBy } of rows) {
    const quantity = quantityOf(amount, unit);
    if (quantity) found.set(listing, [...(found.get(listing) ?? []), { quantity, from, by: (deliverBy ?? from) + day }]);
  }
  return found;
}
