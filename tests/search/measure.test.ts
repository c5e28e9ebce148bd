/** Numbers and their units, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../worker/search/analyze.ts';

/** The forms of every measure in a text; the first of each is the most exact. */
const measures = (text: string) => analyze(text).flatMap(({ measure, forms }) => (measure ? [forms] : []));
const exact = (text: string) => measures(text).map(([form]) => form);

describe('one measure is', () => {
  test.each<[string, string, ...string[]]>([
    [
      'a thickness in Arabic, in Arabic digits, in French and in English',
      '1.2mm',
      '1.2 مم',
      '١٫٢ ملم',
      '1,2 mm',
      '1.2mm',
      '1.2 ملي',
      '١٫٢مم',
    ],
    ['a length in any unit of length', '50mm', '5 سم', '50 mm', '5cm', '5 سنتي', '0.05 m', '0.05 متر', '٥٠ ملم', '5 centimètres'],
    ['an inch in millimetres', '50.8mm', '2 inch', '2 بوصة', '2 pouces', '50.8 mm'],
    ['a weight in any unit of weight', '2500g', '2.5 kg', '2,5 كيلو', '2500 جرام', '٢٫٥ كجم', '2500 grammes'],
    ['tons and kilograms', '3000000g', '3 طن', '3 tonnes', '3000 kg', '3 أطنان'],
    ['quintals, as olives and wheat are sold', '1000000g', '10 قناطير', '10 quintaux', '1 طن'],
    ['litres and millilitres', '5000ml', '5 لتر', '5 l', '5000 ml', '5 litres'],
    ['an area, however it is written', '40m2', '40 م٢', '40 م²', '40م2', '40 متر مربع', '40 m²', '40 m2', '40 sqm', '40 mètres carrés'],
    ['power and voltage', '220v', '220v', '220 فولت', '220 volts'],
    ['horse power', '3hp', '3 حصان', '3 hp', '3 cv'],
    ['a share, wherever the sign stands', '70pct', '70%', '70 %', '٧٠٪', '%70', '٪٧٠'],
    ['sides of a tile', '60x60', '60×60', '60x60', '60 X 60', '60 * 60', '٦٠×٦٠', '60 x 60'],
    ['sides with their unit, in millimetres', '600x600mm', '60×60 سم', '60 x 60 cm', '600x600mm', '60*60cm'],
    ['three sides', '600x600x30mm', '60 X 60 X 3 cm', '60×60×3 سم', '600x600x30 mm'],
    ['what is in each of several', '500ml', '6 x 500 ml', '6×500 مل', '500 ml'],
    ['a number with Arabic thousands', '1250', '١٬٢٥٠', '1250', '1٬250'],
  ])('%s', (_, form, ...written) => {
    for (const text of written) expect([text, exact(text)[0]]).toEqual([text, form]);
  });
});

describe('a range', () => {
  test.each([
    ['of sizes is all its sizes', '36-41', ['36', '37', '38', '39', '40', '41']],
    ['may have a long dash or spaces', '36 – 38', ['36', '37', '38']],
    ['of thicknesses is its two ends', '1.2-1.4 مم', ['1.2mm', '1.4mm', '1.2', '1.4']],
    ['with a unit is its two ends, since nobody offers each', '10–12 cm', ['100mm', '120mm', '10', '12']],
    ['that is long is its two ends', '100-200', ['100', '200']],
    ['that runs down is its two ends', '41-36', ['41', '36']],
  ])('%s', (_, text, forms) => {
    expect(measures(text)).toEqual([forms]);
  });

  test('is found by a size within it, and each size of a list as well', () => {
    expect(measures('36-41')[0]).toContain(exact('38')[0]);
    expect(exact('36,37,38')).toEqual(['36', '37', '38']);
    expect(exact('36،37،38')).toEqual(['36', '37', '38']);
  });
});

describe('a number', () => {
  test('is found with its unit and alone', () => {
    expect(measures('1.2 مم')).toEqual([['1.2mm', '1.2']]);
    expect(measures('60×60 سم')).toEqual([['600x600mm', '60x60']]);
  });

  test('of many digits keeps them all: it is a code', () => {
    expect(exact('6221234567890')).toEqual(['6221234567890']);
  });

  test('is exact where a unit makes it another one', () => {
    expect(exact('0.1 سم')).toEqual(['1mm']);
    expect(exact('0.7 cm')).toEqual(['7mm']);
    expect(exact('1.1 kg')).toEqual(['1100g']);
  });

  test.each([
    ['a word of letters and digits', '5ashab'],
    ['a name that begins with a digit', '3d'],
    ['a bolt', 'M8'],
    ['a number of a group of two scripts', '4xyz'],
  ])('is none in %s: %s', (_, text) => {
    expect(measures(text)).toEqual([]);
  });

  test.each([
    ['of a model', 'CNC-3000', ['3000']],
    ['of a standard', 'iso9001', []],
    ['of a phone', '+20 100 123 4567', ['20', '100', '123', '4567']],
    ['with points between groups of digits', '1.250.000', ['1', '250', '0']],
    ['before a hyphen that ends no unit', '10 T-shirts', ['10']],
    ['before the article of the next word', "5 l'huile", ['5']],
    ['before a word that no unit is', '50 قطعة', ['50']],
    ['after the letter of a metre that nothing counts', 'م٢', ['2']],
    ['of an hour', '10:30', ['10', '30']],
  ])('has no unit where there is none: %s', (_, text, forms) => {
    expect(exact(text)).toEqual(forms);
  });

  test('is the same in all units of length, weight and volume', () => {
    const units: [string, number, string][] = [
      ['mm', 1, 'مم'],
      ['cm', 10, 'سم'],
      ['m', 1000, 'متر'],
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...units), (millimetres, [latin, factor, arabic]) => {
        const value = millimetres / factor;
        fc.pre(!/e/.test(String(value)));
        expect(exact(`${value} ${latin}`)).toEqual([`${millimetres}mm`]);
        expect(exact(`${value} ${arabic}`)).toEqual([`${millimetres}mm`]);
      }),
    );
  });

  test('in a text of anything has few forms, all of them short', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'0123456789.,-–x×* %٪٬٫سممطkg²'), maxLength: 60 });
    fc.assert(
      fc.property(texts, (text) => {
        for (const forms of measures(text)) {
          expect(forms.length).toBeLessThanOrEqual(17);
          for (const form of forms) expect(form).toMatch(/^[\d.e+x-]+(?:[a-z]+\d?)?$/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
