/** The words and phrases of a listing, as they are compared with those of another. */
import type { Token } from '../../search/analyze.ts';
import { fold } from '../../search/fold.ts';
import { isWeak } from '../../search/head.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { bitOf } from './bits.ts';
import { hasChatWord, isChatParticle } from './chat.ts';
import { commonly } from './common-words.ts';
import { isLight } from './light.ts';
import { isLeaf, isWide, senseOf } from './meaning.ts';
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
  /** Its codes and words as marks in 32 bits: terms without a common mark have nothing in common. */
  bits: number;
}

/** How a listing is written. */
export interface Language {
  lexicon: Lexicon;
  /** Arabic in Latin letters. */
  chatting: boolean;
}

/** The terms of tokens, each once, without those that are known already. */
export function termsOf(tokens: Placed[], { lexicon, chatting }: Language, most: number, known: Term[] = []): Term[] {
  const seen = new Set(known.map(keyOf));
  const terms: Term[] = [];
  for (const token of tokens) {
    if (terms.length >= most) break;
    const term = termOf(token, lexicon, chatting);
    if (!term || seen.has(keyOf(term))) continue;
    seen.add(keyOf(term));
    terms.push({ ...term, bits: bitsOf(term) });
  }
  return terms;
}

/** Whether somebody writes Arabic in Latin letters: digits stand for letters, or small words of it, or nothing is of another language. */
export function isChat(tokens: Placed[]): boolean {
  const words = tokens.filter(({ written, measure }) => !measure && /^[2-9]?[a-z]/i.test(written));
  const chat = words.filter(({ written }) => hasChatWord(written) || isChatParticle(written)).length;
  // one such word among French or English ones may be anything
  if (chat > 1 || (chat === 1 && !words.some(({ written }) => particle.test(written)))) return true;
  if (
    words.some(
      ({ written, concepts, languages }) => (concepts.length > 0 && languages > 0) || particle.test(written) || ending.test(written),
    )
  )
    return false;
  return words.filter(({ stop }) => stop === null).length > 1;
}

/** Small words of French and English, letters that only they have, and how their words end. */
const particle = /^(?:de|du|des|d|pour|avec|sans|et|les|une?|aux?|à|sur|par|dans|for|of|in|with|from|to|and|the|an|on|at|or)$|[à-ÿœ]/i;
const ending = /(?:tion|ment|age|ure|eur|euse|ique|ing|er|ers|ness|ty|ry|ed|ble|ance|ence|our|oir|isme|ist|ous|ght|ck|ll|ss|x)$/i;

const keyOf = ({ is, as }: Pick<Term, 'is' | 'as'>) => (is ?? as).join(' ');

export function bitsOf({ is = [], of = [], has = [], as }: Omit<Term, 'bits'>): number {
  let bits = 0;
  for (const all of [is, of, has, as]) for (const one of all) bits |= bitOf(one);
  return bits;
}

function termOf(token: Placed, lexicon: Lexicon, chatting: boolean): Omit<Term, 'bits'> | null {
  const { forms, aside } = token;
  if (token.stop !== null || (token.measure && !(token.name && isName(token))) || isWeak(token, lexicon)) return null;
  const as = forms.filter((form) => form.length > 1);
  if (isEmpty(token, lexicon)) return null;
  if (token.concepts.length > 0) return known(token, token.concepts, as, lexicon);
  if (as.length === 0) return null;
  const is = token.measure ? [] : commonly(forms, lexicon);
  if (is.length > 0) return { as, is, ...(aside && { aside }) };
  const heard = [fold(token.written), ...forms].map((form) => soundsLike(form, chatting)).find((all) => all.length > 0);
  const meant = heard ?? withoutPrefix(forms, lexicon);
  if (!meant) return { as, ...(aside && { aside }) };
  const term = known(token, meant, as, lexicon);
  return term && { ...term, heard: true };
}

const prefix =
  /^(?:euro|mini|micro|multi|photo|thermo|auto|bio|electro|hydro|mono|poly|super|ultra|maxi|semi|inter|aero|eco|pre)(?=[a-z]{4})/;

/** What a word of French or English means but for what stands before it: europalette. */
function withoutPrefix(forms: string[], lexicon: Lexicon): number[] | null {
  for (const form of forms) {
    const rest = form.replace(prefix, '');
    const concepts = rest === form ? [] : (lexicon.meaning(lexicon.base(rest) ?? rest)?.concepts ?? []);
    if (concepts.length > 0) return concepts;
  }
  return null;
}

/** What a thing is a case of, as a thing: who repairs sewing machines repairs an overlock. Nothing where that is as wide as a machine. */
export function wider({ as, of }: Term): Term[] {
  const [nearest, ...further] = of ?? [];
  if (nearest === undefined || isWide(nearest)) return [];
  const term = { as, is: [nearest], ...(further.length > 0 && { of: further }) };
  return [{ ...term, bits: bitsOf(term) }];
}

/** A number that may be a name: 9001, 22000. */
const isName = ({ forms }: Token) => forms.length === 1 && /^(?!19|20)\d{4}$|^\d{5}$/.test(forms[0] as string);

/** What only says that something is done or had. */
export function isEmpty({ written, concepts, forms }: Token, lexicon: Lexicon): boolean {
  if (concepts.length === 0) return isLight(fold(written)) || forms.some(isLight);
  return concepts.every((one) => senseOf(one, lexicon).empty || (forms.every(isLight) && senseOf(one, lexicon).wide));
}

function known(token: Placed, all: number[], as: string[], lexicon: Lexicon): Omit<Term, 'bits'> | null {
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
  if (meant !== undefined) return lexicon.concept(meant).code;
  const common = commonly([form], lexicon);
  // by what the lexicon calls it, where others write it so
  return common.find((code) => !/^w\d/.test(code)) ?? common[0] ?? form;
}
