/** How the stand-in for Meilisearch searches one index: words, filters, facets, order and pages, without typos. */

export type Doc = Record<string, unknown>;

export interface FakeIndex {
  uid: string;
  primaryKey: string | null;
  createdAt: string;
  settings: Settings;
  /** By document id, in the order in which they came. */
  documents: Map<string, Doc>;
}

export interface Settings {
  searchableAttributes: string[];
  displayedAttributes: string[];
  filterableAttributes: string[];
  sortableAttributes: string[];
  rankingRules: string[];
  synonyms: Record<string, string[]>;
  faceting: { maxValuesPerFacet: number };
  pagination: { maxTotalHits: number };
  [other: string]: unknown;
}

export const defaults = (): Settings => ({
  searchableAttributes: ['*'],
  displayedAttributes: ['*'],
  filterableAttributes: [],
  sortableAttributes: [],
  rankingRules: ['words', 'typo', 'proximity', 'attributeRank', 'sort', 'wordPosition', 'exactness'],
  synonyms: {},
  faceting: { maxValuesPerFacet: 100 },
  pagination: { maxTotalHits: 1000 },
});

export interface Query {
  q?: string | null;
  offset?: number | null;
  limit?: number | null;
  page?: number | null;
  hitsPerPage?: number | null;
  attributesToRetrieve?: string[] | null;
  filter?: unknown;
  sort?: string[] | null;
  facets?: string[] | null;
  matchingStrategy?: 'last' | 'all' | 'frequency';
}

/** What the server says no to; the code is Meilisearch's. */
export class Refusal extends Error {
  code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function searchIn(index: FakeIndex, query: Query, tenantFilter: unknown): Doc {
  const { settings } = index;
  const fits = [query.filter, tenantFilter].map((filter) => readFilter(filter, settings.filterableAttributes));
  for (const facet of query.facets ?? [])
    if (facet !== '*' && !settings.filterableAttributes.includes(facet))
      throw new Refusal('invalid_search_facets', `Facet ${facet} is not filterable.`);
  const sorts = (query.sort ?? []).map((sort) => readSort(sort, settings.sortableAttributes));
  const words = readWords(query.q ?? '');
  const found = [...index.documents.values()]
    .filter((doc) => fits.every((one) => one(doc)))
    .flatMap((doc) => {
      const ranks = rankOf(doc, words, query.matchingStrategy ?? 'last', settings);
      return ranks ? [{ doc, ranks }] : [];
    });
  found.sort((a, b) => compareBy(settings.rankingRules, sorts, a, b));
  const most = settings.pagination.maxTotalHits;
  const paged = query.page != null || query.hitsPerPage != null;
  const size = Math.min((paged ? query.hitsPerPage : query.limit) ?? 20, most);
  const page = query.page ?? 1;
  const offset = Math.min(paged ? size * Math.max(0, page - 1) : (query.offset ?? 0), most);
  const end = paged && page === 0 ? offset : Math.min(offset + size, most);
  const total = Math.min(found.length, most);
  return {
    hits: found.slice(offset, end).map(({ doc }) => shown(doc, query, settings)),
    query: query.q ?? '',
    processingTimeMs: 1,
    ...(paged
      ? { hitsPerPage: size, page, totalPages: size === 0 ? 0 : Math.ceil(total / size), totalHits: total }
      : { limit: size, offset, estimatedTotalHits: total }),
    ...(query.facets ? { facetDistribution: distribution(query.facets, found, settings), facetStats: {} } : {}),
    requestUid: '018f3a4e-0000-7000-8000-000000000000',
  };
}

function shown(doc: Doc, { attributesToRetrieve }: Query, { displayedAttributes }: Settings): Doc {
  const listed = (list: string[] | null | undefined, name: string) => !list || list.includes('*') || list.includes(name);
  return Object.fromEntries(
    Object.entries(doc).filter(([name]) => listed(attributesToRetrieve, name) && listed(displayedAttributes, name)),
  );
}

interface Word {
  /** Alternatives of words that follow each other; several where it was quoted. */
  phrase: string[];
  prefix: boolean;
  not: boolean;
}

const cut = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** The first ten words; the last one is a beginning when nothing stands behind it. */
function readWords(q: string): Word[] {
  const words: Word[] = [];
  for (const [part, minus, quoted] of q.matchAll(/(-?)"([^"]*)"?|[^\s"]+/g)) {
    if (quoted !== undefined) words.push({ phrase: cut(quoted), prefix: false, not: minus === '-' });
    else for (const word of cut(part)) words.push({ phrase: [word], prefix: false, not: part.startsWith('-') });
  }
  const last = words.at(-1);
  if (last && /[\p{L}\p{N}\p{M}]$/u.test(q)) last.prefix = true;
  return words.filter(({ phrase }) => phrase.length > 0).slice(0, 10);
}

/** Per word the first searchable attribute in which it stands; null when the document is not found. */
function rankOf(doc: Doc, words: Word[], strategy: string, settings: Settings): { words: number; attributes: number } | null {
  const attributes = settings.searchableAttributes.includes('*') ? Object.keys(doc) : settings.searchableAttributes;
  const texts = attributes.map((name) => cut(textOf(doc[name])));
  const places = words.map((word) => {
    const phrases = [word.phrase, ...(settings.synonyms[word.phrase.join(' ')] ?? []).map(cut)];
    return texts.findIndex((text) => phrases.some((phrase) => standsIn(text, phrase, word.prefix)));
  });
  if (words.some(({ not }, at) => not && (places[at] as number) >= 0)) return null;
  const wanted = places.filter((_, at) => !words[at]?.not);
  const until = wanted.indexOf(-1);
  const matched = until < 0 ? wanted.length : until;
  if (wanted.length > 0 && matched < (strategy === 'all' ? wanted.length : 1)) return null;
  return { words: matched, attributes: wanted.slice(0, matched).reduce((sum, place) => sum + place, 0) };
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value && typeof value === 'object') return Object.values(value).map(textOf).join(' ');
  return '';
}

function standsIn(text: string[], phrase: string[], prefix: boolean): boolean {
  return text.some((_, at) =>
    phrase.every((word, next) => (prefix && next === phrase.length - 1 ? text[at + next]?.startsWith(word) : text[at + next] === word)),
  );
}

interface Found {
  doc: Doc;
  ranks: { words: number; attributes: number };
}

interface Sort {
  attribute: string;
  down: boolean;
}

function readSort(sort: string, sortable: string[]): Sort {
  const [, attribute = '', order] = /^([\w.]+):(asc|desc)$/.exec(sort) ?? [];
  if (!order || !sortable.includes(attribute)) throw new Refusal('invalid_search_sort', `${sort} cannot be sorted by.`);
  return { attribute, down: order === 'desc' };
}

function compareBy(rules: string[], sorts: Sort[], a: Found, b: Found): number {
  for (const rule of rules) {
    const custom = /^([\w.]+):(asc|desc)$/.exec(rule);
    const by = custom ? [{ attribute: custom[1] as string, down: custom[2] === 'desc' }] : rule === 'sort' ? sorts : [];
    for (const { attribute, down } of by) {
      const difference = compare(a.doc[attribute], b.doc[attribute]);
      if (difference !== 0) return down ? -difference : difference;
    }
    if (rule === 'words' && a.ranks.words !== b.ranks.words) return b.ranks.words - a.ranks.words;
    if ((rule === 'attributeRank' || rule === 'attribute') && a.ranks.attributes !== b.ranks.attributes)
      return a.ranks.attributes - b.ranks.attributes;
  }
  return 0;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : Number(String(a ?? '') > String(b ?? ''));
}

const valuesOf = (doc: Doc, attribute: string): (string | number | boolean)[] =>
  [doc[attribute]].flat().filter((value) => ['string', 'number', 'boolean'].includes(typeof value)) as (string | number | boolean)[];

function distribution(
  asked: string[],
  found: Found[],
  { faceting, filterableAttributes }: Settings,
): Record<string, Record<string, number>> {
  const names = asked.includes('*') ? filterableAttributes : asked;
  const all: Record<string, Record<string, number>> = {};
  for (const name of names) {
    const counts: Record<string, number> = {};
    for (const { doc } of found) for (const value of new Set(valuesOf(doc, name))) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    const kept = Object.entries(counts).sort(([, a], [, b]) => b - a);
    all[name] = Object.fromEntries(kept.slice(0, faceting.maxValuesPerFacet));
  }
  return all;
}

type Condition = (doc: Doc) => boolean;

/** A filter: an expression, or a list of which all must hold, with lists inside of which one must. */
export function readFilter(filter: unknown, filterable: string[]): Condition {
  if (filter == null || filter === '') return () => true;
  if (typeof filter === 'string') return expression(filter, filterable);
  if (!Array.isArray(filter)) throw new Refusal('invalid_search_filter', 'A filter is a text or a list.');
  const parts = filter.map((part: unknown): Condition => {
    if (!Array.isArray(part)) return readFilter(part, filterable);
    const either = part.map((one) => {
      if (typeof one !== 'string') throw new Refusal('invalid_search_filter', 'Lists of a filter are two deep at most.');
      return expression(one, filterable);
    });
    return (doc) => either.some((one) => one(doc));
  });
  return (doc) => parts.every((one) => one(doc));
}

/** OR, then AND, then NOT, then parentheses and comparisons. */
function expression(text: string, filterable: string[]): Condition {
  const wrong = (why: string): never => {
    throw new Refusal('invalid_search_filter', `${why} in ${text}`);
  };
  const tokens = [
    ...text.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\p{L}\p{N}_.-]+)|([()[\],]|!=|>=|<=|[=<>]))|\s*(\S)/gu),
  ].map(([, double, single, bare, sign, stray]) => {
    if (stray !== undefined) return wrong(`unexpected ${stray}`);
    const said = double ?? single;
    if (said !== undefined && !/^(?:[^\\]|\\["'\\])*$/.test(said)) return wrong('an unknown escape');
    return said === undefined ? { text: bare ?? sign ?? '', quoted: false } : { text: said.replace(/\\(.)/g, '$1'), quoted: true };
  });
  let at = 0;
  const is = (word: string) => tokens[at]?.quoted === false && tokens[at]?.text === word;
  const take = (word: string) => is(word) && Boolean(++at);
  const must = (word: string) => take(word) || wrong(`no ${word}`);
  const value = () => {
    const token = tokens[at++] ?? wrong('no value');
    if (!token.quoted && !/^[\p{L}\p{N}_.-]+$/u.test(token.text)) wrong(`${token.text} is no value`);
    if (!token.quoted && /^(AND|OR|NOT|IN|TO|EXISTS)$/.test(token.text)) wrong(`${token.text} must be quoted`);
    return token.text;
  };
  const either = (): Condition => {
    const parts = [both()];
    while (take('OR')) parts.push(both());
    return (doc) => parts.some((one) => one(doc));
  };
  const both = (): Condition => {
    const parts = [one()];
    while (take('AND')) parts.push(one());
    return (doc) => parts.every((part) => part(doc));
  };
  const one = (): Condition => {
    if (take('NOT')) {
      const inner = one();
      return (doc) => !inner(doc);
    }
    if (take('(')) {
      const inner = either();
      must(')');
      return inner;
    }
    return comparison();
  };
  const comparison = (): Condition => {
    const name = value();
    if (!filterable.includes(name)) wrong(`${name} is not filterable`);
    const not = take('NOT');
    const turned =
      (condition: Condition): Condition =>
      (doc) =>
        condition(doc) !== not;
    if (take('EXISTS')) return turned((doc) => doc[name] !== undefined);
    if (take('IN')) {
      must('[');
      const list: string[] = [];
      while (!take(']')) {
        list.push(value());
        if (!is(']')) must(',');
      }
      return turned((doc) => valuesOf(doc, name).some((has) => list.some((wanted) => same(has, wanted))));
    }
    if (not) wrong('NOT without IN or EXISTS');
    const sign = tokens[at++]?.text;
    const wanted = value();
    if (sign === '=') return (doc) => valuesOf(doc, name).some((has) => same(has, wanted));
    if (sign === '!=') return (doc) => !valuesOf(doc, name).some((has) => same(has, wanted));
    const numbers: Record<string, (a: number, b: number) => boolean> = {
      '>': (a, b) => a > b,
      '>=': (a, b) => a >= b,
      '<': (a, b) => a < b,
      '<=': (a, b) => a <= b,
    };
    const holds = numbers[sign ?? ''] ?? wrong(`no comparison behind ${name}`);
    return (doc) => valuesOf(doc, name).some((has) => typeof has === 'number' && holds(has, Number(wanted)));
  };
  const all = either();
  return at === tokens.length ? all : wrong('something left over');
}

/** Texts are compared without case. */
const same = (has: string | number | boolean, wanted: string) => String(has).toLowerCase() === wanted.toLowerCase();
