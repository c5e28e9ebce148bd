/** The life of a personal access token. */
import { beforeEach, expect, it } from 'vitest';
import type { Person, TokenDraft } from '../../schema/person.ts';
import { day, hour } from '../../schema/time.ts';
import { personForPhone } from '../../worker/directory/people.ts';
import { createToken, listTokens, personByToken, revokeToken } from '../../worker/directory/tokens.ts';
import { count, emptyDirectory, environment, operator } from './directory.ts';

const env = environment();
const now = Date.UTC(2026, 10, 1);
const draft: TokenDraft = { name: 'ERP', scopes: ['read', 'write'], days: 30 };
let owner: Person;

beforeEach(async () => {
  await emptyDirectory();
  owner = await personForPhone(env, '+201001234567', 'Mona');
});

const make = async (key = 'key-00001', more: Partial<TokenDraft> = {}) => {
  const { value } = await createToken(env, owner, { ...draft, ...more }, key, now);
  if (!value?.token) throw new Error('No token was made.');
  return { token: value.token, entry: value.entry };
};

it('a token speaks for its person, within its scopes, until it expires', async () => {
  const { token, entry } = await make();
  expect(token).toMatch(/^unq_[A-Za-z0-9_-]{43}$/);
  expect(entry).toEqual({
    id: entry.id,
    name: 'ERP',
    scopes: ['read', 'write'],
    createdAt: now,
    expiresAt: now + 30 * day,
    lastUsedAt: null,
  });
  expect(await personByToken(env, token, now)).toEqual({ person: owner, scopes: ['read', 'write'] });
  expect(await personByToken(env, token, now + 30 * day)).toBeNull();
});

it('only its hash is kept', async () => {
  const { token } = await make();
  const rows = JSON.stringify((await env.DIRECTORY.prepare('SELECT * FROM token').all()).results);
  expect(rows).not.toContain(token);
  expect(rows).not.toContain(token.slice(4));
});

it('the same write again finds the token and does not show it', async () => {
  const { entry } = await make();
  expect(await createToken(env, owner, draft, 'key-00001', now + hour)).toEqual({ value: { entry, token: null } });
  expect(await createToken(env, owner, { ...draft, days: 31 }, 'key-00001', now)).toEqual({ refusal: { code: 'key-reused' } });
  expect(await count(env, 'token')).toBe(1);
});

it('the same write twice at once makes one token and shows it once', async () => {
  const answers = await Promise.all([createToken(env, owner, draft, 'key-00001', now), createToken(env, owner, draft, 'key-00001', now)]);
  expect(answers.filter(({ value }) => value?.token)).toHaveLength(1);
  expect(answers[0]?.value?.entry.id).toBe(answers[1]?.value?.entry.id);
});

it('the key of one person says nothing to another', async () => {
  await make();
  const other = await personForPhone(env, '+201007654321', 'Ali');
  expect((await createToken(env, other, draft, 'key-00001', now)).value?.token).toMatch(/^unq_/);
});

it('a revoked token ends at once, and stays ended when its write comes again', async () => {
  const { token, entry } = await make();
  for (let i = 0; i < 2; i++) expect(await revokeToken(env, owner.id, entry.id, now)).toEqual({ value: null });
  expect(await personByToken(env, token, now)).toBeNull();
  expect(await listTokens(env, owner.id, now)).toEqual([]);
  expect((await createToken(env, owner, draft, 'key-00001', now)).value?.token).toBeNull();
});

it("another person's token does not exist", async () => {
  const { token, entry } = await make();
  const other = await personForPhone(env, '+201007654321', 'Ali');
  expect(await revokeToken(env, other.id, entry.id, now)).toEqual({ refusal: { code: 'not-found' } });
  expect(await listTokens(env, other.id, now)).toEqual([]);
  expect(await personByToken(env, token, now)).not.toBeNull();
});

it('its last use is written at most once an hour', async () => {
  const { token } = await make();
  const lastUsed = async () => (await listTokens(env, owner.id, now))[0]?.lastUsedAt;
  await personByToken(env, token, now + 1);
  expect(await lastUsed()).toBe(now + 1);
  await personByToken(env, token, now + hour);
  expect(await lastUsed()).toBe(now + 1);
  await personByToken(env, token, now + 1 + hour);
  expect(await lastUsed()).toBe(now + 1 + hour);
});

it('only an operator makes a token that operates', async () => {
  const operating: TokenDraft = { ...draft, scopes: ['operate'] };
  expect(await createToken(env, owner, operating, 'key-00002', now)).toEqual({ refusal: { code: 'not-an-operator' } });
  const platform = await personForPhone(env, operator, 'Platform');
  expect((await createToken(env, platform, operating, 'key-00002', now)).value?.entry.scopes).toEqual(['operate']);
});

it('a person has fifty living tokens at most', async () => {
  for (let i = 0; i < 50; i++) await make(`key-of-token-${i}`);
  expect((await createToken(env, owner, draft, 'key-of-token-50', now)).refusal?.code).toBe('too-many');
  expect((await createToken(env, owner, draft, 'key-of-token-51', now + 30 * day)).value?.token).toMatch(/^unq_/);
});

it('what does not look like a token is nobody', async () => {
  for (const text of ['', 'unq_', `unq_${'a'.repeat(43)}`, `unq_${'a'.repeat(42)}!`, `xyz_${'a'.repeat(43)}`])
    expect(await personByToken(env, text, now)).toBeNull();
});
