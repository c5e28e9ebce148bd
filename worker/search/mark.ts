/** Showing why a listing was found: the words of the query in its title, and a piece of its text where the title does not show them all. */
import type { Marks, Snippet } from '../../schema/search.ts';
import { analyze, conceptToken, type Token } from './analyze.ts';
import { lexicon as common, type Lexicon } from './lexicon.ts';
import { rememberingFor } from './memory.ts';
import type { Query } from './query.ts';

/** Characters of a text that are looked through, and that are shown. */
const mostRead = 1200;
const shown = 140;

export function mark(
  listing: { title: string; text: string },
  query: Query,
  lexicon: Lexicon = common,
): { marks: Marks; snippet: Snippet | null } {
  const title = marked(listing.title, query, lexicon);
  const missing = new Set(query.terms.map((_, at) => at).filter((at) => !title.terms.has(at)));
  const snippet = missing.size > 0 && listing.text ? snippetOf(listing.text, query, missing, lexicon) : null;
  return { marks: title.marks, snippet };
}

/** Where terms of the query stand in a text, whatever they are called there. */
function marked(text: string, query: Query, lexicon: Lexicon) {
  const marks: Marks = [];
  const terms = new Set<number>();
  for (const token of tokensOf(text, lexicon)) {
    const at = termOf(token, query, lexicon);
    if (at.length === 0) continue;
    for (const one of at) terms.add(one);
    marks.push([token.start, token.end]);
  }
  return { marks, terms };
}

/** The terms that a token of a listing answers: by a word, by its meaning, or as a case of it. */
function termOf(token: Token, query: Query, lexicon: Lexicon): number[] {
  if (token.stop !== null) return [];
  const byToken = termsOf(query);
  const found = new Set<number>();
  const answers = (said: string) => {
    for (const term of byToken.get(said) ?? []) found.add(term);
  };
  for (const form of token.forms) answers(form);
  for (const one of token.concepts) {
    const concept = lexicon.concept(one);
    answers(conceptToken(concept));
    for (const above of concept.broader) answers(conceptToken(lexicon.concept(above)));
  }
  return [...found];
}

const termsByToken = new WeakMap<Query, Map<string, number[]>>();

/** The terms of a query by each token that answers them. */
function termsOf(query: Query): Map<string, number[]> {
  let terms = termsByToken.get(query);
  if (!terms) {
    terms = new Map();
    for (const [at, { tokens }] of query.terms.entries()) for (const token of tokens) terms.set(token, [...(terms.get(token) ?? []), at]);
    termsByToken.set(query, terms);
  }
  return terms;
}

/** What was shown once is often shown again. */
const tokensOf = rememberingFor({ most: 1_000 }, (text, lexicon: Lexicon) => analyze(text, lexicon));

function snippetOf(whole: string, query: Query, missing: Set<number>, lexicon: Lexicon): Snippet | null {
  const text = whole.slice(0, edge(whole, mostRead));
  const tokens = tokensOf(text, lexicon).map((token) => ({ ...token, terms: termOf(token, query, lexicon) }));
  const first = tokens.find(({ terms }) => terms.some((term) => missing.has(term)));
  if (!first) return null;
  const begin = startOf(text, first.start);
  const end = endOf(text, begin);
  const [before, after] = [begin > 0 ? '… ' : '', end < whole.length ? ' …' : ''];
  const piece = text.slice(begin, end).replace(/\s/g, ' ');
  const shift = before.length - begin;
  const marks: Marks = tokens
    .filter((token) => token.terms.length > 0 && token.start >= begin && token.end <= end)
    .map(({ start, end: stop }) => [start + shift, stop + shift]);
  return { text: `${before}${piece}${after}`, marks };
}

/** A few words before the one that was found, from the beginning of a word. */
function startOf(text: string, found: number): number {
  const from = Math.max(0, found - 40);
  if (from === 0) return 0;
  const space = text.slice(from, found).search(/\s/);
  return space < 0 ? found : from + space + 1;
}

function endOf(text: string, begin: number): number {
  const to = begin + shown;
  if (to >= text.length) return text.length;
  const space = text.slice(begin, to).search(/\s\S*$/);
  return space <= 60 ? edge(text, to) : begin + space;
}

/** Where a text may be cut at the latest: not through a character. */
const edge = (text: string, at: number) => (/[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at);
