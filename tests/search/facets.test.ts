/** Facets as bits of a listing's number in the index. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '../../schema/firm.ts';
import { directions, kinds, visibilities } from '../../schema/listing.ts';
import { codeBits, codeIn, codeMask, codeOf, type Facetted, facetsOf, idOf, rowidOf } from '../../worker/search/facets.ts';

const all: Required<Facetted>[] = visibilities.flatMap((visibility) =>
  directions.flatMap((direction) =>
    kinds.flatMap((kind) => roles.flatMap((role) => [0, 1, 4095].map((cluster) => ({ visibility, direction, kind, role, cluster })))),
  ),
);

describe('a code', () => {
  test('says every combination of facets', () => {
    for (const facets of all) expect(facetsOf(codeOf(facets))).toEqual(facets);
  });

  test('is another one for every combination, and fits its bits', () => {
    const codes = all.map(codeOf);
    expect(new Set(codes).size).toBe(all.length);
    expect(Math.max(...codes)).toBeLessThanOrEqual(codeMask);
    expect(codeMask).toBe(2 ** codeBits - 1);
  });

  test('is without a cluster inside a market', () => {
    expect(facetsOf(codeOf({ visibility: 'public', direction: 'need', kind: 'labour', role: 'tannery' })).cluster).toBe(0);
  });

  // stored numbers mean positions in these lists
  test('stays what it is when lists grow: they are appended to, and have room', () => {
    expect(codeOf({ visibility: 'cluster', direction: 'need', kind: 'knowledge', role: 'designer' })).toBe(512 + 256 + 5 * 32 + 1);
    expect(kinds.length).toBeLessThanOrEqual(8);
    expect(roles.length).toBeLessThanOrEqual(32);
    expect([visibilities.length, directions.length]).toEqual([2, 2]);
  });
});

describe('the number of a listing in the index', () => {
  const last = 2 ** 31 - 1;

  test('says its id and its facets, for the first id and the last', () => {
    for (const id of [1, 2, 1000, 2 ** 30, last])
      for (const facets of all) {
        const number = rowidOf(id, codeOf(facets));
        if (!Number.isSafeInteger(number) || idOf(number) !== id || codeIn(number) !== codeOf(facets))
          expect.fail(JSON.stringify({ id, facets }));
      }
  });

  test('says them for any id and any code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: last }), fc.integer({ min: 0, max: codeMask }), (id, code) => {
        const number = rowidOf(id, code);
        expect([idOf(number), codeIn(number)]).toEqual([id, code]);
      }),
    );
  });

  test('is higher for a later listing, whatever its facets', () => {
    expect(rowidOf(8, 0)).toBeGreaterThan(rowidOf(7, codeMask));
  });
});
