/** Mending: when a firm leaves a circle, the rest look for another one that keeps as many of those who agreed as possible. */
import { type TermsOf, topUps } from './cash.ts';
import { eachCycle, graphOf, legsAlong, type Work } from './graph.ts';
import { circleKey, type Leg, legKey } from './leg.ts';
import type { Circle } from './search.ts';

export interface Broken {
  /** All legs that there could be now, without those of firms that left or are in other circles. */
  legs: Leg[];
  terms: TermsOf;
  barred: ReadonlySet<string>;
  /** The circle as it was. */
  before: Leg[];
  /** Firms that had agreed and are still there. */
  accepted: ReadonlySet<number>;
}

/** Steps in which another circle is looked for: some ten milliseconds, since others wait for it. */
const most = 200_000;

/**
 * The best circle with somebody in it who agreed, or else with two who were asked: who agreed counts first, then who was asked, then legs
 * that stay as they are, then how many firms it serves, and how well. Null when there is none.
 */
export function mend({ legs, terms, barred, before, accepted }: Broken): Circle | null {
  const graph = graphOf(legs, terms, barred);
  const work: Work = { steps: 0 };
  const asked = new Set(before.map(({ giver }) => giver));
  const places = [...graph.firms.keys()];
  const kept = new Set(places.filter((at) => asked.has(graph.firms[at] as number)));
  const known = new Set(before.map(legKey));
  let best: { legs: Leg[]; rank: number[] } | null = null;
  const look = (path: readonly number[]) => {
    const firms = path.map((at) => graph.firms[at] as number);
    const agreed = firms.filter((firm) => accepted.has(firm)).length;
    const old = firms.filter((firm) => asked.has(firm)).length;
    if (agreed === 0 && (accepted.size > 0 || old < 2)) return;
    if (best && compare([agreed, old, path.length, path.length], best.rank) < 0) return;
    const found = legsAlong(graph, path, work);
    if (!found || circleKey(found) === circleKey(before)) return;
    const same = found.filter((leg) => known.has(legKey(leg))).length;
    const rank = [agreed, old, same, path.length, found.reduce((sum, { worth }) => sum + worth, 0)];
    if (!best || compare(rank, best.rank) > 0) best = { legs: found, rank };
  };
  // whoever stands between two of them first: that is how one is replaced
  const next = new Set([...kept].flatMap((at) => [...(graph.out[at] ?? []).map(({ to }) => to)]));
  const near = new Set([...kept].flatMap((at) => (graph.into[at] ?? []).filter((from) => next.has(from))));
  const roots = [...kept].filter((at) => accepted.size === 0 || accepted.has(graph.firms[at] as number));
  for (const allowed of [(at: number) => kept.has(at) || near.has(at), () => true])
    for (const root of roots) eachCycle(graph, root, allowed, work, { most: most / 2 / roots.length }, look);
  const found = best as { legs: Leg[] } | null;
  return found && { legs: found.legs, topUps: topUps(found.legs, terms) as (number | null)[] };
}

function compare(a: number[], b: number[]): number {
  for (const [n, value] of a.entries()) if (value !== b[n]) return value - (b[n] ?? 0);
  return 0;
}

/** What passes along a leg, as a firm agrees to it. */
export interface Passing {
  giver: number;
  taker: number;
  offer: number;
  title: string;
  quantity: { amount: number; unit: string } | null;
  value: number | null;
  topUp: number | null;
}

/** Whether a firm gives and gets what it gave and got before: then what it said still holds. */
export function isUnchanged(firm: number, before: Passing[], after: Passing[]): boolean {
  const part = (legs: Passing[]) => {
    const gives = legs.find(({ giver }) => giver === firm);
    const gets = legs.find(({ taker }) => taker === firm);
    return [gives, gets].map((leg) => leg && said(leg)).join();
  };
  return part(before) === part(after);
}

/** Whether all of it is as it was. */
export const isSame = (before: Passing[], after: Passing[]): boolean => before.map(said).join() === after.map(said).join();

const said = ({ offer, title, quantity, value, topUp }: Passing) =>
  JSON.stringify([offer, title, quantity?.amount, quantity?.unit, value, topUp]);
