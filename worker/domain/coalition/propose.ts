/** Proposals of coalitions: who does how much of which step, why, and what is missing where nobody can. */
import { mostMinor } from '../../../schema/money.ts';
import type { Quantity } from '../../../schema/quantity.ts';
import type { Lack, Reason } from '../../../schema/reason.ts';
import { type Cover, type Covers, type Firm, findCovers, together } from './cover.ts';
import { amountOf, type Candidate, inUnitOf, isTooSmall, type Order, unitPrice, wholeUnits } from './order.ts';

/** What one offer does of one step. */
export interface Share {
  firm: number;
  listing: number;
  step: number;
  /** Thousandths of the order's unit; null where the order has no quantity. */
  amount: number | null;
  /** Of the step. */
  fraction: number;
  /** Minor units for all of it; null where its price is not known. */
  cost: number | null;
}

export interface Proposal {
  shares: Share[];
  firms: number[];
  /** Fits of its offers, weighted by what they do. */
  score: number;
  /** Whether it is proved to be the best. */
  exact: boolean;
  reasons: Reason[];
  lacks: Lack[];
}

export interface Proposed {
  /** The best first; none where one firm can do it alone. */
  proposals: Proposal[];
  /** Firms that can do all of it alone. */
  alone: number[];
  /** What nobody can do, where there is no proposal. */
  lacks: Lack[];
}

/** Offers that are looked at for each step: those that can give the most, then the cheapest, the nearest, the older. */
export const mostPerStep = 25;
/** A firm that does not say where it is stands behind all that do. */
const farAway = 1_000_000;

/** Of the fit of the best offer for a step: who fits worse is asked only where the others are not enough. */
const nearBest = 0.75;

/** `split`: the owner wants several firms although one could do it; then none takes more than half. */
export function proposeCoalitions(order: Order, candidates: Candidate[], { split = false, budget }: Wish = {}): Proposed {
  const first = proposed(order, bestOf(order, candidates), split, budget);
  return first.lacks.length === 0 ? first : proposed(order, candidates, split, budget);
}

interface Wish {
  split?: boolean;
  budget?: number;
}

function proposed(order: Order, candidates: Candidate[], split: boolean, budget: number | undefined): Proposed {
  const { firms, demand, bounded } = readied(order, candidates);
  const lacks = missing(order, firms, demand);
  if (lacks.length > 0) return { proposals: [], alone: [], lacks };
  const alone = firms.filter(({ can }) => demand.every((asked, step) => (can[step] ?? 0) >= asked)).map(({ id }) => id);
  if (alone.length > 0 && !split) return { proposals: [], alone, lacks: [] };
  const limited = split ? halved(order, firms, demand, alone) : firms;
  const covers = findCovers(limited, demand, budget);
  const several = { ...covers, best: covers.best.filter(({ firms }) => firms.length > 1) };
  return {
    proposals: proposalsOf(order, candidates, several, bounded),
    alone,
    lacks: split && several.best.length === 0 ? missing(order, limited, demand) : [],
  };
}

/** Offers without the steps that they fit much worse than others do. */
function bestOf(order: Order, candidates: Candidate[]): Candidate[] {
  const best = order.steps.map((_, step) => Math.max(0, ...candidates.map((one) => scoreOf(one, step))));
  return candidates.flatMap((one) => {
    const steps = one.steps.filter((step) => scoreOf(one, step) >= nearBest * (best[step] as number));
    return steps.length > 0 ? [{ ...one, steps, scores: steps.map((step) => scoreOf(one, step)) }] : [];
  });
}

const scoreOf = ({ steps, scores }: Candidate, step: number) => scores[steps.indexOf(step)] ?? 0;

/** Who takes the shares that became free, beside those who stay; one firm may do. */
export function proposeReplacements(order: Order, candidates: Candidate[]): Proposed {
  const { firms, demand, bounded } = readied(order, candidates);
  const lacks = missing(order, firms, demand);
  const covers: Covers = lacks.length > 0 ? { best: [], exact: true } : findCovers(firms, demand);
  return { proposals: proposalsOf(order, candidates, covers, bounded), alone: [], lacks };
}

const proposalsOf = (order: Order, candidates: Candidate[], { best, exact }: Covers, bounded: boolean): Proposal[] =>
  best.map((cover, at) => proposalOf(order, candidates, cover, at === 0 && exact && !bounded));

/** Where a step is taken whole, its amount. */
const whole = 1;

interface Readied {
  firms: Firm[];
  demand: number[];
  /** More offers than are looked at. */
  bounded: boolean;
}

function readied(order: Order, candidates: Candidate[]): Readied {
  const demand = order.steps.map(({ amount }) => amount ?? whole);
  const firms = new Map<number, Firm>();
  let bounded = false;
  for (const [step, asked] of demand.entries()) {
    const all = offersFor(order, step, asked, candidates);
    bounded ||= all.length > mostPerStep;
    for (const { one, amount, price } of all.slice(0, mostPerStep)) {
      const firm = firms.get(one.firm) ?? {
        id: one.firm,
        can: demand.map(() => 0),
        offers: demand.map(() => []),
        metres: one.metres ?? farAway,
      };
      firm.can[step] = (firm.can[step] ?? 0) + amount;
      firm.offers[step]?.push({ listing: one.listing, amount, price });
      firms.set(one.firm, firm);
    }
  }
  return { firms: [...firms.values()], demand, bounded };
}

interface Offered {
  one: Candidate;
  amount: number;
  price: number | null;
}

/**
 * What the offers can give of one step. What does not say how much, or says it in another unit, is taken to do a step of several whole, where those
 * that say it cannot; it is a lack of the proposal. Of an order of one step it is nothing: then how much is all there is to it.
 */
function offersFor(order: Order, step: number, asked: number, candidates: Candidate[]): Offered[] {
  const said: Offered[] = [];
  const unsaid: Offered[] = [];
  for (const one of candidates) {
    if (!one.steps.includes(step) || isTooSmall(one, order)) continue;
    const price = unitPrice(one, order);
    // an offer of several steps has one price for them
    const part = price === null ? null : price / one.steps.length;
    const amount = amountOf(one, order);
    if (!order.quantity) said.push({ one, amount: whole, price: part });
    else if (amount.is === 'known' && amount.amount > 0) said.push({ one, amount: Math.min(amount.amount, asked), price: part });
    else if (amount.is !== 'known') unsaid.push({ one, amount: asked, price: part });
  }
  const enough = said.reduce((sum, { amount }) => sum + amount, 0) >= asked;
  const all = enough || !(order.mixed ?? order.steps.length > 1) ? said : [...said, ...unsaid];
  return all.sort(
    (a, b) =>
      b.amount - a.amount ||
      (a.price ?? Infinity) - (b.price ?? Infinity) ||
      (a.one.metres ?? farAway) - (b.one.metres ?? farAway) ||
      a.one.listing - b.one.listing ||
      0,
  );
}

/** What is asked twice as often: no firm takes more than half of a step, and who could do all alone takes no part where nothing is counted. */
function halved(order: Order, firms: Firm[], demand: number[], alone: number[]): Firm[] {
  if (!order.quantity) return firms.filter(({ id }) => !alone.includes(id));
  const unit = wholeUnits(order.quantity);
  const most = demand.map((asked) => Math.ceil(asked / 2 / unit) * unit);
  return firms.map((firm) => {
    const offers = firm.offers.map((list, step) => {
      let left = most[step] as number;
      return list.map((one) => {
        const amount = Math.min(one.amount, left);
        left -= amount;
        return { ...one, amount };
      });
    });
    return { ...firm, offers, can: offers.map((list) => list.reduce((sum, { amount }) => sum + amount, 0)) };
  });
}

function missing(order: Order, firms: Firm[], demand: number[]): Lack[] {
  return demand.flatMap((asked, step): Lack[] => {
    const short = asked - together(firms, step);
    const { words } = order.steps[step] as Order['steps'][number];
    if (short <= 0) return [];
    if (!order.quantity || short === asked)
      return order.steps.length === 1 && order.quantity ? [shortBy(order.quantity, short)] : [{ code: 'step-open', step: words }];
    return order.steps.length === 1
      ? [shortBy(order.quantity, short)]
      : [{ code: 'step-short', step: words, by: { amount: short, unit: order.quantity.unit } }];
  });
}

const shortBy = ({ unit }: Quantity, amount: number): Lack => ({ code: 'short', by: { amount, unit } });

function proposalOf(order: Order, candidates: Candidate[], cover: Cover, exact: boolean): Proposal {
  const byListing = new Map(candidates.map((one) => [one.listing, one]));
  const shares = cover.taken.map(({ firm, listing, step, amount, price }): Share => {
    const asked = order.steps[step]?.amount ?? null;
    return {
      firm,
      listing,
      step,
      amount: asked === null ? null : amount,
      fraction: asked === null ? 1 : amount / asked,
      cost: price === null ? null : Math.round(price * amount),
    };
  });
  const scores = shares.map(({ listing, step, fraction }) => {
    const one = byListing.get(listing);
    return [one ? scoreOf(one, step) : 0, fraction] as const;
  });
  const weight = scores.reduce((sum, [, part]) => sum + part, 0);
  return {
    shares,
    firms: cover.firms,
    score: weight === 0 ? 0 : Math.round((scores.reduce((sum, [score, part]) => sum + score * part, 0) / weight) * 1000) / 1000,
    exact,
    reasons: reasonsOf(order, cover, shares),
    lacks: lacksOf(order, byListing, shares),
  };
}

function reasonsOf(order: Order, cover: Cover, shares: Share[]): Reason[] {
  const reasons: Reason[] = [{ code: 'whole-order' }, { code: 'fewest-firms', firms: cover.firms.length }];
  if (order.by !== null) reasons.push({ code: 'in-time', by: order.by });
  const cost = costOf(shares);
  if (cost !== null && cost > 0 && order.quantity) reasons.push({ code: 'costs', amount: cost, currency: order.currency });
  if (cover.metres > 0 && cover.metres < farAway) reasons.push({ code: 'near', metres: Math.round(cover.metres / cover.firms.length) });
  return reasons;
}

/** Minor units for all shares; null where one has no known price, and where it comes to more than anybody may ask. */
export function costOf(shares: Pick<Share, 'cost'>[]): number | null {
  const cost = shares.reduce<number | null>((sum, one) => (sum === null || one.cost === null ? null : sum + one.cost), 0);
  return cost !== null && cost <= mostMinor ? cost : null;
}

function lacksOf(order: Order, byListing: Map<number, Candidate>, shares: Share[]): Lack[] {
  const codes = new Map<string, Lack>();
  for (const { listing, amount, cost } of shares) {
    const one = byListing.get(listing);
    if (!one) continue;
    if (cost === null) codes.set('price-not-said', { code: 'price-not-said' });
    if (order.quantity && amount !== null) {
      const said = amountOf(one, order);
      if (said.is === 'not-said') codes.set('quantity-not-said', { code: 'quantity-not-said' });
      if (said.is === 'units-differ') codes.set('units-differ', { code: 'units-differ' });
      const least = inUnitOf(order.quantity, one.side.minimum);
      if (least !== null && least > amount && one.side.minimum)
        codes.set(`minimum-${listing}`, { code: 'below-minimum', minimum: one.side.minimum });
    }
  }
  return [...codes.values()];
}
