/** The tables of chains: products, their stages, the firms in them, and what these firms write down as agreed. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ChainState, NoteState, StageKept } from '../chain.ts';
import type { Kind } from '../listing.ts';
import type { Unit } from '../quantity.ts';
import { firm, listing } from './market.ts';

export const chain = sqliteTable(
  'chain',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The opener. */
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    title: text().notNull(),
    text: text().notNull(),
    perMonthAmount: integer('per_month_amount'),
    perMonthUnit: text('per_month_unit').$type<Unit>(),
    state: text().$type<ChainState>().notNull(),
    revision: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (t) => [index('chain_firm').on(t.firmId, t.state), index('chain_state').on(t.state)],
);

export const chainStage = sqliteTable(
  'chain_stage',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    chainId: integer('chain_id')
      .notNull()
      .references(() => chain.id),
    /** Its place in the order of the work. */
    place: integer().notNull(),
    name: text().notNull(),
    kind: text().$type<Kind>().notNull(),
    perMonthAmount: integer('per_month_amount'),
    perMonthUnit: text('per_month_unit').$type<Unit>(),
    /** The need that its gap became. */
    needId: integer('need_id').references(() => listing.id),
    /** How far it was covered when the chain was closed. */
    kept: text({ mode: 'json' }).$type<StageKept>(),
  },
  (t) => [index('chain_stage_chain').on(t.chainId, t.place)],
);

export const chainMember = sqliteTable(
  'chain_member',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    chainId: integer('chain_id')
      .notNull()
      .references(() => chain.id),
    stageId: integer('stage_id')
      .notNull()
      .references(() => chainStage.id),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    /** Null: by its word. */
    listingId: integer('listing_id').references(() => listing.id),
    perMonthAmount: integer('per_month_amount'),
    perMonthUnit: text('per_month_unit').$type<Unit>(),
    words: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex('chain_member_stage').on(t.stageId, t.firmId),
    index('chain_member_chain').on(t.chainId),
    index('chain_member_firm').on(t.firmId),
  ],
);

export const chainInvitation = sqliteTable(
  'chain_invitation',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    chainId: integer('chain_id')
      .notNull()
      .references(() => chain.id),
    stageId: integer('stage_id')
      .notNull()
      .references(() => chainStage.id),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex('chain_invitation_stage').on(t.stageId, t.firmId),
    index('chain_invitation_chain').on(t.chainId),
    index('chain_invitation_firm').on(t.firmId),
  ],
);

/** What one firm wrote down and the other is to confirm; what was confirmed is an agreement. */
export const chainNote = sqliteTable(
  'chain_note',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    chainId: integer('chain_id')
      .notNull()
      .references(() => chain.id),
    stageId: integer('stage_id')
      .notNull()
      .references(() => chainStage.id),
    byId: integer('by_id')
      .notNull()
      .references(() => firm.id),
    toId: integer('to_id')
      .notNull()
      .references(() => firm.id),
    /** The firm of the stage: it gives, the opener takes. */
    giverId: integer('giver_id')
      .notNull()
      .references(() => firm.id),
    quantityAmount: integer('quantity_amount'),
    quantityUnit: text('quantity_unit').$type<Unit>(),
    words: text().notNull(),
    state: text().$type<NoteState>().notNull(),
    at: integer().notNull(),
    answeredAt: integer('answered_at'),
  },
  (t) => [index('chain_note_chain').on(t.chainId, t.state), index('chain_note_stage').on(t.stageId)],
);
