/** What a phone may be asked to load, and what the Worker may carry for search: the budgets, and what is over them. Pages are measured in the browser tests. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** Bytes, compressed with gzip at its usual level. */
export const budgets = {
  /** HTML and CSS of one page. */
  page: 14_000,
  /** All scripts of a page. */
  script: 20_000,
  /** The style sheet alone, so that pages keep room for words. */
  style: 8_500,
  /** The Worker as it is deployed. */
  worker: 700_000,
  /** Of these, the lexicon and the analysis of listings and queries. */
  analysis: 60_000,
};

export const compressed = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 6 }).length;

/** The lexicon, and what reads a listing or a query with it, minified; packages stay out. */
export function analysisSize(root: string): number {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    stdin: { contents: ['document', 'query'].map((file) => `export * from './worker/search/${file}.ts'`).join('\n'), resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['zod', 'libphonenumber-js', '*/dist/lexicon.json'],
  });
  const code = outputFiles.reduce((sum, { contents }) => sum + compressed(contents), 0);
  return code + compressed(readFileSync(join(root, 'dist/lexicon.json')));
}

export function overBudget(root: string): string[] {
  const sizeOf = (pattern: string) =>
    globSync(pattern, { cwd: join(root, 'dist/assets') }).reduce(
      (sum, file) => sum + compressed(readFileSync(join(root, 'dist/assets', file))),
      0,
    );
  const sizes: [name: string, bytes: number, budget: number][] = [
    ['scripts', sizeOf('*.js'), budgets.script],
    ['style sheet', sizeOf('*.css'), budgets.style],
    ['lexicon and analysis', analysisSize(root), budgets.analysis],
  ];
  return sizes.flatMap(([name, bytes, budget]) => {
    if (bytes === 0) return [`${name}: not built`];
    return bytes > budget ? [`${name}: ${bytes} bytes compressed, the budget is ${budget}`] : [];
  });
}
