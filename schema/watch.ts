/** A watch: a search that somebody wants to be told about when something new fits, and how often. */
import { z } from 'zod';
import { Place } from './cluster.ts';
import { Role } from './firm.ts';
import { Id, words } from './ids.ts';
import { Direction, Kind, ListingCard } from './listing.ts';
import { Minor } from './money.ts';
import { Unit } from './quantity.ts';
import { Moment } from './time.ts';

export const rhythms = ['at-once', 'daily', 'weekly'] as const;
/** `daily` and `weekly`: gathered, and told together in the morning. */
export const Rhythm = z.enum(rhythms);
export type Rhythm = z.infer<typeof Rhythm>;

/** Thousandths of a unit, as a search takes them. */
const Amount = z.number().int().min(1).max(1e12);

/** What a search can ask besides words and the two choices that stand above all lists. */
const conditions = {
  role: Role.nullable().default(null),
  /** Only listings of this firm. */
  firm: Id.nullable().default(null),
  /** Minor units of the cluster's currency. */
  priceMin: Minor.nullable().default(null),
  priceMax: Minor.nullable().default(null),
  per: Unit.nullable().default(null),
  quantityMin: Amount.nullable().default(null),
  quantityMax: Amount.nullable().default(null),
  unit: Unit.nullable().default(null),
  near: Place.nullable().default(null),
  /** Kilometres around `near`. */
  within: z.number().min(0.1).max(5000).nullable().default(null),
};

/** What is asked, but for the words: at least one of it where there are no words. */
const asking = ['direction', 'kind', 'role', 'firm', 'priceMin', 'priceMax', 'per', 'unit', 'within'] as const;

export const WatchDraft = z
  .strictObject({
    q: words(0, 200).default(''),
    direction: Direction.nullable().default(null),
    kind: Kind.nullable().default(null),
    ...conditions,
    /** Left out: at once, or as it was where the same is watched already. */
    rhythm: Rhythm.optional(),
  })
  .superRefine((draft, ctx) => {
    const say = (path: string, code: string) => ctx.addIssue({ code: 'custom', message: code, path: [path] });
    const { priceMin, priceMax, quantityMin, quantityMax, unit, near, within } = draft;
    if (draft.q === '' && asking.every((name) => draft[name] === null)) say('q', 'required');
    if (priceMin !== null && priceMax !== null && priceMin > priceMax) say('priceMax', 'wrong-order');
    if (quantityMin !== null && quantityMax !== null && quantityMin > quantityMax) say('quantityMax', 'wrong-order');
    if ((quantityMin !== null || quantityMax !== null) && unit === null) say('unit', 'required');
    if (within !== null && near === null) say('near', 'required');
  });
export type WatchDraft = z.infer<typeof WatchDraft>;

/** What a watch asks besides words, direction and kind; what is not asked is absent. */
export type Conditions = { [K in keyof typeof conditions]?: NonNullable<WatchDraft[K]> };
export const conditionNames = Object.keys(conditions) as (keyof Conditions)[];

/** What is left out stays as it is. */
export const WatchEdit = z.strictObject({ rhythm: Rhythm.optional(), paused: z.boolean().optional() }).superRefine((edit, ctx) => {
  if (edit.rhythm === undefined && edit.paused === undefined) ctx.addIssue({ code: 'custom', message: 'required', path: ['rhythm'] });
});
export type WatchEdit = z.infer<typeof WatchEdit>;

/** What is watched for, as it is shown. */
const Watched = z.strictObject({
  id: Id,
  q: z.string(),
  direction: Direction.nullable(),
  kind: Kind.nullable(),
  role: Role.nullable(),
  /** Its name is empty while it is suspended. */
  firm: z.strictObject({ id: Id, name: z.string() }).nullable(),
  priceMin: Minor.nullable(),
  priceMax: Minor.nullable(),
  per: Unit.nullable(),
  quantityMin: Amount.nullable(),
  quantityMax: Amount.nullable(),
  unit: Unit.nullable(),
  near: Place.nullable(),
  within: z.number().nullable(),
  rhythm: Rhythm,
  paused: z.boolean(),
  at: Moment,
});
export type Watched = z.infer<typeof Watched>;

export const Watch = z.strictObject({
  ...Watched.shape,
  /** Listings that were found and wait for the next digest, and when that is. */
  waiting: z.number().int(),
  tellsAt: Moment.nullable(),
  /** What it found lately and is still there, the newest first. */
  found: z.array(ListingCard),
});
export type Watch = z.infer<typeof Watch>;

/** What the holder of a link in an e-mail sees; null where that watch has ended. */
export const LinkedWatch = z.strictObject({ watch: Watched.nullable() });
export type LinkedWatch = z.infer<typeof LinkedWatch>;
