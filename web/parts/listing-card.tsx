/** A listing in a list: offer or need by word, icon and shape; then title, numbers, and whose it is. */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ListingCard } from '../../schema/listing.ts';
import type { CatalogueHit } from '../../schema/search.ts';
import type { View } from '../view.ts';
import { marked } from './marked.ts';

/** A listing that was found has marks and perhaps a snippet; one that was found among all clusters says which is its own. */
export type ShownCard = ListingCard & Partial<Pick<CatalogueHit, 'marks' | 'snippet' | 'cluster'>>;

export function ListingCardItem({ view, card }: { view: View; card: ListingCard }) {
  return listingCard(view, card);
}

/** As a template (which escapes what stands in it) rather than elements: result pages are what is served most, and cards most of them. */
export function listingCard({ text, format, locale, cluster, now }: View, card: ShownCard): HtmlEscapedString {
  const { id, direction, kind, title, firm, price, quantity, distance, visibility, state, publishedAt, photo, marks, snippet } = card;
  const slug = card.cluster?.slug ?? cluster?.slug;
  const secret = visibility === 'cluster' ? sign('lock', text.visibilities.cluster) : '';
  const piece = snippet ? html`<p class="snippet" dir="auto">${marked(snippet.text, snippet.marks)}</p>` : '';
  const amount = quantity ? html`<span>${format.quantity(quantity)}</span>` : '';
  const far = distance === null ? '' : html`<span><i class="i i-pin"></i>${format.distance(distance)}</span>`;
  const trusted = firm.trusted ? sign('check', text.market.trusted) : '';
  const where = card.cluster ? html`<span><i class="i i-market"></i>${card.cluster.names[locale]}</span>` : '';
  const since = publishedAt === null ? '' : html`<span>${format.ago(publishedAt, now)}</span>`;
  // the title beside it says what it is, where nobody described it
  const picture = photo
    ? html`<img src="/c/${slug}/files/${photo.id}/small" width="${photo.small.width}" height="${photo.small.height}" alt="${photo.alt}" loading="lazy" decoding="async">`
    : '';
  const stands = state === 'published' ? since : html`<span class="state">${text.listingStates[state]}</span>`;
  return html`<li class="card ${direction}${photo ? ' pictured' : ''}">
<p class="tag k-${kind}"><b class="dir"><i class="i i-${direction}"></i>${text.directions[direction]}</b><i class="i i-${kind}"></i>${text.kinds[kind]}${secret}</p>
<h3><a href="/c/${slug}/l/${id}" dir="auto">${marked(title, marks)}</a></h3>
${piece}<p class="figures"><b>${format.price(price)}</b>${amount}${far}</p>
<p class="by"><span><bdi>${firm.name}</bdi>${trusted}</span>${where}${stands}</p>
${picture}</li>` as HtmlEscapedString;
}

/** An icon that says something of its own. */
const sign = (icon: string, words: string) => html`<i class="i i-${icon}" role="img" aria-label="${words}"></i>`;
