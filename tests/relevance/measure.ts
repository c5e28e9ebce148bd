/** How good a ranking is: nDCG@10, recall@20, reciprocal rank, and intervals of confidence over queries. */

export interface Labelled {
  listings: { ref: string; direction: 'offer' | 'need'; kind: string; title: string; text: string; process: string }[];
  queries: { q: string; difficulty: string; lang: string; relevant: Record<string, number> }[];
}

export interface Figures {
  ndcg: number;
  recall: number;
  mrr: number;
  /** Whether nothing at all was found. */
  empty: number;
}

const gain = (grade: number) => 2 ** grade - 1;
const discount = (rank: number) => 1 / Math.log2(rank + 2);

/** Figures of one query: `ranked` are refs in order; grades run from 1 (related) to 3 (exactly that). */
export function figuresOf(ranked: string[], relevant: Record<string, number>): Figures {
  const dcg = ranked.slice(0, 10).reduce((sum, ref, rank) => sum + gain(relevant[ref] ?? 0) * discount(rank), 0);
  const ideal = Object.values(relevant)
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce((sum, grade, rank) => sum + gain(grade) * discount(rank), 0);
  const wanted = Object.keys(relevant);
  const found = ranked.slice(0, 20).filter((ref) => relevant[ref]).length;
  const first = ranked.findIndex((ref) => relevant[ref]);
  return {
    ndcg: ideal === 0 ? 0 : dcg / ideal,
    recall: wanted.length === 0 ? 0 : found / Math.min(20, wanted.length),
    mrr: first < 0 ? 0 : 1 / (first + 1),
    empty: ranked.length === 0 ? 1 : 0,
  };
}

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The middle 95 % of the means of resampled queries (bootstrap, Efron 1979), with a generator of its own so that runs agree. */
export function interval(values: number[], rounds = 2000): [low: number, high: number] {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const means = Array.from({ length: rounds }, () => mean(values.map(() => values[Math.floor(next() * values.length)] as number))).sort(
    (a, b) => a - b,
  );
  return [means[Math.floor(rounds * 0.025)] as number, means[Math.floor(rounds * 0.975)] as number];
}
