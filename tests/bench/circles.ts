/** `npm run bench -- circles`: what looking for circles costs, whole and in its longest piece, and how many firms it serves of those that could be. */
import { graphOf, parts } from '../../worker/domain/circle/graph.ts';
import type { Leg } from '../../worker/domain/circle/leg.ts';
import { findCircles, searching } from '../../worker/domain/circle/search.ts';
import { byKinds, firmsOf, hidden } from '../domain/circle/markets.ts';

/** Steps between two turns of the market (worker/market/circles/search.ts). */
const slice = 100_000;

const markets: [name: string, legs: Leg[], possible: number | null][] = [
  ['1,000 firms, 1,000 kinds', byKinds(1000, 1000, 7), null],
  ['1,000 firms, 200 kinds', byKinds(1000, 200, 7), null],
  ['1,000 firms, 60 kinds', byKinds(1000, 60, 7), null],
  ['1,000 firms, 20 kinds', byKinds(1000, 20, 7), null],
  ...[1, 2, 4, 6, 8].map((others): [string, Leg[], number] => [
    `1,000 firms, all could be served, ${others} other legs each`,
    hidden(1000, others, 1000 + others),
    1000,
  ]),
  ...[2, 4, 8].map((others): [string, Leg[], number] => [
    `200 firms, all could be served, ${others} other legs each`,
    hidden(200, others, 200 + others),
    200,
  ]),
  ...[1, 2, 3, 4].map((seed): [string, Leg[], number] => {
    const legs = byKinds(30, 10, seed);
    return ['30 firms, against the exact answer', legs, firmsOf(findCircles({ legs, exactly: 30 })).length];
  }),
];

// the first run warms up
findCircles({ legs: byKinds(200, 20, 1) });

console.log('| market | legs | largest part | CPU, ms | longest slice, ms | slices | firms served | of those possible |');
console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
for (const [name, legs, possible] of markets) {
  const work = { steps: 0 };
  const began = process.cpuUsage();
  const going = searching({ legs }, work);
  let longest = 0;
  let slices = 0;
  let served = 0;
  for (let done = false; !done; slices++) {
    const at = process.cpuUsage();
    for (const until = work.steps + slice; work.steps < until && !done; ) {
      const next = going.next();
      if (next.done) [done, served] = [true, firmsOf(next.value).length];
    }
    longest = Math.max(longest, milliseconds(at));
  }
  const largest = Math.max(0, ...parts(graphOf(legs, new Map(), new Set())).map(({ length }) => length));
  const share = possible ? (served / possible).toFixed(3) : '';
  const cells = [name, legs.length, largest, Math.round(milliseconds(began)), longest.toFixed(1), slices, served, share];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Of the processor: the machine may be busy with others. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
