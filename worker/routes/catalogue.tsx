/** Looking around in all clusters at once. */
import { Hono } from 'hono';
import { parseScaled } from '../../schema/money.ts';
import { invalid } from '../../schema/refusal.ts';
import { CatalogueQuery } from '../../schema/search.ts';
import { CataloguePage } from '../../web/pages/catalogue.tsx';
import { searchCatalogue } from '../catalogue/searching-all.ts';
import type { App } from '../context.ts';
import { listClusters } from '../directory/clusters.ts';
import { page, viewOf } from './page.tsx';
import { typedSearch } from './search-form.ts';

const fields = ['q', 'direction', 'kind', 'country', 'cluster', 'sector', 'sort', 'exact', 'page'];

export const catalogue = new Hono<App>();

catalogue.get('/search', async (c) => {
  const view = viewOf(c);
  const typed = typedSearch(new URL(c.req.url).searchParams, fields);
  const number = typeof typed.page === 'string' ? (parseScaled(typed.page, 0) ?? Number.NaN) : undefined;
  const query = CatalogueQuery.safeParse({ ...typed, page: number }, { reportInput: true });
  const clusters = await listClusters(c.env);
  if (!query.success) return page(c, <CataloguePage view={view} typed={typed} clusters={clusters} refusal={invalid(query.error)} />, 422);
  return page(c, <CataloguePage view={view} typed={typed} clusters={clusters} found={await searchCatalogue(c.env, query.data)} />);
});
