/** Dividing fairly: checked against every way in which it could be divided. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from '../../../worker/domain/pool/shares.ts';

const divide = (parts: number[], divisor: number, whole: number) => apportion(parts.map(BigInt), BigInt(divisor), BigInt(whole));
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

describe('what is divided', () => {
  test('goes to the largest remainders after everyone has the whole part of his share', () => {
    expect(divide([1_400, 700, 900], 1_000, 3)).toEqual([1, 1, 1]);
    expect(divide([2_600, 2_700, 700], 1_000, 6)).toEqual([2, 3, 1]);
  });

  test('goes to the earlier one where remainders are equal', () => {
    expect(divide([500, 500, 500, 500], 1_000, 2)).toEqual([1, 1, 0, 0]);
    expect(divide([500, 500, 500], 1_000, 2)).toEqual([1, 1, 0]);
  });

  test('goes to nobody who has no remainder', () => {
    expect(divide([1_000, 2_000, 1], 1_000, 4)).toEqual([1, 2, 1]);
    expect(divide([1_000, 2_000, 1], 1_000, 3)).toEqual([1, 2, 0]);
  });

  test('is exact for numbers that no double holds', () => {
    const much = 10n ** 24n;
    expect(apportion([much + 1n, much + 999n], 1_000n, (2n * much) / 1_000n + 1n)).toEqual([1e21, 1e21 + 1]);
  });

  test('is refused when it is not the sum of the parts', () => {
    expect(() => divide([1_500, 1_500], 1_000, 5)).toThrow(/not the sum/);
    expect(() => divide([1_500, 1_500], 1_000, 1)).toThrow(/not the sum/);
  });
});

/** Every way to give `whole` to so many. */
function* everyWay(whole: number, among: number): Generator<number[]> {
  if (among === 0) {
    if (whole === 0) yield [];
    return;
  }
  for (let first = 0; first <= whole; first++) for (const rest of everyWay(whole - first, among - 1)) yield [first, ...rest];
}

test('no other way of dividing is fairer: neither in sum nor for the one who is worst off', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 2, max: 9 }),
      fc.boolean(),
      (parts, divisor, up) => {
        const exact = sum(parts) / divisor;
        const whole = up ? Math.ceil(exact) : Math.floor(exact);
        const shares = divide(parts, divisor, whole);
        const off = (ways: number[]) => ways.map((share, i) => Math.abs(share * divisor - (parts[i] ?? 0)));
        expect(sum(shares)).toBe(whole);
        for (const one of off(shares)) expect(one).toBeLessThan(divisor);
        const others = [...everyWay(whole, parts.length)].map(off);
        expect(sum(off(shares))).toBe(others.reduce((least, one) => Math.min(least, sum(one)), Number.POSITIVE_INFINITY));
        expect(Math.max(...off(shares))).toBe(others.reduce((least, one) => Math.min(least, Math.max(...one)), Number.POSITIVE_INFINITY));
      },
    ),
    { numRuns: 300 },
  );
});
