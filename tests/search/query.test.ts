/** A search: as it stands in an address, as it is read, and as the index is asked. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SearchQuery } from '../../schema/search.ts';
import { aboutHead, loosely, only, type Query, readQuery, strictly } from '../../worker/search/query.ts';

describe('a search in an address', () => {
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
      exact: '1',
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
      exact: '1',
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

  // a field of a form left empty must not be coerced to 0: whoever gives no upper price would find only what costs nothing
  test.each(['', ' '])('with a price that is %j does not ask for a price of nothing', (priceMax) => {
    expect(SearchQuery.parse({ priceMax }).priceMax).toBeUndefined();
  });

  test('with a word left empty asks for no word', () => {
    expect(SearchQuery.parse({ exact: '' }).exact).toBeUndefined();
  });
});

const written = ({ terms }: Query) => terms.map(({ token }) => token.written);
const wordsOf = (q: string) => readQuery(q).terms.map(({ tokens }) => tokens.join('|'));

describe('a query is read', () => {
  test('as its terms, without small words', () => {
    expect(written(readQuery('مطلوب جلد بقري للأحذية'))).toEqual(['جلد بقري', 'للأحذية']);
    expect(written(readQuery('I am looking for leather with a zipper'))).toEqual(['leather', 'zipper']);
  });

  test.each([
    ['wants in Arabic', 'مطلوب جلد', 'wants'],
    ['wants in Egyptian', 'عايز جلد', 'wants'],
    ['wants in French', 'je cherche du cuir', 'wants'],
    ['wants in English', 'leather wanted', 'wants'],
    ['has in Arabic', 'جلد للبيع', 'has'],
    ['has in French', 'cuir à vendre', 'has'],
    ['has in English', 'selling leather', 'has'],
    ['says nothing about it', 'جلد في القاهرة', 'nothing'],
  ])('as of one who %s', (_, q, says) => {
    expect(readQuery(q).says).toBe(says);
  });

  test('with what it is about', () => {
    expect(readQuery('cow leather shoes').head?.token.written).toBe('shoes');
    expect(readQuery('أحذية جلد').head?.token.written).toBe('أحذية');
    expect(readQuery('50 red shoes').head?.token.written).toBe('shoes');
    expect(readQuery('1.2 mm').head).toBeNull();
  });

  test('with what it is about also where that is said twice', () => {
    expect(readQuery('leather shoes, shoes').head?.token.written).toBe('shoes');
  });

  test('by its meanings where it has some, else by its words', () => {
    expect(wordsOf('جلد')).toEqual(wordsOf('leather'));
    expect(wordsOf('جلد')[0]).toMatch(/^c\.[a-z0-9]{3}$/);
    expect(wordsOf('zorgblatts')).toEqual(['zorgblatt']);
  });

  test('by its word too where only the noun that it is made of has a meaning: بقري is of cattle, and a kind of leather', () => {
    for (const word of ['بقري', 'البقري']) expect(wordsOf(word)).toEqual([`${wordsOf('بقر')[0]}|بقر`]);
    for (const word of ['بقر', 'صناعي', 'صناعية', 'الصناعية']) expect(wordsOf(word).join('|')).toMatch(/^(?:c\.\w{3}\|?)+$/);
  });

  test('by a measure with its unit, and by a bare number', () => {
    expect(wordsOf('1.2 مم')).toEqual(['1.2mm']);
    expect(wordsOf('60×60 سم')).toEqual(['600x600mm|60x60']);
    expect(wordsOf('38')).toEqual(['38']);
    expect(wordsOf('36-38')).toEqual(['36|37|38']);
  });

  test('with subjects, and what is only said of them', () => {
    expect(readQuery('جلد أحمر 1.2 مم').terms.map(({ subject }) => subject)).toEqual([true, false, false]);
  });

  test('as about qualities where it has nothing else', () => {
    expect(readQuery('أحمر').terms.map(({ subject }) => subject)).toEqual([true]);
    expect(readQuery('1.2 mm').terms.map(({ subject }) => subject)).toEqual([true]);
  });

  test('with words for firms in general, which no listing must have', () => {
    expect(readQuery('شركة جلود').terms.map(({ weak }) => weak)).toEqual([true, false]);
    expect(strictly(readQuery('شركة جلود'))).toBe(strictly(readQuery('جلود')));
    expect(strictly(readQuery('company'))).toBe('"company"');
  });

  test('with each term once, however it is said', () => {
    expect(readQuery('جلد الجلد بالجلد جُلد cuir leather').terms).toHaveLength(1);
  });

  test('with twelve terms at most', () => {
    const many = Array.from({ length: 40 }, (_, at) => `zorg${String.fromCharCode(98 + (at % 24))}${String.fromCharCode(98 + at / 24)}k`);
    expect(written(readQuery(many.join(' ')))).toEqual(many.slice(0, 12));
  });

  test.each(['', '   ', '؟!', '" * ( ) : ^ -', '😀', 'ـــ', '\uD83D', 'مطلوب', 'for the', 'ال'])(
    'as nothing when it has no word: %j',
    (q) => {
      expect(readQuery(q).terms).toEqual([]);
    },
  );
});

/** All that stands in an expression besides quoted tokens. */
const bare = (match: string) => match.replace(/"(?:[^"]|"")*"/g, 'x');
const tokensOf = (match: string) => match.match(/"(?:[^"]|"")*"/g) ?? [];

describe('the index is asked', () => {
  test('for every term, by any of its tokens', () => {
    expect(strictly(readQuery('zorgblatt 36-38 flurp'))).toBe('"zorgblatt" AND ("36" OR "37" OR "38") AND "flurp"');
  });

  test('for one term alone', () => {
    expect(readQuery('zorgblatt 36-38').terms.map(only)).toEqual(['"zorgblatt"', '("36" OR "37" OR "38")']);
  });

  test('for what it is about in the head of a title', () => {
    const query = readQuery('zorgblatt flurp');
    expect(aboutHead(query, strictly(query))).toBe('{head} : "zorgblatt" AND ("zorgblatt" AND "flurp")');
    expect(aboutHead(readQuery('1.2 mm'), 'x')).toBeNull();
  });

  test('loosely for at least one subject, and better with what is said of it', () => {
    expect(loosely(readQuery('zorgblatt flurp 38'))).toBe('("zorgblatt" OR "flurp") AND (("zorgblatt" OR "flurp") OR "38")');
  });

  test('loosely also for what is one step broader, and for the words themselves', () => {
    const tokens = tokensOf(loosely(readQuery('جلد بقري')));
    expect(tokens).toEqual([...tokensOf(strictly(readQuery('جلد بقري'))), ...tokensOf(strictly(readQuery('جلد'))), '"جلد"', '"بقر"']);
  });

  test.each([
    ['OR', 'zorg OR flurp', ['zorg', 'or', 'flurp']],
    ['NOT', 'NOT zorg', ['zorg']],
    ['AND', 'zorg AND flurp', ['zorg', 'flurp']],
    ['NEAR', 'NEAR(zorg flurp, 5)', ['zorg', 'flurp', '5']],
    ['a column', 'head:zorg', ['head', 'zorg']],
    ['a column in braces', '{head} : "zorg"', ['head', 'zorg']],
    ['a quote that closes', 'zorg") OR ("flurp', ['zorg', 'or', 'flurp']],
    ['a prefix', 'zorg*', ['zorg']],
    ['a caret', '^zorg', ['zorg']],
    ['a plus', 'zorg + flurp', ['zorg', 'flurp']],
    ['a minus', '-zorg', ['zorg']],
    ['the token of a concept', 'c.zorg', ['c', 'zorg']],
    ['a semicolon', "zorg'; purge flurp; --", ['zorg', 'purge', 'flurp']],
  ])('for words even where they are an operator of FTS5: %s', (_, q, words) => {
    expect(strictly(readQuery(q))).toBe(words.map((word) => `"${word}"`).join(' AND '));
  });

  test('with every token quoted, whatever was typed, and no more of them than bounds allow', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'"\'*():^-+{} ORANDنج١.\u0000') }),
      fc
        .array(fc.constantFrom('جلد', 'صناعي', 'cuir', 'shoes', '36-41', '"', 'OR', 'AND', 'NOT', '(', ')', '60x60', 'cm', 'مطلوب'), {
          maxLength: 60,
        })
        .map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(typed, (q) => {
        const query = readQuery(q);
        if (query.terms.length === 0) return;
        for (const match of [strictly(query), loosely(query), aboutHead(query, strictly(query)) ?? '"x"', ...query.terms.map(only)]) {
          expect(bare(match)).toMatch(/^(?:[x() ]|AND|OR|\{head\} :)+$/);
          expect(tokensOf(match).length).toBeLessThanOrEqual(12 * 16 + 80);
        }
        expect(query.terms.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 300 },
    );
  });
});
