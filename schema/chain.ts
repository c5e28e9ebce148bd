/** Chains: many firms, one product, as stages from the first to the last. */
import { z } from 'zod';
import { Agreement } from './agreement.ts';
import { Sector } from './cluster.ts';
import { FirmNamed } from './firm.ts';
import { Id, lines, Names, words } from './ids.ts';
import { Kind, ListingState } from './listing.ts';
import { Quantity, Unit } from './quantity.ts';
import { Lack, Part, Reason } from './reason.ts';
import { Moment } from './time.ts';

const fewestStages = 2;
export const mostStages = 12;

export const chainStates = ['open', 'closed'] as const;
export const ChainState = z.enum(chainStates);
export type ChainState = z.infer<typeof ChainState>;

/** `perMonth` is what the product takes of it in a month; null: of material and of work as much as there are products, of all else no figure. */
export const StageDraft = z.strictObject({ name: words(2, 80), kind: Kind, perMonth: Quantity.nullable().default(null) });
export type StageDraft = z.infer<typeof StageDraft>;

/** A stage that is there already has its number; those that are not named are removed. */
export const StageEdit = z.strictObject({ id: Id.nullable().default(null), ...StageDraft.shape });
export type StageEdit = z.infer<typeof StageEdit>;

/** `perMonth` is how many products are to be made in a month. */
const product = { title: words(3, 120), text: lines(0, 2000).default(''), perMonth: Quantity.nullable().default(null) };

/** The stages in the order of the work. */
export const ChainDraft = z.strictObject({ ...product, stages: z.array(StageDraft).min(fewestStages).max(mostStages) });
export type ChainDraft = z.infer<typeof ChainDraft>;

/** An edit carries the revision that it was written on. */
export const ChainEdit = z.strictObject({
  ...product,
  stages: z.array(StageEdit).min(fewestStages).max(mostStages),
  revision: z.number().int().min(1),
});
export type ChainEdit = z.infer<typeof ChainEdit>;

/** A firm joins a stage with one of its offers, or by its word; `perMonth` is how much it puts in, null: what its offer says. */
export const ChainJoin = z.strictObject({
  stage: Id,
  listing: Id.nullable().default(null),
  perMonth: Quantity.nullable().default(null),
  words: words(0, 200).default(''),
});
export type ChainJoin = z.infer<typeof ChainJoin>;

export const ChainInvitation = z.strictObject({ stage: Id, firm: Id });
export type ChainInvitation = z.infer<typeof ChainInvitation>;

export const ChainGap = z.strictObject({ stage: Id });
export type ChainGap = z.infer<typeof ChainGap>;

/** What the opener and a firm of a stage agreed on, written by one of them for the other to confirm. */
export const ChainNoteDraft = z.strictObject({
  stage: Id,
  /** The other firm. */
  firm: Id,
  quantity: Quantity.nullable().default(null),
  words: words(0, 100).default(''),
});
export type ChainNoteDraft = z.infer<typeof ChainNoteDraft>;

export const noteStates = ['open', 'confirmed', 'declined', 'withdrawn'] as const;
export const NoteState = z.enum(noteStates);
export type NoteState = z.infer<typeof NoteState>;

export const noteActs = ['confirm', 'decline', 'withdraw'] as const;
export const NoteAnswer = z.strictObject({ act: z.enum(noteActs) });
export type NoteAct = z.infer<typeof NoteAnswer>['act'];

/** `short`: there is some, and less than the product takes or nobody knows how much. */
export const coverages = ['covered', 'short', 'open'] as const;
export const Coverage = z.enum(coverages);
export type Coverage = z.infer<typeof Coverage>;

/** An amount of nothing is an amount too. */
export const Amount = z.strictObject({ amount: z.number().int().min(0), unit: Unit });
export type Amount = z.infer<typeof Amount>;

/** How far a stage is covered, with what is there in the unit of what is needed. */
export interface Covered {
  state: Coverage;
  /** Null where nothing is needed. */
  has: Amount | null;
  /** Null also where there is something and nobody knows how much. */
  missing: Quantity | null;
  /** Firms that said nothing that compares. */
  unsaid: number;
}

/** A stage on the day when its chain was closed. */
export interface StageKept {
  covered: Covered;
  joined: Covered;
  /** Firms that had something for it. */
  firms: number;
  /** What those in it put in, by their numbers there. */
  members: { id: number; perMonth: Quantity | null }[];
}

/** An offer of the cluster that fits a stage. */
export const StageOffer = z.strictObject({
  ...Part.shape,
  score: z.number(),
  perMonth: Quantity.nullable(),
  invited: z.boolean(),
  reasons: z.array(Reason),
  lacks: z.array(Lack),
});
export type StageOffer = z.infer<typeof StageOffer>;

/** A firm in a stage. `counts` is false when its firm is suspended or its offer is not in the market now: the record stays, the coverage of an open chain does not. */
export const StageMember = z.strictObject({
  id: Id,
  firm: FirmNamed,
  listing: z.strictObject({ id: Id, title: z.string() }).nullable(),
  perMonth: Quantity.nullable(),
  words: z.string(),
  counts: z.boolean(),
  at: Moment,
});
export type StageMember = z.infer<typeof StageMember>;

export const StageView = z.strictObject({
  id: Id,
  name: z.string(),
  kind: Kind,
  perMonth: Quantity.nullable(),
  /** What it has to bring in a month: its own figure, or that of the product. */
  needed: Quantity.nullable(),
  state: Coverage,
  /** What is known to be there, in the unit of `needed`. */
  has: Amount.nullable(),
  missing: Quantity.nullable(),
  /** Firms that did not say how much, or in a unit that does not compare. */
  unsaid: z.number().int(),
  members: z.array(StageMember),
  /** Empty in a chain that is closed. */
  offers: z.array(StageOffer),
  /** The need that its gap became, where the reader sees it; null when that is over. */
  need: z.strictObject({ id: Id, title: z.string(), state: ListingState }).nullable(),
  /** The reader's firm is invited to it. */
  invited: z.boolean(),
  /** Something is agreed on it, or waits to be. */
  agreed: z.boolean(),
});
export type StageView = z.infer<typeof StageView>;

/** A note that waits for the other side; for these two firms only. */
export const ChainNote = z.strictObject({
  id: Id,
  stage: z.strictObject({ id: Id, name: z.string() }),
  /** Who wrote it, and who is to confirm it. */
  by: FirmNamed,
  to: FirmNamed,
  quantity: Quantity.nullable(),
  words: z.string(),
  at: Moment,
  /** What the reader's firm may do with it. */
  acts: z.array(z.enum(noteActs)),
});
export type ChainNote = z.infer<typeof ChainNote>;

/** What the whole makes in a month, and the stage that holds it back; both null where no figures are known. */
export const Flow = z.strictObject({ perMonth: Amount.nullable(), bottleneck: Id.nullable() });
export type Flow = z.infer<typeof Flow>;

export const ChainCard = z.strictObject({
  id: Id,
  title: z.string(),
  state: ChainState,
  firm: FirmNamed,
  perMonth: Quantity.nullable(),
  stages: z.array(z.strictObject({ name: z.string(), kind: Kind, firms: z.number().int() })),
  /** The reader's part in it. */
  mine: z.enum(['opener', 'member', 'invited']).nullable(),
  createdAt: Moment,
});
export type ChainCard = z.infer<typeof ChainCard>;

export const ChainsFound = z.strictObject({
  chains: z.array(ChainCard),
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
});
export type ChainsFound = z.infer<typeof ChainsFound>;

export const ChainView = z.strictObject({
  id: Id,
  title: z.string(),
  text: z.string(),
  perMonth: Quantity.nullable(),
  state: ChainState,
  firm: FirmNamed,
  createdAt: Moment,
  closedAt: Moment.nullable(),
  revision: z.number().int(),
  stages: z.array(StageView),
  /** With everyone in the cluster whose offer fits, and with those alone who joined. */
  flow: z.strictObject({ cluster: Flow, joined: Flow }),
  reasons: z.array(Reason),
  lacks: z.array(Lack),
  mine: z.enum(['opener', 'member']).nullable(),
  /** What the reader may do with the whole. */
  acts: z.array(z.enum(['edit', 'close'])),
  notes: z.array(ChainNote),
  /** Of the chain and, since it began, among its firms; for these firms only. */
  agreements: z.array(Agreement),
});
export type ChainView = z.infer<typeof ChainView>;

/** A product whose stages are known; its names are in the three languages. */
export const ChainTemplate = z.strictObject({
  slug: z.string(),
  sectors: z.array(Sector),
  title: Names,
  unit: Unit,
  stages: z.array(z.strictObject({ name: Names, kind: Kind })),
});
export type ChainTemplate = z.infer<typeof ChainTemplate>;

export const ChainQuery = z.strictObject({ page: z.coerce.number().int().min(1).max(1000).default(1) });
