/** Who could give to whom: firms with the legs between them, and the short cycles among them. */
import { anyRoom, type Room, roomWith, type TermsOf } from './cash.ts';
import { circleKey, type Leg } from './leg.ts';

/** No circle is longer: more than five firms at one table seldom agree. */
export const mostFirms = 5;
/** Legs between the same two firms that are looked at, the best first. */
const mostParallel = 4;

export interface Arc {
  to: number;
  /** The best first. */
  legs: Leg[];
}

const none: Leg[] = [];

/** Firms by their place in `firms`. */
export interface Graph {
  firms: number[];
  out: Arc[][];
  /** From where something could be got. */
  into: number[][];
  terms: TermsOf;
  /** Circles, by their key, that are not to be proposed (again). */
  barred: ReadonlySet<string>;
}

/** What was done so far, in steps of some fifty nanoseconds: rules have no clock. */
export interface Work {
  steps: number;
}

export function graphOf(legs: Leg[], terms: TermsOf, barred: ReadonlySet<string>): Graph {
  const going = graphIn(legs, terms, barred, { steps: 0 });
  for (;;) {
    const { done, value } = going.next();
    if (done) return value;
  }
}

/** Legs, and firms, that are taken in between two turns. */
const taken = 2000;

/** The same in pieces. */
export function* graphIn(legs: Leg[], terms: TermsOf, barred: ReadonlySet<string>, work: Work): Generator<void, Graph> {
  const between = new Map<number, Map<number, Leg[]>>();
  const known = new Set<number>();
  for (const [n, leg] of legs.entries()) {
    known.add(leg.giver).add(leg.taker);
    if (leg.giver !== leg.taker) {
      const from = between.get(leg.giver) ?? new Map<number, Leg[]>();
      between.set(leg.giver, from);
      const several = from.get(leg.taker);
      if (several) several.push(leg);
      else from.set(leg.taker, [leg]);
    }
    work.steps += 10;
    if (n % taken === taken - 1) yield;
  }
  const firms = [...known].sort((a, b) => a - b);
  const places = new Map(firms.map((firm, place) => [firm, place]));
  const into: number[][] = firms.map(() => []);
  const out: Arc[][] = [];
  let sorted = 0;
  for (const [place, firm] of firms.entries()) {
    const arcs = [...(between.get(firm) ?? [])]
      .map(([taker, several]) => ({ to: places.get(taker) as number, legs: several.sort(betterLeg).slice(0, mostParallel) }))
      .sort((a, b) => a.to - b.to);
    for (const { to } of arcs) into[to]?.push(place);
    out.push(arcs);
    work.steps += arcs.length * 10;
    sorted += arcs.length;
    if (sorted < taken) continue;
    sorted = 0;
    yield;
  }
  return { firms, out, into, terms, barred };
}

const betterLeg = (a: Leg, b: Leg) => b.worth - a.worth || a.offer - b.offer || a.need - b.need;

/**
 * Calls `found` with the places of each cycle of two to five firms that begins at `root` and stays among `allowed`. Paths that cannot come
 * back in time are not begun (distances backwards from the root). False when `most` steps were not enough.
 */
export function eachCycle(
  graph: Graph,
  root: number,
  allowed: (place: number) => boolean,
  work: Work,
  { most, longest = mostFirms }: { most: number; longest?: number },
  found: (places: readonly number[]) => void,
): boolean {
  work.steps += 100;
  const { home, beyond } = distancesTo(graph, root, allowed, work, longest);
  const path = [root];
  const end = work.steps + most;
  const walk = (at: number): boolean => {
    for (const { to } of graph.out[at] as Arc[]) {
      if (++work.steps > end) return false;
      if (to === root) {
        if (path.length > 1) found(path);
        continue;
      }
      if (path.length + (home.get(to) ?? beyond) > longest || path.includes(to) || !allowed(to)) continue;
      path.push(to);
      const whole = walk(to);
      path.pop();
      if (!whole) return false;
    }
    return true;
  };
  return walk(root);
}

/** Arcs that are looked at to tell how far it is home; in a market where everybody is next to everybody it is not worth more. */
const mostLooked = 400;

/** How many legs it is to the root from each place that is near; from all others it is `beyond` or more. */
function distancesTo(graph: Graph, root: number, allowed: (place: number) => boolean, work: Work, longest: number) {
  const home = new Map([[root, 0]]);
  let edge = [root];
  let looked = 0;
  for (let far = 1; far < longest; far++) {
    const next: number[] = [];
    for (const at of edge) {
      for (const from of graph.into[at] as number[]) {
        work.steps++;
        looked++;
        if (home.has(from) || !allowed(from)) continue;
        home.set(from, far);
        next.push(from);
      }
      // some of this distance are not known: all that are not known are this far at least
      if (looked > mostLooked) return { home, beyond: far };
    }
    edge = next;
    if (edge.length === 0) break;
  }
  return { home, beyond: longest };
}

/** The best legs along a cycle that its firms allow, in its order; null where there are none. */
export function legsAlong(graph: Graph, places: readonly number[], work: Work): Leg[] | null {
  const choices = places.map((at, n) => legsBetween(graph, at, places[(n + 1) % places.length] as number));
  let best: Leg[] | null = null;
  let bestWorth = -1;
  const chosen: Leg[] = [];
  /** What the legs from here on are worth at most. */
  const ahead = choices.map((_, n) => choices.slice(n).reduce((sum, legs) => sum + (legs[0]?.worth ?? 0), 0));
  const choose = (n: number, worth: number, room: Room) => {
    work.steps++;
    if (n === choices.length) {
      if (worth > bestWorth && !(graph.barred.size > 0 && graph.barred.has(circleKey(chosen)))) {
        best = [...chosen];
        bestWorth = worth;
      }
      return;
    }
    for (const leg of choices[n] as Leg[]) {
      if (worth + leg.worth + (ahead[n + 1] ?? 0) <= bestWorth) break;
      const left = roomWith(room, leg, graph.terms);
      if (!left) continue;
      chosen.push(leg);
      choose(n + 1, worth + leg.worth, left);
      chosen.pop();
    }
  };
  choose(0, 0, anyRoom);
  return best;
}

/** Legs from one place to another, the best first. */
export function legsBetween(graph: Graph, from: number, to: number): Leg[] {
  const arcs = graph.out[from] as Arc[];
  let [low, high] = [0, arcs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const arc = arcs[middle] as Arc;
    if (arc.to === to) return arc.legs;
    if (arc.to < to) low = middle + 1;
    else high = middle - 1;
  }
  return none;
}

/** Strongly connected parts of two firms and more (Tarjan 1972), each sorted: no cycle leaves one. */
export function parts({ firms, out }: Graph): number[][] {
  const index: number[] = [];
  const low: number[] = [];
  const onStack: boolean[] = [];
  const stack: number[] = [];
  const found: number[][] = [];
  let next = 0;
  const open = (at: number) => {
    index[at] = low[at] = next++;
    stack.push(at);
    onStack[at] = true;
    return { at, arc: 0 };
  };
  for (const start of firms.keys()) {
    if (index[start] !== undefined) continue;
    const calls = [open(start)];
    while (calls.length > 0) {
      const call = calls.at(-1) as { at: number; arc: number };
      const to = out[call.at]?.[call.arc++]?.to;
      if (to !== undefined) {
        if (index[to] === undefined) calls.push(open(to));
        else if (onStack[to]) low[call.at] = Math.min(low[call.at] as number, index[to] as number);
        continue;
      }
      calls.pop();
      const above = calls.at(-1)?.at;
      if (above !== undefined) low[above] = Math.min(low[above] as number, low[call.at] as number);
      if (low[call.at] !== index[call.at]) continue;
      const part = stack.splice(stack.lastIndexOf(call.at));
      for (const one of part) onStack[one] = false;
      if (part.length > 1) found.push(part.sort((a, b) => a - b));
    }
  }
  return found.sort((a, b) => (a[0] as number) - (b[0] as number));
}
