/** One line, as a person writes or dictates it, and what was understood of it. */
import { z } from 'zod';
import { Direction, Kind } from './listing.ts';
import { Currency } from './money.ts';
import { Unit } from './quantity.ts';

const date = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'not-a-date');

/** `country` (ISO 3166-1 alpha-2) decides what a dinar is, `today` what tomorrow is. */
export const LineAsked = z.strictObject({
  text: z.string().min(1).max(4000),
  country: z.string().regex(/^[A-Z]{2}$/, 'not-a-choice'),
  today: date,
});
export type LineAsked = z.infer<typeof LineAsked>;

/** Null for what the line does not say. Quantities are in whole units, prices in minor units. */
export const LineRead = z.strictObject({
  direction: Direction.nullable(),
  kind: Kind.nullable(),
  /** The thing or service, in the words of the line. */
  item: z.string().nullable(),
  quantity: z.number().nullable(),
  unit: Unit.nullable(),
  priceMinor: z.number().int().nullable(),
  currency: Currency.nullable(),
  pricePer: Unit.nullable(),
  capacity: z.strictObject({ quantity: z.number(), unit: Unit, period: z.enum(['day', 'week', 'month', 'year']) }).nullable(),
  dueBy: date.nullable(),
  /** As written, with a point for decimals: "1.2 mm", "60x60 cm". */
  dimensions: z.array(z.string()).nullable(),
});
export type LineRead = z.infer<typeof LineRead>;
