/** Legs and cash: how much passes, what it is worth, and who adds what. */
import { describe, expect, test } from 'vitest';
import { topUps } from '../../../worker/domain/circle/cash.ts';
import { circleKey, type Priced, passing } from '../../../worker/domain/circle/leg.ts';
import { leg } from './markets.ts';

const priced = (over: Partial<Priced> = {}): Priced => ({
  quantity: null,
  form: 'negotiable',
  min: null,
  max: null,
  currency: 'EGP',
  per: null,
  ...over,
});
const pairs = (n: number) => ({ amount: n * 1000, unit: 'PR' as const });

describe('what passes', () => {
  test('is the smaller of what is offered and needed, in the unit of the offer', () => {
    expect(passing(priced({ quantity: pairs(500) }), priced({ quantity: pairs(80) }), 'EGP').quantity).toEqual(pairs(80));
    expect(passing(priced({ quantity: pairs(50) }), priced({ quantity: pairs(80) }), 'EGP').quantity).toEqual(pairs(50));
    const tonne = priced({ quantity: { amount: 1000, unit: 'TNE' } });
    const kilos = priced({ quantity: { amount: 600_000, unit: 'KGM' } });
    expect(passing(tonne, kilos, 'EGP').quantity).toEqual({ amount: 600, unit: 'TNE' });
  });

  test('is what one of them says where the other says nothing, and unknown in other units', () => {
    expect(passing(priced({ quantity: pairs(50) }), priced(), 'EGP').quantity).toEqual(pairs(50));
    const boxes = priced({ quantity: { amount: 1000, unit: 'XBX' } });
    expect(passing(priced({ quantity: pairs(50) }), boxes, 'EGP')).toEqual({ quantity: null, value: null });
  });
});

describe('its value', () => {
  const need = priced({ quantity: pairs(80) });

  test('is at the price of the offer', () => {
    expect(passing(priced({ quantity: pairs(500), form: 'fixed', min: 25_000, per: 'PR' }), need, 'EGP').value).toBe(2_000_000);
    expect(passing(priced({ quantity: pairs(500), form: 'fixed', min: 25_000, per: 'DPR' }), need, 'EGP').value).toBe(166_667);
  });

  test('is in the middle of a range, and at the price of the need where the offer has none', () => {
    const range = { form: 'range', min: 10_000, max: 20_000, per: 'PR' } as const;
    expect(passing(priced({ quantity: pairs(80), ...range }), need, 'EGP').value).toBe(1_200_000);
    expect(passing(priced(), { ...need, ...range }, 'EGP').value).toBe(1_200_000);
  });

  test('is a share of a price for the whole', () => {
    expect(passing(priced({ quantity: pairs(160), form: 'fixed', min: 50_000 }), need, 'EGP').value).toBe(25_000);
  });

  test('is unknown in another currency, without a price, and beyond all reason', () => {
    expect(passing(priced({ form: 'fixed', min: 100, currency: 'USD' }), need, 'EGP').value).toBeNull();
    expect(passing(priced(), need, 'EGP').value).toBeNull();
    expect(passing(priced({ form: 'fixed', min: 1e12, per: 'PR' }), need, 'EGP').value).toBeNull();
  });
});

describe('cash', () => {
  const around = (...values: (number | null)[]) => values.map((value, n) => leg(n + 1, ((n + 1) % values.length) + 1, { value }));

  test('makes up the difference, with as little of it as can be', () => {
    expect(topUps(around(100, 80), new Map())).toEqual([20, 0]);
    expect(topUps(around(100, 100, 100, 60), new Map())).toEqual([0, 0, 0, -40]);
  });

  test('stays within what each firm allows', () => {
    const all = around(100, 80);
    expect(topUps(all, new Map([[2, { pay: 20, take: null }]]))).toEqual([20, 0]);
    // the second firm pays less on its leg when the first gets something back on the other
    expect(topUps(all, new Map([[2, { pay: 5, take: 0 }]]))).toBeNull();
    expect(topUps(all, new Map([[1, { pay: 0, take: 10 }]]))).toEqual([10, -10]);
    expect(topUps(all, new Map([[1, { pay: 0, take: 0 }]]))).toBeNull();
  });

  test('is to be talked about where a value is not known, but what is known must still be allowed', () => {
    expect(topUps(around(100, null, 80), new Map())).toEqual([null, null, null]);
    expect(topUps(around(100, 20, null), new Map([[2, { pay: 10, take: 10 }]]))).toBeNull();
  });
});

test('a circle is the same wherever one begins to read it', () => {
  const legs = [leg(1, 2), leg(2, 3), leg(3, 1)];
  expect(circleKey([legs[1], legs[2], legs[0]] as typeof legs)).toBe(circleKey(legs));
});
