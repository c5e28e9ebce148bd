/** The benchmark's figures as lines, slopes and a table, with the aims beside them. */
import { median, type Round } from './load.ts';
import { type Market, type Measure, measures } from './measure.ts';
import type { Asked } from './queries.ts';
import type { Weight } from './weights.ts';

/** At least so much of the bare call's requests per second; publishing: at most four times its time. */
const aims: Partial<Record<Measure, number>> = { 'selective search': 0.33, 'listing page': 0.5, publishing: 0.25 };
/** Times as long at the largest size as at the smallest. */
const steepest = 2;

export interface Line extends Round {
  size: number;
  measure: Measure;
  /** Requests per second as a share of the bare call's in the same round. */
  ofBare: number;
  /** The same by processor time. */
  ofBareByProcessor: number | null;
  aim: number | null;
}

export interface Slope {
  measure: Measure;
  from: number;
  to: number;
  /** Time per request at the largest size over that at the smallest, round by round. */
  times: number;
  timesByProcessor: number | null;
  aim: number | null;
}

export function linesOf(market: Market): Line[] {
  const bare = market.rounds['bare call'];
  return measures.map((measure) => {
    const rounds = market.rounds[measure];
    return {
      size: market.size,
      measure,
      requests: median(rounds.map(({ requests }) => requests)),
      p50: median(rounds.map(({ p50 }) => p50)),
      p99: median(rounds.map(({ p99 }) => p99)),
      processor: known(rounds.map(({ processor }) => processor)),
      count: rounds.reduce((sum, { count }) => sum + count, 0),
      ofBare: median(rounds.map(({ requests }, i) => requests / (bare[i] as Round).requests)),
      ofBareByProcessor: over(known(bare.map(({ processor }) => processor)), known(rounds.map(({ processor }) => processor))),
      aim: aims[measure] ?? null,
    };
  });
}

export function slopesOf(markets: Market[]): Slope[] {
  const [first, last] = [markets[0], markets.at(-1)];
  if (!first || !last || first === last) return [];
  return measures
    .filter((measure) => !measure.startsWith('bare'))
    .map((measure) => ({
      measure,
      from: first.size,
      to: last.size,
      times: median(last.rounds[measure].map(({ requests }, i) => (first.rounds[measure][i] as Round).requests / requests)),
      timesByProcessor: over(
        known(last.rounds[measure].map(({ processor }) => processor)),
        known(first.rounds[measure].map(({ processor }) => processor)),
      ),
      aim: measure === 'selective search' || measure === 'publishing' ? steepest : null,
    }));
}

export function table(markets: Market[], lines: Line[], slopes: Slope[], weights: Weight[]): string {
  const thousands = (n: number) => Math.round(n).toLocaleString('en');
  const mark = (met: boolean) => (met ? '✓' : '✗');
  const share = (measure: Measure, of: number | null) =>
    of === null ? '' : measure === 'bare call' ? '1' : measure === 'publishing' ? `${(1 / of).toFixed(2)} × the time` : of.toFixed(2);
  const aimOf = ({ measure, ofBare, aim }: Line) =>
    aim === null ? '' : `${measure === 'publishing' ? `≤ ${1 / aim} ×` : `≥ ${aim}`} ${mark(ofBare >= aim)}`;
  return [
    '| listings | what | requests/s | p50 ms | p99 ms | of the bare call | aim | processor µs | of the bare call |',
    '| ---: | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |',
    ...lines.map((line) => {
      const { size, measure, requests, p50, p99, processor, ofBare, ofBareByProcessor } = line;
      const times = `${thousands(requests)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${share(measure, ofBare)} | ${aimOf(line)}`;
      return `| ${thousands(size)} | ${measure} | ${times} | ${processor === null ? '' : thousands(processor)} | ${share(measure, ofBareByProcessor)} |`;
    }),
    '',
    'The bare call (Hono, one empty call to a Durable Object) is served as the program is, with static assets in front; alone, with nothing in front.',
    'Requests per second are medians of rounds measured in turns; shares are of the bare call of the same round.',
    ...markets.map((market) => {
      const { selective, broad } = queriesOf(market);
      return `${thousands(market.size)} listings: ${selective.count} selective queries find ${selective.mean} on average, broad ones ${thousands(broad.mean)}.`;
    }),
    ...(slopes.length ? ['', '| what | from … to … listings | time | aim | processor |', '| --- | --- | ---: | --- | ---: |'] : []),
    ...slopes.map(
      ({ measure, from, to, times, timesByProcessor: by, aim }) =>
        `| ${measure} | ${thousands(from)} → ${thousands(to)} | × ${times.toFixed(2)} | ${aim === null ? '' : `≤ ${aim} ${mark(times <= aim)}`} | ${by === null ? '' : `× ${by.toFixed(2)}`} |`,
    ),
    '',
    '| what a phone loads | bytes compressed | budget |',
    '| --- | ---: | --- |',
    ...weights.map(
      ({ what, bytes, budget }) =>
        `| ${what} | ${thousands(bytes)} | ${budget === null ? '' : `${thousands(budget)} ${mark(bytes <= budget)}`} |`,
    ),
  ].join('\n');
}

export function queriesOf({ selective, broad }: Pick<Market, 'selective' | 'broad'>) {
  const mean = (asked: Asked[]) => Math.round(asked.reduce((sum, { hits }) => sum + hits, 0) / Math.max(1, asked.length));
  return {
    selective: { count: selective.length, mean: mean(selective) },
    broad: { count: broad.length, mean: mean(broad) },
  };
}

const known = (of: (number | null)[]): number | null => (of.includes(null) ? null : median(of as number[]));
const over = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a / b);
