/** The catalogue: public listings of all clusters, searched by anyone and filled again by an operator. */
import { createRoute, z } from '@hono/zod-openapi';
import { CatalogueFound, CatalogueQuery } from '../../schema/search.ts';
import { refill, searchCatalogue } from '../catalogue/searching-all.ts';
import { catalogueOf } from '../catalogue/stub.ts';
import { listClusters } from '../directory/clusters.ts';
import { accepted, accepts, answer, callers, gives, Keyed, room } from './operation.ts';

export const Refilling = z.strictObject({ clusters: z.int() });
/** An engine beside the catalogue. `behind`: changes that it has not confirmed; `building`: a new index is on its way; `stuck`: it failed many times and is now tried once an hour. */
export const EngineState = z.strictObject({ behind: z.int(), building: z.boolean(), stuck: z.boolean(), trouble: z.string().nullable() });
export const EngineAnswer = z.strictObject({ engine: EngineState.nullable() });

export const catalogue = room();

catalogue.openapi(
  createRoute({
    method: 'get',
    path: '/search',
    operationId: 'searchCatalogue',
    tags: ['Catalogue'],
    summary: 'Find public listings of all clusters',
    ...callers('anyone'),
    request: { query: CatalogueQuery },
    responses: gives(CatalogueFound),
  }),
  async (c) => answer(c, { value: await searchCatalogue(c.env, c.req.valid('query')) }),
);

catalogue.openapi(
  createRoute({
    method: 'post',
    path: '/catalogue/refills',
    operationId: 'refillCatalogue',
    tags: ['Catalogue'],
    summary: 'Fill the catalogue again from every market',
    description: 'In the background, and without a gap: what is there stays until it is told anew.',
    ...callers('operate', 'key'),
    request: { headers: Keyed },
    responses: accepts(Refilling, 'Under way'),
  }),
  async (c) => {
    const slugs = (await listClusters(c.env)).map(({ slug }) => slug);
    return accepted(c, { value: { clusters: await refill(c.env, slugs) } });
  },
);

catalogue.openapi(
  createRoute({
    method: 'get',
    path: '/catalogue/engine',
    operationId: 'engine',
    tags: ['Catalogue'],
    summary: 'How far Meilisearch is; null without one',
    ...callers('operate'),
    responses: gives(EngineAnswer),
  }),
  async (c) => answer(c, { value: { engine: await catalogueOf(c.env).feeding() } }),
);

catalogue.openapi(
  createRoute({
    method: 'post',
    path: '/catalogue/engine/builds',
    operationId: 'buildEngine',
    tags: ['Catalogue'],
    summary: 'Set Meilisearch up: settings, and an index filled from the catalogue',
    description: 'In the background. The index that is searched stays until the new one is complete, and is then exchanged for it.',
    ...callers('operate', 'key'),
    request: { headers: Keyed },
    responses: accepts(EngineAnswer, 'Under way'),
  }),
  async (c) => {
    await catalogueOf(c.env).rebuild();
    return accepted(c, { value: { engine: await catalogueOf(c.env).feeding() } });
  },
);
