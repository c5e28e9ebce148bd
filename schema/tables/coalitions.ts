/** The tables of coalitions: an order that several firms fill, and the part of each of them. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CoalitionState, PartState } from '../coalition.ts';
import type { Currency } from '../money.ts';
import type { Unit } from '../quantity.ts';
import type { Lack, Reason } from '../reason.ts';
import { firm, listing } from './market.ts';

export const coalition = sqliteTable(
  'coalition',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    needId: integer('need_id')
      .notNull()
      .references(() => listing.id),
    /** As the need was called when firms were asked: later words may not be for them. */
    title: text().notNull(),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => firm.id),
    state: text().$type<CoalitionState>().notNull(),
    /** The order as it was when firms were asked. */
    steps: text({ mode: 'json' }).$type<string[]>().notNull(),
    quantityAmount: integer('quantity_amount'),
    quantityUnit: text('quantity_unit').$type<Unit>(),
    currency: text().$type<Currency>().notNull(),
    /** When work begins, and by when all must be there. */
    startsAt: integer('starts_at'),
    dueAt: integer('due_at'),
    exact: integer({ mode: 'boolean' }).notNull(),
    reasons: text({ mode: 'json' }).$type<Reason[]>().notNull(),
    lacks: text({ mode: 'json' }).$type<Lack[]>().notNull(),
    /** Until then the lead alone may write the joint quote; null when anyone of them may, and before all have accepted. */
    quoteBy: integer('quote_by'),
    /** The joint quote; null before it is sent, and again when somebody leaves. */
    total: integer(),
    deliverBy: integer('deliver_by'),
    quoteWords: text('quote_words').notNull(),
    quotedAt: integer('quoted_at'),
    /** With which it was agreed, refused or ended. */
    words: text().notNull(),
    createdAt: integer('created_at').notNull(),
    endedAt: integer('ended_at'),
    /** When the clock looks at it next; null when nothing can happen any more. */
    lookAt: integer('look_at'),
  },
  (t) => [index('coalition_need').on(t.needId, t.state), index('coalition_owner').on(t.ownerId), index('coalition_look').on(t.lookAt)],
);

/** A firm's part: asked once, answered for all of it. */
export const coalitionPart = sqliteTable(
  'coalition_part',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    coalitionId: integer('coalition_id')
      .notNull()
      .references(() => coalition.id),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    state: text().$type<PartState>().notNull(),
    /** Minor units for all of its shares, once it has accepted. */
    amount: integer(),
    /** What its offers ask, where they say it. */
    estimate: integer(),
    words: text().notNull(),
    answerBy: integer('answer_by').notNull(),
    answeredAt: integer('answered_at'),
  },
  (t) => [uniqueIndex('coalition_part_firm').on(t.coalitionId, t.firmId), index('coalition_part_of').on(t.firmId)],
);

/** What one offer of a part does of one step. */
export const coalitionShare = sqliteTable(
  'coalition_share',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    partId: integer('part_id')
      .notNull()
      .references(() => coalitionPart.id),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id),
    title: text().notNull(),
    /** Its position in the order. */
    step: integer().notNull(),
    /** Thousandths of the order's unit; null where the order has no quantity. */
    amount: integer(),
  },
  (t) => [index('coalition_share_part').on(t.partId), index('coalition_share_listing').on(t.listingId)],
);
