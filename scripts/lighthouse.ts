/** `npm run lighthouse [-- --runs 3 --why]`: Lighthouse's mobile scores of five pages in Arabic, on this machine alone; fails below 100 in any. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { Client } from './client.ts';
import { type Seeded, serveSeeded } from './seeded.ts';

const root = join(import.meta.dirname, '..');
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
/** Pages behind the sign-in are kept from search engines on purpose. */
const skipAudits = ['is-crawlable'];
type Scores = Record<(typeof categories)[number], number>;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, only: { type: 'string' }, why: { type: 'boolean' } } });

execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const seeded = await serveSeeded(join(root, 'dist/lighthouse'));
const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    `--remote-debugging-port=${port}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
  ],
});
try {
  let below = 0;
  console.log(['page', ...categories].join('\t'));
  for (const { name, path, cookie } of await pagesOf(seeded)) {
    if (values.only && !name.includes(values.only)) continue;
    const all: Scores[] = [];
    for (let run = 0; run < Number(values.runs); run++) all.push(await scoresOf(new URL(path, seeded.url).href, cookie));
    const middle = categories.map((category) => median(all.map((scores) => scores[category])));
    below += middle.filter((score) => score < 100).length;
    console.log([name, ...middle].join('\t'));
  }
  process.exitCode = below > 0 ? 1 : 0;
} finally {
  await browser.close();
  await seeded.stop();
}

async function pagesOf({ url, market, own, cookie }: Seeded): Promise<{ name: string; path: string; cookie?: string }[]> {
  const { hits } = await Client.anonymous(url.href).get<{ hits: { id: number; photo?: unknown }[] }>('/clusters/robbiki/search?limit=50');
  const shown = hits.find(({ photo }) => photo) ?? hits[0];
  return [
    { name: 'all clusters', path: '/' },
    { name: 'a market', path: market },
    { name: 'search', path: `${market}/search?q=${encodeURIComponent('جلد')}` },
    { name: shown?.photo ? 'a listing with photos' : 'a listing', path: `${market}/l/${shown?.id}` },
    { name: 'posting', path: `${own}/l/new`, cookie },
  ];
}

async function scoresOf(url: string, cookie: string | undefined): Promise<Scores> {
  const extraHeaders = { 'accept-language': 'ar', ...(cookie && { cookie }) };
  // the preset of a middling phone on a slow network is the default
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
    extraHeaders,
    ...(cookie && { skipAudits }),
  });
  if (!result) throw new Error(`Lighthouse says nothing about ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  if (values.why)
    for (const category of Object.values(lhr.categories))
      for (const { id, weight } of category.auditRefs) {
        const { score, title, displayValue = '', details } = lhr.audits[id] ?? {};
        if (weight > 0 && score !== null && score !== undefined && score < 1)
          console.error(`  ${category.id}: ${title} ${displayValue} (${score})`, JSON.stringify(details)?.slice(0, 600));
      }
  return Object.fromEntries(categories.map((id) => [id, Math.round((lhr.categories[id]?.score ?? 0) * 100)])) as Scores;
}

function median(figures: number[]): number {
  return figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
