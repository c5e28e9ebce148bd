/** Listings: read, written and moved by their firm, asked about, and decided on. */
import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../schema/ids.ts';
import { InquiryDraft, InquiryState } from '../../schema/inquiry.ts';
import { ListingCard, ListingDraft, ListingEdit, ListingMoved, ListingView, OwnerAct } from '../../schema/listing.ts';
import { Decision } from '../../schema/moderation.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const InquiryMoved = z.strictObject({ id: Id, state: InquiryState });
export const Move = z.strictObject({ act: OwnerAct });

export const listings = room();

listings.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/listings/{id}',
    operationId: 'listing',
    tags: ['Listings'],
    summary: 'A listing',
    ...callers('anyone'),
    request: { params: OneOf },
    responses: gives(ListingView),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).listing(c.req.valid('param').id)),
);

listings.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/listings',
    operationId: 'myListings',
    tags: ['Listings'],
    summary: 'The listings of my firm, what needs attention first',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(z.array(ListingCard)),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).myListings()),
);

listings.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings',
    operationId: 'draft',
    tags: ['Listings'],
    summary: 'Post an offer or a need',
    description: 'With `submit` it goes to the managers, or is published at once for a firm that they trust; without, it stays a draft.',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(ListingDraft) },
    responses: creates(ListingMoved),
  }),
  async (c) => {
    const drafted = await c.var.market.member(personOf(c)).draft(c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, drafted, ({ id }) => `/clusters/${c.var.cluster.slug}/listings/${id}`);
  },
);

listings.openapi(
  createRoute({
    method: 'put',
    path: '/clusters/{cluster}/listings/{id}',
    operationId: 'edit',
    tags: ['Listings'],
    summary: 'Write a listing anew',
    description: '`revision` is the one that was read; when somebody else wrote since, the edit is refused as `stale`.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(ListingEdit) },
    responses: gives(ListingMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.edit(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

listings.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings/{id}/moves',
    operationId: 'move',
    tags: ['Listings'],
    summary: 'Submit, pause, resume, fulfil, renew or withdraw a listing',
    description: 'What is possible now stands in `owner.acts` of the listing.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(Move) },
    responses: gives(ListingMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.move(c.req.valid('param').id, c.req.valid('json').act, c.req.valid('header')['idempotency-key']));
  },
);

listings.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings/{id}/inquiries',
    operationId: 'ask',
    tags: ['Inquiries'],
    summary: 'Ask about a listing',
    description: 'Anyone who is signed in may ask, member of the cluster or not.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(InquiryDraft) },
    responses: creates(InquiryMoved),
  }),
  async (c) => {
    const buyer = c.var.market.buyer(personOf(c));
    const asked = await buyer.ask(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, asked, ({ id }) => `/clusters/${c.var.cluster.slug}/inquiries/${id}`);
  },
);

listings.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings/{id}/decisions',
    operationId: 'decide',
    tags: ['Moderation'],
    summary: 'Publish, return or remove a listing',
    ...callers('manage', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(Decision) },
    responses: gives(ListingMoved),
  }),
  async (c) => {
    const manager = c.var.market.manager(personOf(c));
    return answer(c, await manager.decide(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);
