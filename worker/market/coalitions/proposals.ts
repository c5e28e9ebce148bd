/** Who could fill a need together: its order, the offers that fit its steps, and the proposals made of them. */
import { and, eq, inArray, isNotNull, or } from 'drizzle-orm';
import type { CoalitionProposal, CoalitionProposals } from '../../../schema/coalition.ts';
import type { Quantity } from '../../../schema/quantity.ts';
import type { Lack } from '../../../schema/reason.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { coalition } from '../../../schema/tables/coalitions.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { match } from '../../../schema/tables/matches.ts';
import { day } from '../../../schema/time.ts';
import { liveStates } from '../../domain/coalition/coalition-life.ts';
import type { Candidate, Order, Promised } from '../../domain/coalition/order.ts';
import { type Proposal, proposeCoalitions } from '../../domain/coalition/propose.ts';
import { isThingItself, namesStep, stepsOf, stepWords } from '../../domain/coalition/steps.ts';
import { metresBetween } from '../../domain/distance.ts';
import { assess } from '../../domain/matching/assess.ts';
import { profileOf } from '../../domain/matching/profile.ts';
import { type Wanted, wantedSide } from '../../domain/matching/wanted.ts';
import type { Reader } from '../../domain/sight.ts';
import { findFits, findOpposites, rowsOf, sideOf } from '../matches/matching.ts';
import type { Db } from '../store.ts';
import { type FirmRow, type ListingRow, quantityOf } from '../views.ts';
import { lexiconOf } from '../vocabulary.ts';
import { promisedOf } from './promises.ts';

/** Offers that are asked for each step. */
const perStep = 60;

/** An offer that takes part, with whose it is. */
export interface Found {
  row: ListingRow;
  firm: FirmRow;
}

/** A need as an order, and who could do something of it. */
export interface Ordering {
  need: ListingRow;
  owner: FirmRow;
  order: Order;
  candidates: Candidate[];
  found: Map<number, Found>;
  /** Steps that were guessed and that nobody does. */
  dropped: Lack[];
}

/** The proposals for a need, for its own firm and for managers; for anyone else there are none. */
export function findProposals(db: Db, reader: Reader, id: number, split: boolean, now: number): Answer<CoalitionProposals> {
  const found = needWithFirm(db, id);
  if (!found || (found.firm.id !== reader.firm && reader.sight !== 'manager')) return no('not-found');
  if (!found.listing.listed) return no('wrong-state');
  const ordering = orderingOf(db, found.listing, found.firm, now);
  const { order, dropped } = ordering;
  const { proposals, alone, lacks } = proposeCoalitions(order, ordering.candidates, { split });
  return {
    value: {
      listing: { id, title: found.listing.title, quantity: order.quantity, until: order.by },
      steps: order.steps.map(({ words }) => words),
      proposals: proposals.map((one) => proposalView(ordering, { ...one, lacks: [...one.lacks, ...dropped] })),
      alone: alone.flatMap((firmId) => {
        const one = [...ordering.found.values()].find(({ firm }) => firm.id === firmId);
        return one ? [{ id: firmId, name: one.firm.name }] : [];
      }),
      lacks,
      split,
      mine: found.firm.id === reader.firm,
      underWay: findLive(db, id),
    },
  };
}

/** A need that is or was in the market, with its firm. */
export function needWithFirm(db: Db, id: number): { listing: ListingRow; firm: FirmRow } | undefined {
  const isNeed = and(eq(listing.id, id), eq(listing.direction, 'need'));
  return db.select().from(listing).innerJoin(firm, eq(firm.id, listing.firmId)).where(isNeed).get();
}

/** The coalition that is under way for a need. */
export function findLive(db: Db, need: number): number | null {
  const live = and(eq(coalition.needId, need), inArray(coalition.state, [...liveStates]));
  return db.select({ id: coalition.id }).from(coalition).where(live).get()?.id ?? null;
}

export function orderingOf(db: Db, need: ListingRow, owner: FirmRow, now: number): Ordering {
  const read = stepsOf(need, lexiconOf(db));
  const whole = asOrder(need, read.steps, now);
  const ordering = candidatesOf(db, need, owner, whole, read.about, now);
  if (!read.guessed) return { ...ordering, dropped: [] };
  // words of a sentence that look like steps are steps only where somebody offers them
  const done = read.steps.filter((_, step) => ordering.candidates.some(({ steps }) => steps.includes(step)));
  if (done.length === read.steps.length) return { ...ordering, dropped: [] };
  const steps = done.length >= 2 && done.length * 2 > read.steps.length ? done : [need.title];
  const dropped: Lack[] =
    steps.length < 2 ? [] : read.steps.filter((one) => !done.includes(one)).map((step) => ({ code: 'step-open', step }));
  return { ...candidatesOf(db, need, owner, asOrder(need, steps, now), read.about, now), dropped };
}

function asOrder(need: ListingRow, steps: string[], now: number): Order {
  const quantity = quantityOf(need.quantityAmount, need.quantityUnit);
  const { availableFrom: from, availableUntil: until, deliveryDays: days } = need;
  return {
    steps: steps.map((words) => ({ words, amount: quantity?.amount ?? null })),
    quantity,
    currency: need.currency,
    from: Math.max(now, from ?? now),
    // to the end of its last day
    by: until !== null ? until + day - 1 : days !== null ? now + days * day : null,
  };
}

/** An offer, and how well it fits the steps that it does. */
interface Able extends Found {
  fits: Map<number, number>;
}

/** Offers that do a step of an order. The wanted thing of an order of one step is the need itself. */
export function candidatesOf(
  db: Db,
  need: ListingRow,
  owner: FirmRow,
  order: Order,
  about: string,
  now: number,
): Omit<Ordering, 'dropped'> {
  // how much one does is counted apart: who does little of it fits as well as who does all
  const wanted = { ...need, quantityAmount: null, quantityUnit: null };
  const found = order.steps.length === 1 ? ableOfAll(db, wanted, owner, now) : ableOfSteps(db, wanted, owner, order, about, now);
  const away = dismissedOf(db, need.id);
  const promised = order.quantity ? promisedOf(db, [...found.keys()]) : null;
  const candidates = [...found.values()]
    .filter(({ row }) => row.firmId !== need.firmId && row.listed && !away.has(row.id))
    .map(({ row, firm, fits }) => candidateOf(row, metresBetween(owner, firm), fits, promised?.get(row.id)));
  return { need, owner, order, candidates, found };
}

function ableOfAll(db: Db, wanted: ListingRow, owner: FirmRow, now: number): Map<number, Able> {
  const fitting = findOpposites(db, wanted, owner, now);
  const rows = rowsOf(
    db,
    fitting.map(({ id }) => id),
  );
  return new Map(
    fitting.flatMap(({ id, fit }) => {
      const one = rows.get(id);
      return one ? [[id, { ...one, fits: new Map([[0, fit.score]]) }] as const] : [];
    }),
  );
}

function ableOfSteps(db: Db, wanted: ListingRow, owner: FirmRow, order: Order, about: string, now: number): Map<number, Able> {
  const lexicon = lexiconOf(db);
  const found = new Map<number, Able>();
  const add = (one: Found, step: number, score: number) => {
    if (score === 0) return;
    const able = found.get(one.row.id) ?? { row: one.row, firm: one.firm, fits: new Map<number, number>() };
    able.fits.set(step, Math.max(score, able.fits.get(step) ?? 0));
    found.set(one.row.id, able);
  };
  const { availableFrom, availableUntil } = wanted;
  const place = owner.lat === null || owner.lng === null ? null : { lat: owner.lat, lng: owner.lng };
  const asked = (words: string, title: string): Wanted => ({
    direction: 'need',
    kind: null,
    title,
    process: words,
    availableFrom,
    availableUntil,
    place,
  });
  for (const [step, { words }] of order.steps.entries()) {
    let fits = stepWords(words, about, lexicon).flatMap((title) => findFits(db, asked(words, title), now, perStep));
    // transport is transport, whatever is carried
    if (fits.length === 0 && isThingItself(words, lexicon)) fits = findFits(db, asked(words, words), now, perStep);
    for (const { row, firm, fit } of fits) add({ row, firm }, step, fit.score);
  }
  const wantedSides = order.steps.map(({ words }) =>
    stepWords(words, about, lexicon).map((title) => wantedSide(asked(words, title), lexicon)),
  );
  const whole = new Map(findOpposites(db, wanted, owner, now).map(({ id, fit }) => [id, fit.score]));
  for (const [id, one] of rowsOf(
    db,
    [...whole.keys()].filter((id) => !found.has(id)),
  ))
    found.set(id, { ...one, fits: new Map() });
  for (const able of found.values()) {
    const { row, fits } = able;
    const own = stepsOf(row, lexicon);
    const several = own.steps.length > 1 && !own.guessed;
    // who does several steps is asked about each of them
    for (const words of several ? own.steps : []) {
      for (const title of stepWords(words, own.about, lexicon)) {
        const said = { ...row, title, process: words, text: '' };
        const side = sideOf(said, able.firm, profileOf(said, lexicon));
        for (const [step, sides] of wantedSides.entries()) for (const one of sides) add(able, step, assess(one, side, now)?.score ?? 0);
      }
    }
    const named = order.steps.flatMap(({ words }, step) => (namesStep(row, words, lexicon) ? [step] : []));
    if (named.length === 0) continue;
    const best = Math.max(whole.get(row.id) ?? 0, ...fits.values());
    // who names a step does it as well as any other of his
    for (const step of named) if (best > 0) fits.set(step, best);
    // what says that it does another step of the order does not do this one because it is about the same thing
    if (!several) for (const step of fits.keys()) if (!named.includes(step)) fits.delete(step);
  }
  return found;
}

/** A pair that one side does not want is not brought together in company either; nobody is told whose wish that was. */
function dismissedOf(db: Db, need: number): Set<number> {
  const unwanted = and(eq(match.needId, need), or(isNotNull(match.needDismissed), isNotNull(match.offerDismissed)));
  const rows = db.select({ offer: match.offerId }).from(match).where(unwanted).all();
  return new Set(rows.map(({ offer }) => offer));
}

export function candidateOf(row: ListingRow, metres: number | null, fits: Map<number, number>, promised: Promised[] = []): Candidate {
  const steps = [...fits.keys()].sort((a, b) => a - b);
  return {
    listing: row.id,
    firm: row.firmId,
    steps,
    scores: steps.map((step) => fits.get(step) ?? 0),
    side: {
      quantity: quantityOf(row.quantityAmount, row.quantityUnit),
      capacity: quantityOf(row.capacityAmount, row.capacityUnit),
      minimum: quantityOf(row.minimumAmount, row.minimumUnit),
      price: { form: row.priceForm, min: row.priceMin, max: row.priceMax, currency: row.currency, per: row.per, barter: row.barter },
      availableFrom: row.availableFrom,
      availableUntil: row.availableUntil,
      deliveryDays: row.deliveryDays,
    },
    metres,
    promised,
  };
}

export function proposalView({ order, found }: Pick<Ordering, 'order' | 'found'>, proposal: Proposal): CoalitionProposal {
  return {
    members: proposal.shares.flatMap(({ listing, step, amount, fraction }) => {
      const one = found.get(listing);
      return one
        ? [
            {
              listing: { id: listing, externalRef: one.row.externalRef, title: one.row.title },
              firm: { id: one.firm.id, externalRef: one.firm.externalRef, name: one.firm.name, trusted: one.firm.trusted },
              step: order.steps[step]?.words ?? '',
              share: { quantity: shareOf(order.quantity, amount), fraction: Math.round(fraction * 1e6) / 1e6 },
            },
          ]
        : [];
    }),
    score: proposal.score,
    exact: proposal.exact,
    reasons: proposal.reasons,
    lacks: proposal.lacks,
  };
}

export const shareOf = (quantity: Quantity | null, amount: number | null): Quantity | null =>
  quantity && amount !== null ? { amount, unit: quantity.unit } : null;
