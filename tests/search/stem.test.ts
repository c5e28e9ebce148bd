/** Articles, particles and endings, each example named for what it teaches. What the lexicon adds is in analyze.test.ts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem, withoutArticle, withoutParticle, withoutVerb } from '../../worker/search/stem.ts';

describe('the Arabic article', () => {
  test.each([
    ['alone', 'الجلد'],
    ['after “and”', 'والجلد'],
    ['after “with”', 'بالجلد'],
    ['after “as”', 'كالجلد'],
    ['after “so”', 'فالجلد'],
    ['after “and with”', 'وبالجلد'],
    ['that melted into “for”', 'للجلد'],
    ['that melted into “and for”', 'وللجلد'],
  ])('is no part of a word: %s', (_, word) => {
    expect(withoutArticle(word)).toBe('جلد');
  });

  test.each([
    ['a word without one', 'جلد'],
    ['lam that begins a word', 'لحام'],
    ['the article itself', 'ال'],
    ['a letter after it, which is no word', 'الف'],
    ['a Latin word', 'alcool'],
  ])('is not taken from %s', (_, word) => {
    expect(withoutArticle(word)).toBeNull();
  });

  test('is taken off once: the word may begin like one', () => {
    expect(withoutArticle('الالوان')).toBe('الوان');
    expect(withoutArticle('اللحام')).toBe('لحام');
  });

  test('leaves the same word, whichever stood there', () => {
    const word = fc.string({ unit: fc.constantFrom(...'بتجحخدرزسشصطعفقمنهوي'), minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(word, fc.constantFrom('ال', 'وال', 'بال', 'وبال', 'كال', 'فال', 'لل', 'ولل'), (noun, the) => {
        expect(withoutArticle(the + noun)).toBe(noun);
      }),
    );
  });
});

test.each([
  ['و', 'وجلد'],
  ['ب', 'بجلد'],
  ['ل', 'لجلد'],
  ['ك', 'كجلد'],
  ['ف', 'فجلد'],
  ['و and ب', 'وبجلد'],
  ['و and ل', 'ولجلد'],
])('%s may be written onto a word', (_, word) => {
  expect(withoutParticle(word)).toContain('جلد');
});

test('what is left of a word without a particle has three letters', () => {
  for (const word of ['ورق', 'بلح', 'كتب', 'فرن', 'جلد']) expect(withoutParticle(word)).toEqual([]);
});

test.each([
  ['ينقشلي', 'نقش'],
  ['بيصلح', 'صلح'],
])('a verb may hold the noun of the service that is asked for: %s', (verb, noun) => {
  expect(withoutVerb(verb)).toBe(noun);
});

describe('the stem of an Arabic word', () => {
  test.each([
    ['is the same for one and many', 'ماكينات', 'ماكينه'],
    ['is the same for a people and one of them', 'مهندسين', 'مهندسون', 'مهندس'],
    ['is the same for an adjective of either gender', 'صناعيه', 'صناعي', 'صناع'],
    ['is the same for a pair', 'محلين', 'محلان', 'محل'],
    ['has no “her” and “its”', 'معداتها', 'معدات', 'معد'],
  ])('%s', (_, ...words) => {
    expect(new Set(words.map(stem)).size).toBe(1);
  });

  test.each(['علبه', 'فاكهه', 'ميزان', 'بلاط', 'ورشه'])('keeps three letters at least: %s', (word) => {
    expect(stem(word).length).toBeGreaterThanOrEqual(3);
  });

  test.each(['جلد', 'بلاط', 'فرن', 'نعل'])('is the word where it has no ending: %s', (word) => {
    expect(stem(word)).toBe(word);
  });

  // the lexicon knows those
  test('is another one for broken plurals', () => {
    expect(stem('جلود')).not.toBe(stem('جلد'));
  });
});

describe('the stem of a French or English word', () => {
  test.each([
    ['is that of one for many, in both languages', 'machines', 'machine'],
    ['in English', 'leathers', 'leather'],
    ['in French', 'tissus', 'tissu'],
    ['in -us, as nails and tyres have it', 'clous', 'clou'],
    ['in -es after a hiss', 'boxes', 'box'],
    ['in -es that both languages write', 'brushes', 'brush'],
    ['in -ches, of which the French singular keeps its e', 'planches', 'planche'],
    ['in -sses', 'caisses', 'caisse'],
    ['in -ses, whose e stays', 'bases', 'base'],
    ['in -zes, whose e stays', 'bronzes', 'bronze'],
    ['in -eaux', 'tableaux', 'tableau'],
    ['in -aux of a word in -au', 'tuyaux', 'tuyau'],
    ['in -oux and -eux', 'bijoux', 'bijou'],
    ['in -ies of either language', 'batteries', 'batterie', 'battery'],
    ['in -ies of short words', 'scies', 'scie'],
    ['in -oies, where y would be another word', 'soies', 'soie'],
    ['is shared where the languages share the word', 'industries', 'industrie', 'industry'],
    ['is shared also where one doubles the last letters', 'presse', 'press', 'presses'],
  ])('%s', (_, ...words) => {
    expect(new Set(words.map(stem)).size).toBe(1);
  });

  test.each([
    ['-ing, since tanning is no tan', 'tanning'],
    ['-is of the singular', 'tapis'],
    ['-ss', 'glass'],
    ['-x of the singular', 'prix'],
    ['-s of the shortest words', 'gas'],
    ['what has digits', 'm8s'],
  ])('keeps %s', (_, word) => {
    expect(stem(word)).toBe(word);
  });
});

test('a stem is a beginning of its word, but for y, and has three letters where the word had', () => {
  const arabic = fc.string({ unit: fc.constantFrom(...'ابتجحدرسعفقكلمنهوي'), minLength: 3, maxLength: 12 });
  const latin = fc.string({ unit: fc.constantFrom(...'abcehilnorstuxyz'), minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(arabic, latin), (word) => {
      const left = stem(word);
      expect(word.startsWith(left.replace(/y$/, '')) || word.startsWith(left)).toBe(true);
      expect(left.length).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 2000 },
  );
});
