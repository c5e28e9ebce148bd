/** Beliefs: how likely each ring is to be among those that serve the most firms, as rings that share a firm tell each other (cavity method). */
import type { Work } from './graph.ts';
import type { Ring } from './rings.ts';

/** Rounds of telling; where there are many rings, as many as there are steps for. */
const mostRounds = 120;
const fewestRounds = 20;
/** What it is worth to serve one more firm, at first and in the end: what is hard to choose between is decided slowly. */
const worthAtFirst = 0.5;
const worthAtLast = 4;
/** How much of what a ring told before it tells again: without it they would all change their minds at once. */
const keeps = 0.8;

/** Beyond it one is sure. */
const mostTold = 40;
/** How much each ring holds, in the end, to what it believed before, and up to where: without it those that are alike wait for each other for ever. */
const holds = 0.6;
const mostHeld = 20;

/** The likeliest first; null where there are too many rings for the steps. */
export function* likeliest(rings: Ring[], firms: number, most: number, work: Work): Generator<void, Ring[] | null> {
  const starts = new Int32Array(rings.length + 1);
  for (const [n, { places }] of rings.entries()) starts[n + 1] = (starts[n] as number) + places.length;
  const all = starts[rings.length] as number;
  const rounds = Math.min(mostRounds, Math.floor(most / Math.max(1, all)));
  if (rounds < fewestRounds) return null;
  const places = new Int32Array(all);
  for (const [n, ring] of rings.entries()) places.set(ring.places, starts[n] as number);
  /** What each ring tells each of its firms: the odds that it is there, as far as its other firms go. */
  const told = new Float64Array(all);
  const odds = new Float64Array(all).fill(1);
  const apart = new Float64Array(all);
  const sums = new Float64Array(firms);
  const beliefs = new Float64Array(rings.length);
  for (let round = 0; round < rounds; round++) {
    const worth = worthAtFirst + ((worthAtLast - worthAtFirst) * round) / (rounds - 1);
    const holding = holds * Math.min(1, (1.25 * round) / rounds);
    sums.fill(0);
    for (let n = 0; n < all; n++) sums[places[n] as number] = (sums[places[n] as number] as number) + (odds[n] as number);
    for (let ring = 0; ring < rings.length; ring++) {
      const [from, to] = [starts[ring] as number, starts[ring + 1] as number];
      let against = 0;
      for (let n = from; n < to; n++) {
        // how much the other rings of this firm want it; a difference of sums may be a hair below nothing
        apart[n] = Math.log1p(Math.max(0, (sums[places[n] as number] as number) - (odds[n] as number)));
        against += apart[n] as number;
      }
      const before = Math.max(-mostHeld, Math.min(mostHeld, beliefs[ring] as number));
      const gains = worth * (to - from) + holding * before;
      beliefs[ring] = gains - against;
      for (let n = from; n < to; n++) {
        const tells = Math.min(mostTold, gains - against + (apart[n] as number));
        told[n] = keeps * (told[n] as number) + (1 - keeps) * tells;
        odds[n] = Math.exp(told[n] as number);
      }
    }
    work.steps += all;
    yield;
  }
  const order = [...rings.keys()].sort((a, b) => (beliefs[b] as number) - (beliefs[a] as number) || a - b);
  return order.map((n) => rings[n] as Ring);
}
