/** Pages as only a phone can make them: with what is shown and said, what waits on it, what it keeps, and what it asks. */
import type { Page } from 'playwright-core';
import type { Entry } from '../../web/islands/outbox/entry.ts';
import type { Text } from '../../web/text/index.ts';
import { read } from './browser.ts';
import { ask, market, own, type Sight } from './pages.ts';
import { photo } from './phone.ts';

const posting = `${market}/l/new`;
const line = 'عندي ٥٠٠ قدم جلد بقري طبيعي ١.٢ مم ب ٩٠ جنيه القدم';

/** The writer's phones are used by nobody else: what is left on one stays there for the next page. */
export const phoneSights: Sight[] = [
  {
    name: 'a listing with photos and a voice note',
    route: '/c/:cluster/l/:id',
    as: 'visitor',
    at: async () => `${market}/l/${await spoken()}`,
    after: (page, text) => page.getByRole('button', { name: text.media.voice.play }).waitFor(),
  },
  {
    name: 'posting, with a photo, a voice note and a chip that is open',
    route: '/c/:cluster/l/new',
    as: 'writer',
    at: posting,
    after: async (page, text) => {
      await page.locator('#line').fill(line);
      await page.locator('.piece').first().waitFor();
      await page
        .locator('input[name=photos]')
        .last()
        .setInputFiles([await photo(page, 300, 200), await photo(page, 200, 300, 'teal')]);
      await page.getByText(text.media.photos.sent, { exact: true }).nth(1).waitFor();
      await record(page, text);
      await page.locator('.piece button[aria-expanded]').nth(4).click();
      await page.locator('.chip-panel #priceMin').waitFor();
    },
  },
  {
    name: 'posting, with what was written before',
    route: '/c/:cluster/l/new',
    as: 'writer',
    at: posting,
    after: (page, text) => page.getByRole('button', { name: text.phone.form.draftDrop }).waitFor(),
  },
  {
    name: 'posting, not accepted by the market',
    route: '/c/:cluster/l/new',
    as: 'writer',
    at: posting,
    after: async (page) => {
      await page.locator('.thumb').nth(1).waitFor();
      await page.locator('#priceMin').fill('كثير');
      await page.locator('.send-bar [value=yes]').click();
      await page.locator('.error-summary').waitFor();
    },
  },
  {
    name: 'asking with a voice note',
    route: '/c/:cluster/l/:id/inquiries',
    as: 'writer',
    at: async () => `${market}/l/${await spoken()}/inquiries`,
    after: record,
  },
  {
    name: 'what waits for one who has signed out',
    route: '/waiting',
    as: 'visitor',
    at: '/waiting',
    after: async (page, text) => {
      await put(page, ['signed-out', 'waiting']);
      await page.locator('main').getByRole('link', { name: text.phone.signIn }).waitFor();
    },
  },
  {
    name: 'what waits',
    route: '/waiting',
    as: 'writer',
    at: '/waiting',
    after: async (page, text) => {
      await put(page, ['conflict', 'refused', 'old', 'waiting']);
      await page.getByRole('button', { name: text.phone.throwAway }).first().click();
      await page.getByRole('button', { name: text.phone.yes }).waitFor();
    },
  },
  {
    name: 'what somebody else changed meanwhile, beside what was written',
    route: '/c/:cluster/l/:id/edit',
    as: 'writer',
    at: '/waiting',
    after: async (page, text) => {
      await page.getByRole('link', { name: text.phone.both }).click();
      await page.locator('.both').first().waitFor();
      await page.getByText(text.phone.form.conflict).waitFor();
    },
  },
  {
    name: 'signing out while something waits',
    route: '/me',
    as: 'writer',
    at: '/me',
    after: async (page, text) => {
      // the question comes with what runs after the page
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await page.getByRole('button', { name: text.account.me.signOut, exact: true }).click();
      await page.getByText(text.offline.unsentHint).waitFor();
    },
  },
  {
    name: 'a page of before, when the network does not answer',
    route: '/c/:cluster/firm',
    as: 'writer',
    at: `${market}/firm`,
    after: async (page, text) => {
      await page.evaluate(() => dispatchEvent(new Event('beforeinstallprompt')));
      await page.getByRole('button', { name: text.offline.install }).waitFor();
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await page.evaluate(() =>
        navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { keptAt: Date.now() - 7_300_000 } })),
      );
      await page.getByText(text.offline.asOf).waitFor();
    },
  },
  {
    name: 'no network, with what is kept',
    route: '/offline',
    as: 'writer',
    at: '/offline',
    after: async (page, text) => {
      await page.evaluate(async (market) => {
        const cache = await caches.open('pages');
        const titles = { '': 'الروبيكي · عنقود', '/l/7': 'جلد بقري · الروبيكي · عنقود', '/l/8': 'Cow crust · Robbiki · Unqud' };
        for (const [path, title] of Object.entries(titles)) {
          const headers = { 'content-type': 'text/html', 'x-title': encodeURIComponent(title), 'x-kept': String(Date.now()) };
          await cache.put(market + path, new Response(`<a href="${market}/l/7">`, { headers }));
        }
      }, market);
      await page.reload();
      await page.getByRole('heading', { name: text.offline.seen }).waitFor();
      await page.getByRole('link', { name: text.offline.waiting }).waitFor();
    },
  },
];

/** The listing of the demonstration that has photos and a voice note. */
async function spoken(): Promise<number | undefined> {
  const query = encodeURIComponent('جلد بقري بوكس أسود');
  const { hits } = await ask('visitor', (page) => read<{ hits: { id: number }[] }>(page, `/clusters/robbiki/search?q=${query}`));
  return hits[0]?.id;
}

async function record(page: Page, text: Text): Promise<void> {
  const { voice } = text.media;
  await page.getByRole('button', { name: voice.record }).click();
  await page.getByText('0:01').waitFor();
  await page.getByRole('button', { name: voice.stop }).click();
  await page.getByText(voice.sent, { exact: true }).last().waitFor();
}

/** An entry in each of the states, none of which is due: that would be sent. */
async function put(page: Page, states: Entry['state'][]): Promise<void> {
  // the database is there when it was read
  await page.locator('[data-waiting-none]:not([hidden]), [data-waiting-list] > li').first().waitFor();
  await page.evaluate(
    async ({ market, id, states }) => {
      const now = Date.now();
      const address = `${market}/l/${id}`;
      const basis = {
        person: document.body.dataset.person ?? 'somebody',
        place: 'مدينة الجلود بالروبيكي',
        fields: [['title', 'جلد بقري']],
        files: [{ kind: 'photo', key: '', alt: 'جلد مفروش', id: 1 }],
        earlier: [],
        writtenAt: now,
        age: 0,
        seenAt: now,
        tries: 2,
        waitFrom: now,
        waitFor: 3_600_000,
        told: true,
        consent: false,
        refused: null,
      };
      const listing = { action: `${market}/l`, page: `${market}/l/new`, title: 'جلد بقري أسود', sent: false };
      const edit = { action: address, page: `${address}/edit`, title: 'نعل جلد', sent: false };
      const refused = { code: 'invalid', title: 'بقي شيء يحتاج إلى تصحيح.', errors: [] };
      const fields = [
        ['direction', 'offer'],
        ['title', 'نعل جلد ٦ مم'],
        ['quantity', '77'],
      ];
      const special: Partial<Record<Entry['state'], object>> = {
        conflict: { ...edit, fields, refused },
        refused: { refused },
        old: { sent: true },
      };
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('unqud-outbox');
        opening.onsuccess = () => resolve(opening.result);
      });
      await new Promise<void>((resolve, reject) => {
        const work = database.transaction('entries', 'readwrite');
        for (const state of states) {
          const key = crypto.randomUUID();
          work.objectStore('entries').add({ ...basis, ...listing, ...special[state], state, key, form: key });
        }
        work.oncomplete = () => resolve();
        work.onerror = () => reject(work.error);
      });
      database.close();
    },
    { market, id: await own(), states },
  );
  await page.reload();
  await page
    .locator('[data-waiting-list] > li')
    .nth(states.length - 1)
    .waitFor();
}
