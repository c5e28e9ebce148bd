/** Watches: searches that a person wants to be told about when something new fits. */
import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../schema/ids.ts';
import { Watch, WatchDraft } from '../../schema/search.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, ended, ends, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const WatchMade = z.strictObject({ id: Id });

export const watches = room();

watches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/watches',
    operationId: 'watches',
    tags: ['Clusters'],
    summary: 'My watches, the newest first',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(z.array(Watch)),
  }),
  async (c) => answer(c, await c.var.market.buyer(personOf(c)).watches()),
);

watches.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/watches',
    operationId: 'watch',
    tags: ['Clusters'],
    summary: 'Be told when something new fits a search',
    description: 'The notice comes to the inbox. The same search again is the same watch.',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(WatchDraft) },
    responses: creates(WatchMade),
  }),
  async (c) => {
    const watched = await c.var.market.buyer(personOf(c)).watch(c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, watched, ({ id }) => `/clusters/${c.var.cluster.slug}/watches/${id}`);
  },
);

watches.openapi(
  createRoute({
    method: 'delete',
    path: '/clusters/{cluster}/watches/{id}',
    operationId: 'unwatch',
    tags: ['Clusters'],
    summary: 'End a watch',
    ...callers('write', 'key'),
    request: { params: OneOf, headers: Keyed },
    responses: ends('Ended'),
  }),
  async (c) => {
    const buyer = c.var.market.buyer(personOf(c));
    return ended(c, await buyer.unwatch(c.req.valid('param').id, c.req.valid('header')['idempotency-key']));
  },
);
