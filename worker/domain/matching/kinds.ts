/** Which kinds of listings, and natures of things, answer each other. */
import type { Kind } from '../../../schema/listing.ts';
import type { Profile } from './profile.ts';

/** Shares of the likeness that are left where kinds differ: firms post the same thing under one or the other. The second where the need is of the second kind. */
const near: [Kind, Kind, number, number?][] = [
  // what is made to order is also bought, but who brings his own hides does not want hides
  ['input', 'subcontracting', 0.92, 0.5],
  ['input', 'technology', 0.8],
  ['input', 'marketing', 0.8],
  // who wants a machine does not want its work
  ['technology', 'subcontracting', 0.7, 0.85],
  // printing, stands, photographs
  ['subcontracting', 'marketing', 0.85],
  // designs, tests
  ['subcontracting', 'knowledge', 0.8],
  ['technology', 'knowledge', 0.85],
  ['marketing', 'technology', 0.85],
  ['marketing', 'knowledge', 0.8],
  // a workshop, or its worker
  ['labour', 'subcontracting', 0.6],
  ['labour', 'knowledge', 0.6],
];
const otherKind = 0.5;

export function kindsAgree(need: Kind | null, offer: Kind | null): number {
  if (need === offer || need === null || offer === null) return 1;
  for (const [a, b, share, back = share] of near) {
    if (a === need && b === offer) return share;
    if (b === need && a === offer) return back;
  }
  return otherKind;
}

/** Shares where natures differ. */
const otherNature = 0.4;
/** One has a nature that is never meant by the plain name of a thing. */
const special = 0.75;
const plain = 0.9;
const unsure = 0.95;
const specials: Profile['nature'][] = ['learning', 'repair', 'rental', 'machine', 'test', 'waste'];
/** Natures that meet in one listing all the same. */
const meeting: [Profile['nature'], Profile['nature'], number][] = [
  // who repairs is sought by what he does, trainees by their training
  ['person', 'repair', plain],
  ['person', 'learning', special],
  ['person', null, plain],
  // a place to let is a place, and a lorry to let moves things
  ['rental', 'place', plain],
  ['rental', 'moving', plain],
  ['place', 'moving', plain],
];

/** What a kind of listing is of, where its words do not say. */
const natureOf: Partial<Record<Kind, Profile['nature']>> = { labour: 'person', knowledge: 'learning', technology: 'machine' };

/** Whether what is posted under a kind is of a nature, whatever its words. */
export const implies = (kind: Kind | null, nature: Profile['nature']): boolean =>
  kind !== null && nature !== null && natureOf[kind] === nature;

/** A machine is not the work done on it, nor the repair of it, nor a course about it. */
export function naturesAgree([need, offer]: [Profile['nature'], Profile['nature']], kinds: [Kind | null, Kind | null]): number {
  if (need === offer) return 1;
  // overlock, three; apprentices; a cutter: under labour all are people
  if (kinds[0] === 'labour' && kinds[1] === 'labour') return need === 'learning' || offer === 'learning' ? special : 1;
  if (need === 'unknown' || offer === 'unknown') return unsure;
  if ((need === null || offer === null) && implies(kinds[need === null ? 0 : 1], need ?? offer)) return unsure;
  const met = meeting.find(([a, b]) => (a === need && b === offer) || (b === need && a === offer));
  if (met) return met[2];
  if (need !== null && offer !== null) return otherNature;
  return specials.includes(need ?? offer) ? special : plain;
}
