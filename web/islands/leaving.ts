/** Who signs out may be giving the phone to somebody else: what it keeps is erased, and what waits to be sent is asked about first. */

const leaves = /\/(sign-out|me\/sessions)$/;
/** Milliseconds that erasing may take; the answer of the server erases too. */
const patience = 2_000;

export function askBeforeLeaving(): void {
  // before anybody else hears of it
  document.addEventListener('submit', (event) => void leave(event), true);
}

async function leave(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (!leaves.test(new URL(form.action).pathname) || form.dataset.erased) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const waiting = await unsent();
  if (waiting > 0 && !form.dataset.asked && ask(form, waiting)) return;
  await Promise.race([erase(), new Promise((late) => setTimeout(late, patience))]);
  form.dataset.erased = 'yes';
  form.requestSubmit();
}

async function unsent(): Promise<number> {
  try {
    const { openStore } = await import('./outbox/store.ts');
    return await openStore().count();
  } catch {
    // the part of a version that is gone: the outbox notes here how much it has
    return Number(localStorage.getItem('outbox'));
  }
}

/** False where the page has no words for it. */
function ask(form: HTMLFormElement, waiting: number): boolean {
  const warning = document.querySelector<HTMLElement>('[data-unsent]');
  const count = warning?.querySelector('[data-count]');
  const button = warning?.querySelector<HTMLButtonElement>('[data-leave]');
  if (!warning || !count || !button) return false;
  count.textContent = new Intl.NumberFormat(document.querySelector<HTMLElement>('[data-as-of]')?.dataset.asOf).format(waiting);
  warning.hidden = false;
  warning.scrollIntoView({ block: 'center' });
  button.onclick = () => {
    form.dataset.asked = 'yes';
    form.requestSubmit();
  };
  return true;
}

/** security: the same is asked of the browser by the answer to signing out, for pages without scripts. */
async function erase(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  await Promise.allSettled([
    import('./outbox/store.ts').then(({ openStore }) => openStore().wipe()),
    import('./push.ts').then(({ leavePush }) => leavePush()),
    new Promise((done) => {
      const worker = navigator.serviceWorker?.controller;
      if (!worker) return done(null);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      worker.postMessage({ forget: true }, [port2]);
    }),
  ]);
}
