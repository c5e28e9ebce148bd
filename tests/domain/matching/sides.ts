/** Sides of a match from a few words, for the tests of the rules of matching. */
import type { Direction } from '../../../schema/listing.ts';
import { assess } from '../../../worker/domain/matching/assess.ts';
import { profileOf } from '../../../worker/domain/matching/profile.ts';
import type { Fit, Side } from '../../../worker/domain/matching/side.ts';
import { lexicon } from '../../../worker/search/lexicon.ts';

export const now = Date.UTC(2026, 10, 22);

interface Words extends Partial<Omit<Side, 'profile' | 'price'>> {
  direction?: Direction;
  text?: string;
  price?: Partial<Side['price']>;
}

export function side(title: string, { direction, text = '', price, ...rest }: Words = {}): Side {
  const process = rest.process ?? '';
  return {
    kind: 'input',
    title,
    process,
    profile: profileOf({ ...(direction && { direction }), title, text, process }, lexicon),
    quantity: null,
    capacity: null,
    minimum: null,
    availableFrom: null,
    availableUntil: null,
    deliveryDays: null,
    place: null,
    publishedAt: null,
    trusted: false,
    ...rest,
    price: { form: 'negotiable', min: null, max: null, currency: 'EGP', per: null, barter: false, ...price },
  };
}

export const fitOf = (need: string, offer: string, words: Words = {}, offered: Words = words): Fit | null =>
  assess(side(need, { direction: 'need', ...words }), side(offer, { direction: 'offer', ...offered }), now);

export const codes = (one: { code: string }[] | undefined): string[] => (one ?? []).map(({ code }) => code);
