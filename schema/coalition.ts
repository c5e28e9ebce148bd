/** Coalitions: several firms that fill one order, from the proposal to the joint quote. */
import { z } from 'zod';
import { Agreement } from './agreement.ts';
import { FirmNamed } from './firm.ts';
import { Id, lines } from './ids.ts';
import { ListingState } from './listing.ts';
import { Currency, Minor } from './money.ts';
import { Quantity } from './quantity.ts';
import { Lack, Part, Reason } from './reason.ts';
import { Moment } from './time.ts';

export const coalitionStates = ['inviting', 'complete', 'quoted', 'agreed', 'refused', 'ended'] as const;
export const CoalitionState = z.enum(coalitionStates);
export type CoalitionState = z.infer<typeof CoalitionState>;

/** `silent`: did not answer in time; `replaced`: somebody else was asked. */
export const partStates = ['invited', 'accepted', 'declined', 'silent', 'withdrawn', 'replaced'] as const;
export const PartState = z.enum(partStates);
export type PartState = z.infer<typeof PartState>;

/** `quantity` is null where the order has none, and a step is done whole. */
const Share = z.strictObject({ quantity: Quantity.nullable(), fraction: z.number().min(0).max(1) });

/** What one offer does of one step. */
export const ProposedMember = z.strictObject({ ...Part.shape, step: z.string(), share: Share });
export type ProposedMember = z.infer<typeof ProposedMember>;

export const CoalitionProposal = z.strictObject({
  members: z.array(ProposedMember),
  /** How well its offers fit, from 0 to 1. */
  score: z.number(),
  /** Whether it is proved that nothing smaller, cheaper or nearer covers the order. */
  exact: z.boolean(),
  reasons: z.array(Reason),
  lacks: z.array(Lack),
});
export type CoalitionProposal = z.infer<typeof CoalitionProposal>;

export const CoalitionProposals = z.strictObject({
  listing: z.strictObject({ id: Id, title: z.string(), quantity: Quantity.nullable(), until: Moment.nullable() }),
  /** In the words of the need; the whole of it where it names one thing. */
  steps: z.array(z.string()),
  /** The best first. Empty where one firm is enough, and where all together are not. */
  proposals: z.array(CoalitionProposal),
  /** Firms that can fill it alone. */
  alone: z.array(FirmNamed),
  /** What nobody covers. */
  lacks: z.array(Lack),
  /** Whether several firms were asked for although one may do. */
  split: z.boolean(),
  /** Whether the reader's firm may ask them. */
  mine: z.boolean(),
  /** One that is under way for it. */
  underWay: Id.nullable(),
});
export type CoalitionProposals = z.infer<typeof CoalitionProposals>;

/** `split`: several firms are wanted although one may be enough. */
export const CoalitionQuery = z.object({ split: z.enum(['yes']).optional() });

/** Of eight steps, twenty-five for each. */
const mostOffers = 200;

/** `listings` are the offers of a proposal as it was shown; when the market has changed meanwhile, it is refused as `stale`. */
export const CoalitionDraft = z.strictObject({
  listings: z.array(Id).min(1).max(mostOffers),
  split: z.boolean().default(false),
});
export type CoalitionDraft = z.infer<typeof CoalitionDraft>;

/** The same for shares that became free. */
export const CoalitionReplacement = CoalitionDraft.omit({ split: true });
export type CoalitionReplacement = z.infer<typeof CoalitionReplacement>;

/** Whoever accepts says for how much: minor units for all of its share, in the currency of the need. */
export const CoalitionAnswer = z
  .strictObject({ accept: z.boolean(), amount: Minor.nullable().default(null), words: lines(0, 1000).default('') })
  .superRefine(({ accept, amount }, ctx) => {
    if (accept && amount === null) ctx.addIssue({ code: 'custom', message: 'required', path: ['amount'] });
  });
export type CoalitionAnswer = z.infer<typeof CoalitionAnswer>;

/** The total is the sum of what its firms ask. */
export const CoalitionQuote = z.strictObject({ deliverBy: Moment, words: lines(0, 1000).default('') });
export type CoalitionQuote = z.infer<typeof CoalitionQuote>;

export const CoalitionDecision = z.strictObject({ accept: z.boolean(), words: lines(0, 1000).default('') });
export type CoalitionDecision = z.infer<typeof CoalitionDecision>;

export const CoalitionEnding = z.strictObject({ words: lines(0, 1000).default('') });
export type CoalitionEnding = z.infer<typeof CoalitionEnding>;

export const CoalitionMoved = z.strictObject({ id: Id, state: CoalitionState });
export type CoalitionMoved = z.infer<typeof CoalitionMoved>;

/** A coalition in a list. */
export const CoalitionCard = z.strictObject({
  id: Id,
  state: CoalitionState,
  /** As whom the reader is in it. */
  side: z.enum(['owner', 'member', 'manager']),
  listing: z.strictObject({ id: Id, title: z.string() }),
  owner: FirmNamed,
  /** Firms that take part, and how many of them have accepted. */
  firms: z.number().int(),
  accepted: z.number().int(),
  /** The reader's own part; null for the owner. */
  part: PartState.nullable(),
  at: Moment,
});
export type CoalitionCard = z.infer<typeof CoalitionCard>;

export const coalitionActs = ['answer', 'withdraw', 'replace', 'quote', 'decide', 'end'] as const;

export const CoalitionMember = z.strictObject({
  firm: Part.shape.firm,
  state: PartState,
  /** Writes the joint quote. */
  lead: z.boolean(),
  parts: z.array(z.strictObject({ listing: Part.shape.listing, step: z.string(), share: Share })),
  /** What it asks for its share; null before it accepted, and for those whom it does not concern. */
  amount: Minor.nullable(),
  /** What its offers ask, where they say it. */
  estimate: Minor.nullable(),
  words: z.string(),
  answerBy: Moment,
  answeredAt: Moment.nullable(),
  /** One of its offers is not in the market now. */
  away: z.boolean(),
});
export type CoalitionMember = z.infer<typeof CoalitionMember>;

/** Of what so many firms ask that it may be more than one of them could. */
const Total = z.number().int().min(0);

export const CoalitionView = z.strictObject({
  ...CoalitionCard.shape,
  listing: z.strictObject({ id: Id, title: z.string(), state: ListingState, quantity: Quantity.nullable(), until: Moment.nullable() }),
  steps: z.array(z.string()),
  currency: Currency,
  members: z.array(CoalitionMember),
  exact: z.boolean(),
  reasons: z.array(Reason),
  lacks: z.array(Lack),
  quote: z.strictObject({ total: Total, deliverBy: Moment, words: z.string(), at: Moment }).nullable(),
  /** Until then the joint quote is left to the lead; null when any of them may write it, or nobody. */
  quoteBy: Moment.nullable(),
  /** What all ask together, for who may write the joint quote. */
  sum: Total.nullable(),
  /** With which words it was agreed, refused or ended. */
  words: z.string(),
  /** What the reader can do now. */
  acts: z.array(z.enum(coalitionActs)),
  /** For the owner: who could take the shares that are free, the best first; and what nobody covers. */
  replacements: z.array(CoalitionProposal),
  open: z.array(Lack),
  agreements: z.array(Agreement),
});
export type CoalitionView = z.infer<typeof CoalitionView>;
