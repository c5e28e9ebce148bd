/** Something described in words as one side of a match: a step of an order, a stage of a chain. */
import type { Direction, Kind } from '../../../schema/listing.ts';
import type { Quantity } from '../../../schema/quantity.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { profileOf } from './profile.ts';
import type { Side } from './side.ts';

export interface Wanted {
  direction: Direction;
  /** Null where any will do. */
  kind: Kind | null;
  title: string;
  text?: string;
  process?: string;
  quantity?: Quantity | null;
  availableFrom?: number | null;
  availableUntil?: number | null;
  place?: { lat: number; lng: number } | null;
}

export function wantedSide(
  { direction, kind, title, text = '', process = '', quantity = null, availableFrom = null, availableUntil = null, place = null }: Wanted,
  lexicon: Lexicon,
): Side {
  return {
    kind,
    title,
    process,
    profile: profileOf({ direction, title, text, process }, lexicon),
    quantity,
    capacity: null,
    minimum: null,
    price: { form: 'negotiable', min: null, max: null, currency: 'EGP', per: null, barter: false },
    availableFrom,
    availableUntil,
    deliveryDays: null,
    place,
    publishedAt: null,
    trusted: false,
  };
}
