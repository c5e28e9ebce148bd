/** Everything that runs in the browser. Every page works without it. */
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

// browsers bring what gets the focus into sight, but leave half a chip at the edge of its row
document.addEventListener('focusin', (event) => {
  (event.target as Element).closest('.chips a')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

// who sent something that was not accepted hears first what to correct
document.querySelector<HTMLElement>('.error-summary')?.focus();
