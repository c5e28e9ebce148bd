/** Who answers a search over all clusters: Meilisearch where there is one that answers well and in time, else the catalogue. */
import type { CatalogueFound, CatalogueQuery } from '../../schema/search.ts';
import { configured, type Env } from '../env.ts';
import { mark } from '../search/mark.ts';
import { readQuery } from '../search/query.ts';
import { analysis } from './analysis.ts';
import { type Searcher, searcherOf } from './meilisearch.ts';
import { catalogueOf } from './stub.ts';

/** One a server, for its breaker remembers. */
const searchers = new Map<string, Searcher>();

/** With fewer hits than this the catalogue is asked: it also corrects words, and finds what has a part of them. */
const enough = 10;

export async function searchCatalogue(env: Env, query: CatalogueQuery): Promise<CatalogueFound> {
  const { meilisearch } = configured(env);
  if (meilisearch) {
    let searcher = searchers.get(meilisearch.url);
    if (!searcher) {
      searcher = searcherOf(meilisearch, analysis);
      searchers.set(meilisearch.url, searcher);
    }
    const words = readQuery(query.q);
    const found = await searcher.search(query, (card, text) => mark({ title: card.title, text }, words));
    if (found && (found.total >= enough || words.terms.length === 0)) return found;
  }
  // the types of RPC do not know that this is plain data
  return (await catalogueOf(env).search(query)) as unknown as CatalogueFound;
}

/** Markets that are asked at the same time. */
const atOnce = 20;

/**
 * Every market tells the catalogue of all its listings anew, and an engine beside it is built again. Answers how many markets heard it:
 * one that is out of reach does not keep it from the others.
 */
export async function refill(env: Env, slugs: string[]): Promise<number> {
  let heard = 0;
  const tell = async (slug: string) => {
    try {
      await env.MARKET.get(env.MARKET.idFromName(slug)).retell();
      heard++;
    } catch (error) {
      console.error(JSON.stringify({ message: 'a market did not hear of the refill', slug, error: String(error) }));
    }
  };
  for (let from = 0; from < slugs.length; from += atOnce) await Promise.all(slugs.slice(from, from + atOnce).map(tell));
  await catalogueOf(env).rebuild();
  return heard;
}
