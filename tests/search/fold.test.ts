/** Folding, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../worker/search/fold.ts';

describe('folding makes one of', () => {
  test.each<[string, ...string[]]>([
    ['hamza on an alef, which is how it is spelled and not another word', 'أحمر', 'احمر', 'ٱحمر'],
    ['hamza below an alef', 'إنتاج', 'انتاج'],
    ['madda and alef', 'قرآن', 'قران'],
    ['hamza on a waw and waw', 'مؤسسة', 'موسسة'],
    ['hamza on a ya and ya', 'طائرة', 'طايرة'],
    ['hamza on the line and nothing', 'بناء', 'بنا'],
    ['hamza as a letter and as a mark of its own', 'أحمر'.normalize('NFD'), 'أحمر'],
    ['taa marbuta and ha', 'مدبغة', 'مدبغه'],
    ['alef maqsura and ya', 'مستشفى', 'مستشفي'],
    ['kaf and ya of Persian and of Arabic keyboards', 'کرسی', 'كرسي', 'گرسی'],
    ['letters for sounds that Arabic has not, and those that most put instead', 'ڤيديو پولى چوخ', 'فيديو بولى جوخ'],
    ['the Moroccan kaf and kaf', 'ڭلميم', 'كلميم'],
    ['a word with and without diacritics', 'جُلُودٌ', 'جلود'],
    ['a word with and without shadda and sukun', 'خَشَّابْ', 'خشاب'],
    ['a word with and without the small alef', 'هٰذا', 'هذا'],
    ['a word with and without tatweel, which is typography', 'جـــلـــد', 'جلد'],
    ['a letter drawn out for pleasure and the letter', 'جلللللد', 'جلد', 'جلللد'],
    ['Arabic-Indic, Persian, fullwidth and ASCII digits', '١٢٠', '۱۲۰', '１２０', '120'],
    ['decimal signs', '١٫٢', '1,2', '۱٫۲', '1.2'],
    ['a superscript and its digit', 'm²', 'm2'],
    ['French letters with and without the accents that are not typed on every phone', 'chèvre', 'chevre'],
    ['c with and without a cedilla', 'façonnage', 'faconnage'],
    ['an accent in its letter and one of its own', 'e\u0301charner', 'écharner', 'echarner'],
    ['capital letters with accents and small ones', 'ÉCHARNER', 'écharner'],
    ['capital letters, which shout and say the same', 'LEATHER', 'leather', 'Leather'],
    ['œ and the two letters that most keyboards have', 'main-d’œuvre', 'main-d’oeuvre'],
    ['presentation forms and letters', 'ﺍﻟﺠﻠﺪ', 'الجلد'],
    ['a ligature of lam and alef and both letters', 'ﻷحمر', 'لاحمر'],
    ['a Latin ligature and its letters', 'ﬁnition', 'finition'],
    ['a word with and without what nobody sees', 'ج\u200cل\u200dد\u200f', '\u202bجلد\u202c'.slice(1, -1)],
  ])('%s', (_, ...forms) => {
    expect(new Set(forms.map(fold)).size).toBe(1);
    expect(fold(forms[0] as string)).not.toBe('');
  });
});

describe('folding keeps apart', () => {
  test.each([
    ['letters that are typed twice for a reason', 'كلية', 'كليية'],
    ['letters that only look alike', 'حبر', 'خبر'],
    ['digits, however often they are repeated', '1000', '10'],
    ['a word and the word with its article, which is not for folding', 'الجلد', 'جلد'],
  ])('%s', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

describe('folding', () => {
  test.each(['ـــ', 'ء', '\u064e\u0651', '\u200b', ''])('leaves nothing of what says nothing: %j', (text) => {
    expect(fold(text)).toBe('');
  });

  test.each(['بيئي', 'بيئى', 'بىئي'])('takes no word for a letter typed too often: %s', (word) => {
    expect(fold(word)).toBe('بيي');
  });

  const written = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'بتجحخدرسشصعغفقمنهويةىءؤئأإآپگڤ\u064B\u0651\u0670ـaéÉçZœß 12٣۴،-,') }),
  );

  test('is done once: what was folded is not changed by folding again', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('is done once for every character and every three in a row', () => {
    for (let code = 0; code < 0x10000; code++)
      for (const text of [String.fromCharCode(code), String.fromCharCode(code, code, code, 0x301)])
        if (fold(fold(text)) !== fold(text)) expect.fail(`U+${code.toString(16)} is folded again`);
  });

  test('leaves no mark, no tatweel, no Arabic digit, no capital and no letter that is folded', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(fold(text.toWellFormed())).not.toMatch(/[\p{M}٠-٩۰-۹ـأإآةىA-ZÀ-ÖØ-Þ\u200b-\u200f]/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('sees no difference with diacritics and tatweel anywhere after a letter', () => {
    const letters = fc.array(
      fc.tuple(
        fc.constantFrom(...'بتجحخدرزسشصطعغفقكلمنهويةىؤئأإآ'),
        fc.string({ unit: fc.constantFrom(...'\u064B\u064E\u0651\u0652\u0670ـ'), maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(letters, (pairs) => {
        expect(fold(pairs.flat().join(''))).toBe(fold(pairs.map(([letter]) => letter).join('')));
      }),
    );
  });
});
