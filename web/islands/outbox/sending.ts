/** Keeps sending what waits while a page is open, and says on it how much there is. */
import { browserPorts, hurry, type Ports, sendAll } from './sender.ts';
import { openStore } from './store.ts';

/** Milliseconds after which is tried again while something waits. */
const again = 30_000;

export const store = openStore();
export const ports: Ports = browserPorts(store, () => void showCount().catch(() => {}));

/** Who reads the page; undefined for a visitor. */
export const reader = (): string | undefined => document.body.dataset.person;

let begun = false;

export function keepSending(): void {
  if (begun) return;
  begun = true;
  addEventListener('online', () => void hurry(ports).then(send, () => {}));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void send();
  });
  setInterval(() => void send(), again);
  void welcome().then(send, send);
}

/** Sends what is due; also by itself when the network is back and no page is open any more, where the browser can. */
export async function send(): Promise<void> {
  try {
    if ((await store.count()) > 0) await Promise.all([sendAll(ports), askForSync()]);
    await showCount();
  } catch {
    // a phone that keeps nothing, or has no room now: the next time
  }
}

/** What the phone has left of it, for good. */
export async function showCount(): Promise<void> {
  const count = await store.count();
  // the next page loads all this only when there is something to do
  if (count > 0) localStorage.setItem('outbox', String(count));
  else localStorage.removeItem('outbox');
  for (const badge of document.querySelectorAll<HTMLElement>('[data-waiting-badge]')) {
    badge.hidden = count === 0;
    const number = badge.querySelector('[data-count]') ?? badge;
    number.textContent = new Intl.NumberFormat(localeOf()).format(count);
  }
}

/** How numbers and times are written on this page. */
export const localeOf = (): string => document.querySelector<HTMLElement>('[data-as-of]')?.dataset.asOf ?? document.documentElement.lang;

async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined;
  await registration?.sync?.register('outbox').catch(() => {});
}

/** Who signed in again is who wrote it. */
async function welcome(): Promise<void> {
  const person = reader();
  for (const one of await store.list())
    if (one.person === person && one.state === 'signed-out') await store.step(one.id, { is: 'signed-in' }, Date.now());
}
