/** A firm that was suspended did not see what came onto the market meanwhile: its listings are matched anew, a few at each alarm. */
import { and, asc, eq, gte, isNotNull } from 'drizzle-orm';
import { firm, listing } from '../../../schema/tables/market.ts';
import { type Db, prepared, type Store } from '../store.ts';
import { matchListing } from './matches.ts';

/** Listings of one alarm: short enough that nobody waits for it. */
const piece = 20;

export const nextRestored = (db: Db, now: number): number | null => (firstRestored(db).get() ? now : null);

/** Nobody is told, because nothing is new. */
export function matchRestored(store: Store, now: number): void {
  const { db } = store;
  const owner = firstRestored(db).get();
  if (!owner) return;
  const open = and(eq(listing.firmId, owner.id), eq(listing.listed, true), gte(listing.id, owner.rematchFrom ?? 1));
  const rows = db.select().from(listing).where(open).orderBy(asc(listing.id)).limit(piece).all();
  const last = rows.length === piece ? rows.at(-1) : undefined;
  db.update(firm)
    .set({ rematchFrom: last ? last.id + 1 : null })
    .where(eq(firm.id, owner.id))
    .run();
  for (const row of rows)
    try {
      store.transact(() => {
        matchListing(db, row, owner, now);
        return { value: null };
      });
    } catch (error) {
      // one listing that cannot be read must not hold up the others
      console.error(JSON.stringify({ message: 'a restored listing was not matched', listing: row.id, error: String(error) }));
    }
}

const firstRestored = prepared((db) => db.select().from(firm).where(isNotNull(firm.rematchFrom)).limit(1).prepare());
