/** Words that say that an exchange is welcome, and words that only look like it. */
import { expect, test } from 'vitest';
import { acceptsBarter, saysBarter } from '../../../worker/domain/one-line/barter.ts';

test.each([
  'جلد بقري، ممكن مقايضة',
  'نقبل المبادلة ببضاعة',
  'طن، وممكن نبدّل ببسكوت',
  'لون بيج، ومنقبل بدل صبابيط',
  'ممكن بدل بضاعة أو شغل ينفعنا',
  'وعندي بدل ليه',
  'On accepte le troc',
  'Hêtre étuvé, échange possible contre des chaises',
  'Happy to swap for boxes',
  'Barter welcome',
  'We can give bags in exchange',
])('%s', (text) => expect(saysBarter(text)).toBe(true));

test.each([
  'البيع كاش بس',
  'لا نقبل المبادلة',
  'بدون مقايضة',
  'تبادل خبرات بين المدابغ',
  'قطع تبديل للماكينات',
  'Pas de troc',
  'Échange d’expériences entre ateliers',
  'Échangeur de chaleur',
  'No swaps, cash only',
  'Heat exchanger, good exchange rate',
  'بدل عمال مقاس كبير',
  '',
])('not: %s', (text) => expect(saysBarter(text)).toBe(false));

test.each([
  [true, '', true],
  [true, 'cash only, no swaps', true],
  [false, 'swap for soles', false],
  [undefined, 'swap for soles', true],
  [undefined, '', false],
])('what its firm said goes before words, and words count where it said nothing: %s, "%s"', (barter, text, accepts) => {
  expect(acceptsBarter({ price: { barter }, title: 'Leather', text })).toBe(accepts);
});
