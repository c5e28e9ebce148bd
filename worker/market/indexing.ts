/** Long work on all listings, done in pieces by the alarm: writing the index anew, finding anew what fits, and telling the catalogue of all. */
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { firm, listing, type market } from '../../schema/tables/market.ts';
import { lexiconVersion } from '../search/lexicon.ts';
import { reindex } from './finding.ts';
import { searchable } from './firms.ts';
import { matchListing } from './matches/matches.ts';
import { sendListings } from './outbox.ts';
import type { Store } from './store.ts';

/** Raised when profiles of listings are made otherwise. */
const profileVersion = 3;

/** With what an index is written: the lexicon and the analysis, and what is kept of a listing besides. Another one, and it is written anew. */
export const indexVersion = `${lexiconVersion}.${profileVersion}`;

/** Listings of one piece: short enough that nobody waits for it. */
const piece = 100;
const matched = 20;
/** Telling is only a row in the outbox. */
const told = 1000;

type Progress = Partial<Pick<typeof market.$inferSelect, 'reindexFrom' | 'rematchFrom' | 'retellFrom'>>;

/** Does the next piece of what was begun; answers how far it is, null where it is done. */
export function goOn(store: Store, { reindexFrom, rematchFrom, retellFrom }: Required<Progress>, now: number): Progress {
  const progress: Progress = {};
  if (reindexFrom !== null) {
    progress.reindexFrom = reindexPiece(store, reindexFrom);
    // what fits is told by the whole index
    if (progress.reindexFrom === null) progress.rematchFrom = 1;
  } else if (rematchFrom !== null) progress.rematchFrom = rematchPiece(store, rematchFrom, now);
  if (retellFrom !== null) progress.retellFrom = retellPiece(store, retellFrom, now);
  return progress;
}

function reindexPiece(store: Store, from: number): number | null {
  const { db } = store;
  const rows = db
    .select()
    .from(listing)
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .where(gte(listing.id, from))
    .orderBy(asc(listing.id))
    .limit(piece)
    .all();
  store.transact(() => {
    if (from === 1)
      for (const row of db.select().from(firm).all())
        db.update(firm)
          .set({ searchable: searchable(db, row) })
          .where(eq(firm.id, row.id))
          .run();
    for (const row of rows) if (row.listing.listed) attempt(row.listing.id, () => reindex(db, row.listing, row.firm));
    return { value: null };
  });
  const last = rows.at(-1);
  return last && rows.length === piece ? last.listing.id + 1 : null;
}

/** Needs are enough: a pair has one. Nobody is told, because nothing is new. */
function rematchPiece(store: Store, from: number, now: number): number | null {
  const { db } = store;
  const rows = db
    .select()
    .from(listing)
    .innerJoin(firm, eq(firm.id, listing.firmId))
    // the plus keeps SQLite from sorting all needs for each piece
    .where(and(gte(listing.id, from), sql`+${listing.direction} = 'need'`, sql`+${listing.listed} = 1`))
    .orderBy(asc(listing.id))
    .limit(matched)
    .all();
  for (const row of rows)
    attempt(row.listing.id, () =>
      store.transact(() => {
        matchListing(db, row.listing, row.firm, now);
        return { value: null };
      }),
    );
  const last = rows.at(-1);
  return last && rows.length === matched ? last.listing.id + 1 : null;
}

/** One listing that cannot be read must not hold up the others. */
function attempt(listing: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    console.error(JSON.stringify({ message: 'indexing failed', listing, error: String(error) }));
  }
}

function retellPiece(store: Store, from: number, now: number): number | null {
  const { db } = store;
  const rows = db.select({ id: listing.id }).from(listing).where(gte(listing.id, from)).orderBy(asc(listing.id)).limit(told).all();
  const last = rows.at(-1);
  if (!last) return null;
  store.transact(() => {
    sendListings(db, 'select id from listing where id between ? and ?', [from, last.id], now);
    return { value: null };
  });
  return rows.length === told ? last.id + 1 : null;
}
