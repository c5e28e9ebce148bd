/** The table of agreements: lines that are written when several firms settle something, and never changed. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Venture } from '../agreement.ts';
import type { Currency } from '../money.ts';
import type { Unit } from '../quantity.ts';
import { firm } from './market.ts';

export const agreement = sqliteTable(
  'agreement',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    of: text().$type<Venture>().notNull(),
    /** The pool, coalition, circle or chain. */
    ventureId: integer('venture_id').notNull(),
    takerId: integer('taker_id')
      .notNull()
      .references(() => firm.id),
    /** Null where it is bought together from outside. */
    giverId: integer('giver_id').references(() => firm.id),
    title: text().notNull(),
    quantityAmount: integer('quantity_amount'),
    quantityUnit: text('quantity_unit').$type<Unit>(),
    /** Minor units; null where nothing is paid. */
    amount: integer(),
    currency: text().$type<Currency>(),
    at: integer().notNull(),
  },
  (t) => [index('agreement_venture').on(t.of, t.ventureId), index('agreement_taker').on(t.takerId), index('agreement_giver').on(t.giverId)],
);
