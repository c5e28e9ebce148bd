/** How words are folded for search, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, analyzed, fold } from '../../worker/search/analyze.ts';

const same: [string, ...string[]][] = [
  ['hamza on an alef is how it is spelled, not another word', 'أحمر', 'احمر', 'ٱحمر'],
  ['hamza below an alef too', 'إنتاج', 'انتاج'],
  ['madda is an alef', 'قرآن', 'قران'],
  ['hamza on a waw is a waw', 'مؤسسة', 'موسسة'],
  ['hamza on a ya is a ya', 'طائرة', 'طايرة'],
  ['hamza on the line falls away', 'بناء', 'بنا'],
  ['hamza typed as a mark of its own is the same hamza', 'أحمر'.normalize('NFD'), 'أحمر'],
  ['taa marbuta is a ha', 'مدبغة', 'مدبغه'],
  ['alef maqsura is a ya', 'مستشفى', 'مستشفي'],
  ['Persian gaf is the kaf of some Arab writers', 'گلد', 'كلد'],
  ['the article is no part of a word', 'الجلد', 'جلد'],
  ['the article after “and” neither', 'والجلد', 'جلد'],
  ['the article after “with” neither', 'بالجلد', 'جلد'],
  ['the article after “as” neither', 'كالجلد', 'جلد'],
  ['the article after “so” neither', 'فالجلد', 'جلد'],
  ['the article that melted into “for” neither', 'للجلد', 'جلد'],
  ['“and with the” neither', 'وبالجلد', 'جلد'],
  ['article and hamza together', 'الأحمر', 'احمر'],
  ['diacritics are for the reader', 'جُلُودٌ', 'جلود'],
  ['shadda and sukun too', 'خَشَّابْ', 'خشاب'],
  ['the small alef too', 'هٰذا', 'هذا'],
  ['tatweel is typography', 'جـــلـــد', 'جلد'],
  ['Arabic-Indic digits are digits', '١٢٠', '120'],
  ['Persian digits are digits', '۱۲۰', '120'],
  ['fullwidth digits are digits', '１２０', '120'],
  ['an Arabic decimal point is a point', '١٫٢', '1.2', '1,2', '۱٫۲'],
  ['a superscript is its digit', 'm²', 'm2'],
  ['French accents are not typed on every phone', 'chèvre', 'chevre'],
  ['nor the cedilla', 'façonnage', 'faconnage'],
  ['an accent of its own is the same accent', 'e\u0301charner', 'écharner', 'echarner'],
  ['capital letters carry accents too', 'ÉCHARNER', 'écharner'],
  ['capital letters shout and say the same', 'LEATHER', 'leather', 'Leather'],
  ['presentation forms are letters', 'ﺍﻟﺠﻠﺪ', 'جلد'],
  ['a ligature of lam and alef is two letters', 'ﻷحمر', 'لاحمر'],
  ['a Latin ligature is two letters', 'ﬁnition', 'finition'],
];

describe('folding', () => {
  test.each(same)('%s', (_, ...forms) => {
    expect(new Set(forms.map(analyzed)).size).toBe(1);
    expect(analyzed(forms[0] as string)).not.toBe('');
  });

  test.each([
    ['a word of which two letters would be left keeps what looks like an article', 'آلات', 'الات'],
    ['and with the article it is that word', 'الآلات', 'الات'],
    ['so does the name of the letter', 'ال', 'ال'],
    ['lam that begins a word is no article', 'لحام', 'لحام'],
    ['the article before a lam is taken off once', 'اللحام', 'لحام'],
    ['a Latin word has no Arabic article', 'alcool', 'alcool'],
    ['a word of two writings keeps all', 'الLED', 'الled'],
    ['a sentence is its words', 'مطلوب جلد بقري، سمك ١٫٢ مم!', 'مطلوب جلد بقري سمك 1.2 مم'],
    ['a model is one word', 'CNC-3000', 'cnc 3000'],
    ['emoji are no words', '👞 نعال 👞', 'نعال'],
    ['a tatweel alone is no word', 'ـــ', ''],
    ['a hamza alone is no word', 'ء', ''],
    ['punctuation is no word', '؟!،؛ — «»', ''],
    ['an Arabic comma parts numbers', '36،37', '36 37'],
    ['a full stop at the end is no decimal', 'سعر 5. جديد', 'سعر 5 جديد'],
  ])('%s', (_, written, form) => {
    expect(analyzed(written)).toBe(form);
  });

  test('is done once: what was analysed is not changed by another analysis', () => {
    for (const [, ...forms] of same) for (const form of forms) expect(analyzed(analyzed(form))).toBe(analyzed(form));
  });

  const letters = [...'بتثجحخدذرزسشصضطظعغفقمنهويةىءؤئأإآپگ'];
  const mark = [...'\u064B\u064E\u0651\u0652\u0670ـ'];

  test('is done once for words without a lam, of any letters, marks and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters, ...mark, ...'aéÉçZœß 12٣۴،-') }), (text) => {
        expect(analyzed(analyzed(text))).toBe(analyzed(text));
      }),
    );
  });

  test('sees no difference between a word and the same word with any article', () => {
    const word = fc.string({ unit: fc.constantFrom(...'بتجحخدرزسشصطعفقمنهوي'), minLength: 3, maxLength: 9 });
    const article = fc.constantFrom('ال', 'وال', 'بال', 'وبال', 'كال', 'فال', 'لل');
    fc.assert(fc.property(word, article, (noun, the) => analyzed(the + noun) === noun));
  });

  test('sees no difference with diacritics and tatweel anywhere after the first letter', () => {
    const marked = fc.array(fc.tuple(fc.constantFrom(...letters), fc.string({ unit: fc.constantFrom(...mark), maxLength: 3 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(marked, (pairs) => {
        expect(analyzed(pairs.flat().join(''))).toBe(analyzed(pairs.map(([letter]) => letter).join('')));
      }),
    );
  });

  test('leaves no mark, no tatweel, no Arabic digit and no letter that is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text.toWellFormed())).not.toMatch(/[\p{M}٠-٩۰-۹ـأإآةى]/u);
      }),
    );
  });
});

describe('folding also knows', () => {
  // ألوان folds to الوان, whose hamza was an alef of its own: it is then cut like an article, but only once in الألوان
  test.each([
    ['ألوان', 'الألوان'],
    ['ألواح', 'الألواح'],
    ['ألياف', 'الألياف'],
    ['ألماني', 'الألماني'],
    ['ألمنيوم', 'الألمنيوم'],
    ['بالونات', 'البالونات'],
  ])('%s and %s are one word', (plain, withArticle) => {
    expect(analyzed(withArticle)).toBe(analyzed(plain));
  });

  // و is taken off before ال and بال, not before لل
  test('“and for the” is no part of a word', () => {
    expect(analyzed('وللجلد')).toBe(analyzed('جلد'));
  });

  // Unicode has no decomposition of œ, so that neither NFKC nor NFD parts it
  test('œ is o and e, as most keyboards type it', () => {
    expect(analyzed("main-d'œuvre")).toBe(analyzed("main-d'oeuvre"));
  });

  // ک and ی of Persian and Kurdish keyboards look like ك and ي
  test('kaf and ya of a Persian keyboard are kaf and ya', () => {
    expect(analyzed('کرسی')).toBe(analyzed('كرسي'));
  });

  // fold drops ٬, but the word was cut there before
  test('an Arabic thousands separator parts no number', () => {
    expect(analyzed('١٬٢٥٠')).toBe(analyzed('1250'));
  });

  // the decimal part may follow any word: nobody who looks for بقري finds "جلد بقري.50 قطعة"
  test.each(['جلد بقري.50 قطعة', 'cuir bovin,50 pieces'])('a full stop or comma without a space ends a word: %s', (text) => {
    expect(analyze(text).map(({ form }) => form)).toContain('50');
  });

  test('numbers in a row are numbers, not decimals of decimals', () => {
    expect(analyzed('36,37,38')).toBe('36 37 38');
  });
});

describe('words', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'الجلدé1٫.ـ\u064E \uD83D\u202E😀') }),
  );

  test('stand in the written text where they say', () => {
    expect(analyze('بيع الجُلود، Cuir ١٫٢')).toEqual([
      { written: 'بيع', start: 0, end: 3, form: 'بيع' },
      { written: 'الجُلود', start: 4, end: 11, form: 'جلود' },
      { written: 'Cuir', start: 13, end: 17, form: 'cuir' },
      { written: '١٫٢', start: 18, end: 21, form: '1.2' },
    ]);
  });

  test('stand in any text where they say, in order and apart, and none is empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let after = 0;
        for (const { written, start, end, form } of analyze(text)) {
          expect(text.slice(start, end)).toBe(written);
          expect(start).toBeGreaterThanOrEqual(after);
          expect(end).toBeGreaterThan(start);
          expect(form).not.toBe('');
          after = end;
        }
      }),
    );
  });

  test('of a part of a text are the same wherever the part stands', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        (one, other) => analyzed(`${one}\n${other}`) === [analyzed(one), analyzed(other)].filter(Boolean).join(' '),
      ),
    );
  });

  test.each([
    ['half a character', '\uD83D جلد \uDE00'],
    ['bidi overrides', '\u202Eجلد\u202C \u2067cuir\u2069'],
    ['control characters', '\u0000جلد\u0007'],
    ['marks without a letter', '\u064E\u0651 جلد \u0301'],
  ])('are found among %s', (_, text) => {
    expect(analyzed(text)).toMatch(/^جلد( cuir)?$/);
  });

  test.each([
    ['one word', 'ج', 1],
    ['one number', '1', 1],
    ['one letter under a heap of marks', '\u064E', 0],
    ['numbers in a row', '1.', 5_000],
    ['words', 'جلد ', 2_500],
    ['articles', 'ال', 1],
    ['emoji', '😀', 0],
    ['half characters', '\uD83D', 0],
    ['quotes', '"', 0],
  ])('are found in 10 kB of %s', (_, piece, count) => {
    expect(analyze(piece.repeat(10_000 / piece.length))).toHaveLength(count);
  });

  test('are none in an empty text', () => {
    expect(analyze('')).toEqual([]);
    expect(analyzed(' \n ')).toBe('');
  });
});
