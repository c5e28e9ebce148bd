/** Whether a need and an offer fit, and how well: one number for the pair, with what speaks for it and what it lacks. */
import type { Lack, Reason } from '../../../schema/reason.ts';
import { alike } from './alike.ts';
import { ageOf, amountOf, placeOf, priceOf, timeOf } from './conditions.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import type { Fit, Side } from './side.ts';
import { isCounted } from './sizes.ts';
import { grade, part } from './weights.ts';

/**
 * Null where they do not fit. Neither side is asked who it is: the caller keeps a firm from meeting itself. `known` is the likeness of
 * the two, where the caller has worked it out.
 */
export function assess(need: Side, offer: Side, now: number, known?: Likeness): Fit | null {
  const time = timeOf(need, offer, now);
  const amount = time && amountOf(need, offer, now);
  if (!time || !amount) return null;
  const likeness = known ?? likenessOf(need.profile, offer.profile, [need.kind, offer.kind]);
  if (!likeness) return null;
  const [price, place, age] = [priceOf(need, offer), placeOf(need, offer), ageOf(offer, now)];
  const score =
    part.thing * likeness.score +
    part.amount * amount.value +
    part.time * time.value +
    part.price * price.value +
    part.place * place.value +
    part.age * age.value +
    part.trust * (offer.trusted ? 1 : 0);
  const parts = [amount, time, price, place, age];
  return {
    score: Math.round(Math.min(1, Math.max(0, score)) * 10_000) / 10_000,
    reasons: [
      ...aboutThing(need, offer, likeness),
      ...parts.flatMap(({ reasons }) => reasons),
      ...(offer.trusted ? [{ code: 'trusted' } as const] : []),
    ],
    lacks: [...unsaid(need, likeness), ...parts.flatMap(({ lacks }) => lacks)],
  };
}

function aboutThing(need: Side, offer: Side, { head, agreed, sizes }: Likeness): Reason[] {
  const { heads, work } = need.profile;
  const words = offer.profile.name || offer.title;
  const reasons: Reason[] = [{ code: head >= grade.word ? 'same-thing' : 'near-thing', words }];
  const same = [...heads, ...work].some((one) => offer.profile.work.some((other) => alike(one, other) >= grade.narrower));
  if (same && offer.process) reasons.push({ code: 'same-process', words: offer.process });
  const qualities = agreed.map((group) => (need.profile.says[group] ?? need.profile.adds[group])?.said).filter((one) => one !== undefined);
  if (sizes) qualities.push(sizeOf(need));
  if (qualities.length > 0) reasons.push({ code: 'same-quality', words: [...new Set(qualities)].filter(Boolean).join(' · ') });
  return reasons;
}

/** The first of its sizes, as a trade writes it. */
function sizeOf({ profile }: Side): string {
  const [unit, ranges] = Object.entries(profile.sizes).find(([one]) => !isCounted(one)) ?? [];
  const [range] = ranges ?? [];
  if (!unit || !range) return '';
  const [low, high] = range.map((one) => String(Number(one.toPrecision(4))));
  return `${low === high ? low : `${low}–${high}`} ${unit === 'pct' ? '%' : unit}`;
}

const unsaid = ({ profile }: Side, likeness: Likeness): Lack[] =>
  likeness.unsaid.flatMap((group) => {
    const words = (profile.says[group] ?? profile.adds[group])?.said;
    return words ? [{ code: 'quality-not-said', words }] : [];
  });
