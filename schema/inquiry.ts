/** An inquiry: a first contact about a listing; contacts are exchanged only when it is accepted. */
import { z } from 'zod';
import { Venture } from './agreement.ts';
import { Voice } from './attachment.ts';
import { contactKinds } from './firm.ts';
import { Id, lines } from './ids.ts';
import { Direction, Kind, ListingState } from './listing.ts';
import { Quantity } from './quantity.ts';
import { Moment } from './time.ts';

export const inquiryStates = ['open', 'accepted', 'declined', 'withdrawn', 'closed'] as const;
/** `closed`: its listing ended before it was answered. */
export const InquiryState = z.enum(inquiryStates);
export type InquiryState = z.infer<typeof InquiryState>;

/** Who would rather speak than write sends a voice note, and may write nothing. */
export const InquiryDraft = z
  .strictObject({
    message: lines(0, 2000).default(''),
    quantity: Quantity.nullable().default(null),
    voice: Id.nullable().optional(),
  })
  .superRefine(({ message, voice }, ctx) => {
    if (voice || message.length >= 5) return;
    if (message === '') ctx.addIssue({ code: 'custom', message: 'required', path: ['message'] });
    else ctx.addIssue({ code: 'too_small', origin: 'string', minimum: 5, inclusive: true, input: message, path: ['message'] });
  });
export type InquiryDraft = z.infer<typeof InquiryDraft>;

export const InquiryAnswer = z.strictObject({ accept: z.boolean(), words: lines(0, 1000).default('') });
export type InquiryAnswer = z.infer<typeof InquiryAnswer>;

const ShownContact = z.strictObject({ kind: z.enum(contactKinds), value: z.string() });
const Party = z.strictObject({
  firm: z.strictObject({ id: Id, name: z.string() }).nullable(),
  name: z.string(),
  /** Empty unless the inquiry is accepted. */
  contacts: z.array(ShownContact),
});
export type Party = z.infer<typeof Party>;

/** `listing` is called as it was when it was asked about; its state is null where it is not the reader's to know. `side` says which side the reader is on: the asker or the listing's owner. */
export const InquiryView = z.strictObject({
  id: Id,
  side: z.enum(['asker', 'owner']),
  state: InquiryState,
  listing: z.strictObject({ id: Id, title: z.string(), direction: Direction, kind: Kind, state: ListingState.nullable() }),
  asker: Party,
  owner: Party,
  message: z.string(),
  voice: Voice.nullable(),
  quantity: Quantity.nullable(),
  answer: z.string(),
  createdAt: Moment,
  answeredAt: Moment.nullable(),
});
export type InquiryView = z.infer<typeof InquiryView>;

export const noticeKinds = [
  'listing-published',
  'listing-returned',
  'listing-removed',
  'listing-expired',
  'listing-renewed',
  'inquiry-received',
  'inquiry-accepted',
  'inquiry-declined',
  'inquiry-withdrawn',
  'inquiry-closed',
  'colleague-joined',
  'firm-suspended',
  'firm-restored',
  'firm-trusted',
  'firm-distrusted',
  'colleague-invited',
  'watch-found',
  'watch-digest',
  'match-found',
  'pool-joined',
  'pool-step',
  'pool-reached',
  'pool-missed',
  'pool-cancelled',
  'pool-taken-back',
  'pool-named',
  'pool-confirmed',
  'pool-refused',
  'coalition-invited',
  'coalition-accepted',
  'coalition-declined',
  'coalition-complete',
  'coalition-quoted',
  'coalition-agreed',
  'coalition-refused',
  'coalition-ended',
  'circle-proposed',
  'circle-accepted',
  'circle-agreed',
  'circle-mended',
  'circle-ended',
  'chain-invited',
  'chain-joined',
  'chain-left',
  'chain-gap',
  'chain-written',
  'chain-agreed',
  'chain-declined',
  'chain-changed',
] as const;
export const Notice = z.strictObject({
  id: Id,
  kind: z.enum(noticeKinds),
  listing: z.strictObject({ id: Id, title: z.string() }).nullable(),
  inquiry: Id.nullable(),
  /** The pool, coalition, circle or chain that it is about. */
  about: z.strictObject({ of: Venture, id: Id, title: z.string() }).nullable(),
  /** The watch that found something, which may have ended since, and how many listings it tells of. */
  watch: z.strictObject({ id: Id, found: z.number().int() }).nullable(),
  /** The reason of a return or removal, when there is one. */
  reason: z.string().nullable(),
  words: z.string(),
  at: Moment,
  read: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** What has come in and gone out, newest first. */
export const Inbox = z.strictObject({ received: z.array(InquiryView), sent: z.array(InquiryView), notices: z.array(Notice) });
export type Inbox = z.infer<typeof Inbox>;
