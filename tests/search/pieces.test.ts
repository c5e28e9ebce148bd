/** Cutting a text into pieces, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../worker/search/pieces.ts';

const folded = (text: string) => cut(text).map((piece) => piece.folded);

describe('a text is cut', () => {
  test.each([
    ['into its words', 'مطلوب جلد بقري، سمك ١٫٢ مم!', ['مطلوب', 'جلد', 'بقري', 'سمك', '1.2', 'مم']],
    ['into words of three languages', 'جلد Cuir Leather', ['جلد', 'cuir', 'leather']],
    ['where the script changes', 'شاشةLED', ['شاشه', 'led']],
    ['before the article is thrown away that stands before other letters', 'الLED', ['led']],
    ['and so is one that stands apart', 'ماكينة ال CNC', ['ماكينه', 'cnc']],
    ['also where a preposition is written onto it', 'بالLED وللCNC', ['led', 'ولل', 'cnc']],
    ['not within a word of letters and digits', '3d m8 5ashab', ['3d', 'm8', '5ashab']],
    ['between a name and its number', 'iso9001 CNC3000', ['iso', '9001', 'cnc', '3000']],
    ['at a hyphen', 'CNC-3000', ['cnc', '3000']],
    ['between a number and an Arabic letter', '٥سم', ['5', 'سم']],
    ['after a French elision, which is no word', "l'atelier d’acier", ['atelier', 'acier']],
    ['after an English word with its s', "men's lasts", ['men', 's', 'lasts']],
    ['at an Arabic comma', '36،37', ['36', '37']],
    ['at commas between sizes, which are no decimals of decimals', '36,37,38', ['36', '37', '38']],
    ['not at a decimal sign', '1.2 1,2 ١٫٢', ['1.2', '1.2', '1.2']],
    ['not at Arabic thousands', '١٬٢٥٠', ['1250']],
    ['at points between groups of digits, which may be anything', '1.250.000', ['1', '250', '000']],
    ['at a full stop that ends a sentence after a number', 'سعر 5. جديد', ['سعر', '5', 'جديد']],
    ['at a full stop without a space behind it', 'جلد بقري.50 قطعة', ['جلد', 'بقري', '50', 'قطعه']],
    ['at a comma without a space behind it', 'cuir bovin,50 pieces', ['cuir', 'bovin', '50', 'pieces']],
  ])('%s: %s', (_, text, pieces) => {
    expect(folded(text)).toEqual(pieces);
  });

  test.each(['👞', 'ـــ', 'ء', '؟!،؛ — «»', '\u064E\u0651', '\uD83D', '', ' \n '])('into nothing where there is no word: %j', (text) => {
    expect(cut(text)).toEqual([]);
  });

  test.each([
    ['half a character', '\uD83D جلد \uDE00'],
    ['bidi overrides', '\u202Eجلد\u202C'],
    ['isolates', '\u2067جلد\u2069'],
    ['control characters', '\u0000جلد\u0007'],
    ['marks without a letter', '\u064E\u0651 جلد \u0301'],
    ['joiners', 'ج\u200Dل\u200Cد'],
  ])('the same among %s', (_, text) => {
    expect(folded(text)).toEqual(['جلد']);
  });
});

describe('a piece', () => {
  test('stands in the written text where it says', () => {
    expect(cut('بيع الجُلود، Cuir ١٫٢')).toEqual([
      { written: 'بيع', start: 0, end: 3, folded: 'بيع' },
      { written: 'الجُلود', start: 4, end: 11, folded: 'الجلود' },
      { written: 'Cuir', start: 13, end: 17, folded: 'cuir' },
      { written: '١٫٢', start: 18, end: 21, folded: '1.2' },
    ]);
  });

  test('that was parted stands where each part does', () => {
    expect(cut('x iso9001').slice(1)).toEqual([
      { written: 'iso', start: 2, end: 5, folded: 'iso' },
      { written: '9001', start: 5, end: 9, folded: '9001' },
    ]);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'الجلدé1٫.٬, ـ\u064E\uD83D\u202E😀iso9') }),
  );

  test('of any text stands where it says, in order and apart, and is never empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let after = 0;
        for (const piece of cut(text)) {
          expect(text.slice(piece.start, piece.end)).toBe(piece.written);
          expect(piece.start).toBeGreaterThanOrEqual(after);
          expect(piece.end).toBeGreaterThan(piece.start);
          expect(piece.folded).not.toBe('');
          after = piece.end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same wherever the line stands', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => folded(`${one}\n${other}`).join() === [...folded(one), ...folded(other)].join()),
    );
  });

  test.each([
    ['one word', 'ج', 1],
    ['one number', '1', 1],
    ['a heap of marks', '\u064E', 0],
    ['numbers in a row', '1.', 5000],
    ['words', 'جلد ', 2500],
    ['one word of articles', 'ال', 1],
    ['emoji', '😀', 0],
    ['half characters', '\uD83D', 0],
    ['quotes', '"', 0],
    ['thousands', '111٬', 1],
    ['sentences in one character', 'ﷺ', 1],
  ])('is found in 10 kB of %s', (_, repeated, count) => {
    expect(cut(repeated.repeat(10_000 / repeated.length))).toHaveLength(count);
  });
});
