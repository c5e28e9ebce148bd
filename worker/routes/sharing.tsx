/** Sharing what everyone may see: pages with its short link, pictures for those that show links, and a firm's poster. */
import { type Context, Hono } from 'hono';
import { Locale } from '../../schema/ids.ts';
import type { Outcome } from '../../schema/refusal.ts';
import { SearchQuery } from '../../schema/search.ts';
import { formatOf } from '../../web/format.ts';
import { mostOnPoster, PosterPage, roomFor } from '../../web/pages/poster.tsx';
import { SharePage, type Subject, UnsharedPage } from '../../web/pages/share.tsx';
import { addressOf, clusterPicture, firmPicture, listingPicture, type SharedPicture } from '../../web/parts/shared-picture.ts';
import { textOf } from '../../web/text/index.ts';
import type { App } from '../context.ts';
import type { Visitor } from '../market/visitor.ts';
import type { Remote } from '../middleware/market.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { readBytes } from '../outside/files.ts';
import { drawnOnce } from '../outside/pictures.ts';
import { page, viewOf } from './page.tsx';

export const sharing = new Hono<App>();

sharing.get('/share', async (c) => {
  const { cluster, market, person } = c.var;
  const { refusal, you } = await market.visitor(person).front();
  if (refusal) return refusedAnswer(c, refusal, you);
  const view = viewOf(c, you);
  const subject: Subject = { what: { cluster: cluster.slug }, of: 'cluster', title: cluster.names[view.locale], by: null };
  return page(c, <SharePage view={view} cluster={cluster} subject={subject} />);
});

sharing.get('/l/:id{[1-9][0-9]{0,14}}/share', async (c) => {
  const { cluster } = c.var;
  const { open, own } = await forEveryone(c, (visitor) => visitor.listing(idOf(c)));
  if (own.refusal) return refusedAnswer(c, own.refusal, own.you);
  const view = viewOf(c, own.you);
  const what = { cluster: cluster.slug, listing: own.value.id };
  const why = own.value.state === 'published' && own.value.visibility === 'cluster' ? 'membersOnly' : 'notInMarket';
  if (!open) return page(c, <UnsharedPage view={view} what={what} why={why} />);
  const subject: Subject = { what, of: 'listing', title: open.title, by: open.firm.name };
  return page(c, <SharePage view={view} cluster={cluster} subject={subject} />);
});

sharing.get('/f/:id{[1-9][0-9]{0,14}}/share', async (c) => {
  const { cluster } = c.var;
  const { open, own } = await forEveryone(c, (visitor) => visitor.firm(idOf(c)));
  if (own.refusal) return refusedAnswer(c, own.refusal, own.you);
  const view = viewOf(c, own.you);
  const what = { cluster: cluster.slug, firm: own.value.id };
  if (!open) return page(c, <UnsharedPage view={view} what={what} why="suspended" />);
  const subject: Subject = { what, of: 'firm', title: open.name, by: view.text.roles[open.role] };
  return page(c, <SharePage view={view} cluster={cluster} subject={subject} />);
});

sharing.get('/f/:id{[1-9][0-9]{0,14}}/poster', async (c) => {
  const { cluster, market } = c.var;
  const id = idOf(c);
  // security: a sheet that hangs in the street shows what strangers see, whoever prints it
  const of = (direction: 'offer' | 'need') => market.visitor(null).search(SearchQuery.parse({ firm: id, direction, limit: mostOnPoster }));
  const [{ open, own }, offers, needs] = await Promise.all([forEveryone(c, (visitor) => visitor.firm(id)), of('offer'), of('need')]);
  if (own.refusal) return refusedAnswer(c, own.refusal, own.you);
  const view = viewOf(c, own.you);
  if (!open) return page(c, <UnsharedPage view={view} what={{ cluster: cluster.slug, firm: id }} why="suspended" />);
  const shown = roomFor(offers.value?.hits ?? [], needs.value?.hits ?? []);
  return page(c, <PosterPage view={view} cluster={cluster} firm={open} {...shown} />);
});

// the languages of pictures are the languages of the face, and no others: what can be asked for is bounded
sharing.get('/card/:file{(?:ar|fr|en)\\.jpg}', (c) => sendPicture(c, clusterPicture(speaking(c), c.var.cluster)));

sharing.get('/l/:id{[1-9][0-9]{0,14}}/card/:file{(?:ar|fr|en)\\.jpg}', async (c) => {
  // security: asked as nobody, since a picture is kept on the way and seen by everyone
  const { value, refusal } = await c.var.market.visitor(null).listing(idOf(c));
  return refusal ? refusedAnswer(c, refusal) : sendPicture(c, listingPicture(speaking(c), c.var.cluster, value));
});

sharing.get('/f/:id{[1-9][0-9]{0,14}}/card/:file{(?:ar|fr|en)\\.jpg}', async (c) => {
  const { value, refusal } = await c.var.market.visitor(null).firm(idOf(c));
  return refusal ? refusedAnswer(c, refusal) : sendPicture(c, firmPicture(speaking(c), c.var.cluster, value));
});

/** A day, though an address never changes its picture: what was withdrawn is not to be shown for much longer. */
const aDay = 'public, max-age=86400, immutable';

async function sendPicture(c: Context<App>, shown: SharedPicture): Promise<Response> {
  // security: only the present version is drawn; whatever else is asked for leads there, so that nobody can have endless pictures made
  if (c.req.query('v') !== shown.version) return c.redirect(addressOf(shown), 303);
  const { slug } = c.var.cluster;
  const key = `${slug}/card${shown.at.slice(`/c/${slug}`.length).replace('/card', '')}`;
  const body = await drawnOnce(c.env, key, shown.version, async () => {
    // fonts and the drawing are loaded by the first picture, and by nothing else
    const { drawJpeg } = await import('../outside/cards/draw.ts');
    const photo = await photoOf(c, shown.photo);
    const drawn = await drawJpeg(c.env, shown.card, photo);
    return { ...drawn, whole: drawn.whole && (photo === null) === (shown.photo === null) };
  });
  if (!body) return refusedAnswer(c, { code: 'not-found' });
  return new Response(body, { headers: { 'content-type': 'image/jpeg', 'cache-control': aDay } });
}

/** The photo as strangers may see it; without it the picture is drawn all the same. */
async function photoOf(c: Context<App>, id: number | null): Promise<Uint8Array | null> {
  const { value } = id === null ? { value: null } : await c.var.market.visitor(null).file(id);
  const kept = value ? await readBytes(c.env, c.var.cluster.slug, value.name, false) : null;
  return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
}

/** In the language of the picture's address, whoever asks. */
function speaking(c: Context<App>) {
  const locale = Locale.parse(c.req.param('file')?.slice(0, 2));
  return { locale, text: textOf(locale), format: formatOf(locale, c.var.cluster) };
}

/** What everyone may see of something, and what the reader may: a member of the cluster sees more, and is told why it cannot be shared. */
async function forEveryone<T>(c: Context<App>, ask: (visitor: Remote<Visitor>) => Promise<Outcome<T>>) {
  const { market, person } = c.var;
  const [open, own] = await Promise.all([ask(market.visitor(null)), person ? ask(market.visitor(person)) : null]);
  return { open: open.value ?? null, own: own ?? open };
}

const idOf = (c: Context<App>) => Number(c.req.param('id'));
