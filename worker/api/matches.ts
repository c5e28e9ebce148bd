/** Matches: what fits a firm's listings, and what it has agreed on with others. */
import { createRoute, z } from '@hono/zod-openapi';
import { Agreement } from '../../schema/agreement.ts';
import { Dismissal, Matches, MyMatches } from '../../schema/matching.ts';
import { Together } from '../../schema/together.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, ended, ends, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

/** A listing, and the one that fits it. */
const Pair = OneOf.extend({ other: OneOf.shape.id });

export const matches = room();

matches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/listings/{id}/matches',
    operationId: 'matches',
    tags: ['Together'],
    summary: 'What fits a listing of my firm, the best first',
    description:
      'Found in the transaction that brings either of the two onto the market. Each has its reasons and what it lacks; near-equals take turns. Managers may ask about any listing. Empty where nothing fits.',
    ...callers('read'),
    request: { params: OneOf },
    responses: gives(Matches),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).matches(c.req.valid('param').id)),
);

matches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/matches',
    operationId: 'myMatches',
    tags: ['Together'],
    summary: 'What fits the listings of my firm, the newest listing first',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(MyMatches),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).myMatches()),
);

matches.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings/{id}/matches/{other}/dismissal',
    operationId: 'dismissMatch',
    tags: ['Together'],
    summary: 'Do not want a match',
    description: 'It does not come back to this side. The other side is not told, and keeps seeing it.',
    ...callers('write', 'json'),
    request: { params: Pair, headers: Keyed, body: json(Dismissal) },
    responses: ends('Dismissed'),
  }),
  async (c) => {
    const { id, other } = c.req.valid('param');
    const member = c.var.market.member(personOf(c));
    return ended(c, await member.dismissMatch(id, other, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

matches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/together',
    operationId: 'together',
    tags: ['Together'],
    summary: 'How much waits for my firm among the ways of working together',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(Together),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).together()),
);

matches.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/agreements',
    operationId: 'agreements',
    tags: ['Together'],
    summary: 'What my firm has agreed on with others, the newest first',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(z.array(Agreement)),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).agreements()),
);
