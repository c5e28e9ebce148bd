/** What becomes of a pool at its deadline: bought together and divided, or missed. */
import { apportion } from './shares.ts';
import { costOf, stepAt, type Terms } from './steps.ts';

/** What a firm takes; a firm that was suspended meanwhile is not `active`, and its quantity is released. */
export interface Committed {
  firm: number;
  quantity: number;
  active: boolean;
}

export interface Line {
  firm: number;
  /** 0 for one whose part of a pack went to others. */
  quantity: number;
  /** Minor units. */
  amount: number;
}

export type Closing = { outcome: 'missed' } | { outcome: 'reached'; quantity: number; price: number; amount: number; lines: Line[] };

/** `commitments` in the order in which they were made: where remainders are equal, the earlier one is served first. */
export function close(terms: Terms, commitments: readonly Committed[]): Closing {
  const taking = commitments.filter(({ active, quantity }) => active && quantity > 0);
  const total = taking.reduce((sum, { quantity }) => sum + quantity, 0);
  const reached = stepAt(terms.steps, total);
  if (reached === null) return { outcome: 'missed' };

  const pack = terms.pack ?? 1;
  const packs = wholePacks(total, pack, terms.steps[reached]?.from ?? 0);
  const quantity = packs * pack;
  const price = terms.steps[stepAt(terms.steps, quantity) ?? reached]?.price ?? 0;
  const amount = costOf(quantity, price);
  const quantities = apportion(
    taking.map((one) => BigInt(one.quantity)),
    BigInt(pack),
    BigInt(packs),
  ).map((share) => share * pack);
  const amounts = apportion(
    quantities.map((share) => BigInt(share) * BigInt(price)),
    1000n,
    BigInt(amount),
  );
  const lines = taking.map(({ firm }, i) => ({ firm, quantity: quantities[i] ?? 0, amount: amounts[i] ?? 0 }));
  return { outcome: 'reached', quantity, price, amount, lines };
}

/**
 * How many whole packs are bought: as many as the total fills, so that nothing is bought that nobody asked for; one more only where
 * without it the quantity would fall below the step, or the minimum, that the total has reached.
 */
export function wholePacks(total: number, pack: number, reachedFrom: number): number {
  return Math.max(Math.floor(total / pack), Math.ceil(reachedFrom / pack));
}
