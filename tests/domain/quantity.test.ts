/** Quantities: what can be compared with what, and how they are written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparable, parseThousandths, Quantity, thousandthsToDecimal, type Unit, unitCodes, units } from '../../schema/quantity.ts';

const of = (count: number, unit: Unit) => comparable({ amount: count * 1000, unit });
const unit = fc.constantFrom(...unitCodes);

describe('quantities', () => {
  test.each<[string, [number, Unit], [number, Unit]]>([
    ['two dozen are 24 pieces', [2, 'DZN'], [24, 'H87']],
    ['a dozen pairs are 12 pairs', [1, 'DPR'], [12, 'PR']],
    ['a tonne is a thousand kilograms', [1, 'TNE'], [1_000, 'KGM']],
    ['half a kilogram is 500 grams', [0.5, 'KGM'], [500, 'GRM']],
    ['250 centimetres are two and a half metres', [250, 'CMT'], [2.5, 'MTR']],
    ['a cubic metre is a thousand litres', [1, 'MTQ'], [1_000, 'LTR']],
    ['ten thousand square feet are 929.0304 square metres', [10_000, 'FTK'], [929.0304, 'MTK']],
  ])('%s', (_, one, other) => {
    expect(of(...one)).toEqual(of(...other));
  });

  test('of different dimensions never compare: pieces, pairs, sheets and boxes are not each other', () => {
    const dimensions = (
      ['H87', 'PR', 'SET', 'ST', 'XRO', 'XBX', 'XSA', 'XPX', 'KGM', 'MTR', 'MTK', 'MTQ', 'HUR', 'DAY', 'MON', 'IE'] as const
    ).map((code) => of(1, code).dimension);
    expect(new Set(dimensions).size).toBe(dimensions.length);
  });

  test('are never put in the wrong order within a dimension', () => {
    const amount = fc.integer({ min: 1, max: 1e9 });
    fc.assert(
      fc.property(unit, unit, amount, amount, (a, b, m, n) => {
        fc.pre(units[a].dimension === units[b].dimension);
        const [one, other] = [comparable({ amount: m, unit: a }).amount, comparable({ amount: n, unit: b }).amount];
        if (m * units[a].base < n * units[b].base) expect(one).toBeLessThanOrEqual(other);
        if (m * units[a].base > n * units[b].base) expect(one).toBeGreaterThanOrEqual(other);
      }),
    );
  });

  test('are counted exactly, the greatest too', () => {
    for (const code of unitCodes) expect(Number.isSafeInteger(comparable({ amount: 1e12, unit: code }).amount)).toBe(true);
  });

  // the base of litres, hours, pieces and grams is one whole unit, so that the thousandths are rounded away
  test('that differ by less than the base of their dimension are told apart', () => {
    expect(of(1.4, 'LTR').amount).toBeGreaterThan(of(1, 'LTR').amount);
  });

  test('are positive, counted in whole thousandths, and of a known unit', () => {
    expect(Quantity.safeParse({ amount: 1, unit: 'KGM' }).success).toBe(true);
    for (const bad of [
      { amount: 0, unit: 'KGM' },
      { amount: 1.5, unit: 'KGM' },
      { amount: -1, unit: 'KGM' },
      { amount: 1e12 + 1, unit: 'KGM' },
    ])
      expect(Quantity.safeParse(bad).success).toBe(false);
    expect(Quantity.safeParse({ amount: 1, unit: 'kg' }).success).toBe(false);
    expect(Quantity.safeParse({ amount: 1, unit: 'toString' }).success).toBe(false);
  });

  test('come in units of Recommendation 20, or 21 with an X, that hold something of their dimension', () => {
    for (const code of unitCodes) {
      expect(code).toMatch(/^[A-Z0-9]{2,3}$/);
      expect(units[code].base).toBeGreaterThan(0);
    }
  });
});

describe('the text of a quantity', () => {
  test.each([
    ['2', 2_000],
    ['2,5', 2_500],
    ['2.125', 2_125],
    ['٢٫٥', 2_500],
    ['1,250', 1_250_000],
    ['1 250,5', 1_250_500],
    ['0.001', 1],
  ])('%s is so many thousandths', (text, thousandths) => {
    expect(parseThousandths(text)).toBe(thousandths);
  });

  test.each(['', 'طن', '2.1255', '-1', '1/2', '½'])('%j is no quantity', (text) => {
    expect(parseThousandths(text)).toBeNull();
  });

  // a number of thousands never begins with 0, but 0,250 kg is read as 250 kg
  test('of a quarter with a decimal comma is a quarter', () => {
    expect(parseThousandths('0,250')).toBe(250);
  });

  test('comes back from a form field', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e12 }), (amount) => parseThousandths(thousandthsToDecimal(amount)) === amount));
  });
});
