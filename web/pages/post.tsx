/** Posting a listing, and editing one. */
import type { LineRead } from '../../schema/line.ts';
import type { ListingState, ReturnReason } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { type Filled, Key } from '../parts/form.tsx';
import { OneLine, SoFar } from '../parts/one-line.tsx';
import { OutboxWords } from '../parts/outbox-words.tsx';
import { PhotoList, PhotoWays } from '../parts/photos.tsx';
import { Refused } from '../parts/refused.tsx';
import { usualUnits } from '../parts/unit-select.tsx';
import { VoiceField } from '../parts/voice.tsx';
import type { View } from '../view.ts';
import { ListingFields, listingLabels } from './listing-form.tsx';

interface PostProps {
  view: View;
  filled: Filled;
  formKey: string;
}

/** `line`: what was written in one line, and what was understood of it; absent when the form itself was sent. */
export function PostPage({ view, filled, formKey, line }: PostProps & { line?: { text: string; read: LineRead | null } }) {
  const text = view.text.trade.post;
  return (
    <Layout view={view} title={text.title} tab="post">
      <h1>{text.title}</h1>
      <Refused filled={filled} labels={listingLabels(view.text)} />
      {line ? <OneLine view={view} text={line.text} read={line.read} /> : null}
      <form
        class="listing-form"
        method="post"
        action={`/c/${view.cluster?.slug}/l`}
        enctype="multipart/form-data"
        novalidate
        data-outbox="listing"
        data-title={text.title}
      >
        <Key value={formKey} />
        <input type="hidden" name="lang" value={view.locale} />
        <OutboxWords view={view} />
        <Shown filled={filled} soFar={line !== undefined} />
        <h2>{text.details}</h2>
        <ListingFields filled={filled} firstUnit={firstUnit(view)} />
        <p class="hint">{text.review}</p>
        <p class="buttons send-bar">
          <button type="submit" class="button" name="submit" value="yes">
            {text.publish}
          </button>
          <button type="submit" class="button quiet" name="submit" value="no">
            {text.draft}
          </button>
        </p>
      </form>
    </Layout>
  );
}

/** What needs no words: photos and a voice note, before all fields. */
function Shown({ filled, soFar }: { filled: Filled; soFar: boolean }) {
  return (
    <>
      <div class="shown">
        <PhotoWays filled={filled} />
        <VoiceField filled={filled} hint={filled.view.text.media.voice.hint} />
      </div>
      {soFar ? <SoFar view={filled.view} /> : null}
      <PhotoList filled={filled} />
    </>
  );
}

interface EditProps extends PostProps {
  id: number;
  state: ListingState;
  returned: { reason: ReturnReason; words: string } | null;
}

export function EditPage({ view, filled, formKey, id, state, returned }: EditProps) {
  const text = view.text.trade.edit;
  const address = `/c/${view.cluster?.slug}/l/${id}`;
  const revision = filled.typed.revision;
  const unsent = state === 'draft' || state === 'returned';
  return (
    <Layout view={view} title={text.title} tab="firm">
      <h1>{text.title}</h1>
      {returned ? (
        <aside class="note">
          <p>
            {text.returned} <b>{view.text.returnReasons[returned.reason]}</b>
          </p>
          {returned.words ? <blockquote dir="auto">{returned.words}</blockquote> : null}
        </aside>
      ) : null}
      <Refused filled={filled} labels={listingLabels(view.text)} current={address} />
      <form
        class="listing-form"
        method="post"
        action={address}
        enctype="multipart/form-data"
        novalidate
        data-outbox="edit"
        data-title={text.title}
      >
        <Key value={formKey} />
        <input type="hidden" name="lang" value={view.locale} />
        <OutboxWords view={view} />
        <input type="hidden" name="revision" value={Array.isArray(revision) ? revision[0] : revision} />
        <Shown filled={filled} soFar={false} />
        <ListingFields filled={filled} firstUnit={firstUnit(view)} />
        <p class="hint">{unsent ? view.text.trade.post.review : text.review}</p>
        <p class="buttons send-bar">
          {unsent ? (
            <>
              <button type="submit" class="button" name="submit" value="yes">
                {text.publish}
              </button>
              <button type="submit" class="button quiet" name="submit" value="no">
                {view.text.trade.post.draft}
              </button>
            </>
          ) : (
            <button type="submit" class="button" name="submit" value="yes">
              {text.save}
            </button>
          )}
          <a class="button quiet" href={address}>
            {view.text.form.cancel}
          </a>
        </p>
      </form>
    </Layout>
  );
}

const firstUnit = (view: View): string => usualUnits(view.cluster?.sector)[0] ?? 'H87';
