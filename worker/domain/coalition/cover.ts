/** The smallest set of firms that covers every step whole, then the cheapest, then the nearest: branch and bound. */

/** What a firm can do. Amounts and demands are integers; prices are minor units for one of them. */
export interface Firm {
  id: number;
  /** How much of each step it can take, 0 where it does not do it. */
  can: number[];
  /** Its offers for each step, the cheapest first: at `price` null it is not known. */
  offers: { listing: number; amount: number; price: number | null }[][];
  /** From the firm that asks. */
  metres: number;
}

/** What one offer takes of one step. */
export interface Taken {
  firm: number;
  listing: number;
  step: number;
  amount: number;
  price: number | null;
}

/** A set of firms that covers all, and what it is chosen by. */
export interface Cover {
  firms: number[];
  taken: Taken[];
  /** What is taken at prices that are not known, as a sum of fractions of steps. */
  unpriced: number;
  /** Minor units, of what has a price. */
  cost: number;
  metres: number;
}

export interface Covers {
  /** The best first; those behind it differ from it, and from each other, in at least one firm. */
  best: Cover[];
  /** Whether the first is proved to be the best of all. */
  exact: boolean;
}

/**
 * Steps of work before the search stops with what it has. All that it does in a loop is counted, since the clock of the machine stands
 * still meanwhile. Measured: seven milliseconds once it is warm, some twenty the first time.
 */
const mostLooks = 300_000;
/** What one item costs where things are put in order or copied. */
const sorting = 4;
/** Where a price is not known: behind all that are. */
const dear = Number.MAX_VALUE;
/** How many covers are handed out. */
const wanted = 3;

/** `demand` of each step is more than 0. With a spent budget the answer covers all the same, but may not be the best. */
export function findCovers(firms: Firm[], demand: number[], budget = mostLooks): Covers {
  const groups = apart(firms, demand);
  const found = groups.map((steps) => searched(firms, demand, steps, budget / groups.length));
  // what is best of each group is best of all, since they have no firm in common
  const best = found.reduce<Cover[]>(
    (sets, group) =>
      sets
        .flatMap((one) => group.best.map((other) => joined(one, other)))
        .sort(compareCovers)
        .slice(0, wanted),
    [{ firms: [], taken: [], unpriced: 0, cost: 0, metres: 0 }],
  );
  return { best, exact: found.every(({ exact }) => exact) };
}

/** Steps that are tied to each other by firms that do several of them: what is chosen for one group is no matter to another. */
function apart(firms: Firm[], demand: number[]): number[][] {
  const group = demand.map((_, step) => step);
  for (const { can } of firms) {
    const own = group.filter((_, step) => (can[step] ?? 0) > 0);
    const first = own[0];
    if (first !== undefined) for (const [step, of] of group.entries()) if (own.includes(of)) group[step] = first;
  }
  return [...new Set(group)].map((of) => group.flatMap((one, step) => (one === of ? [step] : [])));
}

function searched(firms: Firm[], demand: number[], steps: number[], budget: number): Covers {
  const of = <T>(all: T[]) => steps.map((step) => all[step] as T);
  const own = firms.map((one) => ({ ...one, can: of(one.can), offers: of(one.offers) }));
  const { best, exact } = new Search(own, of(demand), budget).run();
  const inAll = (one: Taken): Taken => ({ ...one, step: steps[one.step] as number });
  return { best: best.map((cover) => ({ ...cover, taken: cover.taken.map(inAll) })), exact };
}

function joined(a: Cover, b: Cover): Cover {
  return {
    firms: [...a.firms, ...b.firms].sort((one, other) => one - other),
    taken: [...a.taken, ...b.taken].sort((one, other) => one.step - other.step),
    unpriced: rounded(a.unpriced + b.unpriced),
    cost: rounded(a.cost + b.cost),
    metres: a.metres + b.metres,
  };
}

/** How much the firms can take of each step together. */
export const together = (firms: Firm[], step: number): number => firms.reduce((sum, { can }) => sum + (can[step] ?? 0), 0);

/** What each takes: of every step the cheapest first, what has no price last. Empty where they do not cover it. */
export function coverOf(firms: Firm[], demand: number[]): Cover | null {
  const taken: Taken[] = [];
  let unpriced = 0;
  let cost = 0;
  for (const [step, asked] of demand.entries()) {
    let left = asked;
    for (const { firm, listing, amount, price } of offersOf(firms, step)) {
      const share = Math.min(left, amount);
      if (share <= 0) continue;
      taken.push({ firm, listing, step, amount: share, price });
      if (price === null) unpriced += share / asked;
      else cost += price * share;
      left -= share;
    }
    if (left > 0) return null;
  }
  const metres = firms.reduce((sum, one) => sum + one.metres, 0);
  return { firms: firms.map(({ id }) => id).sort((a, b) => a - b), taken, unpriced: rounded(unpriced), cost: rounded(cost), metres };
}

/** Fewest firms, then least without a price, cheapest, nearest, lower numbers. */
export function compareCovers(a: Cover, b: Cover): number {
  const first = a.firms.length - b.firms.length || a.unpriced - b.unpriced || a.cost - b.cost || a.metres - b.metres;
  if (first !== 0) return first;
  const at = a.firms.findIndex((id, i) => id !== b.firms[i]);
  return at < 0 ? 0 : (a.firms[at] as number) - (b.firms[at] as number);
}

/** Sums that were added in another order are the same sum. */
const rounded = (sum: number) => Math.round(sum * 1e6) / 1e6;

interface Offered {
  firm: number;
  listing: number;
  amount: number;
  price: number | null;
}

function offersOf(firms: Firm[], step: number): Offered[] {
  const all = firms.flatMap(({ id, offers }) => (offers[step] ?? []).map((one) => ({ firm: id, ...one })));
  return all.sort((a, b) => (a.price ?? Infinity) - (b.price ?? Infinity) || a.firm - b.firm || a.listing - b.listing || 0);
}

class Search {
  private readonly best: Cover[] = [];
  private readonly firms: Firm[];
  private readonly demand: number[];
  /** Of each step, the positions of firms that do it, the most able first; and in the order in which they are tried: cheap, near, low. */
  private readonly able: number[][];
  private readonly tried: number[][];
  /** All positions, the nearest first. */
  private readonly near: number[];
  /** All positions, those first that do the most of all steps together, and how much that is. */
  private readonly strong: { at: number; part: number }[];
  /** Of each step, all offers, the cheapest first. */
  private readonly priced: (Offered & { at: number })[][];
  private readonly state: Uint8Array;
  private left: number;
  private stopped = false;

  constructor(firms: Firm[], demand: number[], budget: number) {
    this.firms = firms.filter(({ can }) => can.some((amount) => amount > 0)).sort((a, b) => a.id - b.id);
    this.demand = demand;
    this.left = budget;
    this.state = new Uint8Array(this.firms.length);
    const positions = new Map(this.firms.map(({ id }, at) => [id, at]));
    this.able = demand.map((_, step) =>
      this.firms
        .map((_, at) => at)
        .filter((at) => this.canOf(at, step) > 0)
        .sort((a, b) => this.canOf(b, step) - this.canOf(a, step) || a - b),
    );
    const metresOf = (at: number) => (this.firms[at] as Firm).metres;
    this.tried = this.able.map((positions, step) => {
      const lowest = this.firms.map(({ offers }) =>
        (offers[step] ?? []).reduce((least, { price }) => Math.min(least, price ?? dear), dear),
      );
      const priceOf = (at: number) => lowest[at] as number;
      return positions.toSorted((a, b) => priceOf(a) - priceOf(b) || metresOf(a) - metresOf(b) || a - b);
    });
    this.near = this.firms.map((_, at) => at).sort((a, b) => metresOf(a) - metresOf(b) || a - b);
    const partOf = (at: number) => demand.reduce((sum, asked, step) => sum + Math.min(asked, this.canOf(at, step)) / asked, 0);
    this.strong = this.firms.map((_, at) => ({ at, part: partOf(at) })).sort((a, b) => b.part - a.part || a.at - b.at);
    this.priced = demand.map((_, step) => offersOf(this.firms, step).map((one) => ({ ...one, at: positions.get(one.firm) as number })));
  }

  run(): Covers {
    if (this.demand.some((asked, step) => together(this.firms, step) < asked)) return { best: [], exact: true };
    let exact = true;
    for (let size = 1; size <= this.firms.length && this.best.length < wanted; size++) {
      const before = this.best.length;
      this.visit([], [...this.demand], size);
      if (this.stopped) {
        // sizes below were searched through; this one was not
        if (before === 0) exact = false;
        break;
      }
      // only for as many as are asked for is it worth looking at larger sets
      if (before > 0) break;
    }
    if (this.best.length === 0) {
      const greedy = this.greedy();
      if (greedy) this.best.push(greedy);
    }
    return { best: this.best, exact };
  }

  /** Branches over who takes the step that is furthest from covered; who was tried is out for those that are tried behind it. */
  private visit(chosen: number[], left: number[], size: number): void {
    if (this.stopped) return;
    this.left -= 4 + 2 * left.length;
    if (this.left < 0) {
      this.stopped = true;
      return;
    }
    const step = this.hardest(left);
    if (step < 0) {
      if (chosen.length === size) this.keep(chosen);
      return;
    }
    if (!this.canStill(left, size - chosen.length) || this.isDearer(chosen, size)) return;
    const tried: number[] = [];
    for (const at of this.tried[step] as number[]) {
      this.left--;
      if (this.state[at] !== 0) continue;
      this.state[at] = 1;
      this.visit(
        [...chosen, at],
        left.map((amount, one) => amount - this.canOf(at, one)),
        size,
      );
      this.state[at] = 2;
      tried.push(at);
    }
    for (const at of tried) this.state[at] = 0;
  }

  private keep(chosen: number[]): void {
    const firms = chosen.map((at) => this.firms[at] as Firm);
    this.left -= firms.length * firms.length * this.demand.length;
    // a firm without which the others cover all has no share
    if (firms.some((one) => coversAll(firms, one, this.demand))) return;
    // putting offers in order is the dearest of it
    this.left -= sorting * firms.reduce((sum, { offers }) => sum + offers.reduce((n, list) => n + list.length, 0), 0);
    const cover = coverOf(firms, this.demand);
    if (!cover) return;
    this.best.push(cover);
    this.best.sort(compareCovers).splice(wanted);
  }

  /** The step of which the largest part is open; -1 where none is. */
  private hardest(left: number[]): number {
    let best = -1;
    let most = 0;
    left.forEach((amount, step) => {
      const part = amount / (this.demand[step] as number);
      if (part > most) [best, most] = [step, part];
    });
    return best;
  }

  /** Whether so many more firms can be enough: for all steps together, and for each, were the most able of those left to do nothing else. */
  private canStill(left: number[], more: number): boolean {
    let parts = left.reduce((sum, open, step) => sum + Math.max(0, open) / (this.demand[step] as number), 0);
    let counted = 0;
    for (const { at, part } of this.strong) {
      this.left--;
      if (this.state[at] !== 0) continue;
      if (counted++ >= more) break;
      parts -= part;
    }
    // sums of fractions, so that nothing is lost by their last digits
    if (parts > 1e-9) return false;
    return left.every((amount, step) => {
      let open = amount;
      let firms = 0;
      for (const at of open > 0 ? (this.able[step] as number[]) : []) {
        this.left--;
        if (this.state[at] !== 0) continue;
        if (firms++ >= more) break;
        open -= this.canOf(at, step);
        if (open <= 0) break;
      }
      return open <= 0;
    });
  }

  /** Whether even with all that are left it costs more than the last that is kept. */
  private isDearer(chosen: number[], size: number): boolean {
    const worst = this.best.length === wanted ? this.best.at(-1) : undefined;
    if (!worst || worst.firms.length !== size) return false;
    let [unpriced, cost] = [0, 0];
    for (const [step, offers] of this.priced.entries()) {
      let left = this.demand[step] as number;
      for (const { at, amount, price } of offers) {
        this.left--;
        if (this.state[at] === 2) continue;
        const share = Math.min(left, amount);
        if (price === null) unpriced += share / (this.demand[step] as number);
        else cost += price * share;
        left -= share;
        if (left <= 0) break;
      }
    }
    const [a, b] = [rounded(unpriced), rounded(cost)];
    if (a !== worst.unpriced) return a > worst.unpriced;
    return b !== worst.cost ? b > worst.cost : this.isFurther(chosen, worst);
  }

  /** Where it may cost the same: whether even with the nearest it is further, or with the lowest it stands behind. */
  private isFurther(chosen: number[], worst: Cover): boolean {
    const more = worst.firms.length - chosen.length;
    const free = (positions: number[]) => positions.filter((at) => this.state[at] === 0).slice(0, more);
    this.left -= 2 * sorting * this.firms.length;
    const metres = [...chosen, ...free(this.near)].reduce((sum, at) => sum + (this.firms[at] as Firm).metres, 0);
    if (metres !== worst.metres) return metres > worst.metres;
    const lowest = [...chosen, ...free(this.firms.map((_, at) => at))].sort((a, b) => a - b).map((at) => (this.firms[at] as Firm).id);
    const at = lowest.findIndex((id, i) => id !== worst.firms[i]);
    return at >= 0 && (lowest[at] as number) > (worst.firms[at] as number);
  }

  /** Whoever does most of what is open, until nothing is; then without those who are not needed. */
  private greedy(): Cover | null {
    const left = [...this.demand];
    const rest = new Set(this.firms);
    let chosen: Firm[] = [];
    const gain = (one: Firm) =>
      left.reduce((sum, open, step) => sum + Math.min(Math.max(0, open), one.can[step] ?? 0) / (this.demand[step] as number), 0);
    while (left.some((open) => open > 0)) {
      let next: Firm | null = null;
      let most = 0;
      for (const one of rest) {
        const gained = gain(one);
        if (gained > most) [next, most] = [one, gained];
      }
      if (!next) return null;
      chosen.push(next);
      rest.delete(next);
      left.forEach((open, step) => {
        left[step] = open - ((next as Firm).can[step] ?? 0);
      });
    }
    for (const one of [...chosen]) if (coversAll(chosen, one, this.demand)) chosen = chosen.filter((other) => other !== one);
    return coverOf(chosen, this.demand);
  }

  private canOf(at: number, step: number): number {
    return (this.firms[at] as Firm).can[step] ?? 0;
  }
}

/** Whether the others cover every step without one. */
const coversAll = (firms: Firm[], without: Firm, demand: number[]): boolean =>
  demand.every((asked, step) => together(firms, step) - (without.can[step] ?? 0) >= asked);
