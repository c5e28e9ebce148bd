/** Pools and commitments for tests: any that can be, small enough that packs and steps meet. */
import fc from 'fast-check';
import type { Committed } from '../../../worker/domain/pool/closing.ts';
import type { Terms } from '../../../worker/domain/pool/steps.ts';

/** Steps rise in quantity and fall in price; the cap is whole packs and lets the last step be reached. */
export const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    froms: fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 6 }),
    prices: fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 6, maxLength: 6 }),
    pack: fc.option(fc.integer({ min: 1, max: 1500 })),
    cap: fc.option(fc.integer({ min: 0, max: 5 })),
  })
  .map(({ froms, prices, pack, cap }) => {
    const dear = prices.sort((a, b) => b - a);
    const steps = froms.sort((a, b) => a - b).map((from, i) => ({ from, price: dear[i] ?? 1 }));
    const last = steps.at(-1)?.from ?? 1;
    const packs = pack ?? 1;
    return { steps, pack, cap: cap === null ? null : (Math.ceil(last / packs) + cap) * packs };
  });

export const anyCommitments: fc.Arbitrary<Committed[]> = fc
  .array(fc.record({ quantity: fc.integer({ min: 1, max: 2000 }), active: fc.integer({ min: 0, max: 5 }).map((n) => n > 0) }), {
    maxLength: 12,
  })
  .map((some) => some.map((one, i) => ({ ...one, firm: i + 1 })));
