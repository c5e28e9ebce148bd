/** How well needs find the offers that fit them: a floor under the reported half of the labelled set. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Asked, answersOf, figuresOf, probing, set } from '../../matching/figures.ts';

describe('in the reported half', () => {
  let all: Asked[];
  beforeAll(() => {
    all = answersOf(set).filter(({ half }) => half === 'reported');
  }, 60_000);

  test('a fit stands first, and little that is wrong does', () => {
    const { first, wrongFirst, unmetEmpty } = figuresOf(all);
    expect(first).toBeGreaterThanOrEqual(0.58);
    expect(wrongFirst).toBeLessThanOrEqual(0.15);
    expect(unmetEmpty).toBeGreaterThanOrEqual(0.7);
  });

  test('candidates by the rarest words are as good as all offers', () => {
    const some = answersOf(set, probing(set)).filter(({ half }) => half === 'reported');
    expect(figuresOf(some).first).toBeGreaterThanOrEqual(figuresOf(all).first - 0.02);
    expect(figuresOf(some).recallAt10).toBeGreaterThanOrEqual(figuresOf(all).recallAt10 - 0.03);
  }, 60_000);
});

describe('the figures', () => {
  const asked = (fits: Record<string, 1 | 2>, ...ranked: string[]): Asked => ({
    ref: 'n',
    trait: '',
    half: 'tuned',
    fits,
    ranked: ranked.map((ref, at) => ({ ref, score: 1 - at / 100 })),
  });

  test('are as counted by hand', () => {
    const figures = figuresOf([asked({ a: 2, b: 1 }, 'a', 'x', 'b'), asked({ c: 2 }, 'x'), asked({ d: 2 }), asked({}), asked({}, 'x')]);
    expect(figures).toEqual({
      needs: 3,
      first: 1 / 3,
      empty: 1 / 3,
      precisionAt5: (2 / 3 + 0 + 0) / 3,
      recallAt10: 1 / 3,
      unmet: 2,
      unmetEmpty: 1 / 2,
      wrongFirst: 2 / 5,
    });
  });
});
