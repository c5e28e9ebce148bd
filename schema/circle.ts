/** Circles: exchanges without cash among two to five firms, each of which gives something to the next. */
import { z } from 'zod';
import { ExternalRef, Id, lines } from './ids.ts';
import { Currency, Minor } from './money.ts';
import { Quantity } from './quantity.ts';
import { Lack, Reason } from './reason.ts';
import { Moment } from './time.ts';

/** `possible`: found just now, and proposed to nobody yet. */
export const circleStates = ['proposed', 'agreed', 'ended', 'possible'] as const;
export const CircleState = z.enum(circleStates);
export type CircleState = z.infer<typeof CircleState>;

const FirmNamed = z.strictObject({ id: Id, externalRef: ExternalRef.nullable(), name: z.string() });
const ListingNamed = z.strictObject({ id: Id, externalRef: ExternalRef.nullable(), title: z.string() });

/** The giver's offer is for the taker's need. */
export const CircleLeg = z.strictObject({
  giver: FirmNamed,
  taker: FirmNamed,
  offer: ListingNamed,
  need: ListingNamed,
  quantity: Quantity.nullable(),
  /** Minor units of the cluster's currency; null where it is not known. */
  value: Minor.nullable(),
  /** Cash beside it, and which of the two adds it; null where there is none, or where it is to be talked about. */
  topUp: z.strictObject({ by: z.enum(['giver', 'taker']), amount: Minor, currency: Currency }).nullable(),
  /** Whether the giver agreed to the circle. */
  accepted: z.boolean(),
  /** What the giver said to it. */
  words: z.string(),
});
export type CircleLeg = z.infer<typeof CircleLeg>;

/** Why a firm is no longer in a circle: it said no, its listing left the market, its time was over, or the circle goes on without it. */
export const leavings = ['declined', 'dropped', 'late', 'released'] as const;
export const Leaving = z.enum(leavings);
export type Leaving = z.infer<typeof Leaving>;

/** In the order of giving: each leg goes on from the taker of the one before, and the last comes back to the first. Empty for a firm that is no longer in it. */
export const CircleView = z.strictObject({
  /** Null while it is only possible. */
  id: Id.nullable(),
  state: CircleState,
  /** How well its legs fit, from 0 to 1. */
  score: z.number(),
  legs: z.array(CircleLeg),
  currency: Currency,
  reasons: z.array(Reason),
  lacks: z.array(Lack),
  /** Until when every firm must have agreed. */
  answerBy: Moment.nullable(),
  left: z.array(z.strictObject({ firm: z.strictObject({ id: Id, name: z.string() }), how: Leaving, words: z.string() })),
});
export type CircleView = z.infer<typeof CircleView>;

/** How much cash a firm would add to an exchange, and take with one; null where it says nothing, which forbids nothing. */
export const BarterTerms = z.strictObject({ mostToPay: Minor.nullable(), mostToTake: Minor.nullable() });
export type BarterTerms = z.infer<typeof BarterTerms>;

/** `terms` are the reader's own firm's. Managers see all circles, and those that are possible now. */
export const Circles = z.strictObject({ circles: z.array(CircleView), terms: BarterTerms });
export type Circles = z.infer<typeof Circles>;

export const CircleAnswer = z.strictObject({ accept: z.boolean(), words: lines(0, 1000).default('') });
export type CircleAnswer = z.infer<typeof CircleAnswer>;

/** `answer`: what now counts as the firm's; `left` where it is no longer in it. */
export const CircleAnswered = z.strictObject({ id: Id, state: CircleState, answer: z.enum(['waiting', 'accepted', 'left']) });
export type CircleAnswered = z.infer<typeof CircleAnswered>;

/** The circles that were proposed. */
export const CirclesProposed = z.strictObject({ proposed: z.array(Id) });
export type CirclesProposed = z.infer<typeof CirclesProposed>;
