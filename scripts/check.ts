/** `npm run check`: format and lint, types, boundaries between rooms, unused code, and the sizes of what a phone loads. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { violations } from './boundaries.ts';
import { overBudget } from './budgets.ts';

const root = join(import.meta.dirname, '..');
const tool =
  (name: string, ...args: string[]) =>
  () => {
    const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', name), args, { cwd: root, encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`.trim() || `${name} failed`;
  };

const checks: [name: string, run: () => string][] = [
  ['build', () => tool('node', 'scripts/build.ts')()],
  ['format and lint', tool('biome', 'check', '--max-diagnostics=50')],
  ['types', tool('tsc', '--project', '.')],
  ['boundaries', () => violations(root).join('\n')],
  ['unused code', tool('knip')],
  ['budgets', () => overBudget(root).join('\n')],
];

let failed = 0;
for (const [name, run] of checks) {
  const said = run();
  console.log(`${said ? '✗' : '✓'} ${name}`);
  if (said) console.log(said);
  failed += said ? 1 : 0;
}
process.exitCode = failed ? 1 : 0;
