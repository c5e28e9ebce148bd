/** Closing a pool: nothing is lost or made in dividing, nobody is treated unlike his neighbour, and too little is nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Closing, type Committed, close, wholePacks } from '../../../worker/domain/pool/closing.ts';
import { costOf, mostTogether, nextStep, room, stepAt, type Terms } from '../../../worker/domain/pool/steps.ts';
import { anyCommitments, anyTerms } from './pools.ts';

const kilo = 1_000;
const terms: Terms = {
  steps: [
    { from: 500 * kilo, price: 4_500 },
    { from: 1_000 * kilo, price: 4_100 },
    { from: 2_000 * kilo, price: 3_900 },
  ],
  cap: null,
  pack: null,
};
const taking = (...quantities: number[]): Committed[] => quantities.map((quantity, i) => ({ firm: i + 1, quantity, active: true }));
const reached = (closing: Closing) => {
  if (closing.outcome !== 'reached') throw new Error('missed');
  return closing;
};
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

describe('the steps', () => {
  test('begin at the minimum, and each holds until the next', () => {
    expect([0, 499_999, 500_000, 999_999, 1_000_000, 9_000_000].map((quantity) => stepAt(terms.steps, quantity))).toEqual([
      null,
      null,
      0,
      0,
      1,
      2,
    ]);
  });

  test('say what the next one needs, until there is none', () => {
    expect(nextStep(terms.steps, 0)).toEqual({ step: 0, needs: 500_000 });
    expect(nextStep(terms.steps, 640_000)).toEqual({ step: 1, needs: 360_000 });
    expect(nextStep(terms.steps, 2_000_000)).toBeNull();
  });

  test('cost to the minor unit, also where a double would not do', () => {
    expect(costOf(1, 4_500)).toBe(5);
    expect(costOf(333, 1)).toBe(0);
    expect(costOf(500, 1)).toBe(1);
    // 9 007 199 390 071 993 thousandths, which a double would take for another number
    expect(costOf(90_071_993, 100_000_001)).toBe(9_007_199_390_072);
  });
});

describe('at the deadline', () => {
  test('too little is missed, and enough is bought at the price of the step', () => {
    expect(close(terms, taking(300 * kilo, 199 * kilo))).toEqual({ outcome: 'missed' });
    expect(close(terms, taking(300 * kilo, 200 * kilo))).toEqual({
      outcome: 'reached',
      quantity: 500_000,
      price: 4_500,
      amount: 2_250_000,
      lines: [
        { firm: 1, quantity: 300_000, amount: 1_350_000 },
        { firm: 2, quantity: 200_000, amount: 900_000 },
      ],
    });
  });

  test('what a suspended firm took is released before the step is worked out', () => {
    const some = taking(600 * kilo, 500 * kilo);
    const less = some.map((one) => ({ ...one, active: one.firm === 1 }));
    expect(reached(close(terms, some)).price).toBe(4_100);
    expect(reached(close(terms, less))).toMatchObject({ price: 4_500, lines: [{ firm: 1, quantity: 600_000 }] });
    expect(
      close(
        terms,
        less.map((one) => ({ ...one, active: !one.active, quantity: 400 * kilo })),
      ),
    ).toEqual({ outcome: 'missed' });
  });

  test('packs are bought whole: as many as are filled', () => {
    const closing = reached(close({ ...terms, pack: 25 * kilo }, taking(310 * kilo, 205 * kilo, 9 * kilo)));
    // 524 kilos fill 20 packs; the exact shares are 12.4, 8.2 and 0.36 packs
    expect(closing.quantity).toBe(500 * kilo);
    expect(closing.lines.map(({ quantity }) => quantity / kilo)).toEqual([300, 200, 0]);
    const more = reached(close({ ...terms, pack: 25 * kilo }, taking(310 * kilo, 205 * kilo, 12 * kilo)));
    // 21 packs: the largest remainder is that of the one with less than half a pack
    expect(more.lines.map(({ quantity }) => quantity / kilo)).toEqual([300, 200, 25]);
  });

  test('a pack that is not full is bought only where the step reached would be lost without it', () => {
    expect(wholePacks(1_000, 300, 1_000)).toBe(4);
    expect(wholePacks(1_100, 300, 900)).toBe(3);
    const closing = reached(close({ ...terms, pack: 300 * kilo }, taking(500 * kilo)));
    expect(closing).toMatchObject({ quantity: 600 * kilo, price: 4_500, lines: [{ quantity: 600 * kilo }] });
  });

  test('the last minor unit is somebody’s', () => {
    const thirds = reached(close({ steps: [{ from: 1, price: 100 }], cap: null, pack: null }, taking(333, 333, 334)));
    expect(thirds.amount).toBe(100);
    expect(thirds.lines.map(({ amount }) => amount)).toEqual([33, 33, 34]);
    const equal = reached(close({ steps: [{ from: 1, price: 1 }], cap: null, pack: null }, taking(500, 500, 500)));
    expect(equal.lines.map(({ amount }) => amount)).toEqual([1, 1, 0]);
  });
});

test('quantity and money are conserved, and nobody is off by a pack or by a minor unit', () => {
  fc.assert(
    fc.property(anyTerms, anyCommitments, (some, commitments) => {
      const active = commitments.filter((one) => one.active);
      const total = sum(active.map(({ quantity }) => quantity));
      const closing = close(some, commitments);
      if (closing.outcome === 'missed') {
        expect(total).toBeLessThan(some.steps[0]?.from ?? 0);
        return;
      }
      const pack = some.pack ?? 1;
      const { lines, quantity, price, amount } = closing;
      expect(lines.map(({ firm }) => firm)).toEqual(active.map(({ firm }) => firm));
      expect(sum(lines.map((line) => line.quantity))).toBe(quantity);
      expect(sum(lines.map((line) => line.amount))).toBe(amount);
      expect(quantity % pack).toBe(0);
      expect(Math.abs(quantity - total)).toBeLessThan(pack);
      expect(amount).toBe(costOf(quantity, price));
      // rounding to packs never costs the step that was reached, and what is bought has its own price
      expect(price).toBeLessThanOrEqual(some.steps[stepAt(some.steps, total) ?? 0]?.price ?? 0);
      expect(price).toBe(some.steps[stepAt(some.steps, quantity) ?? -1]?.price);
      lines.forEach((line, i) => {
        const asked = active[i]?.quantity ?? 0;
        expect(line.quantity % pack).toBe(0);
        expect(Math.abs(line.quantity - asked)).toBeLessThan(pack);
        expect(Math.abs(line.amount * 1_000 - line.quantity * price)).toBeLessThan(1_000);
      });
    }),
  );
});

test('who asked for more never gets less; who asked for the same gets at most one pack more, and then the earlier one', () => {
  fc.assert(
    fc.property(anyTerms, anyCommitments, (some, commitments) => {
      const closing = close(some, commitments);
      if (closing.outcome === 'missed') return;
      const asked = new Map(commitments.map(({ firm, quantity }) => [firm, quantity]));
      for (const [i, one] of closing.lines.entries())
        for (const other of closing.lines.slice(i + 1)) {
          const [a, b] = [asked.get(one.firm) ?? 0, asked.get(other.firm) ?? 0];
          if (a >= b) expect(one.quantity).toBeGreaterThanOrEqual(other.quantity);
          if (a <= b) expect(other.quantity).toBeGreaterThanOrEqual(a === b ? one.quantity - (some.pack ?? 1) : one.quantity);
        }
    }),
  );
});

test('a firm without a commitment, or a suspended one, changes nothing', () => {
  fc.assert(
    fc.property(anyTerms, anyCommitments, fc.integer({ min: 0, max: 5_000 }), (some, commitments, quantity) => {
      const beside = [...commitments, { firm: 98, quantity, active: false }, { firm: 99, quantity: 0, active: true }];
      expect(close(some, beside)).toEqual(close(some, commitments));
    }),
  );
});

test('more never makes it dearer or lets it be missed', () => {
  fc.assert(
    fc.property(anyTerms, anyCommitments, fc.integer({ min: 1, max: 2_000 }), (some, commitments, quantity) => {
      const [before, after] = [close(some, commitments), close(some, [...commitments, { firm: 99, quantity, active: true }])];
      if (before.outcome === 'reached') expect(reached(after).price).toBeLessThanOrEqual(before.price);
    }),
  );
});

describe('whatever firms do, in whatever order', () => {
  const events = fc.array(fc.record({ firm: fc.integer({ min: 1, max: 6 }), quantity: fc.integer({ min: 0, max: 3_000 }) }), {
    maxLength: 40,
  });

  test('the cap holds, the last share goes to one, and closing conserves what there is', () => {
    fc.assert(
      fc.property(anyTerms, events, (some, acts) => {
        const taken = new Map<number, number>();
        for (const { firm, quantity } of acts) {
          const others = sum([...taken].filter(([one]) => one !== firm).map(([, amount]) => amount));
          if (quantity <= room(some, others)) taken.set(firm, quantity);
          expect(sum([...taken.values()])).toBeLessThanOrEqual(mostTogether(some));
        }
        const closing = close(
          some,
          [...taken].map(([firm, quantity]) => ({ firm, quantity, active: true })),
        );
        if (closing.outcome === 'missed') return;
        expect(sum(closing.lines.map(({ quantity }) => quantity))).toBe(closing.quantity);
        if (some.cap !== null) expect(closing.quantity).toBeLessThanOrEqual(some.cap);
      }),
    );
  });

  test('what is together never costs more than an amount can be', () => {
    const dear: Terms = { steps: [{ from: 1, price: 1e12 }], cap: null, pack: 7 };
    expect(costOf(mostTogether(dear), 1e12)).toBeLessThanOrEqual(1e12);
    expect(mostTogether(dear) % 7).toBe(0);
    expect(mostTogether({ ...dear, cap: 700 })).toBe(700);
    expect(room({ ...dear, cap: 700 }, 650)).toBe(50);
    expect(room({ ...dear, cap: 700 }, 900)).toBe(0);
  });
});
