/** The life of a listing. Every change of a listing's state is an edge of this table; there are no others. */
import type { ListingState, ReturnReason } from '../../schema/listing.ts';
import { day } from '../../schema/time.ts';
import { type Edge, step } from './life.ts';

export type ListingAct =
  | 'edit'
  | 'submit'
  | 'publish'
  | 'return'
  | 'remove'
  | 'pause'
  | 'resume'
  | 'fulfil'
  | 'renew'
  | 'expire'
  | 'withdraw';
/** `trusted` is an owner whose listings need no manager; `clock` is the alarm. */
export type ListingActor = 'owner' | 'trusted' | 'manager' | 'clock';

const edges: [from: ListingState, act: ListingAct, by: ListingActor[], to: ListingState][] = [
  ['draft', 'edit', ['owner', 'trusted'], 'draft'],
  ['draft', 'submit', ['owner'], 'waiting'],
  ['draft', 'submit', ['trusted'], 'published'],
  ['draft', 'withdraw', ['owner', 'trusted'], 'withdrawn'],

  ['waiting', 'edit', ['owner', 'trusted'], 'waiting'],
  ['waiting', 'withdraw', ['owner', 'trusted'], 'withdrawn'],
  ['waiting', 'publish', ['manager'], 'published'],
  ['waiting', 'return', ['manager'], 'returned'],
  ['waiting', 'remove', ['manager'], 'removed'],

  ['returned', 'edit', ['owner', 'trusted'], 'returned'],
  // security: what a manager returned, a manager sees again, trusted firm or not
  ['returned', 'submit', ['owner', 'trusted'], 'waiting'],
  ['returned', 'withdraw', ['owner', 'trusted'], 'withdrawn'],
  ['returned', 'remove', ['manager'], 'removed'],

  // security: new words are read before they are public, also on a listing that already was
  ['published', 'edit', ['owner'], 'waiting'],
  ['published', 'edit', ['trusted'], 'published'],
  ['published', 'pause', ['owner', 'trusted'], 'paused'],
  ['published', 'fulfil', ['owner', 'trusted'], 'fulfilled'],
  ['published', 'renew', ['owner', 'trusted', 'clock'], 'published'],
  ['published', 'expire', ['clock'], 'expired'],
  ['published', 'withdraw', ['owner', 'trusted'], 'withdrawn'],
  ['published', 'return', ['manager'], 'returned'],
  ['published', 'remove', ['manager'], 'removed'],

  ['paused', 'edit', ['owner'], 'waiting'],
  ['paused', 'edit', ['trusted'], 'paused'],
  ['paused', 'resume', ['owner', 'trusted'], 'published'],
  ['paused', 'fulfil', ['owner', 'trusted'], 'fulfilled'],
  ['paused', 'expire', ['clock'], 'expired'],
  ['paused', 'withdraw', ['owner', 'trusted'], 'withdrawn'],
  ['paused', 'return', ['manager'], 'returned'],
  ['paused', 'remove', ['manager'], 'removed'],

  ['expired', 'edit', ['owner'], 'waiting'],
  ['expired', 'edit', ['trusted'], 'published'],
  ['expired', 'renew', ['owner', 'trusted'], 'published'],
  ['expired', 'withdraw', ['owner', 'trusted'], 'withdrawn'],
  ['expired', 'remove', ['manager'], 'removed'],
];

export const listingLife: readonly Edge<ListingState, ListingAct, ListingActor>[] = edges.flatMap(([from, act, actors, to]) =>
  actors.map((by) => ({ from, act, by, to })),
);

/** States that nothing leads out of. */
export const endedStates: readonly ListingState[] = ['fulfilled', 'withdrawn', 'removed'];

/** What the clock does to a listing whose time has come: a standing one renews while it is published and available, any other expires. */
export function dueAct(
  listing: { state: ListingState; standing: boolean; availableUntil: number | null },
  now: number,
): 'renew' | 'expire' {
  const over = listing.availableUntil !== null && isOver(listing.availableUntil, now);
  return listing.standing && listing.state === 'published' && !over ? 'renew' : 'expire';
}

/** Whether the last day of an availability has passed. */
export function isOver(availableUntil: number, now: number): boolean {
  return availableUntil + day <= now;
}

/** End of a term that begins now, in milliseconds; an availability that ends sooner ends it sooner. */
export function expiry(now: number, term: number, availableUntil: number | null): number {
  const end = now + term * day;
  const lastDay = availableUntil === null ? end : availableUntil + day;
  return lastDay > now ? Math.min(end, lastDay) : end;
}

/** The part of a listing that its life is about. */
export interface Living {
  state: ListingState;
  /** In the index: published, and its firm is not suspended. */
  listed: boolean;
  term: number;
  availableUntil: number | null;
  expiresAt: number | null;
  publishedAt: number | null;
  updatedAt: number;
  returnReason: ReturnReason | null;
  returnWords: string;
  revision: number;
}

/** A listing after one edge of its life, with `changes` written in the same act. The edge must exist. */
export function advance<L extends Living>(
  listing: L,
  act: ListingAct,
  by: ListingActor,
  ownerIsActive: boolean,
  now: number,
  changes: Partial<L> = {},
): L {
  const to = step(listingLife, listing.state, act, by);
  if (to === null) throw new Error(`no edge: ${listing.state} ${act} by ${by}`);
  const written = { ...listing, ...changes };
  const starts = to === 'published' && act !== 'resume';
  const keepsReason = to === 'returned' || to === 'removed';
  return {
    ...written,
    state: to,
    listed: to === 'published' && ownerIsActive,
    updatedAt: act === 'expire' || act === 'renew' ? listing.updatedAt : now,
    expiresAt: starts ? expiry(now, written.term, written.availableUntil) : listing.expiresAt,
    // security: only a listing that was gone comes back as new; else everyone would renew or edit each morning to be the newest
    publishedAt: starts && (listing.publishedAt === null || listing.state === 'expired') ? now : listing.publishedAt,
    returnReason: keepsReason ? written.returnReason : null,
    returnWords: keepsReason ? written.returnWords : '',
    revision: listing.revision + 1,
  };
}
