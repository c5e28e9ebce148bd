/** The price steps of a pool: which one a quantity reaches, what the next one needs, what a quantity costs, and how much there may be. */
import type { PoolStep } from '../../../schema/pool.ts';

/** What a pool is about, as far as its sums need it. Quantities are thousandths of its unit, prices minor units for one unit. */
export interface Terms {
  steps: PoolStep[];
  cap: number | null;
  pack: number | null;
}

/** The step that a quantity reaches, counted from 0; null below the first. */
export function stepAt(steps: PoolStep[], quantity: number): number | null {
  const reached = steps.findLastIndex(({ from }) => from <= quantity);
  return reached < 0 ? null : reached;
}

/** The step after the one that is reached, and what it needs; null at the last one. */
export function nextStep(steps: PoolStep[], quantity: number): { step: number; needs: number } | null {
  const step = (stepAt(steps, quantity) ?? -1) + 1;
  const next = steps[step];
  return next ? { step, needs: next.from - quantity } : null;
}

/** What a quantity costs, in minor units: half of one is rounded up. */
export function costOf(quantity: number, price: number): number {
  // thousandths times minor units can be more than a double holds
  return Number((BigInt(quantity) * BigInt(price) + 500n) / 1000n);
}

/** Quantities and amounts beyond this are no order of a cluster, and would not be safe integers. */
const mostAmount = 1e12;

/** The most that may be committed together: the cap, and never so much that its price is no longer an amount of money. */
export function mostTogether({ steps, cap, pack }: Terms): number {
  const dearest = steps[0]?.price ?? 1;
  const payable = Number((BigInt(mostAmount) * 1000n) / BigInt(dearest));
  const most = Math.min(cap ?? mostAmount, payable, mostAmount);
  // rounding up to a whole pack must not cross it
  return pack === null ? most : Math.floor(most / pack) * pack;
}

/** The most that one may take beside what the others take. */
export function room(terms: Terms, others: number): number {
  return Math.max(0, mostTogether(terms) - others);
}
