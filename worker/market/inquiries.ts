/** Inquiries: asking about a listing, answering, and the exchange of contacts when it is accepted. */
import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { InquiryAnswer, InquiryDraft, InquiryState, InquiryView, Party } from '../../schema/inquiry.ts';
import type { ListingState } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { firm, inquiry, listing } from '../../schema/tables/market.ts';
import { day } from '../../schema/time.ts';
import { inquiryLife } from '../domain/inquiry-life.ts';
import { step } from '../domain/life.ts';
import { type Reader, seesListing, shownContacts, sideOf } from '../domain/sight.ts';
import { chooseVoice, keepFiles } from './attachments.ts';
import { type Recipient, tell } from './notices.ts';
import type { Db } from './store.ts';
import type { FirmRow, InquiryRow } from './views.ts';
import { quantityOf } from './views.ts';

/** Inquiries that one person may send in a day: more is a flood. */
const mostADay = 40;

export function ask(
  db: Db,
  asker: Person,
  reader: Reader,
  listingId: number,
  draft: InquiryDraft,
  now: number,
): Answer<{ id: number; state: InquiryState }> {
  // the owner must know whom he answers
  if (asker.name === '') return no('invalid', [{ path: 'name', code: 'required' }]);
  const found = db.select().from(listing).innerJoin(firm, eq(firm.id, listing.firmId)).where(eq(listing.id, listingId)).get();
  if (!found || !seesListing(reader, found.listing, found.firm.state)) return no('not-found');
  if (reader.firm === found.firm.id) return no('own-listing');
  if (found.listing.state !== 'published' || found.firm.state !== 'active') return no('wrong-state');
  const open = db
    .select({ id: inquiry.id })
    .from(inquiry)
    .where(and(eq(inquiry.listingId, listingId), eq(inquiry.state, 'open'), askedBy(asker.id, reader.firm)))
    .get();
  if (open) return no('already-asked');
  const today = db
    .select({ n: sql<number>`count(*)` })
    .from(inquiry)
    .where(and(eq(inquiry.asker, asker.id), gt(inquiry.createdAt, now - day)))
    .get();
  if ((today?.n ?? 0) >= mostADay) return no('too-many');
  const voice = chooseVoice(db, { person: asker.id, firm: reader.firm }, draft.voice ?? null, null);
  if (voice.refusal) return voice;
  const row = db
    .insert(inquiry)
    .values({
      listingId,
      listingTitle: found.listing.title,
      firmId: found.firm.id,
      asker: asker.id,
      askerFirmId: reader.firm,
      askerName: asker.name,
      askerPhone: asker.phone,
      message: draft.message,
      quantityAmount: draft.quantity?.amount ?? null,
      quantityUnit: draft.quantity?.unit ?? null,
      state: 'open',
      answer: '',
      answererName: '',
      answererPhone: '',
      createdAt: now,
      answeredAt: null,
      voice: voice.value,
    })
    .returning()
    .get();
  if (voice.value) keepFiles(db, { inquiry: row.id }, [voice.value.id], now);
  tell(db, { firm: found.firm.id }, { kind: 'inquiry-received', listing: found.listing, inquiry: row.id }, now);
  return { value: { id: row.id, state: row.state } };
}

export function answer(
  db: Db,
  by: Person,
  owner: number,
  id: number,
  given: InquiryAnswer,
  now: number,
): Answer<{ id: number; state: InquiryState }> {
  const row = db
    .select()
    .from(inquiry)
    .where(and(eq(inquiry.id, id), eq(inquiry.firmId, owner)))
    .get();
  if (!row) return no('not-found');
  // who asked before joining the firm does not answer himself
  if (row.asker === by.id) return no('own-listing');
  const to = step(inquiryLife, row.state, given.accept ? 'accept' : 'decline', 'owner');
  if (!to) return no('wrong-state');
  db.update(inquiry)
    .set({ state: to, answer: given.words, answererName: by.name, answererPhone: by.phone, answeredAt: now })
    .where(eq(inquiry.id, id))
    .run();
  const kind = given.accept ? 'inquiry-accepted' : 'inquiry-declined';
  tell(db, recipientOf(row), { kind, listing: aboutOf(row), inquiry: id, words: given.words }, now);
  return { value: { id, state: to } };
}

export function withdraw(
  db: Db,
  person: string,
  firmId: number | null,
  id: number,
  now: number,
): Answer<{ id: number; state: InquiryState }> {
  const row = db
    .select()
    .from(inquiry)
    .where(and(eq(inquiry.id, id), askedBy(person, firmId)))
    .get();
  if (!row) return no('not-found');
  const to = step(inquiryLife, row.state, 'withdraw', 'asker');
  if (!to) return no('wrong-state');
  db.update(inquiry).set({ state: to, answeredAt: now }).where(eq(inquiry.id, id)).run();
  tell(db, { firm: row.firmId }, { kind: 'inquiry-withdrawn', listing: aboutOf(row), inquiry: id }, now);
  return { value: { id, state: to } };
}

/** The newest inquiry of a person, or of his or her firm, about a listing. */
export function ownInquiry(
  db: Db,
  person: string,
  firmId: number | null,
  listingId: number,
): { id: number; state: InquiryState } | undefined {
  return db
    .select({ id: inquiry.id, state: inquiry.state })
    .from(inquiry)
    .where(and(eq(inquiry.listingId, listingId), askedBy(person, firmId)))
    .orderBy(desc(inquiry.id))
    .get();
}

/** Closes what is still open about a listing that has ended, and tells those who asked. */
export function closeInquiries(db: Db, listingId: number, now: number): void {
  const open = db
    .select()
    .from(inquiry)
    .where(and(eq(inquiry.listingId, listingId), eq(inquiry.state, 'open')))
    .all();
  for (const row of open) {
    const to = step(inquiryLife, row.state, 'close', 'clock');
    if (!to) continue;
    db.update(inquiry).set({ state: to, answeredAt: now }).where(eq(inquiry.id, row.id)).run();
    tell(db, recipientOf(row), { kind: 'inquiry-closed', listing: aboutOf(row), inquiry: row.id }, now);
  }
}

/** An inquiry as one of its two sides sees it; for anyone else there is none. */
export function findInquiry(db: Db, person: string, firmId: number | null, id: number): InquiryView | undefined {
  return views(db, person, firmId, and(eq(inquiry.id, id), sides(person, firmId)), 1)[0];
}

export function listInquiries(
  db: Db,
  person: string,
  firmId: number | null,
  limit: number,
): { received: InquiryView[]; sent: InquiryView[] } {
  return {
    received: firmId === null ? [] : views(db, person, firmId, eq(inquiry.firmId, firmId), limit),
    sent: views(db, person, firmId, askedBy(person, firmId), limit),
  };
}

const askedBy = (person: string, firmId: number | null) =>
  firmId === null ? eq(inquiry.asker, person) : or(eq(inquiry.asker, person), eq(inquiry.askerFirmId, firmId));

const sides = (person: string, firmId: number | null) =>
  firmId === null ? askedBy(person, firmId) : or(askedBy(person, firmId), eq(inquiry.firmId, firmId));

/** The listing as it was called when it was asked about. */
const aboutOf = (row: InquiryRow) => ({ id: row.listingId, title: row.listingTitle });

const recipientOf = (row: InquiryRow): Recipient => (row.askerFirmId === null ? { person: row.asker } : { firm: row.askerFirmId });

function views(db: Db, person: string, firmId: number | null, where: ReturnType<typeof and>, limit: number): InquiryView[] {
  const askerFirm = alias(firm, 'asker_firm');
  return db
    .select()
    .from(inquiry)
    .innerJoin(listing, eq(listing.id, inquiry.listingId))
    .innerJoin(firm, eq(firm.id, inquiry.firmId))
    .leftJoin(askerFirm, eq(askerFirm.id, inquiry.askerFirmId))
    .where(where)
    .orderBy(desc(inquiry.id))
    .limit(limit)
    .all()
    .map((row) => view(row.inquiry, row.listing, row.firm, row.asker_firm, sideOf({ person, firm: firmId }, row.inquiry) ?? 'owner'));
}

function view(
  row: InquiryRow,
  about: typeof listing.$inferSelect,
  owner: FirmRow,
  askerFirm: FirmRow | null,
  side: 'asker' | 'owner',
): InquiryView {
  // security: contacts of either side are shown only when the inquiry was accepted
  const agreed = row.state === 'accepted';
  const asker: Party = {
    firm: askerFirm && { id: askerFirm.id, name: askerFirm.name },
    name: row.askerName,
    contacts: agreed ? contactsOf(askerFirm, row.askerPhone) : [],
  };
  const ownerParty: Party = {
    firm: { id: owner.id, name: owner.name },
    name: agreed ? row.answererName : '',
    contacts: agreed ? contactsOf(owner, row.answererPhone) : [],
  };
  return {
    id: row.id,
    side,
    state: row.state,
    listing: {
      ...aboutOf(row),
      direction: about.direction,
      kind: about.kind,
      state: side === 'owner' || isKnown(about.state) ? about.state : null,
    },
    asker,
    owner: ownerParty,
    message: row.message,
    voice: row.voice,
    quantity: quantityOf(row.quantityAmount, row.quantityUnit),
    answer: row.answer,
    createdAt: row.createdAt,
    answeredAt: row.answeredAt,
  };
}

/** States that somebody outside the firm may know of; what happens between a firm and its managers is not his. */
function isKnown(state: ListingState): boolean {
  return state === 'published' || state === 'paused' || state === 'fulfilled' || state === 'expired' || state === 'withdrawn';
}

function contactsOf(of: FirmRow | null, phone: string): Party['contacts'] {
  const own: Party['contacts'] = [{ kind: 'phone', value: phone }];
  const shown = of ? shownContacts(of.contacts, 'agreed').map(({ kind, value }) => ({ kind, value })) : [];
  return [...own, ...shown.filter((contact) => contact.kind !== 'phone' || contact.value !== phone)];
}
