/** The first page: all clusters, one's own first. */
import { Hono } from 'hono';
import { HomePage } from '../../web/pages/home.tsx';
import type { App } from '../context.ts';
import { listClusters } from '../directory/clusters.ts';
import { profile } from '../directory/people.ts';
import { page, viewOf } from './page.tsx';

export const clusters = new Hono<App>();

clusters.get('/', async (c) => {
  const [all, known] = await Promise.all([listClusters(c.env), c.var.person ? profile(c.env, c.var.person.id) : null]);
  return page(c, <HomePage view={viewOf(c)} clusters={all} memberships={known?.memberships ?? []} done={c.req.query('done')} />);
});
