/** A firm's poster: one sheet of A4 for its door, readable from two metres, black on white; on a screen the same as a page. */
import type { Cluster } from '../../schema/cluster.ts';
import type { FirmView } from '../../schema/firm.ts';
import type { Direction, ListingCard } from '../../schema/listing.ts';
import { pageOf } from '../../schema/short-link.ts';
import { Layout } from '../layout.tsx';
import { LinkCode, LinkText } from '../parts/share.tsx';
import type { View } from '../view.ts';

/** Listings on the sheet. More of them could not be read from two metres; the code leads to the others. */
export const mostOnPoster = 6;

export interface PosterProps {
  view: View;
  cluster: Cluster;
  /** With no other contacts than those for everyone. */
  firm: FirmView;
  /** Newest first; no more than there is room for. */
  offers: ListingCard[];
  needs: ListingCard[];
}

export function PosterPage({ view, cluster, firm, offers, needs }: PosterProps) {
  const { text, format, locale } = view;
  const t = text.poster;
  const what = { cluster: cluster.slug, firm: firm.id };
  const shown = offers.length + needs.length;
  const others = firm.listings - shown;
  return (
    <Layout view={view} title={t.title(firm.name)} tab={null}>
      <link rel="stylesheet" href="/paper.css" />
      <p class="lead unprinted">{t.lead}</p>
      <p class="ways">
        <button type="button" class="button" data-print hidden>
          {t.print}
        </button>
        <a class="button quiet" href={`${pageOf(what)}/share`}>
          {text.form.back}
        </a>
      </p>
      <article class={`poster ${shown > 3 ? 'many' : 'few'}`}>
        <header>
          <p>
            {cluster.names[locale]} · {text.site.name}
          </p>
          <h1 class={nameSize(firm.name)} dir="auto">
            {firm.name}
          </h1>
          <p>
            {text.roles[firm.role]}
            {firm.address ? (
              <>
                {' · '}
                <bdi>{firm.address}</bdi>
              </>
            ) : null}
          </p>
        </header>
        <div>
          {group(view, 'offer', offers)}
          {group(view, 'need', needs)}
          {shown === 0 ? (
            <p class="words" dir="auto">
              {firm.about || t.none}
            </p>
          ) : null}
          {others > 0 ? <p class="more">{t.more(others, format.number(others))}</p> : null}
        </div>
        <footer>
          <LinkCode view={view} what={what} />
          <div>
            <p>
              <b>{t.scan}</b>
            </p>
            <p>
              {t.or}
              <br />
              <LinkText view={view} what={what} />
            </p>
            {numbers(firm).map((value) => (
              <p class="number">
                <bdi dir="ltr">{value}</bdi>
              </p>
            ))}
          </div>
        </footer>
      </article>
    </Layout>
  );
}

/** Offers and needs that there is room for: each gets half, and what the other leaves. */
export function roomFor<T>(offers: T[], needs: T[], room: number = mostOnPoster): { offers: T[]; needs: T[] } {
  const half = Math.floor(room / 2);
  const forNeeds = Math.min(needs.length, Math.max(half, room - offers.length));
  return { offers: offers.slice(0, room - forNeeds), needs: needs.slice(0, forNeeds) };
}

function group(view: View, direction: Direction, cards: ListingCard[]) {
  const { text, format, cluster } = view;
  if (cards.length === 0) return null;
  return (
    <section class={direction}>
      <h2>{direction === 'offer' ? text.poster.offers : text.poster.needs}</h2>
      <ul>
        {cards.map(({ title, price, quantity, photo }) => (
          <li>
            {photo ? (
              <img
                src={`/c/${cluster?.slug}/files/${photo.id}/small`}
                width={photo.small.width}
                height={photo.small.height}
                alt={photo.alt}
              />
            ) : null}
            <div>
              <h3 dir="auto">{title}</h3>
              <p>
                <b>{format.price(price)}</b>
                {quantity ? <span>{format.quantity(quantity)}</span> : null}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A long name is written smaller, so that it leaves room for the rest. */
const nameSize = ({ length }: string) => (length > 60 ? 'longest' : length > 24 ? 'long' : undefined);

/** Phones to be called, each once. */
const numbers = ({ contacts }: FirmView) =>
  [...new Set(contacts.filter(({ kind }) => kind === 'phone' || kind === 'whatsapp').map(({ value }) => value))].slice(0, 2);
