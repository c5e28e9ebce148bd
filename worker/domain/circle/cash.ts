/** Cash beside an exchange: who adds how much to a leg, so that everybody gets what he gives, within what each firm allows. */
import type { Leg } from './leg.ts';

/** What a firm allows at most, in minor units; null where it said nothing, which forbids nothing. */
export interface Terms {
  pay: number | null;
  take: number | null;
}
export type TermsOf = ReadonlyMap<number, Terms>;

/** Values between which the part of a leg that is exchanged may lie. */
export interface Room {
  least: number;
  most: number;
}
export const anyRoom: Room = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };

/**
 * In a circle each leg passes the same value in kind, and cash makes up the rest of it: where a leg is worth more, its taker adds cash, where
 * it is worth less, its giver. This is the room that one more leg leaves for the value in kind; null where there is none.
 */
export function roomWith(room: Room, { giver, taker, value }: Leg, terms: TermsOf): Room | null {
  if (value === null) return room;
  const byTaker = Math.min(terms.get(taker)?.pay ?? Number.POSITIVE_INFINITY, terms.get(giver)?.take ?? Number.POSITIVE_INFINITY);
  const byGiver = Math.min(terms.get(giver)?.pay ?? Number.POSITIVE_INFINITY, terms.get(taker)?.take ?? Number.POSITIVE_INFINITY);
  const least = Math.max(room.least, value - byTaker);
  const most = Math.min(room.most, value + byGiver);
  return least <= most ? { least, most } : null;
}

export function isAllowed(legs: Leg[], terms: TermsOf): boolean {
  return roomOf(legs, terms) !== null;
}

/**
 * The cash of each leg, with as little of it as can be: positive where the taker pays the giver, negative where the giver pays the taker.
 * All null where a value is not known, since it is then to be talked about; null where the firms do not allow it.
 */
export function topUps(legs: Leg[], terms: TermsOf): (number | null)[] | null {
  const room = roomOf(legs, terms);
  if (!room) return null;
  const values = legs.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  if (values.length < legs.length) return legs.map(() => null);
  // the sum of distances is smallest from the middle one
  const inKind = Math.min(Math.max(values[Math.floor((values.length - 1) / 2)] as number, room.least), room.most);
  return legs.map(({ value }) => (value as number) - inKind);
}

function roomOf(legs: Leg[], terms: TermsOf): Room | null {
  return legs.reduce<Room | null>((room, leg) => room && roomWith(room, leg, terms), anyRoom);
}
