/** Circles of a part of the market that is too large to be solved at once: chosen one after the other, then arranged anew a neighbourhood at a time. */
import { likeliest } from './beliefs.ts';
import { eachCycle, type Graph, mostFirms, type Work } from './graph.ts';
import { mostPacked } from './packing.ts';
import { bestOf, isAmong, type Ring, Rings } from './rings.ts';
import { Walk } from './walk.ts';

/** Steps in which the first circle of a firm is looked for, for each length. */
const firstSteps = 1500;
/** Steps in which the rings through a firm are looked for. */
const lookedSteps = 2000;
/** The neighbourhood of a circle or a firm: how many firms, and how thoroughly it is arranged. */
const neighbourhood = 18;
const arrangedSteps = 2500;
const branches = 150;
/** Ways to serve one more firm that are tried, the least disturbing first, and how far they are looked for. */
const triedWays = 3;
const triedSteps = 800;

export class Arrangement {
  /** The ring that serves a firm. */
  private readonly ringOf = new Map<number, Ring>();
  /** Rings among which it is chosen when it is seen as a whole, of so many firms of the part. */
  private readonly known: Rings;
  private looked = 0;
  private readonly parted: Uint8Array;
  private readonly graph: Graph;
  private readonly part: number[];
  private readonly work: Work;

  constructor(graph: Graph, part: number[], work: Work) {
    this.graph = graph;
    this.part = part;
    this.work = work;
    this.known = new Rings(graph, work);
    this.parted = new Uint8Array(graph.firms.length);
    for (const at of part) this.parted[at] = 1;
  }

  get size(): number {
    return this.part.length;
  }

  get rings(): Ring[] {
    return [...new Set(this.ringOf.values())];
  }

  /** Firms with the fewest ways first, each by the shortest circle of firms that are not served yet. */
  *begin(): Generator<void, void> {
    const ways = (at: number) => (this.graph.out[at]?.length ?? 0) * (this.graph.into[at]?.length ?? 0);
    for (const at of [...this.part].sort((a, b) => ways(a) - ways(b) || a - b)) {
      for (let longest = 2; longest <= mostFirms && !this.ringOf.has(at); longest++) {
        const near = new Rings(this.graph, this.work);
        eachCycle(this.graph, at, (to) => this.isFree(to), this.work, { most: firstSteps, longest }, near.add);
        const [ring] = near.all.sort((a, b) => b.weight / b.places.length - a.weight / a.places.length);
        if (ring) this.take(ring);
      }
      yield;
    }
  }

  /** One round: every firm that is not served, then every circle. True when something became better. */
  *improve(until: number): Generator<void, boolean> {
    let better = false;
    for (const at of this.part) {
      if (this.work.steps >= until) return false;
      if (this.ringOf.has(at)) continue;
      for (const way of this.waysToServe(at)) {
        yield;
        if (!this.arrange(way)) continue;
        better = true;
        break;
      }
      yield;
    }
    for (const ring of this.rings) {
      if (this.work.steps >= until) return false;
      if (this.ringOf.get(ring.places[0] as number) !== ring) continue;
      better = this.arrange(this.around(ring.places)) || better;
      yield;
    }
    return better;
  }

  /** Takes the likeliest rings, where that serves more than what was begun with. */
  *guess(until: number): Generator<void, void> {
    const known = yield* this.look(until);
    const likely = yield* likeliest(known, this.graph.firms.length, until - this.work.steps, this.work);
    if (!likely) return;
    const busy = new Set<number>();
    const guessed = likely.filter(({ places }) => {
      if (places.some((at) => busy.has(at))) return false;
      for (const at of places) busy.add(at);
      return true;
    });
    if (weightOf(guessed) > weightOf(this.rings)) this.replace(guessed);
  }

  *wander(until: number): Generator<void, void> {
    yield* this.look(until);
    const begun = this.rings.map((ring) => this.known.same(ring));
    const walk = new Walk({ firms: this.graph.firms.length, part: this.part, rings: this.known.all, begun }, this.work);
    yield;
    for (let seen = this.work.steps; this.work.steps < until && walk.pace(); ) {
      if (this.work.steps - seen < arrangedSteps * 10) continue;
      seen = this.work.steps;
      yield;
    }
    this.replace(walk.best);
  }

  /** Rings through every firm, once; none of those firms for which there is no time. */
  private *look(until: number): Generator<void, Ring[]> {
    for (; this.looked < this.part.length && this.work.steps < until; this.looked++) {
      const at = this.part[this.looked] as number;
      const isPart = (to: number) => this.parted[to] === 1;
      for (const longest of [3, mostFirms]) eachCycle(this.graph, at, isPart, this.work, { most: lookedSteps, longest }, this.known.add);
      yield;
    }
    return this.known.all;
  }

  private replace(rings: Ring[]): void {
    this.ringOf.clear();
    for (const ring of rings) this.take(ring);
  }

  private isFree(at: number): boolean {
    return this.parted[at] === 1 && !this.ringOf.has(at);
  }

  private take(ring: Ring): void {
    for (const at of ring.places) this.ringOf.set(at, ring);
  }

  /** Neighbourhoods in which a firm could be served: a cycle with it, and the circles that this one breaks. */
  private waysToServe(at: number): number[][] {
    const cycles: { broken: Set<Ring>; path: number[] }[] = [];
    const add = (path: readonly number[]) =>
      cycles.push({ broken: new Set(path.flatMap((one) => this.ringOf.get(one) ?? [])), path: [...path] });
    for (const longest of [3, mostFirms])
      eachCycle(this.graph, at, (to) => this.parted[to] === 1, this.work, { most: triedSteps, longest }, add);
    this.work.steps += cycles.length * 4;
    const ways = new Map<string, number[]>();
    for (const { broken, path } of cycles.sort((a, b) => a.broken.size - b.broken.size || a.path.length - b.path.length)) {
      if (ways.size === triedWays) break;
      const key = [...broken].map(({ places }) => places[0]).join();
      if (!ways.has(key)) ways.set(key, this.around([...path, ...[...broken].flatMap(({ places }) => places)]));
    }
    return [...ways.values()];
  }

  /** Some places with what is next to them: first what is not served, then whole circles. */
  private around(places: number[]): number[] {
    const all = new Set(places);
    const next = [...all].flatMap((at) => [...(this.graph.out[at] ?? []).map(({ to }) => to), ...(this.graph.into[at] ?? [])]);
    this.work.steps += next.length;
    for (const at of next) if (all.size < neighbourhood && this.isFree(at)) all.add(at);
    for (const at of next) {
      const ring = this.ringOf.get(at);
      if (ring && all.size + ring.places.length <= neighbourhood) for (const one of ring.places) all.add(one);
    }
    return [...all].slice(0, mostPacked).sort((a, b) => a - b);
  }

  /** Arranges a neighbourhood as well as it can be; true when that is better than it was. */
  private arrange(places: number[]): boolean {
    // a circle that goes beyond it stays, and so do its firms
    const free = places.filter((at) => this.ringOf.get(at)?.places.every((one) => isAmong(places, one)) ?? true);
    const before = [...new Set(free.flatMap((at) => this.ringOf.get(at) ?? []))];
    const rings = new Rings(this.graph, this.work);
    for (const ring of before) rings.same(ring);
    for (const longest of [3, mostFirms])
      for (const root of free) {
        const allowed = (at: number) => at > root && isAmong(free, at);
        eachCycle(this.graph, root, allowed, this.work, { most: arrangedSteps / free.length, longest }, rings.add);
      }
    const floor = before.reduce((sum, { weight }) => sum + weight, 0);
    const best = bestOf(rings.all, free, { floor, branches }, this.work);
    if (!best) return false;
    for (const ring of before) for (const at of ring.places) this.ringOf.delete(at);
    for (const ring of best.rings) this.take(ring);
    return true;
  }
}

const weightOf = (rings: Ring[]) => rings.reduce((sum, { weight }) => sum + weight, 0);
