/** Firms: found, read, decided on, and one's own. */
import { createRoute, z } from '@hono/zod-openapi';
import { FirmEdit, FirmQuery, FirmsFound, FirmView, MyFirm } from '../../schema/firm.ts';
import { Id, words } from '../../schema/ids.ts';
import { FirmDecision, InvitationMade } from '../../schema/moderation.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const FirmDecided = z.strictObject({ id: Id });
export const FirmEdited = z.strictObject({ id: Id, revision: z.int() });
/** Who the link is for, as the one who makes it remembers it. */
export const ColleagueInvitation = z.strictObject({ note: words(0, 120).default('') });

export const firms = room();

firms.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/firms',
    operationId: 'firms',
    tags: ['Firms'],
    summary: 'Find firms, 24 a page',
    ...callers('anyone'),
    request: { params: InCluster, query: FirmQuery },
    responses: gives(FirmsFound),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).firms(c.req.valid('query'))),
);

firms.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/firms/{id}',
    operationId: 'firm',
    tags: ['Firms'],
    summary: 'A firm, with the contacts that the reader may see',
    ...callers('anyone'),
    request: { params: OneOf },
    responses: gives(FirmView),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).firm(c.req.valid('param').id)),
);

firms.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/firms/{id}/decisions',
    operationId: 'decideFirm',
    tags: ['Moderation'],
    summary: 'Suspend, restore, trust or distrust a firm',
    ...callers('manage', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(FirmDecision) },
    responses: gives(FirmDecided),
  }),
  async (c) => {
    const manager = c.var.market.manager(personOf(c));
    return answer(c, await manager.decideFirm(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

firms.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/firm',
    operationId: 'myFirm',
    tags: ['Firms'],
    summary: 'My firm, with its people',
    ...callers('read'),
    request: { params: InCluster },
    responses: gives(MyFirm),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).myFirm()),
);

firms.openapi(
  createRoute({
    method: 'put',
    path: '/clusters/{cluster}/firm',
    operationId: 'editFirm',
    tags: ['Firms'],
    summary: 'Describe my firm anew',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(FirmEdit) },
    responses: gives(FirmEdited),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).editFirm(c.req.valid('json'), c.req.valid('header')['idempotency-key'])),
);

firms.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/firm/colleagues',
    operationId: 'inviteColleague',
    tags: ['Firms'],
    summary: 'Invite a colleague into my firm',
    description: 'The token lets one person in within a week. Its page is `/c/{cluster}/join/{token}`.',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(ColleagueInvitation) },
    responses: creates(InvitationMade),
  }),
  async (c) => {
    const made = await c.var.market.member(personOf(c)).inviteColleague(c.req.valid('json').note, c.req.valid('header')['idempotency-key']);
    return created(c, made, ({ id }) => `/clusters/${c.var.cluster.slug}/invitations/${id}`);
  },
);
