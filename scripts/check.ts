/** `npm run check`: format and lint, types, boundaries between rooms, unused code, and what a phone is asked to load. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { violations } from './boundaries.ts';
import { assetSizes, overBudget } from './budgets.ts';
import { pageSizes } from './weights.ts';

const root = join(import.meta.dirname, '..');
const tool =
  (name: string, ...args: string[]) =>
  () => {
    const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', name), args, { cwd: root, encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`.trim() || `${name} failed`;
  };

const checks: [name: string, run: () => string | Promise<string>][] = [
  ['build', () => tool('node', 'scripts/build.ts')()],
  ['format and lint', tool('biome', 'check', '--max-diagnostics=50')],
  ['types', tool('tsc', '--project', '.')],
  ['boundaries', () => violations(root).join('\n')],
  ['unused code', tool('knip')],
  ['budgets of scripts and style', () => overBudget(assetSizes(root)).join('\n')],
  ['budgets of pages and the Worker', async () => overBudget(await pageSizes(root)).join('\n')],
];

let failed = 0;
for (const [name, run] of checks) {
  const said = await Promise.resolve()
    .then(run)
    .catch((error: unknown) => String(error));
  console.log(`${said ? '✗' : '✓'} ${name}`);
  if (said) console.log(said);
  failed += said ? 1 : 0;
}
process.exitCode = failed ? 1 : 0;
