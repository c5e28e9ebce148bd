/** What came in and went out: the inbox, and the answers to inquiries. */
import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../schema/ids.ts';
import { Inbox, InquiryAnswer, InquiryView } from '../../schema/inquiry.ts';
import { personOf } from '../middleware/signed-in.ts';
import { InquiryMoved } from './listings.ts';
import { answer, callers, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

/** The newest notice that was read, and all before it. */
export const ReadUpTo = z.strictObject({ upTo: Id });

export const inquiries = room();

inquiries.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/inbox',
    operationId: 'inbox',
    tags: ['Inquiries'],
    summary: 'Inquiries received and sent, and notices, the newest first',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(Inbox),
  }),
  async (c) => answer(c, await c.var.market.buyer(personOf(c)).inbox()),
);

inquiries.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/inbox/read',
    operationId: 'readNotices',
    tags: ['Inquiries'],
    summary: 'Mark notices as read',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(ReadUpTo) },
    responses: gives(ReadUpTo),
  }),
  async (c) =>
    answer(c, await c.var.market.buyer(personOf(c)).readNotices(c.req.valid('json').upTo, c.req.valid('header')['idempotency-key'])),
);

inquiries.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/inquiries/{id}',
    operationId: 'inquiry',
    tags: ['Inquiries'],
    summary: 'An inquiry, for its two sides',
    description: 'The contacts of both sides are there once it is accepted, and not before.',
    ...callers('read'),
    request: { params: OneOf },
    responses: gives(InquiryView),
  }),
  async (c) => answer(c, await c.var.market.buyer(personOf(c)).inquiry(c.req.valid('param').id)),
);

inquiries.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/inquiries/{id}/answer',
    operationId: 'answerInquiry',
    tags: ['Inquiries'],
    summary: 'Accept or decline an inquiry about a listing of my firm',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(InquiryAnswer) },
    responses: gives(InquiryMoved),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.answerInquiry(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

inquiries.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/inquiries/{id}/withdrawal',
    operationId: 'withdrawInquiry',
    tags: ['Inquiries'],
    summary: 'Take back an inquiry that is not answered yet',
    ...callers('write', 'key'),
    request: { params: OneOf, headers: Keyed },
    responses: gives(InquiryMoved),
  }),
  async (c) => {
    const buyer = c.var.market.buyer(personOf(c));
    return answer(c, await buyer.withdrawInquiry(c.req.valid('param').id, c.req.valid('header')['idempotency-key']));
  },
);
