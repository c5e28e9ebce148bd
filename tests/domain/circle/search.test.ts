/** Finding circles: as many firms as any way of looking would serve, and nothing that a firm did not allow. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circleKey, type Leg } from '../../../worker/domain/circle/leg.ts';
import { type Circle, findCircles, searching } from '../../../worker/domain/circle/search.ts';
import { bruteForce, byKinds, firmsOf, hidden, leg, random, someLegs, someTerms, worthOfAll } from './markets.ts';

const served = (circles: Circle[]) => firmsOf(circles).length;

describe('a circle', () => {
  test('is found where two firms want what the other has', () => {
    expect(findCircles({ legs: [leg(1, 2), leg(2, 1)] })).toEqual([{ legs: [leg(1, 2), leg(2, 1)], topUps: [null, null] }]);
  });

  test('has up to five firms', () => {
    const ring = (size: number) => Array.from({ length: size }, (_, n) => leg(n + 1, ((n + 1) % size) + 1));
    for (const size of [2, 3, 4, 5]) expect(served(findCircles({ legs: ring(size) }))).toBe(size);
    expect(findCircles({ legs: ring(6) })).toEqual([]);
  });

  test('begins with its oldest firm, wherever its legs stand', () => {
    const [circle] = findCircles({ legs: [leg(3, 1), leg(2, 3), leg(1, 2)] });
    expect(circle?.legs.map(({ giver }) => giver)).toEqual([1, 2, 3]);
  });

  test('takes the better of two listings between the same firms', () => {
    const better = leg(1, 2, { offer: 7, worth: 900 });
    expect(findCircles({ legs: [leg(1, 2), better, leg(2, 1)] })[0]?.legs).toEqual([better, leg(2, 1)]);
  });

  test('does not come back once it was tried, but the next best does', () => {
    const legs = [leg(1, 2), leg(1, 2, { offer: 7, worth: 400 }), leg(2, 1)];
    const [first] = findCircles({ legs }) as [Circle];
    const barred = new Set([circleKey(first.legs)]);
    const [second] = findCircles({ legs, barred }) as [Circle];
    expect(second.legs[0]?.offer).toBe(7);
    expect(findCircles({ legs, barred: new Set([...barred, circleKey(second.legs)]) })).toEqual([]);
  });

  test('serves more firms rather than fit better', () => {
    const legs = [leg(1, 2, { worth: 1000 }), leg(2, 1, { worth: 1000 }), leg(2, 3, { worth: 1 }), leg(3, 1, { worth: 1 })];
    expect(served(findCircles({ legs }))).toBe(3);
  });
});

describe('among up to twelve firms', () => {
  test('no other way serves more firms, nor as many better', () => {
    fc.assert(
      fc.property(someLegs(12, 40), someTerms(12), (legs, terms) => {
        const circles = findCircles({ legs, terms });
        expect({ firms: served(circles), worth: worthOfAll(circles) }).toEqual(bruteForce(legs, terms));
      }),
      { numRuns: 300 },
    );
  });

  test('also where many can exchange with many', () => {
    fc.assert(
      fc.property(someLegs(9, 120), someTerms(9), (legs, terms) => {
        const circles = findCircles({ legs, terms });
        expect({ firms: served(circles), worth: worthOfAll(circles) }).toEqual(bruteForce(legs, terms));
      }),
      { numRuns: 60 },
    );
  });
});

describe('in any market', () => {
  const market = fc.integer({ min: 2, max: 60 }).chain((firms) => fc.tuple(someLegs(firms, firms * 5), someTerms(firms)));

  test('circles share no firm, go around, and have only legs that were given', () => {
    fc.assert(
      fc.property(market, ([legs, terms]) => {
        const circles = findCircles({ legs, terms, budget: 300_000 });
        const firms = firmsOf(circles);
        expect(new Set(firms).size).toBe(firms.length);
        for (const { legs: around } of circles) {
          expect(around.length).toBeGreaterThan(1);
          expect(around.length).toBeLessThan(6);
          for (const [n, one] of around.entries()) {
            expect(legs).toContain(one);
            expect(one.taker).toBe(around[(n + 1) % around.length]?.giver);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('everybody gets what he gives, with cash that both ends allow', () => {
    fc.assert(
      fc.property(market, ([legs, terms]) => {
        for (const { legs: around, topUps } of findCircles({ legs, terms, budget: 300_000 })) {
          if (topUps.includes(null)) {
            expect(around.some(({ value }) => value === null)).toBe(true);
            continue;
          }
          for (const [n, { giver, taker, value }] of around.entries()) {
            const topUp = topUps[n] as number;
            const [payer, getter] = topUp > 0 ? [taker, giver] : [giver, taker];
            expect(Math.abs(topUp)).toBeLessThanOrEqual(terms.get(payer)?.pay ?? Number.POSITIVE_INFINITY);
            expect(Math.abs(topUp)).toBeLessThanOrEqual(terms.get(getter)?.take ?? Number.POSITIVE_INFINITY);
            const next = (n + 1) % around.length;
            // what the taker gets less what it pays is what it gives less what it is paid
            expect((value as number) - topUp).toBe((around[next]?.value as number) - (topUps[next] as number));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the same question has the same answer, in whatever order its legs come', () => {
    fc.assert(
      fc.property(market, fc.integer(), ([legs, terms], seed) => {
        const next = random(seed);
        const mixed = legs.map((one) => [next(), one] as const).sort((a, b) => a[0] - b[0]);
        const asked = { terms, budget: 300_000 };
        expect(findCircles({ legs: mixed.map(([, one]) => one), ...asked })).toEqual(findCircles({ legs, ...asked }));
      }),
      { numRuns: 40 },
    );
  });
});

describe('in a large market', () => {
  test('at least 95 of 100 firms are served that could be', () => {
    for (const [firms, others, seed] of [
      [60, 2, 1],
      [60, 6, 2],
      [200, 1, 3],
      [200, 4, 4],
      [200, 8, 5],
      [1000, 6, 1006],
      [1000, 8, 1008],
    ] as const)
      expect(served(findCircles({ legs: hidden(firms, others, seed) })) / firms).toBeGreaterThanOrEqual(0.95);
  }, 60_000);

  test('what is arranged step by step is within 95 of 100 of the exact answer', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const legs = byKinds(26, 12, seed);
      const exact = served(findCircles({ legs, exactly: 30 }));
      // six copies, each with a leg to the next, are one part that no short circle goes around: too large to be solved at once
      const copies = Array.from({ length: 6 }, (_, n) => legs.map((one) => shifted(one, n * 100)));
      const joints = copies.flatMap((copy, n) => {
        const next = copies[(n + 1) % copies.length] as Leg[];
        return [leg(copy[0]?.giver as number, next[0]?.giver as number, { offer: 1e6 + n })];
      });
      expect(served(findCircles({ legs: [...copies.flat(), ...joints] }))).toBeGreaterThanOrEqual(6 * exact * 0.95);
    }
  });

  test.each([
    ['few legs', hidden(400, 5, 6)],
    ['many legs', byKinds(1000, 20, 7)],
  ])('it can be looked for in pieces, and each piece is small: %s', (_, legs) => {
    const work = { steps: 0 };
    const going = searching({ legs, budget: 3_000_000 }, work);
    let largest = 0;
    for (let before = 0; ; before = work.steps) {
      const { done } = going.next();
      largest = Math.max(largest, work.steps - before);
      if (done) break;
    }
    expect(largest).toBeLessThan(250_000);
    expect(work.steps).toBeLessThan(3_300_000);
  });
});

const shifted = ({ giver, taker, offer, need, ...rest }: Leg, by: number): Leg => ({
  giver: giver + by,
  taker: taker + by,
  offer: offer + by * 10,
  need: need + by * 1000,
  ...rest,
});
