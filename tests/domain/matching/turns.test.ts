import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turnMost, turnOf } from '../../../worker/domain/matching/turns.ts';

const introductions = fc.integer({ min: 0, max: 1e6 });

test('a firm that was not introduced gives up nothing, and the more it was, the more', () => {
  expect(turnOf(0)).toBe(0);
  fc.assert(fc.property(introductions, introductions, (a, b) => turnOf(Math.min(a, b)) <= turnOf(Math.max(a, b))));
});

test('nothing stands before what is better by more than the one parameter', () => {
  const offer = fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), introductions });
  fc.assert(
    fc.property(fc.array(offer, { minLength: 2, maxLength: 12 }), (offers) => {
      const order = offers.toSorted((a, b) => b.score - turnOf(b.introductions) - (a.score - turnOf(a.introductions)));
      order.forEach((one, at) => {
        for (const behind of order.slice(at + 1)) expect(behind.score).toBeLessThanOrEqual(one.score + turnMost);
      });
    }),
  );
});

test('of equals, the one that was introduced less stands first', () => {
  fc.assert(
    fc.property(introductions, introductions, (a, b) => {
      if (a < b) expect(0.5 - turnOf(a)).toBeGreaterThan(0.5 - turnOf(b));
    }),
  );
});
