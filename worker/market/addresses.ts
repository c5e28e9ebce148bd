/** What has a page that everyone may see: for those who make an index of the web. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { PublicAddresses } from '../../schema/search.ts';
import { firm, listing } from '../../schema/tables/market.ts';
import type { Db } from './store.ts';

/** One sitemap holds 50,000 addresses at most; the newest listings are worth most. */
const mostListings = 5000;
const mostFirms = 5000;

export function publicAddresses(db: Db): PublicAddresses {
  const firms = db.select({ id: firm.id }).from(firm).where(eq(firm.state, 'active')).orderBy(asc(firm.id)).limit(mostFirms).all();
  const listings = db
    .select({ id: listing.id, updatedAt: listing.updatedAt })
    .from(listing)
    .where(and(eq(listing.listed, true), eq(listing.visibility, 'public')))
    .orderBy(desc(listing.publishedAt))
    .limit(mostListings)
    .all();
  return { firms: firms.map(({ id }) => id), listings };
}
