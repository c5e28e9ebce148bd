/** Deadlines, read on Sunday the 22nd of November 2026. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

const due = (text: string, today?: string) => read(`${text}`, 'DZ', today).dueBy;

test.each([
  ['قبل ١٥ مارس', '2027-03-15'],
  ['avant le 15 mars', '2027-03-15'],
  ['by 10 May', '2027-05-10'],
  ['قبل ٥/١٢', '2026-12-05'],
  ['قبل ٢٠/١/٢٠٢٧', '2027-01-20'],
  ['avant le 01/02/2027', '2027-02-01'],
  ['قبل ١٠ كانون الثاني', '2027-01-10'],
  ['قبل 20 فيفري', '2027-02-20'],
  ['by the 3rd of January', '2027-01-03'],
  ['قبل شهر ٦', '2027-06-01'],
  ['before March', '2027-03-01'],
])('a day of the calendar, the next one when no year is said: %s', (text, day) => expect(due(`محتاج ٣ طن جير ${text}`)).toBe(day));

test.each([
  ['بكره', '2026-11-23'],
  ['غدوة', '2026-11-23'],
  ['demain', '2026-11-23'],
  ['بعد بكرة', '2026-11-24'],
  ['day after tomorrow', '2026-11-24'],
  ['النهارده', '2026-11-22'],
  ['خلال ١٠ ايام', '2026-12-02'],
  ['في خلال شهر', '2026-12-22'],
  ['خلال أسبوعين', '2026-12-06'],
  ['خلال شهرين', '2027-01-22'],
  ['في خلال ٤٨ ساعة', '2026-11-24'],
  ["d'ici 10 jours", '2026-12-02'],
  ['sous 3 semaines', '2026-12-13'],
  ['within two months', '2027-01-22'],
  ['in 10 days', '2026-12-02'],
])('from today: %s', (text, day) => expect(due(`need 3 tons of lime ${text}`)).toBe(day));

test.each([
  ['يوم الخميس الجاي', '2026-11-26'],
  ["d'ici vendredi", '2026-11-27'],
  ['by Sunday', '2026-11-29'],
  ['قبل يوم الاحد', '2026-11-29'],
])('a weekday is the next one after today: %s', (text, day) => expect(due(`besoin de 3 tonnes de chaux ${text}`)).toBe(day));

test.each([
  ['قبل نهاية الشهر', '2026-11-30'],
  ['قبل آخر الشهر', '2026-11-30'],
  ['avant fin mai', '2027-05-31'],
  ['by end of month', '2026-11-30'],
  ['قبل نهاية السنة', '2026-12-31'],
  ['قبل نهاية شهر آذار', '2027-03-31'],
  ['قبل يوم ٢٠', '2026-12-20'],
])('the end of a month, the next twentieth: %s', (text, day) => expect(due(`محتاج ٣ طن جير ${text}`)).toBe(day));

test('a month from the last of January is the last of February', () =>
  expect(due('محتاج ٣ طن جير خلال شهر', '2027-01-31')).toBe('2027-02-28'));

test.each([
  'قبل العيد',
  'قبل عيد الاضحى',
  'قبل أول رمضان',
  'avant Noël',
  'before Ramadan',
  'من اول الشهر الجاي',
  'من اول الشهر',
  'dès lundi',
  'à partir du 5 janvier',
  'لمدة شهر',
  'for 3 months',
  'في أقرب وقت',
  'asap',
])('feasts, beginnings and durations are no deadline, and no part of the thing: %s', (text) =>
  expect(read(`محتاج ٣ طن جير ${text}`)).toMatchObject({ dueBy: null, item: 'جير' }),
);

test('a today that is no day leaves relative days unread', () => {
  expect(due('محتاج ٣ طن جير بكره', 'yesterday')).toBeNull();
  expect(due('محتاج ٣ طن جير قبل ٢٠/١/٢٠٢٧', '')).toBe('2027-01-20');
});
