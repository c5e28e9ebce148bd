/** Asking about a listing. */
import type { ListingView } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { type Filled, Key, TextArea, TextField } from '../parts/form.tsx';
import { OutboxWords } from '../parts/outbox-words.tsx';
import { Refused } from '../parts/refused.tsx';
import { UnitSelect } from '../parts/unit-select.tsx';
import { Say } from '../parts/voice.tsx';
import type { View } from '../view.ts';

/** `listing` is null when it could not be read together with a refusal. `askName`: the one who asks has no name yet. */
export function AskPage(props: { view: View; filled: Filled; formKey: string; id: number; listing: ListingView | null; askName: boolean }) {
  const { view, filled, formKey, id, listing, askName } = props;
  const text = view.text.trade.ask;
  const direction = listing?.direction ?? 'offer';
  const address = `/c/${view.cluster?.slug}/l/${id}`;
  const open = listing === null || listing.state === 'published';
  // one open question about a listing at a time
  const pending = listing?.asked?.state === 'open' && !filled.refusal;
  const own = listing !== null && view.you?.firm?.id === listing.firm.id;
  return (
    <Layout view={view} title={text.titles[direction]} tab="market">
      <h1>{text.titles[direction]}</h1>
      {listing ? (
        <div class="note">
          <p>
            <a href={address} dir="auto">
              {listing.title}
            </a>
          </p>
          <p class="figures">
            <b>{view.format.price(listing.price)}</b>
            {listing.quantity ? <span>{view.format.quantity(listing.quantity)}</span> : null}
          </p>
          <p class="by">
            <bdi>{listing.firm.name}</bdi>
          </p>
        </div>
      ) : null}
      {listing?.asked ? (
        <p class="buttons">
          <a class="button quiet" href={`/c/${view.cluster?.slug}/i/${listing.asked.id}`}>
            {text.asked}
          </a>
        </p>
      ) : null}
      <Refused
        filled={filled}
        labels={{
          name: text.name,
          message: text.message,
          voice: view.text.media.voice.title,
          quantityAmount: text.quantity,
          quantityUnit: view.text.trade.post.unit,
        }}
      />
      {own || !open ? <p>{own ? text.own : text.closed}</p> : null}
      {own || !open || pending ? null : (
        <form
          method="post"
          action={`${address}/inquiries`}
          novalidate
          data-outbox="ask"
          data-title={listing?.title ?? text.titles[direction]}
        >
          <Key value={formKey} />
          <OutboxWords view={view} />
          {askName ? (
            <TextField filled={filled} name="name" label={text.name} hint={text.nameHint} autocomplete="name" maxlength={80} required />
          ) : null}
          <TextArea
            filled={filled}
            name="message"
            label={text.message}
            hint={text.messageHints[direction]}
            rows={5}
            maxlength={2000}
            required
          />
          <Say filled={filled} into="message" />
          <div class="pair">
            <TextField filled={filled} name="quantityAmount" label={text.quantity} inputmode="decimal" dir="ltr" />
            <UnitSelect filled={filled} name="quantityUnit" label={view.text.trade.post.unit} />
          </div>
          <p class="hint">{text.private}</p>
          <p class="buttons">
            <button type="submit" class="button">
              {text.send}
            </button>
            <a class="button quiet" href={address}>
              {view.text.form.cancel}
            </a>
          </p>
        </form>
      )}
    </Layout>
  );
}
