/** An order that several firms fill together, and how much of it one offer can take in time. */
import type { Currency } from '../../../schema/money.ts';
import { comparableIn, type Quantity, units } from '../../../schema/quantity.ts';
import { day } from '../../../schema/time.ts';
import type { Side } from '../matching/side.ts';

/** Steps × quantity × time. Amounts of candidates are in thousandths of the quantity's unit. */
export interface Order {
  /** `amount` is what is still to be covered, in thousandths; null where the order says no quantity and each step is taken whole. */
  steps: { words: string; amount: number | null }[];
  /** Its steps are some of several. */
  mixed?: boolean;
  quantity: Quantity | null;
  currency: Currency;
  /** Work begins then. */
  from: number;
  /** All must be there by then; null where nobody says when. */
  by: number | null;
}

/** An offer that can do some of the steps, of a firm that counts once however many of its offers take part. */
export interface Candidate {
  listing: number;
  firm: number;
  /** Positions of the steps. */
  steps: number[];
  side: Pick<Side, 'quantity' | 'capacity' | 'minimum' | 'price' | 'availableFrom' | 'availableUntil' | 'deliveryDays'>;
  /** From the firm of the need; null where one of the two does not say where it is. */
  metres: number | null;
  /** How well it fits each of its steps, from 0 to 1, in the order of `steps`. */
  scores: number[];
  /** What it does for other orders. */
  promised: Promised[];
}

/** Work of an order that was agreed on, to be done at any time between two moments. */
export interface Promised {
  quantity: Quantity;
  from: number;
  by: number;
}

/** What an offer can give: thousandths of the order's unit, or why that is not known. */
export type Amount = { is: 'known'; amount: number } | { is: 'not-said' } | { is: 'units-differ' };

/** A month of capacity, in milliseconds: a twelfth of a year. */
const month = (365.25 / 12) * day;
/** Where nobody says by when, one month of work counts. */
const usual = month;

/**
 * The stock of an offer, or what it makes from when it is free until the order is due, less its delivery; whichever is more. What it has
 * promised is taken from both.
 */
export function amountOf({ side, promised }: Pick<Candidate, 'side' | 'promised'>, order: Pick<Order, 'quantity' | 'from' | 'by'>): Amount {
  const { quantity: asked } = order;
  if (!asked) return { is: 'not-said' };
  const start = Math.max(order.from, side.availableFrom ?? order.from);
  const last = Math.min(order.by ?? start + usual, side.availableUntil === null ? Infinity : side.availableUntil + day);
  const delivery = (side.deliveryDays ?? 0) * day;
  const end = last - (order.by === null ? 0 : delivery);
  if (end < start) return { is: 'known', amount: 0 };
  const said = [side.quantity, side.capacity].filter((one) => one !== null);
  if (said.length === 0) return { is: 'not-said' };
  const stock = inUnitOf(asked, side.quantity);
  const perMonth = inUnitOf(asked, side.capacity);
  if (stock === null && perMonth === null) return { is: 'units-differ' };
  const jobs = promised.flatMap(({ quantity, from, by }): Job[] => {
    const amount = inUnitOf(asked, quantity);
    return amount === null ? [] : [{ amount, from, by: Math.max(from, by - delivery) }];
  });
  const left = (stock ?? 0) - jobs.reduce((sum, { amount }) => sum + amount, 0);
  const made = perMonth === null ? 0 : madeBetween(start, end, perMonth, jobs);
  const whole = wholeUnits(asked);
  return { is: 'known', amount: Math.floor(Math.max(left, made, 0) / whole) * whole };
}

interface Job extends Pick<Promised, 'from' | 'by'> {
  amount: number;
}

/**
 * The most that can be made from one moment to another beside the jobs, each of which may be done whenever its own time allows. There is room
 * for it exactly where every span of time around it has room for it and for the jobs that have no time outside of that span.
 */
function madeBetween(start: number, end: number, perMonth: number, jobs: Job[]): number {
  const within = (span: number) => (perMonth * span) / month;
  const byEnd = jobs.toSorted((a, b) => a.by - b.by);
  let least = within(end - start);
  for (const from of new Set([start, ...jobs.map((one) => Math.min(one.from, start))])) {
    let work = 0;
    const inside = byEnd.filter((one) => one.from >= from);
    for (const [at, { amount, by }] of inside.entries()) {
      work += amount;
      const next = inside[at + 1]?.by ?? Infinity;
      // before the end of what is asked for, more of them may still come into the same span
      if (next > end) least = Math.min(least, within(Math.max(end, by) - from) - work);
    }
  }
  return least;
}

/** Thousandths of the order's unit; null where the two cannot be compared. */
export function inUnitOf(asked: Quantity, given: Quantity | null): number | null {
  const here = units[asked.unit];
  const amount = comparableIn(here.dimension, given);
  return amount === null ? null : amount / here.base;
}

const counted = ['piece', 'pair', 'set', 'person', 'sheet', 'roll', 'box', 'sack', 'pallet'];

/** What a share is a multiple of, in thousandths: nobody makes half a pair. */
export function wholeUnits({ amount, unit }: Quantity): number {
  return counted.includes(units[unit].dimension) && amount % 1000 === 0 ? 1000 : 1;
}

/** Minor units for a thousandth of the order's unit (for the whole step where the order has no quantity); null where it is not known or another currency. */
export function unitPrice(
  { side: { price } }: Pick<Candidate, 'side'>,
  { quantity, currency }: Pick<Order, 'quantity' | 'currency'>,
): number | null {
  if (price.form === 'free') return 0;
  if (price.form === 'negotiable' || price.min === null || price.currency !== currency) return null;
  // the middle of a range: neither end is promised
  const asked = price.form === 'range' && price.max !== null ? (price.min + price.max) / 2 : price.min;
  if (!quantity) return asked;
  const per = price.per && inUnitOf(quantity, { amount: 1000, unit: price.per });
  return per ? asked / per : null;
}

/** Whether its smallest order is more than all that is asked. */
export function isTooSmall({ side }: Pick<Candidate, 'side'>, { quantity }: Pick<Order, 'quantity'>): boolean {
  const least = quantity && inUnitOf(quantity, side.minimum);
  return quantity !== null && least !== null && least > quantity.amount;
}
