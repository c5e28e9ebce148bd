/** What managers do: the queue, people, the log, and the settings of the market. */
import { createRoute, z } from '@hono/zod-openapi';
import { MarketSettings } from '../../schema/cluster.ts';
import { Colleague } from '../../schema/firm.ts';
import { ClusterSlug } from '../../schema/ids.ts';
import { LogPage, MemberDecision, Queue } from '../../schema/moderation.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, gives, InCluster, json, Keyed, room } from './operation.ts';

export const MemberDecided = z.strictObject({ person: z.string() });
/** `stuck`: effects that could not be delivered; 0 when all is well. */
export const SettingsView = z.strictObject({ ...MarketSettings.shape, stuck: z.int() });
const OneMember = z.object({ cluster: ClusterSlug, person: z.string().min(1).max(64) });
/** Entries older than this one. */
const LogQuery = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'unreadable')
    .transform(Number)
    .optional(),
});

export const moderation = room();

moderation.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/queue',
    operationId: 'queue',
    tags: ['Moderation'],
    summary: 'Listings that wait for a decision, the oldest first',
    ...callers('manage'),
    request: { params: InCluster },
    responses: gives(Queue),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).queue()),
);

moderation.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/members',
    operationId: 'members',
    tags: ['Moderation'],
    summary: 'The people of the cluster',
    ...callers('manage'),
    request: { params: InCluster },
    responses: gives(z.array(Colleague)),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).members()),
);

moderation.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/members/{person}/decisions',
    operationId: 'decideMember',
    tags: ['Moderation'],
    summary: 'Suspend or restore a member, appoint or dismiss a manager',
    ...callers('manage', 'json'),
    request: { params: OneMember, headers: Keyed, body: json(MemberDecision) },
    responses: gives(MemberDecided),
  }),
  async (c) => {
    const manager = c.var.market.manager(personOf(c));
    return answer(
      c,
      await manager.decideMember(c.req.valid('param').person, c.req.valid('json'), c.req.valid('header')['idempotency-key']),
    );
  },
);

moderation.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/decisions',
    operationId: 'log',
    tags: ['Moderation'],
    summary: 'The log of decisions, the newest first, fifty at a time',
    description: '`older` of the answer is the `before` of the next page.',
    ...callers('manage'),
    request: { params: InCluster, query: LogQuery },
    responses: gives(LogPage),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).log(c.req.valid('query').before ?? null)),
);

moderation.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/settings',
    operationId: 'settings',
    tags: ['Moderation'],
    summary: 'The settings of the market',
    ...callers('manage'),
    request: { params: InCluster },
    responses: gives(SettingsView),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).settings()),
);

moderation.openapi(
  createRoute({
    method: 'put',
    path: '/clusters/{cluster}/settings',
    operationId: 'editSettings',
    tags: ['Moderation'],
    summary: 'Change the settings of the market',
    ...callers('manage', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(MarketSettings) },
    responses: gives(MarketSettings),
  }),
  async (c) =>
    answer(c, await c.var.market.manager(personOf(c)).editSettings(c.req.valid('json'), c.req.valid('header')['idempotency-key'])),
);
