/** `npm run preflight`: says in plain sentences what the production configuration still lacks, and fails when something does. */
import { readSettings, type Wrong } from '../worker/env.ts';

/** What this needs of `env.production` in wrangler.jsonc. */
export interface ProductionConfig {
  vars?: Record<string, unknown>;
  d1_databases?: { binding: string; database_id?: string }[];
  durable_objects?: { bindings: { name: string }[] };
}

/** Set with `wrangler secret put`, where nothing can read them back; a local value of the same name is checked in their place. */
const secretNames = [
  'AUTH_SECRET',
  'SMS_URL',
  'SMS_METHOD',
  'SMS_HEADERS',
  'SMS_BODY',
  'EMAIL_URL',
  'EMAIL_METHOD',
  'EMAIL_HEADERS',
  'EMAIL_BODY',
  'VAPID_KEY',
  'OPERATORS',
  'MEILI_URL',
  'MEILI_KEY',
];

/**
 * What a production configuration lacks.
 * `local` holds values of secrets known here, `remote` the names of secrets that Cloudflare already has: their values cannot be checked.
 */
export function lacking(
  config: ProductionConfig,
  local: Record<string, string | undefined>,
  remote: ReadonlySet<string> = new Set(),
): string[] {
  const vars = known(config, local);
  const unreadable = (name: string) => remote.has(name) && isBlank(vars[name]);

  const found: Wrong[] = [];
  if (vars.STAGE !== 'production') found.push({ about: 'STAGE', says: 'STAGE must be production.' });
  found.push(...(readSettings({ ...vars, STAGE: 'production' }).wrong ?? []));
  if (isBlank(vars.OPERATORS)) found.push({ about: 'OPERATORS', says: 'OPERATORS is empty: nobody could open a cluster.' });
  if (/\/\/([^/]+\.)?(example(\.\w+)?|localhost|127\.0\.0\.1)(:|\/|$)/.test(String(vars.PUBLIC_URL)))
    found.push({ about: 'PUBLIC_URL', says: 'PUBLIC_URL is still an example address.' });
  for (const name of ['AUTH_SECRET', 'SMS_HEADERS', 'EMAIL_HEADERS', 'VAPID_KEY', 'MEILI_KEY'])
    if (!isBlank(config.vars?.[name]))
      found.push({
        about: 'wrangler.jsonc',
        says: `${name} is written in wrangler.jsonc: keep it with \`wrangler secret put ${name} --env production\`.`,
      });

  const directory = config.d1_databases?.find(({ binding }) => binding === 'DIRECTORY');
  if (!directory) found.push({ about: 'DIRECTORY', says: 'The D1 database DIRECTORY is not bound.' });
  else if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(directory.database_id ?? '') || /^[0-]+$/.test(directory.database_id ?? ''))
    found.push({
      about: 'DIRECTORY',
      says: 'DIRECTORY has no database_id: make the database with `wrangler d1 create unqud` and write its id.',
    });
  if (!config.durable_objects?.bindings.some(({ name }) => name === 'MARKET'))
    found.push({ about: 'MARKET', says: 'The Durable Object MARKET is not bound.' });

  return [...new Set(found.filter(({ about }) => !unreadable(about)).map(({ says }) => says))];
}

/** What works without, but not as well. */
export function advice(
  config: ProductionConfig,
  local: Record<string, string | undefined>,
  remote: ReadonlySet<string> = new Set(),
): string[] {
  const vars = known(config, local);
  const lacks = (name: string) => isBlank(vars[name]) && !remote.has(name);
  return [
    ...(lacks('VAPID_KEY') ? ['VAPID_KEY is not set: phones are not told by push. `npm run preflight -- --vapid` makes one.'] : []),
    ...(lacks('EMAIL_URL') ? ['EMAIL_URL is not set: nobody is told by e-mail.'] : []),
  ];
}

function known(config: ProductionConfig, local: Record<string, string | undefined>): Record<string, unknown> {
  const vars: Record<string, unknown> = { ...config.vars };
  for (const name of secretNames) if (isBlank(vars[name]) && local[name]) vars[name] = local[name];
  return vars;
}

const isBlank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '');

async function main(): Promise<void> {
  if (process.argv.includes('--vapid')) return console.log(await newVapidKey());
  const { unstable_readConfig: readConfig } = await import('wrangler');
  const config = readConfig({ config: 'wrangler.jsonc', env: 'production' }, { hideWarnings: true }) as ProductionConfig;
  const remote = process.argv.includes('--remote') ? await remoteSecrets() : new Set<string>();
  const sentences = lacking(config, process.env, remote);
  for (const sentence of sentences) console.log(`- ${sentence}`);
  for (const sentence of advice(config, process.env, remote)) console.log(`  (${sentence})`);
  console.log(
    sentences.length === 0
      ? 'The production configuration lacks nothing that can be seen from here.'
      : `${sentences.length} to do before production.`,
  );
  if (sentences.length > 0 && remote.size === 0)
    console.log(
      'Secrets are looked for in the environment of this command; with --remote, secrets that Cloudflare already has count as set.',
    );
  process.exitCode = sentences.length === 0 ? 0 : 1;
}

/** A key by which push services know a site, for `wrangler secret put VAPID_KEY`. */
export async function newVapidKey(): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  return JSON.stringify({ kty, crv, x, y, d });
}

/** Names of the secrets that Cloudflare has for production. */
async function remoteSecrets(): Promise<Set<string>> {
  const { execFileSync } = await import('node:child_process');
  const json = execFileSync('npx', ['wrangler', 'secret', 'list', '--env', 'production', '--format', 'json'], { encoding: 'utf8' });
  return new Set((JSON.parse(json) as { name: string }[]).map(({ name }) => name));
}

if (import.meta.main) await main();
