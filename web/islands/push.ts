/** Being told on this phone: shows what holds here, asks the browser to take pushes, and gives them up again. */

type State = 'ready' | 'told' | 'denied' | 'iphone' | 'cannot' | 'failed';

/** Under which it is remembered for whom this browser is told. */
const whose = 'told';
/** Milliseconds that the phone's own worker may take to be there. */
const patience = 10_000;
const address = '/api/v1/me/push-subscriptions';

/** On the page where one chooses, and wherever it is offered. */
export async function offerPush(): Promise<void> {
  const offers = document.querySelectorAll<HTMLElement>('[data-be-told]');
  const part = document.querySelector<HTMLElement>('[data-push]');
  if (offers.length === 0 && !part) return;
  const told = await isTold(part?.dataset.push);
  for (const offer of offers) offer.hidden = told;
  if (!part) return;
  show(part, told ? 'told' : whatHolds());
  part.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-push-act]');
    if (button) void act(part, button);
  });
}

/** Who leaves this browser is told nothing more here. Done while the session still is. */
export async function leavePush(): Promise<void> {
  const taken = await subscription();
  if (!taken) return;
  await send('DELETE', { endpoint: taken.endpoint }).catch(() => false);
  await taken.unsubscribe();
}

async function act(part: HTMLElement, button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  const done = await (button.dataset.pushAct === 'on' ? take(part.dataset.push ?? '') : give()).catch(() => false);
  button.disabled = false;
  const state = await isTold(part.dataset.push);
  show(part, state ? 'told' : whatHolds(), !done && Notification.permission !== 'denied');
  part.querySelector<HTMLElement>(state ? '[data-push-when=told] [tabindex]' : '[data-push-act=on]')?.focus();
}

async function take(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const registration = await Promise.race([navigator.serviceWorker.ready, new Promise<null>((late) => setTimeout(late, patience, null))]);
  if (!registration) return false;
  // what was taken under another key is of no use any more
  const before = await registration.pushManager.getSubscription();
  if (before && keyOf(before) !== key) await before.unsubscribe();
  const taken = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  if (!(await send('POST', taken.toJSON()))) return false;
  localStorage.setItem(whose, person());
  return true;
}

async function give(): Promise<boolean> {
  localStorage.removeItem(whose);
  await leavePush();
  return true;
}

/** Whether this browser is told, for this person, and under the key of today where one is given. */
async function isTold(key?: string): Promise<boolean> {
  if (!canPush() || Notification.permission !== 'granted' || localStorage.getItem(whose) !== person()) return false;
  const taken = await subscription();
  return taken !== null && (key === undefined || keyOf(taken) === key);
}

const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

function whatHolds(): State {
  if (canPush()) return Notification.permission === 'denied' ? 'denied' : 'ready';
  return /iPhone|iPad/.test(navigator.userAgent) && !matchMedia('(display-mode: standalone)').matches ? 'iphone' : 'cannot';
}

function show(part: HTMLElement, state: State, failed = false): void {
  for (const one of part.querySelectorAll<HTMLElement>('[data-push-when]'))
    one.hidden = one.dataset.pushWhen !== state && !(failed && one.dataset.pushWhen === 'failed');
}

async function subscription(): Promise<PushSubscription | null> {
  if (!canPush()) return null;
  return (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null;
}

async function send(method: 'POST' | 'DELETE', body: unknown): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  return (await fetch(address, { method, headers, body: JSON.stringify(body) })).ok;
}

const person = () => document.body.dataset.person ?? '';

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
