/** MATCH expressions: what a person types is words and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '../../schema/firm.ts';
import { kinds } from '../../schema/listing.ts';
import { facetToken, facetTokens, matchOf } from '../../worker/search/fts.ts';

const term = '"(?:[^"]|"")+"';
const shape = new RegExp(
  `^\\{title body\\} : \\((${term}(?: AND ${term})*)\\*?\\)(?: AND facets : \\((${term}(?: AND ${term})*)\\))?$`,
  'u',
);
const termsOf = (match: string) => shape.exec(match)?.[1]?.match(new RegExp(term, 'gu')) ?? [];

describe('words that were typed', () => {
  test('are all asked for, folded as the index holds them, in the text of a listing only', () => {
    expect(matchOf({ q: 'الجُلود البقرية Chèvre' }, [])).toBe('{title body} : ("جلود" AND "بقريه" AND "chevre"*)');
  });

  test('match as a beginning when they are the last, as people type', () => {
    expect(matchOf({ q: 'جلد بقر' }, [])).toBe('{title body} : ("جلد" AND "بقر"*)');
  });

  test.each(['جل', 'ab', '12', '1250', '1.25'])('match as a whole when they are too short, or a number: %s', (q) => {
    expect(matchOf({ q }, [])).toBe(`{title body} : ("${q}")`);
  });

  test.each(['', '   ', '؟!', '" * ( ) : ^ -', '😀', 'ـــ', '\uD83D'])('ask for nothing when there are none: %j', (q) => {
    expect(matchOf({ q }, [])).toBeNull();
    expect(matchOf({ q }, ['k.input'])).toBeNull();
  });

  test.each([
    ['OR', 'cuir OR bois', ['"cuir"', '"or"', '"bois"']],
    ['NOT', 'NOT cuir', ['"not"', '"cuir"']],
    ['AND', 'cuir AND', ['"cuir"', '"and"']],
    ['NEAR', 'NEAR(cuir bois, 5)', ['"near"', '"cuir"', '"bois"', '"5"']],
    ['a column', 'facets:cuir', ['"facets"', '"cuir"']],
    ['a column of another sight', '{facets} : "v.cluster"', ['"facets"', '"v"', '"cluster"']],
    ['a quote that closes', 'cuir") OR ("a', ['"cuir"', '"or"', '"a"']],
    ['a prefix', 'cu*', ['"cu"']],
    ['a caret', '^cuir', ['"cuir"']],
    ['a plus', 'cuir + bois', ['"cuir"', '"bois"']],
    ['a minus', '-cuir', ['"cuir"']],
    ['a semicolon', "cuir'; drop table listing; --", ['"cuir"', '"drop"', '"table"', '"listing"']],
  ])('are words even where they are an operator of FTS5: %s', (_, q, terms) => {
    expect(termsOf(matchOf({ q }, []) ?? '')).toEqual(terms);
  });

  test('are at most twelve, and each only once', () => {
    const many = Array.from({ length: 40 }, (_, i) => `word${i}`);
    expect(termsOf(matchOf({ q: many.join(' ') }, []) ?? '')).toEqual(many.slice(0, 12).map((word) => `"${word}"`));
    expect(termsOf(matchOf({ q: 'جلد الجلد بالجلد جُلد' }, []) ?? '')).toEqual(['"جلد"']);
  });

  test('are quoted whatever they are, and no other expression is ever built', () => {
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'"\'*():^-+{} ORANDنج١.\u0000') }));
    fc.assert(
      fc.property(typed, fc.constantFrom<string[]>([], ['v.public'], ['v.public', 'k.input']), (q, facets) => {
        const match = matchOf({ q }, facets);
        if (match === null) return;
        expect(match).toMatch(shape);
        expect(termsOf(match).length).toBeLessThanOrEqual(12);
        for (const facet of facets) expect(match).toContain(`"${facet}"`);
        expect(match.includes('AND facets : ')).toBe(facets.length > 0);
      }),
    );
  });
});

describe('facets', () => {
  test('are asked for beside the words, in their own column', () => {
    expect(matchOf({ q: 'جلد' }, ['v.public', 'k.input'])).toBe('{title body} : ("جلد"*) AND facets : ("v.public" AND "k.input")');
  });

  test('are one token each, of letters that the tokenizer keeps together', () => {
    expect(facetToken('r', 'training-centre')).toBe('r.training_centre');
    for (const value of [...kinds, ...roles]) expect(facetToken('r', value)).toMatch(/^r\.[a-z_]+$/);
  });

  test('of a listing are what a query asks for', () => {
    expect(facetTokens({ direction: 'offer', kind: 'input', role: 'training-centre', visibility: 'public' })).toBe(
      'd.offer k.input r.training_centre v.public',
    );
  });

  test('are told apart: no role is another one once its hyphen is gone', () => {
    expect(new Set(roles.map((role) => facetToken('r', role))).size).toBe(roles.length);
  });
});
