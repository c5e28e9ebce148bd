/** What a watch asks, in a few words: "جلد بقري · معروض · حتى ٥٠ ج.م.". */
import { type Currency, minorToDecimal } from '../../schema/money.ts';
import { thousandthsToDecimal } from '../../schema/quantity.ts';
import type { Watched } from '../../schema/watch.ts';
import type { Format } from '../format.ts';
import type { Text } from '../text/index.ts';

/** Never empty. `currency` is the cluster's, in which prices are asked. */
export function watchWords(text: Text, format: Format, currency: Currency, watched: Watched): string {
  const { q, direction, kind, role, firm, per, unit, within } = watched;
  const { watches } = text;
  const price = range(watched.priceMin, watched.priceMax, (minor) => format.money(minor, currency), watches);
  const amount = unit && range(watched.quantityMin, watched.quantityMax, (some) => format.quantity({ amount: some, unit }), watches);
  return [
    q,
    direction && text.directions[direction],
    kind && text.kinds[kind],
    role && text.roles[role],
    // one that was suspended has no name for readers
    firm && (firm.name || text.search.oneFirm),
    price && (per ? `${price} / ${format.unit(per)}` : price),
    !price && per && `${text.search.per} ${format.unit(per)}`,
    amount || (unit && format.unit(unit)),
    within !== null && watches.within(format.distance(within * 1000)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The same conditions as the fields of a search's address. */
export function searchOf({ firm, near, ...watched }: Watched, currency: Currency): Record<string, string> {
  const price = (minor: number | null) => (minor === null ? '' : minorToDecimal(minor, currency));
  const amount = (thousandths: number | null) => (thousandths === null ? '' : thousandthsToDecimal(thousandths));
  return {
    q: watched.q,
    direction: watched.direction ?? '',
    kind: watched.kind ?? '',
    role: watched.role ?? '',
    firm: firm ? String(firm.id) : '',
    priceMin: price(watched.priceMin),
    priceMax: price(watched.priceMax),
    per: watched.per ?? '',
    quantityMin: amount(watched.quantityMin),
    quantityMax: amount(watched.quantityMax),
    unit: watched.unit ?? '',
    near: near ? `${near.lat},${near.lng}` : '',
    within: watched.within === null ? '' : String(watched.within),
  };
}

type Words = Pick<Text['watches'], 'from' | 'upTo' | 'between'>;

function range(min: number | null, max: number | null, say: (amount: number) => string, words: Words): string {
  if (min !== null && max !== null) return words.between(say(min), say(max));
  if (min !== null) return words.from(say(min));
  return max === null ? '' : words.upTo(say(max));
}
