/** Proposals: what an offer can give in time, who does how much, and what is said where nobody can. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../schema/time.ts';
import { amountOf, type Candidate, type Order, unitPrice } from '../../../worker/domain/coalition/order.ts';
import { costOf, mostPerStep, proposeCoalitions, proposeReplacements } from '../../../worker/domain/coalition/propose.ts';
import { june, march, offer, order, orderOf, pairs, perPair } from './order.ts';

const amount = (side: Partial<Candidate['side']>, over: Partial<Order> = {}) => {
  const said = amountOf(offer(1, side), order(over));
  return said.is === 'known' ? said.amount / 1000 : said.is;
};

describe('what an offer can give in time', () => {
  test('is its stock, in the unit of the order', () => {
    expect(amount({ quantity: pairs(400) })).toBe(400);
    expect(amount({ quantity: { amount: 5_000, unit: 'DPR' } })).toBe(60);
  });

  test('is what it makes until the order is due, in whole units', () => {
    expect(amount({ capacity: pairs(1000) })).toBe(3022);
  });

  test('begins when the offer is free, and ends where it has to be sent', () => {
    expect(amount({ capacity: pairs(1000), availableFrom: march + 31 * day })).toBe(2004);
    expect(amount({ capacity: pairs(1000), deliveryDays: 31 })).toBe(2004);
    expect(amount({ capacity: pairs(1000), availableUntil: march + 30 * day })).toBe(1018);
  });

  test('is nothing where it comes too late', () => {
    expect(amount({ quantity: pairs(400), deliveryDays: 200 })).toBe(0);
    expect(amount({ quantity: pairs(400), availableFrom: june + day })).toBe(0);
  });

  test('is a month of work where nobody says by when', () => {
    expect(amount({ capacity: pairs(1000) }, { by: null })).toBe(1000);
  });

  test('is not known where it is not said or cannot be compared', () => {
    expect(amount({})).toBe('not-said');
    expect(amount({ capacity: { amount: 5_000, unit: 'KGM' } })).toBe('units-differ');
  });

  test('is what it has not promised already', () => {
    const job = (n: number, from: number, by: number) => ({ quantity: pairs(n), from, by });
    const left = (side: Partial<Candidate['side']>, promised: Candidate['promised'], over: Partial<Order> = {}) => {
      const said = amountOf(offer(1, side, { promised }), order(over));
      return said.is === 'known' ? said.amount / 1000 : said.is;
    };
    // a stock is sold once, whenever that was
    expect(left({ quantity: pairs(400) }, [job(150, march - 90 * day, march - 60 * day)])).toBe(250);
    expect(left({ quantity: pairs(400) }, [job(300, march, june), job(300, march, june)])).toBe(0);
    // promises may be in another unit of the same things; others do not touch it
    expect(left({ quantity: pairs(400) }, [{ quantity: { amount: 5_000, unit: 'DPR' }, from: march, by: june }])).toBe(340);
    expect(left({ quantity: pairs(400) }, [{ quantity: { amount: 5_000, unit: 'KGM' }, from: march, by: june }])).toBe(400);
    const [monthly, half] = [{ capacity: pairs(1000) }, march + 46 * day];
    expect(left(monthly, [job(1000, march, june)])).toBe(2022);
    // the first half is full, so all of the second is left; half of it is not
    expect(left(monthly, [job(1511, march, half)])).toBe(1511);
    expect(left(monthly, [job(1511, march, half)], { by: half })).toBe(0);
    // what was to be done before, and what begins behind it, is no matter
    expect(left(monthly, [job(900, march - 60 * day, march), job(900, june, june + 60 * day)])).toBe(3022);
    // but the one moves the other
    expect(left(monthly, [job(1500, half - 46 * day, june), job(1500, half, june)], { by: half })).toBe(22);
  });

  test('leaves room for every promise, and no more than that', () => {
    // a unit for each slot of time; a tenth of a month, as is the capacity
    const slot = ((365.25 / 12) * day) / 10;
    const span = fc
      .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 6 }))
      .map(([from, length]) => ({ from, by: from + length }));
    const jobs = fc.array(fc.record({ span, amount: fc.integer({ min: 1, max: 4 }) }), { maxLength: 5 });
    fc.assert(
      fc.property(span, jobs, (asked, made) => {
        const works = made.map(({ span, amount }) => ({ ...span, amount }));
        fc.pre(isFeasible(works));
        const promised = works.map(({ from, by, amount }) => ({
          quantity: pairs(amount),
          from: march + from * slot,
          by: march + by * slot,
        }));
        const said = amountOf(
          offer(1, { capacity: pairs(10) }, { promised }),
          order({ from: march + asked.from * slot, by: march + asked.by * slot }),
        );
        let most = 0;
        while (isFeasible([...works, { ...asked, amount: most + 1 }])) most++;
        // whole pairs: what is a hair less than one for the machine is none
        const amount = said.is === 'known' ? said.amount / 1000 : Number.NaN;
        expect(most - amount === 0 || most - amount === 1).toBe(true);
        expect(amount).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1500 },
    );
  });

  test('never shrinks with more capacity, an earlier beginning or a later end', () => {
    const days = fc.integer({ min: 0, max: 90 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 0, max: 500 }), days, days, (capacity, more, from, sooner) => {
        const of = (n: number, start: number, by: number) => {
          const said = amountOf(offer(1, { capacity: pairs(n), availableFrom: start }), order({ by }));
          return said.is === 'known' ? said.amount : Number.NaN;
        };
        const least = of(capacity, march + from * day, june);
        expect(of(capacity + more, march + from * day, june)).toBeGreaterThanOrEqual(least);
        expect(of(capacity, march + Math.max(0, from - sooner) * day, june)).toBeGreaterThanOrEqual(least);
        expect(of(capacity, march + from * day, june + more * day)).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});

/** Whether all can be done one slot at a time, each time the one that is due first. */
function isFeasible(works: { from: number; by: number; amount: number }[]): boolean {
  const left = works.map((one) => ({ ...one }));
  for (let slot = 0; slot < 40; slot++) {
    const [next] = left.filter(({ from, amount }) => from <= slot && amount > 0).sort((a, b) => a.by - b.by);
    if (!next) continue;
    if (next.by <= slot) return false;
    next.amount--;
  }
  return left.every(({ amount }) => amount === 0);
}

describe('a price', () => {
  const price = (side: Partial<Candidate['side']>) => unitPrice(offer(1, side), order());
  test('is compared for the same unit', () => {
    expect(price({ price: perPair(5000) })).toBe(5);
    expect(price({ price: { ...perPair(60_000), per: 'DPR' } })).toBe(5);
    expect(price({ price: perPair(4000, 6000) })).toBe(5);
    expect(price({ price: { ...perPair(0), form: 'free' } })).toBe(0);
  });
  test('is not known in another currency or for another unit', () => {
    expect(price({ price: { ...perPair(5000), currency: 'USD' } })).toBeNull();
    expect(price({ price: { ...perPair(5000), per: 'KGM' } })).toBeNull();
    expect(price({ price: { ...perPair(5000), per: null } })).toBeNull();
    expect(price({})).toBeNull();
  });
});

const firms = (order: Order, offers: Candidate[], split = false) =>
  proposeCoalitions(order, offers, { split }).proposals.map((one) => one.firms);

describe('a coalition', () => {
  test('is proposed where only several can make so much in time', () => {
    const offers = [offer(1, { capacity: pairs(1200) }), offer(2, { capacity: pairs(1500) }), offer(3, { capacity: pairs(900) })];
    const { proposals, alone, lacks } = proposeCoalitions(order(), offers);
    expect({ alone, lacks }).toEqual({ alone: [], lacks: [] });
    expect(proposals.map((one) => one.firms)).toEqual([[1, 2, 3]]);
    expect(proposals[0]).toMatchObject({
      exact: true,
      score: 0.8,
      reasons: [{ code: 'whole-order' }, { code: 'fewest-firms', firms: 3 }, { code: 'in-time', by: june }],
    });
    expect(proposals[0]?.shares.reduce((sum, one) => sum + (one.amount ?? 0), 0)).toBe(10_000_000);
  });

  test('is not proposed where one firm can do it alone, unless several are asked for', () => {
    const offers = [offer(1, { capacity: pairs(9000) }), offer(2, { capacity: pairs(3000) }), offer(3, { capacity: pairs(2000) })];
    expect(proposeCoalitions(order(), offers)).toEqual({ proposals: [], alone: [1], lacks: [] });
    expect(firms(order(), offers, true)).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    const [first] = proposeCoalitions(order(), offers, { split: true }).proposals;
    for (const share of first?.shares ?? []) expect(share.fraction).toBeLessThanOrEqual(0.5);
  });

  test('is not proposed where all together cannot, and it is said how much is missing', () => {
    const offers = [offer(1, { quantity: pairs(4000) }), offer(2, { quantity: pairs(3000) })];
    expect(proposeCoalitions(order(), offers)).toEqual({ proposals: [], alone: [], lacks: [{ code: 'short', by: pairs(3000) }] });
    expect(proposeCoalitions(order(), []).lacks).toEqual([{ code: 'short', by: pairs(10_000) }]);
  });

  test('covers each step, and names the step that nobody does or does enough of', () => {
    const steps = orderOf(['قص', 'خياطة', 'شد'], 2_000_000);
    const [cut, stitch] = [offer(1, { quantity: pairs(2000) }), offer(2, { quantity: pairs(1500) }, { steps: [1] })];
    expect(proposeCoalitions(steps, [cut, stitch]).lacks).toEqual([
      { code: 'step-short', step: 'خياطة', by: pairs(500) },
      { code: 'step-open', step: 'شد' },
    ]);
    const both = offer(3, { quantity: pairs(5000) }, { steps: [1, 2] });
    expect(firms(steps, [cut, stitch, both])).toEqual([[1, 3]]);
  });

  test('asks a firm once, however many of its offers take part', () => {
    const steps = orderOf(['cut', 'stitch', 'last'], 1_000_000);
    const of = (listing: number, firm: number, step: number) => offer(listing, { quantity: pairs(1000) }, { firm, steps: [step] });
    const { proposals } = proposeCoalitions(steps, [of(10, 1, 0), of(11, 1, 1), of(12, 2, 1), of(13, 3, 2)]);
    expect(proposals[0]?.firms).toEqual([1, 3]);
    expect(proposals[0]?.shares.map(({ listing }) => listing)).toEqual([10, 11, 13]);
  });

  test('of work without a quantity takes each step whole', () => {
    const { proposals } = proposeCoalitions(orderOf(['saw', 'polish'], null), [offer(1), offer(2, {}, { steps: [1] })]);
    expect(proposals[0]?.shares).toMatchObject([
      { firm: 1, step: 0, amount: null, fraction: 1, cost: null },
      { firm: 2, step: 1, amount: null, fraction: 1, cost: null },
    ]);
    expect(proposeCoalitions(orderOf(['saw'], null), [offer(1), offer(2)])).toMatchObject({ proposals: [], alone: [1, 2] });
  });

  test('counts an offer that does not say how much for a step that nobody else covers, and says so', () => {
    const steps = orderOf(['saw', 'haul'], 600_000);
    const haul = offer(2, { price: { ...perPair(9000), per: 'E48' } }, { steps: [1] });
    const [first] = proposeCoalitions(steps, [offer(1, { quantity: pairs(900) }), haul]).proposals;
    expect(first?.firms).toEqual([1, 2]);
    expect(first?.lacks).toEqual([{ code: 'price-not-said' }, { code: 'quantity-not-said' }]);
    // what says that it can is taken before what may
    const sure = offer(3, { quantity: pairs(600) }, { steps: [1] });
    expect(firms(steps, [offer(1, { quantity: pairs(900) }), haul, sure])).toEqual([[1, 3]]);
    // and of an order of one step it is nothing
    expect(firms(order(), [offer(1, { quantity: pairs(6000) }), offer(2)])).toEqual([]);
  });

  test('is made of what fits well, and of the rest where that is not enough', () => {
    const [good, fair] = [{ scores: [0.9] }, { scores: [0.5] }];
    const [two, three] = [offer(2, { quantity: pairs(6000) }, good), offer(3, { quantity: pairs(4000) }, good)];
    const large = offer(1, { quantity: pairs(9000) }, fair);
    expect(firms(order(), [large, two, three])).toEqual([[2, 3]]);
    expect(firms(order(), [large, two])).toEqual([[1, 2]]);
  });

  test('leaves out whoever takes only larger orders', () => {
    const offers = [offer(1, { quantity: pairs(6000) }), offer(2, { quantity: pairs(6000), minimum: pairs(20_000) })];
    expect(proposeCoalitions(order(), offers).lacks).toEqual([{ code: 'short', by: pairs(4000) }]);
  });

  test('says whose smallest order is more than its share, and what all of it costs', () => {
    const offers = [
      offer(1, { quantity: pairs(9500), price: perPair(5000) }),
      offer(2, { quantity: pairs(4000), minimum: pairs(1000), price: perPair(6000) }),
    ];
    const [first] = proposeCoalitions(order(), offers).proposals;
    expect(first?.lacks).toEqual([{ code: 'below-minimum', minimum: pairs(1000) }]);
    expect(costOf(first?.shares ?? [])).toBe(9500 * 5000 + 500 * 6000);
    expect(first?.reasons).toContainEqual({ code: 'costs', amount: 50_500_000, currency: 'EGP' });
  });

  test('of more offers than are looked at is made of those that can give the most, and says that it may not be the best', () => {
    const offers = Array.from({ length: mostPerStep + 1 }, (_, at) => offer(at + 1, { quantity: pairs(1000 + at) }));
    const { proposals } = proposeCoalitions(order(), offers);
    expect(proposals[0]?.exact).toBe(false);
    expect(proposals[0]?.firms).toHaveLength(10);
    expect(proposeCoalitions(order(), offers.slice(1)).proposals[0]?.exact).toBe(true);
  });
});

describe('a replacement', () => {
  test('takes what became free, alone if it can', () => {
    const free = order({ steps: [{ words: 'صنادل', amount: 3_000_000 }] });
    const { proposals } = proposeReplacements(free, [offer(4, { quantity: pairs(2000) }), offer(5, { quantity: pairs(3500) })]);
    expect(proposals[0]).toMatchObject({ firms: [5], shares: [{ listing: 5, amount: 3_000_000, fraction: 1 }] });
  });
});

const candidates = fc.array(
  fc.record({
    firm: fc.integer({ min: 1, max: 8 }),
    steps: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
    stock: fc.option(fc.integer({ min: 1, max: 4000 })),
    price: fc.option(fc.integer({ min: 1, max: 9000 })),
    metres: fc.option(fc.integer({ min: 0, max: 9000 })),
  }),
  { maxLength: 14 },
);

test('whatever is offered, a coalition covers all that it claims, with shares that its firms can do and costs that add up', () => {
  fc.assert(
    fc.property(candidates, fc.boolean(), fc.boolean(), (made, counted, split) => {
      const offers = made.map(({ firm, steps, stock, price, metres }, at) =>
        offer(
          at + 1,
          { ...(stock && { quantity: pairs(stock) }), ...(price && { price: perPair(price) }) },
          { firm, steps: steps.toSorted(), metres },
        ),
      );
      const asked = orderOf(['a', 'b', 'c'], counted ? 5_000_000 : null);
      const { proposals, alone, lacks } = proposeCoalitions(asked, offers, { split });
      expect(proposals.length <= 3 && (proposals.length === 0 || lacks.length === 0)).toBe(true);
      if (!split && alone.length > 0) expect(proposals).toEqual([]);
      for (const { shares, firms } of proposals) {
        expect(firms.length).toBeGreaterThan(1);
        expect(new Set(shares.map(({ firm }) => firm))).toEqual(new Set(firms));
        asked.steps.forEach((_, step) => {
          const own = shares.filter((one) => one.step === step);
          expect(own.reduce((sum, { fraction }) => sum + fraction, 0)).toBeCloseTo(1);
          if (counted) expect(own.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(5_000_000);
        });
        for (const { listing, firm, step, amount: given } of shares) {
          const one = offers.find((candidate) => candidate.listing === listing);
          expect(one?.firm).toBe(firm);
          expect(one?.steps).toContain(step);
          const can = one && amountOf(one, asked);
          if (given !== null && can?.is === 'known') expect(given).toBeLessThanOrEqual(can.amount);
        }
      }
    }),
    { numRuns: 600 },
  );
});
