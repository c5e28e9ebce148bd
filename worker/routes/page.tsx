/** Rendering a page: the view that every page gets, and the answer that carries it. */
import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { You } from '../../schema/refusal.ts';
import { formatOf } from '../../web/format.ts';
import { textOf } from '../../web/text/index.ts';
import type { View } from '../../web/view.ts';
import type { App } from '../context.ts';

export function viewOf(c: Context<App>, you: You | null = null): View {
  const locale = c.get('locale') ?? 'ar';
  const cluster = c.get('cluster') ?? null;
  const url = new URL(c.req.url);
  return {
    locale,
    text: textOf(locale),
    format: formatOf(locale, cluster),
    cluster,
    you,
    person: c.get('person') ?? null,
    path: url.pathname + url.search,
    origin: url.origin,
    now: Date.now(),
  };
}

/** Who asks, for a page that no call has told it to yet: what waits for the reader stands in the frame also where something was refused. */
export async function youHere(c: Context<App>): Promise<You | null> {
  const [person, market] = [c.get('person'), c.get('market')];
  if (!person || !market) return null;
  try {
    return (await market.visitor(person).frame()).you ?? null;
  } catch {
    // what is to be said is said without the badges too
    return null;
  }
}

export async function page(c: Context<App>, node: JSX.Element, status: ContentfulStatusCode = 200): Promise<Response> {
  // pages are a person's own: what is shown depends on who asks and in which language
  // security: what answers a write may show a token or a link once, and is kept nowhere
  c.header('cache-control', c.req.method === 'POST' ? 'no-store' : 'private, no-cache');
  // not by cookie, which every write renews: going back to a form must find it as it was, with its key
  c.header('vary', 'accept-language');
  c.header('content-language', c.get('locale') ?? 'ar');
  // security: a phone keeps pages for one reader only, and empties its memory when another one reads
  c.header('x-reader', c.get('person')?.id ?? '-');
  return c.html(`<!DOCTYPE html>${await node}`, status);
}
