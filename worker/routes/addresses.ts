/** Addresses for machines and for mouths: short links, and what search engines are told of where to look. */
import { type Context, Hono } from 'hono';
import { pageOf, readShortLink } from '../../schema/short-link.ts';
import type { App } from '../context.ts';
import { listClusters } from '../directory/clusters.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';

export const addresses = new Hono<App>();

addresses.get('/s/:cluster', (c) => leadOn(c));
addresses.get('/s/:cluster/:what', (c) => leadOn(c));

/** Nothing is looked up: whether there is such a page, and for whom, is said there. */
function leadOn(c: Context<App>) {
  const meant = readShortLink(c.req.param('cluster') ?? '', c.req.param('what'));
  return meant ? c.redirect(pageOf(meant), 301) : refusedAnswer(c, { code: 'not-found' });
}

/** What is somebody's own, what only writes, and pages that lead to others. Pictures of shared links stay open. */
const closed = [
  '/me',
  '/sign-in',
  '/api',
  '/c/*/manage',
  '/c/*/inbox',
  '/c/*/i/',
  '/c/*/watches',
  '/c/*/unwatch/',
  '/c/*/join/',
  '/c/*/firm$',
  '/c/*/firm/',
  '/c/*/l/new',
  '/c/*/edit',
  '/c/*/inquiries',
  '/*/share$',
];

addresses.get('/robots.txt', (c) => {
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${originOf(c)}/sitemap.xml`];
  return c.text(`${lines.join('\n')}\n`, 200, { 'cache-control': anHour });
});

/** Each cluster has a map of its own, so that none has to ask all markets. */
addresses.get('/sitemap.xml', (c) =>
  keptForAnHour(c, async () => {
    const clusters = await listClusters(c.env);
    return sitemap(
      'sitemapindex',
      clusters.map(({ slug }) => ['sitemap', `${originOf(c)}/c/${slug}/sitemap.xml`]),
    );
  }),
);

export const inClusterAddresses = new Hono<App>();

inClusterAddresses.get('/sitemap.xml', (c) =>
  keptForAnHour(c, async () => {
    const { cluster, market } = c.var;
    const { value } = await market.visitor(null).openPages();
    const at = originOf(c) + pageOf({ cluster: cluster.slug });
    return sitemap('urlset', [
      ['url', at],
      ['url', `${at}/firms`],
      ...(value?.firms ?? []).map((id): Place => ['url', `${at}/f/${id}`]),
      ...(value?.listings ?? []).map(({ id, updatedAt }): Place => ['url', `${at}/l/${id}`, updatedAt]),
    ]);
  }),
);

type Place = [element: 'url' | 'sitemap', address: string, changedAt?: number];

function sitemap(root: 'urlset' | 'sitemapindex', places: Place[]): string {
  const lines = places.map(([element, address, changedAt]) => {
    const since = changedAt === undefined ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`;
    return `<${element}><loc>${escaped(address)}</loc>${since}</${element}>`;
  });
  const opening = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`;
  return [opening, ...lines, `</${root}>`, ''].join('\n');
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const anHour = 'public, max-age=3600';

/** Kept on the way, so that whoever asks again and again is not answered by the market each time. */
async function keptForAnHour(c: Context<App>, make: () => Promise<string>): Promise<Response> {
  const address = originOf(c) + c.req.path;
  const cache = await caches.open('sitemaps');
  const kept = await cache.match(address);
  if (kept) return new Response(kept.body, kept);
  const made = new Response(await make(), { headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': anHour } });
  await cache.put(address, made.clone());
  return made;
}

const originOf = (c: Context<App>) => new URL(c.req.url).origin;
