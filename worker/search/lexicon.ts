/** The lexicon at work: which words mean the same thing. Its data is in lexicon/, and is compiled by scripts/lexicon.ts. */
import { Buffer } from 'node:buffer';
import { brotliDecompressSync } from 'node:zlib';
import compiled from '../../dist/lexicon.json' with { type: 'json' };
import { type Compiled, codeLength, section, unpacked } from './compiled.ts';
import { stem } from './stem.ts';

/** The languages of a term; Arabic is told by its letters. */
export const language = { fr: 1, en: 2 } as const;

/** What a phrase means: its concepts, and in which languages it is said so. Empty when it only begins longer phrases. */
export interface Meaning {
  concepts: number[];
  languages: number;
}

/** What a word without a subject says about its writer: nothing, that he looks for something, or that he has it. */
export type Said = 'nothing' | 'wants' | 'has';

export interface Lexicon {
  meaning(phrase: string): Meaning | undefined;
  /** The form under which all forms of a word are known, or undefined for a word in no group. */
  base(word: string): string | undefined;
  stop(word: string): Said | undefined;
  /** Whether a word, bare, stands in any of its phrases. */
  spells(word: string): boolean;
  /** Whether a form is a word for firms or people in general: it says more about what is asked, but is not it. */
  weak(form: string): boolean;
  /** Concepts by number, the cluster's own behind those of the lexicon. */
  concept(number: number): Concept;
  /** Every single word of its phrases, folded, as people may read it. */
  words(): Iterable<string>;
  /** Every word without a subject, or for firms and people in general, folded. */
  smallWords(): Iterable<string>;
}

export interface Concept {
  /** Its name in the index (dist/concepts.json has the names for people). */
  code: string;
  /** Whatever it is a case of, the nearest first. */
  broader: readonly number[];
  quality: boolean;
}

const data: Compiled = compiled;
const said: Said[] = ['nothing', 'wants', 'has'];

/** What an index was written with; with another it must be written anew. */
export const lexiconVersion: string = data.version;

interface Decoded {
  meanings: Map<string, Meaning>;
  bases: Map<string, string>;
  stops: Map<string, Said>;
  words: Set<string>;
  weak: Set<string>;
  concepts: Concept[];
}
let decoded: Decoded | undefined;

/** Decoded when something is first analysed rather than when the Worker starts. */
function decode(): Decoded {
  if (decoded) return decoded;
  const text = unpacked(brotliDecompressSync(Buffer.from(data.text, 'base64')).toString('latin1'));
  const [above = '', stops = '', groups = '', both = '', english = '', french = '', arabic = '', codes = ''] = text.split(section);
  const bases = new Map<string, string>();
  const group = (words: string[]): string => {
    const [first = '', ...forms] = words;
    const base = first.replace('!', '');
    if (base !== first) bases.set(base, base);
    for (const form of forms) bases.set(form, base);
    return base;
  };
  for (const words of groups.split('\n')) group(words.split(' '));
  const grouped = (key: string) => key.replace(/[^ ]*[!/][^ ]*/g, (word) => group(word.split('/')));
  const withBases = (key: string) => (key.includes('/') || key.includes('!') ? grouped(key) : key);
  const meanings = new Map<string, Meaning>();
  [arabic, french, english, both].forEach((lines, languages) => {
    lines.split('\n').forEach((keys, concept) => {
      if (keys === '') return;
      // most of its phrases mean nothing else, and share what they mean
      const alone: Meaning = { concepts: [concept], languages };
      for (const key of keys.split(',')) mean(meanings, withBases(key), alone);
    });
  });
  const [without = '', wants = '', has = '', weak = ''] = stops.split('\n');
  const lists = [without, wants, has].flatMap((words, kind) => words.split(' ').map((one) => [one, said[kind] as Said] as const));
  const words = new Set(bases.keys());
  // what begins a phrase is among them as well, so that the last word of each is enough
  for (const key of meanings.keys()) words.add(key.slice(key.lastIndexOf(' ') + 1));
  decoded = {
    meanings,
    bases,
    stops: new Map(lists),
    weak: new Set(weak.split(' ')),
    words,
    concepts: conceptsOf(above.split('\n'), codes),
  };
  return decoded;
}

function conceptsOf(lines: string[], codes: string): Concept[] {
  const read = lines.map((line, number) => ({
    code: codes.slice(number * codeLength, (number + 1) * codeLength),
    above: line === '' ? [] : line.split(' ').map((one) => Number.parseInt(one, 36)),
  }));
  return read.map(({ code, above }, number) => {
    // breadth first, so that the nearest come first
    const broader = new Set(above);
    for (const one of broader) for (const further of read[one]?.above ?? []) if (further !== number) broader.add(further);
    return { code, broader: [...broader], quality: number >= data.qualities };
  });
}

/** What begins a longer phrase and means nothing alone. */
const beginning: Meaning = { concepts: [], languages: 0 };

function mean(meanings: Map<string, Meaning>, key: string, alone: Meaning): void {
  const before = meanings.get(key);
  meanings.set(key, before ? { concepts: [...before.concepts, ...alone.concepts], languages: before.languages | alone.languages } : alone);
  for (let space = key.indexOf(' '); space > 0; space = key.indexOf(' ', space + 1)) {
    const start = key.slice(0, space);
    if (!meanings.has(start)) meanings.set(start, beginning);
  }
}

export const lexicon: Lexicon = {
  meaning: (phrase) => decode().meanings.get(phrase),
  base: (word) => decode().bases.get(word),
  stop: (word) => decode().stops.get(word),
  spells: (word) => decode().words.has(word),
  weak: (form) => decode().weak.has(form),
  *smallWords() {
    yield* decode().stops.keys();
    yield* decode().weak;
  },
  concept: (number) => decode().concepts[number] as Concept,
  *words() {
    const { meanings, words } = decode();
    const french = new Set<string>();
    for (const [key, { languages }] of meanings) if (languages === language.fr) for (const word of key.split(' ')) french.add(word);
    for (const word of words) yield french.has(word) ? unstemmed(word) : word;
  },
};

/** A French stem as it is written: broderie, caisse. English ones are words. */
const unstemmed = (word: string) => word.replace(/(?<=[^aeiou])y$/, 'ie').replace(/(?<=ch|ss)$/, 'e');

/** A group of words that a cluster says mean the same. */
export interface OwnTerms {
  id: number;
  phrases: string[][];
}

/**
 * The lexicon with a cluster's own groups of words. A group that holds a phrase with one known meaning gives that meaning to its other
 * phrases; any other group is a concept of its own. `own` phrases are folded words.
 */
export function extended(groups: OwnTerms[]): Lexicon {
  if (groups.length === 0) return lexicon;
  const entries = new Map<string, Meaning>();
  const concepts: Concept[] = [];
  const first = decode().concepts.length;
  for (const { id, phrases } of groups) {
    const known = phrases.map((phrase) => lexicon.meaning(keyOf(phrase))?.concepts ?? []).find((all) => all.length > 0);
    const meant = known ?? [first + concepts.length];
    if (!known) concepts.push({ code: `own_${id}`, broader: [], quality: false });
    for (const phrase of phrases) {
      for (let length = 1; length <= phrase.length; length++) {
        const key = keyOf(phrase.slice(0, length));
        const here = entries.get(key) ?? lexicon.meaning(key) ?? { concepts: [], languages: 0 };
        const added = length === phrase.length ? meant.filter((one) => !here.concepts.includes(one)) : [];
        entries.set(key, { ...here, concepts: [...here.concepts, ...added] });
      }
    }
  }
  const words = new Set([...entries.keys()].flatMap((key) => key.split(' ')));
  return {
    ...lexicon,
    meaning: (phrase) => entries.get(phrase) ?? lexicon.meaning(phrase),
    spells: (word) => words.has(word) || lexicon.spells(word),
    concept: (number) => concepts[number - first] ?? lexicon.concept(number),
    *words() {
      yield* lexicon.words();
      yield* words;
    },
  };
}

/** The key of a phrase whose words are folded and bare. */
const keyOf = (phrase: string[]) => phrase.map((word) => keyOfWord(word, lexicon)).join(' ');

/** How a folded, bare word is called in keys: by the form that stands for its forms, or by its stem. */
const keyOfWord = (word: string, lexicon: Lexicon): string => lexicon.base(word) ?? lexicon.base(stem(word)) ?? stem(word);

/** The concepts that such a word names alone. */
export const meaningOfWord = (word: string, lexicon: Lexicon): number[] => lexicon.meaning(keyOfWord(word, lexicon))?.concepts ?? [];
