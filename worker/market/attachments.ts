/** Photos and voice notes: taken in before they belong to anything, had by a listing or an inquiry, and cleaned away when nothing has them. */
import { and, asc, eq, gt, inArray, isNull, lte, min, sql } from 'drizzle-orm';
import {
  type FileFacts,
  type FileShown,
  type FileTaken,
  type Photo,
  type PhotoChoice,
  photoSide,
  type Voice,
} from '../../schema/attachment.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { attachment, firm, inquiry, listing } from '../../schema/tables/market.ts';
import { day, hour } from '../../schema/time.ts';
import { type Reader, seesListing, sideOf } from '../domain/sight.ts';
import { send } from './outbox.ts';
import { type Db, prepared } from './store.ts';
import type { ListingRow } from './views.ts';

/** Who sends a file: a person, for a firm or for nobody else. */
export interface Sender {
  person: string;
  firm: number | null;
}

/** What nobody has is kept as long as a phone without a network may take to send the rest. */
const keptLoose = 7 * day;
/** What was taken off a listing may be put back by an edit that is still on its way. */
const keptDropped = day;
/** Files that one alarm cleans away. */
const piece = 50;

/** Bounds that only a flood reaches: files of one person in a day, those that nothing has, and all of a firm. */
const mostADay = 300;
const mostLoose = 60;
const mostOfFirm = 5000;

/** Whether one more file of this sender's is too many. */
export function isFlood(db: Db, from: Sender, now: number): boolean {
  const count = (where: ReturnType<typeof and>) => db.select({ n: sql<number>`count(*)` }).from(attachment).where(where).get()?.n ?? 0;
  const ofPerson = eq(attachment.person, from.person);
  return (
    count(and(ofPerson, gt(attachment.at, now - day))) >= mostADay ||
    count(and(ofPerson, isNull(attachment.listingId), isNull(attachment.inquiryId))) >= mostLoose ||
    (from.firm !== null && count(eq(attachment.firmId, from.firm)) >= mostOfFirm)
  );
}

/** Makes room for a file whose bytes were found good. Its bytes are kept under the name that is answered. */
export function takeFile(db: Db, from: Sender, facts: FileFacts, name: string, now: number): Answer<FileTaken> {
  if (isFlood(db, from, now)) return no('too-many');
  const photo = facts.kind === 'photo' ? facts : null;
  const { id } = db
    .insert(attachment)
    .values({
      kind: facts.kind,
      person: from.person,
      firmId: from.firm,
      name,
      type: facts.type,
      bytes: facts.bytes,
      width: photo?.width ?? null,
      height: photo?.height ?? null,
      smallType: photo?.small.type ?? null,
      smallWidth: photo?.small.width ?? null,
      smallHeight: photo?.small.height ?? null,
      milliseconds: facts.kind === 'voice' ? facts.milliseconds : null,
      at: now,
      looseSince: now,
    })
    .returning({ id: attachment.id })
    .get();
  return { value: { id, name } };
}

type AttachmentRow = typeof attachment.$inferSelect;
type Had = { listing: number } | { inquiry: number };

/** What a listing names of its files. */
export type ChosenFiles = Pick<ListingDraft, 'photos' | 'voice'>;

/** The files of a listing as they were chosen; those that were not mentioned are what it has. `row` is null where it is new. */
export function chooseFiles(
  db: Db,
  from: Sender,
  row: ListingRow | null,
  { photos, voice }: ChosenFiles,
): Answer<Pick<ListingRow, 'photos' | 'voice'>> {
  const id = row?.id ?? null;
  const seen = photos ? choosePhotos(db, from, photos, id) : { value: row?.photos ?? [] };
  if (seen.refusal) return seen;
  const heard = voice === undefined ? { value: row?.voice ?? null } : chooseVoice(db, from, voice, id);
  if (heard.refusal) return heard;
  return { value: { photos: seen.value, voice: heard.value } };
}

/** Each photo must be the sender's firm's own, and nothing else's. */
function choosePhotos(db: Db, from: Sender, chosen: PhotoChoice[], listingId: number | null): Answer<Photo[]> {
  const rows = rowsOf(
    db,
    chosen.map(({ id }) => id),
  );
  const photos: Photo[] = [];
  for (const [at, { id, alt }] of chosen.entries()) {
    const row = rows.get(id);
    const twice = photos.some((photo) => photo.id === id);
    if (!row || twice || !isFree(row, from, 'photo', listingId)) return no('invalid', [{ path: `photos.${at}.id`, code: 'not-a-choice' }]);
    photos.push({
      id,
      alt,
      width: row.width ?? photoSide,
      height: row.height ?? photoSide,
      small: { width: row.smallWidth ?? 1, height: row.smallHeight ?? 1 },
    });
  }
  return { value: photos };
}

/** The same for a voice note. */
export function chooseVoice(db: Db, from: Sender, id: number | null, listingId: number | null): Answer<Voice | null> {
  if (id === null) return { value: null };
  const row = rowsOf(db, [id]).get(id);
  if (!row || !isFree(row, from, 'voice', listingId)) return no('invalid', [{ path: 'voice', code: 'not-a-choice' }]);
  return { value: { id, milliseconds: row.milliseconds ?? 1 } };
}

/** security: a file that belongs to another firm, listing or inquiry can be chosen by nobody. */
function isFree(row: AttachmentRow, from: Sender, kind: 'photo' | 'voice', listingId: number | null): boolean {
  if (row.kind !== kind || row.inquiryId !== null) return false;
  const own = row.person === from.person ? row.firmId === from.firm : from.firm !== null && row.firmId === from.firm;
  return own && (row.listingId === null || row.listingId === listingId);
}

/** Gives files to what was written with them; those that it had and has no more are nobody's again. */
export function keepFiles(db: Db, to: Had, ids: number[], now: number): void {
  const list = JSON.stringify(ids);
  const [column, id] = 'listing' in to ? ['listing_id', to.listing] : ['inquiry_id', to.inquiry];
  const { sql: storage } = db.$client;
  // dropped a day before what nobody ever had would be
  storage.exec(
    `update attachment set ${column} = null, loose_since = ? where ${column} = ? and id not in (select value from json_each(?))`,
    now - keptLoose + keptDropped,
    id,
    list,
  );
  storage.exec(`update attachment set ${column} = ?, loose_since = null where id in (select value from json_each(?))`, id, list);
}

/** A file as a reader may fetch it; for whoever may not see what has it, there is none. */
export function findFile(db: Db, reader: Reader & { person: string | null }, id: number): FileShown | undefined {
  const row = db
    .select({ file: attachment, listing, firm, inquiry })
    .from(attachment)
    .leftJoin(listing, eq(listing.id, attachment.listingId))
    .leftJoin(firm, eq(firm.id, listing.firmId))
    .leftJoin(inquiry, eq(inquiry.id, attachment.inquiryId))
    .where(eq(attachment.id, id))
    .get();
  if (!row) return undefined;
  const { name, type, smallType, bytes } = row.file;
  const shown = (open: boolean): FileShown => ({ name, type, smallType, bytes, open });
  if (row.listing && row.firm) {
    if (!seesListing(reader, row.listing, row.firm.state)) return undefined;
    return shown(row.listing.listed && row.listing.visibility === 'public');
  }
  if (row.inquiry) return sideOf(reader, row.inquiry) ? shown(false) : undefined;
  const own = row.file.person === reader.person || (reader.firm !== null && row.file.firmId === reader.firm);
  return own ? shown(false) : undefined;
}

/** Cleans away what nobody has had for long: the row goes now, the bytes by the outbox. */
export function cleanFiles(db: Db, now: number): void {
  const loose = db
    .select({ id: attachment.id, name: attachment.name, person: attachment.person })
    .from(attachment)
    .where(lte(attachment.looseSince, now - keptLoose))
    .orderBy(asc(attachment.looseSince))
    .limit(piece)
    .all();
  if (loose.length === 0) return;
  for (const { name, person } of loose) {
    send(db, { topic: 'file', subject: name, payload: null }, now);
    // its key answers no more: the same sending again takes it in anew
    db.$client.sql.exec(`delete from submission where person = ? and json_extract(answer, '$.name') = ?`, person, name);
  }
  db.delete(attachment)
    .where(
      inArray(
        attachment.id,
        loose.map(({ id }) => id),
      ),
    )
    .run();
}

/** When the next loose file is to be cleaned away; an hour is waited at least, so that several go together. */
export function nextCleaning(db: Db): number | null {
  const oldest = oldestLoose(db).get()?.at ?? null;
  return oldest === null ? null : oldest + keptLoose + hour;
}

const oldestLoose = prepared((db) =>
  db
    .select({ at: min(attachment.looseSince) })
    .from(attachment)
    .prepare(),
);

function rowsOf(db: Db, ids: number[]): Map<number, AttachmentRow> {
  const found = db.select().from(attachment).where(inArray(attachment.id, ids)).all();
  return new Map(found.map((row) => [row.id, row]));
}
