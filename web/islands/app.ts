/** Everything that runs in the browser. Every page works without it. */
import { offerNearMe } from './near-me.ts';
import { renewInPlace } from './renew.ts';
import { sendOnce } from './send-once.ts';
import { offerSharing } from './share.ts';

renewInPlace();
sendOnce();

const offer = () => {
  offerNearMe();
  offerSharing();
};
offer();
document.addEventListener('htmx:after:swap', offer);

// who sent something that was not accepted hears first what to correct
document.querySelector<HTMLElement>('.error-summary')?.focus();
