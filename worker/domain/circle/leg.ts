/** Legs of an exchange: what one firm could give another without cash, how much of it, and what it is worth. */
import type { Currency } from '../../../schema/money.ts';
import { comparable, type Quantity, type Unit, units } from '../../../schema/quantity.ts';

/** Firms and listings by their ids. */
export interface Leg {
  giver: number;
  taker: number;
  offer: number;
  need: number;
  /** How well they fit: a whole number of thousandths, at least 1. It decides between circles that serve as many firms. */
  worth: number;
  /** Minor units of the cluster's currency; null where it is not known. */
  value: number | null;
}

/** What of a listing says how much it is and what it costs. */
export interface Priced {
  quantity: Quantity | null;
  form: 'fixed' | 'range' | 'negotiable' | 'free';
  min: number | null;
  max: number | null;
  currency: Currency;
  per: Unit | null;
}

/** More than this is no value of a listing here, and no safe sum of several. */
const mostValue = 1e12;

/** A leg by its listings, as long as they are the same. */
export const legKey = ({ offer, need }: Pick<Leg, 'offer' | 'need'>): string => `${offer}>${need}`;

/** A circle by its legs, wherever one begins to read it. */
export const circleKey = (legs: Pick<Leg, 'offer' | 'need'>[]): string => legs.map(legKey).sort().join(' ');

/** The listings of a circle by its key. */
export const listingsIn = (key: string): number[] => key.split(/[> ]/).map(Number);

export const worthOf = (score: number): number => Math.max(1, Math.round(score * 1000));

/** How much would pass, and its value: the smaller of what is offered and needed, at the price of the offer, or else of the need. */
export function passing(offer: Priced, need: Priced, currency: Currency): { quantity: Quantity | null; value: number | null } {
  const quantity = smaller(offer.quantity, need.quantity);
  return { quantity, value: valueAt(offer, quantity, currency) ?? valueAt(need, quantity, currency) };
}

/** In the unit of the offer, where both can be compared; null where they cannot. */
function smaller(offered: Quantity | null, needed: Quantity | null): Quantity | null {
  if (!offered || !needed) return offered ?? needed;
  const [has, wants] = [comparable(offered), comparable(needed)];
  if (has.dimension !== wants.dimension) return null;
  if (has.amount <= wants.amount) return offered;
  return { amount: Math.max(1, Math.round(wants.amount / units[offered.unit].base)), unit: offered.unit };
}

function valueAt({ form, min, max, per, ...listing }: Priced, quantity: Quantity | null, currency: Currency): number | null {
  if ((form !== 'fixed' && form !== 'range') || min === null || listing.currency !== currency) return null;
  const price = max === null ? min : (min + max) / 2;
  const share = per === null ? shareOf(quantity, listing.quantity) : timesIn(quantity, per);
  const value = share === null ? null : Math.round(price * share);
  return value === null || value > mostValue ? null : value;
}

/** A price for the whole is paid for the part of it that passes. */
function shareOf(part: Quantity | null, whole: Quantity | null): number | null {
  if (!part || !whole) return 1;
  const [some, all] = [comparable(part), comparable(whole)];
  return some.dimension === all.dimension ? Math.min(1, some.amount / all.amount) : null;
}

/** How many of a unit a quantity is. */
function timesIn(quantity: Quantity | null, per: Unit): number | null {
  if (!quantity) return null;
  if (quantity.unit === per) return quantity.amount / 1000;
  const [some, one] = [comparable(quantity), comparable({ amount: 1000, unit: per })];
  return some.dimension === one.dimension ? some.amount / one.amount : null;
}
