/** The order of things: configuration, who you are, which language, the two faces, and what is said when something is not there. */
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { api } from './api/index.ts';
import type { App } from './context.ts';
import { settings } from './env.ts';
import { bodyLimits } from './middleware/limits.ts';
import { locale } from './middleware/locale.ts';
import { methodsAt } from './middleware/methods.ts';
import { isApi, problem, refusedAnswer } from './middleware/refusals.tsx';
import { session } from './middleware/session.ts';
import { pages } from './routes/index.ts';

/** Names of one's own machine, and of its own network, where a phone is tried. */
const local =
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|.*\.(local|localhost|test))$/;

/** Whether a request may bring something: reading is the hot path, and is spared what guards writing. */
const brings = (c: Context<App>) => c.req.method !== 'GET' && c.req.method !== 'HEAD';

/**
 * A mailbox that ends what comes for its reader, by the link that it was sent (RFC 8058).
 * security: a browser says where a form comes from; what says nothing brings nobody's cookies here, and the link is all its right.
 */
const isMailbox = (c: Context<App>) =>
  /^\/(email\/[^/]+\/removal|c\/[^/]+\/unwatch\/[^/]+)$/.test(c.req.path) &&
  ['origin', 'sec-fetch-site', 'cookie'].every((name) => c.req.header(name) === undefined);

export const app = new Hono<App>();

app.use(locale);
app.use(async (c, next) => {
  const { wrong = [], settings: known } = settings(c.env);
  // security: a production that is not safely configured serves nothing at all, nor does a development that was deployed by mistake
  if (known?.stage === 'development' && !local.test(new URL(c.req.url).hostname))
    wrong.push('A development configuration answers on this machine only.');
  if (wrong.length === 0) return next();
  console.error(JSON.stringify({ message: 'not configured', wrong }));
  return problem(c, { code: 'not-configured' });
});
app.use(
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      workerSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
  }),
);
// security: forms come from our own pages; the API asks the same of everything that does not bring a token (api/guard.ts)
const ownForms = csrf();
app.use((c, next) => (isApi(c) || !brings(c) || isMailbox(c) ? next() : ownForms(c, next)));
app.use(session);
app.use((c, next) => (brings(c) ? bodyLimits(c, next) : next()));

app.route('/api', api);
app.route('/', pages);

app.notFound((c) => {
  const methods = methodsAt(app, c.req.path);
  if (methods.length === 0 || methods.includes(c.req.method)) return refusedAnswer(c, { code: 'not-found' });
  c.header('allow', methods.join(', '));
  return refusedAnswer(c, { code: 'wrong-method' });
});
app.onError((error, c) => {
  if (error instanceof HTTPException) {
    const code =
      error.status === 403 ? 'foreign-origin' : error.status === 413 ? 'too-large' : error.status === 404 ? 'not-found' : 'bad-request';
    return refusedAnswer(c, { code });
  }
  console.error(JSON.stringify({ message: error.message, stack: error.stack, path: c.req.path }));
  return isApi(c) ? problem(c, { code: 'went-wrong' }) : refusedAnswer(c, { code: 'went-wrong' });
});
