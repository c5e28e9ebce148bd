/** How far the stages of a product are covered, what the whole makes in a month, and which stage holds it back. */
import type { Covered, Flow } from '../../../schema/chain.ts';
import type { Kind } from '../../../schema/listing.ts';
import { comparable, type Quantity, type Unit, units } from '../../../schema/quantity.ts';

/** What one firm has for a stage: an offer, or what it joined with. */
export interface Source {
  firm: number;
  /** Null: it did not say. */
  perMonth: Quantity | null;
  /** It joined with this, which holds whatever else it offers. */
  joined: boolean;
}

/** What a stage has to bring in a month: its own figure; or, where it is of material or of work, as much as there are products. */
export function neededFor(stage: { kind: Kind; perMonth: Quantity | null }, product: Quantity | null): Quantity | null {
  return stage.perMonth ?? (stage.kind === 'input' || stage.kind === 'subcontracting' ? product : null);
}

/** What fits far worse than the best is something else. The best first. */
export function standingOut<F extends { score: number }>(fits: F[]): F[] {
  const best = Math.max(...fits.map(({ score }) => score));
  return fits.filter(({ score }) => score >= best - tolerated);
}

const tolerated = 0.2;

/** What a firm puts in: what it says it does for this product, but no more than its offer says. */
export function pledged(said: Quantity | null, offered: Quantity | null): Quantity | null {
  if (!said || !offered) return said ?? offered;
  const [a, b] = [comparable(said), comparable(offered)];
  return a.dimension === b.dimension && b.amount < a.amount ? offered : said;
}

export function coverageOf(needed: Quantity | null, sources: Source[]): Covered {
  const firms = Map.groupBy(sources, ({ firm }) => firm);
  if (firms.size === 0) return { state: 'open', has: needed && { ...needed, amount: 0 }, missing: needed, unsaid: 0 };
  const own = [...firms.values()].map((all) => (all.some(({ joined }) => joined) ? all.filter(({ joined }) => joined) : all));
  if (!needed) return { state: 'covered', has: null, missing: null, unsaid: 0 };
  const measured = own.map((all) => all.flatMap(({ perMonth }) => (perMonth && compares(perMonth, needed) ? [perMonth] : [])));
  const unsaid = measured.filter((all) => all.length === 0).length;
  const amount = sumIn(needed.unit, measured.flat());
  if (amount >= needed.amount) return { state: 'covered', has: { amount, unit: needed.unit }, missing: null, unsaid };
  const known = amount > 0 || unsaid === 0;
  const missing = known ? { amount: needed.amount - amount, unit: needed.unit } : null;
  return { state: 'short', has: { amount, unit: needed.unit }, missing, unsaid };
}

/** A stage by its number, with what it needs and has. */
export interface Link {
  id: number;
  needed: Quantity | null;
  covered: Covered;
}

/** The whole makes what its weakest stage lets through; of equals the first in the line. Stages of which nobody knows how much say nothing. */
export function flowOf(product: Quantity | null, links: Link[]): Flow {
  const known = links.flatMap(({ id, needed, covered }) => {
    if (covered.state === 'open') return [{ id, has: 0n, of: 1n }];
    if (!needed || !covered.has || (covered.has.amount === 0 && covered.unsaid > 0)) return [];
    return [{ id, has: BigInt(covered.has.amount), of: BigInt(needed.amount) }];
  });
  const [first, ...rest] = known;
  if (!first) return { perMonth: null, bottleneck: null };
  const weakest = rest.reduce((least, one) => (one.has * least.of < least.has * one.of ? one : least), first);
  const amount = product && whole(Number((BigInt(product.amount) * weakest.has) / weakest.of), product.unit);
  return { perMonth: product && { amount: amount ?? 0, unit: product.unit }, bottleneck: weakest.id };
}

/** Things that nobody makes a part of. */
const counted: readonly string[] = ['piece', 'pair', 'set', 'sheet', 'roll', 'box', 'sack', 'pallet', 'person', 'service'];

function whole(amount: number, unit: Unit): number {
  const bounded = Math.min(amount, Number.MAX_SAFE_INTEGER);
  return counted.includes(units[unit].dimension) ? bounded - (bounded % 1000) : bounded;
}

const compares = (a: Quantity, b: Quantity) => comparable(a).dimension === comparable(b).dimension;

/** What is counted in the same unit is added as it stands; the rest through the base of the dimension, rounded down. */
function sumIn(unit: Unit, quantities: Quantity[]): number {
  const add = (sum: number, amount: number) => Math.min(sum + amount, Number.MAX_SAFE_INTEGER);
  const same = quantities.filter((one) => one.unit === unit).reduce((sum, one) => add(sum, one.amount), 0);
  const others = quantities.filter((one) => one.unit !== unit).reduce((sum, one) => add(sum, comparable(one).amount), 0);
  return add(same, Math.floor(others / units[unit].base));
}
