/** Short links: short enough to be read out, and read as they come back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf, readShortLink, type Shareable, shortLink } from '../../schema/short-link.ts';

const number = fc.integer({ min: 1, max: 999_999_999_999_999 });
const shareable: fc.Arbitrary<Shareable> = fc.oneof(
  fc.constant({ cluster: 'robbiki' }),
  number.map((listing) => ({ cluster: 'hebron-shoes', listing })),
  number.map((firm) => ({ cluster: 'dz-food', firm })),
);

test('a short link is read as what it was made for', () => {
  fc.assert(
    fc.property(shareable, (one) => {
      const [, , cluster = '', what] = shortLink(one).split('/');
      expect(readShortLink(cluster, what)).toEqual(one);
    }),
  );
});

test('a listing, a firm and a cluster have the shortest addresses there are', () => {
  expect(shortLink({ cluster: 'robbiki', listing: 12 })).toBe('/s/robbiki/12');
  expect(shortLink({ cluster: 'robbiki', firm: 3 })).toBe('/s/robbiki/f3');
  expect(shortLink({ cluster: 'robbiki' })).toBe('/s/robbiki');
  expect(pageOf({ cluster: 'robbiki', listing: 12 })).toBe('/c/robbiki/l/12');
  expect(pageOf({ cluster: 'robbiki', firm: 3 })).toBe('/c/robbiki/f/3');
  expect(pageOf({ cluster: 'robbiki' })).toBe('/c/robbiki');
});

test.each([
  ['Robbiki', '12', { cluster: 'robbiki', listing: 12 }],
  ['ROBBIKI', 'F3', { cluster: 'robbiki', firm: 3 }],
  ['robbiki', '١٢', { cluster: 'robbiki', listing: 12 }],
  ['robbiki', 'f٣', { cluster: 'robbiki', firm: 3 }],
])('what was heard and typed as %s/%s is understood', (cluster, what, meant) => {
  expect(readShortLink(cluster, what)).toEqual(meant);
});

test.each([
  ['robbiki', '0'],
  ['robbiki', '012'],
  ['robbiki', '-1'],
  ['robbiki', '1.5'],
  ['robbiki', 'f'],
  ['robbiki', 'x12'],
  ['robbiki', 'ff3'],
  ['robbiki', '12f'],
  ['robbiki', '1234567890123456'],
  ['robbiki', '12 '],
  ['r', '12'],
  ['..', '12'],
  ['/evil.example', '12'],
  ['rob_biki', undefined],
  ['', undefined],
])('%s/%s names nothing', (cluster, what) => {
  expect(readShortLink(cluster, what)).toBeNull();
});
