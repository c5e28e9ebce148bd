/** A pool: firms buy one thing together, and the more they take the lower its price. */
import { z } from 'zod';
import { Agreement } from './agreement.ts';
import { FirmNamed } from './firm.ts';
import { Id, lines, words } from './ids.ts';
import { Currency, Minor } from './money.ts';
import { Unit } from './quantity.ts';
import { day, hour, Moment } from './time.ts';

export const poolStates = ['open', 'reached', 'missed', 'cancelled'] as const;
/** `reached`: bought together at its deadline; `missed`: everyone was released. */
export const PoolState = z.enum(poolStates);
export type PoolState = z.infer<typeof PoolState>;

/** Why a pool was missed: too little was taken, its supplier's offer is no longer in the market, or the firm that opened it was suspended. */
const missedReasons = ['short', 'supplier-gone', 'opener-gone'] as const;
export const MissedReason = z.enum(missedReasons);
export type MissedReason = z.infer<typeof MissedReason>;

/** How far ahead a deadline lies, in milliseconds. */
export const nearestDeadline = hour;
export const furthestDeadline = 180 * day;
export const mostSteps = 6;

/** Thousandths of the pool's unit. */
const amount = z.number().int().min(1).max(1e12);

/** From `from` on, everything costs `price` for one unit, in minor units of the pool's currency. */
export const PoolStep = z.strictObject({ from: amount, price: z.number().int().min(1).max(1e12) });
export type PoolStep = z.infer<typeof PoolStep>;

/** A firm of the cluster, one of the offers in its market, or a name; at most one of them. */
export const PoolSupplier = z
  .strictObject({ firm: Id.nullable().default(null), listing: Id.nullable().default(null), name: words(0, 120).default('') })
  .superRefine(({ firm, listing, name }, ctx) => {
    if ([firm !== null, listing !== null, name !== ''].filter(Boolean).length > 1)
      ctx.addIssue({ code: 'custom', message: 'too-many', path: ['name'] });
  });
export type PoolSupplier = z.infer<typeof PoolSupplier>;

/** What is opened. The first step begins at the least that is bought at all, a pack or more; the cap is whole packs. */
export const PoolDraft = z
  .strictObject({
    title: words(3, 120),
    text: lines(0, 2000).default(''),
    unit: Unit,
    currency: Currency,
    steps: z.array(PoolStep).min(1).max(mostSteps),
    deadline: Moment,
    cap: amount.nullable().default(null),
    /** The group buys whole packs of this size; who takes part may ask for any quantity. */
    pack: amount.nullable().default(null),
    supplier: PoolSupplier.nullable().default(null),
  })
  .superRefine(({ steps, cap, pack }, ctx) => {
    const say = (path: (string | number)[], message: string) => ctx.addIssue({ code: 'custom', message, path });
    steps.forEach((step, i) => {
      const before = steps[i - 1];
      if (before && step.from <= before.from) say(['steps', i, 'from'], 'wrong-order');
      if (before && step.price >= before.price) say(['steps', i, 'price'], 'wrong-order');
    });
    const [first] = steps;
    // nobody buys less than a pack: whoever took less would be bound to all of one
    if (pack !== null && first && first.from < pack)
      ctx.addIssue({ code: 'too_small', origin: 'number', minimum: pack, inclusive: true, input: first.from, path: ['steps', 0, 'from'] });
    const last = steps.at(-1)?.from ?? 0;
    if (cap !== null && cap < last)
      ctx.addIssue({ code: 'too_small', origin: 'number', minimum: last, inclusive: true, input: cap, path: ['cap'] });
    else if (cap !== null && pack !== null && cap % pack !== 0) say(['cap'], 'not-whole');
  });
export type PoolDraft = z.infer<typeof PoolDraft>;

/** How much a firm takes, in thousandths of the pool's unit. */
export const Commitment = z.strictObject({ amount });
export type Commitment = z.infer<typeof Commitment>;

/** The supplier, a firm of the cluster, says whether it sells at these prices. */
export const PoolAnswer = z.strictObject({ accept: z.boolean() });
export type PoolAnswer = z.infer<typeof PoolAnswer>;

export const PoolCancellation = z.strictObject({ words: lines(0, 500).default('') });
export type PoolCancellation = z.infer<typeof PoolCancellation>;

/** A pool in a list. Quantities are thousandths of `unit`, prices and amounts minor units of `currency`. */
export const PoolCard = z.strictObject({
  id: Id,
  title: z.string(),
  state: PoolState,
  /** Whether firms may still commit: it is open, its deadline has not come, and nobody whom it needs was suspended. */
  takes: z.boolean(),
  unit: Unit,
  currency: Currency,
  steps: z.array(PoolStep),
  cap: z.number().nullable(),
  pack: z.number().nullable(),
  deadline: Moment,
  opener: FirmNamed,
  /** What firms take together, and how many firms. */
  total: z.number().int(),
  firms: z.number().int(),
  /** The step that is reached, counted from 0; null below the first. */
  step: z.number().int().nullable(),
  /** The step that comes next, and what it needs; null at the last. */
  next: z.strictObject({ step: z.number().int(), needs: z.number().int() }).nullable(),
  /** What the reader's firm takes, 0 where it takes nothing. */
  mine: z.number().int(),
});
export type PoolCard = z.infer<typeof PoolCard>;

export const PoolsFound = z.strictObject({
  pools: z.array(PoolCard),
  total: z.number().int(),
  pages: z.number().int(),
  page: z.number().int(),
});
export type PoolsFound = z.infer<typeof PoolsFound>;

/** A share as it comes out: whole packs where there are packs. */
const Share = z.strictObject({ quantity: z.number().int(), amount: Minor });

/** What can be done with it now, by the one who reads. */
export const poolActs = ['commit', 'withdraw', 'cancel', 'confirm', 'refuse'] as const;

/** A pool with all that its reader may know: what others take is shown to the opener, the supplier and the managers. */
export const PoolView = z.strictObject({
  ...PoolCard.shape,
  text: z.string(),
  supplier: z.strictObject({
    firm: FirmNamed.nullable(),
    listing: z.strictObject({ id: Id, title: z.string() }).nullable(),
    name: z.string(),
    /** Whether the firm said that it sells at these prices; null where none is named. Only then is an agreement its own too. */
    confirmed: z.boolean().nullable(),
  }),
  createdAt: Moment,
  closedAt: Moment.nullable(),
  /** Why it was missed; of an open one, why it takes no more and would be missed. */
  missed: MissedReason.nullable(),
  /** What was said when it was called off. */
  words: z.string(),
  /** What the reader's firm pays at each step for what it takes; empty where it takes nothing. */
  costs: z.array(Minor),
  /** What the reader's firm would get if it closed now; null where it takes nothing or too little is taken. */
  now: Share.nullable(),
  /** What the reader's firm got when it was reached. */
  got: Share.nullable(),
  /** The most that the reader's firm may take. */
  most: z.number().int(),
  /** Who takes part, in the order of joining. */
  members: z.array(z.strictObject({ firm: FirmNamed, quantity: z.number().int().nullable() })),
  /** What was bought at which price; null unless it is reached. */
  bought: z.strictObject({ quantity: z.number().int(), price: z.number().int(), amount: Minor }).nullable(),
  /** One line for each firm that got something; those of others for the opener, the supplier and the managers. */
  agreements: z.array(Agreement),
  acts: z.array(z.enum(poolActs)),
});
export type PoolView = z.infer<typeof PoolView>;

export const PoolQuery = z.strictObject({ page: z.coerce.number().int().min(1).max(1000).default(1) });
export type PoolQuery = z.infer<typeof PoolQuery>;
