/** Qualities of which something has one or another: who asks for black is not served with brown. */
import type { Lexicon } from '../../search/lexicon.ts';
import { type Group, senseOf } from './meaning.ts';
import type { Profile } from './profile.ts';
import type { Placed } from './reading.ts';

/** By group: codes, what those are cases of, and how it is written. */
export type Qualities = Partial<Record<Group, { is: string[]; of?: string[]; said: string }>>;

/** What tokens name besides the things themselves, and what the things' own phrases hold but for their material: رخام أبيض is white. */
export function qualitiesOf(tokens: Placed[], things: Placed[], lexicon: Lexicon): Qualities {
  const all: Qualities = {};
  const add = (one: number, written: string, material: boolean) => {
    const { group } = senseOf(one, lexicon);
    if (group === null || (group === 'material' && !material)) return;
    const { code, broader } = lexicon.concept(one);
    all[group] ??= { is: [], said: written };
    const known = all[group];
    if (!known.is.includes(code)) known.is.push(code);
    if (broader.length > 0) known.of = [...new Set([...(known.of ?? []), ...broader.map((above) => lexicon.concept(above).code)])];
  };
  for (const some of [tokens, things])
    for (const { concepts, forms, written, aside } of some) {
      // وردية is a shift as well as pink; a machine for leather is not of leather
      const groups = new Set(concepts.map((one) => senseOf(one, lexicon).group));
      for (const one of groups.size === 1 ? concepts : []) add(one, written, some === tokens && !aside);
      if (concepts.length > 0 && forms.length > 1)
        for (const form of forms) for (const one of lexicon.meaning(form)?.concepts ?? []) add(one, written, false);
    }
  return all;
}

/** Groups that may be said of parts of a thing. */
const loose: Group[] = ['material', 'calibre'];

interface Agreement {
  agreed: Group[];
  /** Those that only the need names. */
  unsaid: Group[];
  /** Both name a material beside the thing, or how large it is, and another: they may speak of different parts of it. */
  other: boolean;
}

/** Null where they exclude each other in what both titles say. */
export function qualitiesAgree(need: Profile, offer: Profile): Agreement | null {
  const agreement: Agreement = { agreed: [], unsaid: [], other: false };
  for (const asked of [need.says, need.adds])
    for (const group in asked) {
      const one = group as Group;
      if (asked === need.adds && need.says[one]) continue;
      const wanted = asked[one];
      const [titled, told] = [offer.says[one], offer.adds[one]];
      if (!wanted) continue;
      if (!titled && !told) agreement.unsaid.push(one);
      else if ((titled && meet(wanted, titled)) || (told && meet(wanted, told))) agreement.agreed.push(one);
      else if (loose.includes(one)) agreement.other = true;
      else if (asked === need.says && titled) return null;
      else agreement.unsaid.push(one);
    }
  return agreement;
}

type Named = { is: string[]; of?: string[] };
const meet = (a: Named, b: Named) => shared(a.is, b.is) || shared(a.is, b.of) || shared(a.of, b.is);

export function shared(a: string[] | undefined, b: string[] | undefined): boolean {
  if (!a || !b) return false;
  for (const one of a) for (const other of b) if (one === other) return true;
  return false;
}
