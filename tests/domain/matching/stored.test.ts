import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likenessOf } from '../../../worker/domain/matching/likeness.ts';
import { type Profile, profileOf } from '../../../worker/domain/matching/profile.ts';
import { profileFrom, storedFrom } from '../../../worker/domain/matching/stored.ts';
import { lexicon } from '../../../worker/search/lexicon.ts';

const profile = (title: string, text = '', process = '') => profileOf({ title, text, process }, lexicon);

describe('a profile that was stored', () => {
  test('is read as it was, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ maxLength: 80 }), (title, text) => {
        const written = profile(title, text);
        expect(profileFrom(storedFrom(written))).toEqual(written);
      }),
    );
  });

  test('is read as it was in all that is said of a term', () => {
    const written = profile('مخرطة معادن مستعملة', 'ma5rata for brass, school shoes 3 mm, not painted', 'خراطة نحاس');
    expect(profileFrom(storedFrom(written))).toEqual(written);
  });

  test('is read as it was where a word holds a sign that parts words', () => {
    const written: Profile = { ...profile('جلد'), text: [{ as: ['a|b', 'c d', 'e,f'], bits: 3 }] };
    expect(profileFrom(storedFrom(written))).toEqual(written);
  });

  test('is read where it was stored as markets did before', () => {
    const written = profile('جلد ماعز للبطانة', 'متاح فورا');
    expect(profileFrom(JSON.stringify(written))).toEqual(written);
  });

  test('is as like another as it was', () => {
    const [need, offer] = [profile('محتاج جلد ماعز كابريتو'), profile('cuir de chèvre, cabretto', 'noir ou marron')];
    const read = likenessOf(profileFrom(storedFrom(need)), profileFrom(storedFrom(offer)), ['input', 'input']);
    expect(read).not.toBeNull();
    expect(read).toEqual(likenessOf(need, offer, ['input', 'input']));
  });
});
