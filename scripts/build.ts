/** Makes what the browser gets besides pages: one style sheet and one script, named by their content, in dist/assets. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { compileLexicon } from './lexicon.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/assets');

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { app: 'web/islands/app.ts', style: 'web/style/main.css' },
  bundle: true,
  minify: true,
  write: false,
  outdir: out,
  format: 'esm',
  target: ['chrome90', 'firefox90', 'safari15'],
  loader: { '.svg': 'dataurl' },
  legalComments: 'none',
  logLevel: 'warning',
});

const named = outputFiles.map(({ path, contents }) => {
  const [, base, extension] = /([a-z]+)\.(js|css)$/.exec(path) ?? [];
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10);
  return { kind: extension === 'css' ? ('style' as const) : ('script' as const), file: `${base}-${hash}.${extension}`, contents };
});

mkdirSync(out, { recursive: true });
cpSync(join(root, 'web/static'), out, { recursive: true });
const assets = { style: '', script: '' };
for (const { kind, file, contents } of named) {
  writeFileSync(join(out, file), contents);
  assets[kind] = `/${file}`;
}

const forever = 'cache-control: public, max-age=31536000, immutable\n  x-content-type-options: nosniff';
const daily = 'cache-control: public, max-age=86400\n  x-content-type-options: nosniff';
const still = readdirSync(join(root, 'web/static'));
writeFileSync(
  join(out, '_headers'),
  [...named.map(({ file }) => `/${file}\n  ${forever}\n`), ...still.map((file) => `/${file}\n  ${daily}\n`)].join(''),
);
writeFileSync(join(root, 'dist/assets.json'), `${JSON.stringify(assets)}\n`);

const kept = new Set([...named.map(({ file }) => file), ...still, '_headers']);
for (const file of readdirSync(out)) if (!kept.has(file)) rmSync(join(out, file), { recursive: true });

const { compiled, names, wrong } = compileLexicon(root);
for (const says of wrong) console.error(`lexicon: ${says}`);
writeFileSync(join(root, 'dist/lexicon.json'), JSON.stringify(compiled));
writeFileSync(join(root, 'dist/concepts.json'), JSON.stringify(names));
