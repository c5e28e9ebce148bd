/** A listing as a manager reads it before deciding: all that the firm wrote, on one screen. */
import type { ListingView } from '../../../schema/listing.ts';
import { Icon } from '../../parts/icons.tsx';
import { Gallery } from '../../parts/photos.tsx';
import { VoicePlayer } from '../../parts/voice.tsx';
import type { View } from '../../view.ts';

interface Row {
  name: string;
  value: string | null;
  /** What people scan for. */
  figure?: boolean;
}

export function ListingFacts({ view, listing }: { view: View; listing: ListingView }) {
  const { text, format } = view;
  const facts = text.manage.facts;
  const { price } = listing;
  const rows: Row[] = [
    { name: facts.price, value: price.barter ? `${format.price(price)} · ${text.price.barter}` : format.price(price), figure: true },
    { name: facts.quantity, value: listing.quantity && format.quantity(listing.quantity), figure: true },
    { name: facts.minimumOrder, value: listing.minimumOrder && format.quantity(listing.minimumOrder) },
    { name: facts.capacity, value: listing.capacityPerMonth && format.quantity(listing.capacityPerMonth) },
    { name: facts.process, value: listing.process },
    { name: facts.from, value: listing.availableFrom === null ? null : format.day(listing.availableFrom) },
    { name: facts.until, value: listing.availableUntil === null ? null : format.day(listing.availableUntil) },
    {
      name: facts.delivery,
      value: listing.deliveryDays === null ? null : facts.deliveryDays(listing.deliveryDays, format.number(listing.deliveryDays)),
    },
    { name: facts.languages, value: listing.languages.map((language) => text.languageNames[language]).join(' · ') },
    { name: facts.visibility, value: text.visibilities[listing.visibility] },
    { name: facts.term, value: termOf(view, listing) },
  ];
  return (
    <>
      <p class={`tag k-${listing.kind}`}>
        <b class="dir">
          <Icon name={listing.direction} />
          {text.directions[listing.direction]}
        </b>
        <Icon name={listing.kind} />
        {text.kinds[listing.kind]}
      </p>
      <Gallery view={view} photos={listing.photos} />
      {listing.voice ? <VoicePlayer view={view} voice={listing.voice} /> : null}
      {listing.text ? (
        <p class="said" dir="auto">
          {listing.text}
        </p>
      ) : (
        <p class="hint">{facts.noText}</p>
      )}
      <dl class="facts">
        <div>
          <dt>{facts.firm}</dt>
          <dd>
            <a href={`/c/${view.cluster?.slug}/manage/firms/${listing.firm.id}`} dir="auto">
              {listing.firm.name}
            </a>{' '}
            · {text.roles[listing.firm.role]}
            {listing.firm.trusted ? ` · ${facts.trusted}` : ''}
          </dd>
        </div>
        {rows.map(({ name, value, figure }) =>
          value ? (
            <div class={figure ? 'figure' : undefined}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  );
}

function termOf({ text, format }: View, listing: ListingView): string | null {
  if (!listing.owner) return null;
  const { termDays, standing } = text.manage.facts;
  const days = termDays(listing.owner.term, format.number(listing.owner.term));
  return listing.standing ? `${days} · ${standing}` : days;
}
