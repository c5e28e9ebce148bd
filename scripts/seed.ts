/** `npm run seed -- [--url http://127.0.0.1:8787] [cluster …]`: fills a running development server with demonstration clusters. */
import { parseArgs } from 'node:util';
import { seed } from '../seed/index.ts';

const { values, positionals } = parseArgs({
  options: { url: { type: 'string', default: 'http://127.0.0.1:8787' } },
  allowPositionals: true,
});
await seed(values.url, console.log, positionals.length ? positionals : undefined);
