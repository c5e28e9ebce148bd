/** What the phone's own worker does with pushes: shows them, opens what they are about, and keeps its subscription alive. */
import { beforeEach, describe, expect, it } from 'vitest';
import { bindPush, type PushScope } from '../../web/worker/push.ts';

const origin = 'https://unqud.test';
let shown: { title: string; options: Record<string, unknown> }[];
let opened: string[];
let focused: string[];
let sent: { method: string | undefined; url: string; body: unknown }[];
let tabs: string[];
let asked: unknown[];
const heard = new Map<string, (event: never) => void>();

const taken = (endpoint: string) => ({
  endpoint,
  options: { applicationServerKey: new Uint8Array([4, 1, 2]).buffer },
  toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
});

const scope: PushScope = {
  location: { origin },
  clients: {
    matchAll: async () =>
      tabs.map((url) => ({
        url,
        focus: async () => void focused.push(url),
      })),
    openWindow: async (url) => void opened.push(url),
  },
  registration: {
    showNotification: async (title, options) => void shown.push({ title, options: options as Record<string, unknown> }),
    pushManager: {
      subscribe: async (options) => {
        asked.push(options);
        return taken('https://push.test/new');
      },
    },
  },
  fetch: async (url, init) => {
    sent.push({ url, method: init.method, body: JSON.parse(String(init.body)) });
    return new Response(null, { status: 204 });
  },
  addEventListener: (name, listener) => heard.set(name, listener as (event: never) => void),
};

beforeEach(() => {
  [shown, opened, focused, sent, tabs, asked] = [[], [], [], [], [], []];
  heard.clear();
  bindPush(scope);
});

/** Lets an event happen, and all of its work be done. */
async function happen(name: string, event: object): Promise<void> {
  const work: Promise<unknown>[] = [];
  heard.get(name)?.({ ...event, waitUntil: (one: Promise<unknown>) => void work.push(one) } as never);
  expect(work).toHaveLength(1);
  await Promise.all(work);
}

const push = (said: unknown) => happen('push', { data: { json: () => said } });
const click = async (url: unknown) => {
  let closed = false;
  await happen('notificationclick', { notification: { close: () => (closed = true), data: { url } } });
  expect(closed).toBe(true);
};

describe('a push', () => {
  it('is shown as it says, in its language and direction', async () => {
    await push({ title: 'وصلتك رسالة', body: 'جلد', url: '/c/robbiki/i/7', tag: 'robbiki', lang: 'ar', dir: 'rtl' });
    expect(shown).toEqual([
      {
        title: 'وصلتك رسالة',
        options: {
          body: 'جلد',
          tag: 'robbiki',
          lang: 'ar',
          dir: 'rtl',
          renotify: true,
          icon: '/icons/icon-192.png',
          badge: '/icons/badge.png',
          data: { url: '/c/robbiki/i/7' },
        },
      },
    ]);
  });

  it.each<[string, { json(): unknown } | null]>([
    ['nothing', null],
    [
      'what is no JSON',
      {
        json: () => {
          throw new SyntaxError('no');
        },
      },
    ],
    ['a number', { json: () => 7 }],
    ['wrong fields', { json: () => ({ title: 7, tag: null }) }],
  ])('that says %s is still shown, since a browser wants something to see', async (_, data) => {
    await happen('push', { data });
    expect(shown).toMatchObject([{ title: 'عنقود · Unqud', options: { renotify: false, data: {} } }]);
  });
});

describe('a press on it', () => {
  it('opens what it is about', async () => {
    tabs = [`${origin}/c/robbiki/l/new`];
    await click('/c/robbiki/i/7');
    expect([opened, focused]).toEqual([[`${origin}/c/robbiki/i/7`], []]);
  });

  it('brings a tab to the front that is there already', async () => {
    tabs = [`${origin}/`, `${origin}/c/robbiki/i/7?done=sent#top`];
    await click('/c/robbiki/i/7');
    expect([opened, focused]).toEqual([[], [tabs[1]]]);
  });

  it('opens the inbox anew, where something is new', async () => {
    tabs = [`${origin}/c/robbiki/inbox`];
    await click('/c/robbiki/inbox');
    expect(opened).toEqual([`${origin}/c/robbiki/inbox`]);
  });

  it.each(['https://evil.test/', '//evil.test', 'javascript:alert(1)', undefined, 7])('never leads to another site: %s', async (url) => {
    await click(url);
    expect(opened).toEqual([`${origin}/`]);
  });
});

describe('a subscription that the browser made anew', () => {
  it('is told to the server, and the old one is ended', async () => {
    await happen('pushsubscriptionchange', {
      oldSubscription: taken('https://push.test/old'),
      newSubscription: taken('https://push.test/2'),
    });
    expect(sent.map(({ method, body }) => [method, (body as { endpoint: string }).endpoint])).toEqual([
      ['POST', 'https://push.test/2'],
      ['DELETE', 'https://push.test/old'],
    ]);
    expect(asked).toEqual([]);
  });

  it('is asked for under the old key where the browser did not make one', async () => {
    const old = taken('https://push.test/old');
    await happen('pushsubscriptionchange', { oldSubscription: old });
    expect(asked).toEqual([{ userVisibleOnly: true, applicationServerKey: old.options.applicationServerKey }]);
    expect(sent[0]).toMatchObject({ method: 'POST', url: '/api/v1/me/push-subscriptions', body: { endpoint: 'https://push.test/new' } });
  });

  it('is left when nothing is known of it', async () => {
    await happen('pushsubscriptionchange', {});
    expect([asked, sent]).toEqual([[], []]);
  });
});
