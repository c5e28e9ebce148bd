/** Markets of exchanges for tests: as fast-check makes them, from a seed, and solved by looking at every way. */
import fc from 'fast-check';
import { isAllowed, type Terms, type TermsOf } from '../../../worker/domain/circle/cash.ts';
import type { Leg } from '../../../worker/domain/circle/leg.ts';
import type { Circle } from '../../../worker/domain/circle/search.ts';

export const leg = (giver: number, taker: number, over: Partial<Leg> = {}): Leg => ({
  giver,
  taker,
  offer: giver * 10,
  need: 1000 + taker * 10,
  worth: 500,
  value: null,
  ...over,
});

/** Legs among a few firms, now and then several between the same two, with and without values. */
export const someLegs = (firms: number, most: number) =>
  fc
    .uniqueArray(
      fc.record({
        giver: fc.integer({ min: 1, max: firms }),
        taker: fc.integer({ min: 1, max: firms }),
        which: fc.integer({ min: 0, max: 1 }),
        worth: fc.integer({ min: 1, max: 1000 }),
        value: fc.option(fc.integer({ min: 0, max: 1000 })),
      }),
      { maxLength: most, selector: ({ giver, taker, which }) => `${giver} ${taker} ${which}` },
    )
    .map((all) =>
      all
        .filter(({ giver, taker }) => giver !== taker)
        .map(({ which, ...one }) => leg(one.giver, one.taker, { offer: one.giver * 10 + which, worth: one.worth, value: one.value })),
    );

const limit = fc.option(fc.integer({ min: 0, max: 600 }));
export const someTerms = (firms: number): fc.Arbitrary<TermsOf> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: firms }), fc.record({ pay: limit, take: limit })), { maxLength: firms })
    .map((all) => new Map<number, Terms>(all));

export const firmsOf = (circles: Pick<Circle, 'legs'>[]): number[] => circles.flatMap(({ legs }) => legs.map(({ giver }) => giver));
export const worthOfAll = (circles: Pick<Circle, 'legs'>[]): number =>
  circles.flatMap(({ legs }) => legs).reduce((sum, { worth }) => sum + worth, 0);

/** The most firms that can be served, and the most worth with so many: every cycle of up to five, every way to take some of them. */
export function bruteForce(legs: Leg[], terms: TermsOf): { firms: number; worth: number } {
  const firms = [...new Set(legs.flatMap(({ giver, taker }) => [giver, taker]))].sort((a, b) => a - b);
  const best = new Map<number, number>();
  const bit = (firm: number) => 1 << firms.indexOf(firm);
  const grow = (path: Leg[], mask: number) => {
    const [first] = path;
    const last = path.at(-1);
    if (!first || !last) return;
    for (const next of legs) {
      if (next.giver !== last.taker) continue;
      if (next.taker === first.giver) {
        const whole = [...path, next];
        const worth = whole.reduce((sum, one) => sum + one.worth, 0);
        if (isAllowed(whole, terms) && worth > (best.get(mask) ?? -1)) best.set(mask, worth);
      } else if (next.taker > first.giver && path.length < 4 && (mask & bit(next.taker)) === 0)
        grow([...path, next], mask | bit(next.taker));
    }
  };
  for (const first of legs) if (first.taker > first.giver) grow([first], bit(first.giver) | bit(first.taker));
  const sets = [...best];
  const known = new Map<number, { firms: number; worth: number }>();
  const solve = (free: number): { firms: number; worth: number } => {
    if (free === 0) return { firms: 0, worth: 0 };
    const before = known.get(free);
    if (before) return before;
    const lowest = free & -free;
    let most = solve(free & ~lowest);
    for (const [mask, worth] of sets) {
      if ((mask & lowest) === 0 || (mask & ~free) !== 0) continue;
      const rest = solve(free & ~mask);
      const all = { firms: rest.firms + count(mask), worth: rest.worth + worth };
      if (all.firms > most.firms || (all.firms === most.firms && all.worth > most.worth)) most = all;
    }
    known.set(free, most);
    return most;
  };
  return solve((1 << firms.length) - 1);
}

function count(mask: number): number {
  let n = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) n++;
  return n;
}

/** The same numbers for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A market in which every firm can be served, hidden among other legs: the best answer is known, and hard to find. */
export function hidden(firms: number, others: number, seed: number): Leg[] {
  const next = random(seed);
  const order = Array.from({ length: firms }, (_, n) => n + 1);
  for (let n = firms - 1; n > 0; n--) {
    const other = Math.floor(next() * (n + 1));
    [order[n], order[other]] = [order[other] as number, order[n] as number];
  }
  const legs: Leg[] = [];
  const add = (giver: number, taker: number) =>
    legs.push(leg(giver, taker, { need: 100_000 + taker, worth: 300 + Math.floor(next() * 700) }));
  for (let from = 0; from < firms; ) {
    const left = firms - from;
    const size = left <= 5 ? left : Math.min(2 + Math.floor(next() * 4), left - 2);
    for (let n = 0; n < size; n++) add(order[from + n] as number, order[from + ((n + 1) % size)] as number);
    from += size;
  }
  for (let n = 0; n < firms * others; n++) {
    const [giver, taker] = [1 + Math.floor(next() * firms), 1 + Math.floor(next() * firms)];
    if (giver !== taker) add(giver, taker);
  }
  return legs;
}

/** Firms that each have one kind of thing and want another, some kinds more than others. */
export function byKinds(firms: number, kinds: number, seed: number): Leg[] {
  const next = random(seed);
  const has = Array.from({ length: firms }, () => Math.floor(kinds * next() * next()));
  const wants = Array.from({ length: firms }, () => Math.floor(kinds * next()));
  const legs: Leg[] = [];
  for (let giver = 0; giver < firms; giver++)
    for (let taker = 0; taker < firms; taker++)
      if (giver !== taker && has[giver] === wants[taker])
        legs.push(leg(giver + 1, taker + 1, { need: 100_000 + taker, worth: 300 + Math.floor(next() * 700) }));
  return legs;
}
