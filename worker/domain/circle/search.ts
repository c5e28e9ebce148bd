/** Finding circles: of all exchanges that firms allow, those that serve the most firms, each at most once; among these the best fitting. */
import { Arrangement } from './arrangement.ts';
import { type TermsOf, topUps } from './cash.ts';
import { eachCycle, type Graph, graphIn, parts, type Work } from './graph.ts';
import type { Leg } from './leg.ts';
import { mostPacked } from './packing.ts';
import { bestOf, isAmong, type Ring, Rings } from './rings.ts';

/** It begins with the firm of the smallest number; each leg goes on from the taker of the one before. */
export interface Circle {
  legs: Leg[];
  /** Cash of each leg: positive from its taker, negative from its giver; null where it is to be talked about. */
  topUps: (number | null)[];
}

export interface Asked {
  legs: Leg[];
  terms?: TermsOf;
  /** Keys of circles that are not to be found (again). */
  barred?: ReadonlySet<string>;
  /** Steps after which what was found is good enough: a market of a thousand firms takes so many, and most take few. */
  budget?: number;
  /** Parts of the market of at most so many firms, up to thirty, are solved exactly, whatever it takes. */
  exactly?: number;
}

/** A second or so: a step is some fifty nanoseconds. */
const usualBudget = 26_000_000;
/** A dozen firms that could all exchange with each other are solved in a few milliseconds. */
const alwaysExact = 12;
/** Where a part is larger, it is solved exactly when that takes no more than this. */
const triedSteps = 40_000;
const triedRings = 2000;
const triedBranches = 3000;

/** The circles of a market, all at once. */
export function findCircles(asked: Asked): Circle[] {
  const going = searching(asked, { steps: 0 });
  for (;;) {
    const { done, value } = going.next();
    if (done) return value;
  }
}

/**
 * The same in pieces of a few milliseconds at most: between two of them others have their turn. The same question has the same answer, so
 * that what is forgotten on the way is simply asked again.
 */
export function* searching({ legs, terms = new Map(), barred = new Set(), ...bounds }: Asked, work: Work): Generator<void, Circle[]> {
  const { budget = usualBudget, exactly = alwaysExact } = bounds;
  const graph = yield* graphIn(legs, terms, barred, work);
  const rings: Ring[] = [];
  const open: Arrangement[] = [];
  for (const part of parts(graph)) {
    const solved = part.length <= mostPacked ? yield* solve(graph, part, part.length <= exactly, work) : null;
    if (solved) rings.push(...solved);
    else open.push(new Arrangement(graph, part, work));
    yield;
  }
  yield* arrange(open, budget, work);
  return [...rings, ...open.flatMap((one) => one.rings)]
    .map((ring) => fromSmallest(ring.legs))
    .map((inOrder) => ({ legs: inOrder, topUps: topUps(inOrder, terms) as (number | null)[] }))
    .sort((a, b) => (a.legs[0] as Leg).giver - (b.legs[0] as Leg).giver);
}

/** A small part exactly; null when that takes too long. */
function* solve(graph: Graph, part: number[], always: boolean, work: Work): Generator<void, Ring[] | null> {
  const rings = new Rings(graph, work);
  for (const root of part) {
    const allowed = (at: number) => at > root && isAmong(part, at);
    const whole = eachCycle(graph, root, allowed, work, { most: always ? Number.POSITIVE_INFINITY : triedSteps }, rings.add);
    if (!whole || (!always && rings.size > triedRings)) return null;
    yield;
  }
  const best = bestOf(rings.all, part, { floor: 0, branches: always ? Number.POSITIVE_INFINITY : triedBranches }, work);
  return best === null ? [] : best.exact ? best.rings : null;
}

/** Large parts share what time is left by their size, so that none takes it all from the others. */
function* arrange(open: Arrangement[], budget: number, work: Work): Generator<void, void> {
  const firms = open.reduce((sum, { size }) => sum + size, 0);
  for (const one of open) yield* one.begin();
  function* inTurn(share: number, part: (one: Arrangement, until: number) => Generator<void, unknown>): Generator<void, void> {
    const left = (budget - work.steps) * share;
    for (const one of open) if (left > 0) yield* part(one, work.steps + (left * one.size) / firms);
  }
  yield* inTurn(0.35, (one, until) => one.guess(until));
  yield* inTurn(0.35, (one, until) => one.improve(until));
  yield* inTurn(0.8, (one, until) => one.wander(until));
  for (let going = open; going.length > 0 && work.steps < budget; ) {
    const still: Arrangement[] = [];
    for (const one of going) if (yield* one.improve(budget)) still.push(one);
    going = still;
  }
}

function fromSmallest(legs: Leg[]): Leg[] {
  const first = legs.reduce((best, { giver }, n) => (giver < (legs[best] as Leg).giver ? n : best), 0);
  return [...legs.slice(first), ...legs.slice(0, first)];
}
