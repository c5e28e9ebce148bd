/** The thing, in the words of the line. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

test.each([
  ['عندي ٥٠٠ قدم جلد بقري طبيعي ١.٢ مم ب ٩٠ جنيه القدم', 'جلد بقري طبيعي'],
  ['محتاج حد يخيط ٢٠٠٠ جوز شباشب قبل العيد', 'شباشب'],
  ['cherche sous-traitant tournage CNC 300 pièces avant le 15 mars', 'tournage CNC'],
  ['need 2 tons of PU sole compound', 'PU sole compound'],
  ['شهادة ايزو 9001 لمصنع صغير مين يعملها؟', 'شهادة ايزو 9001'],
  ['يا هندسه لو سمحت محتاج ٢٠٠ لتر تنر ممتاز تسليم النهارده عشان الورشه واقفه', 'تنر ممتاز'],
  ['بدور على موزع لأحذية الأطفال بعمان', 'موزع لأحذية الأطفال'],
  ['Bonjour, atelier familial à Sfax, vends 1 200 paires de mocassins homme cuir du 39 au 44, 38 DT la paire', 'mocassins homme cuir'],
  ['cherche labo pour essai de traction acier', 'essai de traction acier'],
  ['Cherche atelier pour gravure laser sur 350 porte-clés bois avant Noël', 'porte-clés bois'],
  ['sous-traitance couture : nous cousons 2000 t-shirts par semaine', 't-shirts'],
  ["Je cherche une presse plieuse d'occasion 3 m, budget 25 000 DT", "presse plieuse d'occasion"],
  ['wanted: two stone masons, 180 shekels a day', 'stone masons'],
  ['cherche fournisseur colle néoprène avant fin janvier', 'colle néoprène'],
  ['looking for supplier of zippers 500 pcs', 'zippers'],
  ['مطلوب مورد سحابات ٥٠٠ قطعة', 'سحابات'],
  ['Looking for training on dye recipes for 6 workers before Ramadan', 'training on dye recipes'],
])('%s', (text, item) => expect(read(text).item).toBe(item));

test('numbers of a name stay with it, power and places do not', () => {
  expect(read('تمر سيوي نمره ١ للبيع').item).toBe('تمر سيوي نمره ١');
  expect(read('عندنا فريزة 5 محاور').item).toBe('فريزة 5 محاور');
  expect(read('vends compresseur à vis 37 kW, très bon état').item).toBe('compresseur à vis');
  expect(read('مطلوب جلد ماعز في الروبيكي').item).toBe('جلد ماعز');
});

test('a fair keeps its place', () => expect(read('خصنا stand في صالون SIPSA').item).toBe('stand في صالون SIPSA'));

test('a word that only repeats the thing beside its number is no thing of its own', () =>
  expect(read('زراير صدف طبيعي ٥٠٠٠ زرار الكل ب ٢٠٠٠ جنيه').item).toBe('زراير صدف طبيعي'));
