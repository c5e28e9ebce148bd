/** Text analysis for search: one function for listings and queries, so that both are cut, folded and understood alike. */
import { type Concept, lexicon as common, type Lexicon, type Meaning, type Said } from './lexicon.ts';
import { measureAt } from './measure.ts';
import { rememberingFor } from './memory.ts';
import { cut, type Piece } from './pieces.ts';
import { stem, withoutArticle, withoutParticle, withoutVerb } from './stem.ts';

/** A word, a measure, or a phrase that the lexicon knows; offsets are UTF-16. */
export interface Token {
  written: string;
  start: number;
  end: number;
  /** The forms under which its words are indexed. */
  forms: string[];
  /** Numbers of the concepts that it names, without their broader ones. */
  concepts: number[];
  /** Languages in which the lexicon knows it (bits of `language`); 0 for Arabic and unknown words. */
  languages: number;
  measure: boolean;
  /** Set for words without a subject, which are not indexed. */
  stop: Said | null;
}

/** What French puts between two nouns, and headlines leave out. */
const french = new Set(['de', 'd', 'du', 'des']);

/** Longest phrase of the lexicon, in words. */
const longest = 6;

/** Cuts a text into words, measures and known phrases. Words that fold to nothing are left out. */
export function analyze(text: string, lexicon: Lexicon = common): Token[] {
  const pieces = cut(text);
  const tokens: Token[] = [];
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at] as Piece;
    const measure = measureAt(text, pieces, at);
    if (measure) {
      const end = (pieces[at + measure.length - 1] as Piece).end;
      tokens.push(token(text, piece.start, end, measure.forms, null, true));
      at += measure.length;
      continue;
    }
    const stop = lexicon.stop(piece.folded) ?? null;
    const known = phraseAt(pieces, at, lexicon);
    // تاني is another one, whatever تانين may be stemmed to
    const phrase = stop !== null && known?.length === 1 ? null : known;
    const length = phrase?.length ?? 1;
    const end = (pieces[at + length - 1] as Piece).end;
    const forms = phrase?.forms ?? readings(piece.folded, lexicon).forms;
    tokens.push({ ...token(text, piece.start, end, forms, phrase?.meaning ?? null, false), stop: phrase ? null : stop });
    at += length;
  }
  return tokens;
}

function token(text: string, start: number, end: number, forms: string[], meaning: Meaning | null, measure: boolean): Token {
  return {
    written: text.slice(start, end),
    start,
    end,
    forms,
    concepts: meaning?.concepts ?? [],
    languages: meaning?.languages ?? 0,
    measure,
    stop: null,
  };
}

/** How a word may be read: exactly, and by its stem; `forms` are what is indexed when it is in no phrase. */
interface Readings {
  /** Spellings to look for in the lexicon, the surest first. */
  keys: string[];
  forms: string[];
}

/** Words are read again and again; a page of letters without a space is not worth remembering. */
const readings = rememberingFor({ most: 20_000, longest: 40 }, read);

function read(folded: string, lexicon: Lexicon): Readings {
  const whole = exact(folded, lexicon);
  // ألواح and ورق begin like an article and a conjunction, but are words
  if (!/^\p{Script=Arabic}/u.test(folded) || knows(folded, lexicon)) return withinPhrases(whole, folded, lexicon);
  // before the article, so that بألوان is ألوان and للحام is لحام
  const rest = withoutParticle(folded).find((one) => knows(one, lexicon));
  if (rest !== undefined) return within(rest, whole, folded, lexicon);
  const bare = withoutArticle(folded);
  if (bare !== null) return bare.length >= 3 || knows(bare, lexicon) || lexicon.spells(bare) ? read(bare, lexicon) : whole;
  const noun = withoutVerb(folded);
  if (noun !== null && knows(noun, lexicon)) return within(noun, whole, folded, lexicon);
  // an unknown word after an unknown و: it may be either
  const after = folded.startsWith('و') && folded.length >= 5 ? exact(folded.slice(1), lexicon).forms : [];
  return { keys: whole.keys, forms: [...new Set([...whole.forms, ...after])] };
}

/** A small word with an article, which phrases have without: البحث is one who looks for something, but محركات البحث are search engines. */
function withinPhrases(whole: Readings, folded: string, lexicon: Lexicon): Readings {
  const bare = lexicon.stop(folded) === undefined ? null : withoutArticle(folded);
  return bare === null ? whole : { keys: [...new Set([...whole.keys, ...exact(bare, lexicon).keys])], forms: whole.forms };
}

/** A known word in what is written around it; the whole may still be one word of a phrase. */
function within(word: string, whole: Readings, folded: string, lexicon: Lexicon): Readings {
  // بقري is known from phrases alone: it is not قرى after ب
  if (!folded.startsWith('و') && whole.keys.some((key) => lexicon.spells(key))) return whole;
  const { keys, forms } = exact(word, lexicon);
  return { keys: [...new Set([...keys, ...whole.keys])], forms };
}

function exact(word: string, lexicon: Lexicon): Readings {
  const base = lexicon.base(word);
  const short = stem(word);
  const stemmed = lexicon.base(short) ?? short;
  const keys = [...new Set([base ?? word, stemmed])];
  return { keys, forms: [base ?? stemmed] };
}

function knows(word: string, lexicon: Lexicon): boolean {
  if (lexicon.base(word) !== undefined || lexicon.meaning(word) || lexicon.stop(word) !== undefined) return true;
  const short = stem(word);
  return short !== word && (lexicon.base(short) !== undefined || lexicon.meaning(short) !== undefined);
}

interface Phrase {
  length: number;
  forms: string[];
  meaning: Meaning;
}

/** The longest phrase of the lexicon that begins at a piece; exact spellings before stems. */
function phraseAt(pieces: Piece[], at: number, lexicon: Lexicon): Phrase | null {
  let best: Phrase | null = null;
  const walk = (key: string, forms: string[], length: number) => {
    const meaning = lexicon.meaning(key);
    if (!meaning) return;
    if (meaning.concepts.length > 0 && length > (best?.length ?? 0)) best = { length, forms, meaning };
    const next = pieces[at + length];
    if (!next || length >= longest) return;
    const on = ({ folded }: Piece, further: number) => {
      const read = readings(folded, lexicon);
      for (const spelled of read.keys) walk(`${key} ${spelled}`, [...forms, ...read.forms], further);
    };
    on(next, length + 1);
    // cintrage de tubes is cintrage tube
    const behind = french.has(next.folded) ? pieces[at + length + 1] : undefined;
    if (behind) on(behind, length + 2);
  };
  const first = readings((pieces[at] as Piece).folded, lexicon);
  for (const spelled of first.keys) walk(spelled, first.forms, 1);
  return best;
}

/** The token of a concept in the index: `c.4fk`. */
export const conceptToken = ({ code }: Concept): string => `c.${code}`;
