/** `npm run bench` runs every benchmark there is, or the one that is named. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchmarks, runsOf } from '../bench/benchmarks.ts';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

test('without a name every benchmark runs, the served table first', () => {
  const runs = runsOf([]);
  expect(runs).toHaveLength(Object.keys(benchmarks).length);
  expect(runs[0]).toMatchObject({ file: 'tests/bench/run.ts', options: [] });
});

test('a name runs that one alone, with its options', () => {
  expect(runsOf(['circles'])).toMatchObject([{ file: 'tests/bench/circles.ts', options: [] }]);
  expect(runsOf(['market', '--quick'])).toMatchObject([{ file: 'tests/bench/run.ts', options: ['--quick'] }]);
});

test.each([[['nothing']], [['--quick']], [['constructor']]])('%j names none, and the names are said', (words) => {
  expect(runsOf(words)).toContain('matching-served');
});

test('every benchmark is a file that is there, and npm has one script for all of them', () => {
  for (const { file } of Object.values(benchmarks)) expect(existsSync(join(root, file)), file).toBe(true);
  expect(scripts.bench).toBe('node tests/bench/benchmarks.ts');
  expect(Object.keys(scripts).filter((name) => name.startsWith('bench:'))).toEqual([]);
});
