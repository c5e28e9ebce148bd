/** What a pair is judged by besides what the things are: how much, when, for how much, how far. Each part with its reasons and lacks. */
import { comparable, comparableIn, units } from '../../../schema/quantity.ts';
import type { Lack, Reason } from '../../../schema/reason.ts';
import { day } from '../../../schema/time.ts';
import { metresBetween } from '../distance.ts';
import type { Side } from './side.ts';
import { half, unknownPart } from './weights.ts';

/** A part of the score, from 0 to 1. */
interface Judged {
  value: number;
  reasons: Reason[];
  lacks: Lack[];
}

const judged = (value: number, reasons: Reason[] = [], lacks: Lack[] = []): Judged => ({ value, reasons, lacks });

const month = 30 * day;
/** What a part of the quantity counts at least, and what is left below the smallest order. */
const leastShare = 0.1;
const belowMinimum = 0.5;
/** Orders so many times larger than what is wanted are of another trade: nobody is introduced. */
const farBelow = 4;

/** The quantity, or what can be made in time, against what is wanted; null where the smallest order is far beyond it. */
export function amountOf(need: Side, offer: Side, now: number): Judged | null {
  const wanted = need.quantity;
  const { quantity, capacity, minimum } = offer;
  const perMonth: Reason[] = capacity ? [{ code: 'has-capacity', perMonth: capacity }] : [];
  if (!wanted) return judged(unknownPart, perMonth);
  const asked = comparable(wanted);
  const lacks: Lack[] = [];
  let value: number = unknownPart;
  const reasons = [...perMonth];
  const has = [comparableIn(asked.dimension, quantity), times(comparableIn(asked.dimension, capacity), monthsFor(need, offer, now))].filter(
    (one) => one !== null,
  );
  if (has.length > 0) {
    const share = Math.min(1, Math.max(...has) / asked.amount);
    value = leastShare + (1 - leastShare) * share;
    reasons.unshift({ code: 'covers', share: Math.floor(share * 1000) / 1000, of: wanted });
    const short = Math.ceil((asked.amount - Math.max(...has)) / units[wanted.unit].base);
    if (share < 1 && short >= 1) lacks.push({ code: 'short', by: { amount: Math.min(short, wanted.amount), unit: wanted.unit } });
  } else lacks.push({ code: quantity || capacity ? 'units-differ' : 'quantity-not-said' });
  const smallest = comparableIn(asked.dimension, minimum);
  if (smallest !== null && smallest > farBelow * asked.amount) return null;
  if (minimum && smallest !== null && smallest > asked.amount) {
    value *= belowMinimum;
    lacks.push({ code: 'below-minimum', minimum });
  }
  return judged(value, reasons, lacks);
}

const times = (amount: number | null, by: number) => (amount === null ? null : amount * by);

/** Months in which it can be made: until the need's end, else one. */
function monthsFor(need: Side, offer: Side, now: number): number {
  if (need.availableUntil === null || need.availableUntil <= now) return 1;
  const from = Math.max(now, offer.availableFrom ?? now);
  return Math.max(0, Math.min(need.availableUntil, offer.availableUntil ?? need.availableUntil) - from) / month;
}

/** Dates that overlap, and delivery before the need's end; null where they can never meet. */
export function timeOf(need: Side, offer: Side, now: number): Judged | null {
  const until = need.availableUntil !== null && need.availableUntil > now ? need.availableUntil : null;
  if (offer.availableUntil !== null && offer.availableUntil < Math.max(now, need.availableFrom ?? now)) return null;
  if (until !== null && offer.availableFrom !== null && offer.availableFrom > until) return null;
  const from = Math.max(now, offer.availableFrom ?? now);
  const reasons: Reason[] =
    offer.availableFrom !== null && offer.availableFrom > now ? [{ code: 'free-from', at: offer.availableFrom }] : [];
  if (until === null) return judged(unknownPart, reasons);
  if (offer.deliveryDays === null) {
    const said = offer.availableFrom !== null || offer.availableUntil !== null;
    return judged(said ? 1 : unknownPart, reasons, said ? [] : [{ code: 'dates-not-said' }]);
  }
  const ready = from + offer.deliveryDays * day;
  if (ready <= until) return judged(1, [...reasons, { code: 'in-time', by: ready }]);
  return judged(0, reasons, [{ code: 'late', days: Math.max(1, Math.ceil((ready - until) / day)) }]);
}

/** How much dearer it may be before it counts nothing. */
const tooDear = 0.5;

/** Ranges of prices in one currency and for one measure. */
export function priceOf(need: Side, offer: Side): Judged {
  const exchange: Reason[] = need.price.barter && offer.price.barter ? [{ code: 'accepts-barter' }] : [];
  if (offer.price.form === 'free') return judged(1, [{ code: 'price-fits' }, ...exchange]);
  const most = need.price.form === 'free' ? null : (need.price.max ?? need.price.min);
  const least = offer.price.min;
  if (most === null) return judged(unknownPart, exchange);
  if (least === null) return judged(unknownPart, exchange, [{ code: 'price-not-said' }]);
  const [pays, costs] = [perBase(most, need.price.per), perBase(least, offer.price.per)];
  if (need.price.currency !== offer.price.currency || pays.dimension !== costs.dimension) return judged(unknownPart, exchange);
  if (costs.amount <= pays.amount) return judged(1, [{ code: 'price-fits' }, ...exchange]);
  const over = pays.amount > 0 ? costs.amount / pays.amount - 1 : tooDear;
  const percent = Math.min(9_999, Math.max(1, Math.round(over * 100)));
  return judged(Math.max(0, 1 - over / tooDear), exchange, [{ code: 'dearer', percent }]);
}

function perBase(minor: number, per: Side['price']['per']): { dimension: string; amount: number } {
  return per === null ? { dimension: '', amount: minor } : { dimension: units[per].dimension, amount: minor / units[per].base };
}

export function placeOf(need: Side, offer: Side): Judged {
  const metres = need.place && offer.place && metresBetween(need.place, offer.place);
  if (metres === null) return judged(unknownPart);
  return judged(half.metres / (half.metres + metres), [{ code: 'near', metres }]);
}

/** Days in which an offer is new. */
const newFor = 7;

export function ageOf(offer: Side, now: number): Judged {
  if (offer.publishedAt === null) return judged(unknownPart);
  const days = Math.max(0, now - offer.publishedAt) / day;
  return judged(half.days / (half.days + days), days < newFor ? [{ code: 'new', at: offer.publishedAt }] : []);
}
