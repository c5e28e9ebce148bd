/** Phone numbers as people write them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Phone, type PhoneCountry, phoneCountries, toE164 } from '../../schema/person.ts';

const inArabicDigits = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)));
const inPersianDigits = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(0x6f0 + Number(d)));

const numbers: [string, PhoneCountry, national: string, e164: string][] = [
  ['a mobile of Egypt', 'EG', '01012345678', '+201012345678'],
  ['another of Egypt', 'EG', '0122 345 6789', '+201223456789'],
  ['a landline of Cairo', 'EG', '02 2345 6789', '+20223456789'],
  ['a landline of Damietta', 'EG', '057 2345678', '+20572345678'],
  ['a mobile of Algeria', 'DZ', '0550 12 34 56', '+213550123456'],
  ['a landline of Algiers', 'DZ', '021 23 45 67', '+21321234567'],
  ['a mobile of Palestine', 'PS', '0599-123-456', '+970599123456'],
  ['a landline of Hebron', 'PS', '02 222 0000', '+97022220000'],
  ['a mobile of Jordan', 'JO', '07 9123 4567', '+962791234567'],
  ['a landline of Amman', 'JO', '(06) 464-1234', '+96264641234'],
  ['a mobile of Tunisia', 'TN', '20 123 456', '+21620123456'],
  ['a landline of Tunis', 'TN', '71 123 456', '+21671123456'],
  ['a mobile of Morocco', 'MA', '06 12 34 56 78', '+212612345678'],
  ['a landline of Casablanca', 'MA', '0522-123456', '+212522123456'],
];

describe('a phone number', () => {
  test.each(numbers)('%s is read as written there', (_, country, national, e164) => {
    expect(toE164(national, country)).toBe(e164);
    expect(toE164(inArabicDigits(national), country)).toBe(e164);
    expect(toE164(inPersianDigits(national), country)).toBe(e164);
  });

  test.each(numbers)('%s is read in international form, with + or 00, whatever the country of the form', (_, __, ___, e164) => {
    const spaced = `${e164.slice(0, 4)} ${e164.slice(4, 7)} ${e164.slice(7)}`;
    for (const text of [e164, spaced, e164.replace('+', '00'), ` ${e164} `, inArabicDigits(e164), inArabicDigits(e164.replace('+', '00'))])
      for (const country of [undefined, 'EG', 'PS', 'FR'] as const) expect(toE164(text, country)).toBe(e164);
  });

  test.each(numbers)('%s stays what it is when it is read again', (_, country, national) => {
    const once = toE164(national, country);
    expect(once && toE164(once)).toBe(once);
  });

  test('is read between the invisible marks of a right-to-left page', () => {
    expect(toE164('\u200F+201012345678')).toBe('+201012345678');
    expect(toE164('\u202A+20 10 1234 5678\u202C')).toBe('+201012345678');
  });

  test('in national form is nobody’s without a country', () => {
    expect(toE164('01012345678')).toBeNull();
    expect(toE164('0599123456')).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['white space', '   '],
    ['words', 'اتصل بي'],
    ['too short', '12345'],
    ['too long', '010123456789012'],
    ['one digit too many', '010123456789'],
    ['a short code', '19019'],
    ['an emergency number', '122'],
    ['a country that there is not', '+999123456789'],
    ['zeros', '+000000000000'],
    ['only a plus', '+'],
    ['two numbers', '01012345678 / 01112345678'],
    ['letters', '+1800FLOWERS'],
    ['an e-mail', 'tarek@example.com'],
    ['script', '<script>1</script>'],
  ])('is not %s', (_, text) => {
    expect(toE164(text, 'EG')).toBeNull();
    expect(Phone.safeParse(text).success).toBe(false);
  });

  // the small metadata of libphonenumber knows the lengths of a country's numbers, not those of its mobiles: a code goes to nobody
  test('of an Egyptian mobile that lacks a digit is refused', () => {
    expect(toE164('0101234567', 'EG')).toBeNull();
  });

  test('is E.164 or nothing, and a text never breaks the reading of it', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'+0123456789٠١٢٥ ()-/x') }));
    fc.assert(
      fc.property(text, fc.option(fc.constantFrom(...phoneCountries), { nil: undefined }), (written, country) => {
        expect(toE164(written, country) ?? '+10000000').toMatch(/^\+[1-9]\d{4,14}$/);
      }),
    );
  });

  test('is kept as E.164, or refused as no phone', () => {
    expect(Phone.parse('٠٠٢٠ ١٠ ١٢٣٤ ٥٦٧٨')).toBe('+201012345678');
    expect(Phone.safeParse('010').error?.issues).toMatchObject([{ message: 'not-a-phone' }]);
    expect(Phone.safeParse(201012345678).success).toBe(false);
  });
});
