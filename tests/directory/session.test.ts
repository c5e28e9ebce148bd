/** Who the middleware says is asking. */
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editProfile, personForPhone } from '../../worker/directory/people.ts';
import { readSession, signOut, signOutEverywhere } from '../../worker/directory/sign-in.ts';
import { createToken } from '../../worker/directory/tokens.ts';
import type { Env } from '../../worker/env.ts';
import { type SessionVariables, session } from '../../worker/middleware/session.ts';
import { emptyDirectory, environment, operator, signIn } from './directory.ts';

const env = environment();
const phone = '+201001234567';

const app = new Hono<{ Bindings: Env; Variables: SessionVariables }>()
  .use(session)
  .post('/sign-out', async (c) => {
    for (const cookie of await signOut(c.env, c.req.header('cookie') ?? '')) c.header('set-cookie', cookie, { append: true });
    return c.redirect('/', 303);
  })
  .post('/name', async (c) => {
    await editProfile(c.env, c.var.person?.id ?? '', { name: 'Mona', locale: null });
    for (const cookie of (await readSession(c.env, c.req.header('cookie') ?? '', true)).cookies)
      c.header('set-cookie', cookie, { append: true });
    return c.redirect('/', 303);
  })
  .all('*', (c) => {
    const { person, scopes, via, tokenRefused } = c.var;
    return new Response(JSON.stringify({ phone: person?.phone ?? null, name: person?.name, scopes, via, tokenRefused }));
  });

const ask = async (path: string, init: RequestInit = {}, to = env) => {
  const response = await app.request(path, init, to);
  return {
    response,
    says: (await response.json().catch(() => null)) as {
      phone: string | null;
      name?: string;
      scopes: string[];
      via: string | null;
      tokenRefused: boolean;
    },
  };
};
const visitor = { phone: null, scopes: [], via: null, tokenRefused: false };

/** The Cookie header after a browser has taken the Set-Cookie headers of an answer. */
function after(cookie: string, response: Response): string {
  const jar = new Map(cookie.split('; ').map((one) => [one.slice(0, one.indexOf('=')), one]));
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, pair);
  }
  return [...jar.values()].join('; ');
}
const withoutCache = (cookie: string) =>
  cookie
    .split('; ')
    .filter((one) => !one.includes('session_data'))
    .join('; ');

beforeEach(emptyDirectory);
afterEach(() => vi.restoreAllMocks());

describe('a session', () => {
  it('reads, writes and manages; an operator also operates', async () => {
    const { cookie } = await signIn(env, phone);
    expect((await ask('/', { headers: { cookie } })).says).toMatchObject({ phone, scopes: ['read', 'write', 'manage'], via: 'session' });
    const platform = await signIn(env, operator);
    expect((await ask('/', { method: 'POST', headers: { cookie: platform.cookie } })).says.scopes).toEqual([
      'read',
      'write',
      'manage',
      'operate',
    ]);
  });

  it('of a visitor costs no query', async () => {
    const prepare = vi.spyOn(env.DIRECTORY, 'prepare');
    for (const headers of [{}, { cookie: 'theme=dark' }, { cookie: 'unqud.session_token=forged.signature' }])
      for (const method of ['GET', 'POST'])
        expect((await ask('/', { method, headers: headers as Record<string, string> })).says).toEqual(visitor);
    expect(prepare).not.toHaveBeenCalled();
  });

  it('ended everywhere changes nothing any more, at once', async () => {
    const here = await signIn(env, phone);
    const there = await signIn(env, phone, Date.now() + 60_000);
    await signOutEverywhere(env, here.cookie);
    expect((await ask('/', { headers: { cookie: there.cookie } })).says.phone).toBe(phone);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { response, says } = await ask('/', { method, headers: { cookie: there.cookie } });
      expect(says).toEqual(visitor);
      expect(after(there.cookie, response)).not.toContain('session_token');
    }
  });

  it('refreshes its cookie, also behind a raw response', async () => {
    const { cookie } = await signIn(env, phone);
    const { response } = await ask('/', { headers: { cookie: withoutCache(cookie) } });
    expect(response.headers.getSetCookie().join()).toContain('unqud.session_data=');
    const prepare = vi.spyOn(env.DIRECTORY, 'prepare');
    expect((await ask('/', { headers: { cookie: after(withoutCache(cookie), response) } })).says.phone).toBe(phone);
    expect(prepare).not.toHaveBeenCalled();
  });

  it('that a route ends stays ended', async () => {
    const { cookie } = await signIn(env, phone);
    const { response } = await ask('/sign-out', { method: 'POST', headers: { cookie: withoutCache(cookie) } });
    expect(after(cookie, response)).toBe('');
  });

  it('shows a new name at once', async () => {
    const { cookie } = await signIn(env, phone);
    const { response } = await ask('/name', { method: 'POST', headers: { cookie } });
    expect((await ask('/', { headers: { cookie: after(cookie, response) } })).says.name).toBe('Mona');
  });
});

describe('a token', () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const tokenOf = async (owner: string, scopes: ('read' | 'write' | 'manage' | 'operate')[]) =>
    (
      await createToken(
        env,
        await personForPhone(env, owner, 'Mona'),
        { name: 'ERP', scopes, days: 1 },
        `key-${scopes.join('-')}`,
        Date.now(),
      )
    ).value?.token ?? '';

  it('speaks for its person under /api/ only', async () => {
    const token = await tokenOf(phone, ['read']);
    expect((await ask('/api/v1/me', bearer(token))).says).toMatchObject({ phone, scopes: ['read'], via: 'token', tokenRefused: false });
    expect((await ask('/me', bearer(token))).says).toEqual(visitor);
    expect((await ask('/apiary', bearer(token))).says).toEqual(visitor);
  });

  it('that is none is refused, and the session beside it is not asked', async () => {
    const { cookie } = await signIn(env, phone);
    for (const authorization of [`Bearer unq_${'a'.repeat(43)}`, 'Bearer', 'Basic bW9uYTpzZWNyZXQ=', ''])
      expect((await ask('/api/v1/me', { headers: { authorization, cookie } })).says).toEqual({ ...visitor, tokenRefused: true });
  });

  it('operates only while its person is an operator', async () => {
    const token = await tokenOf(operator, ['read', 'operate']);
    expect((await ask('/api/v1/me', bearer(token))).says.scopes).toEqual(['read', 'operate']);
    expect((await ask('/api/v1/me', bearer(token), environment({ OPERATORS: '' }))).says.scopes).toEqual(['read']);
  });
});
