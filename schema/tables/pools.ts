/** The tables of pools: what is bought together, and how much each firm takes of it. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Currency } from '../money.ts';
import type { MissedReason, PoolState, PoolStep } from '../pool.ts';
import type { Unit } from '../quantity.ts';
import { firm, listing } from './market.ts';

export const pool = sqliteTable(
  'pool',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The firm that opened it. */
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    by: text().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    unit: text().$type<Unit>().notNull(),
    currency: text().$type<Currency>().notNull(),
    steps: text({ mode: 'json' }).$type<PoolStep[]>().notNull(),
    deadline: integer().notNull(),
    /** When the alarm closes it: at its deadline, or later where that failed. */
    dueAt: integer('due_at').notNull(),
    cap: integer(),
    pack: integer(),
    /** Also the firm of its listing. */
    supplierFirmId: integer('supplier_firm_id').references(() => firm.id),
    supplierListingId: integer('supplier_listing_id').references(() => listing.id),
    supplierName: text('supplier_name').notNull(),
    /** When the supplier, a firm of the cluster, said that it sells at these prices. */
    confirmedAt: integer('confirmed_at'),
    state: text().$type<PoolState>().notNull(),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
    missed: text().$type<MissedReason>(),
    /** What was said when it was called off. */
    words: text().notNull(),
    /** What was bought, and for how much a unit; null unless it is reached. */
    boughtQuantity: integer('bought_quantity'),
    boughtPrice: integer('bought_price'),
    /** How many steps were told of as reached. */
    stepsTold: integer('steps_told').notNull(),
  },
  (t) => [index('pool_due').on(t.state, t.dueAt), index('pool_opener').on(t.firmId, t.state)],
);

/** How much a firm takes; 0 when it took it back. A row stays, so that nobody is told of the same firm again and again. */
export const commitment = sqliteTable(
  'commitment',
  {
    poolId: integer('pool_id')
      .notNull()
      .references(() => pool.id),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    by: text().notNull(),
    /** Thousandths of the pool's unit. */
    quantity: integer().notNull(),
    /** Its place among the commitments of the pool; one that was taken back and made again is the last. */
    place: integer().notNull(),
    /** Whether the opener was told that it was taken back. */
    backTold: integer('back_told', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.poolId, t.firmId] })],
);
