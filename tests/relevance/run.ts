/** `npm run bench -- relevance`: how well listings are found and ordered, ours beside three other engines, as a table and in dist/relevance.json. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Answered,
  answersOf,
  bestOf,
  type Compared,
  differenceOf,
  type Estimate,
  halves,
  inHalf,
  others,
  type Summary,
  set,
  summaryOf,
  unqud,
  unqudWithoutLexicon,
} from './compare.ts';

const compared: Compared[] = [];
for (const engine of [unqud, unqudWithoutLexicon, ...others]) compared.push({ engine, answers: await answersOf(engine) });

const [ours, bare, ...theirs] = compared as [Compared, Compared, ...Compared[]];
const names = [...new Set(theirs.map(({ engine }) => engine.name))];
const best = new Set([ours, ...names.map((name) => bestOf(theirs.filter(({ engine }) => engine.name === name)))]);
const bestOther = bestOf(theirs);

const differences = [
  { from: bestOther, of: ours },
  { from: bare, of: ours },
  { from: bestOther, of: bare },
].map(({ of, from }) => ({
  of: nameOf(of),
  from: nameOf(from),
  ...byHalf((half) => differenceOf(inHalf(of.answers, half), inHalf(from.answers, half))),
}));

const report = {
  listings: set.listings.length,
  queries: set.queries.length,
  engines: compared.map((one) => ({
    engine: one.engine.name,
    settings: one.engine.settings,
    best: best.has(one),
    ...byHalf((half) => summaryOf(inHalf(one.answers, half))),
  })),
  differences,
  byDifficulty: groups(ours.answers, 'difficulty'),
  byLanguage: groups(ours.answers, 'lang'),
};

writeFileSync(join(import.meta.dirname, '../../dist/relevance.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(lines().join('\n'));

function nameOf({ engine }: Compared): string {
  return engine.settings ? `${engine.name} (${engine.settings})` : engine.name;
}

function byHalf<Value>(of: (half: (typeof halves)[number]) => Value): Record<(typeof halves)[number], Value> {
  return { tuned: of('tuned'), reported: of('reported') };
}

function groups(answers: Answered[], by: 'difficulty' | 'lang') {
  const kinds = [...new Set(answers.map((one) => one[by]))].sort();
  return kinds.map((kind) => ({
    kind,
    ...byHalf((half) =>
      summaryOf(
        inHalf(
          answers.filter((one) => one[by] === kind),
          half,
        ),
      ),
    ),
  }));
}

function lines(): string[] {
  const figures = ['nDCG@10', '95 %', 'recall@20', '95 %', 'MRR', '95 %', 'without a hit'];
  const counts = byHalf((half) => inHalf(ours.answers, half).length);
  const head = (...before: string[]) => [
    `| ${[...before, ...halves.flatMap((half) => figures.map((one, at) => (at === 0 ? `${half}: ${one}` : one)))].join(' | ')} |`,
    `| ${[...before.map(() => '---'), ...halves.flatMap(() => figures.map(() => '---:'))].join(' | ')} |`,
  ];
  const cells = ({ ndcg, recall, mrr, withoutHit }: Summary) => [...[ndcg, recall, mrr].flatMap(estimated), String(withoutHit)];
  return [
    `${report.listings} listings, ${report.queries} queries: ${counts.tuned} in the tuned half, ${counts.reported} in the reported half.`,
    'In bold the best settings of each engine, by nDCG@10 in the tuned half.',
    '',
    ...head('engine', 'settings'),
    ...report.engines.map(({ engine, settings, best, ...by }) =>
      row([best ? `**${engine}**` : engine, settings, ...halves.flatMap((half) => cells(by[half]))]),
    ),
    '',
    'Differences, query by query (paired bootstrap):',
    '',
    '| difference | half | nDCG@10 | 95 % | recall@20 | 95 % | MRR | 95 % |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...differences.flatMap(({ of, from, ...by }) =>
      halves.map((half) => {
        const { ndcg, recall, mrr } = by[half];
        return row([`${of} − ${from}`, half, ...[ndcg, recall, mrr].flatMap(estimated)]);
      }),
    ),
    ...(['byDifficulty', 'byLanguage'] as const).flatMap((by) => [
      '',
      ...head(by === 'byDifficulty' ? 'Unqud by difficulty' : 'Unqud by language', 'queries'),
      ...report[by].map(({ kind, tuned, reported }) =>
        row([kind, `${tuned.queries} + ${reported.queries}`, ...cells(tuned), ...cells(reported)]),
      ),
    ]),
  ];
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function estimated({ mean, interval: [low, high] }: Estimate): string[] {
  return [mean.toFixed(3), `${low.toFixed(3)} … ${high.toFixed(3)}`];
}
