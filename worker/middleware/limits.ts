/** How much a request may bring, in bytes: asked before anything of it is read. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { RefusalCode } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { isApi, refusedAnswer } from './refusals.tsx';

const kilo = 1024;
const mega = 1024 * kilo;
const upTo = (maxSize: number, code: RefusalCode = 'too-large') =>
  bodyLimit({ maxSize, onError: (c: Context<App>) => refusedAnswer(c, { code }) });

const limits = {
  /** No form or document of this product is larger. */
  document: upTo(256 * kilo),
  /** A batch of an import is many documents. */
  batch: upTo(4 * mega),
  /** A photo with its small copy. */
  file: upTo(16 * mega),
  /** The six photos of a form that a phone without scripts sends. It is held in memory, of which there are 128 MB. */
  formWithFiles: upTo(32 * mega),
  /** A phone whose session is over must learn that, and not that its photos are too large. */
  signedOut: upTo(256 * kilo, 'sign-in-first'),
};

/** Behind `session`, for requests that bring something. */
export const bodyLimits = createMiddleware<App>((c, next) => {
  const limit = limitOf(c);
  return limit ? limits[limit](c, next) : next();
});

/** security: files are taken into memory only for those who are signed in. Null where the body is not read: operations ask who is there first. */
function limitOf(c: Context<App>): keyof typeof limits | null {
  const { path } = c.req;
  if (/^\/api\/v1\/clusters\/[^/]+\/(firms|listings)\/batch$/.test(path)) return 'batch';
  if (isApi(c)) return /^\/api\/v1\/clusters\/[^/]+\/files$/.test(path) ? (c.var.person ? 'file' : null) : 'document';
  const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '');
  const room = isForm ? /^\/c\/[^/]+\/(files$|l(?:\/\d+)?$)/.exec(path)?.[1] : undefined;
  if (room === undefined) return 'document';
  return !c.var.person ? 'signedOut' : room === 'files' ? 'file' : 'formWithFiles';
}
