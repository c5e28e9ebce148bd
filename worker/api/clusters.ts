/** The directory of clusters, the opening of one, and the front of its market. */
import { createRoute, z } from '@hono/zod-openapi';
import { ClusterEntry, ClusterOpening } from '../../schema/cluster.ts';
import { Found, MarketFront, SearchQuery } from '../../schema/search.ts';
import { findCluster, listClusters } from '../directory/clusters.ts';
import { openCluster } from '../directory/opening.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, gives, InCluster, json, Keyed, refuse, room } from './operation.ts';

export const clusters = room();

clusters.openapi(
  createRoute({
    method: 'get',
    path: '/clusters',
    operationId: 'listClusters',
    tags: ['Clusters'],
    summary: 'Every cluster, by address',
    ...callers('anyone'),
    responses: gives(z.array(ClusterEntry)),
  }),
  async (c) => answer(c, { value: await listClusters(c.env) }),
);

clusters.openapi(
  createRoute({
    method: 'post',
    path: '/clusters',
    operationId: 'openCluster',
    tags: ['Clusters'],
    summary: 'Open a cluster',
    description: 'For operators of the platform. The first manager acts for `office`, and signs in with the phone given here.',
    ...callers('operate', 'json'),
    request: { headers: Keyed, body: json(ClusterOpening) },
    responses: creates(ClusterEntry),
  }),
  async (c) => {
    const opened = await openCluster(c.env, personOf(c), c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, opened, ({ slug }) => `/clusters/${slug}`);
  },
);

clusters.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}',
    operationId: 'findCluster',
    tags: ['Clusters'],
    summary: 'A cluster',
    ...callers('anyone'),
    request: { params: InCluster },
    responses: gives(ClusterEntry),
  }),
  async (c) => {
    const value = await findCluster(c.env, c.req.valid('param').cluster);
    return value ? answer(c, { value }) : refuse(c, { code: 'not-found' });
  },
);

clusters.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/front',
    operationId: 'front',
    tags: ['Clusters'],
    summary: 'The front of its market: newest offers and needs, and how many there are of each kind',
    ...callers('anyone'),
    request: { params: InCluster },
    responses: gives(MarketFront),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).front()),
);

clusters.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/search',
    operationId: 'search',
    tags: ['Clusters'],
    summary: 'Find listings',
    description:
      '`near` is "lat,lng", `within` kilometres around it. Prices are minor units of the cluster’s currency, quantities thousandths of `unit`.',
    ...callers('anyone'),
    request: { params: InCluster, query: SearchQuery },
    responses: gives(Found),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).search(c.req.valid('query'))),
);
