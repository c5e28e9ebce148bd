/** Serves the built Worker on Miniflare's own port, without wrangler's proxy: for browser tests, benchmarks and looking around. */
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler';

const root = join(import.meta.dirname, '..');

export interface Served {
  url: URL;
  stop(): Promise<void>;
}

/** Bundles the Worker into `out` as wrangler deploys it, with a copy of the assets that it names. */
export function bundle(out = join(root, 'dist/worker')): string {
  // with the Node that runs this script: another on the path may be too old for wrangler
  execFileSync(process.execPath, [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--env=', '--dry-run', '--outdir', out], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  const assets = join(out, 'assets');
  rmSync(assets, { recursive: true, force: true });
  cpSync(join(root, 'dist/assets'), assets, { recursive: true });
  return out;
}

/** What the runtime takes the files of a bundle for. */
const moduleTypes: Record<string, 'ESModule' | 'Text' | 'CompiledWasm' | 'Data'> = {
  '.js': 'ESModule',
  '.sql': 'Text',
  '.wasm': 'CompiledWasm',
  '.ttf': 'Data',
};

/** Starts the Worker bundled in `from`. State is kept in `state`, or in memory. `vars` override the development variables. */
export async function serve(options: { from: string; port?: number; state?: string; vars?: Record<string, string> }): Promise<Served> {
  const { workerOptions } = workerOptionsOf(join(root, 'wrangler.jsonc'));
  const modules = readdirSync(options.from)
    .flatMap((file) => {
      const type = moduleTypes[extname(file)];
      return type ? [{ type, path: join(options.from, file) }] : [];
    })
    .sort((a, b) => Number(b.path.endsWith('/index.js')) - Number(a.path.endsWith('/index.js')));
  const persist = options.state ? { resourcePersistencePath: options.state } : {};
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...(workerOptions as object),
      name: 'unqud',
      bindings: { ...(workerOptions as { bindings?: object }).bindings, ...options.vars },
      assets: { ...(workerOptions as { assets?: object }).assets, directory: join(options.from, 'assets') },
      modulesRoot: options.from,
      modules,
      host: '127.0.0.1',
      port: options.port ?? 0,
      cf: false,
      ...persist,
    } as never),
  );
  const url = await miniflare.ready;
  await migrateDirectory(await miniflare.getD1Database('DIRECTORY'));
  return { url, stop: () => miniflare.dispose() };
}

/** Applies the directory's migrations that are not applied yet, in the table that wrangler uses too. */
async function migrateDirectory(directory: {
  prepare(sql: string): {
    run(): Promise<unknown>;
    first(): Promise<unknown>;
    bind(...values: unknown[]): { run(): Promise<unknown>; first(): Promise<unknown> };
  };
}): Promise<void> {
  await directory
    .prepare(
      'create table if not exists d1_migrations (id integer primary key autoincrement, name text unique, applied_at timestamp default current_timestamp not null)',
    )
    .run();
  const folder = join(root, 'migrations/directory');
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    if (await directory.prepare('select 1 from d1_migrations where name = ?').bind(name).first()) continue;
    for (const statement of readFileSync(join(folder, name), 'utf8').split('--> statement-breakpoint'))
      if (statement.trim()) await directory.prepare(statement).run();
    await directory.prepare('insert into d1_migrations (name) values (?)').bind(name).run();
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, state: { type: 'string' }, out: { type: 'string' } } });
  const from = bundle(values.out ?? (values.port ? join(root, `dist/worker-${values.port}`) : undefined));
  const served = await serve({ from, ...(values.port && { port: Number(values.port) }), ...(values.state && { state: values.state }) });
  console.log(`Serving on ${served.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.stop().then(() => process.exit(0)));
}
