/** An order and offers for tests of coalitions. */
import type { Candidate, Order } from '../../../worker/domain/coalition/order.ts';

export const march = Date.UTC(2027, 2, 1);
export const june = Date.UTC(2027, 5, 1);

/** Ten thousand pairs from March to the end of May, in one step. */
export const order = (over: Partial<Order> = {}): Order => ({
  steps: [{ words: 'صنادل', amount: 10_000_000 }],
  quantity: { amount: 10_000_000, unit: 'PR' },
  currency: 'EGP',
  from: march,
  by: june,
  ...over,
});

/** An order of several steps, each for the whole quantity. */
export const orderOf = (steps: string[], amount: number | null, over: Partial<Order> = {}): Order =>
  order({
    steps: steps.map((words) => ({ words, amount })),
    quantity: amount === null ? null : { amount, unit: 'PR' },
    ...over,
  });

const silent = { form: 'negotiable', min: null, max: null, currency: 'EGP', per: null, barter: false } as const;

/** Of its own firm unless it says another; it says neither amount nor price. */
export function offer(listing: number, over: Partial<Candidate['side']> = {}, more: Partial<Omit<Candidate, 'side'>> = {}): Candidate {
  return {
    listing,
    firm: listing,
    steps: [0],
    metres: null,
    promised: [],
    scores: (more.steps ?? [0]).map(() => 0.8),
    ...more,
    side: {
      quantity: null,
      capacity: null,
      minimum: null,
      price: silent,
      availableFrom: null,
      availableUntil: null,
      deliveryDays: null,
      ...over,
    },
  };
}

export const pairs = (n: number) => ({ amount: n * 1000, unit: 'PR' as const });
export const perPair = (min: number, max: number | null = null) => ({
  form: max === null ? ('fixed' as const) : ('range' as const),
  min,
  max,
  currency: 'EGP' as const,
  per: 'PR' as const,
  barter: false,
});
