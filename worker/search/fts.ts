/** Queries for the FTS5 index: only analysed and quoted terms ever reach MATCH. */
import type { SearchQuery } from '../../schema/search.ts';
import { analyze } from './analyze.ts';

/** More words than anybody types; keeps the expression shallow (FTS5 refuses deep ones). */
const mostTerms = 12;

/** Token of a facet's value in the index: `k.input`; a hyphen would split it. */
export function facetToken(facet: 'd' | 'k' | 'r' | 'v', value: string): string {
  return `${facet}.${value.replaceAll('-', '_')}`;
}

/** The facet tokens of a listing, as its `facets` column. */
export function facetTokens(listing: { direction: string; kind: string; role: string; visibility: string }): string {
  return [
    facetToken('d', listing.direction),
    facetToken('k', listing.kind),
    facetToken('r', listing.role),
    facetToken('v', listing.visibility),
  ].join(' ');
}

/**
 * The MATCH expression of a query: all words, and the facets that are asked for. The last word also matches as a beginning, as people type.
 * Null when the query has no words: then the listing table answers alone.
 */
export function matchOf(query: Pick<SearchQuery, 'q'>, facets: string[]): string | null {
  const terms = [...new Set(analyze(query.q).map((token) => token.form))].slice(0, mostTerms);
  const last = terms.at(-1);
  if (last === undefined) return null;
  // security: FTS5 operators in what a person typed are words like any other, because every term is quoted
  const quoted = terms.map((term) => `"${term.replaceAll('"', '""')}"`);
  if (last.length >= 3 && !/^\d/.test(last)) quoted[quoted.length - 1] += '*';
  const words = `{title body} : (${quoted.join(' AND ')})`;
  if (facets.length === 0) return words;
  return `${words} AND facets : (${facets.map((facet) => `"${facet}"`).join(' AND ')})`;
}
