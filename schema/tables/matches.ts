/** The tables of matches: what listings are about as the rules of matching read it, and pairs of a need and an offer that fit. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DismissReason } from '../matching.ts';
import { listing } from './market.ts';

/** Written with the index, so that a match is found without reading texts again. */
export const profile = sqliteTable('profile', {
  listing: integer()
    .primaryKey()
    .references(() => listing.id),
  /** As worker/domain/matching/stored.ts writes it. */
  data: text().notNull(),
});

/** A need and an offer that fit. It stays when one of them pauses, so that what was dismissed does not come back. */
export const match = sqliteTable(
  'match',
  {
    needId: integer('need_id')
      .notNull()
      .references(() => listing.id),
    offerId: integer('offer_id')
      .notNull()
      .references(() => listing.id),
    needFirmId: integer('need_firm_id').notNull(),
    offerFirmId: integer('offer_firm_id').notNull(),
    /** How well they fit, from 0 to 1, the same from both sides. */
    score: real().notNull(),
    /** What it gives up in its place among near-equals, because its firm had its turn. */
    turn: real().notNull(),
    /** Whether both accept an exchange without cash. */
    barter: integer({ mode: 'boolean' }).notNull(),
    at: integer().notNull(),
    /** When the offer's firm was introduced by it: it stood among the first of the need. */
    introducedAt: integer('introduced_at'),
    /** Why one side does not want it; the other side is not told. */
    needDismissed: text('need_dismissed').$type<DismissReason>(),
    offerDismissed: text('offer_dismissed').$type<DismissReason>(),
  },
  (t) => [
    primaryKey({ columns: [t.needId, t.offerId] }),
    index('match_offer').on(t.offerId),
    // a dozen pairs are written with each listing, and few of them are in either
    index('match_introduced').on(t.offerFirmId, t.introducedAt).where(sql`introduced_at is not null`),
    index('match_barter').on(t.needId, t.offerId).where(sql`barter = 1`),
  ],
);
