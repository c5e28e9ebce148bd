/** Amounts as people of three languages write them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Currency, currencies, foldDigits, Minor, minorToDecimal, parseMinor } from '../../schema/money.ts';

const currency = fc.constantFrom(...(Object.keys(currencies) as Currency[]));
const minor = fc.integer({ min: 0, max: 1e12 });

describe('an amount', () => {
  test.each<[string, string, Currency, number]>([
    ['a whole number', '1250', 'EGP', 125_000],
    ['a decimal point', '1250.50', 'EGP', 125_050],
    ['a decimal comma', '1250,5', 'DZD', 125_050],
    ['thousands with commas', '1,250', 'EGP', 125_000],
    ['millions with commas and a point', '1,250,000.75', 'USD', 125_000_075],
    ['thousands with spaces', '1 250,50', 'DZD', 125_050],
    ['thousands with no-break spaces', '1\u00A0250,50', 'MAD', 125_050],
    ['thousands with narrow no-break spaces', '12\u202F500', 'EUR', 1_250_000],
    ['thousands with apostrophes, straight or curved', "1'250’000", 'EUR', 125_000_000],
    ['Arabic-Indic digits', '١٢٥٠', 'EGP', 125_000],
    ['Arabic separators', '١٬٢٥٠٫٥', 'EGP', 125_050],
    ['Persian digits', '۱۲۵۰٫۵۰', 'EGP', 125_050],
    ['digits of two writings', '1٢5٠', 'EGP', 125_000],
    ['spaces around it', '  90.5 ', 'ILS', 9_050],
    ['zeros in front', '007', 'EGP', 700],
    ['nothing to pay', '0', 'EGP', 0],
    ['decimals that are only zeros', '12.5000', 'EGP', 1_250],
  ])('is read with %s', (_, text, unit, amount) => {
    expect(parseMinor(text, unit)).toBe(amount);
  });

  test.each<[string, Currency, number]>([
    ['1.125', 'JOD', 1_125],
    ['1,25', 'JOD', 1_250],
    ['٤٫٧٥٠', 'JOD', 4_750],
    ['12,5', 'TND', 12_500],
    ['1 250,750', 'TND', 1_250_750],
    ['3', 'TND', 3_000],
  ])('has three decimals in dinars of Jordan and Tunisia: %s %s', (text, unit, amount) => {
    expect(parseMinor(text, unit)).toBe(amount);
  });

  test.each<[string, string, Currency]>([
    ['nothing', '', 'EGP'],
    ['white space', ' \u00A0', 'EGP'],
    ['words', 'خمسون', 'EGP'],
    ['a currency with it', '50 EGP', 'EGP'],
    ['a minus', '-5', 'EGP'],
    ['a plus', '+5', 'EGP'],
    ['an exponent', '1e3', 'EGP'],
    ['hexadecimal', '0x10', 'EGP'],
    ['two points', '1.2.3', 'EGP'],
    ['a lone point', '.', 'EGP'],
    ['no digit behind the point', '5.', 'EGP'],
    ['groups of two', '1,25,00', 'EGP'],
    ['a finer part than the currency has', '1.255', 'EGP'],
    ['a finer part than a dinar has', '1.2555', 'JOD'],
    ['more than can be counted exactly', '999999999999999', 'EGP'],
    ['infinity', 'Infinity', 'EGP'],
    ['a superscript', '5²', 'EGP'],
  ])('is refused when it has or is %s', (_, text, unit) => {
    expect(parseMinor(text, unit)).toBeNull();
  });

  test('comes back from the text of a form field', () => {
    fc.assert(
      fc.property(minor, currency, (amount, unit) => {
        const text = minorToDecimal(amount, unit);
        expect(text).toMatch(/^\d+(\.\d*[1-9])?$/);
        expect(parseMinor(text, unit)).toBe(amount);
      }),
    );
  });

  test('comes back from the text of a form field retyped with a decimal comma, unless that reads as thousands', () => {
    fc.assert(
      fc.property(minor, currency, (amount, unit) => {
        const text = minorToDecimal(amount, unit).replace('.', ',');
        fc.pre(!/^\d{1,3},\d{3}$/.test(text));
        expect(parseMinor(text, unit)).toBe(amount);
      }),
    );
  });

  test.each(['ar-EG', 'ar-PS', 'ar-JO', 'en'])('comes back as %s writes it', (locale) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), currency, (amount, unit) => {
        const decimals = currencies[unit];
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals }).format(amount / 10 ** decimals);
        expect(parseMinor(text, unit)).toBe(amount);
      }),
    );
  });

  test('comes back as French writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), fc.constantFrom<Currency>('DZD', 'MAD', 'EUR'), (amount, unit) => {
        const text = new Intl.NumberFormat('fr', { minimumFractionDigits: 2 }).format(amount / 100);
        expect(parseMinor(text, unit)).toBe(amount);
      }),
    );
  });

  // Arabic of Algeria, Morocco and Tunisia writes 1.250,50, which is what Intl shows there; it is refused
  test.each(['ar-DZ', 'ar-MA', 'ar-TN'])('comes back as %s writes it', (locale) => {
    expect(parseMinor(new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1250.5), 'DZD')).toBe(125_050);
  });

  // a number of thousands never begins with 0, but 0,500 is read as 500 dinars
  test('of less than one with a decimal comma and three decimals is less than one', () => {
    expect(parseMinor('0,500', 'TND')).toBe(500);
  });

  test('is an integer or nothing, and a text never breaks the reading of it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(..."0159٠٥۷.,٫٬ -e'’") })),
        currency,
        (text, unit) => {
          const amount = parseMinor(text, unit);
          if (amount !== null) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
        },
      ),
    );
  });

  test('lies between nothing and a million million minor units', () => {
    for (const good of [0, 1, 1e12]) expect(Minor.safeParse(good).success).toBe(true);
    for (const bad of [-1, 0.5, 1e12 + 1, Number.NaN, '5']) expect(Minor.safeParse(bad).success).toBe(false);
  });
});

describe('a form field', () => {
  test('shows no more decimals than there are', () => {
    expect(minorToDecimal(9_050, 'EGP')).toBe('90.5');
    expect(minorToDecimal(9_000, 'EGP')).toBe('90');
    expect(minorToDecimal(5, 'EGP')).toBe('0.05');
    expect(minorToDecimal(5, 'JOD')).toBe('0.005');
    expect(minorToDecimal(0, 'TND')).toBe('0');
  });
});

describe('digits', () => {
  test('of Arabic-Indic and Persian writing become ASCII, and other text is left alone', () => {
    expect(foldDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
    expect(foldDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789');
    expect(foldDigits('١٬٢٥٠٫٥')).toBe('1250.5');
    expect(foldDigits('جلد ٢ Cuir 3')).toBe('جلد 2 Cuir 3');
  });

  test('folded once are folded', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldDigits(foldDigits(text)) === foldDigits(text)));
  });
});
