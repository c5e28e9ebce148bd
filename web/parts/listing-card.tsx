/** A listing in a list: offer or need by word, icon and shape; then title, numbers, and whose it is. */
import type { ListingCard } from '../../schema/listing.ts';
import type { View } from '../view.ts';

export function ListingCardItem({ view, card }: { view: View; card: ListingCard }) {
  return listingCard(view, card);
}

/** The same as a plain call: result pages are what is served most. */
export function listingCard(view: View, card: ListingCard) {
  const { text, format, cluster } = view;
  const { id, direction, kind, firm, price, quantity, distance } = card;
  return (
    <li class={`card ${direction}`}>
      <p class={`tag k-${kind}`}>
        <b class="dir">
          <i class={`i i-${direction}`}></i>
          {text.directions[direction]}
        </b>
        <i class={`i i-${kind}`}></i>
        {text.kinds[kind]}
        {card.visibility === 'cluster' ? <i class="i i-lock" role="img" aria-label={text.visibilities.cluster}></i> : null}
      </p>
      <h3>
        <a href={`/c/${cluster?.slug}/l/${id}`} dir="auto">
          {card.title}
        </a>
      </h3>
      <p class="figures">
        <b>{format.price(price)}</b>
        {quantity ? <span>{format.quantity(quantity)}</span> : null}
        {distance === null ? null : (
          <span>
            <i class="i i-pin"></i>
            {format.distance(distance)}
          </span>
        )}
      </p>
      <p class="by">
        <bdi>{firm.name}</bdi>
        {firm.trusted ? <i class="i i-check" role="img" aria-label={text.market.trusted}></i> : null}
        {card.state === 'published' ? (
          card.publishedAt === null ? null : <span>{format.ago(card.publishedAt, view.now)}</span>
        ) : (
          <span class="state">{text.listingStates[card.state]}</span>
        )}
      </p>
    </li>
  );
}
