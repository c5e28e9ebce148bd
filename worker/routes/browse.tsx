/** Looking around in a market: its front page, search, listings and firms. */
import { Hono } from 'hono';
import { FirmQuery } from '../../schema/firm.ts';
import { invalid } from '../../schema/refusal.ts';
import { SearchQuery } from '../../schema/search.ts';
import { FirmPage } from '../../web/pages/firm.tsx';
import { FirmsPage } from '../../web/pages/firms.tsx';
import { FrontPage } from '../../web/pages/front.tsx';
import { ListingPage } from '../../web/pages/listing.tsx';
import { SearchPage } from '../../web/pages/search.tsx';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { newKey } from './form.tsx';
import { page, viewOf } from './page.tsx';
import { readSearch, typedSearch } from './search-form.ts';

export const browse = new Hono<App>();

browse.get('/', async (c) => {
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).front();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <FrontPage view={viewOf(c, you)} cluster={c.var.cluster} front={value} done={c.req.query('done')} />);
});

browse.get('/search', async (c) => {
  const { cluster, market, person } = c.var;
  const typed = typedSearch(new URL(c.req.url).searchParams);
  // the only search that asks twice: the market alone knows where the reader's firm is
  const own = typed.near === 'firm' && person ? await market.member(person).myFirm() : null;
  const query = SearchQuery.safeParse(readSearch(typed, cluster, own?.value?.firm.place ?? null), { reportInput: true });
  if (!query.success) {
    const { you } = await market.visitor(person).search(SearchQuery.parse({ limit: 1 }));
    const refused = invalid(query.error);
    return page(c, <SearchPage view={viewOf(c, you)} cluster={cluster} typed={typed} refusal={refused} formKey={newKey()} />, 422);
  }
  const { value, refusal, you } = await market.visitor(person).search(query.data, c.req.header('x-typing') === 'yes');
  if (refusal) return refusedAnswer(c, refusal, you);
  const done = c.req.query('done');
  return page(c, <SearchPage view={viewOf(c, you)} cluster={cluster} typed={typed} found={value} formKey={newKey()} done={done} />);
});

browse.get('/l/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).listing(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(
    c,
    <ListingPage view={viewOf(c, you)} cluster={c.var.cluster} listing={value} formKey={newKey()} done={c.req.query('done')} />,
  );
});

browse.get('/firms', async (c) => {
  const typed = typedSearch(new URL(c.req.url).searchParams, ['q', 'role', 'page']);
  // a role or page that does not exist is left out: there is nothing to correct in this form
  const query = FirmQuery.safeParse(typed).data ?? FirmQuery.parse({});
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).firms(query);
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <FirmsPage view={viewOf(c, you)} cluster={c.var.cluster} typed={typed} found={value} />);
});

browse.get('/f/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).firm(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <FirmPage view={viewOf(c, you)} cluster={c.var.cluster} firm={value} done={c.req.query('done')} />);
});
