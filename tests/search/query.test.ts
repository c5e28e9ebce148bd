/** A search as it stands in an address. */
import { describe, expect, test } from 'vitest';
import { SearchQuery } from '../../schema/search.ts';

describe('a search', () => {
  test('of nothing is the first page of everything', () => {
    expect(SearchQuery.parse({})).toEqual({ q: '', page: 1, limit: 20 });
  });

  test('is read from texts', () => {
    const query = {
      q: '  جلد   بقري ',
      priceMin: '100',
      priceMax: '250',
      quantityMin: '5000',
      unit: 'KGM',
      near: '30.15,-31.730001',
      within: '2.5',
      page: '3',
    };
    expect(SearchQuery.parse(query)).toEqual({
      q: 'جلد بقري',
      priceMin: 100,
      priceMax: 250,
      quantityMin: 5000,
      unit: 'KGM',
      near: { lat: 30.15, lng: -31.730001 },
      within: 2.5,
      page: 3,
      limit: 20,
    });
  });

  test('may ask for one price and one quantity', () => {
    const query = { priceMin: '100', priceMax: '100', quantityMin: '5', quantityMax: '5', unit: 'H87' };
    expect(SearchQuery.safeParse(query).success).toBe(true);
  });

  test.each(['90,180', '-90,-180', '0,0', '31.5,34.466667'])('may be near %s', (near) => {
    expect(SearchQuery.safeParse({ near }).success).toBe(true);
  });

  test.each(['', ',', '30', '30,', '30,31,32', '91,0', '0,181', '-90.1,0', '30, 31', '1e1,2', 'NaN,NaN', '٣٠,٣١', '30.15;31.73'])(
    'may not be near %j',
    (near) => {
      expect(SearchQuery.safeParse({ near }).success).toBe(false);
    },
  );

  // a field of a form left empty is coerced to 0: whoever gives no upper price finds only what costs nothing
  test.each(['', ' '])('with a price that is %j does not ask for a price of nothing', (priceMax) => {
    expect(SearchQuery.safeParse({ priceMax }).data?.priceMax).not.toBe(0);
  });
});
