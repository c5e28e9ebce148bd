/** One side of a match: a need or an offer, with all that the rules of matching ask of it. */
import type { Kind } from '../../../schema/listing.ts';
import type { Currency } from '../../../schema/money.ts';
import type { Quantity, Unit } from '../../../schema/quantity.ts';
import type { Lack, Reason } from '../../../schema/reason.ts';
import type { Profile } from './profile.ts';

export interface Side {
  /** Null where any will do. */
  kind: Kind | null;
  title: string;
  process: string;
  profile: Profile;
  quantity: Quantity | null;
  /** What it can do in a month. */
  capacity: Quantity | null;
  minimum: Quantity | null;
  /** Minor units for one `per`; a range has both, a fixed price only `min`, `free` is 0. */
  price: {
    form: 'fixed' | 'range' | 'negotiable' | 'free';
    min: number | null;
    max: number | null;
    currency: Currency;
    per: Unit | null;
    barter: boolean;
  };
  availableFrom: number | null;
  availableUntil: number | null;
  /** Days from order to delivery. */
  deliveryDays: number | null;
  place: { lat: number; lng: number } | null;
  publishedAt: number | null;
  trusted: boolean;
}

/** How well a need and an offer fit. */
export interface Fit {
  /** From 0 to 1. */
  score: number;
  reasons: Reason[];
  lacks: Lack[];
}
