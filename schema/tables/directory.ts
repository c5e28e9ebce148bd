/** Tables of the directory (D1): people and their sessions, clusters, who belongs where, tokens, and what limits sign-in. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Sector } from '../cluster.ts';
import type { Locale, Names } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Scope } from '../person.ts';

/** Milliseconds, read as a Date: the form that better-auth wants of the four tables that it writes (person, session, account, verification). */
const date = (name: string) => integer(name, { mode: 'timestamp_ms' });

export const person = sqliteTable('person', {
  id: text('id').primaryKey(),
  /** Empty until the person, or the one who invited, gave a name. */
  name: text('name').notNull(),
  /** Made up from the phone because better-auth asks for one; never shown, never written to. */
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text('image'),
  phoneNumber: text('phone').unique(),
  /** False: named by an operator, has not signed in yet. */
  phoneNumberVerified: integer('phone_verified', { mode: 'boolean' }).default(false),
  locale: text('locale').$type<Locale>(),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
});

export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('person')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    expiresAt: date('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [index('session_person').on(table.userId), index('session_expiry').on(table.expiresAt)],
);

/** Codes that were sent and not used yet. */
export const verification = sqliteTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: date('expires_at').notNull(),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** Other ways to sign in; better-auth looks here at sign-out and finds nothing. */
export const account = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account').notNull(),
    providerId: text('provider').notNull(),
    userId: text('person')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: date('access_token_expires_at'),
    refreshTokenExpiresAt: date('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [index('account_person').on(table.userId)],
);

/** One row per code sent or tried in the last hour, by which sign-in is limited. */
export const signInAct = sqliteTable(
  'sign_in_act',
  {
    id: integer('id').primaryKey(),
    act: text('act', { enum: ['send', 'try'] }).notNull(),
    /** Null: counts against the address only. */
    phone: text('phone'),
    address: text('address').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    index('sign_in_act_phone').on(table.phone, table.at),
    index('sign_in_act_address').on(table.address, table.at),
    index('sign_in_act_at').on(table.at),
  ],
);

export const cluster = sqliteTable('cluster', {
  slug: text('slug').primaryKey(),
  names: text('names', { mode: 'json' }).$type<Names>().notNull(),
  about: text('about', { mode: 'json' }).$type<Names>().notNull(),
  sector: text('sector').$type<Sector>().notNull(),
  country: text('country').notNull(),
  place: text('place', { mode: 'json' }).$type<{ lat: number; lng: number }>().notNull(),
  languages: text('languages', { mode: 'json' }).$type<Locale[]>().notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  firms: integer('firms').notNull().default(0),
  offers: integer('offers').notNull().default(0),
  needs: integer('needs').notNull().default(0),
  /** Key of the write that opened it: the same write again is answered as the first time. */
  key: text('key'),
});

/** Where people belong, as the markets report it; the market itself decides what a person may do. */
export const membership = sqliteTable(
  'membership',
  {
    person: text('person').notNull(),
    cluster: text('cluster').notNull(),
    role: text('role', { enum: ['member', 'manager'] }).notNull(),
    firm: text('firm').notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.cluster] })],
);

export const token = sqliteTable(
  'token',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    person: text('person')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256, hex; the token itself is shown once and kept nowhere. */
    hash: text('hash').notNull().unique(),
    scopes: text('scopes', { mode: 'json' }).$type<Scope[]>().notNull(),
    days: integer('days').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    revokedAt: integer('revoked_at'),
    key: text('key').notNull(),
  },
  (table) => [uniqueIndex('token_key').on(table.person, table.key)],
);

/** Browsers that a person lets us tell something: web push, one row for each phone or computer. */
export const pushSubscription = sqliteTable(
  'push_subscription',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    person: text('person')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    endpoint: text('endpoint').notNull().unique(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('push_subscription_person').on(table.person)],
);

/** How a person wants to be reached outside of the app; who has no row is reached as `schema/reach.ts` says. */
export const reach = sqliteTable('reach', {
  person: text('person')
    .primaryKey()
    .references(() => person.id, { onDelete: 'cascade' }),
  /** Subjects of notices that are not told outside. */
  muted: text('muted', { mode: 'json' }).$type<string[]>().notNull(),
  texts: integer('texts', { mode: 'boolean' }).notNull(),
  email: text('email'),
  emailConfirmedAt: integer('email_confirmed_at'),
  /** Minutes of the day between which nothing is told; both null: always. */
  quietFrom: integer('quiet_from'),
  quietUntil: integer('quiet_until'),
});

/** Messages of development, instead of a phone or a mailbox; empty in production. */
export const outboxMessage = sqliteTable('outbox_message', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  at: integer('at').notNull(),
  to: text('recipient').notNull(),
  text: text('text').notNull(),
  channel: text('channel', { enum: ['sms', 'email'] })
    .notNull()
    .default('sms'),
});
