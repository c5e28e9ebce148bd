/** How far one word or phrase, of an offer, is another, of a need. */
import { shared } from './qualities.ts';
import { akin, soundAlike, soundBits } from './spelling.ts';
import type { Term } from './terms.ts';
import { grade, share } from './weights.ts';

/** From 0 to 1. */
export function alike(need: Term, offer: Term): number {
  // most pairs of terms have nothing in common, and are passed over without looking at each word
  if ((need.bits & offer.bits) !== 0) {
    const found = common(need, offer);
    if (found > 0) return found;
  }
  if ((need.is && offer.is) || need.as.length !== 1 || offer.as.length !== 1) return 0;
  return spelled(need.as[0] as string, offer.as[0] as string, need, offer);
}

/** Of two that may have a meaning or a word in common. */
function common(need: Term, offer: Term): number {
  const meant = need.is && offer.is ? meaning(need, offer) : 0;
  if (meant >= grade.word) return meant;
  if (shared(need.as, offer.as)) return Math.max(meant, words(need, offer));
  if (shared(need.has, offer.is) || shared(offer.has, need.is)) return Math.max(meant, grade.part);
  return meant;
}

/** Of two single words, of which the lexicon knows one at most. */
function spelled(a: string, b: string, need: Term, offer: Term): number {
  // no two words sound alike that have no bit of their sounds in common
  if ((earOf(need) & earOf(offer)) !== 0 && soundAlike(a, b)) return share.heard;
  return akin(a, b) ? share.akin : 0;
}

/** The sounds of a term's word in bits, worked out once. */
function earOf(term: Term & { ear?: number }): number {
  term.ear ??= soundBits(term.as[0] as string);
  return term.ear;
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
