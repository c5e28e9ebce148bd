/** Being told on this phone: the button asks the browser, tells the server, and gives it up again. Where pushes come from is outside, and played here. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { textOf } from '../../web/text/index.ts';
import { inBrowser, newPage, origin, read, signedIn, troublesOf, write } from './browser.ts';

const { phone } = textOf('ar').reach;
const phones = async (page: Page) => (await read<{ phones: number }>(page, '/me/reach')).phones;

/** The same for a program, which is still there when its person has signed out. */
async function phonesBy(token: string): Promise<number> {
  const response = await fetch(`${origin}/api/v1/me/reach`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { phones: number }).phones;
}

inBrowser('a phone', () => {
  let state: Awaited<ReturnType<typeof signedIn>>;
  beforeAll(async () => {
    state = await signedIn('+201061118877', 'ليلى فهمي');
  });

  /** A page whose browser knows a push service of ours, which answers with one subscription. */
  async function open(permission: 'granted' | 'denied' | 'default'): Promise<Page> {
    const page = await newPage({ state });
    await page.addInitScript((given) => {
      // what a browser keeps apart from the storage of a site; here the name of the tab, which goes with it from page to page
      const made = (key: string) => ({
        endpoint: 'https://push.test/of-this-phone',
        options: {
          applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0)).buffer,
        },
        toJSON: () => ({ endpoint: 'https://push.test/of-this-phone', keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } }),
        unsubscribe: async () => {
          window.name = '';
          return true;
        },
      });
      Object.defineProperty(Notification, 'permission', { get: () => given });
      Notification.requestPermission = async () => given;
      Object.assign(PushManager.prototype, {
        subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
          window.name = key;
          return made(key);
        },
        getSubscription: async () => (window.name ? made(window.name) : null),
      });
    }, permission);
    await page.goto('/me/notices');
    return page;
  }

  test('that refuses notifications is told how to allow them', async () => {
    const page = await open('denied');
    await page.getByText(phone.denied).waitFor();
    expect(await page.getByRole('button', { name: phone.tell }).isVisible()).toBe(false);
    await page.context().close();
  });

  test('says so when it did not work', async () => {
    const page = await open('default');
    await page.getByRole('button', { name: phone.tell }).click();
    await page.getByText(phone.failed).waitFor();
    expect(await page.getByRole('button', { name: phone.tell }).isVisible()).toBe(true);
    expect(await phones(page)).toBe(0);
    await page.context().close();
  });

  test('is told when its person says so, shows that it is, and is not told when he or she leaves', async () => {
    const page = await open('granted');
    const { token: bearer } = await write<{ token: string }>(page, 'POST', '/me/tokens', { name: 'test', scopes: ['read'], days: 1 });
    await page.getByRole('button', { name: phone.tell }).click();
    await page.getByText(phone.told).waitFor();
    expect(await phones(page)).toBe(1);
    await page.reload();
    await page.getByText(phone.told).waitFor();
    expect(await page.getByRole('button', { name: phone.tell }).isVisible()).toBe(false);
    await page.getByRole('button', { name: phone.stop }).click();
    await page.getByRole('button', { name: phone.tell }).waitFor();
    expect(await phones(page)).toBe(0);

    await page.getByRole('button', { name: phone.tell }).click();
    await page.getByText(phone.told).waitFor();
    await page.goto('/me');
    await page.getByRole('button', { name: textOf('ar').account.me.signOut }).click();
    await page.waitForURL(`${origin}/?done=signed-out`);
    expect(troublesOf(page)).toEqual([]);
    await page.context().close();
    expect(await phonesBy(bearer)).toBe(0);
  });
});
