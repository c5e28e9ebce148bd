/** What a form of a new listing begins with. */
import { expect, test } from 'vitest';
import { kinds } from '../../schema/listing.ts';
import { likelyKind } from '../../worker/domain/likely-kind.ts';

test('who posted something is likely to post of that kind again', () => {
  for (const kind of kinds) expect(likelyKind('tannery', kind)).toBe(kind);
});

test('who posted nothing posts what firms of the same role mostly do', () => {
  expect(likelyKind('tannery', null)).toBe('input');
  expect(likelyKind('workshop', null)).toBe('subcontracting');
  expect(likelyKind('university', null)).toBe('knowledge');
});
