/** Circles while many are compared: which firms each has, what it counts, and the best one of every set of firms. */
import { type Graph, legsAlong, legsBetween, type Work } from './graph.ts';
import type { Leg } from './leg.ts';
import { type Choice, pack } from './packing.ts';

export interface Ring {
  /** Places in the graph, ascending. */
  places: number[];
  /** In the order of giving. */
  legs: Leg[];
  weight: number;
}

/** More than all legs of a market are worth together: one firm more goes before any worth. */
export const served = 1e7;

export class Rings {
  private readonly best = new Map<string, Ring>();
  private readonly graph: Graph;
  private readonly work: Work;

  constructor(graph: Graph, work: Work) {
    this.graph = graph;
    this.work = work;
  }

  /** A cycle as the places along it. */
  readonly add = (path: readonly number[]): void => {
    const places = [...path].sort((a, b) => a - b);
    const key = places.join();
    const before = this.best.get(key);
    this.work.steps += 4;
    if (before && this.mostOf(path) <= before.weight) return;
    const legs = legsAlong(this.graph, path, this.work);
    if (!legs) return;
    const weight = served * legs.length + legs.reduce((sum, { worth }) => sum + worth, 0);
    if (!before || weight > before.weight) this.best.set(key, { places, legs, weight });
  };

  /** The one ring of these firms that is known here: the same object each time. */
  same(ring: Ring): Ring {
    const key = ring.places.join();
    const known = this.best.get(key);
    if (!known) this.best.set(key, ring);
    return known ?? ring;
  }

  get all(): Ring[] {
    return [...this.best.values()];
  }

  get size(): number {
    return this.best.size;
  }

  private mostOf(path: readonly number[]): number {
    const worth = (at: number, n: number) => legsBetween(this.graph, at, path[(n + 1) % path.length] as number)[0]?.worth ?? 0;
    return path.reduce((sum, at, n) => sum + worth(at, n), served * path.length);
  }
}

/** The best of some rings that share no firm; null when none of it weighs more than `floor`. */
export function bestOf(
  rings: Ring[],
  among: readonly number[],
  { floor, branches }: { floor: number; branches: number },
  work: Work,
): { rings: Ring[]; exact: boolean } | null {
  const bits = new Map(among.map((at, n) => [at, 1 << n]));
  const choices: Choice[] = rings.map(({ places, weight }) => ({
    mask: places.reduce((mask, at) => mask | (bits.get(at) as number), 0),
    weight,
  }));
  const best = pack(choices, floor, branches, work);
  return best && { rings: best.chosen.map((n) => rings[n] as Ring), exact: best.exact };
}

/** Whether a place is among some that are sorted. */
export function isAmong(sorted: readonly number[], place: number): boolean {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle] as number;
    if (there === place) return true;
    if (there < place) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
