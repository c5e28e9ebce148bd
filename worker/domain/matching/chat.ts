/** Arabic in Latin letters, written as Arabic: "3ayez makanet 5eyata" is عايز مكنة خياطة, so that its phrases are understood as such. */
import { fold } from '../../search/fold.ts';
import { lexicon as common, type Lexicon, meaningOfWord } from '../../search/lexicon.ts';
import { remembering } from '../../search/memory.ts';
import { skeletonOf, soundDistance, soundOf, soundsOf } from '../../search/phonetic.ts';
import { everydayWords } from './common-words.ts';

/** Letters of a chat word, the longest first, and the folded Arabic letters they may stand for; vowels may stand for nothing. */
const letters: [RegExp, string][] = [
  [/^(?:sh|ch)/, 'ش'],
  [/^kh/, 'خ'],
  [/^gh/, 'غ'],
  [/^th/, '[ثت]'],
  [/^(?:dh|z)/, '[زذظض]'],
  [/^(?:aa|â)/, '[اع]'],
  [/^w(?=[aeiou])/, 'و'],
  [/^y(?=[aou])/, 'ي'],
  [/^(?:ou|oo|o|w|u)/, 'و?'],
  [/^(?:ee|ei|ie|ai|ay|y|i)/, 'ي?ا?'],
  [/^e/, 'ا?'],
  [/^a/, '[اي]?'],
  [/^[jg]/, '[جغق]'],
  [/^[7]/, 'ح'],
  [/^h/, '[هح]'],
  [/^5/, 'خ'],
  [/^3/, 'ع'],
  [/^2/, '[اقوي]'],
  [/^6/, 'ط'],
  [/^8/, '[غق]'],
  [/^9/, '[صق]'],
  [/^b|^p/, 'ب'],
  [/^t/, '[تط]'],
  [/^d/, '[دض]'],
  [/^r/, 'ر'],
  [/^s/, '[سص]'],
  [/^[fv]/, 'ف'],
  [/^q/, 'ق'],
  [/^[kc]/, '[كق]'],
  [/^l/, 'ل'],
  [/^m/, 'م'],
  [/^n/, 'ن'],
  [/^x/, '(?:كس|خ)'],
  [/^'/, ''],
];
/** What some stand for now and then. */
const loosely: Record<string, string> = { e: 'ي?ا?', 2: '[اقوي]?' };
/** How words end where Arabic writes ة, ات, ين, or a vowel that is not written. */
const ending = /(?:a|ah|eh|e|at|et|in|een|ine|yn)$/;
/** Articles that stand apart, with what they are written onto. */
const articles: Record<string, string> = {
  el: 'ال',
  al: 'ال',
  il: 'ال',
  l: 'ال',
  lel: 'لل',
  lil: 'لل',
  bel: 'بال',
  bil: 'بال',
  fel: 'في ال',
  fil: 'في ال',
  wel: 'وال',
  w: 'و',
};

/** Words of fewer consonants are taken for Arabic only beside some that are written with digits. */
const leastConsonants = 3;

/** Lel, fel: of no other language. */
export const isChatParticle = (word: string): boolean => /^(?:lel|lil|fel|bil|wel)$/i.test(word);

/** A text with every word that is Arabic in Latin letters, and known so, in Arabic letters; the rest as it stands. */
export function inArabic(text: string, lexicon: Lexicon): string {
  const sure = hasChatWord(text);
  return text
    .replace(/(?<![\p{L}\d])[a-zâ'2356789]+(?![\p{L}\d])/giu, (written) => {
      const word = fold(written);
      if (!/[a-z]/.test(word) || (lexicon.meaning(word)?.languages ?? 0) > 0) return written;
      // a small word is understood as it is
      if (articles[word] === undefined && lexicon.stop(word) !== undefined) return written;
      return articles[word] ?? (sure || skeletonOf(soundOf(word)).length >= leastConsonants ? arabicOf(word) : null) ?? written;
    })
    .replace(/(?<=^|\s)((?:[ولب]|في )*ال|لل|و) (?=\p{Script=Arabic})/gu, '$1');
}

/** Ordinals, gases, norms and sizes have digits too: 2eme, co2, cat6, 3ply. */
const noChat =
  /^(?:\d+(?:er|e|eme|ème|re|st|nd|rd|th|x|d|g|ply|pcs?|cm|mm|kg|m|l|w|v|a)|(?:cat|mp|co|dn|pn|ph|usb|no|h|a|m|t|din|iso)\d+\w?)$/i;

/** Whether a word of a text is written with digits that stand for letters: ma5rata, not CO2. */
export const hasChatWord = (text: string): boolean =>
  (text.match(/(?<![\p{L}\d])[a-z2356789']+(?![\p{L}\d])/giu) ?? []).some(
    (word) => /[2356789]/.test(word) && /[a-z]{2}/i.test(word) && word !== word.toUpperCase() && !noChat.test(word),
  );

const arabicOf = remembering({ most: 20_000, longest: 40 }, (word): string | null => {
  if (word.length < 2 || word.length > 20) return null;
  const bare = word.replace(/(.)\1+/g, '$1');
  const [whole, loose, short] = [patternOf(bare), patternOf(bare, true), patternOf(bare.replace(ending, ''), true)];
  const sounds = soundsOf(word);
  let best: { word: string; cost: number } | null = null;
  for (const heard of new Set(sounds.flatMap((sound) => [sound, sound.replace(/[nt]$/, '')]).map(skeletonOf)))
    for (const known of bySkeleton().get(heard) ?? []) {
      const way = [whole, loose, ...(skeletonOf(known.sound).length >= leastConsonants ? [short] : [])].findIndex((pattern) =>
        pattern.test(known.word),
      );
      if (way < 0) continue;
      const cost = known.unlikely + way / 2 + Math.min(...sounds.map((sound) => soundDistance(sound, known.sound)));
      if (!best || cost < best.cost) best = { word: known.word, cost };
    }
  return best?.word ?? null;
});

function patternOf(word: string, loose = false): RegExp {
  let rest = word;
  let pattern = '';
  while (rest) {
    const found = letters.find(([from]) => from.test(rest));
    if (!found) return /(?!)/;
    const [from, strict] = found;
    const to = (loose && loosely[rest[0] as string]) || strict;
    rest = rest.replace(from, '');
    // ة is written ه where words are folded
    pattern += rest === '' && to.endsWith('?') ? '[اهي]?' : rest === '' && to === '[تط]' ? '[تطه]' : to;
  }
  return new RegExp(`^(?:${pattern})$`, 'u');
}

interface Known {
  word: string;
  sound: string;
  /** Nothing for the name of a thing, most for what stands in phrases only. */
  unlikely: number;
}
let known: Map<string, Known[]> | undefined;

/** Arabic words of the lexicon, small ones as well, by their consonants. Worked out once in the life of an isolate. */
function bySkeleton(): Map<string, Known[]> {
  if (known) return known;
  known = new Map();
  const everyday = everydayWords();
  for (const words of [common.words(), common.smallWords(), everyday])
    for (const word of words) {
      if (!/^\p{Script=Arabic}{2,}$/u.test(word)) continue;
      const sound = soundOf(word);
      const skeleton = skeletonOf(sound);
      const named = meaningOfWord(word, common).length > 0;
      const unlikely = named ? 0 : words === everyday || common.stop(word) !== undefined || common.weak(word) ? 0.5 : 1;
      const same = known.get(skeleton);
      if (same) same.push({ word, sound, unlikely });
      else known.set(skeleton, [{ word, sound, unlikely }]);
    }
  return known;
}
