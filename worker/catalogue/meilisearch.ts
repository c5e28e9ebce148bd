/** The search over all clusters by Meilisearch: a query as the server understands it, the page that it finds, and tokens for partner sites. */

import { z } from 'zod';
import { toBase64url } from '../../schema/base64url.ts';
import type { ListingCard } from '../../schema/listing.ts';
import { CatalogueFacets, type CatalogueFound, type CatalogueQuery, type Hit } from '../../schema/search.ts';
import { answered, asks, type Breaker, closed } from './breaker.ts';
import { type Analysis, either, type Facet, facets, isExact, languages, Shown, spelled } from './meilisearch-index.ts';
import { ask, indexOf, type MeilisearchServer, type SearchKey, type Surroundings } from './meilisearch-server.ts';

/** Where the words of a query stand in a hit: the same for all engines. */
export type Mark = (card: ListingCard, text: string) => Pick<Hit, 'marks' | 'snippet'>;

export interface Searcher {
  /** Null when the catalogue must answer: the server is slow, down, not set up, or says what cannot be. Never throws. */
  search(query: CatalogueQuery, mark: Mark): Promise<CatalogueFound | null>;
}

/** Made once per isolate, because its breaker remembers. `patience`: milliseconds for a search as a whole. */
export function searcherOf(
  server: MeilisearchServer,
  analysis: Analysis,
  { fetch: send, clock = Date.now, patience = 800 }: Surroundings & { patience?: number } = {},
): Searcher {
  const reader = { url: server.url, key: server.searchKey?.key ?? server.key };
  let breaker: Breaker = closed;

  async function find(query: CatalogueQuery, mark: Mark): Promise<CatalogueFound | null> {
    const { queries, chosen } = queriesOf(query, analysis, indexOf(server));
    const answer = await ask(reader, { method: 'POST', path: '/multi-search', body: { queries }, patience }, Results, send);
    const found = answer.ok ? foundIn(answer.value, chosen, query, mark) : null;
    if (!found) console.warn(`Meilisearch did not answer a search: ${answer.ok ? 'unreadable' : answer.code}.`);
    return found;
  }

  return {
    async search(query, mark) {
      const asked = asks(breaker, clock());
      breaker = asked.breaker;
      if (!asked.may) return null;
      const found = await find(query, mark).catch((error: unknown) => {
        console.error(`A search by Meilisearch failed: ${error instanceof Error ? error.message : 'unknown'}.`);
        return null;
      });
      breaker = answered(breaker, found !== null, clock());
      return found;
    },
  };
}

export type Choice = Partial<Record<Facet, string>>;

/** security: quotes and backslashes of a value are escaped, so that no value ends its quotes and goes on as a condition. */
const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** The conditions of a choice, but for one facet, whose counts say how another choice would do. */
function conditionsOf(choice: Choice, except: Facet | null): string[] {
  return facets.flatMap((facet) => {
    const value = choice[facet];
    return value === undefined || facet === except ? [] : [`${facet} = ${quoted(value)}`];
  });
}

/** Meilisearch reads no more words of a query. */
const mostWords = 10;

/** The words of a query, of which a document must have all, and conditions for what they cannot say. */
export function wordsOf({ q, exact }: Pick<CatalogueQuery, 'q' | 'exact'>, analysis: Analysis): { q: string; conditions: string[] } {
  const known = new Set((analysis.alternatives ?? []).map(either));
  const words: string[] = [];
  const conditions: string[] = [];
  let beginning = false;
  for (const { tokens } of analysis.readQuery(q).terms) {
    // of the forms of a word the last is the barest, which documents have beside every other
    const last = tokens.at(-1);
    if (last === undefined) continue;
    beginning = !exact && !isExact(last) && last.length >= 3;
    if (!isExact(last)) words.push(exact ? `"${spelled(last)}"` : spelled(last));
    // there is no "or" between words: where the settings do not know a set of concepts as one word, it is a condition
    else if (tokens.length > 1 && known.has(either(tokens)) && words.length < mostWords) words.push(either(tokens));
    else if (tokens.length > 1 || words.length >= mostWords) conditions.push(`exact IN [${tokens.map(spelled).map(quoted).join(', ')}]`);
    else words.push(spelled(last));
  }
  // a space behind the last word says that it is not only the beginning of one
  return { q: words.length === 0 ? '' : words.join(' ') + (beginning ? '' : ' '), conditions };
}

/** One query for the page, and one for the counts of each facet that is chosen. */
export function queriesOf(query: CatalogueQuery, analysis: Analysis, indexUid: string) {
  const words = wordsOf(query, analysis);
  const newest = query.sort === 'newest' || words.q === '';
  // every document has a cluster; an index without our settings refuses the condition instead of answering with what it happens to hold
  const filter = (except: Facet | null) => ['cluster EXISTS', ...words.conditions, ...conditionsOf(query, except)];
  const common = { indexUid, q: words.q, locales: languages, matchingStrategy: 'all' };
  const chosen = facets.filter((facet) => query[facet] !== undefined);
  const page = {
    ...common,
    filter: filter(null),
    facets: facets.filter((facet) => query[facet] === undefined),
    page: query.page,
    hitsPerPage: query.limit,
    attributesToRetrieve: Object.keys(Shown.shape),
    ...(newest ? { sort: ['published:desc', 'listing:desc'] } : {}),
  };
  // counted to the end, unlike with `limit: 0`
  const counts = chosen.map((facet) => ({ ...common, filter: filter(facet), facets: [facet], page: 1, hitsPerPage: 0 }));
  return { queries: [page, ...counts], chosen };
}

const Count = z.number().int().min(0);
const Results = z.object({
  results: z.array(
    z.object({
      hits: z.array(z.unknown()),
      totalHits: Count,
      facetDistribution: z.record(z.string(), z.record(z.string(), Count)).nullish(),
    }),
  ),
});
const Page = z.array(Shown);

function foundIn({ results }: z.infer<typeof Results>, chosen: Facet[], query: CatalogueQuery, mark: Mark): CatalogueFound | null {
  const [page, ...counted] = results;
  if (!page || counted.length !== chosen.length) return null;
  const hits = Page.safeParse(page.hits);
  const countsOf = (facet: Facet) => counted[chosen.indexOf(facet)]?.facetDistribution?.[facet] ?? page.facetDistribution?.[facet] ?? {};
  const found = CatalogueFacets.safeParse(Object.fromEntries(facets.map((facet) => [facet, countsOf(facet)])));
  if (!hits.success || !found.success) return null;
  return {
    hits: hits.data.map(({ card, text, at }) => ({ ...card, ...mark(card, text), cluster: at })),
    facets: found.data,
    total: page.totalHits,
    complete: page.totalHits,
    page: query.page,
    pages: Math.max(1, Math.ceil(page.totalHits / query.limit)),
  };
}

/**
 * A token with which a partner site asks Meilisearch itself, from browsers too. It may search this one index, and finds only listings of the
 * choice, whatever else it asks; it sees what documents show (card, text, cluster, facets), reads no documents or settings, and writes
 * nothing. It ends at `until` (UTC milliseconds), and at once when its search key is deleted.
 */
export async function tenantToken(
  server: Pick<MeilisearchServer, 'index'>,
  searchKey: SearchKey,
  choice: Choice,
  until: number,
): Promise<string> {
  const filter = ['cluster EXISTS', ...conditionsOf(choice, null)].join(' AND ');
  const claims = { searchRules: { [indexOf(server)]: { filter } }, apiKeyUid: searchKey.uid, exp: Math.floor(until / 1000) };
  const said = `${toBase64url(bytesOf({ alg: 'HS256', typ: 'JWT' }))}.${toBase64url(bytesOf(claims))}`;
  const key = await crypto.subtle.importKey('raw', utf8.encode(searchKey.key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return `${said}.${toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(said))))}`;
}

const utf8 = new TextEncoder();
const bytesOf = (value: unknown) => utf8.encode(JSON.stringify(value));
