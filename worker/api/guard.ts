/** Who may call an operation: asked before anything of the request is read. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Scope } from '../../schema/person.ts';
import type { App } from '../context.ts';
import { configured } from '../env.ts';
import { problem } from '../middleware/refusals.tsx';

/** `anyone`: signed in or not; `session`: a person at a browser, never a token. */
export type Who = 'anyone' | 'session' | Scope;
/** What a write brings: a key alone, or a key and a JSON document. */
export type Brings = 'key' | 'json';

export function guard(who: Who, brings?: Brings) {
  return createMiddleware<App>(async (c, next) => {
    const { person, scopes, via } = c.var;
    // security: a browser sends its cookies along from any site; only our own pages may write with them
    if (brings && via !== 'token' && isForeign(c)) return problem(c, { code: 'foreign-origin' });
    if (!person && who !== 'anyone') return unauthenticated(c, 'Bearer');
    if (who === 'session' && via !== 'session') return problem(c, { code: 'scope-missing' });

    const scope = who !== 'anyone' && who !== 'session' ? who : person && !brings ? 'read' : null;
    if (scope && !scopes.includes(scope)) {
      if (scope === 'operate' && via === 'session') return problem(c, { code: 'not-an-operator' });
      c.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
      return problem(c, { code: 'scope-missing' });
    }

    if (brings === 'json') {
      if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return problem(c, { code: 'wrong-type' });
      try {
        await c.req.json();
      } catch {
        return problem(c, { code: 'broken-body' });
      }
    }
    return next();
  });
}

export function unauthenticated(c: Context<App>, challenge: string): Response {
  c.header('www-authenticate', challenge);
  return problem(c, { code: 'sign-in-first' });
}

function isForeign(c: Context<App>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = c.req.header('origin');
  return origin !== undefined && origin !== new URL(c.req.url).origin && origin !== configured(c.env).publicUrl;
}
