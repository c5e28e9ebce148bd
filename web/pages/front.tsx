/** The front page of a market: search, the kinds, what is new, and the way in. */
import type { Cluster } from '../../schema/cluster.ts';
import { type Direction, kinds, type ListingCard } from '../../schema/listing.ts';
import type { MarketFront } from '../../schema/search.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { clusterData } from '../parts/linked-data.ts';
import { listingCard } from '../parts/listing-card.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { ShareButton } from '../parts/share.tsx';
import { addressOf, clusterPicture } from '../parts/shared-picture.ts';
import type { View } from '../view.ts';

export function FrontPage({ view, cluster, front, done }: { view: View; cluster: Cluster; front: MarketFront; done: string | undefined }) {
  const { text, format, locale, you } = view;
  const base = `/c/${cluster.slug}`;
  const shared = { path: base, picture: addressOf(clusterPicture(view, cluster)), data: clusterData(view, cluster) };
  const belongs = you?.role === 'member' || you?.role === 'manager';
  return (
    <Layout view={view} title={text.front.title} tab="market" description={cluster.about[locale]} shared={shared} wide>
      <Done view={view} word={done} />
      <section class="hero">
        <h1>{text.front.title}</h1>
        <form class="search-box" action={`${base}/search`} role="search">
          <SearchField view={view} label={text.search.q} hint={text.search.qHint} />
        </form>
        {belongs ? (
          <p class="ways">
            <a class="button" href={`${base}/l/new?direction=offer`}>
              <i class="i i-offer"></i>
              {text.front.postOffer}
            </a>
            <a class="button need" href={`${base}/l/new?direction=need`}>
              <i class="i i-need"></i>
              {text.front.postNeed}
            </a>
            <a class="button quiet" href={`${base}/together`}>
              {text.matching.together.invite}
            </a>
          </p>
        ) : (
          <p>{cluster.about[locale]}</p>
        )}
      </section>
      <nav aria-label={text.front.kinds}>
        <ul class="kinds">
          {kinds.map((kind) => (
            <li>
              <a class={`k-${kind}`} href={`${base}/search?kind=${kind}`}>
                <i class={`i i-${kind}`}></i>
                <b>{text.kinds[kind]}</b>
                <span>{text.market.listings(front.facets.kind[kind] ?? 0, format.number(front.facets.kind[kind] ?? 0))}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {newest(view, 'offer', front.offers, front.facets.direction.offer ?? 0, base)}
      {newest(view, 'need', front.needs, front.facets.direction.need ?? 0, base)}
      <section class="about-cluster">
        {belongs ? (
          <>
            <h2>{text.front.about}</h2>
            <p>{cluster.about[locale]}</p>
          </>
        ) : null}
        <p class="ways">
          <a class="button quiet" href={`${base}/firms`}>
            {text.front.firms} · {text.market.firmsCount(front.firms, format.number(front.firms))}
          </a>
          <ShareButton view={view} what={{ cluster: cluster.slug }} title={cluster.names[locale]} />
        </p>
      </section>
      {belongs ? null : (
        <section class="panel">
          <h2>{text.front.joinTitle}</h2>
          <p>{text.front.join}</p>
          <p class="ways">
            {view.person ? null : (
              <a class="button" href={`/sign-in?next=${encodeURIComponent(base)}`}>
                {text.front.joinSignIn}
              </a>
            )}
            <a class="button quiet" href={`${base}/firms?role=association`}>
              {text.front.joinOffice}
            </a>
          </p>
        </section>
      )}
    </Layout>
  );
}

function newest(view: View, direction: Direction, cards: ListingCard[], total: number, base: string) {
  const { text, format } = view;
  const words =
    direction === 'offer'
      ? { title: text.front.newOffers, all: text.front.allOffers, none: text.front.noOffers }
      : { title: text.front.newNeeds, all: text.front.allNeeds, none: text.front.noNeeds };
  return (
    <section class="newest">
      <h2>{words.title}</h2>
      {cards.length ? <ul class="cards">{cards.map((card) => listingCard(view, card))}</ul> : <p class="empty">{words.none}</p>}
      {total > cards.length ? (
        <p>
          <a class="all" href={`${base}/search?direction=${direction}`}>
            {words.all} ({format.number(total)})
          </a>
        </p>
      ) : null}
    </section>
  );
}
