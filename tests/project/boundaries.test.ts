/** The boundaries between rooms are kept, and a planted violation is found. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, violation, violations } from '../../scripts/boundaries.ts';

const found = (path: string, source: string) => importsOf(path, source).flatMap((one) => violation(one) ?? []);

test('the program keeps to its rooms', () => {
  expect(violations(join(import.meta.dirname, '../..'))).toEqual([]);
});

test.each([
  ['a rule that reads the database', 'worker/domain/pricing.ts', `import { listing } from '../../schema/tables/market.ts';`],
  ['a rule that uses a library', 'worker/domain/pricing.ts', `import { Hono } from 'hono';`],
  ['a route that uses drizzle', 'worker/routes/x.tsx', `import { eq } from 'drizzle-orm';`],
  ['a route that calls the market past its capability', 'worker/routes/x.tsx', `import { draft } from '../market/listings.ts';`],
  ['a page that imports the Worker', 'web/pages/x.tsx', `import { search } from '../../worker/market/finding.ts';`],
  ['a page that imports an island', 'web/pages/x.tsx', `import '../islands/app.ts';`],
  ['a contract that imports a page', 'schema/x.ts', `export { View } from '../web/view.ts';`],
  ['the market that imports a page, late', 'worker/market/x.ts', `const page = await import('../../web/layout.tsx');`],
  ['an import over several lines', 'worker/domain/x.ts', `import {\n  firm,\n  type Row,\n} from '../../schema/tables/market.ts';`],
])('%s is found', (_, path, source) => {
  expect(found(path, source)).toHaveLength(1);
});

test('a route may import types of the market', () => {
  expect(found('worker/routes/x.tsx', `import type { Member } from '../market/member.ts';`)).toEqual([]);
});
