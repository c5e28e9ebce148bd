/** A circle in words: what one gives and gets, or who exchanges with whom. */
import type { CircleLeg, CircleView } from '../../schema/circle.ts';
import type { View } from '../view.ts';
import { apart } from './marked.ts';

/** What passes, with how much of it where that is known. */
export const passesText = ({ format }: View, { offer, quantity }: Pick<CircleLeg, 'offer' | 'quantity'>): string =>
  quantity ? `${apart(offer.title)} (${format.quantity(quantity)})` : apart(offer.title);

/** "You give … to …, and get … from …"; for others the firms in their order. */
export function exchangeText(view: View, { legs, left }: CircleView): string {
  const words = view.text.circles;
  const gives = legs.find(({ giver }) => giver.id === view.you?.firm?.id);
  const gets = legs.find(({ taker }) => taker.id === view.you?.firm?.id);
  if (gives && gets) return words.yours(passesText(view, gives), apart(gives.taker.name), passesText(view, gets), apart(gets.giver.name));
  if (legs.length === 0) return words.left[left[0]?.how ?? 'released'];
  return words.among(legs.map(({ giver }) => apart(giver.name)).join(words.next));
}
