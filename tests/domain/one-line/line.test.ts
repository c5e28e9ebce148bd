/** What holds of every line: it is read without failing, in little time, and says nothing that is not there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencies } from '../../../schema/money.ts';
import { units } from '../../../schema/quantity.ts';
import { answerOf, type Field, type Line, readLine } from '../../../worker/domain/one-line/line.ts';
import { read, sunday } from './reading.ts';

const words =
  'عندي محتاج بدي نحوس للبيع cherche vends need selling ٥٠٠ 1.500 1 500 2k الف خمسمية نص ونص طن طنين قدم جوز دستة كيلو متر م٢ pièces kg paires m² tons ب ٩٠ جنيه دينار شيكل 14 dh DA $ € القدم للكيلو le pied per kg قبل العيد خلال ١٠ ايام avant le 15 mars by Friday بكرة ٥/١٢ كل شهر par semaine capacité طاقة 60x60 سم 1,2 mm عرض جلد بقري مكنة خياطة tournage CNC soudeur ISO 9001 حد يخيط للغير في الروبيكي à Alger ، . ? ( 0555 12 34 56 ٪ × / - ـ'.split(
    ' ',
  );
const line = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 30 })
  .map((parts) => parts.join(' '));
const anything = fc.oneof(line, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }));
const country = fc.constantFrom('EG', 'PS', 'JO', 'DZ', 'TN', 'MA', 'FR', '', 'xx');

const fieldsOf = (said: Line): Field<unknown>[] =>
  Object.values(said)
    .flat()
    .filter((field) => field !== null);

test('every field points into the line, whatever the line', () => {
  fc.assert(
    fc.property(anything, country, (text, where) => {
      for (const { start, end, value } of fieldsOf(readLine(text, where, sunday))) {
        expect(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length).toBe(true);
        expect(value).not.toBeNull();
        expect(value).not.toBe('');
      }
    }),
    { numRuns: 3000 },
  );
});

test('the words of the thing stand in its place in the line, in their order', () => {
  fc.assert(
    fc.property(anything, country, (text, where) => {
      const { item } = readLine(text, where, sunday);
      if (!item) return;
      let rest = text.slice(item.start, item.end);
      for (const word of item.value.split(' ')) {
        const at = rest.indexOf(word);
        expect(at).toBeGreaterThanOrEqual(0);
        rest = rest.slice(at + word.length);
      }
    }),
    { numRuns: 2000 },
  );
});

test('values are whole, finite and of the schema, and what belongs together comes together', () => {
  fc.assert(
    fc.property(anything, country, fc.oneof(fc.constant(sunday), fc.string()), (text, where, today) => {
      const answer = answerOf(readLine(text, where, today));
      if (answer.quantity !== null) expect(answer.quantity > 0 && Number.isFinite(answer.quantity)).toBe(true);
      if (answer.unit !== null) expect(answer.quantity !== null && answer.unit in units).toBe(true);
      if (answer.priceMinor !== null) expect(Number.isSafeInteger(answer.priceMinor) && answer.priceMinor >= 0).toBe(true);
      expect(answer.priceMinor === null).toBe(answer.currency === null);
      if (answer.currency !== null) expect(answer.currency in currencies).toBe(true);
      if (answer.pricePer !== null) expect(answer.priceMinor !== null && answer.pricePer in units).toBe(true);
      if (answer.dueBy !== null) expect(new Date(`${answer.dueBy}T00:00:00Z`).toISOString().slice(0, 10)).toBe(answer.dueBy);
      if (answer.dimensions !== null)
        for (const one of answer.dimensions) expect(one).toMatch(/^\d+(?:\.\d+)?(?:[x-]\d+(?:\.\d+)?)*(?: (?:mm|cm|m|in|ft|µm))?$/);
    }),
    { numRuns: 3000 },
  );
});

test('the same line is read the same twice', () =>
  fc.assert(
    fc.property(line, (text) => {
      expect(read(text)).toEqual(read(text));
    }),
    { numRuns: 300 },
  ));

test('ten thousand characters of anything are read', () => {
  for (const part of ['٥٠٠ قدم جلد ب ٩٠ جنيه القدم ', '1 ', 'نص ', 'a ', 'في ', '1/2/', '60x60x', '\u0301', 'و', '\ud800'])
    expect(() => readLine(part.repeat(Math.ceil(10_000 / part.length)), 'EG', sunday)).not.toThrow();
});

test('nothing is invented', () => {
  for (const text of ['', ' ', '؟', '500', 'اهلا', 'hello', '🙂🙂', '----'])
    expect(Object.values(read(text)).every((value) => value === null)).toBe(true);
});

test('a chip covers its own words', () => {
  const text = 'عندي ٥٠٠ قدم جلد بقري ١.٢ مم ب ٩٠ جنيه القدم قبل ١٥ مارس';
  const said = readLine(text, 'EG', sunday);
  const words = (field: Field<unknown> | null | undefined) => (field ? text.slice(field.start, field.end) : null);
  expect(words(said.quantity)).toBe('٥٠٠');
  expect(words(said.unit)).toBe('قدم');
  expect(words(said.item)).toBe('جلد بقري');
  expect(words(said.dimensions?.[0])).toBe('١.٢ مم');
  expect(words(said.priceMinor)).toBe('٩٠');
  expect(words(said.currency)).toBe('جنيه');
  expect(words(said.pricePer)).toBe('القدم');
  expect(words(said.dueBy)).toBe('قبل ١٥ مارس');
});

test('Arabic in Latin letters is left alone', () => expect(() => read('3andi 500 2adam geld ba2ari b 90 geneh')).not.toThrow());
