/** Words that the lexicon does not know count too, and a word that it knows is not heard in every other. */
import { describe, expect, test } from 'vitest';
import { soundsLike } from '../../../worker/domain/matching/spelling.ts';
import { fitOf, side } from './sides.ts';

describe('an unknown thing', () => {
  test.each([
    ['named alike, in another form', 'zorblex', 'zorblexes for workshops'],
    ['with the same words beside it, and the same size', 'زعنوف معدن للشنط ٢٥ سم', 'قربوط معدن للشنط ٢٥ سم'],
    ['said with what is made of it in another order', 'Zorblex galvanisé mural', 'Support mural galvanisé zorblex'],
  ])('fits what is %s', (_, need, offer) => {
    expect(fitOf(need, offer)).not.toBeNull();
  });

  test.each([
    ['one common word', 'زعنوف معدن', 'قربوط معدن'],
    ['nothing but a size', 'zorblex 25 cm', 'frimbol 25 cm'],
    ['the beginning of a short word', 'cabo', 'cabine'],
  ])('does not fit what shares %s', (_, need, offer) => {
    expect(fitOf(need, offer)).toBeNull();
  });
});

describe('a word is heard as another', () => {
  test('where it is long, or Arabic in Latin letters', () => {
    expect(soundsLike('كارتون').length).toBeGreaterThan(0);
    expect(soundsLike('ma5rata').length).toBeGreaterThan(0);
    expect(soundsLike('gild', true).length).toBeGreaterThan(0);
  });

  test.each(['قطر', 'مربع', 'point', 'last', 'plan'])('and not where it only has the same few consonants: %s', (word) => {
    expect(soundsLike(word)).toEqual([]);
  });

  test('of a name that another language writes so', () => {
    expect(side('Kids lasts 24-33, round toe').profile.heads[0]?.heard).toBeUndefined();
  });
});
