/** The documentation page of the API, rendered from its own document. */
import type { Context } from 'hono';
import type { Document } from '../../schema/openapi.ts';
import { refusalStatus } from '../../schema/refusal.ts';
import { ApiPage } from '../../web/pages/api.tsx';
import type { App } from '../context.ts';
import { page, viewOf } from '../routes/page.tsx';

export function reference(c: Context<App>, document: Document): Promise<Response> {
  return page(c, <ApiPage view={viewOf(c)} document={document} statuses={refusalStatus} />);
}
