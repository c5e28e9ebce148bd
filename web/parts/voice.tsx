/** Speaking and listening: the voice note of a form, its player, and the button that writes what is said. */
import type { Voice } from '../../schema/attachment.ts';
import type { View } from '../view.ts';
import { type Filled, typedOf } from './form.tsx';
import { Icon } from './icons.tsx';
import { problemText } from './refusal-text.ts';

/** Hidden until a script finds that the phone can record. `instead`: the field that may stay empty when there is a voice note. */
export function VoiceField({ filled, hint, instead }: { filled: Filled; hint: string; instead?: string }) {
  const { view } = filled;
  const { voice } = view.text.media;
  const files = `/c/${view.cluster?.slug}/files`;
  const id = typedOf(filled, 'voice');
  const problem = filled.refusal?.fields?.find(({ path }) => path === 'voice');
  return (
    <div
      class={problem ? 'voice-field wrong' : 'voice-field'}
      id="voice"
      role="group"
      aria-labelledby="voice-title"
      tabindex={-1}
      hidden={!id && !problem}
      data-voice={files}
      {...(instead && { 'data-instead': instead })}
      data-recording={voice.recording}
      data-sending={voice.sending}
      data-sent={voice.sent}
      data-waits={voice.waits}
      data-no-microphone={voice.noMicrophone}
      data-not-allowed={voice.notAllowed}
      data-too-short={voice.tooShort}
    >
      <h2 class="unseen" id="voice-title">
        {voice.title}
      </h2>
      {problem ? <p class="problem">{problemText(view.text, problem)}</p> : null}
      <input type="hidden" name="voice" value={id} />
      <p class="voice-ways" hidden>
        <button type="button" class="button quiet" data-record aria-describedby="voice-hint">
          <Icon name="voice" />
          {voice.record}
        </button>
        <button type="button" class="button grave" data-stop hidden>
          <Icon name="stop" />
          {voice.stop}
        </button>
        <span class="voice-level" hidden>
          <i></i>
        </span>
        <span class="voice-clock" dir="ltr" hidden></span>
      </p>
      <p class="unseen" id="voice-hint">
        {hint}
      </p>
      <div class="voice-heard" hidden={!id}>
        {id ? (
          <VoicePlayer view={view} voice={{ id: Number(id), milliseconds: Number(typedOf(filled, 'voiceLength')) }} />
        ) : (
          <Player view={view} src="" milliseconds={0} />
        )}
        <p class="voice-acts">
          <button type="button" class="link" data-again hidden>
            {voice.again}
          </button>
          <button type="button" class="link danger" data-remove hidden>
            {voice.remove}
          </button>
          <button type="button" class="link" data-resend hidden>
            {voice.resend}
          </button>
        </p>
        {id ? (
          <label class="choice">
            <input type="checkbox" name="drop" value={id} />
            <span>{voice.drop}</span>
          </label>
        ) : null}
      </div>
      <p class="voice-state" role="status"></p>
    </div>
  );
}

/** `milliseconds`: what recorders write has no length of its own; 0 where nobody knows it. */
export function VoicePlayer({ view, voice: { id, milliseconds } }: { view: View; voice: Voice }) {
  return <Player view={view} src={`/c/${view.cluster?.slug}/files/${id}`} milliseconds={milliseconds} />;
}

function Player({ view, src, milliseconds }: { view: View; src: string; milliseconds: number }) {
  const { voice } = view.text.media;
  return (
    <div
      class="player"
      data-player
      data-milliseconds={milliseconds}
      data-play={voice.play}
      data-pause={voice.pause}
      data-position={voice.position}
    >
      <audio controls preload="none" aria-label={voice.title} {...(src && { src })}></audio>
    </div>
  );
}

/** Both ways to speak instead of writing into a field: what is said is written, or is heard as it is. */
export function Say({ filled, into }: { filled: Filled; into: string }) {
  return (
    <div class="say">
      <Dictate view={filled.view} into={into} />
      <VoiceField filled={filled} hint={filled.view.text.media.voice.hintAsk} instead={into} />
    </div>
  );
}

/** Writes into the field of the page with this id; hidden where the browser does not understand speech. */
export function Dictate({ view, into }: { view: View; into: string }) {
  const { dictation, voice } = view.text.media;
  return (
    <button
      type="button"
      class="button quiet dictate"
      hidden
      aria-pressed="false"
      data-dictate={into}
      data-lang={spoken(view)}
      data-hearing={dictation.hearing}
      data-nothing={dictation.nothing}
      data-no-network={dictation.noNetwork}
      data-no-microphone={voice.noMicrophone}
      data-not-allowed={voice.notAllowed}
      data-failed={dictation.failed}
    >
      <Icon name="microphone" />
      <span>{dictation.start}</span>
    </button>
  );
}

/** The language of the page as it is spoken where the cluster is (BCP 47). */
function spoken({ locale, cluster }: View): string {
  const country = cluster?.country ?? '';
  if (locale === 'ar') return `ar-${country || 'EG'}`;
  if (locale === 'fr') return ['DZ', 'MA', 'TN'].includes(country) ? `fr-${country}` : 'fr-FR';
  return 'en-GB';
}
