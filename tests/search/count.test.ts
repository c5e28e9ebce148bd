/** Counting facets, against a count one by one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alike, type Chosen, countChosen, countFacets } from '../../worker/search/count.ts';

const names = ['direction', 'kind', 'role'] as const;
const groups: Alike[] = [
  { facets: { direction: 'offer', kind: 'input', role: 'tannery' }, n: 3 },
  { facets: { direction: 'offer', kind: 'labour', role: 'trader' }, n: 2 },
  { facets: { direction: 'need', kind: 'input', role: 'trader' }, n: 4 },
];

describe('a facet is counted', () => {
  test('over everything when nothing is chosen', () => {
    expect(countFacets(names, groups, {})).toEqual({
      direction: { offer: 5, need: 4 },
      kind: { input: 7, labour: 2 },
      role: { tannery: 3, trader: 6 },
    });
  });

  test('as if nothing were chosen in it, so that another choice can be weighed', () => {
    expect(countFacets(names, groups, { direction: 'offer' })).toEqual({
      direction: { offer: 5, need: 4 },
      kind: { input: 3, labour: 2 },
      role: { tannery: 3, trader: 2 },
    });
  });

  test('with all other choices kept', () => {
    expect(countFacets(names, groups, { direction: 'need', kind: 'labour' })).toEqual({
      direction: { offer: 2 },
      kind: { input: 4 },
      role: {},
    });
  });

  test('as none where there is nothing', () => {
    expect(countFacets(names, [], { kind: 'input' })).toEqual({ direction: {}, kind: {}, role: {} });
    expect(countChosen(names, [], {})).toBe(0);
  });
});

test('listings with every choice are counted', () => {
  expect(countChosen(names, groups, {})).toBe(9);
  expect(countChosen(names, groups, { direction: 'offer' })).toBe(5);
  expect(countChosen(names, groups, { direction: 'offer', role: 'trader' })).toBe(2);
  expect(countChosen(names, groups, { direction: 'need', kind: 'labour' })).toBe(0);
});

test('counts agree with those of one listing after the other', () => {
  const values = { direction: ['offer', 'need'], kind: ['input', 'labour', 'knowledge'], role: ['tannery', 'trader', 'workshop'] };
  const listing = fc.record({
    direction: fc.constantFrom(...values.direction),
    kind: fc.constantFrom(...values.kind),
    role: fc.constantFrom(...values.role),
  });
  const choice = fc.record(
    { direction: fc.constantFrom(...values.direction), kind: fc.constantFrom(...values.kind), role: fc.constantFrom(...values.role) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(listing, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), choice, (listings, times, chosen: Chosen) => {
      const fits = (one: Record<string, string>, but?: string) =>
        names.every((name) => name === but || !chosen[name] || chosen[name] === one[name]);
      const alike = listings.map((facets) => ({ facets, n: times }));
      for (const name of names) {
        const naive: Record<string, number> = {};
        for (const one of listings) if (fits(one, name)) naive[one[name]] = (naive[one[name]] ?? 0) + times;
        expect(countFacets(names, alike, chosen)[name]).toEqual(naive);
      }
      expect(countChosen(names, alike, chosen)).toBe(listings.filter((one) => fits(one)).length * times);
    }),
    { numRuns: 300 },
  );
});
