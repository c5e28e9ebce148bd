/** A walk among arrangements: where nothing gets better step by step, it serves a firm at the least cost to others, again and again, and keeps the best. */
import { eachCycle, type Graph, mostFirms, type Work } from './graph.ts';
import { type Ring, Rings, served } from './rings.ts';

/** Paces without anything better, after which it ends. */
const mostIdle = 40_000;
/** Firms that serving one may cost, but for a leap now and then. */
const mostCost = 3;
/** What was broken does not come back at once, or it would go in a circle. */
const leastAway = 5;
/** Steps in which the circles through a firm are looked for, once. */
const triedSteps = 2000;

export class Walk {
  best: Ring[];
  private readonly graph: Graph;
  private readonly isPart: (place: number) => boolean;
  private readonly work: Work;
  private readonly rings: Rings;
  private readonly through = new Map<number, Ring[]>();
  private readonly ringOf = new Map<number, Ring>();
  /** Until which pace a ring that was broken stays away. */
  private readonly away = new Map<Ring, number>();
  /** Firms that are not served, and where each stands among them. */
  private readonly waiting: number[] = [];
  private readonly spots = new Map<number, number>();
  private readonly leap: number;
  private paces = 0;
  private weight = 0;
  private bestWeight: number;
  private bestAt = 0;
  private seed = 1;

  constructor(graph: Graph, part: number[], isPart: (place: number) => boolean, begun: Ring[], work: Work) {
    this.graph = graph;
    this.isPart = isPart;
    this.work = work;
    this.rings = new Rings(graph, work);
    this.leap = Math.ceil(part.length / 2);
    for (const at of part) this.wait(at);
    for (const ring of begun) this.put(this.rings.same(ring));
    this.best = begun;
    this.bestWeight = this.weight;
  }

  /** False when there is nothing more to gain. */
  pace(): boolean {
    if (this.waiting.length === 0 || this.paces - this.bestAt > mostIdle) return false;
    this.paces++;
    const at = this.waiting[this.next(this.waiting.length)] as number;
    const ring = this.cheapest(at);
    if (!ring) return true;
    const freed = this.broken(ring).flatMap((one) => {
      this.drop(one);
      this.away.set(one, this.paces + leastAway + this.next(2 * leastAway));
      return one.places;
    });
    this.put(ring);
    for (const one of freed) this.serveAgain(one);
    if (this.weight > this.bestWeight) {
      this.best = [...new Set(this.ringOf.values())];
      this.bestWeight = this.weight;
      this.bestAt = this.paces;
    }
    return true;
  }

  /** The ring through a firm that breaks the least; null where even that is too much. */
  private cheapest(at: number): Ring | null {
    const rings = this.ringsThrough(at);
    if (rings.length === 0) this.stop(at);
    let chosen: Ring | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const ring of rings) {
      if (this.isAway(ring)) continue;
      const cost = this.broken(ring).reduce((sum, { weight }) => sum + weight, 0) - ring.weight;
      if (cost < least) [chosen, least] = [ring, cost];
    }
    this.work.steps += rings.length * 8;
    return least <= mostCost * served || this.paces % this.leap === 0 ? chosen : null;
  }

  private serveAgain(at: number): void {
    if (this.ringOf.has(at)) return;
    const ring = this.ringsThrough(at).find((one) => !this.isAway(one) && one.places.every((place) => !this.ringOf.has(place)));
    this.work.steps += 50;
    if (ring) this.put(ring);
  }

  private isAway(ring: Ring): boolean {
    return (this.away.get(ring) ?? 0) > this.paces;
  }

  private broken(ring: Ring): Ring[] {
    const broken: Ring[] = [];
    for (const place of ring.places) {
      const there = this.ringOf.get(place);
      if (there && !broken.includes(there)) broken.push(there);
    }
    return broken;
  }

  /** The heaviest first. */
  private ringsThrough(at: number): Ring[] {
    let known = this.through.get(at);
    if (!known) {
      const near = new Rings(this.graph, this.work);
      for (const longest of [3, mostFirms]) eachCycle(this.graph, at, this.isPart, this.work, { most: triedSteps, longest }, near.add);
      known = near.all.map((ring) => this.rings.same(ring)).sort((a, b) => b.weight - a.weight);
      this.through.set(at, known);
    }
    return known;
  }

  private put(ring: Ring): void {
    for (const place of ring.places) {
      this.ringOf.set(place, ring);
      this.stop(place);
    }
    this.weight += ring.weight;
  }

  private drop(ring: Ring): void {
    for (const place of ring.places) {
      this.ringOf.delete(place);
      this.wait(place);
    }
    this.weight -= ring.weight;
  }

  private wait(at: number): void {
    this.spots.set(at, this.waiting.length);
    this.waiting.push(at);
  }

  private stop(at: number): void {
    const spot = this.spots.get(at);
    if (spot === undefined) return;
    const last = this.waiting.pop() as number;
    this.spots.delete(at);
    if (last === at) return;
    this.waiting[spot] = last;
    this.spots.set(last, spot);
  }

  /** The same numbers every time (Park and Miller 1988). */
  private next(below: number): number {
    this.seed = (this.seed * 48_271) % 2_147_483_647;
    return this.seed % below;
  }
}
