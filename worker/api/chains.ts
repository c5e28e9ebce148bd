/** Chains: products that firms of a cluster make together, stage by stage. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  ChainDraft,
  ChainEdit,
  ChainGap,
  ChainInvitation,
  ChainJoin,
  ChainNoteDraft,
  ChainQuery,
  ChainsFound,
  ChainTemplate,
  ChainView,
  NoteAnswer,
  NoteState,
} from '../../schema/chain.ts';
import { Id } from '../../schema/ids.ts';
import { ListingState } from '../../schema/listing.ts';
import { templatesFor } from '../domain/chain/templates.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, ended, ends, gives, InCluster, json, Keyed, OneOf, room } from './operation.ts';

export const ChainOpened = z.strictObject({ id: Id });
export const ChainEdited = z.strictObject({ id: Id, revision: z.int() });
export const ChainJoined = z.strictObject({ id: Id });
/** The need that a gap became. */
export const GapAsked = z.strictObject({ id: Id, state: ListingState });
export const NoteWritten = z.strictObject({ id: Id });
export const NoteAnswered = z.strictObject({ id: Id, state: NoteState });

const OneJoin = z.object({ ...OneOf.shape, join: OneOf.shape.id });
const OneNote = z.object({ ...OneOf.shape, note: OneOf.shape.id });

export const chains = room();

chains.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/chain-templates',
    operationId: 'chainTemplates',
    tags: ['Together'],
    summary: 'Products whose stages are known; those of the cluster’s sector first',
    ...callers('anyone'),
    request: { params: InCluster },
    responses: gives(z.array(ChainTemplate)),
  }),
  (c) => answer(c, { value: templatesFor(c.var.cluster.sector) }),
);

chains.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/chains',
    operationId: 'chains',
    tags: ['Together'],
    summary: 'Products that firms make together',
    description: 'For members. Those that are open come first, the newest first.',
    ...callers('read'),
    request: { params: InCluster, query: ChainQuery },
    responses: gives(ChainsFound),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).chains(c.req.valid('query').page)),
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains',
    operationId: 'openChain',
    tags: ['Together'],
    summary: 'Describe a product as stages',
    description:
      'The stages stand in the order of the work. A stage of kind `input` or `subcontracting` without `perMonth` has to bring as much as `perMonth` of the whole says. A firm keeps at most 20 chains open.',
    ...callers('write', 'json'),
    request: { params: InCluster, headers: Keyed, body: json(ChainDraft) },
    responses: creates(ChainOpened),
  }),
  async (c) => {
    const opened = await c.var.market.member(personOf(c)).openChain(c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, opened, ({ id }) => `/clusters/${c.var.cluster.slug}/chains/${id}`);
  },
);

chains.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/chains/{id}',
    operationId: 'chain',
    tags: ['Together'],
    summary: 'A chain: who covers each stage and why, where the gaps are, what the whole makes, and what was agreed',
    description:
      '`offers` are offers of the cluster that fit a stage and whose firm has not joined it. `has` adds what they say of a month to what those who joined put in, in units that compare. `flow` says what the whole makes and which stage holds it back: with everyone, and with those alone who joined. Agreements are there for the firms of the chain and the managers, notes for their two firms.',
    ...callers('read'),
    request: { params: OneOf },
    responses: gives(ChainView),
  }),
  async (c) => answer(c, await c.var.market.member(personOf(c)).chain(c.req.valid('param').id)),
);

chains.openapi(
  createRoute({
    method: 'put',
    path: '/clusters/{cluster}/chains/{id}',
    operationId: 'editChain',
    tags: ['Together'],
    summary: 'Change a chain of my firm',
    description:
      'A stage that stays has its `id`; one without is new, and one that is not named is removed, its firms with it. A stage on which something is agreed, or waits to be, stays: `wrong-state`.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(ChainEdit) },
    responses: gives(ChainEdited),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.editChain(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains/{id}/closure',
    operationId: 'closeChain',
    tags: ['Together'],
    summary: 'Close a chain of my firm; a manager any',
    description: 'It stays as a record, and nothing in it changes any more.',
    ...callers('write', 'key'),
    request: { params: OneOf, headers: Keyed },
    responses: ends('Closed'),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return ended(c, await member.closeChain(c.req.valid('param').id, c.req.valid('header')['idempotency-key']));
  },
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains/{id}/joins',
    operationId: 'joinChain',
    tags: ['Together'],
    summary: 'Join a stage, with an offer of my firm or by its word',
    description: 'A firm that is in the stage already changes with what it is there.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(ChainJoin) },
    responses: creates(ChainJoined),
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const joined = await c.var.market.member(personOf(c)).joinChain(id, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, joined, () => `/clusters/${c.var.cluster.slug}/chains/${id}`);
  },
);

chains.openapi(
  createRoute({
    method: 'delete',
    path: '/clusters/{cluster}/chains/{id}/joins/{join}',
    operationId: 'leaveChain',
    tags: ['Together'],
    summary: 'Leave a stage; the opener and managers show a firm out of one',
    description: 'What was agreed stays; what waits to be confirmed is over.',
    ...callers('write', 'key'),
    request: { params: OneJoin, headers: Keyed },
    responses: ends('Left'),
  }),
  async (c) => {
    const { id, join } = c.req.valid('param');
    return ended(c, await c.var.market.member(personOf(c)).leaveChain(id, join, c.req.valid('header')['idempotency-key']));
  },
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains/{id}/invitations',
    operationId: 'inviteToChain',
    tags: ['Together'],
    summary: 'Invite a firm to a stage of my chain',
    description: 'A firm that is invited already, or is there, is not told again.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(ChainInvitation) },
    responses: gives(ChainInvitation),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    return answer(c, await member.inviteToChain(c.req.valid('param').id, c.req.valid('json'), c.req.valid('header')['idempotency-key']));
  },
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains/{id}/needs',
    operationId: 'askForGap',
    tags: ['Together'],
    summary: 'Post the need of a stage that is not covered',
    description: 'Through the rules of posting. Asked again it is the same need, until that one is over.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(ChainGap) },
    responses: creates(GapAsked),
  }),
  async (c) => {
    const member = c.var.market.member(personOf(c));
    const asked = await member.askForGap(c.req.valid('param').id, c.req.valid('json').stage, c.req.valid('header')['idempotency-key']);
    return created(c, asked, ({ id }) => `/clusters/${c.var.cluster.slug}/listings/${id}`);
  },
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains/{id}/notes',
    operationId: 'writeNote',
    tags: ['Together'],
    summary: 'Write down what is agreed with the other side, for it to confirm',
    description:
      'Between the opener and a firm of the stage. What is confirmed is an agreement, in which the opener takes and the other gives.',
    ...callers('write', 'json'),
    request: { params: OneOf, headers: Keyed, body: json(ChainNoteDraft) },
    responses: creates(NoteWritten),
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const written = await c.var.market.member(personOf(c)).writeNote(id, c.req.valid('json'), c.req.valid('header')['idempotency-key']);
    return created(c, written, () => `/clusters/${c.var.cluster.slug}/chains/${id}`);
  },
);

chains.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/chains/{id}/notes/{note}/answer',
    operationId: 'answerNote',
    tags: ['Together'],
    summary: 'Confirm or decline what the other side wrote, or take back what I wrote',
    ...callers('write', 'json'),
    request: { params: OneNote, headers: Keyed, body: json(NoteAnswer) },
    responses: gives(NoteAnswered),
  }),
  async (c) => {
    const { id, note } = c.req.valid('param');
    const { act } = c.req.valid('json');
    return answer(c, await c.var.market.member(personOf(c)).answerNote(id, note, act, c.req.valid('header')['idempotency-key']));
  },
);
