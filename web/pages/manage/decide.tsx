/** One listing and all that a manager can do with it now: publish, return with words, or remove for good. */
import { type ListingView, returnReasons } from '../../../schema/listing.ts';
import type { Refusal } from '../../../schema/refusal.ts';
import { ErrorSummary, type Filled, Key, Select, TextArea, Tick } from '../../parts/form.tsx';
import type { Typed, View } from '../../view.ts';
import { ManageFrame, managePath } from './frame.tsx';
import { ListingFacts } from './listing-facts.tsx';

interface Props {
  view: View;
  listing: ListingView;
  typed?: Typed;
  /** Its paths are names of this page's fields. */
  refusal?: Refusal;
  keyOf: (act: string) => string;
}

export function DecidePage({ view, listing, typed = {}, refusal, keyOf }: Props) {
  const text = view.text.manage.decide;
  const filled: Filled = { view, typed, refusal };
  const acts = listing.owner?.acts ?? [];
  const form = { filled, listing, keyOf };
  const decidable = ['publish', 'return', 'remove'].some((act) => acts.includes(act));
  return (
    <ManageFrame view={view} title={listing.title} part="queue" below>
      {refusal?.code === 'stale' || refusal?.code === 'wrong-state' ? (
        <div class="error-summary" role="alert" tabindex={-1}>
          <h2>{decidable ? text.changed : text.ended}</h2>
        </div>
      ) : (
        <ErrorSummary
          filled={filled}
          fields={{
            reason: { name: 'reason', label: text.reason },
            words: { name: 'words', label: text.words },
            removeReason: { name: 'removeReason', label: text.reason },
            removeWords: { name: 'removeWords', label: text.words },
            sure: { name: 'sure', label: text.sure },
          }}
        />
      )}
      <article class={`waiting ${listing.direction}`}>
        <h1 dir="auto">{listing.title}</h1>
        <p class="hint">
          {text.state}: <strong>{view.text.listingStates[listing.state]}</strong>
        </p>
        {listing.owner?.returned ? (
          <p class="said-before">
            {text.returnedBefore}: {view.text.returnReasons[listing.owner.returned.reason]}{' '}
            {listing.owner.returned.words ? <q dir="auto">{listing.owner.returned.words}</q> : null}
          </p>
        ) : null}
        <ListingFacts view={view} listing={listing} />
      </article>
      {acts.includes('publish') ? <Publish {...form} /> : null}
      {acts.includes('return') ? <Return {...form} /> : null}
      {acts.includes('remove') ? <Remove {...form} /> : null}
      {decidable ? null : <p>{text.ended}</p>}
      <p>
        <a class="all" href={managePath(view, 'queue')}>
          {text.back}
        </a>
      </p>
    </ManageFrame>
  );
}

interface FormProps {
  filled: Filled;
  listing: ListingView;
  keyOf: (act: string) => string;
}

function Hidden({ act, listing, keyOf }: { act: string; listing: ListingView; keyOf: (act: string) => string }) {
  return (
    <>
      <Key value={keyOf(act)} />
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="revision" value={String(listing.owner?.revision)} />
    </>
  );
}

const action = ({ view }: Filled, listing: ListingView) => `/c/${view.cluster?.slug}/manage/listings/${listing.id}`;

function Publish({ filled, listing, keyOf }: FormProps) {
  const text = filled.view.text.manage.decide;
  return (
    <section class="act" aria-labelledby="act-publish">
      <h2 id="act-publish">{text.publishHeading}</h2>
      <p class="hint">{text.publishHint}</p>
      <form method="post" action={action(filled, listing)}>
        <Hidden act="publish" listing={listing} keyOf={keyOf} />
        <button type="submit" class="button">
          {text.publish}
        </button>
      </form>
    </section>
  );
}

function Return({ filled, listing, keyOf }: FormProps) {
  const text = filled.view.text.manage.decide;
  return (
    <section class="act" aria-labelledby="act-return">
      <h2 id="act-return">{text.returnHeading}</h2>
      <p class="hint">{text.returnHint}</p>
      <form method="post" action={action(filled, listing)}>
        <Hidden act="return" listing={listing} keyOf={keyOf} />
        <Select filled={filled} name="reason" label={text.reason} required empty={text.chooseReason} choices={reasonChoices(filled.view)} />
        <TextArea filled={filled} name="words" label={text.words} hint={text.wordsHint} rows={3} maxlength={1000} />
        <button type="submit" class="button">
          {text.return}
        </button>
      </form>
    </section>
  );
}

function Remove({ filled, listing, keyOf }: FormProps) {
  const text = filled.view.text.manage.decide;
  return (
    <section class="act grave" aria-labelledby="act-remove">
      <h2 id="act-remove">{text.removeHeading}</h2>
      <p class="hint">{text.removeHint}</p>
      <form method="post" action={action(filled, listing)}>
        <Hidden act="remove" listing={listing} keyOf={keyOf} />
        <Select
          filled={filled}
          name="removeReason"
          label={text.reason}
          required
          empty={text.chooseReason}
          choices={reasonChoices(filled.view)}
        />
        <TextArea filled={filled} name="removeWords" label={text.words} rows={2} maxlength={1000} />
        <Tick filled={filled} name="sure" label={text.sure} />
        <button type="submit" class="button grave">
          {text.remove}
        </button>
      </form>
    </section>
  );
}

const reasonChoices = ({ text }: View) => returnReasons.map((reason) => ({ value: reason, label: text.returnReasons[reason] }));
