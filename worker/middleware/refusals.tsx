/** How a "no" leaves the Worker: a page for a person, a problem (RFC 9457) for a program. */
import type { Context } from 'hono';
import { type FieldRefusal, type Refusal, refusalStatus, type You } from '../../schema/refusal.ts';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import { problemText } from '../../web/parts/refusal-text.ts';
import { type Text, textOf } from '../../web/text/index.ts';
import type { App } from '../context.ts';
import { page, viewOf, youHere } from '../routes/page.tsx';

export function refusedAnswer(c: Context<App>, refusal: Refusal, you: You | null = null): Response | Promise<Response> {
  if (refusal.retryAfter) c.header('retry-after', String(refusal.retryAfter));
  return isApi(c) || fromOutbox(c) ? problem(c, refusal) : refusedPage(c, refusal, you);
}

async function refusedPage(c: Context<App>, refusal: Refusal, you: You | null): Promise<Response> {
  // what went wrong once is not asked again
  const view = viewOf(c, you ?? (refusal.code === 'went-wrong' ? null : await youHere(c)));
  return page(c, <RefusalPage view={view} refusal={refusal} />, refusalStatus[refusal.code]);
}

export function problem(c: Context<App>, refusal: Refusal): Response {
  const text = textOf(c.get('locale') ?? 'en');
  const status = refusalStatus[refusal.code];
  const body = {
    type: `/api#${refusal.code}`,
    title: text.refusals[refusal.code],
    status,
    code: refusal.code,
    ...(refusal.fields && { errors: errorsOf(text, refusal.fields) }),
    ...(refusal.retryAfter && { retryAfter: refusal.retryAfter }),
  };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json', 'content-language': c.get('locale') ?? 'en' });
}

/** What is wrong with each field, as a program reads it. */
export function errorsOf(text: Text, fields: FieldRefusal[]) {
  return fields.map((field) => ({ pointer: pointer(field.path), code: field.code, limit: field.limit, detail: problemText(text, field) }));
}

/** JSON pointer (RFC 6901) of a dotted path. */
const pointer = (path: string) => (path === '' ? '' : `/${path.replaceAll('.', '/')}`);

/** A form that a phone kept until it had a network: it is answered in JSON, since nobody may be looking. */
export function fromOutbox(c: Context<App>): boolean {
  return c.req.header('x-outbox') === '1';
}

export function isApi(c: Context<App>): boolean {
  return c.req.path.startsWith('/api/');
}
