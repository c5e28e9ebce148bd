/** Invitations: made and revoked by managers, read and accepted by those who hold the link. */
import { createRoute, z } from '@hono/zod-openapi';
import { FirmDraft } from '../../schema/firm.ts';
import { ClusterSlug, Id } from '../../schema/ids.ts';
import { InvitationDraft, InvitationEntry, InvitationMade, InvitationView } from '../../schema/moderation.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, ended, ends, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

const ByToken = z.object({ cluster: ClusterSlug, token: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) });
/** `firm` describes the firm that comes with the person; null when the invitation names one. */
export const Acceptance = z.strictObject({ firm: FirmDraft.nullable() });
export const Joined = z.strictObject({ firm: Id });

export const invitations = room();

invitations.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/invitations',
    operationId: 'invitations',
    tags: ['Invitations'],
    summary: 'Invitations, the newest first',
    ...callers('manage'),
    request: { params: InCluster },
    responses: gives(z.array(InvitationEntry)),
  }),
  async (c) => answer(c, await c.var.market.manager(personOf(c)).invitations()),
);

invitations.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/invitations',
    operationId: 'invite',
    tags: ['Invitations'],
    summary: 'Invite firms, or people into a firm',
    description:
      'The token is shown here and kept nowhere; sending the same write again shows it again. Its page is `/c/{cluster}/join/{token}`.',
    ...callers('manage', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(InvitationDraft) },
    responses: creates(InvitationMade),
  }),
  async (c) => {
    const made = await c.var.market.manager(personOf(c)).invite(c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, made, ({ id }) => `/clusters/${c.var.cluster.slug}/invitations/${id}`);
  },
);

invitations.openapi(
  createRoute({
    method: 'delete',
    path: '/clusters/{cluster}/invitations/{id}',
    operationId: 'revokeInvitation',
    tags: ['Invitations'],
    summary: 'Revoke an invitation',
    ...callers('manage', 'key'),
    request: { params: OneOf, headers: Keyed },
    responses: ends('Revoked'),
  }),
  async (c) => {
    const manager = c.var.market.manager(personOf(c));
    return ended(c, await manager.revokeInvitation(c.req.valid('param').id, c.req.valid('header')['idempotency-key']));
  },
);

invitations.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/invitations/by-token/{token}',
    operationId: 'invitation',
    tags: ['Invitations'],
    summary: 'What the holder of a link sees before joining',
    ...callers('anyone'),
    request: { params: ByToken },
    responses: gives(InvitationView),
  }),
  async (c) => answer(c, await c.var.market.visitor(c.var.person).invitation(c.req.valid('param').token)),
);

invitations.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/invitations/by-token/{token}/acceptance',
    operationId: 'join',
    tags: ['Invitations'],
    summary: 'Join the cluster',
    ...callers('write', 'json'),
    request: { params: ByToken, headers: Keyed, body: json(Acceptance) },
    responses: creates(Joined, 'Joined'),
  }),
  async (c) => {
    const buyer = c.var.market.buyer(personOf(c));
    const joined = await buyer.join(c.req.valid('param').token, c.req.valid('json').firm, c.req.valid('header')['idempotency-key']);
    return created(c, joined, ({ firm }) => `/clusters/${c.var.cluster.slug}/firms/${firm}`);
  },
);
