/** Prices: how much, in which money, for how much of the goods. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

const price = (text: string, country: string) => {
  const { priceMinor, currency, pricePer } = read(text, country);
  return [priceMinor, currency, pricePer];
};

test.each([
  ['جلد ب ٦٥ جنيه القدم', 'EG', 6500, 'EGP', 'FTK'],
  ['جلد ماعز 90ج/قدم', 'EG', 9000, 'EGP', 'FTK'],
  ['غرا ابيض الكيلو ب ٤٥', 'EG', 4500, 'EGP', 'KGM'],
  ['القطعه ب ٧ جنيه ونص طباعة', 'EG', 750, 'EGP', 'H87'],
  ['صابون الوحدة بشيكلين', 'PS', 200, 'ILS', 'H87'],
  ['صابون الكيلو بدينارين ونص', 'JO', 2500, 'JOD', 'KGM'],
  ['كنب للبيع ٣٥٠ دينار', 'PS', 350_000, 'JOD', null],
  ['نحاس ب 1200 دج للكيلو', 'DZ', 120_000, 'DZD', 'KGM'],
  ['زيت 650 دينار للكيلو', 'DZ', 65_000, 'DZD', 'KGM'],
  ['cuir de chèvre, 14 dh le pied', 'MA', 1400, 'MAD', 'FTK'],
  ['prix au kilo : 300 DA, cuivre', 'DZ', 30_000, 'DZD', 'KGM'],
  ['tissu à 12,500 DT le mètre', 'TN', 12_500, 'TND', 'MTR'],
  ["sacs à 0,12 € l'unité", 'FR', 12, 'EUR', 'H87'],
  ['denim USD 2.75/m', 'EG', 275, 'USD', 'MTR'],
  ['lining at $35 per roll', 'EG', 3500, 'USD', 'XRO'],
  ['used booth, 1,200 JOD', 'JO', 1_200_000, 'JOD', null],
  ['scissors 350 LE', 'EG', 35_000, 'EGP', null],
  ['soap, 3 shekels a piece', 'PS', 300, 'ILS', 'H87'],
])('%s', (text, country, minor, currency, per) => expect(price(text, country)).toEqual([minor, currency, per]));

test('wages are for a day, an hour or a month', () => {
  expect(price('عايز ٣ عمال يومية ٤٠٠ جنيه', 'EG')).toEqual([40_000, 'EGP', 'DAY']);
  expect(price('need welder, 25 JD per day', 'JO')).toEqual([25_000, 'JOD', 'DAY']);
  expect(price("impression 3D, 1.500 DA l'heure", 'DZ')).toEqual([150_000, 'DZD', 'HUR']);
});

test('a total has no per', () => {
  expect(price('زراير ٥٠٠٠ زرار الكل ب ٢٠٠٠ جنيه', 'EG')).toEqual([200_000, 'EGP', null]);
  expect(price('5000 boutons, 20 000 DA le lot', 'DZ')).toEqual([2_000_000, 'DZD', null]);
});

test('ceilings, budgets and starting prices are prices', () => {
  expect(price('منشار مستعمل بحدود ٢٠٠٠ شيكل', 'PS')[0]).toBe(200_000);
  expect(price('presse, budget 25 000 DT', 'TN')[0]).toBe(25_000_000);
  expect(price('Analyse de dattes à partir de 4 500 DA', 'DZ')[0]).toBe(450_000);
});

test('the price for a package is not that of what it holds', () => {
  expect(price('قماش التوب فيه ٤٠ متر ب ٣٨٠٠', 'EG')).toEqual([380_000, 'EGP', 'XRO']);
  expect(price('سعر الكرسي ٣٥ دينارا، مئة وخمسون كرسيا للبيع', 'JO')).toEqual([35_000, 'JOD', 'H87']);
});

test('the metre of what is counted by area is a square metre', () => {
  expect(price('رخام 300 متر مربع بسعر 80 شيقل المتر', 'PS')).toEqual([8_000, 'ILS', 'MTK']);
  expect(price('قماش بطانة 300 متر ب 35 جنيه المتر', 'EG')).toEqual([3_500, 'EGP', 'MTR']);
});

test('no price, no currency', () => {
  expect(price('محتاج ٢ طن مركب نعل', 'EG')).toEqual([null, null, null]);
  expect(price('اقل من ٥ ايام ب ٣ عمال', 'EG')).toEqual([null, null, null]);
});
