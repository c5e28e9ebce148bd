/** Words that the lexicon knows, by how they sound: what is misspelled, a broken plural, or written in the letters of another script is often one of them. */
import { lexicon as common, type Lexicon } from '../../search/lexicon.ts';
import { remembering } from '../../search/memory.ts';
import { skeletonOf, soundDistance, soundOf, soundsOf } from '../../search/phonetic.ts';
import { editDistance } from '../../search/rewrite.ts';
import { stem } from '../../search/stem.ts';

/** Words of fewer consonants sound like too many others, unless they sound the very same. */
const leastConsonants = 3;
/** How differently two words may sound that are one: a consonant counts 1, a vowel a third; short vowels are not written in Arabic. */
const mostUnlike = { sameScript: 0.7, otherScript: 0.4, chat: 1.1 };
/** Letters of a word of French or English that may be misspelled. */
const longLatin = 5;

const arabic = /^\p{Script=Arabic}/u;
/** Digits that stand for Arabic letters. */
const chat = /^(?=.*[a-z])(?=.*[2356789])[a-z2356789']+$/;

interface Known {
  word: string;
  sound: string;
  /** Its consonants, where ع is one. */
  root: string;
}

interface Sounds {
  bySkeleton: Map<string, Known[]>;
  byRoot: Map<string, Known[]>;
}

let sounds: Sounds | undefined;

/** Worked out once in the life of an isolate. */
function known(): Sounds {
  if (sounds) return sounds;
  sounds = { bySkeleton: new Map(), byRoot: new Map() };
  const put = (map: Map<string, Known[]>, key: string, one: Known) => {
    const same = map.get(key);
    if (same) same.push(one);
    else map.set(key, [one]);
  };
  for (const word of common.words()) {
    if (word.length < 3 || meaningOf(word, common).length === 0) continue;
    const sound = soundOf(word);
    const one = { word, sound, root: rootOf(word) };
    const skeleton = skeletonOf(sound);
    if (skeleton.length >= 2) put(sounds.bySkeleton, skeleton, one);
    if (one.root.length >= leastConsonants) put(sounds.byRoot, one.root, one);
  }
  return sounds;
}

/** Broken plurals change the vowels of a word and leave its consonants: نعل, نعال, نعول. */
const rootOf = (word: string): string => (arabic.test(word) ? word.replace(/[اويه]/g, '') : '');

const meaningOf = (word: string, lexicon: Lexicon): number[] => {
  const base = lexicon.base(word) ?? lexicon.base(stem(word)) ?? stem(word);
  return lexicon.meaning(base)?.concepts ?? [];
};

/** The concepts of the known word that a folded, unknown one sounds like; none when it sounds like none. */
export const soundsLike = remembering({ most: 20_000, longest: 40 }, (word): number[] => {
  if (word.length < 3 || word.length > 24 || !/^[\p{L}\d']+$/u.test(word)) return [];
  let best: { cost: number; word: string } | null = null;
  const offer = (cost: number, one: Known) => {
    if (!best || cost < best.cost) best = { cost, word: one.word };
  };
  const heard = arabic.test(word) ? [soundOf(word)] : soundsOf(word);
  for (const sound of heard) {
    const skeleton = skeletonOf(sound);
    for (const one of known().bySkeleton.get(skeleton) ?? []) {
      const cost = soundDistance(sound, one.sound);
      if (cost <= mostFor(word, one.word, skeleton)) offer(cost, one);
    }
  }
  const root = rootOf(word);
  for (const one of known().byRoot.get(root) ?? [])
    if (root.length >= leastConsonants && Math.abs(one.word.length - word.length) <= 1)
      offer(soundDistance(heard[0] as string, one.sound), one);
  return best ? meaningOf((best as { word: string }).word, common) : [];
});

function mostFor(word: string, other: string, skeleton: string): number {
  if (skeleton.length < leastConsonants) return arabic.test(word) === arabic.test(other) ? -1 : 0;
  if (arabic.test(word) !== arabic.test(other)) return chat.test(word) ? mostUnlike.chat : mostUnlike.otherScript;
  if (word[0] !== other[0]) return -1;
  if (arabic.test(word)) return mostUnlike.sameScript;
  // letters that are written alike in French and English sound otherwise
  const long = word.length >= longLatin || (word.length === longLatin - 1 && other.length > word.length);
  return long && editDistance(word, other, 1) !== null ? mostUnlike.sameScript : -1;
}

/** Whether two unknown words are one, for the ear. */
export function soundAlike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 4) return false;
  const same = arabic.test(a) === arabic.test(b);
  if (same && a[0] !== b[0]) return false;
  const [one, other] = [hearing(a), hearing(b)];
  if (!one.some(({ skeleton }) => other.some((two) => two.skeleton === skeleton))) return false;
  const most = same ? mostUnlike.sameScript : chat.test(a) || chat.test(b) ? mostUnlike.chat : mostUnlike.otherScript;
  return one.some((x) => other.some((y) => x.skeleton === y.skeleton && soundDistance(x.sound, y.sound) <= most));
}

/** How a word may sound, where it has enough consonants to be told. */
const hearing = remembering({ most: 20_000, longest: 40 }, (word) =>
  soundsOf(word)
    .map((sound) => ({ sound, skeleton: skeletonOf(sound) }))
    .filter(({ skeleton }) => skeleton.length >= leastConsonants),
);
