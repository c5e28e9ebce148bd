/** The JSON face: its rooms under /api/v1, the document that describes them, and what is said to a wrong method. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Document } from '../../schema/openapi.ts';
import type { App } from '../context.ts';
import { market } from '../middleware/market.ts';
import { problem, refusedAnswer } from '../middleware/refusals.tsx';
import { catalogue } from './catalogue.ts';
import { chains } from './chains.ts';
import { circles } from './circles.ts';
import { clusters } from './clusters.ts';
import { coalitions } from './coalitions.ts';
import { files } from './files.ts';
import { firms } from './firms.ts';
import { unauthenticated } from './guard.ts';
import { imports } from './imports.ts';
import { inquiries } from './inquiries.ts';
import { invitations } from './invitations.ts';
import { lines } from './lines.ts';
import { listings } from './listings.ts';
import { matches } from './matches.ts';
import { me } from './me.ts';
import { moderation } from './moderation.ts';
import { describe } from './openapi.ts';
import { room } from './operation.ts';
import { outbox } from './outbox.ts';
import { pools } from './pools.ts';
import { reach } from './reach.ts';
import { reference } from './reference.tsx';
import { session } from './session.ts';
import { watches } from './watches.ts';
import { words } from './words.ts';

const v1 = room();

v1.use(async (c, next) => {
  const { person, tokenRefused } = c.var;
  c.header('vary', 'authorization, cookie, accept-language');
  c.header('cache-control', person || c.req.method !== 'GET' ? 'private, no-store' : 'no-cache');
  if (tokenRefused) return unauthenticated(c, 'Bearer error="invalid_token"');
  return next();
});
v1.use('/clusters/:cluster/*', market);
v1.route('/', imports);
// `batch` is no number of a firm or listing
for (const rows of ['firms', 'listings']) v1.all(`/clusters/:cluster/${rows}/batch`, otherMethod(['POST', 'OPTIONS']));
for (const one of [
  session,
  me,
  reach,
  catalogue,
  clusters,
  chains,
  circles,
  coalitions,
  watches,
  words,
  lines,
  files,
  listings,
  matches,
  inquiries,
  firms,
  moderation,
  invitations,
  pools,
  outbox,
])
  v1.route('/', one);

/** Made when first asked for, once in the life of an isolate: most of them never need it. */
let described: Document | undefined;
const document = (): Document => {
  described ??= describe(v1.openAPIRegistry.definitions);
  return described;
};

v1.get('/openapi.json', (c) => {
  c.header('cache-control', 'public, max-age=300');
  return c.json(document());
});

// last, so that they answer only what nothing above did
const methods = new Map<string, string[]>([['/openapi.json', ['GET', 'HEAD', 'OPTIONS']]]);
for (const definition of v1.openAPIRegistry.definitions) {
  if (definition.type !== 'route') continue;
  const { method, path } = definition.route;
  const known = methods.get(path) ?? ['OPTIONS'];
  methods.set(path, [...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]), ...known]);
}
for (const [path, allowed] of methods) v1.all(path.replaceAll(/\{(\w+)\}/g, ':$1'), otherMethod(allowed));

export const api = new Hono<App>();
api.get('/', (c) => reference(c, document()));
api.all('/', otherMethod(['GET', 'HEAD', 'OPTIONS']));
api.route('/v1', v1);

/** No CORS headers: pages of other origins have no business here. */
function otherMethod(allowed: string[]) {
  return (c: Context<App>) => {
    c.header('allow', allowed.join(', '));
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    return c.req.path === '/api' ? refusedAnswer(c, { code: 'wrong-method' }) : problem(c, { code: 'wrong-method' });
  };
}
