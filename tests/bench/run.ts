/** `npm run bench -- market [--sizes 1000,10000,50000 --seconds 4 --rounds 3 --connections 8 --firms 200 --quick]`: the whole way as a table, and dist/bench.json. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundle, type Served, serve } from '../../scripts/serve.ts';
import type { Server } from './load.ts';
import { fill, signIn, signInOperator } from './markets.ts';
import { check, type Market, measured, measures } from './measure.ts';
import { servers } from './processor.ts';
import { broad, selective } from './queries.ts';
import { linesOf, queriesOf, slopesOf, table } from './report.ts';
import { weigh } from './weights.ts';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'dist/bench');

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    seconds: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '8' },
    firms: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const sizes = (values.sizes ?? (values.quick ? '1000' : '1000,10000,50000')).split(',').map(Number);
const seconds = Number(values.seconds ?? (values.quick ? 1 : 4));
const rounds = Number(values.rounds);
const connections = Number(values.connections);
const firms = Number(values.firms ?? (values.quick ? 40 : 200));
/** Milliseconds after which a benchmark that hangs is given up. */
const patience = 60 * 60_000;

const say = (line: string) => console.error(line);

const running: Served[] = [];
const stop = async () => {
  for (const served of running.splice(0)) await served.stop().catch((error: unknown) => say(String(error)));
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(1)));
const timer = setTimeout(() => {
  say(`given up after ${patience / 60_000} minutes`);
  void stop().finally(() => process.exit(1));
}, patience);

try {
  await bench();
} finally {
  clearTimeout(timer);
  await stop();
}

async function bench(): Promise<void> {
  say('Building …');
  execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const bare = await started(() =>
    serveBare({
      assets: {
        directory: join(root, 'dist/assets'),
        routerConfig: { has_user_worker: true, static_routing: { asset_worker: [], user_worker: ['/*'] } },
      },
    }),
  );
  const bareAlone = await started(() => serveBare());
  const program = await started(() => serve({ from: bundle(join(out, 'worker')) }));

  const markets = await fillMarkets(program.url.origin);
  for (const market of markets) await check(program.url, market);
  // the first round warms up and is not counted
  for (let round = 0; round <= rounds; round++)
    for (const market of markets) {
      say(`${round === 0 ? 'Warming up' : `Round ${round} of ${rounds}`}, ${market.size} listings`);
      for (const measure of measures) {
        const figures = await measured(measure, market, { program, bare, bareAlone, connections }, round === 0 ? 1 : seconds);
        if (round > 0) market.rounds[measure].push(figures);
      }
    }

  const [first] = markets;
  if (!first) return;
  const weights = await weigh(program.url, {
    home: '/',
    front: `/c/${first.slug}`,
    search: `/c/${first.slug}/search?q=${encodeURIComponent(first.broad[0]?.q ?? '')}`,
    listing: `/c/${first.slug}/l/${first.open[0]}`,
  });
  const [lines, slopes] = [markets.flatMap(linesOf), slopesOf(markets)];
  const queries = markets.map((market) => ({ size: market.size, ...queriesOf(market) }));
  const figures = { seconds, rounds, connections, firms, lines, slopes, weights, queries };
  writeFileSync(join(root, 'dist/bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
  console.log(table(markets, lines, slopes, weights));
}

/** One market for each size. They are measured in turns, so that a busy minute of the machine touches all of them. */
async function fillMarkets(url: string): Promise<Market[]> {
  say(`Signing in ${firms} people …`);
  const operating = await signInOperator(url);
  const authors = await signIn(url, firms);
  const markets: Market[] = [];
  for (const size of sizes) {
    say(`Filling a market with ${size} listings …`);
    const filled = await fill(url, operating, size, authors, say);
    markets.push({
      ...filled,
      selective: await selective(url, filled, 120),
      broad: await broad(url, filled),
      rounds: {
        'bare call': [],
        'bare call alone': [],
        'selective search': [],
        'listing page': [],
        publishing: [],
        'broad search': [],
        'empty search': [],
      },
      next: size,
    });
  }
  return markets;
}

/** Starts a server, to be ended when the benchmark ends, and finds its process. */
async function started(start: () => Promise<Served>): Promise<Server> {
  const others = new Set(servers());
  const served = await start();
  running.push(served);
  return { url: served.url, pid: servers().find((pid) => !others.has(pid)) };
}

/** The bare Worker, on a Miniflare of its own. */
async function serveBare(more: object = {}): Promise<Served> {
  const file = join(out, 'bare/index.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'bare.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:workers'],
    logLevel: 'warning',
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'bare',
      modules: [{ type: 'ESModule', path: file }],
      modulesRoot: join(out, 'bare'),
      compatibilityDate: '2026-10-01',
      compatibilityFlags: ['nodejs_compat'],
      durableObjects: { BARE: { className: 'Bare', useSQLite: true } },
      host: '127.0.0.1',
      port: 0,
      cf: false,
      ...more,
    } as never),
  );
  return { url: await miniflare.ready, stop: () => miniflare.dispose() };
}
