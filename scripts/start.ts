/** `npm start`: prepares the local state, fills it when it is empty, serves the market, and says how to get in. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { clusters } from '../seed/clusters/index.ts';
import { isEmpty, operator, seed } from '../seed/index.ts';

const root = join(import.meta.dirname, '..');
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
const port = process.env.PORT ?? '8787';
const url = `http://127.0.0.1:${port}`;
// nothing leaves this machine: no usage figures, no look-up of where it stands
const env = {
  ...process.env,
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CI: 'true',
};

console.log('Unqud · عنقود\n\nPreparing the local state …');
execFileSync(process.execPath, [wrangler, 'd1', 'migrations', 'apply', 'DIRECTORY', '--local'], {
  cwd: root,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const server = spawn(
  process.execPath,
  [wrangler, 'dev', '--port', port, '--ip', '127.0.0.1', '--log-level', 'warn', '--var', `PUBLIC_URL:${url}`],
  {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill('SIGINT'));
server.once('exit', (code) => process.exit(code ?? 0));

try {
  await answering(server);
  if (await isEmpty(url)) {
    console.log('\nFilling it with the demonstration clusters (once; a minute or so) …');
    await seed(url, (line) => console.log(`  ${line}`));
    await reported();
  }
  sayHow();
} catch (error) {
  console.error(
    `\nIt did not start: ${error instanceof Error ? error.message : error}\nIf the state is half filled, empty it with: npm run reset`,
  );
  server.kill('SIGINT');
  process.exitCode = 1;
}

/** Waits until the server answers, at most two minutes. */
async function answering(of: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 480; tries++) {
    if (of.exitCode !== null) throw new Error('the server stopped');
    try {
      if ((await fetch(`${url}/api/v1/clusters`)).ok) return;
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`nothing answers on ${url}`);
}

/** Waits until the markets have told the directory how many firms they have, at most half a minute: the first page shows it. */
async function reported(): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const known = (await (await fetch(`${url}/api/v1/clusters`)).json()) as { firms: number }[];
    if (known.every(({ firms }) => firms > 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function sayHow(): void {
  const shown = clusters.find(({ opening }) => opening.cluster.slug === 'robbiki') ?? clusters[0];
  if (!shown) return;
  const { opening, firms, inquiries } = shown;
  const buyer = inquiries.map(({ from }) => from).find((from) => typeof from !== 'string');
  const line = (who: string, person: { name: string; phone: string } | undefined) =>
    person ? `  ${who.padEnd(10)} ${person.phone.padEnd(16)} ${person.name}\n` : '';
  console.log(`
The market is open:  ${url}
  for example        ${url}/c/${opening.cluster.slug}

Sign in at ${url}/sign-in with one of these phones. The code appears in the
development outbox:  ${url}/outbox

${line('firm', firms[0]?.people[0])}${line('buyer', buyer)}${line('manager', opening.manager)}${line('operator', operator)}
Any other valid phone number makes a new person. Empty everything: npm run reset
Stop: Ctrl+C`);
}
