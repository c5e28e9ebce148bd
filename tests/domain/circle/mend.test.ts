/** Mending: who agreed is kept, and asked again only when something changed for him. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circleKey, type Leg } from '../../../worker/domain/circle/leg.ts';
import { isUnchanged, mend, type Passing } from '../../../worker/domain/circle/mend.ts';
import { findCircles } from '../../../worker/domain/circle/search.ts';
import { leg, someLegs } from './markets.ts';

const broken = (before: Leg[], legs: Leg[], accepted: number[] = []) => ({
  legs,
  before,
  terms: new Map(),
  barred: new Set([circleKey(before)]),
  accepted: new Set(accepted),
});
const givers = (circle: ReturnType<typeof mend>) => circle?.legs.map(({ giver }) => giver).sort((a, b) => a - b);

describe('when a firm leaves', () => {
  const before = [leg(1, 2), leg(2, 3), leg(3, 1)];

  test('another one takes its place', () => {
    const legs = [leg(1, 2), leg(2, 4), leg(4, 1)];
    expect(givers(mend(broken(before, legs, [1])))).toEqual([1, 2, 4]);
  });

  test('the rest goes on without it where it can', () => {
    expect(givers(mend(broken(before, [leg(1, 2), leg(2, 1)], [1, 2])))).toEqual([1, 2]);
  });

  test('the circle that keeps more of those who agreed is better than a larger one', () => {
    const legs = [leg(1, 2), leg(2, 1), leg(1, 5), leg(5, 6), leg(6, 7), leg(7, 8), leg(8, 1)];
    expect(givers(mend(broken(before, legs, [1, 2])))).toEqual([1, 2]);
  });

  test('nothing is mended with nobody who agreed, or with one who was only asked', () => {
    const legs = [leg(2, 4), leg(4, 2)];
    expect(mend(broken(before, legs, [1]))).toBeNull();
    expect(mend(broken(before, legs))).toBeNull();
    expect(givers(mend(broken(before, [leg(1, 2), leg(2, 1)])))).toEqual([1, 2]);
  });

  test('the circle that it was does not come back', () => {
    expect(mend(broken(before, before, [1, 2, 3]))).toBeNull();
  });

  test('no circle keeps more of those who agreed, of all that there are', () => {
    fc.assert(
      fc.property(
        someLegs(10, 45),
        fc.uniqueArray(fc.integer({ min: 1, max: 10 })),
        fc.integer({ min: 0, max: 4 }),
        (all, agreed, which) => {
          const [circle] = findCircles({ legs: all });
          if (!circle) return;
          const out = circle.legs[which % circle.legs.length]?.giver;
          const legs = all.filter(({ giver, taker }) => giver !== out && taker !== out);
          const accepted = circle.legs.map(({ giver }) => giver).filter((firm) => firm !== out && agreed.includes(firm));
          const mended = mend(broken(circle.legs, legs, accepted));
          const kept = (some: Leg[]) => some.filter(({ giver }) => accepted.includes(giver)).length;
          const most = Math.max(0, ...allCycles(legs).map(kept));
          expect(mended ? kept(mended.legs) : 0).toBe(most);
          expect(mended?.legs.some(({ giver }) => giver === out) ?? false).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Every cycle of two to five firms. */
function allCycles(legs: Leg[]): Leg[][] {
  const found: Leg[][] = [];
  const grow = (path: Leg[]) => {
    for (const next of legs) {
      if (next.giver !== path.at(-1)?.taker) continue;
      if (next.taker === path[0]?.giver) found.push([...path, next]);
      else if (path.length < 4 && next.taker > (path[0]?.giver ?? 0) && !path.some(({ giver }) => giver === next.taker))
        grow([...path, next]);
    }
  };
  for (const first of legs) if (first.taker > first.giver) grow([first]);
  return found;
}

describe('what a firm said', () => {
  const passing = (giver: number, taker: number, over: Partial<Passing> = {}): Passing => ({
    giver,
    taker,
    offer: giver * 10,
    title: '',
    quantity: null,
    value: null,
    topUp: 0,
    ...over,
  });
  const before = [passing(1, 2), passing(2, 3), passing(3, 1)];

  test('holds as long as it gives and gets the same, whoever else is in it', () => {
    const after = [passing(1, 4), passing(4, 3), passing(3, 1)];
    expect(isUnchanged(1, before, after)).toBe(true);
    expect(isUnchanged(3, before, after)).toBe(false);
  });

  test('is asked again when there is more cash or less of a thing', () => {
    expect(isUnchanged(1, before, [passing(1, 2, { topUp: 5 }), ...before.slice(1)])).toBe(false);
    expect(isUnchanged(1, before, [...before.slice(0, 2), passing(3, 1, { quantity: { amount: 1, unit: 'PR' } })])).toBe(false);
  });
});
