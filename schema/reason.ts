/** Why something is proposed, and what it lacks: data that pages turn into short phrases, and that the API gives as it is. */
import { z } from 'zod';
import { Id } from './ids.ts';
import { Currency, Minor } from './money.ts';
import { Quantity } from './quantity.ts';
import { Moment } from './time.ts';

const share = z.number().min(0);

/** What speaks for it. Shares are fractions of one; distances metres. */
export const Reason = z.discriminatedUnion('code', [
  /** The same thing, in the words of the listing that has it. */
  z.strictObject({ code: z.literal('same-thing'), words: z.string() }),
  /** A case of what is asked, or what it is a case of. */
  z.strictObject({ code: z.literal('near-thing'), words: z.string() }),
  z.strictObject({ code: z.literal('same-process'), words: z.string() }),
  /** Of the same colour, material, size … */
  z.strictObject({ code: z.literal('same-quality'), words: z.string() }),
  z.strictObject({ code: z.literal('covers'), share, of: Quantity }),
  z.strictObject({ code: z.literal('has-capacity'), perMonth: Quantity }),
  z.strictObject({ code: z.literal('free-from'), at: Moment }),
  z.strictObject({ code: z.literal('in-time'), by: Moment }),
  z.strictObject({ code: z.literal('price-fits') }),
  z.strictObject({ code: z.literal('near'), metres: z.number().int().min(0) }),
  z.strictObject({ code: z.literal('new'), at: Moment }),
  z.strictObject({ code: z.literal('trusted') }),
  /** Several firms: one of them covers a step alone or in part. */
  z.strictObject({ code: z.literal('covers-step'), step: z.string(), share }),
  z.strictObject({ code: z.literal('whole-order') }),
  z.strictObject({ code: z.literal('fewest-firms'), firms: z.number().int() }),
  z.strictObject({ code: z.literal('costs'), amount: Minor, currency: Currency }),
  /** Exchange: what a firm gives is what the next one asks for. */
  z.strictObject({ code: z.literal('wants-what-is-given'), words: z.string() }),
  z.strictObject({ code: z.literal('accepts-barter') }),
  z.strictObject({ code: z.literal('balanced') }),
  z.strictObject({ code: z.literal('top-up'), amount: Minor, currency: Currency }),
  /** Stages of a product that firms of the cluster cover. */
  z.strictObject({ code: z.literal('stage-covered'), stage: z.string(), firms: z.number().int() }),
]);
export type Reason = z.infer<typeof Reason>;

/** What it lacks, or what is not known. */
export const Lack = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('short'), by: Quantity }),
  z.strictObject({ code: z.literal('below-minimum'), minimum: Quantity }),
  z.strictObject({ code: z.literal('late'), days: z.number().int().min(1) }),
  z.strictObject({ code: z.literal('dearer'), percent: z.number().int().min(1) }),
  z.strictObject({ code: z.literal('quality-not-said'), words: z.string() }),
  z.strictObject({ code: z.literal('quantity-not-said') }),
  z.strictObject({ code: z.literal('price-not-said') }),
  z.strictObject({ code: z.literal('dates-not-said') }),
  z.strictObject({ code: z.literal('units-differ') }),
  /** Nobody covers a step or a stage. */
  z.strictObject({ code: z.literal('step-open'), step: z.string() }),
  /** Those who do a step do not do enough of it in time. */
  z.strictObject({ code: z.literal('step-short'), step: z.string(), by: Quantity }),
  z.strictObject({ code: z.literal('stage-open'), stage: z.string() }),
  /** Null where nobody knows by how much. */
  z.strictObject({ code: z.literal('stage-short'), stage: z.string(), by: Quantity.nullable() }),
  z.strictObject({ code: z.literal('value-not-said') }),
]);
export type Lack = z.infer<typeof Lack>;

/** The listing and the firm of one part of a proposal, named for people and for the records of whoever imported them. */
export const Part = z.strictObject({
  listing: z.strictObject({ id: Id, externalRef: z.string().nullable(), title: z.string() }),
  firm: z.strictObject({ id: Id, externalRef: z.string().nullable(), name: z.string(), trusted: z.boolean() }),
});
export type Part = z.infer<typeof Part>;
