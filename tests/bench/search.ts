/** The search call beside FTS5's own query, and publishing beside publishing without analysis, and without matching. `--large` adds a market of 50,000 listings, which takes minutes to fill; `--sizes 300,50000`, `--rounds 5`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type PluginBuild } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { query, random } from './listings.ts';
import { median } from './load.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'dist/bench/search/index.js');

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '300,6000' }, large: { type: 'boolean' }, rounds: { type: 'string', default: '5' } },
});
const sizes = [...values.sizes.split(',').map(Number), ...(values.large ? [50_000] : [])];
const rounds = Number(values.rounds);

await build({
  absWorkingDir: root,
  entryPoints: ['tests/bench/search-object.ts'],
  outfile: file,
  bundle: true,
  format: 'esm',
  target: 'es2024',
  external: ['cloudflare:*', 'node:*'],
  loader: { '.sql': 'text' },
  plugins: [{ name: 'matches-or-not', setup: switchable }],
  logLevel: 'warning',
});
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    name: 'bench-search',
    modules: [{ type: 'ESModule', path: file }],
    modulesRoot: join(root, 'dist/bench/search'),
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    durableObjects: { BENCH: { className: 'SearchBench', useSQLite: true } },
    host: '127.0.0.1',
    port: 0,
    cf: false,
  } as never),
);

try {
  const url = await miniflare.ready;
  const call = async (market: string, what: string, times: number, queries: string[] = [''], matched = 0) => {
    const began = performance.now();
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ market, what, queries, times, matched }) });
    if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
    return performance.now() - began;
  };
  const queries = asked(60);
  for (const size of sizes) {
    console.error(`Filling ${size} …`);
    for (let left = size; left > 0; left -= 2000) await call(String(size), 'fill', Math.min(2000, left), [''], left <= 4000 ? 2000 : 0);
  }

  /** Microseconds of one call, the smaller of two looks at each round, in turns over the sizes so that a busy minute touches all. */
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++)
    for (const size of sizes)
      for (const [what, count] of [
        ['whole search', 120],
        ['raw query', 120],
        ['publishing', 100],
        ['publishing alone', 100],
        ['indexing', 100],
        ['raw indexing', 100],
      ] as const) {
        await call(String(size), 'settle', 0);
        const empty = await call(String(size), 'nothing', 1);
        const took = ((await call(String(size), what, count, queries)) - empty) / count;
        // the first round warms up
        if (round > 0) times.set(`${what} ${size}`, [...(times.get(`${what} ${size}`) ?? []), took * 1000]);
      }

  const of = (what: string, size: number) => median(times.get(`${what} ${size}`) ?? []);
  console.log(
    '| listings | search call, µs | raw FTS5 query, µs | ratio | publishing, µs | without analysis, µs | ratio | without matching, µs | ratio |',
  );
  console.log('|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
  for (const size of sizes) {
    // without analysis: the same write with the raw index instead of ours, and without what is found by it
    const without = of('publishing alone', size) - of('indexing', size) + of('raw indexing', size);
    const cells = [of('whole search', size), of('raw query', size), of('whole search', size) / of('raw query', size)];
    const unmatched = of('publishing alone', size);
    const publishing = [of('publishing', size), without, unmatched / without];
    const matching = [unmatched, of('publishing', size) / unmatched];
    const shown = (value: number) => (value < 20 ? value.toFixed(2) : value.toFixed(0));
    console.log(`| ${[size, ...[...cells, ...publishing, ...matching].map(shown)].join(' | ')} |`);
  }
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  console.log(
    `\nSearch call at ${most} over ${least}: × ${(of('whole search', most) / of('whole search', least)).toFixed(2)} (aim ≤ 6); over the raw query at ${most}: see above (aim ≤ 5); publishing (without matching) over publishing without analysis: aim ≤ 2; publishing over publishing without matching: aim ≤ 3.`,
  );
} finally {
  await miniflare.dispose();
}

/** Where a listing is published, its matching can be switched off. */
function switchable(bundle: PluginBuild): void {
  bundle.onResolve({ filter: /\/matches\.ts$/ }, ({ importer }) =>
    importer.endsWith('/market/listings.ts') ? { path: join(import.meta.dirname, 'matches-or-not.ts') } : undefined,
  );
}

/** Queries of one to three words of the listings, the same at every size. */
function asked(count: number): string[] {
  const next = random(4711);
  const found = new Set<string>();
  for (let n = 0; found.size < count && n < count * 50; n++) {
    const number = Math.floor(next() * 300);
    const { q } = query(number, number % 40, 1 + (n % 3), next);
    if (q) found.add(q);
  }
  return [...found];
}
