/** Pushes as they come to the phone: shown, opened, and asked for again when the browser makes its subscription anew. */
import type { Lasting } from './scope.ts';

interface Pushing extends Lasting {
  readonly data: { json(): unknown } | null;
}

interface Clicking extends Lasting {
  readonly notification: { close(): void; readonly data: unknown };
}

interface Taken {
  readonly endpoint: string;
  readonly options: { readonly applicationServerKey: ArrayBuffer | null };
  toJSON(): unknown;
}

interface Changing extends Lasting {
  readonly oldSubscription?: Taken | null;
  readonly newSubscription?: Taken | null;
}

interface Tab {
  readonly url: string;
  focus(): Promise<unknown>;
}

interface Events {
  push: Pushing;
  notificationclick: Clicking;
  pushsubscriptionchange: Changing;
}

/** What this needs of the phone's own worker. */
export interface PushScope {
  readonly location: { readonly origin: string };
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: {
    showNotification(title: string, options: object): Promise<void>;
    readonly pushManager: { subscribe(options: { userVisibleOnly: true; applicationServerKey: ArrayBuffer }): Promise<Taken> };
  };
  fetch(url: string, init: RequestInit): Promise<Response>;
  addEventListener<K extends keyof Events>(name: K, heard: (event: Events[K]) => void): void;
}

const subscriptions = '/api/v1/me/push-subscriptions';

export function bindPush(scope: PushScope): void {
  scope.addEventListener('push', (event) => event.waitUntil(show(scope, event)));
  scope.addEventListener('notificationclick', (event) => event.waitUntil(open(scope, event)));
  scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(scope, event)));
}

/** Something is always shown: browsers take pushes away from those who show nothing. */
function show(scope: PushScope, { data }: Pushing): Promise<void> {
  const { title, body, url, tag, lang, dir } = read(data);
  const options = {
    body,
    tag,
    lang,
    dir,
    renotify: tag !== undefined,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge.png',
    data: { url },
  };
  return scope.registration.showNotification(title ?? 'عنقود · Unqud', options);
}

type Said = Partial<Record<'title' | 'body' | 'url' | 'tag' | 'lang' | 'dir', string>>;

function read(data: Pushing['data']): Said {
  try {
    const said = data?.json();
    const texts = typeof said === 'object' && said !== null ? Object.entries(said).filter(([, value]) => typeof value === 'string') : [];
    return Object.fromEntries(texts);
  } catch {
    return {};
  }
}

/** A tab that is there already is brought to the front as it is, since somebody may be writing in it; else the page opens. */
async function open(scope: PushScope, { notification }: Clicking): Promise<void> {
  notification.close();
  const url = ours(scope, (notification.data as { url?: unknown } | null)?.url);
  // what is new in the inbox is only in a fresh one
  const tabs = url.endsWith('/inbox') ? [] : await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = tabs.find((tab) => tab.url.replace(/[?#].*/, '') === url);
  if (there) await there.focus();
  else await scope.clients.openWindow(url);
}

/** security: a notification opens pages of this site only. */
function ours({ location: { origin } }: PushScope, url: unknown): string {
  const to = typeof url === 'string' && URL.canParse(url, origin) ? new URL(url, origin) : null;
  return to?.origin === origin ? to.href : `${origin}/`;
}

async function renew(scope: PushScope, { oldSubscription: old, newSubscription }: Changing): Promise<void> {
  const key = old?.options.applicationServerKey;
  const taken =
    newSubscription ?? (key && (await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })));
  if (!taken) return;
  await send(scope, 'POST', taken.toJSON());
  if (old && old.endpoint !== taken.endpoint) await send(scope, 'DELETE', { endpoint: old.endpoint });
}

function send(scope: PushScope, method: 'POST' | 'DELETE', body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  return scope.fetch(subscriptions, { method, headers, body: JSON.stringify(body) });
}
