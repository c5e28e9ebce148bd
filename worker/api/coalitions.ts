/** Coalitions: several firms that fill one order. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  CoalitionAnswer,
  CoalitionCard,
  CoalitionDecision,
  CoalitionDraft,
  CoalitionEnding,
  CoalitionMoved,
  CoalitionProposals,
  CoalitionQuery,
  CoalitionQuote,
  CoalitionReplacement,
  CoalitionView,
} from '../../schema/coalition.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const coalitions = room();

coalitions.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/listings/{id}/coalitions',
    operationId: 'coalitionsFor',
    tags: ['Together'],
    summary: 'Who could fill a need together',
    description:
      'For the firm of the need and for managers. The smallest set of firms that covers every step and the whole quantity in time, then the cheapest, then the nearest; behind it at most two that differ in at least one firm. There is none where one firm is enough (it stands in `alone`; with `split=yes` the order is shared all the same, nobody taking more than half), and none where all together are not (`lacks` says what is missing). `exact` says whether the first is proved to be the best: always where no step has more than 25 offers and the search comes through in its time.',
    ...callers('read'),
    request: { params: OneOf, query: CoalitionQuery },
    responses: gives(CoalitionProposals),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.coalitionsFor(c.req.valid('param').id, c.req.valid('query').split === 'yes'));
  },
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings/{id}/coalitions',
    operationId: 'inviteCoalition',
    tags: ['Together'],
    summary: 'Ask the firms of a proposal to fill a need of my firm together',
    description:
      '`listings` are the offers of one of the proposals as they were read; when the market has changed so that it is none any more, the write is refused as `stale`. Each firm has three days to answer. A need has one coalition at a time.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionDraft) },
    responses: creates(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    const { id } = c.req.valid('param');
    const made = await member.inviteCoalition(id, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, made, (one) => `/clusters/${c.var.cluster.slug}/coalitions/${one.id}`);
  },
);

coalitions.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/coalitions',
    operationId: 'coalitions',
    tags: ['Together'],
    summary: 'The coalitions of my firm, as owner and as member, the newest first',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(z.array(CoalitionCard)),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).coalitions()),
);

coalitions.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/coalitions/{id}',
    operationId: 'coalition',
    tags: ['Together'],
    summary: 'A coalition: who is in, how far it is, and what I can do now',
    description:
      'For its owner, the firms that were asked, and managers. What a firm asks is known to itself, to the lead firm, and to the owner with the quote.',
    ...callers('read'),
    request: { params: OneOf },
    responses: gives(CoalitionView),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).coalition(c.req.valid('param').id)),
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/coalitions/{id}/answers',
    operationId: 'answerCoalition',
    tags: ['Together'],
    summary: 'Accept my firm’s share and say for how much, or decline it',
    description: '`amount` is for all of the share, in minor units of the currency of the need.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionAnswer) },
    responses: gives(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.answerCoalition(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/coalitions/{id}/withdrawal',
    operationId: 'leaveCoalition',
    tags: ['Together'],
    summary: 'Take back an acceptance before anything is agreed on',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionEnding) },
    responses: gives(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.leaveCoalition(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/coalitions/{id}/replacements',
    operationId: 'replaceInCoalition',
    tags: ['Together'],
    summary: 'Ask others for the shares that are free',
    description: '`listings` are the offers of one of the `replacements` of the coalition.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionReplacement) },
    responses: gives(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(
      c,
      await member.replaceInCoalition(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']),
    );
  },
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/coalitions/{id}/quote',
    operationId: 'quoteCoalition',
    tags: ['Together'],
    summary: 'Send the joint quote, as the lead firm',
    description:
      'Its total is the sum of what the firms ask. Where the lead has not sent it within three days (`quoteBy`), any of the firms may.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionQuote) },
    responses: gives(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.quoteCoalition(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/coalitions/{id}/decision',
    operationId: 'decideCoalition',
    tags: ['Together'],
    summary: 'Accept the joint quote or refuse it, as the owner of the need',
    description: 'Accepted, it is one agreement with each firm.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionDecision) },
    responses: gives(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.decideCoalition(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

coalitions.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/coalitions/{id}/ending',
    operationId: 'endCoalition',
    tags: ['Together'],
    summary: 'End a coalition before anything is agreed on, as the owner of the need',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CoalitionEnding) },
    responses: gives(CoalitionMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.endCoalition(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);
