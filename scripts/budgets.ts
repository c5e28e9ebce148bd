/** What a phone may be asked to load, and what the Worker may weigh: the budgets, and what is over them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** Bytes, compressed with gzip at its usual level. */
export const budgets = {
  /** HTML and CSS of the first page. */
  page: 14_000,
  /** HTML of a following page, whose style is there. */
  following: 6_500,
  /** The scripts that a page runs at once. */
  script: 20_000,
  /** A script that is fetched when a page has use for it. */
  part: 8_000,
  /** All of those together. */
  parts: 40_000,
  /** The phone's own worker, fetched after the first page and once for each version. */
  phone: 20_000,
  /** The style sheet alone, so that pages keep room for words. */
  style: 8_500,
  /** The sheet of pages about what firms do together. */
  together: 3_000,
  /** The Worker as it is deployed; half of it draws the pictures of shared links (letters and what sets them), a tenth are words that mean the same. */
  worker: 2_100_000,
  /** Of these, the lexicon and the analysis of listings and queries. */
  analysis: 195_000,
};

export interface Size {
  what: string;
  bytes: number;
  budget: number;
}

export const compressed = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 6 }).length;

/** The sentences about what is over its budget, or weighs nothing and is therefore missing. */
export function overBudget(sizes: Size[]): string[] {
  return sizes.flatMap(({ what, bytes, budget }) => {
    if (bytes === 0) return [`${what}: not built`];
    return bytes > budget ? [`${what}: ${bytes} bytes compressed, the budget is ${budget}`] : [];
  });
}

/** What the build made for the browser, in `dist/assets`. */
export function assetSizes(root: string): Size[] {
  const folder = join(root, 'dist/assets');
  const files = globSync('*.{js,css}', { cwd: folder });
  const sizeOf = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + compressed(readFileSync(join(folder, name))), 0);
  const eager = new Set(files.filter((name) => name.startsWith('app-')).flatMap((name) => graphOf(folder, name)));
  const later = files.filter((name) => name.startsWith('part-') && !eager.has(name));
  const { script, part, parts, phone, style } = budgets;
  return [
    { what: 'scripts that run at once', bytes: sizeOf(eager), budget: script },
    ...later.map((name) => ({ what: name, bytes: sizeOf([name]), budget: part })),
    { what: 'scripts that are fetched later', bytes: sizeOf(later), budget: parts },
    { what: 'the phone’s own worker', bytes: sizeOf(files.filter((name) => name === 'sw.js')), budget: phone },
    { what: 'style sheet', bytes: sizeOf(files.filter((name) => name.endsWith('.css') && name.startsWith('style-'))), budget: style },
    {
      what: 'style sheet of working together',
      bytes: sizeOf(files.filter((name) => name.startsWith('together-'))),
      budget: budgets.together,
    },
    { what: 'lexicon and analysis', bytes: analysisSize(root), budget: budgets.analysis },
  ];
}

/** A script and all that it cannot run without. */
function graphOf(folder: string, name: string): string[] {
  const source = readFileSync(join(folder, name), 'utf8');
  return [name, ...staticImports(source).flatMap((one) => graphOf(folder, one))];
}

/** The files beside it that a built script names in `import … from`, and not in `import()`. */
export function staticImports(source: string): string[] {
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)].map(([, file = '']) => file);
}

/** The Worker as it was bundled into `folder`, without what the browser gets. */
export function workerSize(folder: string): Size {
  const files = globSync('*.{js,sql,wasm,ttf,bin}', { cwd: folder });
  const bytes = files.reduce((sum, file) => sum + compressed(readFileSync(join(folder, file))), 0);
  return { what: 'the Worker', bytes, budget: budgets.worker };
}

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
