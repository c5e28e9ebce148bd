/** How far an offer is what a need asks for, by what both are about. */
import type { Kind } from '../../../schema/listing.ts';
import { alike } from './alike.ts';
import { implies, kindsAgree, naturesAgree } from './kinds.ts';
import type { Group } from './meaning.ts';
import type { Profile } from './profile.ts';
import { qualitiesAgree, shared } from './qualities.ts';
import { sizesAgree } from './sizes.ts';
import type { Term } from './terms.ts';
import { asked, bar, crossed, gain, grade, loss, share, spoken, together } from './weights.ts';

export interface Likeness {
  /** From 0 to 1. */
  score: number;
  /** How far the things themselves are one. */
  head: number;
  /** Groups of qualities that both name alike, and that only the need names. */
  agreed: Group[];
  unsaid: Group[];
  /** Whether both name a size, and the same. */
  sizes: boolean;
}

/** More is never gained. */
const mostGain = 0.25;
/** Sums of the same in another order differ by less. */
const rounding = 1e-9;

/** Null where they do not fit. */
export function likenessOf(need: Profile, offer: Profile, kinds: [Kind | null, Kind | null]): Likeness | null {
  const bound = naturesAgree([need.nature, offer.nature], kinds) * kindsAgree(...kinds);
  if (bound < bar.least - mostGain) return null;
  const goods = !kinds.includes('subcontracting');
  const qualities = qualitiesAgree(need, offer);
  const sizes = qualities && sizesAgree(need.sizes, offer.sizes);
  if (!qualities || sizes === false) return null;
  const { agreed, unsaid } = qualities;
  const gained = gain.quality * agreed.length + gain.unsaid * unsaid.length + (sizes ? gain.size : 0);
  // most pairs are passed over as soon as it is plain that nothing will lift them over the bar
  const least = bar.least - Math.min(mostGain, gain.mostText + gained + rounding);
  if (bound < least) return null;
  const besides = together.quality * agreed.length + (sizes ? together.size : 0);
  const head = things(need, offer, goods);
  const left = bound * (crossed.loose + (1 - crossed.loose) * head);
  const all = head >= grade.narrower ? 0 : bound * allOf(need, offer, besides);
  if (Math.max(left, all) < least) return null;
  const implied = (offer.nature === null || offer.nature === 'unknown') && implies(kinds[1], need.nature);
  const { met, missing } = answered(need, offer, goods, implied);
  let score = Math.max(met * left, all);
  if (score < least) return null;
  if (missing && isOfOther(need, offer)) score *= loss.otherTopic;
  else if (missing && strange(need, offer)) score *= loss.strange;
  if (goods && qualities.other) score *= loss.otherQuality;
  if (excluded(need.not, offer) || excluded(offer.not, need)) score *= loss.denied;
  if (score < bar.least - gain.mostText - gained - rounding) return null;
  score += told(need, offer) + gain.quality * agreed.length + gain.unsaid * unsaid.length + (sizes ? gain.size : 0);
  if (score < bar.least) return null;
  return { score: Math.min(1, score), head, agreed, unsaid, sizes: sizes === true };
}

/** How far the things themselves are one; less where one of them only stands beside the other's. */
function things(need: Profile, offer: Profile, goods: boolean): number {
  let most = 0;
  for (const one of need.heads) {
    for (const other of offer.heads) most = Math.max(most, alike(one, other), composed(one, offer), composed(other, need));
    if (most === 1) return 1;
  }
  if (!goods) most = Math.max(most, crossed.process * processes(need, offer));
  // what counts beside is asked for only where something is found there
  let fromOffer: number | undefined;
  let fromNeed: number | undefined;
  for (const one of need.heads)
    for (const terms of [offer.more, offer.work])
      for (const other of terms) {
        const found = alike(one, other);
        if (found <= most) continue;
        fromOffer ??= beside(offer, need);
        most = Math.max(most, (isMaterial(offer, other) ? Math.min(fromOffer, crossed.material) : fromOffer) * found);
      }
  for (const other of offer.heads) {
    for (const terms of [need.more, need.work])
      for (const one of terms) {
        const found = alike(one, other);
        if (found <= most) continue;
        fromNeed ??= beside(need, offer);
        // boxes for shoes are no shoes
        const bound = one.aside && !isUnknown(need) ? crossed.strange : isMaterial(need, one) ? crossed.material : 1;
        most = Math.max(most, Math.min(fromNeed, bound) * found);
      }
    const told = isUnknown(need) ? crossed.known : crossed.text;
    if (most < told) for (const one of need.text) most = Math.max(most, told * alike(one, other));
  }
  if ((isUnknown(need) || isUnknown(offer)) && most < crossed.known)
    for (const one of need.more) if (!isMaterial(need, one)) most = Math.max(most, crossed.known * bestOf(one, offer.more));
  return most;
}

/** How much of what both titles say is the same, whatever each is about; nothing where it is one word that says little. */
function allOf(need: Profile, offer: Profile, besides: number): number {
  const offered = [...offer.heads, ...offer.more].map((term) => ({ term, found: 0 }));
  let [sum, total] = [besides, besides];
  for (const terms of [need.heads, need.more])
    for (const one of terms) {
      let most = 0;
      for (const other of offered) {
        const found = alike(one, other.term);
        if (found > most) most = found;
        if (found > other.found) other.found = found;
      }
      const weight = telling(one, need);
      total += weight;
      if (most >= grade.part) sum += most * weight;
    }
  if (sum < together.enough || sum === besides) return 0;
  sum += besides;
  total += besides;
  for (const { term, found } of offered) {
    const weight = telling(term, offer);
    total += weight;
    if (found >= grade.part) sum += found * weight;
  }
  return (sum / total) * (isUnknown(need) && isUnknown(offer) ? together.unknown : together.known);
}

/** How much a word tells that two listings share. */
function telling(term: Term, own: Profile): number {
  const { as, is, wide, aside, heard } = term;
  const word = as.join('').length;
  const much = wide ? 0.2 : is ? (heard ? 0.5 : 0.8) : word >= 6 ? 0.9 : word >= 4 ? 0.6 : 0.4;
  // what it is made of, or works on, makes it no other thing
  return aside || isMaterial(own, term) ? much / 2 : much;
}

/** How far a process that one side names is one that the other side names, or is about. */
function processes(need: Profile, offer: Profile): number {
  let most = 0;
  for (const one of need.work) most = Math.max(most, bestOf(one, offer.heads), bestOf(one, offer.work));
  for (const one of need.heads) most = Math.max(most, bestOf(one, offer.work));
  return most;
}

/** What counts that stands beside the thing of a listing, for one that may ask for it. */
function beside(own: Profile, other: Profile): number {
  if (isUnknown(own)) return crossed.unknown;
  if (own.heads.every(({ wide }) => wide)) return crossed.topic;
  const spoken = own.heads.some((one) =>
    [other.heads, other.more, other.work, other.text].some((all) => all.some((term) => near(one, term))),
  );
  return spoken ? crossed.known : crossed.strange;
}

const near = (one: Term, other: Term) => alike(one, other) >= spoken || alike(other, one) >= spoken;
const isMaterial = ({ says }: Profile, { is }: Term) => shared(says.material?.is, is);

/** Whether the lexicon does not know what it is: what stands beside it may be the same. */
const isUnknown = ({ heads }: Profile) => heads.every(({ is }) => !is);

const bestOf = (term: Term, offered: Term[]) => {
  let most = 0;
  for (const one of offered) {
    const found = alike(term, one);
    if (found > most) most = found;
    if (most >= grade.same) break;
  }
  return most;
};

/** All words of a phrase, apart: school shoes, and shoes for school. */
function composed({ has }: Term, other: Profile): number {
  if (!has) return 0;
  for (const one of has) if (!names(other.heads, one) && !names(other.more, one)) return 0;
  return grade.composed;
}

const names = (terms: Term[], one: string) =>
  terms.some(({ as, is, of, has }) => as.includes(one) || is?.includes(one) || of?.includes(one) || has?.includes(one));

/** How much of what is asked an offer answers, and whether it lacks something that the lexicon knows. */
function answered(need: Profile, offer: Profile, goods: boolean, implied: boolean): { met: number; missing: boolean } {
  let sum = 0;
  let total = 0;
  let missing = false;
  const ask = (term: Term, found: number, weight: number) => {
    sum += weight * found;
    total += weight;
    if (found < spoken && term.is && !term.wide) missing = true;
  };
  const several = need.heads.length + need.more.length + need.work.length > 1;
  const whole = Math.max(0, ...offer.heads.map((one) => composed(one, need)));
  const heads = need.heads.map((term) => Math.max(best(term, offer), composed(term, offer), whole, implied && term.wide ? grade.part : 0));
  const nearest = heads.indexOf(Math.max(...heads));
  need.heads.forEach((term, at) => {
    const weight = term.wide && several ? asked.wideHead : term.is ? asked.head : asked.unknownHead;
    // of several side by side one will do
    ask(term, heads[at] as number, at === nearest ? weight : weight * asked.further);
  });
  const vague = need.heads.every((one) => one.wide || !one.is);
  const details = need.more.map((term) => {
    const found = best(term, offer);
    return { term, found, weight: Math.max(weightOf(term, found, need, goods), vague && !term.wide ? asked.besideWide : 0) };
  });
  // who says much of a thing asks for the thing all the same
  const much = details.reduce((all, { weight }) => all + weight, 0);
  const scale = much > asked.details ? asked.details / much : 1;
  for (const { term, found, weight } of details) ask(term, found, weight * scale);
  // a process is often the title once more; of several steps one will do
  const steps = need.work.filter((term) => !isSaid(need, term)).map((term) => ({ term, found: best(term, offer) }));
  const done = Math.max(...steps.map((one) => one.found));
  let first = true;
  for (const { term, found } of steps) {
    ask(term, found, asked.known * (found === done && first ? 1 : asked.further));
    first &&= found !== done;
  }
  // where the title does not tell the thing, the text may
  if (vague)
    for (const term of need.text.slice(0, 4)) {
      const one = best(term, offer);
      if (one >= spoken && !term.wide) ask(term, one, asked.unknown);
    }
  const named = need.heads.some((one) => one.leaf && offer.heads.some((other) => alike(one, other) >= grade.narrower));
  return { met: Math.max(total > 0 ? sum / total : 0, named ? asked.leaf : 0), missing };
}

const isSaid = ({ heads, more }: Profile, term: Term) => [heads, more].some((all) => all.some((other) => alike(other, term) >= grade.word));

function weightOf(term: Term, found: number, need: Profile, goods: boolean): number {
  if (term.wide || term.aside) return asked.little;
  // a rare word that both have says more than one that only the need has
  if (!term.is) return asked.unknown + (asked.rare - asked.unknown) * found;
  if (term.heard) return asked.unknown;
  return goods && shared(need.says.material?.is, term.is) ? asked.material : asked.known;
}

/** How far an offer has a term, by where it has it. */
function best(term: Term, offer: Profile): number {
  const head = bestOf(term, offer.heads);
  if (head >= share.besideHead) return head;
  const beside = Math.max(head, share.besideHead * Math.max(bestOf(term, offer.more), bestOf(term, offer.work)));
  return beside >= share.text ? beside : Math.max(beside, share.text * bestOf(term, offer.text));
}

/** Another course, another driver: the wide word that both say is not the thing. */
const isOfOther = (need: Profile, offer: Profile) =>
  need.heads.every(({ wide }) => wide) &&
  (strange(need, offer) || offer.heads.some(({ wide, has }) => wide && has?.some((one) => !speaksOf(need, one))));

const speaksOf = ({ heads, more, work, text }: Profile, one: string) => [heads, more, work, text].some((terms) => names(terms, one));

/** Whether the offer is of something that the need does not speak of. */
function strange(need: Profile, offer: Profile): boolean {
  const spoken = [need.heads, need.more, need.work, need.text];
  return [offer.heads, offer.more].some((terms) =>
    terms.some((one) => one.is && !one.wide && !one.heard && !spoken.some((all) => all.some((term) => near(term, one)))),
  );
}

/** Whether one is or has what the other is not or is without. */
function excluded(not: string[], { heads, more, says }: Profile): boolean {
  if (not.length === 0) return false;
  for (const terms of [heads, more])
    for (const { as, is, of, has } of terms) if (shared(as, not) || shared(is, not) || shared(of, not) || shared(has, not)) return true;
  return Object.values(says).some(({ is }) => is.every((one) => not.includes(one)));
}

/** What the need's text says more, and the offer has. */
function told(need: Profile, offer: Profile): number {
  let sum = 0;
  for (const term of need.text) {
    sum += gain.text * best(term, offer);
    if (sum >= gain.mostText) return gain.mostText;
  }
  return sum;
}
