/** Rewriting a query's words that no listing has: the last word completed, a slip of the finger mended, Latin letters read as Arabic. */
import type { Token } from './analyze.ts';
import { fold } from './fold.ts';
import { type Lexicon, lexicon } from './lexicon.ts';
import { skeletonOf, soundDistance, soundOf, soundsOf } from './phonetic.ts';
import { type Query, readQuery, type Term } from './query.ts';

/** Words that a search may be rewritten to. */
export interface Rewriter {
  /** All of them, folded: those of the lexicon and those of the listings here. Read only when something is to be rewritten. */
  vocabulary(): Vocabulary;
}

interface Asking extends Rewriter {
  lexicon: Lexicon;
  /** Whether a query finds anything that this reader may see. security: a correction never tells of what is hidden. */
  known(query: Query): boolean;
  termKnown(term: Term): boolean;
}

/** Words that are mended at most; and candidates that are tried for each. */
const mostWords = 3;
const mostTries = 8;

/** The query with better words, or null when there is nothing to mend or nothing better. */
export function rewrite(q: string, query: Query, asking: Asking): string | null {
  const unknown = query.terms.filter((term) => !term.token.measure && !asking.termKnown(term)).slice(0, mostWords);
  if (unknown.length === 0) return null;
  const vocabulary = asking.vocabulary();
  const last = query.terms.at(-1);
  const changes: { token: Token; to: string }[] = [];
  for (const term of unknown) {
    // what the lexicon knows is spelled well: nobody here has it
    if (term.token.concepts.length > 0) continue;
    const typed = fold(term.token.written);
    if (typed.length > longestWord) continue;
    const typing = term === last && term.token.end === q.trimEnd().length;
    const candidates = [...(typing ? vocabulary.completions(typed) : []), ...vocabulary.like(typed)];
    const to = [...new Set(candidates)].slice(0, mostTries).find((word) => asking.known(readQuery(word, asking.lexicon)));
    if (to) changes.push({ token: term.token, to });
  }
  if (changes.length === 0) return null;
  let text = q;
  for (const { token, to } of changes.toSorted((a, b) => b.token.start - a.token.start))
    text = joined(joined(text.slice(0, token.start), to), text.slice(token.end));
  return text;
}

/** Other letters part words of two scripts, the same ones do not: gildأحمر is جلد أحمر. */
const joined = (before: string, after: string) =>
  before + (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after) ? ' ' : '') + after;

const longestWord = 24;
/** How differently two words may sound that are one word in two scripts. */
const mostUnlike = 1.1;
const otherwise = Number.POSITIVE_INFINITY;

interface Known {
  word: string;
  sound: string;
  skeleton: string;
}

/** Words to look among: its own, and those of another that it shares. */
export class Vocabulary {
  private readonly own: Known[] = [];
  private readonly seen = new Set<string>();
  private readonly shared: Vocabulary | undefined;

  constructor(words: Iterable<string>, shared?: Vocabulary) {
    this.shared = shared;
    for (const word of words) this.add(word);
  }

  add(word: string): void {
    if (word.length < 3 || word.length > longestWord || this.seen.has(word) || !/^\p{L}+$/u.test(word)) return;
    this.seen.add(word);
    const sound = soundOf(word);
    this.own.push({ word, sound, skeleton: skeletonOf(sound) });
  }

  private *words(): Iterable<Known> {
    yield* this.own;
    if (this.shared) yield* this.shared.words();
  }

  /** Words that begin as it was typed so far, short ones first. */
  completions(typed: string): string[] {
    if (typed.length < 2) return [];
    return [...this.words()]
      .filter(({ word }) => word.startsWith(typed) && word !== typed)
      .sort((a, b) => a.word.length - b.word.length)
      .slice(0, mostTries)
      .map(({ word }) => word);
  }

  /** Words that are spelled nearly so (one edit, two from eight letters), or sound so in the other script; the nearest first. */
  like(typed: string): string[] {
    const edits = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
    const latin = /^[a-z0-9']+$/.test(typed);
    const heard = (latin ? soundsOf(typed) : [soundOf(typed)]).map((sound) => ({ sound, skeleton: skeletonOf(sound) }));
    const found: { word: string; cost: number }[] = [];
    for (const one of this.words()) {
      const arabic = /^\p{Script=Arabic}/u.test(one.word);
      const alike = heard.find(({ skeleton }) => skeleton.length >= 2 && typed.length >= 3 && skeleton === one.skeleton);
      if (arabic === latin) {
        const cost = alike ? soundDistance(alike.sound, one.sound) : otherwise;
        if (cost <= mostUnlike) found.push({ word: one.word, cost: 0.5 + cost });
      } else if (edits > 0 && Math.abs(one.word.length - typed.length) <= edits) {
        const cost = editDistance(typed, one.word, edits);
        // long vowels come and go in broken plurals: نعول is nearer to نعال than to نقول
        if (cost !== null) found.push({ word: one.word, cost: (alike && arabic ? cost / 2 : cost) + (one.word[0] === typed[0] ? 0 : 0.3) });
      }
    }
    return found
      .sort((a, b) => a.cost - b.cost || a.word.length - b.word.length)
      .slice(0, mostTries)
      .map(({ word }) => word);
  }
}

/** The words of the lexicon are the same everywhere, and are looked through once in the life of an isolate. */
let common: Vocabulary | undefined;

/** A vocabulary of some words beside those of the lexicon. */
export function vocabularyWith(words: Iterable<string>): Vocabulary {
  common ??= new Vocabulary(lexicon.words());
  return new Vocabulary(words, common);
}

/** Edits between two words, neighbours exchanged counting one (Damerau, optimal string alignment); null when more than `most`. */
export function editDistance(a: string, b: string, most: number): number | null {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] as number) + same, (row[j] as number) + 1, (next[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return null;
    before = row;
    row = next;
  }
  const cost = row[b.length] as number;
  return cost <= most ? cost : null;
}
