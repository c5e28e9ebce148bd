/** Makes what the browser gets besides pages: a style sheet and scripts named by their content, and the phone's own worker, in dist/assets. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { compileLexicon } from './lexicon.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/assets');
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  outdir: out,
  target: ['chrome90', 'firefox90', 'safari15'],
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

// what few pages need is in scripts of its own, fetched when a page has use for it
const { outputFiles, metafile } = await build({
  ...common,
  entryPoints: { app: 'web/islands/app.ts', style: 'web/style/main.css', together: 'web/style/together.css' },
  format: 'esm',
  splitting: true,
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  loader: { '.svg': 'dataurl' },
});

mkdirSync(out, { recursive: true });
cpSync(join(root, 'web/static'), out, { recursive: true });
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
const named = outputFiles.map(({ path }) => basename(path));
const entry = (point: string) => {
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === point);
  return `/${basename(found?.[0] ?? '')}`;
};
const assets = { style: entry('web/style/main.css'), together: entry('web/style/together.css'), script: entry('web/islands/app.ts') };

// the phone's own worker has one address for good, and knows what it is to keep
const still = readdirSync(join(root, 'web/static'), { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile())
  .map((one) => relative(join(root, 'web/static'), join(one.parentPath, one.name)));
const revisionOf = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
};
// pages for when there is no network change with their words, and with the style and script that they name
const words = ['web/pages/offline.tsx', 'web/text/ar/offline.ts', 'web/text/fr/offline.ts', 'web/text/en/offline.ts'];
const offline = revisionOf(JSON.stringify(assets), ...words.map((file) => readFileSync(join(root, file))));
const kept = [
  ...named.map((file) => ({ url: `/${file}`, revision: null })),
  ...['ar', 'fr', 'en'].map((locale) => ({ url: `/offline?lang=${locale}`, revision: offline })),
  ...still
    .filter((file) => /^(favicon\.svg|icons\/(icon-192|badge)\.png)$/.test(file))
    .map((file) => ({ url: `/${file}`, revision: revisionOf(readFileSync(join(root, 'web/static', file))) })),
];
const worker = await build({
  ...common,
  entryPoints: { sw: 'web/worker/sw.ts' },
  format: 'iife',
  define: { __KEPT__: JSON.stringify(kept), 'process.env.NODE_ENV': '"production"' },
});
for (const { path, contents } of worker.outputFiles) writeFileSync(path, contents);

const header = (file: string, cache: string) => `/${file}\n  cache-control: ${cache}\n  x-content-type-options: nosniff\n`;
writeFileSync(
  join(out, '_headers'),
  [
    ...named.map((file) => header(file, 'public, max-age=31536000, immutable')),
    ...still.map((file) => header(file, 'public, max-age=86400')),
    header('sw.js', 'no-cache'),
  ].join(''),
);
writeFileSync(join(root, 'dist/assets.json'), `${JSON.stringify(assets)}\n`);

const wanted = new Set([...named, ...still, 'sw.js', '_headers']);
for (const one of readdirSync(out, { recursive: true, withFileTypes: true })) {
  const file = relative(out, join(one.parentPath, one.name));
  if (one.isFile() && !wanted.has(file)) rmSync(join(out, file));
}

const { compiled, names, wrong } = compileLexicon(root);
for (const says of wrong) console.error(`lexicon: ${says}`);
writeFileSync(join(root, 'dist/lexicon.json'), JSON.stringify(compiled));
writeFileSync(join(root, 'dist/concepts.json'), JSON.stringify(names));
