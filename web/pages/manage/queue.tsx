/** What waits for a manager: each listing whole, published with one tap. */
import type { ListingView } from '../../../schema/listing.ts';
import type { Queue } from '../../../schema/moderation.ts';
import { Key } from '../../parts/form.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { View } from '../../view.ts';
import { JustDone, ManageFrame } from './frame.tsx';
import { ListingFacts } from './listing-facts.tsx';

export function QueuePage({ view, queue, newKey }: { view: View; queue: Queue; newKey: () => string }) {
  const { format } = view;
  const text = view.text.manage.queue;
  const shown = queue.waiting.length;
  return (
    <ManageFrame view={view} title={text.title} part="queue">
      <JustDone view={view} />
      {shown === 0 ? (
        <div class="calm">
          <Icon name="check" />
          <h1>{text.empty}</h1>
          <p>{text.emptyHint}</p>
        </div>
      ) : (
        <>
          <h1>{text.title}</h1>
          <p class="hint">
            {text.count(queue.total, format.number(queue.total))}.{' '}
            {queue.total > shown ? text.firstOf(format.number(shown), format.number(queue.total)) : text.order}
          </p>
          <ol class="queue">
            {queue.waiting.map((listing) => (
              <Waiting view={view} listing={listing} keyValue={newKey()} />
            ))}
          </ol>
        </>
      )}
    </ManageFrame>
  );
}

function Waiting({ view, listing, keyValue }: { view: View; listing: ListingView; keyValue: string }) {
  const text = view.text.manage.queue;
  const path = `/c/${view.cluster?.slug}/manage/listings/${listing.id}`;
  return (
    <li>
      <article class={`waiting ${listing.direction}`} aria-labelledby={`listing-${listing.id}`}>
        <h2 id={`listing-${listing.id}`} dir="auto">
          {listing.title}
        </h2>
        <p class="hint">{text.since(view.format.ago(listing.updatedAt, view.now))}</p>
        <ListingFacts view={view} listing={listing} />
        <div class="buttons">
          <form method="post" action={path}>
            <Key value={keyValue} />
            <input type="hidden" name="act" value="publish" />
            <input type="hidden" name="revision" value={String(listing.owner?.revision)} />
            <button type="submit" class="button" aria-label={text.publishNamed(listing.title)}>
              <Icon name="check" />
              {text.publish}
            </button>
          </form>
          <a class="button quiet" href={path} aria-label={text.otherNamed(listing.title)}>
            {text.other}
          </a>
        </div>
      </article>
    </li>
  );
}
