/** Agreements: who agreed with whom on what. They are kept, because they are what a cluster remembers. */
import { z } from 'zod';
import { FirmNamed } from './firm.ts';
import { Id } from './ids.ts';
import { Currency, Minor } from './money.ts';
import { Quantity } from './quantity.ts';
import { Moment } from './time.ts';

/** What agreements come from, and what notices are about. */
export const ventures = ['pool', 'coalition', 'circle', 'chain'] as const;
export const Venture = z.enum(ventures);
export type Venture = z.infer<typeof Venture>;

/** One line: `taker` gets what `giver` gives; without a giver it is bought together from outside. `amount` is what is paid for it, null where nothing is. */
export const Agreement = z.strictObject({
  id: Id,
  of: Venture,
  /** The pool, coalition, circle or chain. */
  venture: Id,
  taker: FirmNamed,
  giver: FirmNamed.nullable(),
  title: z.string(),
  quantity: Quantity.nullable(),
  amount: Minor.nullable(),
  currency: Currency.nullable(),
  at: Moment,
});
export type Agreement = z.infer<typeof Agreement>;
