/** The words and phrases of a listing, as they are compared with those of another. */
import type { Token } from '../../search/analyze.ts';
import { fold } from '../../search/fold.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { commonly } from './common-words.ts';
import { isLight } from './light.ts';
import { isLeaf, senseOf } from './meaning.ts';
import type { Placed } from './reading.ts';
import { soundsLike } from './spelling.ts';

/** A word or phrase. Stored as JSON, so what is empty or false is left out. */
export interface Term {
  /** Its words, folded and stemmed. */
  as: string[];
  /** Codes of the concepts that it names, or sounds like. */
  is?: string[];
  /** Codes of what those are cases of, the nearest first. */
  of?: string[];
  /** Of a phrase: what each of its words names, a concept or the word itself. */
  has?: string[];
  /** The concept is only what it sounds like. */
  heard?: true;
  /** What stands beside it says more. */
  wide?: true;
  /** It has no cases: the name says all. */
  leaf?: true;
  /** What it is for. */
  aside?: true;
}

/** The terms of tokens, each once, without those that are known already. */
export function termsOf(tokens: Placed[], lexicon: Lexicon, most: number, known: Term[] = []): Term[] {
  const seen = new Set(known.map(keyOf));
  const terms: Term[] = [];
  for (const token of tokens) {
    if (terms.length >= most) break;
    const term = termOf(token, lexicon);
    if (!term || seen.has(keyOf(term))) continue;
    seen.add(keyOf(term));
    terms.push(term);
  }
  return terms;
}

const keyOf = ({ is, as }: Term) => (is ?? as).join(' ');

function termOf(token: Placed, lexicon: Lexicon): Term | null {
  const { forms, aside } = token;
  if (token.stop !== null || (token.measure && !(token.name && isName(token))) || forms.every((form) => lexicon.weak(form))) return null;
  const as = forms.filter((form) => form.length > 1);
  if (token.concepts.length > 0) return known(token, token.concepts, as, lexicon);
  if (isEmpty(token, lexicon) || as.length === 0) return null;
  const is = token.measure ? [] : commonly(forms, lexicon);
  if (is.length > 0) return { as, is, ...(aside && { aside }) };
  const heard = [fold(token.written), ...forms].map(soundsLike).find((all) => all.length > 0);
  if (!heard) return { as, ...(aside && { aside }) };
  const term = known(token, heard, as, lexicon);
  return term && { ...term, heard: true };
}

/** A number that may be a name: 9001, 22000. */
const isName = ({ forms }: Token) => forms.length === 1 && /^(?!19|20)\d{4}$|^\d{5}$/.test(forms[0] as string);

/** What only says that something is done or had. */
export function isEmpty({ written, concepts, forms }: Token, lexicon: Lexicon): boolean {
  if (concepts.length > 0) return concepts.every((one) => senseOf(one, lexicon).empty);
  return isLight(fold(written)) || forms.some(isLight);
}

function known(token: Placed, all: number[], as: string[], lexicon: Lexicon): Term | null {
  const concepts = all.filter((one) => !senseOf(one, lexicon).empty);
  if (concepts.length === 0) return null;
  const qualities = concepts.every((one) => lexicon.concept(one).quality);
  const senses = concepts.map((one) => senseOf(one, lexicon));
  // what excludes others is compared as such
  if (qualities && senses.some(({ group }) => group !== null)) return null;
  const is = concepts.map((one) => lexicon.concept(one).code);
  const of = new Set(concepts.flatMap((one) => lexicon.concept(one).broader.map((above) => lexicon.concept(above).code)));
  for (const one of is) of.delete(one);
  const has =
    token.concepts === all && as.length > 1
      ? [...new Set(as.filter((form) => lexicon.stop(form) === undefined).map((form) => nameOf(form, lexicon)))]
      : [];
  const people = senses.some(({ nature }) => nature === 'person' || nature === 'learning');
  return {
    as,
    is,
    ...(of.size > 0 && { of: [...of] }),
    ...(has.length > 1 && { has }),
    ...((qualities || senses.some(({ wide }) => wide)) && { wide: true as const }),
    ...(!people && concepts.every((one) => isLeaf(one, lexicon)) && { leaf: true as const }),
    ...(token.aside && { aside: true as const }),
  };
}

function nameOf(form: string, lexicon: Lexicon): string {
  const [meant] = lexicon.meaning(form)?.concepts ?? [];
  return meant === undefined ? (commonly([form], lexicon)[0] ?? form) : lexicon.concept(meant).code;
}
