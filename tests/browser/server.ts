/** What all browser tests share: the built program on a free port with demonstration data, and one browser. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { Client } from '../../scripts/client.ts';
import { bundle, serve } from '../../scripts/serve.ts';
import { clusters } from '../../seed/clusters/index.ts';
import { operator, seed } from '../../seed/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Origin of the program under test; '' without a browser. */
    url: string;
    /** WebSocket address of the browser; '' where there is none, and then every test here is skipped. */
    endpoint: string;
  }
}

const root = join(import.meta.dirname, '../..');
/** The seed uses the operator's codes up, and the next one has to wait. */
const secondOperator = '+201000000002';
/** Opened and left empty: where the stories begin. */
const fresh = ['damietta-furniture', 'salfit-furniture'];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // a microphone that hums, and nobody who has to allow it
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // pages name the style sheet and script that were built, also where no browser opens them
  execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    const missing = `There is no browser at ${executablePath}. Install Debian's chromium, or name one in CHROMIUM_PATH.`;
    if (process.env.BROWSER_REQUIRED === '1') throw new Error(missing);
    console.warn(`${missing} All browser tests are skipped.`);
    project.provide('url', '');
    project.provide('endpoint', '');
    return undefined;
  }
  const [served, browser] = await Promise.all([
    serve({ from: bundle(join(root, 'dist/browser')), vars: { OPERATORS: `${operator.phone},${secondOperator}` } }),
    chromium.launchServer({ executablePath, args: flags }),
  ]);
  await fill(served.url.href);
  project.provide('url', served.url.origin);
  project.provide('endpoint', browser.wsEndpoint());
  return async () => {
    await Promise.all([browser.close(), served.stop()]);
  };
}

async function fill(url: string): Promise<void> {
  await seed(url, undefined, ['robbiki', 'hebron-shoes']);
  const operating = await Client.signIn(url, secondOperator, 'Second operator');
  for (const { opening } of clusters) if (fresh.includes(opening.cluster.slug)) await operating.post('/clusters', opening);
}
