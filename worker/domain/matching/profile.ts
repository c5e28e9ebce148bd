/** What a listing is about, as the rules of matching read it: small, so that it is stored with the listing and a pair is judged without reading texts again. */
import type { Direction } from '../../../schema/listing.ts';
import type { Token } from '../../search/analyze.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { inArabic } from './chat.ts';
import { headsOf } from './heads.ts';
import { isMaterial, type Nature, senseOf } from './meaning.ts';
import { natureOf, natureOfTitle } from './nature.ts';
import { type Qualities, qualitiesOf, shared } from './qualities.ts';
import { type Placed, type Reading, read } from './reading.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import { isChat, type Language, type Term, termsOf, wider } from './terms.ts';
import { isInTrouble } from './trouble.ts';

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
  /** Arabic in Latin letters: the index has none of its words. */
  chat?: true;
}

/** Terms that are kept: a long text should not make a listing less of what it is. */
const most = { heads: 4, more: 14, work: 6, text: 20, not: 12 };
const longestName = 60;

/** What somebody writes. */
export interface Written {
  /** A need also says what its firm has already. */
  direction?: Direction;
  title: string;
  text: string;
  process: string;
}

export function profileOf(listing: Written, lexicon: Lexicon): Profile {
  const asking = listing.direction === 'need';
  const plain = readAll(listing, asking, lexicon);
  const chatting = isChat([plain.title, plain.process, plain.text].flatMap(({ said }) => said));
  const { title, process, text } = chatting ? readAll(transcribed(listing, lexicon), asking, lexicon) : plain;
  const language = { lexicon, chatting };
  const named = soughtOf(title, lexicon);
  // a title that names nothing leaves it to what follows
  const heads =
    named.length > 0 ? named : ([process, text].map((one) => headsOf(one, lexicon).slice(0, 1)).find((all) => all.length > 0) ?? []);
  const beside = title.said.filter((token) => !heads.includes(token));
  const { things, more } = refined(termsOf(heads, language, most.heads), beside, language);
  const work = termsOf(process.said, language, most.work);
  const inTrouble = asking && isInTrouble(`${listing.title} ${listing.text}`);
  const nature = natureOfTitle(heads[0], beside, inTrouble, lexicon);
  // who is to repair one may repair all of the kind
  const others = asking && nature === 'repair' ? things.flatMap((thing) => wider(thing)) : objectsOf(heads[0], beside, more, lexicon);
  const also = others.slice(0, most.heads - things.length);
  return {
    name: heads[0]?.written.slice(0, longestName) ?? '',
    heads: [...things, ...also.map(({ aside: _, ...term }) => term)],
    more: more.filter((term) => !also.includes(term)),
    work,
    text: termsOf(text.said, language, most.text, [...things, ...more, ...work]),
    nature,
    says: qualitiesOf([...beside, ...process.said], heads, lexicon),
    adds: qualitiesOf(text.said, [], lexicon),
    sizes: sizesOf([title, text]),
    not: notOf([...title.denied, ...text.denied, ...process.denied], things, lexicon),
    ...(chatting && { chat: true as const }),
  };
}

/** A person is as good as what he makes: خياط ستائر, a joiner for a kitchen. But not what the one who asks has already. */
function objectsOf(head: Placed | undefined, beside: Placed[], more: Term[], lexicon: Lexicon): Term[] {
  if (!head || !isPerson(head, lexicon)) return [];
  const others = new Set(beside.flatMap((token) => (token.own || isPerson(token, lexicon) ? token.forms : [])));
  return more.filter(({ as, is, wide, heard }) => is !== undefined && !wide && !heard && !as.some((word) => others.has(word)));
}

/** And nothing else: دهان is a painter, and paint. */
const isPerson = ({ concepts }: Placed, lexicon: Lexicon) =>
  concepts.length > 0 && concepts.every((one) => senseOf(one, lexicon).nature === 'person');

function readAll({ title, text, process }: Written, asking: boolean, lexicon: Lexicon): Record<'title' | 'text' | 'process', Reading> {
  return { title: read(title, lexicon, asking), text: read(text, lexicon, asking), process: read(process, lexicon) };
}

const transcribed = ({ title, text, process, ...rest }: Written, lexicon: Lexicon): Written => ({
  ...rest,
  title: inArabic(title, lexicon),
  text: inArabic(text, lexicon),
  process: inArabic(process, lexicon),
});

/** What one has is not what one looks for, but for what one wants to be rid of. */
function soughtOf(title: Reading, lexicon: Lexicon): Placed[] {
  const all = headsOf(title, lexicon);
  if (!all[0]?.own || natureOf(all[0], lexicon) === 'waste') return all;
  const sought = headsOf({ ...title, said: title.said.filter(({ own }) => !own) }, lexicon);
  return sought.length > 0 ? sought : all;
}

/**
 * Where a case of the thing is named beside it, that is the thing: تمر مجهول, machine … lathe. Where it is a case of the material that the
 * thing is a form of, both are: boards of wood, of pine.
 */
function refined(named: Term[], beside: Placed[], language: Language): { things: Term[]; more: Term[] } {
  const more = termsOf(beside, language, most.more, named);
  const things = named.flatMap((thing) => {
    const caseOf = (codes: string[] | undefined) => more.find(({ of, aside, heard }) => !aside && !heard && of && shared(of, codes));
    const nearer = caseOf(thing.is);
    if (nearer) return [nearer];
    const other = caseOf(thing.has?.filter((one) => thing.of?.includes(one) && isMaterial(one)));
    return other ? [other, thing] : [thing];
  });
  return { things: [...new Set(things)], more: more.filter((one) => !things.includes(one)) };
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
