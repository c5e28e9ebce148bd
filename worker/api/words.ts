/** The words of a cluster: what its managers say means the same, and what was searched for and not found. */
import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../schema/ids.ts';
import { ClusterWords, OwnTermsDraft } from '../../schema/search.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, ended, ends, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const TermsAdded = z.strictObject({ id: Id });
export const MissedWord = z.strictObject({ word: z.string().min(1).max(60) });

export const words = room();

words.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/words',
    operationId: 'words',
    tags: ['Moderation'],
    summary: 'The cluster’s own words, and those that found nothing',
    ...callers('manage'),
    request: { params: InCluster },
    responses: gives(ClusterWords),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).words()),
);

words.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/words',
    operationId: 'addTerms',
    tags: ['Moderation'],
    summary: 'Say that words mean the same here',
    description:
      'Two to twelve words or short phrases, separated by commas. Where the lexicon knows one of them, the others get its meaning. Listings are looked through anew in the background.',
    ...callers('manage', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(OwnTermsDraft) },
    responses: creates(TermsAdded),
  }),
  async (c) => {
    const added = await c.var.market.manager(personOf(c)).addTerms(c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, added, () => `/clusters/${c.var.cluster.slug}/words`);
  },
);

words.openapi(
  createRoute({
    method: 'delete',
    path: '/clusters/{cluster}/words/{id}',
    operationId: 'removeTerms',
    tags: ['Moderation'],
    summary: 'Take a group of words back',
    ...callers('manage', 'key'),
    request: { params: OneOf, headers: Keyed },
    responses: ends('Removed'),
  }),
  async (c) => {
    const manager = c.var.market.manager(personOf(c));
    return ended(c, await manager.removeTerms(c.req.valid('param').id, c.req.valid('header')['idempotency-key']));
  },
);

words.openapi(
  createRoute({
    method: 'post',
    // no number of a group of words could stand where `missed` does
    path: '/clusters/{cluster}/words/missed/dismissals',
    operationId: 'dismissMissed',
    tags: ['Moderation'],
    summary: 'Take a word off the list of those that found nothing',
    ...callers('manage', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(MissedWord) },
    responses: gives(MissedWord),
  }),
  async (c) => {
    const manager = c.var.market.manager(personOf(c));
    return answer(c, await manager.dismissMissed(c.req.valid('json').word, c.req.valid('header')['idempotency-key']));
  },
);
