/** What a phone asks for that has Unqud on its home screen: the page for when there is no network, and the short way to posting. */
import { Hono } from 'hono';
import { Locale } from '../../schema/ids.ts';
import { formatOf } from '../../web/format.ts';
import { OfflinePage } from '../../web/pages/offline.tsx';
import { textOf } from '../../web/text/index.ts';
import type { App } from '../context.ts';
import { profile } from '../directory/people.ts';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { page, viewOf } from './page.tsx';

export const installed = new Hono<App>();

installed.get('/offline', (c) => {
  // a phone fetches it in every language: which one is wanted shows when there is nobody to ask
  const locale = Locale.safeParse(c.req.query('lang')).data ?? c.var.locale;
  // the phone keeps it for whoever reads: it is nobody's
  const view = { ...viewOf(c), locale, text: textOf(locale), format: formatOf(locale, null), person: null };
  c.set('locale', locale);
  return page(c, <OfflinePage view={view} />);
});

installed.get('/post', signedIn, async (c) => {
  const memberships = (await profile(c.env, personOf(c).id))?.memberships ?? [];
  const [only] = memberships;
  return c.redirect(only && memberships.length === 1 ? `/c/${only.cluster}/l/new` : '/', 303);
});
