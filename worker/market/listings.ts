/** Listings: their rows, their life, and their place in the index, always in the same transaction. */
import { and, asc, desc, eq, getTableColumns, inArray, lte, min, sql } from 'drizzle-orm';
import type {
  Kind,
  ListingCard,
  ListingDraft,
  ListingEdit,
  ListingMoved,
  ListingState,
  ListingView,
  OwnerAct,
} from '../../schema/listing.ts';
import type { Decision } from '../../schema/moderation.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { firm, inquiry, listing } from '../../schema/tables/market.ts';
import { day, hour } from '../../schema/time.ts';
import { closesInquiries } from '../domain/inquiry-life.ts';
import { actsOf, step } from '../domain/life.ts';
import { advance, dueAct, endedStates, isOver, type ListingAct, type ListingActor, listingLife } from '../domain/listing-life.ts';
import type { Reader } from '../domain/sight.ts';
import { seesListing } from '../domain/sight.ts';
import { chooseFiles, keepFiles } from './attachments.ts';
import { askForCircles, shakeCircles } from './circles/calls.ts';
import { log } from './decisions.ts';
import { index, unindex } from './finding.ts';
import { closeInquiries, ownInquiry } from './inquiries.ts';
import { blankListing, columns, type NewListing, type Written } from './listing-row.ts';
import { countMatches, forgetMatches, introduceListing, matchesOf } from './matches/matches.ts';
import { tell } from './notices.ts';
import { send, sendListings } from './outbox.ts';
import { type Db, prepared, type Store } from './store.ts';
import { cardOf, type FirmRow, type ListingRow, listingView } from './views.ts';
import { awaitWatches, forgetFound } from './watches/watches.ts';

/** The one who writes: a person for a firm; `trusted` when the firm's listings need no manager. */
export interface Author {
  id: string;
  name: string;
  firm: FirmRow;
  trusted: boolean;
}

/** Bounds that only a flood reaches. */
const mostWaiting = 50;
const mostOpen = 2000;

/** A firm's own listings on one page. */
const mostShown = 500;

/** Matches that stand on a listing's own page. */
const mostMatches = 3;

/** "Available from" is at most two years ahead. */
const furthestAhead = 730 * day;

export function draft(
  db: Db,
  by: Author,
  { submit, photos = [], voice = null, ...written }: ListingDraft,
  now: number,
): Answer<ListingMoved> {
  const refusal = tooLate(written, now) ?? tooMany(db, by.firm.id) ?? (submit ? tooManyWaiting(db, by, 'draft', 'submit') : null);
  if (refusal) return refusal;
  const attached = chooseFiles(db, senderOf(by), null, { photos, voice });
  if (attached.refusal) return attached;
  const blank = { ...blankListing(by, written, null, now), ...attached.value };
  const first = submit ? advance(blank, 'submit', actorOf(by), by.firm.state === 'active', now) : blank;
  const row = add(db, first, by.firm, now);
  keepFiles(db, { listing: row.id }, filesOf(row), now);
  return moved(db, row);
}

/** Writes a new listing, with all that follows from where it begins. */
export function add(db: Db, first: NewListing, owner: FirmRow, now: number): ListingRow {
  const row = { ...first, ...insertListing(db).get(first) };
  if (row.listed) {
    index(db, row, owner);
    introduceListing(db, row, owner, row.by, now);
    awaitWatches(db, row.id);
    if (isPublic(row)) send(db, { topic: 'listing', subject: String(row.id), payload: null }, now);
  }
  return row;
}

export function edit(
  db: Db,
  by: Author,
  id: number,
  { submit, revision, photos, voice, ...written }: ListingEdit,
  now: number,
): Answer<ListingMoved> {
  const row = own(db, by, id);
  if (!row) return no('not-found');
  if (row.revision !== revision) return no('stale');
  if (!step(listingLife, row.state, 'edit', actorOf(by))) return no('wrong-state');
  const act = submit && step(listingLife, row.state, 'submit', actorOf(by)) ? 'submit' : 'edit';
  const refusal = tooLate(written, now) ?? tooManyWaiting(db, by, row.state, act);
  if (refusal) return refusal;
  const attached = chooseFiles(db, senderOf(by), row, { photos, voice });
  if (attached.refusal) return attached;
  let after = pass(db, row, by.firm, 'edit', actorOf(by), now, { ...columns(written), ...attached.value });
  keepFiles(db, { listing: id }, filesOf(after), now);
  if (act === 'submit') after = pass(db, after, by.firm, 'submit', actorOf(by), now);
  return moved(db, after);
}

const senderOf = ({ id, firm }: Author) => ({ person: id, firm: firm.id });
const filesOf = ({ photos, voice }: Pick<ListingRow, 'photos' | 'voice'>) => [...photos.map(({ id }) => id), ...(voice ? [voice.id] : [])];

export function move(db: Db, by: Author, id: number, act: OwnerAct, now: number): Answer<ListingMoved> {
  const row = own(db, by, id);
  if (!row) return no('not-found');
  if (!step(listingLife, row.state, act, actorOf(by))) return no('wrong-state');
  const refusal = tooManyWaiting(db, by, row.state, act) ?? (act === 'submit' || act === 'renew' ? tooLate(row, now) : null);
  if (refusal) return refusal;
  if (act === 'resume' && row.expiresAt !== null && row.expiresAt <= now) return no('wrong-state');
  return moved(db, pass(db, row, by.firm, act, actorOf(by), now));
}

/** What a write of a listing answers: where it now is, and how many fit it. */
const moved = (db: Db, row: ListingRow): Answer<ListingMoved> => ({
  value: { id: row.id, state: row.state, matches: row.listed ? countMatches(db, row) : 0 },
});

/** A manager's decision: the listing moves, its firm is told, the log has it. */
export function decide(db: Db, by: { id: string; name: string }, id: number, decision: Decision, now: number): Answer<ListingMoved> {
  const row = db.select().from(listing).where(eq(listing.id, id)).get();
  if (!row || row.state === 'draft') return no('not-found');
  if (row.revision !== decision.revision) return no('stale');
  if (!step(listingLife, row.state, decision.act, 'manager')) return no('wrong-state');
  const { act, words } = decision;
  const reason = act === 'publish' ? null : decision.reason;
  const after = pass(db, row, firmOf(db, row.firmId), act, 'manager', now, {
    returnReason: reason,
    returnWords: act === 'publish' ? '' : words,
  });
  const kind = act === 'publish' ? 'listing-published' : act === 'return' ? 'listing-returned' : 'listing-removed';
  tell(db, { firm: row.firmId }, { kind, listing: row, reason, words, by: by.id }, now);
  log(db, by, { act, subject: row.title, listing: id, firm: row.firmId, reason, words }, now);
  return moved(db, after);
}

/** Renews or expires what is due, at most `limit` listings, each in its own transaction; answers how many. */
export function runClock(store: Store, now: number, limit: number): number {
  const { db } = store;
  const due = db
    .select()
    .from(listing)
    .where(and(inArray(listing.state, ['published', 'paused']), lte(listing.expiresAt, now)))
    .orderBy(asc(listing.expiresAt))
    .limit(limit)
    .all();
  for (const row of due) {
    try {
      store.transact(() => {
        const act = dueAct(row, now);
        pass(db, row, firmOf(db, row.firmId), act, 'clock', now);
        tell(db, { firm: row.firmId }, { kind: act === 'renew' ? 'listing-renewed' : 'listing-expired', listing: row }, now);
        return { value: null };
      });
    } catch (error) {
      // one listing that cannot be moved must not hold up the others: it is tried again in an hour
      console.error(JSON.stringify({ message: 'the clock failed', listing: row.id, error: String(error) }));
      db.update(listing)
        .set({ expiresAt: now + hour })
        .where(eq(listing.id, row.id))
        .run();
    }
  }
  return due.length;
}

export function nextExpiry(db: Db): number | null {
  const [published, paused] = (['published', 'paused'] as const).map((state) => firstExpiry(db).get({ state })?.at ?? null);
  return published == null ? (paused ?? null) : paused == null ? published : Math.min(published, paused);
}

const firstExpiry = prepared((db) =>
  db
    .select({ at: min(listing.expiresAt) })
    .from(listing)
    .where(eq(listing.state, sql.placeholder('state')))
    .prepare(),
);

/** One edge of a listing's life, with all that follows from it: row, index, open inquiries. The edge must exist. */
export function pass(
  db: Db,
  row: ListingRow,
  owner: FirmRow,
  act: ListingAct,
  by: ListingActor,
  now: number,
  changes: Partial<ListingRow> = {},
): ListingRow {
  const after = advance(row, act, by, owner.state === 'active', now, changes);
  db.update(listing).set(after).where(eq(listing.id, row.id)).run();
  if (row.listed) unindex(db, row);
  if (row.listed) shakeCircles(db, row.id);
  if (after.listed) index(db, after, owner);
  // renewed by the clock, it fits what it did before
  if (after.listed && (act !== 'renew' || !row.listed)) introduceListing(db, after, owner, by === 'manager' ? null : after.by, now);
  if (after.listed && !row.listed) awaitWatches(db, row.id);
  if (isPublic(row) || isPublic(after)) send(db, { topic: 'listing', subject: String(row.id), payload: null }, now);
  if (closesInquiries(after.state)) closeInquiries(db, row.id, now);
  if (endedStates.includes(after.state)) {
    forgetMatches(db, row.id, now);
    forgetFound(db, row.id);
  }
  return after;
}

const isPublic = (row: ListingRow) => row.listed && row.visibility === 'public';

/** After a change of a firm (name, role, suspension), its listings are found under what it now is. */
export function reindexFirm(db: Db, owner: FirmRow, now: number): void {
  const ofFirm = eq(listing.firmId, owner.id);
  const published = and(ofFirm, eq(listing.state, 'published'));
  const rows = db.select().from(listing).where(published).all();
  const listed = owner.state === 'active';
  for (const row of rows) if (row.listed) unindex(db, row);
  db.update(listing).set({ role: owner.role }).where(ofFirm).run();
  db.update(listing).set({ listed }).where(published).run();
  if (listed) for (const row of rows) index(db, { ...row, role: owner.role }, owner);
  else for (const row of rows) shakeCircles(db, row.id);
  if (listed && rows.some(({ barter, listed: before }) => barter && !before)) askForCircles(db, now);
  tellListings(db, owner.id, now);
}

/** The catalogue shows a firm with its listings. */
export function tellListings(db: Db, firmId: number, now: number): void {
  sendListings(db, `select id from listing where firm_id = ? and state = 'published' and visibility = 'public'`, [firmId], now);
}

/** A listing as a reader may see it, or undefined when for this reader there is none. */
export function findListing(
  db: Db,
  reader: Reader & { person: string | null; trusted: boolean },
  id: number,
  now: number,
): ListingView | undefined {
  const found = listingWithFirm(db).get({ id });
  if (!found || !seesListing(reader, found.listing, found.firm.state)) return undefined;
  const asked = reader.person === null ? undefined : ownInquiry(db, reader.person, reader.firm, id);
  return listingView(found.listing, found.firm, { asked: asked ?? null, owner: ownerPart(db, reader, found.listing, now) });
}

const insertListing = prepared((db) => {
  const { id: _, ...written } = getTableColumns(listing);
  const values = Object.fromEntries(Object.keys(written).map((name) => [name, sql.placeholder(name)]));
  return db
    .insert(listing)
    .values(values as unknown as typeof listing.$inferInsert)
    .returning({ id: listing.id })
    .prepare();
});

const listingWithFirm = prepared((db) =>
  db
    .select({ listing, firm: { id: firm.id, externalRef: firm.externalRef, name: firm.name, trusted: firm.trusted, state: firm.state } })
    .from(listing)
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .where(eq(listing.id, sql.placeholder('id')))
    .prepare(),
);

function ownerPart(db: Db, reader: Reader & { trusted: boolean }, row: ListingRow, now: number): ListingView['owner'] {
  const mine = reader.firm === row.firmId;
  if (!mine && reader.sight !== 'manager') return null;
  const acts = new Set<string>(mine ? actsOf(listingLife, row.state, reader.trusted ? 'trusted' : 'owner') : []);
  if (reader.sight === 'manager') for (const act of actsOf(listingLife, row.state, 'manager')) acts.add(act);
  const inquiries = db.select({ n: sql<number>`count(*)` }).from(inquiry).where(eq(inquiry.listingId, row.id)).get()?.n ?? 0;
  return {
    revision: row.revision,
    term: row.term,
    acts: [...acts],
    returned: row.returnReason ? { reason: row.returnReason, words: row.returnWords } : null,
    inquiries,
    matches: mine ? matchesOf(db, row, now, mostMatches) : [],
  };
}

/** A firm's own listings, what needs attention first. */
export function listOwn(db: Db, firmId: number): ListingCard[] {
  const rank = sql`case ${listing.state} when 'returned' then 0 when 'draft' then 1 when 'waiting' then 2 when 'published' then 3 when 'paused' then 4 when 'expired' then 5 else 6 end`;
  return db
    .select()
    .from(listing)
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .where(eq(listing.firmId, firmId))
    .orderBy(rank, desc(listing.updatedAt))
    .limit(mostShown)
    .all()
    .map((row) => cardOf(row.listing, row.firm));
}

/** The kind of what a firm wrote last, if it wrote anything. */
export function lastKind(db: Db, firmId: number): Kind | null {
  const ofFirm = eq(listing.firmId, firmId);
  return db.select({ kind: listing.kind }).from(listing).where(ofFirm).orderBy(desc(listing.updatedAt)).limit(1).get()?.kind ?? null;
}

/** What waits for a manager, the oldest first. */
export function listWaiting(db: Db, limit: number, now: number): ListingView[] {
  return db
    .select()
    .from(listing)
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .where(eq(listing.state, 'waiting'))
    .orderBy(asc(listing.updatedAt))
    .limit(limit)
    .all()
    .map((row) =>
      listingView(row.listing, row.firm, {
        asked: null,
        owner: ownerPart(db, { sight: 'manager', firm: null, trusted: false }, row.listing, now),
      }),
    );
}

export function countWaiting(db: Db): number {
  return db.select({ n: sql<number>`count(*)` }).from(listing).where(eq(listing.state, 'waiting')).get()?.n ?? 0;
}

function waitingOf(db: Db, firmId: number): number {
  return countOf(db).get({ state: 'waiting', firmId })?.n ?? 0;
}

/** Listings of a firm in one state. */
const countOf = prepared((db) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(listing)
    .where(and(eq(listing.firmId, sql.placeholder('firmId')), eq(listing.state, sql.placeholder('state'))))
    .prepare(),
);

type No = ReturnType<typeof no>;

/** `counted`: states in which one more is too many. */
export function tooMany(db: Db, firmId: number, counted: ListingState[] = ['draft', 'published']): No | null {
  const open = counted.reduce((sum, state) => sum + (countOf(db).get({ state, firmId })?.n ?? 0), 0);
  return open >= mostOpen ? no('too-many') : null;
}

/** Asked wherever an act makes one more listing wait. */
function tooManyWaiting(db: Db, by: Author, from: ListingState, act: ListingAct): No | null {
  if (from === 'waiting' || step(listingLife, from, act, actorOf(by)) !== 'waiting') return null;
  return waitingOf(db, by.firm.id) >= mostWaiting ? no('too-many') : null;
}

export function tooLate(
  { availableFrom: from, availableUntil: until }: Pick<Written, 'availableFrom' | 'availableUntil'>,
  now: number,
): No | null {
  if (until !== null && isOver(until, now)) return no('invalid', [{ path: 'availableUntil', code: 'in-the-past' }]);
  if (from !== null && from > now + furthestAhead) return no('invalid', [{ path: 'availableFrom', code: 'too-far' }]);
  return null;
}

const actorOf = (by: Author): 'owner' | 'trusted' => (by.trusted ? 'trusted' : 'owner');

function own(db: Db, by: Author, id: number): ListingRow | undefined {
  return db
    .select()
    .from(listing)
    .where(and(eq(listing.id, id), eq(listing.firmId, by.firm.id)))
    .get();
}

function firmOf(db: Db, id: number): FirmRow {
  const row = db.select().from(firm).where(eq(firm.id, id)).get();
  if (!row) throw new Error(`listing of a firm that is not there: ${id}`);
  return row;
}
