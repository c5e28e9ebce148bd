/** The signed-in person: profile and tokens. */
import { createRoute, z } from '@hono/zod-openapi';
import { Profile, ProfileEdit, TokenDraft, TokenEntry } from '../../schema/person.ts';
import { editProfile, profile } from '../directory/people.ts';
import { readSession } from '../directory/sign-in.ts';
import { createToken, listTokens, revokeToken } from '../directory/tokens.ts';
import { setCookies } from '../middleware/account.ts';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, created, creates, ended, ends, gives, json, Keyed, OneOfMine, refuse, room } from './operation.ts';

/** `token` is null when the same write was answered before: a token is shown once. */
export const TokenMade = z.strictObject({ entry: TokenEntry, token: z.string().nullable() });

export const me = room();

me.openapi(
  createRoute({
    method: 'get',
    path: '/me',
    operationId: 'profile',
    tags: ['Me'],
    summary: 'Who I am and where I belong',
    ...callers('read'),
    responses: gives(Profile),
  }),
  async (c) => {
    const value = await profile(c.env, personOf(c).id);
    return value ? answer(c, { value }) : refuse(c, { code: 'not-found' });
  },
);

me.openapi(
  createRoute({
    method: 'patch',
    path: '/me',
    operationId: 'editProfile',
    tags: ['Me'],
    summary: 'Set my name and language',
    ...callers('write', 'json'),
    request: { headers: Keyed, body: json(ProfileEdit) },
    responses: gives(Profile, 'The profile as it is now'),
  }),
  async (c) => {
    const edited = await editProfile(c.env, personOf(c).id, c.req.valid('json'));
    // the cookie still says the old name
    if (c.var.via === 'session') setCookies(c, (await readSession(c.env, c.req.header('cookie') ?? '', true)).cookies);
    return answer(c, edited);
  },
);

me.openapi(
  createRoute({
    method: 'get',
    path: '/me/tokens',
    operationId: 'listTokens',
    tags: ['Me'],
    summary: 'My living tokens, the newest first',
    ...callers('read'),
    responses: gives(z.array(TokenEntry)),
  }),
  async (c) => answer(c, { value: await listTokens(c.env, personOf(c).id, Date.now()) }),
);

me.openapi(
  createRoute({
    method: 'post',
    path: '/me/tokens',
    operationId: 'createToken',
    tags: ['Me'],
    summary: 'Make a token for a program',
    description:
      'The token is shown once. Only a session makes tokens: a token cannot make another, so that revoking one ends all that came from it.',
    // security: a stolen token must not widen or prolong itself
    ...callers('session', 'json'),
    request: { headers: Keyed, body: json(TokenDraft) },
    responses: creates(TokenMade),
  }),
  async (c) => {
    const made = await createToken(c.env, personOf(c), c.req.valid('json'), c.req.valid('header')['idempotency-key'], Date.now());
    return created(c, made, ({ entry }) => `/me/tokens/${entry.id}`);
  },
);

me.openapi(
  createRoute({
    method: 'delete',
    path: '/me/tokens/{id}',
    operationId: 'revokeToken',
    tags: ['Me'],
    summary: 'End a token at once',
    ...callers('write', 'key'),
    request: { params: OneOfMine, headers: Keyed },
    responses: ends('Ended'),
  }),
  async (c) => ended(c, await revokeToken(c.env, personOf(c).id, c.req.valid('param').id, Date.now())),
);
