/** One listing: what it is, its numbers, whose it is, and what its reader can do about it. */
import type { Child } from 'hono/jsx';
import type { Cluster } from '../../schema/cluster.ts';
import { type ListingView, type OwnerAct, ownerActs } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { BeTold } from '../parts/be-told.tsx';
import { Done } from '../parts/done.tsx';
import { Key } from '../parts/form.tsx';
import { languageList } from '../parts/language-list.ts';
import { listingData } from '../parts/linked-data.ts';
import { OutboxWords } from '../parts/outbox-words.tsx';
import { Gallery } from '../parts/photos.tsx';
import { ShareButton } from '../parts/share.tsx';
import type { Shared } from '../parts/shared-meta.tsx';
import { addressOf, listingPicture } from '../parts/shared-picture.ts';
import { unitOptions } from '../parts/unit-options.ts';
import { Say, VoicePlayer } from '../parts/voice.tsx';
import type { View } from '../view.ts';
import { MatchItem } from './matches.tsx';

interface ListingProps {
  view: View;
  cluster: Cluster;
  listing: ListingView;
  /** For the form that the reader may send from here. */
  formKey: string;
  done: string | undefined;
}

export function ListingPage({ view, cluster, listing, formKey, done }: ListingProps) {
  const { text, format, you } = view;
  const { id, direction, kind, title, price, quantity, state } = listing;
  const base = `/c/${cluster.slug}`;
  const mine = listing.owner !== null && you?.firm?.id === listing.firm.id;
  return (
    <Layout
      view={view}
      title={title}
      tab={null}
      together={mine}
      description={inShort(view, listing)}
      shared={sharedOf(view, cluster, listing)}
    >
      <Done view={view} word={done} />
      {done === 'posted' || done === 'published' ? <BeTold view={view} /> : null}
      <article class={`listing ${direction}`}>
        <p class={`tag k-${kind}`}>
          <b class="dir">
            <i class={`i i-${direction}`}></i>
            {text.directions[direction]}
          </b>
          <a href={`${base}/search?direction=${direction}&kind=${kind}`}>
            <i class={`i i-${kind}`}></i>
            {text.kinds[kind]}
          </a>
        </p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <Gallery view={view} photos={listing.photos} />
        {state === 'published' ? null : <p class="state">{mine ? text.listingStates[state] : text.listing.closed}</p>}
        <p class="figures">
          <b>{format.price(price)}</b>
          {quantity ? <span>{format.quantity(quantity)}</span> : null}
        </p>
        {mine || state !== 'published' || listing.asked || you?.role === 'suspended' ? null : (
          <a class="button to-ask" href="#ask">
            {text.listing.ask[direction]}
          </a>
        )}
        {mine ? own(view, listing, base, formKey) : null}
        {mine && state === 'published' ? fits(view, listing, base) : null}
        {you?.role === 'manager' && listing.owner ? (
          <p>
            <a class="button quiet" href={`${base}/manage/listings/${id}`}>
              <i class="i i-manage"></i>
              {text.listing.decide}
            </a>
          </p>
        ) : null}
        {listing.voice ? <VoicePlayer view={view} voice={listing.voice} /> : null}
        {listing.text ? (
          <p class="words" dir="auto">
            {listing.text}
          </p>
        ) : null}
        {details(view, listing)}
      </article>
      <section class="panel" id="ask">
        <h2>{text.listing.firm}</h2>
        <p class="firm-line">
          <i class="i i-firm"></i>
          <a href={`${base}/f/${listing.firm.id}`}>
            <bdi>{listing.firm.name}</bdi>
          </a>
          {listing.firm.trusted ? <i class="i i-check" role="img" aria-label={text.market.trusted}></i> : null}
        </p>
        <p class="hint">{text.roles[listing.firm.role]}</p>
        {mine ? null : ask(view, listing, base, formKey)}
      </section>
      <p class="ways">
        {state === 'published' ? <ShareButton view={view} what={{ cluster: cluster.slug, listing: id }} title={title} /> : null}
        <a class="button quiet" href={`${base}/search?direction=${direction}&kind=${kind}`}>
          {text.listing.similar[direction]}
        </a>
        {price.barter && state === 'published' && (you?.role === 'member' || you?.role === 'manager') ? (
          <a class="button quiet" href={`${base}/circles`}>
            {text.circles.without}
          </a>
        ) : null}
        {kind === 'input' && state === 'published' && (you?.role === 'member' || you?.role === 'manager') ? (
          <a class="button quiet" href={`${base}/pools/new?listing=${id}`}>
            {text.pools.together}
          </a>
        ) : null}
      </p>
    </Layout>
  );
}

/** What is shown below a link to it: its numbers and whose it is, before its words. */
function inShort({ format }: View, { price, quantity, firm, text }: ListingView): string {
  return [format.price(price), quantity && format.quantity(quantity), firm.name, text].filter(Boolean).join(' · ').slice(0, 160);
}

/** Only what is in the market for everyone is shown by others. */
function sharedOf(view: View, cluster: Cluster, listing: ListingView): Shared | undefined {
  if (listing.state !== 'published' || listing.visibility !== 'public') return undefined;
  return {
    path: `/c/${cluster.slug}/l/${listing.id}`,
    picture: addressOf(listingPicture(view, cluster, listing)),
    type: 'product',
    data: listingData(view, cluster, listing),
  };
}

function details(view: View, listing: ListingView) {
  const { text, format } = view;
  const t = text.listing;
  const { direction } = listing;
  const day = (moment: number | null) => (moment === null ? null : format.day(moment));
  const rows: [label: string, value: Child][] = [
    [t.minimumOrder, listing.minimumOrder && format.quantity(listing.minimumOrder)],
    [t.capacity, listing.capacityPerMonth && format.quantity(listing.capacityPerMonth)],
    [t.process, listing.process ? <bdi>{listing.process}</bdi> : null],
    [t.delivery, listing.deliveryDays === null ? null : text.market.days(listing.deliveryDays, format.number(listing.deliveryDays))],
    [t.available[direction], day(listing.availableFrom)],
    [t.until[direction], day(listing.availableUntil)],
    [t.price, listing.price.barter ? text.price.barter : null],
    [t.languages, languageList(view, listing.languages)],
    [t.visibility, text.visibilities[listing.visibility]],
    [t.standing, listing.standing ? t.standingYes : null],
    [t.published, listing.publishedAt === null ? null : format.ago(listing.publishedAt, view.now)],
    [t.expires, listing.standing ? null : day(listing.expiresAt)],
    [t.number, String(listing.id)],
  ];
  return (
    <dl>
      {rows.map(([label, value]) =>
        value ? (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** What its own firm sees: where it stands, and what can be done with it; what cannot be undone asks first. */
function own({ text, format }: View, { id, owner, state }: ListingView, base: string, formKey: string) {
  if (!owner) return null;
  const acts = ownerActs.filter((act) => owner.acts.includes(act));
  const move = (act: OwnerAct, look: string) => (
    <form method="post" action={`${base}/l/${id}/moves`}>
      <Key value={`${formKey}-${act}`} />
      <button type="submit" class={look} name="act" value={act}>
        {text.ownerActs[act]}
      </button>
    </form>
  );
  return (
    <section class="panel own">
      <h2>
        {text.listing.mine} · {text.listingStates[state]}
      </h2>
      {owner.returned ? (
        <div class="note">
          <p>
            <b>
              {text.listing.returned}: {text.returnReasons[owner.returned.reason]}
            </b>
          </p>
          {owner.returned.words ? <p dir="auto">{owner.returned.words}</p> : null}
        </div>
      ) : null}
      <p>
        {text.listing.inquiries(owner.inquiries, format.number(owner.inquiries))}
        {owner.inquiries ? (
          <>
            {' · '}
            <a href={`${base}/inbox`}>{text.listing.toInbox}</a>
          </>
        ) : null}
      </p>
      <div class="ways">
        {owner.acts.includes('edit') ? (
          <a class="button" href={`${base}/l/${id}/edit`}>
            <i class="i i-edit"></i>
            {text.listing.edit}
          </a>
        ) : null}
        {acts.filter((act) => !(act in text.listing.sure)).map((act) => move(act, 'button quiet'))}
      </div>
      {acts.map((act) =>
        act === 'fulfil' || act === 'withdraw' ? (
          <details>
            <summary>{text.ownerActs[act]}</summary>
            <p>{text.listing.sure[act]}</p>
            {move(act, act === 'withdraw' ? 'button grave' : 'button')}
          </details>
        ) : null,
      )}
    </section>
  );
}

/** The best of what fits it, so that the answer to posting already shows who is there. */
function fits(view: View, { id, direction, owner }: ListingView, base: string) {
  const words = view.text.matching;
  const matches = owner?.matches ?? [];
  return (
    <section class="panel" aria-labelledby="fits">
      <h2 id="fits">{words.fits[direction]}</h2>
      {matches.length === 0 ? <p>{words.none}</p> : null}
      <ol class="matches">
        {matches.map((match) => (
          <MatchItem view={view} match={match} />
        ))}
      </ol>
      {matches.length > 0 ? (
        <p>
          <a class="all" href={`${base}/l/${id}/matches`}>
            {words.all}
          </a>
        </p>
      ) : null}
      {direction === 'need' ? (
        <p>
          {view.text.coalitions.find.linkHint}{' '}
          <a class="all" href={`${base}/l/${id}/coalitions`}>
            {view.text.coalitions.find.link}
          </a>
        </p>
      ) : null}
    </section>
  );
}

/** Asking about it: the form, the way to sign in, or the question that was already asked. */
function ask(view: View, { id, title, asked, direction, quantity, state }: ListingView, base: string, formKey: string) {
  const { text, person } = view;
  const t = text.listing;
  if (asked)
    return (
      <p>
        {t.asked}{' '}
        <a class="button" href={`${base}/i/${asked.id}`}>
          {t.seeInquiry}
        </a>
      </p>
    );
  if (state !== 'published') return null;
  if (!person)
    return (
      <p>
        <a class="button" href={`/sign-in?next=${encodeURIComponent(`${base}/l/${id}`)}`}>
          {t.signInToAsk}
        </a>
      </p>
    );
  if (view.you?.role === 'suspended') return null;
  return (
    <form method="post" action={`${base}/l/${id}/inquiries`} class="ask" data-outbox="ask" data-title={title}>
      <h3>{t.ask[direction]}</h3>
      <Key value={formKey} />
      <OutboxWords view={view} />
      <div class="field">
        <label for="message">{t.message}</label>
        <p class="hint" id="message-hint">
          {t.messageHint[direction]}
        </p>
        <textarea
          id="message"
          name="message"
          rows={3}
          dir="auto"
          required
          minlength={5}
          maxlength={2000}
          aria-describedby="message-hint"
        ></textarea>
      </div>
      <Say filled={{ view, typed: {} }} into="message" />
      <div class="pair">
        <div class="field">
          <label for="quantityAmount">{t.quantityAsked[direction]}</label>
          <input id="quantityAmount" name="quantityAmount" inputmode="decimal" dir="ltr" />
        </div>
        <div class="field">
          <label for="quantityUnit">{t.unitAsked}</label>
          <select id="quantityUnit" name="quantityUnit">
            {quantity ? unitOptions(view, quantity.unit, true) : unitOptions(view, 'H87')}
          </select>
        </div>
      </div>
      <p class="hint">{t.askHint}</p>
      <button type="submit" class="button">
        {t.send}
      </button>
    </form>
  );
}
