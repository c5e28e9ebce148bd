/** How a "no" leaves the Worker: a page for a person, a problem (RFC 9457) for a program. */
import type { Context } from 'hono';
import { type Refusal, refusalStatus, type You } from '../../schema/refusal.ts';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import { problemText } from '../../web/parts/refusal-text.ts';
import { textOf } from '../../web/text/index.ts';
import type { App } from '../context.ts';
import { page, viewOf } from '../routes/page.tsx';

export function refusedAnswer(c: Context<App>, refusal: Refusal, you: You | null = null): Response | Promise<Response> {
  if (refusal.retryAfter) c.header('retry-after', String(refusal.retryAfter));
  if (isApi(c)) return problem(c, refusal);
  const view = viewOf(c, you);
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
    ...(refusal.fields && {
      errors: refusal.fields.map((field) => ({
        pointer: pointer(field.path),
        code: field.code,
        limit: field.limit,
        detail: problemText(text, field),
      })),
    }),
    ...(refusal.retryAfter && { retryAfter: refusal.retryAfter }),
  };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json', 'content-language': c.get('locale') ?? 'en' });
}

/** JSON pointer (RFC 6901) of a dotted path. */
const pointer = (path: string) => (path === '' ? '' : `/${path.replaceAll('.', '/')}`);

export function isApi(c: Context<App>): boolean {
  return c.req.path.startsWith('/api/');
}
