/** Dimensions, in the one form that the search and the form share. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

test.each([
  ['جلد ١.٢ مم للبيع', ['1.2 mm']],
  ['Cuir 1,1 mm à vendre', ['1.1 mm']],
  ['جلد 1.2–1.4 ملم للبيع', ['1.2-1.4 mm']],
  ['سجاده ٢٠٠×٣٠٠ سم', ['200x300 cm']],
  ['كرتون ٤٠×٣٠×٢٠ سم', ['40x30x20 cm']],
  ['زربية 2 متر على 3 متر', ['2x3 m']],
  ['سيراميك ٤٠ في ٤٠', ['40x40']],
  ['بلاط رخام 30x60 سماكة 2 سم', ['30x60', '2 cm']],
  ['tôle galva 2 mm 1x2 m', ['2 mm', '1x2 m']],
  ['need 300 m of canvas 150 cm wide', ['150 cm']],
  ['presse plieuse 3 m à vendre', ['3 m']],
  ['rolls of lining 150 cm x 50 m', ['150 cm', '50 m']],
  ['denim 60 inch wide', ['60 in']],
])('%s', (text, dimensions) => expect(read(text).dimensions).toEqual(dimensions));

test.each(['محتاج ٥٠٠ متر قماش', 'شاحنة ١٠ طن', 'قرعة 250 مل', 'ورق ١٥٠ جرام', 'مقاس ٤٠ ل ٤٥ جزم', '2 x 500 kg de miel'])(
  'metres of goods, loads, volumes and shoe sizes are none: %s',
  (text) => expect(read(text).dimensions).toBeNull(),
);
