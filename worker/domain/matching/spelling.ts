/** Words that the lexicon knows, by how they sound: what is misspelled, a broken plural, or written in the letters of another script is often one of them. */
import { lexicon as common, meaningOfWord } from '../../search/lexicon.ts';
import { remembering } from '../../search/memory.ts';
import { skeletonOf, soundDistance, soundOf, soundsOf } from '../../search/phonetic.ts';
import { editDistance } from '../../search/rewrite.ts';
import { bitOf } from './bits.ts';

/** Words of fewer consonants sound like too many others, unless they sound the very same. */
const leastConsonants = 4;
const leastChat = 3;
/** How differently two words may sound that are one: a consonant counts 1, a vowel a third; short vowels are not written in Arabic. */
const mostUnlike = { sameScript: 0.4, otherScript: 0.4, chat: 1.1 };
/** Letters of a word of French or English that may be misspelled. */
const longLatin = 6;

/** Told by its first letter: words are folded. */
const isArabic = (word: string): boolean => word.charCodeAt(0) >= 0x600 && word.charCodeAt(0) <= 0x6ff;
/** Digits that stand for Arabic letters. */
const chat = /^(?=.*[a-z])(?=.*[2356789])[a-z2356789']+$/;

interface Known {
  word: string;
  sound: string;
}

let bySkeleton: Map<string, Known[]> | undefined;

/** Known words by their consonants. Worked out once in the life of an isolate. */
function known(): Map<string, Known[]> {
  if (bySkeleton) return bySkeleton;
  bySkeleton = new Map();
  for (const word of common.words()) {
    if (word.length < 3 || meaningOfWord(word, common).length === 0) continue;
    const sound = soundOf(word);
    const skeleton = skeletonOf(sound);
    if (skeleton.length < 2) continue;
    const same = bySkeleton.get(skeleton);
    if (same) same.push({ word, sound });
    else bySkeleton.set(skeleton, [{ word, sound }]);
  }
  return bySkeleton;
}

/**
 * The concepts of the known word that a folded, unknown one sounds like; none when it sounds like none. `chatting` where the text around it
 * is Arabic in Latin letters.
 */
export const soundsLike = (word: string, chatting = false): number[] => (chatting ? inChat : inScript)(word);

const inScript = remembering({ most: 20_000, longest: 40 }, (word) => nearestTo(word, false));
const inChat = remembering({ most: 20_000, longest: 40 }, (word) => nearestTo(word, true));

function nearestTo(word: string, chatting: boolean): number[] {
  if (word.length < 3 || word.length > 24 || !/^[\p{L}\d']+$/u.test(word)) return [];
  let best: { cost: number; word: string } | null = null;
  for (const sound of isArabic(word) ? [soundOf(word)] : soundsOf(word)) {
    const skeleton = skeletonOf(sound);
    for (const one of known().get(skeleton) ?? []) {
      const cost = soundDistance(sound, one.sound);
      if (cost <= mostFor(word, one.word, skeleton, chatting) && (!best || cost < best.cost)) best = { cost, word: one.word };
    }
  }
  return best ? meaningOfWord(best.word, common) : [];
}

function mostFor(word: string, other: string, skeleton: string, chatting: boolean): number {
  const same = isArabic(word) === isArabic(other);
  const chats = !same && !isArabic(word) && (chatting || chat.test(word));
  if (skeleton.length < (chats ? leastChat : leastConsonants)) return same ? -1 : chats ? 0 : -1;
  // a word of French or English sounds like many an Arabic one
  if (!same) return chats ? mostUnlike.chat : isArabic(word) ? mostUnlike.otherScript : -1;
  if (word[0] !== other[0]) return -1;
  if (isArabic(word)) return confused(word) === confused(other) ? mostUnlike.sameScript : -1;
  // letters that are written alike in French and English sound otherwise
  return word.length >= longLatin && editDistance(word, other, 1) !== null ? mostUnlike.sameScript : -1;
}

/** Consonants of an Arabic word, with one letter for those that writers take for one another; ك and ق are not among them. */
const confused = remembering({ most: 20_000, longest: 40 }, (word) =>
  word.replace(/[اويهع]/g, '').replace(/[صثطضظذ]/g, (letter) => ({ ص: 'س', ث: 'ت', ط: 'ت', ض: 'د', ظ: 'ز', ذ: 'ز' })[letter] ?? letter),
);

/** Whether two unknown words are one, for the ear. */
export function soundAlike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 4) return false;
  const same = isArabic(a) === isArabic(b);
  if (same && a.charCodeAt(0) !== b.charCodeAt(0)) return false;
  const others = hearing(b);
  if (others.length === 0) return false;
  let most: number | undefined;
  for (const one of hearing(a))
    for (const other of others) {
      if (one.skeleton !== other.skeleton) continue;
      most ??= same ? mostUnlike.sameScript : chat.test(a) || chat.test(b) ? mostUnlike.chat : mostUnlike.otherScript;
      if (soundDistance(one.sound, other.sound) <= most) return true;
    }
  return false;
}

/** Letters at the start of two words of French or English that are one, and the share of the longer one that they are. */
const cognate = { letters: 5, share: 0.6 };

/** Whether two unknown words are forms of one: transport and transportation, عامود and أعمدة. */
export function akin(a: string, b: string): boolean {
  if (isArabic(a) !== isArabic(b)) return false;
  if (isArabic(a)) return Math.abs(a.length - b.length) <= 2 && isOneRoot(a, b);
  if (a.charCodeAt(0) !== b.charCodeAt(0)) return false;
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at >= cognate.letters && at >= cognate.share * Math.max(a.length, b.length);
}

/** Broken plurals change the letters ا و ي ه of a word and leave the others, of which there are three at least. */
function isOneRoot(a: string, b: string): boolean {
  let letters = 0;
  for (let at = 0, other = 0; ; at++, other++) {
    while (isChanging(a.charCodeAt(at))) at++;
    while (isChanging(b.charCodeAt(other))) other++;
    if (at >= a.length || other >= b.length) return at >= a.length && other >= b.length && letters >= 3;
    if (a.charCodeAt(at) !== b.charCodeAt(other)) return false;
    letters++;
  }
}

const isChanging = (letter: number) => letter === 0x627 || letter === 0x648 || letter === 0x64a || letter === 0x647;

/** How a word may sound, where it has enough consonants to be told. */
const hearing = remembering({ most: 20_000, longest: 40 }, (word) =>
  soundsOf(word)
    .map((sound) => ({ sound, skeleton: skeletonOf(sound) }))
    .filter(({ skeleton }) => skeleton.length >= leastChat),
);

/** How a word may sound, as marks in 32 bits: two words without a common mark do not sound alike. */
export const soundBits = remembering({ most: 20_000, longest: 40 }, (word) =>
  hearing(word).reduce((bits, { skeleton }) => bits | bitOf(skeleton), 0),
);
