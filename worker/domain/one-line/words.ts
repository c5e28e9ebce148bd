/** Tables of phrases: from folded words in a row to what they mean, looked up at a place of a line. */
import { foldedOf, type Token } from './tokens.ts';

export type Table<T> = Map<string, { rest: string[]; value: T }[]>;

/** Phrases of a value are separated by commas; a hyphen or an apostrophe is a space, as in the line. */
export function table<T>(entries: Iterable<readonly [value: T, phrases: string]>): Table<T> {
  const made: Table<T> = new Map();
  for (const [value, phrases] of entries)
    for (const phrase of phrases.split(/,\s*/)) {
      const [first, ...rest] = phrase
        .trim()
        .split(/[\s'’-]+/)
        .map(foldedOf)
        .filter(Boolean);
      if (first === undefined) continue;
      const same = made.get(first) ?? [];
      same.push({ rest, value });
      same.sort((a, b) => b.rest.length - a.rest.length);
      made.set(first, same);
    }
  return made;
}

/** The phrases of one kind, as a table that says only yes. */
export const set = (phrases: string): Table<true> => table([[true, phrases]]);

/** `next`: the token after the phrase. `prefix`: what Arabic wrote onto its first word. */
export interface Found<T> {
  value: T;
  prefix: string;
  next: number;
}

/** The longest phrase that begins at a token. Only the given beginnings may be written onto it. */
export function find<T>(from: Table<T>, tokens: Token[], at: number, prefixes: readonly string[] = ['']): Found<T> | null {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'word') return null;
  let best: Found<T> | null = null;
  for (const { prefix, bare } of token.forms) {
    if (!prefixes.includes(prefix)) continue;
    for (const { rest, value } of from.get(bare) ?? []) {
      if (best && best.next >= at + 1 + rest.length) break;
      if (!follows(tokens, at + 1, rest)) continue;
      best = { value, prefix, next: at + 1 + rest.length };
      break;
    }
  }
  return best;
}

function follows(tokens: Token[], at: number, words: string[]): boolean {
  let here = at;
  for (const word of words) {
    const token = tokens[here];
    if (token?.kind !== 'word') return false;
    if (token.word !== word && !token.forms.some((form) => form.bare === word && form.prefix === 'ال')) return false;
    here++;
  }
  return true;
}

/** Every beginning that the forms of a word may have. */
export const anyPrefix = [
  '',
  'ال',
  'وال',
  'بال',
  'فال',
  'كال',
  'عال',
  'هال',
  'ولل',
  'لل',
  'وبال',
  'وعال',
  'و',
  'ب',
  'ل',
  'وب',
  'ول',
  'ف',
  'ع',
] as const;
