/** Who is asking: the person of the session cookie, or of the token of an API request. */
import { createMiddleware } from 'hono/factory';
import type { Person, Scope } from '../../schema/person.ts';
import { cookiePrefix } from '../directory/auth.ts';
import { readSession } from '../directory/sign-in.ts';
import { personByToken } from '../directory/tokens.ts';
import { type Env, isOperator } from '../env.ts';

export interface SessionVariables {
  person: Person | null;
  /** What the one who asks may be used for; empty for a visitor. */
  scopes: Scope[];
  via: 'session' | 'token' | null;
  /** An API request brought an Authorization that is no living token: to be answered with 401. */
  tokenRefused: boolean;
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

export const session = createMiddleware<{ Bindings: Env; Variables: SessionVariables }>(async (c, next) => {
  c.set('person', null);
  c.set('scopes', []);
  c.set('via', null);
  c.set('tokenRefused', false);

  const authorization = c.req.path.startsWith('/api/') ? c.req.header('authorization') : undefined;
  if (authorization !== undefined) {
    const text = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
    const found = text ? await personByToken(c.env, text, Date.now()) : null;
    c.set('tokenRefused', found === null);
    if (found) {
      c.set('person', found.person);
      // security: a person who is no longer an operator must not operate by a token made before
      c.set('scopes', isOperator(c.env, found.person.phone) ? found.scopes : found.scopes.filter((scope) => scope !== 'operate'));
      c.set('via', 'token');
    }
    return next();
  }

  const cookie = c.req.header('cookie');
  if (!cookie?.includes(`${cookiePrefix}.session_token=`)) return next();

  // security: what changes something asks the directory, so that signing out everywhere holds at once
  const { person, cookies } = await readSession(c.env, cookie, !reading.has(c.req.method));
  if (person) {
    c.set('person', person);
    c.set('scopes', isOperator(c.env, person.phone) ? ['read', 'write', 'manage', 'operate'] : ['read', 'write', 'manage']);
    c.set('via', 'session');
  }
  await next();
  // security: what anyone on the way may keep for others brings nobody's cookies
  if (/\bpublic\b/.test(c.res.headers.get('cache-control') ?? '')) return;
  // a cookie that the route itself set (signing out, a new name) is newer than the one read above
  const set = new Set(c.res.headers.getSetCookie().map(nameOf));
  for (const line of cookies) if (!set.has(nameOf(line))) c.header('set-cookie', line, { append: true });
});

const nameOf = (line: string) => line.slice(0, line.indexOf('='));
