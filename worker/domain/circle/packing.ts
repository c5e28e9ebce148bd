/** Packing: of sets that overlap, those that do not, with the most weight together; by branch and bound. */
import type { Work } from './graph.ts';

/** Members as bits: at most thirty things. */
export interface Choice {
  mask: number;
  weight: number;
}

export const mostPacked = 30;

/**
 * The best packing, as numbers of choices; deterministic. `floor`: only what weighs more is of use. It is exact unless `nodes` branches
 * were not enough, and then the best that was seen.
 */
export function pack(
  choices: Choice[],
  floor: number,
  nodes: number,
  work: Work,
): { chosen: number[]; weight: number; exact: boolean } | null {
  const order = [...choices.keys()].sort((a, b) => (choices[b] as Choice).weight - (choices[a] as Choice).weight || a - b);
  const sets = order.map((n) => choices[n] as Choice);
  let best = floor;
  let chosen: number[] | null = null;
  let left = nodes;
  const taken: number[] = [];
  /** What was reached already with the same things left, and how much it weighed. */
  const reached = new Map<number, number>();
  const visit = (alive: number[], free: number, weight: number): void => {
    if (weight > best) {
      best = weight;
      chosen = taken.map((n) => order[n] as number);
    }
    if (alive.length === 0 || left-- <= 0) return;
    const before = reached.get(free);
    if (before !== undefined && before >= weight) return;
    reached.set(free, weight);
    const { bound, rarest } = look(sets, alive, work);
    if (weight + bound <= best) return;
    // every packing either has one of the sets with the rarest thing, or leaves it out
    for (const n of alive) {
      const { mask, weight: more } = sets[n] as Choice;
      if ((mask & rarest) === 0) continue;
      taken.push(n);
      visit(
        alive.filter((other) => ((sets[other] as Choice).mask & mask) === 0),
        free & ~mask,
        weight + more,
      );
      taken.pop();
    }
    visit(
      alive.filter((n) => ((sets[n] as Choice).mask & rarest) === 0),
      free & ~rarest,
      weight,
    );
  };
  visit([...sets.keys()], (1 << mostPacked) - 1, 0);
  return chosen ? { chosen: (chosen as number[]).sort((a, b) => a - b), weight: best, exact: left > 0 } : null;
}

/** What the sets that are left can weigh at most, each thing bringing its best share of a set; and the thing that is in the fewest of them. */
function look(sets: Choice[], alive: number[], work: Work): { bound: number; rarest: number } {
  const share = new Array<number>(mostPacked).fill(0);
  const times = new Array<number>(mostPacked).fill(0);
  for (const n of alive) {
    const { mask, weight } = sets[n] as Choice;
    const each = weight / size(mask);
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      if (each > (share[bit] as number)) share[bit] = each;
      times[bit] = (times[bit] as number) + 1;
    }
  }
  work.steps += alive.length * 4;
  let rarest = -1;
  let bound = 0;
  for (let bit = 0; bit < mostPacked; bit++) {
    if (times[bit] === 0) continue;
    bound += share[bit] as number;
    if (rarest < 0 || (times[bit] as number) < (times[rarest] as number)) rarest = bit;
  }
  // shares are fractions: what they add up to may be a hair too little
  return { bound: Math.floor(bound + 0.5), rarest: 1 << rarest };
}

function size(mask: number): number {
  let n = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) n++;
  return n;
}
