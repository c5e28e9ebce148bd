/** What a listing is about, as the rules of matching read it: small, so that it is stored with the listing and a pair is judged without reading texts again. */
import type { Token } from '../../search/analyze.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { headsOf } from './heads.ts';
import { type Nature, senseOf } from './meaning.ts';
import { type Qualities, qualitiesOf, shared } from './qualities.ts';
import { type Placed, read } from './reading.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import { type Term, termsOf } from './terms.ts';

/** Stored as JSON. */
export interface Profile {
  /** The thing itself as the title writes it. */
  name: string;
  /** The thing itself; several where several are named side by side. */
  heads: Term[];
  /** What else its title names, and its process. */
  more: Term[];
  work: Term[];
  /** What its text names. */
  text: Term[];
  /** Null for a thing of no special nature. */
  nature: Nature | 'unknown' | null;
  /** Qualities that its title names beside the thing, and that its text names. */
  says: Qualities;
  adds: Qualities;
  sizes: Sizes;
  /** Codes and words of what it is not, or is without. */
  not: string[];
}

/** Terms that are kept: a long text should not make a listing less of what it is. */
const most = { heads: 4, more: 14, work: 6, text: 20, not: 12 };
const longestName = 60;

export function profileOf(listing: { title: string; text: string; process: string }, lexicon: Lexicon): Profile {
  const [title, process, text] = [read(listing.title, lexicon), read(listing.process, lexicon), read(listing.text, lexicon)];
  const named = headsOf(title, lexicon);
  // a title that names nothing leaves it to what follows
  const heads =
    named.length > 0 ? named : ([process, text].map((one) => headsOf(one, lexicon).slice(0, 1)).find((all) => all.length > 0) ?? []);
  const beside = title.said.filter((token) => !heads.includes(token));
  const { things, more } = refined(termsOf(heads, lexicon, most.heads), beside, lexicon);
  const work = termsOf(process.said, lexicon, most.work);
  return {
    name: heads[0]?.written.slice(0, longestName) ?? '',
    heads: things,
    more,
    work,
    text: termsOf(text.said, lexicon, most.text, [...things, ...more, ...work]),
    nature: natureOf(heads[0], lexicon),
    says: qualitiesOf([...beside, ...process.said], heads, lexicon),
    adds: qualitiesOf(text.said, [], lexicon),
    sizes: sizesOf([title, text]),
    not: notOf([...title.denied, ...text.denied, ...process.denied], things, lexicon),
  };
}

/** Where a case of the thing is named beside it, that is the thing: تمر مجهول, machine … lathe. */
function refined(named: Term[], beside: Placed[], lexicon: Lexicon): { things: Term[]; more: Term[] } {
  const more = termsOf(beside, lexicon, most.more, named);
  const things = named.map((thing) => {
    const nearer = more.find(({ of, aside, heard }) => !aside && !heard && of?.[0] !== undefined && shared(of, thing.is));
    return nearer ?? thing;
  });
  return { things: [...new Set(things)], more: more.filter((one) => !things.includes(one)) };
}

function natureOf(head: Token | undefined, lexicon: Lexicon): Profile['nature'] {
  if (!head || head.concepts.length === 0) return 'unknown';
  return head.concepts.map((one) => senseOf(one, lexicon).nature).find((one) => one !== null) ?? null;
}

/** What is denied, but for what it is itself: who wants no oil of pomace wants oil. */
function notOf(denied: Token[], heads: Term[], lexicon: Lexicon): string[] {
  const own = new Set(heads.flatMap(({ is = [], of = [], as }) => [...is, ...of, ...as]));
  const not = denied.flatMap(({ concepts, forms }) => {
    const all = [...concepts.map((one) => lexicon.concept(one).code), ...forms];
    return all.some((one) => own.has(one)) ? [] : all;
  });
  return [...new Set(not)].slice(0, most.not);
}
