/** Reading without a network, from the side of the page: the worker is registered, a page of before says so, and what one needs is asked for ahead. */
import { listKept } from './kept.ts';
import { askBeforeLeaving } from './leaving.ts';

export function readOffline(): void {
  sayAsOf(Number(document.documentElement.dataset.kept));
  void listKept().catch(() => {});
  askBeforeLeaving();
  const workers = navigator.serviceWorker;
  if (!workers) return;
  workers.addEventListener('message', ({ data }) => sayAsOf(Number((data as { keptAt?: number } | null)?.keptAt)));
  const first = !workers.controller;
  // a phone that forbids it reads online
  workers
    .register('/sw.js', { updateViaCache: 'none' })
    .then(() => workers.controller ?? new Promise((taken) => workers.addEventListener('controllerchange', taken, { once: true })))
    .then(() => keepAhead(first))
    .catch(() => {});
}

/** `keptAt`: milliseconds since the epoch. */
function sayAsOf(keptAt: number): void {
  const line = document.querySelector<HTMLElement>('[data-as-of]');
  const time = line?.querySelector('time');
  // what waits is told by the phone itself, and is always of now
  if (!keptAt || !line || !time || document.querySelector('[data-waiting-list]')) return;
  time.dateTime = new Date(keptAt).toISOString();
  time.textContent = ago(keptAt, line.dataset.asOf ?? 'ar');
  line.hidden = false;
  // forms that were kept with their page have keys that may have been used
  for (const key of document.querySelectorAll<HTMLInputElement>('main form[method=post] input[name=key]')) key.value = crypto.randomUUID();
}

const spans = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const;

function ago(moment: number, tag: string): string {
  const past = Math.max(0, Date.now() - moment);
  const [unit, length] = spans.find(([, span]) => past >= span) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(-Math.floor(past / length), unit);
}

/** What is likely to be read again is kept while the network is there. Whoever pays for each byte is spared. */
async function keepAhead(first: boolean): Promise<void> {
  // a form that is sent without a network leads to the list of what waits
  if (document.querySelector('[data-outbox]') && !(await caches.match('/waiting')))
    await fetch('/waiting', { headers: { accept: 'text/html' } });
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  if (connection?.saveData || (connection?.effectiveType ?? '4g') !== '4g') return;
  // the page that is open came before there was a worker to keep it
  if (first) await fetch(location.href, { headers: { accept: 'text/html' } });
  const { home } = document.body.dataset;
  if (home) navigator.serviceWorker.controller?.postMessage({ ahead: `/c/${home}` });
}
