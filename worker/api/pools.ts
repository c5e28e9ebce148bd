/** Pools: what firms of a cluster buy together. */
import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../schema/ids.ts';
import { Commitment, PoolAnswer, PoolCancellation, PoolDraft, PoolQuery, PoolState, PoolsFound, PoolView } from '../../schema/pool.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const PoolOpened = z.strictObject({ id: Id });
/** What a firm takes now, in thousandths of the pool's unit. */
export const Committed = z.strictObject({ id: Id, amount: z.int().min(0) });
/** Whether my firm sells it at these prices; where it does not, it is no longer its supplier. */
export const PoolAnswered = z.strictObject({ id: Id, confirmed: z.boolean() });
export const PoolClosed = z.strictObject({ id: Id, state: PoolState });

export const pools = room();

pools.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/pools',
    operationId: 'pools',
    tags: ['Together'],
    summary: 'What is bought together',
    description: 'For members. Those that are open come first, the next deadline first; then those that ended, the latest first.',
    ...callers('read'),
    request: { params: InCluster, query: PoolQuery },
    responses: gives(PoolsFound),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).pools(c.req.valid('query'))),
);

pools.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/pools',
    operationId: 'openPool',
    tags: ['Together'],
    summary: 'Begin to buy something together',
    description:
      'Quantities are thousandths of `unit`, prices minor units of `currency` for one unit. `steps` rise in quantity and fall in price; the first begins at the least that is bought at all. At the deadline, one hour to 180 days ahead, the pool is bought together or everyone is released. With a `pack`, of which the first step is at least one, the group buys whole packs: as many as the total fills, and one more only where the step that was reached would be lost without it; they are shared by the largest remainder. The `cap` is whole packs.',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(PoolDraft) },
    responses: creates(PoolOpened),
  }),
  async (c) => {
    const opened = await c.var.market.member(personOf(c)).openPool(c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, opened, ({ id }) => `/clusters/${c.var.cluster.slug}/pools/${id}`);
  },
);

pools.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/pools/{id}',
    operationId: 'pool',
    tags: ['Together'],
    summary: 'A pool: the step reached, what the next one needs, and what my firm pays at each',
    description: 'How much others take is there for the firm that opened it, its supplier and the managers.',
    ...callers('read'),
    request: { params: OneOf },
    responses: gives(PoolView),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).pool(c.req.valid('param').id)),
);

pools.openapi(
  createRoute({
    method: 'put',
    path: '/clusters/{cluster}/pools/{id}/commitment',
    operationId: 'commit',
    tags: ['Together'],
    summary: 'Take so much of it, or so much instead of what my firm took before',
    description: 'More than is left below the cap is refused with `too-big`; its `limit` is the most that my firm may take.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(Commitment) },
    responses: gives(Committed),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.commit(c.req.valid('param').id, c.req.valid('json').amount, c.req.valid('header')['idempotency-key']));
  },
);

pools.openapi(
  createRoute({
    method: 'delete',
    path: '/clusters/{cluster}/pools/{id}/commitment',
    operationId: 'withdrawCommitment',
    tags: ['Together'],
    summary: 'Take nothing of it any more',
    ...callers('write', 'key'),
    request: { params: OneOf, headers: Keyed },
    responses: gives(Committed),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.withdrawCommitment(c.req.valid('param').id, c.req.valid('header')['idempotency-key']));
  },
);

pools.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/pools/{id}/answers',
    operationId: 'answerPool',
    tags: ['Together'],
    summary: 'Say, as its supplier, whether my firm sells at these prices',
    description:
      'For the firm of the cluster that the pool names, where another one opened it. Only a supplier that confirmed has agreements when it is bought; one that refuses is no longer named, and may refuse until the deadline.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(PoolAnswer) },
    responses: gives(PoolAnswered),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.answerPool(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

pools.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/pools/{id}/cancellation',
    operationId: 'cancelPool',
    tags: ['Together'],
    summary: 'Call off a pool of my firm; a manager any',
    description: 'Before its deadline. Everyone in it is told, and owes nothing.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(PoolCancellation) },
    responses: gives(PoolClosed),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.cancelPool(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);
