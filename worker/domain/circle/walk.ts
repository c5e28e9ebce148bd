/** A walk among arrangements: where nothing gets better step by step, it serves a firm at the least cost to others, again and again, and keeps the best. */
import type { Work } from './graph.ts';
import { type Ring, served } from './rings.ts';

/** Paces without anything better, after which it ends. */
const mostIdle = 1_000_000;
/** Firms that serving one may cost, but for a leap now and then. */
const mostCost = 3;
/** What was broken does not come back at once, or it would go in a circle. */
const leastAway = 5;
/** How much dearer a firm becomes each time that it is left without: those that are hard to serve are not given up for others again and again. */
const dearer = served / 100;

/** A ring on the way: millions of times it is asked what it would break, so it knows what is needed for that by itself. */
interface Known {
  ring: Ring;
  places: number[];
  weight: number;
  /** What it is worth beside the firms that it serves. */
  worth: number;
  /** Until which pace it stays away, because it was broken. */
  away: number;
  /** When it was last counted among those that another one breaks. */
  counted: number;
  /** What breaking it costs, while it stands. */
  cost: number;
}

interface Ways {
  /** Of the whole market. */
  firms: number;
  part: number[];
  /** Those it may take, with those that it begins with among them. */
  rings: Ring[];
  begun: Ring[];
}

export class Walk {
  best: Ring[];
  private readonly work: Work;
  /** By the places of firms: the rings through each, the heaviest first; and the one that serves it. */
  private readonly through: Known[][];
  private readonly ringOf: (Known | null)[];
  /** Firms that are not served, and where each stands among them. */
  private readonly waiting: number[] = [];
  private readonly spots: Int32Array;
  /** What it is worth to serve each firm. */
  private readonly dear: Float64Array;
  private readonly leap: number;
  private paces = 0;
  private asked = 0;
  private weight = 0;
  private bestWeight: number;
  private bestAt = 0;
  private seed = 1;

  constructor({ firms, part, rings, begun }: Ways, work: Work) {
    this.work = work;
    this.leap = Math.ceil(part.length / 2);
    this.through = Array.from({ length: firms }, () => []);
    this.ringOf = Array.from({ length: firms }, () => null);
    this.dear = new Float64Array(firms).fill(served);
    this.spots = new Int32Array(firms).fill(-1);
    for (const at of part) this.wait(at);
    const stand = new Set(begun);
    for (const ring of rings.toSorted((a, b) => b.weight - a.weight)) {
      const one = { ring, places: ring.places, weight: ring.weight, worth: ring.weight % served, away: 0, counted: 0, cost: 0 };
      for (const at of ring.places) this.through[at]?.push(one);
      if (stand.has(ring)) this.put(one);
    }
    work.steps += rings.length * 20;
    this.best = begun;
    this.bestWeight = this.weight;
  }

  /** False when there is nothing more to gain. */
  pace(): boolean {
    if (this.waiting.length === 0 || this.paces - this.bestAt > mostIdle) return false;
    this.paces++;
    const at = this.waiting[this.next(this.waiting.length)] as number;
    const chosen = this.cheapest(at);
    if (!chosen) return true;
    const freed: number[] = [];
    for (const place of chosen.places) {
      const broken = this.ringOf[place];
      if (!broken) continue;
      this.drop(broken);
      broken.away = this.paces + leastAway + this.next(2 * leastAway);
      for (const one of broken.places) freed.push(one);
    }
    this.put(chosen);
    for (const one of freed) this.serveAgain(one);
    for (const one of freed) if (!this.ringOf[one]) this.dear[one] = (this.dear[one] as number) + dearer;
    this.work.steps += 10;
    if (this.weight > this.bestWeight) this.keep();
    return true;
  }

  /** The ring through a firm that breaks the least; null where even that is too much. */
  private cheapest(at: number): Known | null {
    const rings = this.through[at] as Known[];
    if (rings.length === 0) this.stop(at);
    let chosen: Known | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const one of rings) {
      if (one.away > this.paces) continue;
      const cost = this.costOf(one);
      if (cost < least) [chosen, least] = [one, cost];
    }
    this.work.steps += rings.length;
    return least <= mostCost * served || this.paces % this.leap === 0 ? chosen : null;
  }

  /** What it would cost. */
  private costOf({ places, worth }: Known): number {
    this.asked++;
    let sum = -worth;
    for (let n = 0; n < places.length; n++) {
      const place = places[n] as number;
      sum -= this.dear[place] as number;
      const there = this.ringOf[place];
      if (!there || there.counted === this.asked) continue;
      there.counted = this.asked;
      sum += there.cost;
    }
    return sum;
  }

  private serveAgain(at: number): void {
    if (this.ringOf[at]) return;
    const rings = this.through[at] as Known[];
    this.work.steps += rings.length >> 1;
    const free = rings.find(({ away, places }) => away <= this.paces && places.every((place) => !this.ringOf[place]));
    if (free) this.put(free);
  }

  private keep(): void {
    const rings = new Set<Ring>();
    for (const one of this.ringOf) if (one) rings.add(one.ring);
    this.best = [...rings];
    this.bestWeight = this.weight;
    this.bestAt = this.paces;
    this.work.steps += this.ringOf.length >> 2;
  }

  private put(one: Known): void {
    one.cost = one.worth;
    for (const place of one.places) one.cost += this.dear[place] as number;
    for (const place of one.places) {
      this.ringOf[place] = one;
      this.stop(place);
    }
    this.weight += one.weight;
  }

  private drop(one: Known): void {
    for (const place of one.places) {
      this.ringOf[place] = null;
      this.wait(place);
    }
    this.weight -= one.weight;
  }

  private wait(at: number): void {
    this.spots[at] = this.waiting.length;
    this.waiting.push(at);
  }

  private stop(at: number): void {
    const spot = this.spots[at] as number;
    if (spot < 0) return;
    const last = this.waiting.pop() as number;
    this.spots[at] = -1;
    if (last === at) return;
    this.waiting[spot] = last;
    this.spots[last] = spot;
  }

  /** The same numbers every time (Park and Miller 1988). */
  private next(below: number): number {
    this.seed = (this.seed * 48_271) % 2_147_483_647;
    return this.seed % below;
  }
}
