/** In-app notices: what a firm's people, or one person from outside, are told. */
import { and, desc, eq, getTableColumns, gt, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Venture } from '../../schema/agreement.ts';
import type { Notice } from '../../schema/inquiry.ts';
import { member, notice, reached } from '../../schema/tables/market.ts';
import { day } from '../../schema/time.ts';
import { isPressing } from '../domain/reach.ts';
import { isUnsent, send } from './outbox.ts';
import { type Db, prepared } from './store.ts';

/** The one to tell: everybody of a firm, or a person who has none here. */
export type Recipient = { firm: number } | { person: string };

export interface Told {
  kind: Notice['kind'];
  /** Its title is kept as it now is: what it is later called may not be for this reader. */
  listing?: { id: number; title: string };
  inquiry?: number;
  about?: { of: Venture; id: number; title: string };
  watch?: { id: number; found: number };
  reason?: string | null;
  words?: string;
  /** Who caused it knows of it already, and is not told outside of the app. */
  by?: string;
}

/** Notices older than this are forgotten. */
const kept = 365 * day;
/** Notices that one message outside of the app counts. */
const mostUntold = 100;

/** The notice, and in the same transaction its way to the phones of those whom it is for; answers the notice's number. */
export function tell(db: Db, to: Recipient, told: Told, now: number): number {
  const { id } = keepNotice(db).get({
    firmId: 'firm' in to ? to.firm : null,
    person: 'person' in to ? to.person : null,
    kind: told.kind,
    listingId: told.listing?.id ?? null,
    listingTitle: (told.listing ?? told.about)?.title ?? '',
    aboutOf: told.about?.of ?? null,
    aboutId: told.about?.id ?? null,
    watchId: told.watch?.id ?? null,
    watchFound: told.watch?.found ?? null,
    inquiryId: told.inquiry ?? null,
    reason: told.reason ?? null,
    words: told.words ?? '',
    at: now,
  });
  const pressing = isPressing(told.kind);
  for (const person of peopleOf(db, to)) {
    if (person !== told.by) send(db, { topic: 'notices', subject: person, payload: null, pressing }, now);
    else if (!isUnsent(db, { topic: 'notices', subject: person })) markReached(db, person, id);
  }
  return id;
}

interface Sparing {
  /** Unread notices of one kind that a firm has at most: the rest is on the pages that they lead to. */
  most: number;
  /** Whether a notice of the same thing, but with other words, counts as another one. */
  byWords?: boolean;
}

/** The same for a firm that has not been told of it already without having read it, so that nobody is flooded by one who comes and goes. */
export function tellSparingly(db: Db, firm: number, told: Told, { most, byWords = false }: Sparing, now: number): void {
  const rows = db.$client.sql.exec(unreadAlike, firm, told.kind, most).toArray();
  const { listing, about, words = '' } = told;
  const isSame = (row: (typeof rows)[number]) =>
    (about ? row.about === about.id && row.of === about.of : row.listing === listing?.id) && (!byWords || row.words === words);
  if (rows.length < most && !rows.some(isSame)) tell(db, { firm }, told, now);
}

const unreadAlike = `select listing_id as listing, about_of as of, about_id as about, words from notice
  where firm_id = ? and read_at is null and kind = ? limit ?`;

function peopleOf(db: Db, to: Recipient): string[] {
  if ('person' in to) return [to.person];
  return activeOf(db)
    .all({ firm: to.firm })
    .map(({ person }) => person);
}

/** Up to this notice somebody was told outside of the app, or had no need to be. */
export function markReached(db: Db, person: string, upTo: number): void {
  keepReached(db).run({ person, upTo });
}

/** Notices that somebody has neither read nor been told of outside, the newest first; those of a firm since he or she joined it. */
export function findUntold(db: Db, person: string, acts: { firm: number; joinedAt: number } | null, since: number): Notice[] {
  const upTo = db.select({ upTo: reached.upTo }).from(reached).where(eq(reached.person, person)).get()?.upTo ?? 0;
  const own = eq(notice.person, person);
  const mine = acts ? or(own, and(eq(notice.firmId, acts.firm), gt(notice.at, acts.joinedAt))) : own;
  return db
    .select()
    .from(notice)
    .where(and(mine, isNull(notice.readAt), gt(notice.id, upTo), gt(notice.at, since)))
    .orderBy(desc(notice.id))
    .limit(mostUntold)
    .all()
    .map(noticeOf);
}

/** Of some listings, those about which a person has a notice of a kind, as long as notices are kept. */
export function toldAbout(db: Db, { person }: { person: string }, kind: Notice['kind'], listings: number[]): number[] {
  const among = sql`${notice.listingId} in (select value from json_each(${JSON.stringify(listings)}))`;
  const rows = db
    .select({ id: notice.listingId })
    .from(notice)
    .where(and(eq(notice.person, person), eq(notice.kind, kind), among))
    .all();
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Notices for a person and, where there is one, the firm that he or she acts for. */
const addressedTo = (person: string, firm: number | null) =>
  firm === null ? eq(notice.person, person) : or(eq(notice.person, person), eq(notice.firmId, firm));

export function listNotices(db: Db, person: string, firm: number | null, limit: number): Notice[] {
  return db.select().from(notice).where(addressedTo(person, firm)).orderBy(desc(notice.id)).limit(limit).all().map(noticeOf);
}

function noticeOf(row: typeof notice.$inferSelect): Notice {
  return {
    id: row.id,
    kind: row.kind as Notice['kind'],
    listing: row.listingId === null ? null : { id: row.listingId, title: row.listingTitle },
    inquiry: row.inquiryId,
    about: row.aboutOf === null || row.aboutId === null ? null : { of: row.aboutOf, id: row.aboutId, title: row.listingTitle },
    watch: row.watchId === null ? null : { id: row.watchId, found: row.watchFound ?? 1 },
    reason: row.reason,
    words: row.words,
    at: row.at,
    read: row.readAt !== null,
  };
}

export function countUnread(db: Db, person: string, firm: number | null): number {
  const own = unreadOf(db).get({ person })?.n ?? 0;
  return firm === null ? own : own + (unreadOfFirm(db).get({ firm })?.n ?? 0);
}

const keepNotice = prepared((db) => {
  const { id: _, readAt: __, ...written } = getTableColumns(notice);
  const values = Object.fromEntries(Object.keys(written).map((name) => [name, sql.placeholder(name)]));
  return db
    .insert(notice)
    .values({ ...values, readAt: null } as unknown as typeof notice.$inferInsert)
    .returning({ id: notice.id })
    .prepare();
});
const keepReached = prepared((db) =>
  db
    .insert(reached)
    .values({ person: sql.placeholder('person'), upTo: sql.placeholder('upTo') })
    .onConflictDoUpdate({ target: reached.person, set: { upTo: sql`max(${reached.upTo}, excluded.up_to)` } })
    .prepare(),
);
const activeOf = prepared((db) =>
  db
    .select({ person: member.person })
    .from(member)
    .where(and(eq(member.firmId, sql.placeholder('firm')), eq(member.state, 'active')))
    .prepare(),
);
const count = sql<number>`count(*)`;
const unreadOf = prepared((db) =>
  db
    .select({ n: count })
    .from(notice)
    .where(and(eq(notice.person, sql.placeholder('person')), isNull(notice.readAt)))
    .prepare(),
);
const unreadOfFirm = prepared((db) =>
  db
    .select({ n: count })
    .from(notice)
    .where(and(eq(notice.firmId, sql.placeholder('firm')), isNull(notice.readAt)))
    .prepare(),
);

export function markRead(db: Db, person: string, firm: number | null, upTo: number, now: number): void {
  db.update(notice)
    .set({ readAt: now })
    .where(and(addressedTo(person, firm), isNull(notice.readAt), lte(notice.id, upTo)))
    .run();
}

export function forgetOldNotices(db: Db, now: number): void {
  db.delete(notice)
    .where(lt(notice.at, now - kept))
    .run();
}
