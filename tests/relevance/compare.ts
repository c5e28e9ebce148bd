/** The engines that are compared over the labelled set, and their figures in each half of its queries. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lexicon } from '../../worker/search/lexicon.ts';
import { type Figures, figuresOf, interval, type Labelled, mean } from './measure.ts';
import * as minisearch from './minisearch.ts';
import * as orama from './orama.ts';
import { ours } from './ours.ts';
import * as fts5 from './raw-fts5.ts';

export const set: Labelled = JSON.parse(readFileSync(join(import.meta.dirname, 'set.json'), 'utf8'));

/** What is set by looking at the first half is judged by the second. */
export const halves = ['tuned', 'reported'] as const;
export type Half = (typeof halves)[number];
export const halfOf = (index: number): Half => (index % 2 === 0 ? 'tuned' : 'reported');

export interface Engine {
  name: 'Unqud' | 'FTS5' | 'MiniSearch' | 'Orama';
  settings: string;
  over: (set: Labelled) => (q: string) => string[] | Promise<string[]>;
}

/** A lexicon in which no word means anything: what is left is folding, stems, measures and rewriting. */
const empty: Lexicon = {
  meaning: () => undefined,
  base: () => undefined,
  stop: () => undefined,
  concept: () => {
    throw new Error('an empty lexicon has no concepts');
  },
  weak: () => false,
  spells: () => false,
  words: () => [],
  smallWords: () => [],
};

export const unqud: Engine = { name: 'Unqud', settings: '', over: (set) => ours(set) };
export const unqudWithoutLexicon: Engine = { name: 'Unqud', settings: 'empty lexicon', over: (set) => ours(set, empty) };

export const others: Engine[] = [
  { name: 'FTS5', settings: 'defaults, words joined by OR', over: fts5.byDefault },
  { name: 'FTS5', settings: 'AND before OR, remove_diacritics 2, title × 2', over: fts5.strictFirst },
  { name: 'FTS5', settings: 'trigram, remove_diacritics 1, title × 2', over: fts5.trigrams },
  { name: 'MiniSearch', settings: 'defaults', over: minisearch.byDefault },
  { name: 'MiniSearch', settings: 'prefix, fuzzy 0.2, title × 2', over: minisearch.tolerant },
  { name: 'MiniSearch', settings: 'prefix, fuzzy 0.3, title × 2', over: minisearch.moreTolerant },
  { name: 'Orama', settings: 'defaults (English)', over: orama.byDefault },
  { name: 'Orama', settings: 'Arabic', over: orama.arabic },
  { name: 'Orama', settings: 'Arabic, tolerance 1, title × 2', over: orama.arabicTolerant },
];

/** What an engine made of one query. */
export interface Answered {
  q: string;
  difficulty: string;
  lang: string;
  half: Half;
  ranked: string[];
  figures: Figures;
}

/** All queries of the set, in its order. */
export async function answersOf({ over }: Engine): Promise<Answered[]> {
  const ask = over(set);
  const answers: Answered[] = [];
  for (const [index, { q, difficulty, lang, relevant }] of set.queries.entries()) {
    const ranked = await ask(q);
    answers.push({ q, difficulty, lang, half: halfOf(index), ranked, figures: figuresOf(ranked, relevant) });
  }
  return answers;
}

export const inHalf = (answers: Answered[], half: Half): Answered[] => answers.filter((one) => one.half === half);

export interface Estimate {
  mean: number;
  /** Of 95 % confidence. */
  interval: [low: number, high: number];
}

export interface Summary {
  queries: number;
  ndcg: Estimate;
  recall: Estimate;
  mrr: Estimate;
  withoutHit: number;
}

const estimate = (values: number[]): Estimate => ({ mean: mean(values), interval: interval(values) });

export function summaryOf(answers: Answered[]): Summary {
  const each = (figure: keyof Figures) => answers.map(({ figures }) => figures[figure]);
  return {
    queries: answers.length,
    ndcg: estimate(each('ndcg')),
    recall: estimate(each('recall')),
    mrr: estimate(each('mrr')),
    withoutHit: each('empty').filter((one) => one > 0).length,
  };
}

/** By how much one is better than another, query by query (paired bootstrap): both answered the same queries. */
export function differenceOf(one: Answered[], other: Answered[]): Record<'ndcg' | 'recall' | 'mrr', Estimate> {
  const each = (figure: keyof Figures) => one.map(({ figures }, at) => figures[figure] - other[at]!.figures[figure]);
  return { ndcg: estimate(each('ndcg')), recall: estimate(each('recall')), mrr: estimate(each('mrr')) };
}

export interface Compared {
  engine: Engine;
  answers: Answered[];
}

/** The settings of the highest nDCG@10 in the tuned half, where ours were chosen too. */
export function bestOf(compared: Compared[]): Compared {
  const ndcg = ({ answers }: Compared) => mean(inHalf(answers, 'tuned').map(({ figures }) => figures.ndcg));
  return compared.toSorted((a, b) => ndcg(b) - ndcg(a))[0]!;
}
