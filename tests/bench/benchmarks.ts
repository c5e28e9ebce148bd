/** `npm run bench [-- market --quick]`: all benchmarks in turn, each under a heading of its own, or the one that is named, with its options. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** By the name that one asks for; the order is that in which they run. */
export const benchmarks: Record<string, { heading: string; file: string }> = {
  market: { heading: 'The whole way, served', file: 'tests/bench/run.ts' },
  search: { heading: 'What searching and publishing cost', file: 'tests/bench/search.ts' },
  circles: { heading: 'What looking for circles costs', file: 'tests/bench/circles.ts' },
  relevance: { heading: 'How good the search is', file: 'tests/relevance/run.ts' },
  matching: { heading: 'How good matching is', file: 'tests/matching/run.ts' },
  'matching-served': { heading: 'How good matching is, through the program', file: 'tests/matching/served.ts' },
};

export interface Run {
  heading: string;
  file: string;
  options: string[];
}

/** What these words of the command line ask for, or what is wrong with them. */
export function runsOf(words: string[]): Run[] | string {
  const [name, ...options] = words;
  if (name === undefined) return Object.values(benchmarks).map((one) => ({ ...one, options: [] }));
  const one = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  return one
    ? [{ ...one, options }]
    : `Options are those of one benchmark, whose name stands first: ${Object.keys(benchmarks).join(', ')}.`;
}

function run(words: string[]): boolean {
  const runs = runsOf(words);
  if (typeof runs === 'string') {
    console.error(runs);
    return false;
  }
  if (!ran('scripts/build.ts', [], ['ignore', 'ignore', 'inherit'])) return false;
  // one that fails does not keep the others from being measured
  let failed = 0;
  for (const { heading, file, options } of runs) {
    console.log(`\n## ${heading}\n`);
    if (ran(file, options, 'inherit')) continue;
    failed += 1;
    console.error(`${file} failed`);
  }
  return failed === 0;
}

function ran(file: string, options: string[], stdio: 'inherit' | ('ignore' | 'inherit')[]): boolean {
  return spawnSync(process.execPath, [join(root, file), ...options], { cwd: root, stdio }).status === 0;
}

if (import.meta.main) process.exitCode = run(process.argv.slice(2)) ? 0 : 1;
