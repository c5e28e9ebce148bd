/** How far one word or phrase, of an offer, is another, of a need. */
import { shared } from './qualities.ts';
import { akin, soundAlike } from './spelling.ts';
import type { Term } from './terms.ts';
import { grade, share } from './weights.ts';

/** From 0 to 1. */
export function alike(need: Term, offer: Term): number {
  let meant = 0;
  // most pairs of terms have nothing in common, and are passed over without looking at each word
  if ((need.bits & offer.bits) !== 0) {
    if (need.is && offer.is) meant = meaning(need, offer);
    if (meant >= grade.word) return meant;
    if (shared(need.as, offer.as)) return Math.max(meant, words(need, offer));
    if (shared(need.has, offer.is) || shared(offer.has, need.is)) return Math.max(meant, grade.part);
  }
  if (meant > 0 || (need.is && offer.is) || need.as.length + offer.as.length > 2) return meant;
  const [a, b] = [need.as[0] as string, offer.as[0] as string];
  return soundAlike(a, b) ? share.heard : akin(a, b) ? share.akin : 0;
}

function meaning(need: Term, offer: Term): number {
  const sure = (need.heard ? share.heard : 1) * (offer.heard ? share.heard : 1);
  if (shared(need.is, offer.is)) return sure * grade.same;
  if (shared(need.is, offer.of)) return sure * grade.narrower;
  if (!shared(need.of, offer.is)) return 0;
  return sure * (!offer.wide && offer.is?.includes(need.of?.[0] as string) ? grade.broader : grade.further);
}

/** Of two that have a word in common. */
function words(need: Term, offer: Term): number {
  const known = need.is && offer.is && !need.heard && !offer.heard;
  if (need.as.length === 1 && offer.as.length === 1) return known ? 0 : grade.word;
  // the noun of a phrase stands first in Arabic and French, last in English: قوالب and قوالب جزم
  const noun = need.as[0] === offer.as[0] || (need.as.at(-1) === offer.as.at(-1) && /^[a-z]/.test(need.as.at(-1) ?? ''));
  if (known) return noun ? (need.as.length === 1 ? grade.phrase : grade.part) : grade.aside;
  if (!noun) return grade.part;
  return need.as.length < offer.as.length ? grade.narrower : grade.broader;
}
