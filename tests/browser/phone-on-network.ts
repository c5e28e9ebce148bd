/** A phone on a bad network: opened, pressed, told that the network is back, left without room; and what it still keeps. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Network, openNetwork } from './bad-network.ts';
import { newPage } from './browser.ts';
import type { Task } from './written.ts';

/** What comes to be so in time, also on a slow machine. */
export const soon = <T>(now: () => T) => expect.poll(now, { timeout: 20_000, interval: 100 });

/** `story` answers the last page of its phone. */
export async function onBadNetwork(story: (network: Network) => Promise<Page>): Promise<void> {
  const network = await openNetwork();
  try {
    await (await story(network)).context().close();
  } finally {
    network.close();
  }
}

interface Opening {
  /** Whether the phone's own worker is there. */
  worker?: boolean;
  /** Bytes that the phone has for this market. */
  room?: number;
}

/** A phone of one's own behind the network, with the form open and the phone's own worker there. */
export async function opened(network: Network, task: Task, { worker = true, room }: Opening = {}): Promise<Page> {
  const page = await newPage({ state: await task.by.context().storageState() });
  // what is fetched ahead is not what these are about
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  if (room) await giveRoom(page, network, room);
  if (!worker) await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }));
  await page.goto(network.origin + task.at);
  if (worker) await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await ready(page, task);
  return page;
}

export async function ready(page: Page, task: Task): Promise<void> {
  await page.locator(`${task.form}[data-bound]`).waitFor();
  if (task.photos) await page.locator('[data-photos][data-on]').waitFor({ state: 'attached' });
}

export const waits = (page: Page) => page.locator('[data-waiting-list] > li');

/** Kept by the phone, and sent as far as the network holds it: to its next photo, or to the form. */
export async function pressed(page: Page, task: Task, network: Network): Promise<() => void> {
  const holds = [network.hold('file'), network.hold('form')];
  const came = () => network.came.file + network.came.form;
  const before = came();
  await press(page, task);
  await soon(came).toBeGreaterThan(before);
  return () => {
    for (const release of holds) release();
  };
}

/** Until the phone has it: before that it is the page's. */
export async function press(page: Page, task: Task, how: (button: Locator) => Promise<void> = (button) => button.click()): Promise<void> {
  await how(task.send(page));
  await page.waitForFunction(
    (form) => document.querySelector<HTMLElement>(form)?.dataset.sent !== undefined || !document.querySelector(form),
    task.form,
  );
}

/** As soon as the network is back, what waits comes to this. */
export async function stateIs(page: Page, words: string): Promise<void> {
  const state = waits(page).getByText(words);
  await soon(() => hurry(page).then(() => state.count())).toBe(1);
}

/** The script that is fetched when it is needed, and has this word in it. */
export function partWith(word: string): string {
  const assets = join(import.meta.dirname, '../../dist/assets');
  const [found, ...others] = readdirSync(assets).filter(
    (file) => file.startsWith('part-') && readFileSync(join(assets, file), 'utf8').includes(word),
  );
  if (!found || others.length) throw new Error(`No single part has ${word}`);
  return found;
}

export async function giveRoom(page: Page, { origin }: Network, quotaSize: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
}

/** What the browser itself says when something is to be kept; null when it keeps it. */
export const refusesToKeep = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string | null>((said) => {
        const asked = indexedDB.open('another');
        asked.onupgradeneeded = () => {
          asked.result.createObjectStore('things').put('x'.repeat(1000), 'thing');
          const upgrade = asked.transaction as IDBTransaction;
          upgrade.onabort = () => said(upgrade.error?.name ?? '');
        };
        asked.onsuccess = () => said(null);
      }),
  );

const hurry = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));

/** What waits is sent as soon as the network is back; at the end there is nothing. */
export async function arrives(page: Page, { origin }: Network): Promise<void> {
  const waiting = `${origin}/waiting`;
  // it may be on its way there by itself
  await page.goto(waiting).catch(() => page.goto(waiting));
  await soon(() => hurry(page).then(() => left(page))).toBe(0);
}

/** How much the phone still keeps to be sent. */
export const left = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((counted) => {
        const asked = indexedDB.open('unqud-outbox');
        asked.onsuccess = () => {
          const all = asked.result.transaction('entries').objectStore('entries').count();
          all.onsuccess = () => {
            asked.result.close();
            counted(all.result);
          };
        };
      }),
  );

type Sync = (() => Promise<void>) & { page: Page };

/** Tells the phone's own worker that the network is back, as the browser does; from a page that is none of the market's. */
export async function syncOf(page: Page, { origin }: Network): Promise<Sync> {
  const blank = await page.context().newPage();
  const session = await page.context().newCDPSession(blank);
  const known = new Promise<string>((found) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (ours) found(ours.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  const registrationId = await known;
  const sync = async () => {
    await session.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'outbox', lastChance: false });
  };
  return Object.assign(sync, { page: blank });
}
