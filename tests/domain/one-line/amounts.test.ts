/** Quantities, units and capacities. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

const amount = (text: string, country = 'EG') => {
  const { quantity, unit } = read(text, country);
  return [quantity, unit];
};

test.each([
  ['عندي ٨٠٠ قدم جلد', 800, 'FTK'],
  ['محتاج طنين حديد', 2, 'TNE'],
  ['عايز جوزين جزم', 2, 'PR'],
  ['طن ونص سولار للبيع', 1.5, 'TNE'],
  ['نص طن غرا للبيع', 0.5, 'TNE'],
  ['محتاج طن حديد', 1, 'TNE'],
  ['بدي دزينتين قمصان', 2, 'DZN'],
  ['عندي 4 قناطير زيتون', 400, 'KGM'],
  ['محتاج ٣ م٢ رخام', 3, 'MTK'],
  ['besoin de 4 m³ de chêne', 4, 'MTQ'],
  ["besoin d'une demi-tonne de granulés", 0.5, 'TNE'],
  ['vends deux tonnes et demie de sucre', 2.5, 'TNE'],
  ['cherche une douzaine de palettes europe', 1, 'DZN'],
  ['need half a ton of wood', 0.5, 'TNE'],
  ['a dozen pairs of sandals 480 dinars', 1, 'DPR'],
  ['need 5,000 sq ft of goat skins', 5000, 'FTK'],
  ['selling 40 rolls of lining', 40, 'XRO'],
])('a number and its unit: %s', (text, quantity, unit) => expect(amount(text)).toEqual([quantity, unit]));

test('counted things are pieces, counted people persons', () => {
  expect(amount('محتاج ١٢٠ كرسي زان')).toEqual([120, 'H87']);
  expect(amount('wanted: two stone masons')).toEqual([2, 'IE']);
  expect(amount('محتاجين دورة تسعير ل ١٥ حرفي')).toEqual([15, 'IE']);
});

test('boxes around goods are boxes, boxes that are the goods are pieces', () => {
  expect(amount('عندي ٤٠٠ كرتونه تمر')).toEqual([400, 'XBX']);
  expect(amount('محتاج علب كرتون مطبوعه ١٠ الاف علبه')).toEqual([10_000, 'H87']);
  expect(amount('50 palettes bois EUR à vendre')).toEqual([50, 'H87']);
});

test('the lower end of a range is the quantity', () => expect(amount('محتاج من ٢٠٠ ل ٣٠٠ متر تل')).toEqual([200, 'MTR']));

test.each([
  'كوتشيهات مقاس ٤٠ ل ٤٥ ب ٢٠٠ جنيه',
  'mocassins du 39 au 44 à vendre',
  'سوست معدن اقل طلب ٥٠ دسته',
  'شكارة اسمنت ٥٠ كيلو ب ٢٣٠ جنيه',
  'Huile vierge bidon 5 L à 4500 DA',
  'كمبروسر ٥٠٠ لتر ١٠ حصان للبيع',
  'ونش شوكة ٣ طن للبيع',
  'formation HACCP 2 jours',
  'trempe à l huile',
  'خصنا stand لثلاث شركات',
  'شهادة ايزو 9001',
  'قماش قطن ١٠٠٪ للبيع',
  'ورق كرافت ١٥٠ جرام للبيع',
])('sizes, contents, minimums, power and names are no quantity: %s', (text) => expect(read(text).quantity).toBeNull());

test.each([
  ['tournage CNC disponible, capacité 800 pièces par semaine', 800, 'H87', 'week'],
  ['مستعد اورد ١٠ طن جير كل شهر', 10, 'TNE', 'month'],
  ['عندنا خط بيطلع ٥٠٠٠ قطعة في اليوم', 5000, 'H87', 'day'],
  ['Injection molding capacity 10,000 pcs per week, min order 2000', 10_000, 'H87', 'week'],
  ['Fabricant de chaises, 500 chaises/mois', 500, 'H87', 'month'],
  ['تتوفر لدينا طاقة إنتاجية قدرها خمسون طنا شهريا من التمور', 50, 'TNE', 'month'],
])('a rate for a period is a capacity and no quantity: %s', (text, quantity, unit, period) => {
  expect(read(text).capacity).toEqual({ quantity, unit, period });
  expect(read(text).quantity).toBeNull();
});
