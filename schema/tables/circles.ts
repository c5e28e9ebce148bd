/** The tables of circles: exchanges without cash that are proposed, agreed or over, and what firms allow. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CircleState, Leaving } from '../circle.ts';
import type { Unit } from '../quantity.ts';
import { firm, listing } from './market.ts';

export const circle = sqliteTable(
  'circle',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    state: text().$type<Exclude<CircleState, 'possible'>>().notNull(),
    /** What notices call it: the names of its firms. */
    title: text().notNull(),
    /** Until when every firm must have agreed. */
    answerBy: integer('answer_by').notNull(),
    /** When the alarm looks at it: at once, where something happened to one of its listings. */
    checkAt: integer('check_at').notNull(),
    /** How often it was mended. */
    mends: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('circle_check').on(t.state, t.checkAt)],
);

/** What one firm gives the next one. Titles are kept as they were: later ones may not be for these readers. */
export const circleLeg = sqliteTable(
  'circle_leg',
  {
    circleId: integer('circle_id')
      .notNull()
      .references(() => circle.id),
    place: integer().notNull(),
    giverId: integer('giver_id')
      .notNull()
      .references(() => firm.id),
    takerId: integer('taker_id')
      .notNull()
      .references(() => firm.id),
    offerId: integer('offer_id')
      .notNull()
      .references(() => listing.id),
    needId: integer('need_id')
      .notNull()
      .references(() => listing.id),
    offerTitle: text('offer_title').notNull(),
    needTitle: text('need_title').notNull(),
    quantityAmount: integer('quantity_amount'),
    quantityUnit: text('quantity_unit').$type<Unit>(),
    value: integer(),
    /** Positive from the taker, negative from the giver; null where it is to be talked about. */
    topUp: integer('top_up'),
    /** How well it fits, in thousandths. */
    worth: integer().notNull(),
    /** When the giver agreed to the circle. */
    acceptedAt: integer('accepted_at'),
    words: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.circleId, t.place] }),
    index('circle_leg_giver').on(t.giverId),
    index('circle_leg_offer').on(t.offerId),
    index('circle_leg_need').on(t.needId),
  ],
);

/** Firms that are no longer in a circle. */
export const circleLeft = sqliteTable(
  'circle_left',
  {
    circleId: integer('circle_id')
      .notNull()
      .references(() => circle.id),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    how: text().$type<Leaving>().notNull(),
    words: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.circleId, t.firmId] }), index('circle_left_firm').on(t.firmId)],
);

/** Circles that were proposed, by their legs: none of them comes back. */
export const circleTried = sqliteTable('circle_tried', { key: text().primaryKey() });

/** How much cash a firm would add to an exchange, and take with one: minor units of the cluster's currency, null where it said nothing. */
export const barterTerms = sqliteTable('barter_terms', {
  firmId: integer('firm_id')
    .primaryKey()
    .references(() => firm.id),
  mostToPay: integer('most_to_pay'),
  mostToTake: integer('most_to_take'),
  at: integer().notNull(),
});

/** One row: searches for circles that were asked for. */
export const circleSearch = sqliteTable('circle_search', {
  id: integer().primaryKey(),
  /** How many were asked for, and how many of these a search has answered. */
  asked: integer().notNull(),
  answered: integer().notNull(),
  /** When the first that waits was asked for, and the last. */
  since: integer().notNull(),
  lastAt: integer('last_at').notNull(),
});
