/** What a phone may be asked to load: the budgets, and the files that are over them. Pages are measured in the browser tests. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

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
};

export const compressed = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 6 }).length;

export function overBudget(root: string): string[] {
  const sizeOf = (pattern: string) =>
    globSync(pattern, { cwd: join(root, 'dist/assets') }).reduce(
      (sum, file) => sum + compressed(readFileSync(join(root, 'dist/assets', file))),
      0,
    );
  const sizes: [name: string, bytes: number, budget: number][] = [
    ['scripts', sizeOf('*.js'), budgets.script],
    ['style sheet', sizeOf('*.css'), budgets.style],
  ];
  return sizes.flatMap(([name, bytes, budget]) => {
    if (bytes === 0) return [`${name}: not built`];
    return bytes > budget ? [`${name}: ${bytes} bytes compressed, the budget is ${budget}`] : [];
  });
}
