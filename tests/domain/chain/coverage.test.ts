/** Coverage of stages: what is there, what is missing, and what holds the whole back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../../schema/listing.ts';
import { comparable, type Quantity, unitCodes, units } from '../../../schema/quantity.ts';
import { coverageOf, flowOf, type Link, neededFor, pledged, type Source, standingOut } from '../../../worker/domain/chain/coverage.ts';

const pairs = (n: number): Quantity => ({ amount: n * 1000, unit: 'PR' });
const offers = (firm: number, perMonth: Quantity | null): Source => ({ firm, perMonth, joined: false });
const joins = (firm: number, perMonth: Quantity | null): Source => ({ firm, perMonth, joined: true });

describe('a stage', () => {
  test('that nobody offers is open, and all of it is missing', () => {
    expect(coverageOf(pairs(500), [])).toEqual({ state: 'open', has: { amount: 0, unit: 'PR' }, missing: pairs(500), unsaid: 0 });
    expect(coverageOf(null, [])).toEqual({ state: 'open', has: null, missing: null, unsaid: 0 });
  });

  test('is covered to the last pair, and short by the last pair', () => {
    expect(coverageOf(pairs(500), [offers(1, pairs(300)), offers(2, pairs(200))])).toMatchObject({ state: 'covered', missing: null });
    expect(coverageOf(pairs(500), [offers(1, pairs(300)), offers(2, pairs(199))])).toMatchObject({ state: 'short', missing: pairs(1) });
  });

  test('without a figure is covered by anybody', () => {
    expect(coverageOf(null, [offers(1, null)])).toEqual({ state: 'covered', has: null, missing: null, unsaid: 0 });
  });

  test('compares units of one dimension, and counts who said nothing that compares', () => {
    expect(coverageOf(pairs(24), [offers(1, { amount: 2_000, unit: 'DPR' })])).toMatchObject({
      state: 'covered',
      has: pairs(24),
      unsaid: 0,
    });
    const some = coverageOf(pairs(24), [offers(1, pairs(20)), offers(2, { amount: 9_000, unit: 'HUR' }), offers(3, null)]);
    expect(some).toEqual({ state: 'short', has: pairs(20), missing: pairs(4), unsaid: 2 });
  });

  test('whose firms all said nothing is short of what nobody knows', () => {
    expect(coverageOf(pairs(24), [offers(1, null)])).toEqual({ state: 'short', has: { amount: 0, unit: 'PR' }, missing: null, unsaid: 1 });
  });

  test('counts of a firm that joined what it joined with, and not all that it offers besides', () => {
    expect(coverageOf(pairs(500), [offers(1, pairs(900)), joins(1, pairs(100))])).toMatchObject({ has: pairs(100) });
    expect(coverageOf(pairs(500), [offers(1, pairs(100)), offers(1, pairs(150))])).toMatchObject({ has: pairs(250) });
  });

  test('adds parts of a square foot without losing any', () => {
    const feet = (amount: number): Quantity => ({ amount, unit: 'FTK' });
    expect(coverageOf(feet(1_000), [offers(1, feet(333)), offers(2, feet(667))])).toMatchObject({ state: 'covered', has: feet(1_000) });
  });
});

describe('what a stage has to bring', () => {
  test('is its own figure, or the product’s where it is of material or of work', () => {
    expect(neededFor({ kind: 'input', perMonth: pairs(5) }, pairs(9))).toEqual(pairs(5));
    for (const kind of kinds)
      expect(neededFor({ kind, perMonth: null }, pairs(9))).toEqual(kind === 'input' || kind === 'subcontracting' ? pairs(9) : null);
    expect(neededFor({ kind: 'input', perMonth: null }, null)).toBeNull();
  });
});

describe('offers that fit', () => {
  const scores = (...some: number[]) => standingOut(some.map((score) => ({ score }))).map(({ score }) => score);

  test('are those that come near to the best', () => {
    expect(scores(0.95, 0.83, 0.6, 0.5)).toEqual([0.95, 0.83]);
    expect(scores(0.55, 0.5)).toEqual([0.55, 0.5]);
    expect(scores()).toEqual([]);
  });
});

describe('what a firm puts in', () => {
  test('is its word, but no more than its offer says', () => {
    expect(pledged(pairs(10), pairs(30))).toEqual(pairs(10));
    expect(pledged(pairs(40), pairs(30))).toEqual(pairs(30));
    expect(pledged(null, pairs(30))).toEqual(pairs(30));
    expect(pledged(pairs(40), null)).toEqual(pairs(40));
    expect(pledged(null, null)).toBeNull();
    expect(pledged(pairs(40), { amount: 1, unit: 'KGM' })).toEqual(pairs(40));
  });
});

describe('the whole', () => {
  const link = (id: number, needed: Quantity | null, ...sources: Source[]): Link => ({ id, needed, covered: coverageOf(needed, sources) });

  test('makes what its weakest stage lets through, counted in the product', () => {
    const leather: Quantity = { amount: 5_000_000, unit: 'FTK' };
    const links = [
      link(1, leather, offers(1, { amount: 4_000_000, unit: 'FTK' })),
      link(2, pairs(2000), offers(2, pairs(1200))),
      link(3, pairs(2000), offers(3, pairs(9000))),
    ];
    expect(flowOf(pairs(2000), links)).toEqual({ perMonth: pairs(1200), bottleneck: 2 });
  });

  test('makes nothing while a stage is open, and makes no part of a pair', () => {
    expect(flowOf(pairs(2000), [link(1, pairs(2000), offers(1, pairs(5000))), link(2, null)])).toEqual({
      perMonth: { amount: 0, unit: 'PR' },
      bottleneck: 2,
    });
    const third: Quantity = { amount: 3_000, unit: 'KGM' };
    expect(flowOf(pairs(10), [link(1, third, offers(1, { amount: 1_000, unit: 'KGM' }))]).perMonth).toEqual(pairs(3));
  });

  test('says nothing where nobody said how much, and which stage is weakest also without a figure of the product', () => {
    expect(flowOf(pairs(10), [link(1, null, offers(1, null)), link(2, pairs(10), offers(2, null))])).toEqual({
      perMonth: null,
      bottleneck: null,
    });
    expect(flowOf(null, [link(1, pairs(10), offers(1, pairs(9))), link(2, pairs(10), offers(1, pairs(8)))])).toEqual({
      perMonth: null,
      bottleneck: 2,
    });
  });
});

const quantity = (dimension?: string) =>
  fc.record({
    amount: fc.integer({ min: 1, max: 1_000_000_000 }),
    unit: fc.constantFrom(...unitCodes.filter((unit) => !dimension || units[unit].dimension === dimension)),
  });
const source = fc.record({
  firm: fc.integer({ min: 1, max: 5 }),
  perMonth: fc.option(fc.oneof(quantity(), quantity('pair'), quantity('area'))),
  joined: fc.boolean(),
});
const needs = fc.option(fc.oneof(quantity('pair'), quantity('area'), quantity()));

describe('whatever firms offer', () => {
  test('coverage never exceeds what the offers say', () => {
    fc.assert(
      fc.property(needs, fc.array(source, { maxLength: 12 }), (needed, sources) => {
        const { has } = coverageOf(needed, sources);
        if (!needed || !has) return;
        const { dimension } = comparable(needed);
        const exact = sources.reduce((sum, { perMonth }) => {
          return perMonth && comparable(perMonth).dimension === dimension ? sum + perMonth.amount * units[perMonth.unit].base : sum;
        }, 0);
        // half a thousandth of the base for each that was converted
        expect(has.amount * units[has.unit].base).toBeLessThanOrEqual(exact + sources.length * 0.5 + exact * 1e-12);
      }),
    );
  });

  test('the order in which they joined does not matter', () => {
    const shuffled = fc
      .array(source, { maxLength: 12 })
      .chain((sources) => fc.tuple(fc.constant(sources), fc.shuffledSubarray(sources, { minLength: sources.length })));
    fc.assert(
      fc.property(needs, shuffled, (needed, [one, other]) => {
        expect(coverageOf(needed, other)).toEqual(coverageOf(needed, one));
      }),
    );
  });

  test('one more firm never takes anything away', () => {
    fc.assert(
      fc.property(needs, fc.array(source, { maxLength: 8 }), quantity('pair'), (needed, sources, perMonth) => {
        const before = coverageOf(needed, sources);
        const after = coverageOf(needed, [...sources, { firm: 9, perMonth, joined: true }]);
        expect(after.has?.amount ?? 0).toBeGreaterThanOrEqual(before.has?.amount ?? 0);
        if (before.state === 'covered') expect(after.state).toBe('covered');
        expect(after.state).not.toBe('open');
      }),
    );
  });

  test('what is there and what is missing make up what is needed', () => {
    fc.assert(
      fc.property(needs, fc.array(source, { maxLength: 8 }), (needed, sources) => {
        const { state, has, missing } = coverageOf(needed, sources);
        if (state === 'covered') expect(missing).toBeNull();
        if (missing && has) expect(missing.amount + has.amount).toBe(needed?.amount);
        if (state === 'open') expect(sources).toEqual([]);
      }),
    );
  });

  test('the bottleneck is the minimum: no stage that is known lets less through', () => {
    const stage = fc.tuple(quantity('pair'), fc.array(source, { maxLength: 5 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(stage, { minLength: 1, maxLength: 8 }), (n, stages) => {
        const links = stages.map(([needed, sources], i): Link => ({ id: i + 1, needed, covered: coverageOf(needed, sources) }));
        const { perMonth, bottleneck } = flowOf(pairs(n), links);
        const share = ({ needed, covered }: Link) => (covered.state === 'open' ? 0 : (covered.has?.amount ?? 0) / (needed?.amount ?? 1));
        const known = links.filter(({ covered }) => covered.state === 'open' || covered.unsaid === 0 || (covered.has?.amount ?? 0) > 0);
        if (known.length === 0) {
          expect([perMonth, bottleneck]).toEqual([null, null]);
          return;
        }
        const least = Math.min(...known.map(share));
        expect(share(links.find(({ id }) => id === bottleneck) as Link)).toBeCloseTo(least, 9);
        for (const one of known) expect(perMonth?.amount ?? 0).toBeLessThanOrEqual(n * 1000 * share(one) * (1 + 1e-12));
        expect((perMonth?.amount ?? 0) % 1000).toBe(0);
      }),
    );
  });
});
