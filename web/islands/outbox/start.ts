/** All of the outbox that a page needs: for pages with a form of it, for the list of what waits, and for any page while something waits. */
import { bindOutboxForms } from './forms.ts';
import { keepSending } from './sending.ts';

export function startOutbox(): void {
  bindOutboxForms();
  if (document.querySelector('[data-waiting-list]')) void import('./list.ts').then(({ fillWaitingList }) => fillWaitingList());
  keepSending();
}
