/** Watches: searches that a person wants to be told about when something new fits. */
import { createRoute, z } from '@hono/zod-openapi';
import { ClusterSlug, Id } from '../../schema/ids.ts';
import { LinkedWatch, Watch, WatchDraft, WatchEdit } from '../../schema/watch.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, ended, ends, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const WatchMade = z.strictObject({ id: Id });
const ByToken = z.object({ cluster: ClusterSlug, token: z.string().regex(/^[\w-]{16,80}$/) });

export const watches = room();

watches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/watches',
    operationId: 'watches',
    tags: ['Clusters'],
    summary: 'My watches with what each found lately, the newest first',
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
    description:
      'Words, or at least one condition. The notice comes to the inbox: at once, or gathered every morning (`daily`) or on Sunday mornings (`weekly`). The same search again is the same watch.',
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
    method: 'patch',
    path: '/clusters/{cluster}/watches/{id}',
    operationId: 'editWatch',
    tags: ['Clusters'],
    summary: 'Pause a watch, or let it tell at another rhythm',
    description: 'What is left out stays as it is. What waits for a digest is told in the next one of the new rhythm.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(WatchEdit) },
    responses: gives(WatchMade, 'Kept'),
  }),
  async (c) => {
    const buyer = c.var.market.buyer(personOf(c));
    return answer(c, await buyer.editWatch(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
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

watches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/watches/by-token/{token}',
    operationId: 'linkedWatch',
    tags: ['Clusters'],
    summary: 'The watch that a link of an e-mail is about',
    description: '`watch` is null where it has ended.',
    ...callers('anyone'),
    request: { params: ByToken },
    responses: gives(LinkedWatch),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).linkedWatch(c.req.valid('param').token)),
);

watches.openapi(
  createRoute({
    method: 'delete',
    path: '/clusters/{cluster}/watches/by-token/{token}',
    operationId: 'endWatch',
    tags: ['Clusters'],
    summary: 'End the watch that a link of an e-mail is about, without signing in',
    ...callers('anyone', 'key'),
    request: { params: ByToken, headers: Keyed },
    responses: ends('Ended'),
  }),
  async (c) => ended(c, await c.var.market.visitor(c.var.person).endWatch(c.req.valid('param').token)),
);
