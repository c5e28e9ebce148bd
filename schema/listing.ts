/** A listing: an offer or a need of one kind, from draft to its end. */
import { z } from 'zod';
import { Photo, PhotoChoices, Voice } from './attachment.ts';
import { Role } from './firm.ts';
import { ExternalRef, Id, Locale, lines, words } from './ids.ts';
import { Currency, Minor } from './money.ts';
import { Quantity, Unit } from './quantity.ts';
import { Lack, Reason } from './reason.ts';
import { Moment } from './time.ts';

export const directions = ['offer', 'need'] as const;
export const Direction = z.enum(directions);
export type Direction = z.infer<typeof Direction>;

export const kinds = ['input', 'subcontracting', 'technology', 'marketing', 'labour', 'knowledge'] as const;
export const Kind = z.enum(kinds);
export type Kind = z.infer<typeof Kind>;

export const visibilities = ['public', 'cluster'] as const;
/** `public`: everyone; `cluster`: members only. */
export const Visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof Visibility>;

export const listingStates = [
  'draft',
  'waiting',
  'returned',
  'published',
  'paused',
  'fulfilled',
  'expired',
  'withdrawn',
  'removed',
] as const;
export const ListingState = z.enum(listingStates);
export type ListingState = z.infer<typeof ListingState>;

/** What its firm can do with a listing. */
export const ownerActs = ['submit', 'pause', 'resume', 'fulfil', 'renew', 'withdraw'] as const;
export const OwnerAct = z.enum(ownerActs);
export type OwnerAct = z.infer<typeof OwnerAct>;

export const priceForms = ['fixed', 'range', 'negotiable', 'free'] as const;
/** `min` is the price when it is fixed; amounts are minor units per one `per`. */
export const Price = z
  .strictObject({
    form: z.enum(priceForms),
    min: Minor.nullable().default(null),
    max: Minor.nullable().default(null),
    currency: Currency,
    per: Unit.nullable().default(null),
    /** Left out, the words of the listing tell whether its firm would exchange; what is said here goes before them. */
    barter: z.boolean().optional(),
  })
  .superRefine((price, ctx) => {
    const say = (field: string, code: string) => ctx.addIssue({ code: 'custom', message: code, path: [field] });
    if ((price.form === 'fixed' || price.form === 'range') && price.min === null) say('min', 'required');
    if (price.form === 'range' && price.max === null) say('max', 'required');
    if (price.form === 'range' && price.min !== null && price.max !== null && price.min >= price.max) say('max', 'wrong-order');
  })
  .transform((price) => ({
    ...price,
    min: price.form === 'fixed' || price.form === 'range' ? price.min : null,
    max: price.form === 'range' ? price.max : null,
  }));
export type Price = z.infer<typeof Price>;

/** Days that a listing stays published before it expires or, when standing, renews. */
export const terms = [7, 14, 30, 60, 90, 180] as const;

const draftShape = {
  direction: Direction,
  kind: Kind,
  title: words(3, 120),
  text: lines(0, 4000).default(''),
  quantity: Quantity.nullable().default(null),
  price: Price,
  minimumOrder: Quantity.nullable().default(null),
  capacityPerMonth: Quantity.nullable().default(null),
  /** The process, in the words of the trade: "CNC turning", "دباغة نباتية". */
  process: words(0, 80).default(''),
  availableFrom: Moment.nullable().default(null),
  availableUntil: Moment.nullable().default(null),
  /** Days from order to delivery. */
  deliveryDays: z.number().int().min(0).max(730).nullable().default(null),
  languages: z.array(Locale).max(3).default([]),
  visibility: Visibility,
  /** A standing listing renews itself at the end of its term. */
  standing: z.boolean().default(false),
  /** Days from publication to expiry. */
  term: z.number().int().min(1).max(366).default(60),
};

type Dated = { availableFrom: number | null; availableUntil: number | null };
export function datesInOrder(listing: Dated, ctx: z.core.$RefinementCtx): void {
  const { availableFrom, availableUntil } = listing;
  if (availableFrom !== null && availableUntil !== null && availableUntil < availableFrom)
    ctx.addIssue({ code: 'custom', message: 'wrong-order', path: ['availableUntil'], input: availableUntil });
}

/** Files that were sent before; what is not mentioned stays as it is. */
const attached = { photos: PhotoChoices.optional(), voice: Id.nullable().optional() };

/** What a firm writes; `submit` sends it to the managers (or publishes it, for a trusted firm) in the same act. */
export const ListingDraft = z.strictObject({ ...draftShape, ...attached, submit: z.boolean().default(true) }).superRefine(datesInOrder);
export type ListingDraft = z.infer<typeof ListingDraft>;

/** An edit carries the revision that it was written on, so that two people cannot overwrite each other unseen. */
export const ListingEdit = z
  .strictObject({ ...draftShape, ...attached, submit: z.boolean().default(true), revision: z.number().int().min(1) })
  .superRefine(datesInOrder);
export type ListingEdit = z.infer<typeof ListingEdit>;

/** A listing in a list of results. `distance` in metres, where the search had a place. */
export const ListingCard = z.strictObject({
  id: Id,
  externalRef: ExternalRef.nullable(),
  direction: Direction,
  kind: Kind,
  title: z.string(),
  state: ListingState,
  quantity: Quantity.nullable(),
  price: z.strictObject({
    form: z.enum(priceForms),
    min: z.number().nullable(),
    max: z.number().nullable(),
    currency: Currency,
    per: Unit.nullable(),
    barter: z.boolean(),
  }),
  visibility: Visibility,
  standing: z.boolean(),
  firm: z.strictObject({ id: Id, externalRef: ExternalRef.nullable(), name: z.string(), role: Role, trusted: z.boolean() }),
  publishedAt: Moment.nullable(),
  updatedAt: Moment,
  distance: z.number().int().nullable(),
  /** The first of its photos. */
  photo: Photo.nullable(),
});
export type ListingCard = z.infer<typeof ListingCard>;

/** What fits a listing: another of the opposite direction, why, and what is missing. `score` is from 0 to 1, the same from both sides. */
export const Match = z.strictObject({
  listing: ListingCard,
  score: z.number(),
  reasons: z.array(Reason),
  lacks: z.array(Lack),
  at: Moment,
});
export type Match = z.infer<typeof Match>;

/** What a write of a listing answers: where it now is in its life, and how many listings of the other direction fit it. */
export const ListingMoved = z.strictObject({ id: Id, state: ListingState, matches: z.number().int() });
export type ListingMoved = z.infer<typeof ListingMoved>;

/** Why a manager returned a listing. */
export const returnReasons = [
  'unclear',
  'wrong-kind',
  'price-missing',
  'duplicate',
  'not-of-this-cluster',
  'contact-in-text',
  'not-allowed',
  'other',
] as const;
export const ReturnReason = z.enum(returnReasons);
export type ReturnReason = z.infer<typeof ReturnReason>;

/** A listing with all that its reader may see; `owner` is there for its own firm and for managers only. */
export const ListingView = z.strictObject({
  ...ListingCard.shape,
  text: z.string(),
  minimumOrder: Quantity.nullable(),
  capacityPerMonth: Quantity.nullable(),
  process: z.string(),
  availableFrom: Moment.nullable(),
  availableUntil: Moment.nullable(),
  deliveryDays: z.number().int().nullable(),
  languages: z.array(Locale),
  expiresAt: Moment.nullable(),
  photos: z.array(Photo),
  voice: Voice.nullable(),
  /** The reader's own inquiry about it, if any. */
  asked: z.strictObject({ id: Id, state: z.string() }).nullable(),
  owner: z
    .strictObject({
      revision: z.number().int(),
      term: z.number().int(),
      /** What may be done with it now, by the one who reads. */
      acts: z.array(z.string()),
      returned: z.strictObject({ reason: ReturnReason, words: z.string() }).nullable(),
      inquiries: z.number().int(),
      /** The best of what fits it; all are on a page of their own. */
      matches: z.array(Match),
    })
    .nullable(),
});
export type ListingView = z.infer<typeof ListingView>;
