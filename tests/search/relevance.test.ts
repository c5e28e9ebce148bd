/** How well listings are found and ordered: a floor under the reported half of the labelled set, and the figures themselves by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answered, answersOf, bestOf, differenceOf, halfOf, inHalf, others, set, summaryOf, unqud } from '../relevance/compare.ts';
import { figuresOf, interval, mean } from '../relevance/measure.ts';

const difficulties = 'arabizi broader clitic cross-language dialect exact mixed number phrase plural sentence trap typo'.split(' ');

describe('the labelled set', () => {
  test('has at least 200 listings and 120 queries, each once', () => {
    expect(set.listings.length).toBeGreaterThanOrEqual(200);
    expect(set.queries.length).toBeGreaterThanOrEqual(120);
    expect(new Set(set.listings.map(({ ref }) => ref)).size).toBe(set.listings.length);
    expect(new Set(set.queries.map(({ q }) => q)).size).toBe(set.queries.length);
  });

  test('judges listings that are there, from 1 to 3, at least one for each query', () => {
    const refs = new Set(set.listings.map(({ ref }) => ref));
    const wrong = set.queries.filter(({ relevant }) => {
      const judged = Object.entries(relevant);
      return judged.length === 0 || judged.some(([ref, grade]) => !refs.has(ref) || ![1, 2, 3].includes(grade));
    });
    expect(wrong).toEqual([]);
  });

  test('has every kind of difficulty in both halves', () => {
    for (const half of ['tuned', 'reported'] as const) {
      const kinds = set.queries.filter((_, index) => halfOf(index) === half).map(({ difficulty }) => difficulty);
      expect([...new Set(kinds)].sort()).toEqual(difficulties);
    }
  });
});

describe('in the reported half', () => {
  let ours: Answered[];
  beforeAll(async () => {
    ours = await answersOf(unqud);
  }, 20_000);
  const reported = (answers: Answered[]) => summaryOf(inHalf(answers, 'reported'));

  test('what fits best stands first, and little is missed', () => {
    const { queries, ndcg, recall, mrr, withoutHit } = reported(ours);
    expect(queries).toBe(Math.floor(set.queries.length / 2));
    expect(ndcg.mean).toBeGreaterThanOrEqual(0.81);
    expect(recall.mean).toBeGreaterThanOrEqual(0.84);
    expect(mrr.mean).toBeGreaterThanOrEqual(0.89);
    expect(withoutHit).toBeLessThanOrEqual(1);
  });

  test('the search is better than FTS5 alone, whatever its settings', async () => {
    for (const engine of others.filter(({ name }) => name === 'FTS5')) {
      const theirs = await answersOf(engine);
      expect(differenceOf(inHalf(ours, 'reported'), inHalf(theirs, 'reported')).ndcg.mean, engine.settings).toBeGreaterThanOrEqual(0.35);
    }
  });

  test('no engine names a listing twice, or one that is not there, or more than others may', async () => {
    const refs = new Set(set.listings.map(({ ref }) => ref));
    const wrong: string[] = [];
    for (const engine of [unqud, ...others])
      for (const { q, ranked } of engine === unqud ? ours : await answersOf(engine))
        if (ranked.length > 50 || new Set(ranked).size < ranked.length || !ranked.every((ref) => refs.has(ref)))
          wrong.push(`${engine.name} ${engine.settings}: ${q}`);
    expect(wrong).toEqual([]);
  }, 20_000);
});

describe('the figures of a ranking', () => {
  const relevant = { a: 3, b: 2, c: 1 };

  test('are all one when it is ideal', () => {
    expect(figuresOf(['a', 'b', 'c'], relevant)).toEqual({ ndcg: 1, recall: 1, mrr: 1, empty: 0 });
  });

  test('are as counted by hand', () => {
    // gains 7, 3 and 1 over log2 of 2, 3 and 4: 3/1 + 7/2 of the ideal 7/1 + 3/1.58496 + 1/2
    const { ndcg, recall, mrr } = figuresOf(['b', 'x', 'a'], relevant);
    expect(ndcg).toBeCloseTo(6.5 / 9.392789, 6);
    expect(recall).toBeCloseTo(2 / 3, 12);
    expect(mrr).toBe(1);
  });

  test('are lower the later the first that fits comes', () => {
    expect(figuresOf(['x', 'y', 'z', 'c'], { c: 1 })).toEqual({ ndcg: 1 / Math.log2(5), recall: 1, mrr: 0.25, empty: 0 });
  });

  test('see ten places for the order, twenty for what was found', () => {
    const aside = Array.from({ length: 30 }, (_, at) => `x${at}`);
    expect(figuresOf([...aside.slice(0, 10), 'a'], { a: 3 })).toEqual({ ndcg: 0, recall: 1, mrr: 1 / 11, empty: 0 });
    expect(figuresOf([...aside.slice(0, 20), 'a'], { a: 3 })).toEqual({ ndcg: 0, recall: 0, mrr: 1 / 21, empty: 0 });
  });

  test('can be one when more fit than there are places', () => {
    const many = Array.from({ length: 25 }, (_, at) => `m${at}`);
    expect(figuresOf(many, Object.fromEntries(many.map((ref) => [ref, 2])))).toEqual({ ndcg: 1, recall: 1, mrr: 1, empty: 0 });
  });

  test('are nothing when nothing fits, and tell it from nothing found', () => {
    expect(figuresOf(['x', 'y'], relevant)).toEqual({ ndcg: 0, recall: 0, mrr: 0, empty: 0 });
    expect(figuresOf([], relevant)).toEqual({ ndcg: 0, recall: 0, mrr: 0, empty: 1 });
  });
});

describe('an interval', () => {
  const halves = (length: number) => Array.from({ length }, (_, at) => at % 2);

  test('of equal values is that value, and of none nothing', () => {
    expect(interval([0.4, 0.4, 0.4]).map((one) => one.toFixed(9))).toEqual(['0.400000000', '0.400000000']);
    expect(interval([])).toEqual([0, 0]);
    expect(mean([])).toBe(0);
  });

  test('is the same every time', () => {
    expect(interval(halves(50))).toEqual(interval(halves(50)));
  });

  test('is as wide as 1.96 standard errors on either side', () => {
    for (const length of [100, 400]) {
      const error = 0.5 / Math.sqrt(length);
      const [low, high] = interval(halves(length));
      expect(Math.abs(low - (0.5 - 1.96 * error)) / error).toBeLessThan(0.25);
      expect(Math.abs(high - (0.5 + 1.96 * error)) / error).toBeLessThan(0.25);
    }
  });
});

describe('a comparison', () => {
  test('takes differences query by query', () => {
    const answered = (ndcg: number[]): Answered[] =>
      ndcg.map((one) => ({
        q: '',
        difficulty: '',
        lang: '',
        half: 'tuned',
        ranked: [],
        figures: { ndcg: one, recall: 0, mrr: 0, empty: 0 },
      }));
    // always a tenth better, however different the queries are
    const { ndcg } = differenceOf(answered([0.1, 0.5, 0.9, 1]), answered([0, 0.4, 0.8, 0.9]));
    expect([ndcg.mean, ...ndcg.interval].map((one) => one.toFixed(9))).toEqual(['0.100000000', '0.100000000', '0.100000000']);
  });

  test('is with the best settings in the tuned half', () => {
    const compared = (tuned: number, reported: number) => ({
      engine: unqud,
      answers: ([tuned, reported] as const).map((ndcg, at) => ({
        q: '',
        difficulty: '',
        lang: '',
        half: halfOf(at),
        ranked: [],
        figures: { ndcg, recall: 0, mrr: 0, empty: 0 },
      })),
    });
    const [one, other] = [compared(0.5, 0.1), compared(0.4, 0.9)];
    expect(bestOf([other, one])).toBe(one);
  });
});
