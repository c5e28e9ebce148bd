/** `npm run reset`: empties the local state; the next start fills it again. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

rmSync(join(import.meta.dirname, '../.wrangler/state'), { recursive: true, force: true });
console.log('The local state is empty.');
