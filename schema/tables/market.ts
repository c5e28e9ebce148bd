/** The tables of one market: everything that one cluster trades, in one SQLite file. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Venture } from '../agreement.ts';
import type { Photo, Voice } from '../attachment.ts';
import type { Cluster } from '../cluster.ts';
import type { Contact, Role } from '../firm.ts';
import type { Locale } from '../ids.ts';
import type { Direction, Kind, ListingState, ReturnReason, Visibility } from '../listing.ts';
import type { Currency } from '../money.ts';
import type { Unit } from '../quantity.ts';
import type { Conditions, Rhythm } from '../watch.ts';

/** One row: the cluster that this market belongs to, and what its managers set. */
export const market = sqliteTable('market', {
  id: integer().primaryKey(),
  cluster: text({ mode: 'json' }).$type<Cluster>().notNull(),
  trustedPublishAtOnce: integer('trusted_publish_at_once', { mode: 'boolean' }).notNull(),
  openedAt: integer('opened_at').notNull(),
  /** The lexicon and analysis with which the index was written; with others it is written anew. */
  indexedWith: text('indexed_with'),
  /** The listing from which on the index is written anew, by the alarm; null when it is whole. */
  reindexFrom: integer('reindex_from'),
  /** The listing from which on what fits is looked for anew; null when all of it is known. */
  rematchFrom: integer('rematch_from'),
  /** The listing from which on the catalogue is told anew; null when it was told of all. */
  retellFrom: integer('retell_from'),
});

export const firm = sqliteTable(
  'firm',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    about: text().notNull(),
    machines: text({ mode: 'json' }).$type<string[]>().notNull(),
    certificates: text({ mode: 'json' }).$type<string[]>().notNull(),
    size: text(),
    address: text().notNull(),
    lat: real(),
    lng: real(),
    languages: text({ mode: 'json' }).$type<Locale[]>().notNull(),
    contacts: text({ mode: 'json' }).$type<Contact[]>().notNull(),
    trusted: integer({ mode: 'boolean' }).notNull(),
    state: text().$type<'active' | 'suspended'>().notNull(),
    revision: integer().notNull(),
    /** When name or role last changed. */
    renamedAt: integer('renamed_at'),
    createdAt: integer('created_at').notNull(),
    /** Name and description, folded as the search folds its words. */
    searchable: text().notNull(),
    /** What the firm is called in the records of whoever imported it. */
    externalRef: text('external_ref'),
    /** From which of its listings on what fits is still to be found anew, since it was suspended; null where nothing is. */
    rematchFrom: integer('rematch_from'),
  },
  (t) => [uniqueIndex('firm_external').on(t.externalRef), index('firm_rematch').on(t.id).where(sql`rematch_from is not null`)],
);

/** A person acts for one firm in a market; who is not here is a visitor or a buyer. */
export const member = sqliteTable(
  'member',
  {
    person: text().primaryKey(),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    name: text().notNull(),
    phone: text().notNull(),
    manager: integer({ mode: 'boolean' }).notNull(),
    state: text().$type<'active' | 'suspended'>().notNull(),
    joinedAt: integer('joined_at').notNull(),
  },
  (t) => [index('member_firm').on(t.firmId)],
);

export const invitation = sqliteTable(
  'invitation',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** SHA-256 of the token in hex; the token itself is only in the link. */
    tokenHash: text('token_hash').notNull(),
    firmId: integer('firm_id').references(() => firm.id),
    note: text().notNull(),
    usesLeft: integer('uses_left').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    /** Name of the one who made it. */
    by: text().notNull(),
    byPerson: text('by_person').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('invitation_token').on(t.tokenHash), index('invitation_maker').on(t.byPerson)],
);

export const listing = sqliteTable(
  'listing',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    by: text().notNull(),
    direction: text().$type<Direction>().notNull(),
    kind: text().$type<Kind>().notNull(),
    /** The firm's role, kept here too so that results are counted without a join. */
    role: text().$type<Role>().notNull(),
    state: text().$type<ListingState>().notNull(),
    /** Whether it is in the index: published, and its firm is not suspended. */
    listed: integer({ mode: 'boolean' }).notNull(),
    visibility: text().$type<Visibility>().notNull(),
    title: text().notNull(),
    quantityAmount: integer('quantity_amount'),
    quantityUnit: text('quantity_unit').$type<Unit>(),
    /** The quantity in the base of its dimension (schema/quantity.ts), to compare across units. */
    quantityBase: integer('quantity_base'),
    quantityDimension: text('quantity_dimension'),
    priceForm: text('price_form').$type<'fixed' | 'range' | 'negotiable' | 'free'>().notNull(),
    priceMin: integer('price_min'),
    priceMax: integer('price_max'),
    currency: text().$type<Currency>().notNull(),
    per: text().$type<Unit>(),
    barter: integer({ mode: 'boolean' }).notNull(),
    minimumAmount: integer('minimum_amount'),
    minimumUnit: text('minimum_unit').$type<Unit>(),
    capacityAmount: integer('capacity_amount'),
    capacityUnit: text('capacity_unit').$type<Unit>(),
    process: text().notNull(),
    availableFrom: integer('available_from'),
    availableUntil: integer('available_until'),
    deliveryDays: integer('delivery_days'),
    languages: text({ mode: 'json' }).$type<Locale[]>().notNull(),
    standing: integer({ mode: 'boolean' }).notNull(),
    /** Days from publication to expiry. */
    term: integer().notNull(),
    expiresAt: integer('expires_at'),
    publishedAt: integer('published_at'),
    returnReason: text('return_reason').$type<ReturnReason>(),
    returnWords: text('return_words').notNull(),
    revision: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    externalRef: text('external_ref'),
    /** Behind what result lists read, because long texts go to overflow pages; only what came later stands behind it. */
    text: text().notNull(),
    /** What readers are shown of its photos and its voice note, kept here so that a list needs no join; the files are in `attachment`. */
    photos: text({ mode: 'json' }).$type<Photo[]>().notNull().default([]),
    voice: text({ mode: 'json' }).$type<Voice>(),
  },
  (t) => [
    index('listing_firm').on(t.firmId, t.state, t.updatedAt),
    index('listing_of_firm').on(t.firmId, t.listed, t.visibility),
    index('listing_state').on(t.state, t.updatedAt),
    index('listing_expiry').on(t.state, t.expiresAt),
    index('listing_newest').on(t.listed, t.publishedAt),
    index('listing_kind').on(t.listed, t.direction, t.kind, t.publishedAt),
    index('listing_role').on(t.listed, t.role, t.publishedAt),
    uniqueIndex('listing_external').on(t.externalRef),
  ],
);

/** Words of listings that the lexicon does not know: what a slip of the finger may have meant. */
export const word = sqliteTable('word', { form: text().primaryKey() });

/** Words that this cluster says mean the same, separated by commas. */
export const ownTerm = sqliteTable('own_term', {
  id: integer().primaryKey({ autoIncrement: true }),
  words: text().notNull(),
  by: text().notNull(),
  at: integer().notNull(),
});

/** Words that were searched for and found nothing. */
export const missed = sqliteTable(
  'missed',
  { word: text().primaryKey(), times: integer().notNull(), lastAt: integer('last_at').notNull() },
  (t) => [index('missed_last').on(t.lastAt)],
);

/** Searches that somebody wants to be told about when something new fits. */
export const watch = sqliteTable(
  'watch',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    person: text().notNull(),
    q: text().notNull(),
    direction: text().$type<Direction>(),
    kind: text().$type<Kind>(),
    at: integer().notNull(),
    /** What it asks besides. */
    conditions: text({ mode: 'json' }).$type<Conditions>().notNull().default({}),
    rhythm: text().$type<Rhythm>().notNull().default('at-once'),
    paused: integer({ mode: 'boolean' }).notNull().default(false),
    /** When its next digest is told; null when nothing waits for one. */
    dueAt: integer('due_at'),
  },
  (t) => [index('watch_person').on(t.person), index('watch_due').on(t.dueAt)],
);

/** What watches found. What was told is remembered longer than its watch, so that nothing is told twice. */
export const found = sqliteTable(
  'found',
  {
    watchId: integer('watch_id').notNull(),
    listingId: integer('listing_id').notNull(),
    person: text().notNull(),
    at: integer().notNull(),
    /** When the person was told of the listing, by this watch or another; null while it waits. */
    toldAt: integer('told_at'),
    /** The notice of the digest of this watch that told of it. */
    toldIn: integer('told_in'),
  },
  (t) => [
    primaryKey({ columns: [t.watchId, t.listingId] }),
    index('found_person').on(t.person, t.listingId),
    index('found_told').on(t.toldAt),
    index('found_listing').on(t.listingId),
    index('found_lately').on(t.watchId, t.at, t.listingId),
    index('found_waiting').on(t.watchId).where(sql`told_at is null`),
  ],
);

/** Listings that came onto the market, and that watches have not been asked about yet. */
export const fresh = sqliteTable('fresh', { listing: integer().primaryKey() });

/** How many listings are in the index, by facet: what an empty search counts, kept in the same transaction as the index. */
export const tally = sqliteTable(
  'tally',
  {
    visibility: text().$type<Visibility>().notNull(),
    direction: text().$type<Direction>().notNull(),
    kind: text().$type<Kind>().notNull(),
    role: text().$type<Role>().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.visibility, t.direction, t.kind, t.role] })],
);

export const inquiry = sqliteTable(
  'inquiry',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id),
    /** As it was called then: later words may not be for the asker. */
    listingTitle: text('listing_title').notNull(),
    /** The listing's firm. */
    firmId: integer('firm_id')
      .notNull()
      .references(() => firm.id),
    asker: text().notNull(),
    /** The asker's firm in this market; null for a buyer from outside. */
    askerFirmId: integer('asker_firm_id').references(() => firm.id),
    askerName: text('asker_name').notNull(),
    askerPhone: text('asker_phone').notNull(),
    message: text().notNull(),
    quantityAmount: integer('quantity_amount'),
    quantityUnit: text('quantity_unit').$type<Unit>(),
    state: text().$type<'open' | 'accepted' | 'declined' | 'withdrawn' | 'closed'>().notNull(),
    answer: text().notNull(),
    /** The member who accepted: whom to call. */
    answererName: text('answerer_name').notNull(),
    answererPhone: text('answerer_phone').notNull(),
    createdAt: integer('created_at').notNull(),
    answeredAt: integer('answered_at'),
    voice: text({ mode: 'json' }).$type<Voice>(),
  },
  (t) => [
    // in the order of ids, which is the order of time
    index('inquiry_owner').on(t.firmId),
    index('inquiry_asker').on(t.asker),
    index('inquiry_listing').on(t.listingId, t.state),
    index('inquiry_asker_firm').on(t.askerFirmId),
  ],
);

/** Photos and voice notes that were taken in. Until a listing or an inquiry has one, it is its sender's alone; what nobody has is cleaned away. */
export const attachment = sqliteTable(
  'attachment',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text().$type<'photo' | 'voice'>().notNull(),
    person: text().notNull(),
    /** The firm that the sender acts for; null for a buyer from outside. */
    firmId: integer('firm_id').references(() => firm.id),
    listingId: integer('listing_id').references(() => listing.id),
    inquiryId: integer('inquiry_id').references(() => inquiry.id),
    /** Under this name its bytes are kept. */
    name: text().notNull(),
    type: text().notNull(),
    bytes: integer().notNull(),
    width: integer(),
    height: integer(),
    smallType: text('small_type'),
    smallWidth: integer('small_width'),
    smallHeight: integer('small_height'),
    milliseconds: integer(),
    at: integer().notNull(),
    /** Since when nobody has it; null while something does. */
    looseSince: integer('loose_since'),
  },
  (t) => [
    index('attachment_listing').on(t.listingId),
    index('attachment_inquiry').on(t.inquiryId),
    index('attachment_person').on(t.person, t.at),
    index('attachment_loose').on(t.looseSince),
    index('attachment_firm').on(t.firmId),
  ],
);

/** Up to which notice somebody was told outside of the app: by push, text message or e-mail. */
export const reached = sqliteTable('reached', { person: text().primaryKey(), upTo: integer('up_to').notNull() });

/** Text messages paid for in a month (`2026-11`, in the cluster's time zone), by firm, or by person where there is none: `f12`, `p…`. */
export const spending = sqliteTable('spending', { who: text().notNull(), month: text().notNull(), texts: integer().notNull() }, (t) => [
  primaryKey({ columns: [t.who, t.month] }),
]);

/** In-app notices, to a firm's people or to one person from outside. */
export const notice = sqliteTable(
  'notice',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    firmId: integer('firm_id'),
    person: text(),
    kind: text().notNull(),
    listingId: integer('listing_id'),
    listingTitle: text('listing_title').notNull(),
    inquiryId: integer('inquiry_id'),
    reason: text(),
    words: text().notNull(),
    at: integer().notNull(),
    /** The pool, coalition, circle or chain that it is about; its title stands where that of a listing does. */
    aboutOf: text('about_of').$type<Venture>(),
    aboutId: integer('about_id'),
    readAt: integer('read_at'),
    /** The watch that found something, and how much a digest tells of. */
    watchId: integer('watch_id'),
    watchFound: integer('watch_found'),
  },
  (t) => [
    index('notice_firm').on(t.firmId),
    index('notice_person').on(t.person),
    index('notice_unread_firm').on(t.firmId).where(sql`read_at is null`),
    index('notice_unread_person').on(t.person).where(sql`read_at is null`),
    index('notice_at').on(t.at),
  ],
);

/** What managers decided. Triggers refuse to change or delete a row. */
export const decision = sqliteTable('decision', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  by: text().notNull(),
  byName: text('by_name').notNull(),
  act: text().notNull(),
  subject: text().notNull(),
  listingId: integer('listing_id'),
  firmId: integer('firm_id'),
  reason: text(),
  words: text().notNull(),
});

/** Answers of writes already done, by the person and key they were sent with. */
export const submission = sqliteTable(
  'submission',
  {
    person: text().notNull(),
    key: text().notNull(),
    /** What was asked, so that a key cannot be used for something else. */
    fingerprint: text().notNull(),
    answer: text({ mode: 'json' }).$type<unknown>().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.key] }), index('submission_at').on(t.at)],
);

/** Effects that leave the market: sent at least once, in order, after the transaction that wrote them. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    topic: text().$type<'membership' | 'figures' | 'listing' | 'notices' | 'file'>().notNull(),
    /** A newer row of the same topic and subject replaces an unsent older one. */
    subject: text().notNull(),
    payload: text({ mode: 'json' }).$type<unknown>(),
    dueAt: integer('due_at').notNull(),
    attempts: integer().notNull(),
    error: text(),
  },
  (t) => [uniqueIndex('outbox_subject').on(t.topic, t.subject), index('outbox_due').on(t.dueAt)],
);
