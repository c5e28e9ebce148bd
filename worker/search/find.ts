/** A search from its words to a page of hits: every word first, then words that nobody here uses rewritten, then some of the words. */
import { type Choice, filterOf, fits, rowidOf } from './facets.ts';
import type { Lexicon } from './lexicon.ts';
import { aboutHead, loosely, only, type Query, readQuery, strictly } from './query.ts';
import { rank } from './rank.ts';
import { type Rewriter, rewrite } from './rewrite.ts';
import {
  allHits,
  anyHit,
  countHits,
  countUpTo,
  type Group,
  type Hit,
  numberOfNewest,
  numbersFrom,
  type Shelf,
  someHits,
} from './text-index.ts';

/** What is asked besides words. */
export interface Asked {
  q: string;
  exact: boolean;
  sort: 'best' | 'newest' | 'nearest' | undefined;
  page: number;
  limit: number;
  /** Whether listings with these facets are for this reader at all. */
  visible: Choice;
  /** The facets that are chosen. */
  chosen: Choice;
  now: number;
}

export interface Finding {
  hits: Hit[];
  total: number;
  /** How many of them have every word. */
  complete: number;
  /** All that is visible and fits the words, whatever is chosen, to count facets from. */
  groups: Group[];
  /** The query that was answered in the end. */
  query: Query;
  rewritten: { from: string; to: string } | null;
  /** Words of the query that no visible listing has, when none has them all. */
  missing: string[];
}

/** Words that find more listings than this are counted and ordered by SQLite. */
const few = 300;
/** With fewer hits than this, less than every word will do. */
const enough = 10;
/** How many of the best are ordered by more than words. */
const best = 200;
/** Listings with a part of the words, at most: what is further down is noise. */
const mostPartly = 50;
/** The newest hits of a broad search, among which the best are looked for: what is older is found by more words. */
const newestFew = 300;

/** Null when the query has no words: then the rows answer alone. */
export function find(shelf: Shelf, asked: Asked, lexicon: Lexicon, rewriter: Rewriter): Finding | null {
  const query = readQuery(asked.q, lexicon);
  if (query.terms.length === 0) return null;
  const first = strict(shelf, asked, query);
  if (first.many) return manyOf(shelf, asked, query, first.groups);
  if (first.hits.length >= enough) return fewOf(asked, query, first.hits, [], null);

  const better = asked.exact ? null : rewritten(shelf, asked, query, lexicon, rewriter);
  if (better) {
    const second = strict(shelf, asked, better.query);
    if (second.many) return { ...manyOf(shelf, asked, better.query, second.groups), rewritten: better.words };
    if (second.hits.length > 0 || first.hits.length === 0)
      return fewOf(asked, better.query, second.hits, loose(shelf, asked, better.query, second.hits, lexicon), better.words);
  }
  const finding = fewOf(asked, query, first.hits, loose(shelf, asked, query, first.hits, lexicon), null);
  return first.hits.length > 0 ? finding : { ...finding, missing: missing(shelf, asked, query) };
}

/** Words whose absence is worth knowing. */
function missing(shelf: Shelf, asked: Asked, { terms }: Query): string[] {
  const filter = filterOf('rowid', asked.visible);
  const words = terms.filter((term) => term.subject && !term.token.measure && !anyHit(shelf.sql, only(term), filter));
  return words.map(({ token }) => token.written.toLowerCase()).filter((word) => word.length <= 40 && /^[\p{L}\p{M}\s'’-]+$/u.test(word));
}

type Strict = { many: true; groups: Group[] } | { many: false; hits: Hit[] };

function strict(shelf: Shelf, asked: Asked, query: Query): Strict {
  const match = strictly(query);
  const filter = filterOf('rowid', asked.visible);
  if (countUpTo(shelf.sql, match, few + 1, filter) <= few || shelf.conditions.length > 0) {
    const hits = allHits(shelf, match, filter, few);
    if (hits) return { many: false, hits: headed(shelf, query, match, hits) };
  }
  return { many: true, groups: countHits(shelf, match, filter) };
}

/** Listings with a part of the words, when few have them all. */
function loose(shelf: Shelf, asked: Asked, query: Query, complete: Hit[], lexicon: Lexicon): Hit[] {
  if (complete.length >= enough) return [];
  const known = new Set(complete.map(({ id }) => id));
  const match = loosely(query, lexicon);
  const filter = amongNewest(shelf, match, filterOf('rowid', asked.visible));
  const hits = someHits(shelf, match, 'best', filter, mostPartly + complete.length, 0);
  return headed(shelf, query, match, hits).filter(({ id }) => !known.has(id));
}

/** Marks the hits whose title is about what the query is about. */
function headed(shelf: Shelf, query: Query, match: string, hits: Hit[]): Hit[] {
  const about = hits.length > 1 ? aboutHead(query, match) : null;
  if (!about) return hits;
  const numbers = hits.map(({ id, code }) => rowidOf(id, code));
  const found = numbersFrom(shelf.sql, about, Math.min(...numbers));
  hits.forEach((hit, at) => {
    hit.head = found.has(numbers[at] as number);
  });
  return hits;
}

/** The filter, narrowed to the newest of many hits: bm25() then need not be worked out for all. Other conditions say themselves what is wanted. */
function amongNewest(shelf: Shelf, match: string, filter: string): string {
  const oldest = shelf.conditions.length > 0 ? null : numberOfNewest(shelf.sql, match, filter, newestFew);
  return oldest === null ? filter : [filter, `rowid >= ${oldest}`].filter(Boolean).join(' and ');
}

function rewritten(shelf: Shelf, asked: Asked, query: Query, lexicon: Lexicon, rewriter: Rewriter) {
  const filter = filterOf('rowid', asked.visible);
  const known = (match: string) => anyHit(shelf.sql, match, filter);
  const to = rewrite(asked.q, query, {
    ...rewriter,
    lexicon,
    known: (one) => one.terms.length > 0 && known(strictly(one)),
    termKnown: (term) => known(only(term)),
  });
  return to === null ? null : { query: readQuery(to, lexicon), words: { from: asked.q, to } };
}

function fewOf(asked: Asked, query: Query, complete: Hit[], partly: Hit[], words: Finding['rewritten']): Finding {
  const chosen = (hits: Hit[]) =>
    ordered(
      asked,
      query,
      hits.filter(({ code }) => fits(code, asked.chosen)),
    );
  const [all, some] = [chosen(complete), chosen(partly)];
  const from = (asked.page - 1) * asked.limit;
  const shown = asked.sort === undefined || asked.sort === 'best' ? [...all, ...some] : ordered(asked, query, [...all, ...some]);
  return {
    hits: shown.slice(from, from + asked.limit),
    total: shown.length,
    complete: all.length,
    groups: [...complete, ...partly].map(({ code }) => ({ code, n: 1 })),
    query,
    rewritten: words,
    missing: [],
  };
}

function manyOf(shelf: Shelf, asked: Asked, query: Query, groups: Group[]): Finding {
  const total = groups.reduce((sum, { code, n }) => sum + (fits(code, asked.chosen) ? n : 0), 0);
  const sort = asked.sort ?? 'best';
  const from = (asked.page - 1) * asked.limit;
  const filter = filterOf('rowid', asked.visible, asked.chosen);
  const page = () =>
    sort === 'best' ? bestOf(shelf, asked, query, filter) : someHits(shelf, strictly(query), sort, filter, asked.limit, from);
  return { hits: total === 0 ? [] : page(), total, complete: total, groups, query, rewritten: null, missing: [] };
}

/** A page of many hits: first the best of those that are about the head of the query, if they are many too; behind them all others, the newest first. */
function bestOf(shelf: Shelf, asked: Asked, query: Query, filter: string): Hit[] {
  const match = strictly(query);
  const about = aboutHead(query, match);
  const headedOnly = about !== null && countUpTo(shelf.sql, about, best, filter) === best;
  const searched = headedOnly ? about : match;
  const found = someHits(shelf, searched, 'best', amongNewest(shelf, searched, filter), best, 0);
  if (headedOnly) for (const hit of found) hit.head = true;
  const first = ordered(asked, query, headedOnly ? found : headed(shelf, query, match, found));
  const from = (asked.page - 1) * asked.limit;
  const page = first.slice(from, from + asked.limit);
  if (page.length === asked.limit || first.length < best) return page;
  // what was shown among the best is passed over
  const among = new Set(first.map(({ id }) => id));
  const wanted = asked.limit - page.length;
  const passed = Math.max(0, from - first.length);
  const others = someHits(shelf, match, 'latest', filter, passed + wanted + first.length, 0).filter(({ id }) => !among.has(id));
  return [...page, ...others.slice(passed, passed + wanted)];
}

function ordered(asked: Asked, query: Query, hits: Hit[]): Hit[] {
  if (asked.sort === 'newest') return hits.sort((a, b) => b.publishedAt - a.publishedAt || b.id - a.id);
  if (asked.sort === 'nearest') return hits.sort((a, b) => (a.distance ?? Infinity) - (b.distance ?? Infinity) || b.id - a.id);
  return rank(hits, query.says, best, asked.now);
}
