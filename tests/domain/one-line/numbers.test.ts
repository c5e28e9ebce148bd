/** Numbers in digits and words, as people write them in chats. */
import { expect, test } from 'vitest';
import { numberAt } from '../../../worker/domain/one-line/numbers.ts';
import { tokenize } from '../../../worker/domain/one-line/tokens.ts';

const value = (text: string) => numberAt(tokenize(text), 0)?.value;

test.each([
  ['٥٠٠', 500],
  ['۲۵۰', 250],
  ['١٬٥٠٠', 1500],
  ['١٫٥', 1.5],
  ['1.500', 1500],
  ['1,500', 1500],
  ['1 500', 1500],
  ['1.250,50', 1250.5],
  ['25,000.00', 25000],
  ['0.500', 0.5],
  ['12,5', 12.5],
  ['2k', 2000],
])('digits of both sets, with either decimal sign and any thousands: %s', (text, expected) => expect(value(text)).toBe(expected));

test.each([
  ['خمسمية', 500],
  ['خمسميت', 500],
  ['خمسمائة', 500],
  ['ميتين وخمسين', 250],
  ['مئة وخمسون', 150],
  ['تلت آلاف', 3000],
  ['تلات تلاف', 3000],
  ['ألفين', 2000],
  ['ألف وخمسمية', 1500],
  ['الف و500', 1500],
  ['خمسة وعشرين', 25],
  ['سبعتاشر', 17],
  ['خمسطاش', 15],
  ['تلتعش', 13],
  ['ثلاثة عشر', 13],
  ['مليون ومئتي ألف', 1_200_000],
  ['٣ آلاف', 3000],
  ['45 ألف', 45000],
  ['مليون ونص', 1_500_000],
  ['نص مليون', 500_000],
])('Arabic number words of the regions, alone or with digits: %s', (text, expected) => expect(value(text)).toBe(expected));

test.each([
  ['deux cents', 200],
  ['mille deux cents', 1200],
  ['quatre-vingt-dix', 90],
  ['soixante et onze', 71],
  ['quatre-vingt-dix-sept', 97],
  ['une centaine', 100],
  ['3 mille', 3000],
  ['1,2 million', 1_200_000],
])('French number words: %s', (text, expected) => expect(value(text)).toBe(expected));

test.each([
  ['two hundred and fifty', 250],
  ['one thousand five hundred', 1500],
  ['ninety-nine', 99],
  ['a hundred', 100],
  ['half a million', 500_000],
])('English number words: %s', (text, expected) => expect(value(text)).toBe(expected));

test('a range keeps both ends', () => {
  expect(numberAt(tokenize('300-350'), 0)).toMatchObject({ value: 300, upper: 350 });
  expect(numberAt(tokenize('بين ٥٠ و ٨٠'), 0)).toMatchObject({ value: 50, upper: 80 });
  expect(numberAt(tokenize('entre 50 et 80'), 0)).toMatchObject({ value: 50, upper: 80 });
  expect(numberAt(tokenize('10 to 15'), 0)).toMatchObject({ value: 10, upper: 15 });
});

test('an article is a number only before a unit', () => {
  expect(numberAt(tokenize('une machine'), 0)?.weak).toBe(true);
  expect(numberAt(tokenize('واحد يلحم'), 0)?.weak).toBe(true);
});

test('a half-ton pickup and half-time are no numbers', () => {
  expect(numberAt(tokenize('نص نقل'), 0)).toBeNull();
  expect(numberAt(tokenize('نص دوام'), 0)).toBeNull();
});

test('a grade before an amount does not become its thousands', () =>
  expect(tokenize('inox 304 500 kg').map(({ value: v }) => v)).toContain(500));

test('a list of sizes and a telephone are no number', () => {
  expect(value('0555 12 34 56')).toBeUndefined();
  expect(value('٠١٠٠١٢٣٤٥٦٧')).toBeUndefined();
});
