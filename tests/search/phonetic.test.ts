/** How words sound, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skeletonOf, soundDistance, soundOf, soundsOf } from '../../worker/search/phonetic.ts';

/** How differently an Arabic word and one in Latin letters sound at best. */
const apart = (arabic: string, latin: string) => Math.min(...soundsOf(latin).map((sound) => soundDistance(sound, soundOf(arabic))));

describe('a word sounds alike in both scripts', () => {
  test.each([
    ['leather in Egypt', 'جلد', 'gild'],
    ['leather in the Levant', 'جلد', 'jild'],
    ['leather as the French write it', 'جلد', 'djeld'],
    ['kh', 'رخام', 'rokham'],
    ['5 for kh', 'رخام', 'ro5am'],
    ['7 for ح', 'حديد', '7adid'],
    ['h for ح as well', 'حديد', 'hadid'],
    ['3 for ع', 'عبايه', '3abaya'],
    ['2 for ق', 'سقف', 'sa2f'],
    ['9 for ق', 'سقف', 'sa9f'],
    ['6 for ط', 'بلاط', 'bla6'],
    ['sh', 'شنطه', 'shanta'],
    ['ch, as the French write it', 'شنطه', 'chanta'],
    ['ou, as the French write it', 'صندوق', 'sandouk'],
    ['double letters', 'تطريز', 'tatreez'],
    ['the article', 'الحديد'.slice(2), 'el7adid'],
    ['ة that is heard before another word', 'محفظه', 'mahfazat'],
    ['ة that is not', 'محفظه', 'mahfaza'],
    ['ة that is written with h', 'محفظه', 'mahfazah'],
  ])('%s: %s is %s', (_, arabic, latin) => {
    expect(apart(arabic, latin)).toBeLessThanOrEqual(1.1);
    expect(soundsOf(latin).map(skeletonOf)).toContain(skeletonOf(soundOf(arabic)));
  });

  test.each([
    ['another consonant', 'جلد', 'band'],
    ['one more consonant', 'جلد', 'gildar'],
    ['other consonants in the same number', 'رخام', 'sabun'],
  ])('but not with %s: %s is not %s', (_, arabic, latin) => {
    expect(soundsOf(latin).map(skeletonOf)).not.toContain(skeletonOf(soundOf(arabic)));
  });
});

test('a vowel is a third of a consonant', () => {
  expect(soundDistance('gld', 'gild')).toBeCloseTo(0.34);
  expect(soundDistance('gild', 'guld')).toBeCloseTo(0.34);
  expect(soundDistance('gild', 'gilt')).toBe(1);
  expect(soundDistance('gild', 'gil')).toBe(1);
});

describe('sounds', () => {
  const sound = fc.string({ unit: fc.constantFrom(...'abdfghiklmnrstuxz$'), maxLength: 8 });

  test('are apart as far one way as the other, and not from themselves', () => {
    fc.assert(
      fc.property(sound, sound, (one, other) => {
        expect(soundDistance(one, other)).toBeCloseTo(soundDistance(other, one));
        expect(soundDistance(one, one)).toBe(0);
        if (one !== other) expect(soundDistance(one, other)).toBeGreaterThan(0);
      }),
    );
  });

  test('are never nearer over a third', () => {
    fc.assert(
      fc.property(sound, sound, sound, (one, other, third) => {
        expect(soundDistance(one, other)).toBeLessThanOrEqual(soundDistance(one, third) + soundDistance(third, other) + 1e-9);
      }),
    );
  });

  test('have only letters that are compared, whatever the word is', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(..."ابتجحقعءabcdehkqtx0235679'") }));
    fc.assert(
      fc.property(word, (text) => {
        for (const one of soundsOf(text)) expect(one).toMatch(/^[a-z$0-9]*$/);
        expect(skeletonOf(soundOf(text))).not.toMatch(/[aiu]/);
      }),
      { numRuns: 300 },
    );
  });

  test('of other scripts are none', () => {
    expect(soundOf('кожа')).toBe('');
    expect(soundOf('')).toBe('');
  });
});
