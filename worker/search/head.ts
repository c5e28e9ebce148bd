/** The head of a title: the thing itself, not what is said of it. Arabic and French name it first, English last. */
import type { Token } from './analyze.ts';
import { lexicon as common, type Lexicon, language } from './lexicon.ts';

/** What ends the first group of nouns. */
const ends = /[,;:.()[\]|/–—]|\s[-+&]\s/;
const links = /^(?:for|of|in|with|from|by|to|and|at|on|de|du|des|d|en|pour|avec|a|au|aux|sur|et|par|dans)$/i;
const french = /^(?:de|du|des|d|en|pour|avec|au|aux|sur|et|par|dans|a|à|le|la|les|un|une)$/i;
const english = /^(?:for|of|in|with|from|by|to|and|at|on|the|an)$/i;

/** The token that names what a title is about; undefined when it has no word with a subject. Qualities are skipped where a thing is named. */
export function headOf(tokens: Token[], text: string, lexicon: Lexicon = common): Token | undefined {
  const [first] = tokens.filter(isWord);
  if (!first) return undefined;
  const group = firstGroup(tokens, first, text, lexicon);
  const named = group.filter((token) => token.concepts.length > 0);
  const things = named.filter((token) => isThing(token, lexicon));
  // a first word that the lexicon does not know is the thing all the same: قصاقيص جلد is no leather
  if (isArabic(first) || !isEnglish(tokens, group)) return group.find((token) => isThing(token, lexicon)) ?? named[0] ?? first;
  return things.at(-1) ?? group.findLast((token) => isThing(token, lexicon)) ?? group.at(-1) ?? first;
}

const isWord = ({ stop, measure }: Token) => stop === null && !measure;

/** Whether a token names a thing or what is done with it, or may, for all that the lexicon knows. */
export function isThing(token: Token, lexicon: Lexicon): boolean {
  const { concepts } = token;
  if (!isWord(token) || isWeak(token, lexicon)) return false;
  return concepts.length === 0 || concepts.some((one) => !lexicon.concept(one).quality);
}

/** A word for firms and people in general; a phrase of such words that means something is none. */
export const isWeak = ({ concepts, forms }: Token, lexicon: Lexicon): boolean =>
  (forms.length === 1 || concepts.length === 0) && forms.every((form) => lexicon.weak(form));

export const isArabic = ({ written }: Token): boolean => /^\p{Script=Arabic}/u.test(written);

/** The nouns up to the first preposition or sign. */
function firstGroup(tokens: Token[], first: Token, text: string, lexicon: Lexicon): Token[] {
  const group: Token[] = [];
  let before = first;
  let named = false;
  for (const token of tokens.slice(tokens.indexOf(first))) {
    // service de découpe laser is about what follows
    if (named && (ends.test(text.slice(before.end, token.start)) || links.test(token.written))) break;
    if (isWord(token) && isArabic(token) === isArabic(first)) {
      group.push(token);
      named ||= isThing(token, lexicon);
    }
    before = token;
  }
  return group.length > 0 ? group : [first];
}

/** Told by the words of the group that only one language has, then by the small words of the whole title. */
function isEnglish(tokens: Token[], group: Token[]): boolean {
  let lean = 0;
  for (const { languages } of group) lean += languages === language.en ? 2 : languages === language.fr ? -2 : 0;
  for (const { written } of tokens) lean += english.test(written) ? 1 : french.test(written) ? -1 : 0;
  return lean > 0;
}
