/** Everything that runs in the browser. Every page works without it. */

import { offerInstalling } from './install.ts';
import { offerNearMe } from './near-me.ts';
import { forgetWhenAsked, offerRecent, remember } from './recent.ts';
import { renewInPlace } from './renew.ts';
import { sendOnce } from './send-once.ts';
import { offerSharing } from './share.ts';
import { searchWhileTyping } from './typing.ts';

renewInPlace();
searchWhileTyping();
sendOnce();
forgetWhenAsked();
offerInstalling();
// what is needed only when the network is gone waits until the page has come
addEventListener('load', () => void import('./offline.ts').then(({ readOffline }) => readOffline()));

const offer = () => {
  offerNearMe();
  offerSharing();
  offerRecent();
};
remember();
offer();
document.addEventListener('htmx:after:swap', offer);
// words that are left in a hurry were finished too
addEventListener('pagehide', remember);

// what few pages need comes when a page has use for it
if (document.querySelector('[data-photos]')) void import('./photos.ts').then(({ offerPhotos }) => offerPhotos());
if (document.querySelector('[data-voice]')) void import('./voice.ts').then(({ offerVoice }) => offerVoice());
if (document.querySelector('[data-player]')) void import('./player.ts').then(({ offerPlayers }) => offerPlayers());
if (document.querySelector('[data-dictate]')) void import('./dictation.ts').then(({ offerDictation }) => offerDictation());
if (document.querySelector('[data-outbox], [data-waiting-list]') || somethingWaits())
  void import('./outbox/start.ts').then(({ startOutbox }) => startOutbox());
if (document.querySelector('[data-line]')) void import('./line.ts').then(({ offerLine }) => offerLine());
if (document.querySelector('[data-push], [data-be-told]')) void import('./push.ts').then(({ offerPush }) => offerPush());

// browsers bring what gets the focus into sight, but leave half a chip at the edge of its row
document.addEventListener('focusin', (event) => {
  (event.target as Element).closest('.chips a')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

// who sent something that was not accepted hears first what to correct
document.querySelector<HTMLElement>('.error-summary')?.focus();

/** The outbox says so itself, so that pages need not load it to know. */
function somethingWaits(): boolean {
  try {
    return localStorage.getItem('outbox') !== null;
  } catch {
    return false;
  }
}
