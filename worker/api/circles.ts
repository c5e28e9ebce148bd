/** Circles: exchanges without cash among two to five firms. */
import { createRoute } from '@hono/zod-openapi';
import { BarterTerms, CircleAnswer, CircleAnswered, Circles, CirclesProposed, CircleView } from '../../schema/circle.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const circles = room();

circles.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/circles',
    operationId: 'circles',
    tags: ['Together'],
    summary: 'Exchanges without cash that my firm is in',
    description:
      'What waits for an answer comes first. A manager gets those of all firms, and those that are `possible` now and were proposed to nobody yet; these have no id. In each, a firm gives to the next one, and the last to the first.',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(Circles),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).circles()),
);

circles.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/circles',
    operationId: 'proposeCircles',
    tags: ['Together'],
    summary: 'Propose the exchanges that are possible now',
    description:
      'The market does so by itself some minutes after the last change. Where there are many, the first are proposed and answered, and the others follow at once.',
    ...callers('manage', 'key'),
    request: { params: InCluster, headers: Keyed },
    responses: gives(CirclesProposed),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).proposeCircles(c.req.valid('header')['idempotency-key'])),
);

circles.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/circles/{id}',
    operationId: 'circle',
    tags: ['Together'],
    summary: 'An exchange without cash: who gives what to whom, and who has agreed',
    ...callers('read'),
    request: { params: OneOf },
    responses: gives(CircleView),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).circle(c.req.valid('param').id)),
);

circles.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/circles/{id}/answers',
    operationId: 'answerCircle',
    tags: ['Together'],
    summary: 'Agree to an exchange, or leave it',
    description:
      'It is agreed when every firm has accepted. When one leaves, the market looks for another circle that keeps those who accepted; who gives and gets the same is not asked again. `answer` says what counts now: `waiting` when the exchange had changed meanwhile.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(CircleAnswer) },
    responses: gives(CircleAnswered),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.answerCircle(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

circles.openapi(
  createRoute({
    method: 'put',
    path: '/clusters/{cluster}/firm/barter-terms',
    operationId: 'setBarterTerms',
    tags: ['Together'],
    summary: 'How much cash my firm would add to an exchange, and take with one',
    description: 'Minor units of the cluster’s currency, for one listing. Null says nothing: a difference is then to be talked about.',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(BarterTerms) },
    responses: gives(BarterTerms),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.setBarterTerms(c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);
