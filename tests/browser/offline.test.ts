/** What a phone keeps for when there is no network: pages as they were, for the one who read them and nobody else. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { robbiki } from '../../seed/clusters/robbiki.ts';
import { textOf } from '../../web/text/index.ts';
import { inBrowser, newPage, origin, read, signedIn } from './browser.ts';
import { type Gate, openGate } from './gate.ts';

const text = textOf('ar');
const market = '/c/robbiki';
/** Each signs in once: the next code to a phone has to wait. */
const people = robbiki.firms.flatMap(({ key, people, listings }) => (key === 'shoes' || listings.length === 0 ? [] : people.slice(0, 1)));
const [reading, leaving, leavingAlone, handing, taking, warned] = people.map(({ phone }) => phone);

/** Opens a page and waits until the phone's worker has it in hand. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Paths of the pages that the phone keeps. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    if (!(await caches.has('pages'))) return [];
    return (await (await caches.open('pages')).keys()).map(({ url }) => url.slice(location.origin.length));
  });

const keeps = (page: Page, path: string) =>
  vi.waitFor(async () => expect(await kept(page)).toContain(path), { timeout: 15_000, interval: 100 });
const offline = (page: Page, off = true) => page.context().setOffline(off);
const status = (page: Page) => page.locator('[data-as-of]');

inBrowser('without a network', () => {
  let page: Page;
  let mine: { id: number; title: string }[];
  beforeAll(async () => {
    page = await newPage({ state: await signedIn(reading ?? '') });
    await open(page, market);
    mine = await read<typeof mine>(page, '/clusters/robbiki/listings');
    for (const { id } of mine) await keeps(page, `${market}/l/${id}`);
  });

  test('the page that was open when the worker came is there, and says that it is one of before', async () => {
    await keeps(page, market);
    expect(await status(page).isVisible()).toBe(false);
    await offline(page);
    const answer = await page.goto(market);
    expect(answer?.status()).toBe(200);
    await status(page).waitFor();
    expect(await status(page).textContent()).toMatch(new RegExp(`^${text.offline.asOf} .+ ${text.offline.renew}$`));
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    await offline(page, false);
  });

  test('one’s own listing opens that was never opened on this phone', async () => {
    const [{ id, title }] = mine as [(typeof mine)[number]];
    await offline(page);
    await page.goto(`${market}/l/${id}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(title);
    await offline(page, false);
  });

  test('a page that was never opened leads to those that are kept', async () => {
    await offline(page);
    const answer = await page.goto(`${market}/firms?q=unseen`);
    expect(answer?.status()).toBe(503);
    await page.getByRole('heading', { level: 1, name: text.offline.title }).waitFor();
    await page.getByRole('heading', { level: 2, name: text.offline.places }).waitFor();
    expect(await page.locator('section[data-list=own] a').count()).toBeGreaterThan(0);
    const inbox = page.locator(`section[data-list=places] a[href="${market}/inbox"]`);
    expect(await inbox.textContent()).toBe(`${text.site.tabs.inbox} · ${robbiki.opening.cluster.names.ar}`);
    await inbox.click();
    await page.waitForURL(`**${market}/inbox`);
    await status(page).waitFor();
    await offline(page, false);
  });

  test('where a form can be sent later, the list of what waits is there', async () => {
    const asking = await newPage({ state: await signedIn('+201061118841', 'منى سعد') });
    const { hits } = await read<{ hits: { id: number }[] }>(asking, '/clusters/robbiki/search');
    await open(asking, `${market}/l/${hits[0]?.id}/inquiries`);
    await keeps(asking, '/waiting');
    await offline(asking);
    expect((await asking.goto('/waiting'))?.status()).toBe(200);
    await asking.context().close();
  });

  test('small photos that were seen are there, and no other file', async () => {
    await page.goto(`${market}/search`);
    const photos = page.locator('img[src$="/small"]');
    await vi.waitFor(() => photos.first().waitFor({ timeout: 1000 }));
    const seen = await photos.first().getAttribute('src');
    await vi.waitFor(async () => {
      const files = await page.evaluate(async () => (await (await caches.open('files')).keys()).map(({ url }) => new URL(url).pathname));
      expect(files).toContain(seen);
    });
    await offline(page);
    const [there, other] = await page.evaluate(
      (seen) =>
        Promise.all(
          [seen, '/c/robbiki/files/999999/small'].map((path) =>
            fetch(path, { cache: 'no-store' }).then(
              ({ ok }) => ok,
              () => false,
            ),
          ),
        ),
      seen ?? '',
    );
    await offline(page, false);
    expect([there, other]).toEqual([true, false]);
  });

  test('what is done in a form is left to the form: nothing of it is answered from memory', async () => {
    await offline(page);
    const failed = await page.evaluate(() =>
      fetch('/c/robbiki/inbox/read', { method: 'POST' }).then(
        () => false,
        () => true,
      ),
    );
    await offline(page, false);
    expect(failed).toBe(true);
  });

  test('the address of a form is not kept with the page that it leads to', async () => {
    const path = `${market}/l/${mine[0]?.id}/moves`;
    const led = await page.evaluate((path) => fetch(path, { headers: { accept: 'text/html' } }).then(({ redirected }) => redirected), path);
    expect(led).toBe(true);
    await page.goto(`${market}/words-for-later`);
    expect(await kept(page)).not.toContain(path);
    expect(await kept(page)).not.toContain(`${market}/words-for-later`);
  });

  test('of a page that said what was done, the page is kept and not what it said', async () => {
    await page.goto(`${market}/firm?done=saved`);
    await page.getByRole('status').filter({ hasText: text.site.done.saved }).waitFor();
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.match('/c/robbiki/firm', { ignoreVary: true }))?.text()) ?? ''))
      .toContain('data-kept');
    await offline(page);
    await page.goto(`${market}/firm`);
    await status(page).waitFor();
    expect(await page.getByText(text.site.done.saved).count()).toBe(0);
    await offline(page, false);
  });

  test('no more than sixty pages are kept, and the one that was not opened for longest goes first', async () => {
    await page.evaluate(async () => {
      for (let n = 0; n < 62; n++) await (await fetch(`/c/robbiki/firms?q=${n}`, { headers: { accept: 'text/html' } })).text();
    });
    await expect.poll(async () => (await kept(page)).length, { timeout: 20_000 }).toBe(60);
    expect(await kept(page)).not.toContain(`${market}/firms?q=0`);
    expect(await kept(page)).toContain(`${market}/firms?q=61`);
  });
});

inBrowser('a phone that changes hands', () => {
  /** Everything that could say who was here. */
  const traces = (page: Page) =>
    page.evaluate(async () => {
      const found: string[] = [];
      for (const name of ['pages', 'files', 'reader'])
        if (await caches.has(name)) for (const { url } of await (await caches.open(name)).keys()) found.push(url);
      for (const { name = '' } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((done) => {
          const asked = indexedDB.open(name);
          asked.onsuccess = () => done(asked.result);
        });
        for (const store of db.objectStoreNames) {
          const rows = await new Promise<unknown[]>((done) => {
            const asked = db.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => done(asked.result);
          });
          found.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`));
        }
        db.close();
      }
      return [...found, ...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    });
  /** The one who reads now leaves traces too; only those of the market's rooms are another's. */
  const private_ = (all: string[]) => all.filter((one) => /\/(firm|inbox|l\/\d+|l\/new)\b|left-behind|recent/.test(one));

  test('signing out erases what was kept, and what the next one opens is his or her own', async () => {
    const page = await newPage({ state: await signedIn(leaving ?? '') });
    await open(page, market);
    await keeps(page, `${market}/inbox`);
    await page.evaluate(() => localStorage.setItem('left-behind', 'yes'));
    expect(private_(await traces(page)).length).toBeGreaterThan(0);
    await page.goto('/me');
    await page.getByRole('button', { name: text.account.me.signOut }).click();
    await page.waitForURL('**/?done=signed-out');
    expect(private_(await traces(page))).toEqual([]);
    await open(page, '/');
    await offline(page);
    expect((await page.goto(`${market}/inbox`))?.status()).toBe(503);
    await page.context().close();
  });

  test('the answer to signing out erases by itself, and leaves the language that was chosen', async () => {
    const page = await newPage({ state: await signedIn(leavingAlone ?? '') });
    await open(page, market);
    await keeps(page, `${market}/firm`);
    await page.context().addCookies([{ name: 'lang', value: 'fr', url: origin }]);
    await page.goto('/me');
    await page.evaluate(() => {
      localStorage.setItem('left-behind', 'yes');
      // past every script of the page
      HTMLFormElement.prototype.submit.call(document.querySelector('form[action="/sign-out"]'));
    });
    await page.waitForURL('**/?done=signed-out');
    expect(private_(await traces(page))).toEqual([]);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names).toContain('lang');
    expect(names.filter((name) => name.includes('session_token'))).toEqual([]);
    await page.context().close();
  });

  test('pages of one who was signed in are gone when another one reads, though nobody signed out', async () => {
    const [one, other] = await Promise.all([signedIn(handing ?? ''), signedIn(taking ?? '')]);
    const page = await newPage({ state: one });
    await open(page, market);
    await keeps(page, `${market}/inbox`);
    const before = await page.evaluate(() => document.body.dataset.person);
    expect(before).toBeTruthy();
    // what is being fetched ahead would be the other one's
    await page.goto('about:blank');
    await page.context().clearCookies();
    await page.context().addCookies(other.cookies);
    await page.goto('/');
    // a slow answer may have been overtaken by what was kept; when it comes, it says who reads
    await page.waitForFunction(async (one) => {
      const noted = await (await caches.open('reader')).match('/reader');
      return noted !== undefined && ((await noted.json()) as { id: string }).id !== one;
    }, before);
    // of the other one's own pages some may be here already
    const texts = await page.evaluate(async () => {
      const cache = await caches.open('pages');
      return Promise.all((await cache.keys()).map(async (key) => (await (await cache.match(key))?.text()) ?? ''));
    });
    expect(texts.filter((html) => html.includes(`data-person="${before}"`))).toEqual([]);
    await page.context().close();
  });

  test('who signs out is asked first about what was not sent', async () => {
    const page = await newPage({ state: await signedIn(warned ?? '') });
    // where the list is, the database is
    await open(page, '/waiting');
    await page.locator('[data-waiting-none]:not([hidden])').waitFor();
    const waiting = () =>
      page.evaluate(
        () =>
          new Promise<number>((done) => {
            const asked = indexedDB.open('unqud-outbox');
            asked.onsuccess = () => {
              const rows = asked.result.transaction('entries').objectStore('entries').count();
              rows.onsuccess = () => {
                asked.result.close();
                done(rows.result);
              };
            };
          }),
      );
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          const asked = indexedDB.open('unqud-outbox');
          asked.onsuccess = () => {
            const tx = asked.result.transaction('entries', 'readwrite');
            const entry = {
              person: 'somebody',
              state: 'signed-out',
              files: [],
              fields: [],
              action: '/c/robbiki/l',
              page: '/',
              title: '',
              place: '',
            };
            for (const form of ['one', 'two', 'three']) tx.objectStore('entries').add({ ...entry, form, key: form });
            tx.oncomplete = () => {
              asked.result.close();
              done();
            };
          };
        }),
    );
    await open(page, '/me');
    await page.getByRole('button', { name: text.account.me.signOut }).click();
    const warning = page.locator('[data-unsent]');
    await warning.waitFor();
    expect(await warning.textContent()).toContain(`${text.offline.unsent} ٣`);
    expect(new URL(page.url()).pathname).toBe('/me');
    expect(await waiting()).toBe(3);
    await page.getByRole('button', { name: text.offline.leaveAnyway }).click();
    await page.waitForURL('**/?done=signed-out');
    expect((await traces(page)).filter((one) => one.startsWith('unqud-outbox'))).toEqual([]);
    await page.context().close();
  });
});

inBrowser('behind a network that cannot be trusted', () => {
  let gate: Gate;
  beforeAll(async () => {
    gate = await openGate();
  });
  afterAll(() => gate?.close());

  const phone = async () => {
    gate.instead.clear();
    gate.stuck = false;
    const page = await newPage();
    await open(page, `${gate.origin}${market}`);
    await keeps(page, market);
    return page;
  };

  test('a page that does not come is shown as it was', async () => {
    const page = await phone();
    gate.stuck = true;
    await page.goto(`${gate.origin}${market}`);
    await status(page).waitFor();
    await page.context().close();
  });

  test('the page of somebody on the way is shown and not kept', async () => {
    const page = await phone();
    gate.instead.set(market, { body: '<html lang="en"><title>Hotel</title><h1>Pay first</h1>' });
    await page.goto(`${gate.origin}${market}`);
    await page.getByRole('heading', { name: 'Pay first' }).waitFor();
    gate.instead.set(market, { status: 502, body: 'bad gateway' });
    await page.goto(`${gate.origin}${market}`);
    await status(page).waitFor();
    await page.context().close();
  });

  describe('a new version', () => {
    test('takes over while a page is open; the page goes on with its own scripts, and kept pages with theirs', async () => {
      const page = await phone();
      const sheet = (await page.locator('link[rel=stylesheet]').getAttribute('href')) ?? '';
      const script = (await page.locator('script[type=module]').getAttribute('src')) ?? '';
      const worker = await (await fetch(new URL('/sw.js', origin))).text();
      // three versions later the server has none of the old files, and pages name others
      for (const version of ['AAAAAAA1', 'AAAAAAA2', 'AAAAAAA3']) {
        gate.instead.set(`/app-${version}.js`, { type: 'text/javascript', body: `// ${version}` });
        gate.instead.set(`/style-${version}.css`, { type: 'text/css', body: '' });
        const next = worker.replaceAll(script.slice(1), `app-${version}.js`).replaceAll(sheet.slice(1), `style-${version}.css`);
        gate.instead.set('/sw.js', { type: 'text/javascript', body: next });
        await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
        const current = () => page.evaluate(async () => (await (await (await caches.open('program')).match('/versions'))?.text()) ?? '');
        await vi.waitFor(async () => expect(JSON.parse(await current())[0]).toContain(`/app-${version}.js`), { timeout: 10_000 });
      }
      for (const gone of [sheet, script]) gate.instead.set(gone, { status: 404, body: 'gone' });
      gate.instead.set(market, 'nothing');
      await page.goto(`${gate.origin}${market}`);
      await status(page).waitFor();
      const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(colour).not.toBe('rgba(0, 0, 0, 0)');
      // the version before may have open pages; a file that no page names any more is gone
      await vi.waitFor(async () => {
        const left = await page.evaluate(async () => (await (await caches.open('program')).keys()).map(({ url }) => new URL(url).pathname));
        expect(left).toEqual(expect.arrayContaining([sheet, script, '/app-AAAAAAA2.js', '/app-AAAAAAA3.js']));
        expect(left).not.toContain('/app-AAAAAAA1.js');
      });
      await page.context().close();
    });
  });
});
