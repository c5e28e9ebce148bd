/** Showing why a listing was found, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Marks } from '../../schema/search.ts';
import { mark } from '../../worker/search/mark.ts';
import { readQuery } from '../../worker/search/query.ts';

const found = (q: string, title: string, text = '') => mark({ title, text }, readQuery(q));
const parts = (text: string, marks: Marks) => marks.map(([start, end]) => text.slice(start, end));
const inTitle = (q: string, title: string) => parts(title, found(q, title).marks);
const inText = (q: string, text: string) => {
  const { snippet } = found(q, '', text);
  return snippet && parts(snippet.text, snippet.marks);
};

describe('in a title is marked', () => {
  test.each([
    ['the word that was asked for', 'رخام', 'رخام مصري', ['رخام']],
    ['the word with its article', 'جلد', 'بيع الجلد', ['الجلد']],
    ['the word with its diacritics', 'جلود', 'جُلُودٌ للبيع', ['جُلُودٌ']],
    ['the word with what is written onto it', 'جلد', 'حذاء بجلد', ['بجلد']],
    ['the same thing in another language', 'leather', 'حذاء جلد', ['جلد']],
    ['the same thing in another dialect', 'جزمة', 'كنادر رجالي', ['كنادر']],
    ['a case of it', 'cuir', 'cow leather shoes', ['cow leather']],
    ['a whole phrase', 'sewing machine', 'machine à coudre neuve', ['machine à coudre']],
    ['a measure in another unit', '5 سم', 'tube 50 mm', ['50 mm']],
    ['a range that holds the size', '38', 'shoes 36-41', ['36-41']],
    ['each word that was asked for', 'جلد أحمر', 'red shoes of leather', ['red', 'leather']],
    ['a word as often as it stands there', 'leather', 'leather and leather', ['leather', 'leather']],
  ])('%s: %s', (_, q, title, marked) => {
    expect(inTitle(q, title)).toEqual(marked);
  });

  test('what was meant by a query in Latin letters, once that is mended', () => {
    const title = 'بيع الجلد cuir';
    expect(inTitle('جلد', title)).toEqual(['الجلد', 'cuir']);
  });

  test.each([
    ['a part of a word', 'خشب', 'خشبية'.repeat(2)],
    ['a small word', 'leather for shoes', 'for sale'],
    ['what is broader than what was asked', 'جلد بقري', 'سوق الجمعة'],
    ['anything without a query', '', 'جلد'],
  ])('but not %s', (_, q, title) => {
    expect(inTitle(q, title)).toEqual([]);
  });
});

describe('a piece of the text', () => {
  const long = 'كلمة '.repeat(30);

  test('is shown where the title does not show every word', () => {
    expect(found('جلد أحمر', 'جلد', 'لون أحمر').snippet).toEqual({ text: 'لون أحمر', marks: [[4, 8]] });
  });

  test.each([
    ['when the title shows every word', 'جلد', 'جلد', 'جلد'],
    ['when the text does not show the others', 'جلد أحمر', 'جلد', 'خشب'],
    ['without a text', 'جلد', '', ''],
    ['without a query', '', 'جلد', 'جلد'],
  ])('is not shown %s', (_, q, title, text) => {
    expect(found(q, title, text).snippet).toBeNull();
  });

  test('begins a few words before the first that is missing', () => {
    const { snippet } = found('جلد', '', `${long}جلد بقري ${long}`);
    expect(snippet?.text).toMatch(/^… (?:كلمة )+جلد بقري (?:كلمة ?)+ …$/);
    expect(parts(snippet?.text ?? '', snippet?.marks ?? [])).toEqual(['جلد بقري']);
    expect(snippet?.marks[0]?.[0]).toBeLessThanOrEqual(42);
  });

  test('marks all words of the query, also those that the title shows', () => {
    const { snippet } = found('جلد أحمر', 'جلد', 'أحمر، جلد');
    expect(parts(snippet?.text ?? '', snippet?.marks ?? [])).toEqual(['أحمر', 'جلد']);
  });

  test('is one line', () => {
    expect(found('جلد', '', 'سطر\nجلد\tسطر').snippet?.text).toBe('سطر جلد سطر');
  });

  test('is looked for at the beginning of a long text only', () => {
    expect(inText('جلد', `${'كلمة '.repeat(300)}جلد`)).toBeNull();
  });

  test('of a text without spaces is cut where it must be', () => {
    const { snippet } = found('جلد', '', `جلد ${'ك'.repeat(500)}`);
    expect(snippet?.text).toMatch(/^جلد ك+ …$/);
    expect(snippet?.text.length).toBeLessThan(150);
  });

  test('is not cut through a character', () => {
    for (let at = 0; at < 4; at++) {
      const { snippet } = found('جلد', '', `${'x'.repeat(at)} جلد,${'😀'.repeat(300)}`);
      expect(snippet?.text.isWellFormed()).toBe(true);
    }
  });

  test('says that the text goes on, also beyond where it is looked through', () => {
    expect(found('جلد', '', `${'x'.repeat(1196)} جلد ${'y'.repeat(100)}`).snippet?.text).toMatch(/^… جلد …$/);
  });
});

test('marks of any listing and any query are within the text, in order and apart, and the piece is short and whole', () => {
  const word = fc.constantFrom(
    'جلد',
    'الجلد',
    'بقري',
    'صناعي',
    'cuir',
    'shoes',
    'machine',
    'à',
    'coudre',
    '36-41',
    '5',
    'سم',
    '😀',
    '\u202E',
    'xyzzy',
    '،',
  );
  const text = (most: number) =>
    fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', ',', '', ' ', ' ')), { maxLength: most }).map((all) => all.flat().join(''));
  fc.assert(
    fc.property(
      fc.oneof(text(4), fc.string({ unit: 'grapheme' })),
      text(8),
      fc.oneof(text(200), fc.string({ unit: 'grapheme' })),
      (q, title, body) => {
        const { marks, snippet } = found(q, title, body);
        for (const [shown, all] of [[title, marks] as const, ...(snippet ? [[snippet.text, snippet.marks] as const] : [])]) {
          let after = 0;
          for (const [start, end] of all) {
            if (start < after || end <= start || end > shown.length || /^\s|\s$/.test(shown.slice(start, end)))
              expect.fail(JSON.stringify({ q, shown, all }));
            after = end;
          }
        }
        if (!snippet) return;
        expect(snippet.text.length).toBeLessThanOrEqual(144);
        expect(snippet.text).not.toMatch(/\n/);
        expect(snippet.text.isWellFormed()).toBe(true);
        expect(snippet.marks.length).toBeGreaterThan(0);
        const kept = snippet.text.replace(/^… /, '').replace(/ …$/, '');
        expect(body.replace(/\s/g, ' ')).toContain(kept);
      },
    ),
    { numRuns: 500 },
  );
});
