/** What is written on a phone with a bad network: it waits where its person sees it, and arrives once. */
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { ar } from '../../web/text/ar.ts';
import { inBrowser, newPage } from './browser.ts';
import { stateOf } from './pages.ts';

const market = '/c/robbiki';
const posting = `${market}/l/new`;
const { phone, trade } = ar;

async function openForm(page: Page, address: string): Promise<void> {
  // the phone's own worker sends too, and what is done here to the requests of pages is not done to its own; faults.test.ts has it
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined, configurable: true }));
  await page.goto(address);
  await page.locator('form.listing-form[data-bound]').waitFor();
}

async function writeListing(page: Page, title: string): Promise<void> {
  await page.locator('input[name=direction][value=offer]').check();
  await page.locator('input[name=kind][value=input]').check();
  await page.locator('#title').fill(title);
  await page.locator('#priceMin').fill('100');
}

const publish = (page: Page) => page.locator('form.listing-form button[name=submit][value=yes]');
const waits = (page: Page) => page.locator('[data-waiting-list] > li');

/** How many listings of one's own firm have a title. */
async function count(page: Page, title: string): Promise<number> {
  const firm = await (await page.request.get(`${market}/firm`)).text();
  return firm.split(title).length - 1;
}

/** The market gets it, and its answer gets lost. */
async function loseAnswer(route: Route): Promise<void> {
  if (route.request().method() !== 'POST') return route.continue();
  await route.fetch();
  await route.abort('connectionreset');
}

inBrowser('a form on a bad network', () => {
  test('waits after its answer was lost, and is there once when it was sent again', async () => {
    const page = await newPage({ state: await stateOf.member() });
    const title = 'جلد ضاع جوابه';
    await openForm(page, posting);
    await writeListing(page, title);
    await page.context().route(`**${market}/l`, loseAnswer);
    await publish(page).dblclick();
    await page.waitForURL('**/waiting');
    await waits(page).getByText(title).waitFor();
    await page.context().unroute(`**${market}/l`);
    await page.getByRole('button', { name: phone.send }).click();
    await page.getByText(phone.none).waitFor();
    expect(await count(page, title)).toBe(1);
    await page.context().close();
  });

  test('keeps nobody waiting who writes the next one behind it', async () => {
    const page = await newPage({ state: await stateOf.member() });
    await page.context().route(`**${market}/l`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    for (const title of ['جلد في الطابور', 'جلد وراءه']) {
      await openForm(page, posting);
      await writeListing(page, title);
      await publish(page).click();
      await page.waitForURL('**/waiting');
    }
    await waits(page).nth(1).getByText(phone.states.waiting).waitFor();
    await page.context().unroute(`**${market}/l`);
    await page.getByRole('button', { name: phone.send }).first().click();
    await page.getByText(phone.none).waitFor();
    expect(await count(page, 'جلد وراءه')).toBe(1);
    await page.context().close();
  });

  test('is kept with its photos when the page is closed while it is sent', async () => {
    const page = await newPage({ state: await stateOf.member() });
    const title = 'جلد أُغلقت صفحته';
    await openForm(page, posting);
    await writeListing(page, title);
    await page
      .locator('input[name=photos]')
      .last()
      .setInputFiles({ name: 'hide.png', mimeType: 'image/png', buffer: await picture(page) });
    await page.locator('.thumb img').waitFor();
    // nothing answers any more
    await page.context().route(`**${market}/**`, (route) => (route.request().method() === 'POST' ? undefined : route.continue()));
    await publish(page).click();
    await page.getByText(phone.form.sending).last().waitFor();
    const next = await page.context().newPage();
    await next.context().unroute(`**${market}/**`);
    await page.close();
    await next.goto('/waiting');
    await next.getByText(phone.none).waitFor();
    expect(await count(next, title)).toBe(1);
    await next.context().close();
  });

  test('shows a hotel’s page to nobody, and waits', async () => {
    const page = await newPage({ state: await stateOf.member() });
    const title = 'جلد في الفندق';
    await openForm(page, posting);
    await writeListing(page, title);
    await page
      .context()
      .route(`**${market}/l`, (route) =>
        route.request().method() === 'POST'
          ? route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to our hotel</h1>' })
          : route.continue(),
      );
    await publish(page).click();
    await page.waitForURL('**/waiting');
    await waits(page).getByText(phone.states.failed).waitFor();
    await waits(page).getByRole('button', { name: phone.throwAway }).click();
    await page.getByRole('button', { name: phone.yes }).click();
    await page.getByText(phone.none).waitFor();
    expect(await count(page, title)).toBe(0);
    await page.context().close();
  });

  test('waits for its person to sign in, and goes by itself afterwards', async () => {
    const page = await newPage({ state: await stateOf.member() });
    const title = 'جلد ينتظر صاحبه';
    await openForm(page, posting);
    await writeListing(page, title);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await publish(page).click();
    await page.waitForURL('**/waiting');
    await waits(page).getByText(phone.states.signedOut).waitFor();
    await page.context().addCookies(cookies);
    await page.goto('/waiting');
    await page.getByText(phone.none).waitFor();
    expect(await count(page, title)).toBe(1);
    await page.context().close();
  });

  test('says at its fields what the market did not accept, and keeps what was typed', async () => {
    const page = await newPage({ state: await stateOf.member() });
    await openForm(page, posting);
    await writeListing(page, '');
    await page.locator('#priceMin').fill('كثير');
    await publish(page).click();
    const summary = page.locator('.error-summary');
    await summary.getByRole('link', { name: new RegExp(`^${trade.post.priceMin}: `) }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('priceMin');
    expect(await page.locator('#priceMin').inputValue()).toBe('كثير');
    await writeListing(page, 'جلد بعد التصحيح');
    await publish(page).click();
    await page.waitForURL(/\?done=/);
    await page.goto('/waiting');
    await page.getByText(phone.none).waitFor();
    await page.context().close();
  });

  test('shows both when somebody changed the listing meanwhile', async () => {
    const page = await newPage({ state: await stateOf.member() });
    await openForm(page, posting);
    await writeListing(page, 'جلد لاثنين');
    await publish(page).click();
    await page.waitForURL(/\?done=/);
    const edit = `${new URL(page.url()).pathname}/edit`;
    await openForm(page, edit);
    const colleague = await page.context().newPage();
    await openForm(colleague, edit);
    await colleague.locator('#title').fill('جلد الزميل');
    await publish(colleague).click();
    await colleague.waitForURL(/\?done=/);
    await page.locator('#title').fill('جلدي أنا');
    await publish(page).click();
    await page.locator('.error-summary').getByRole('link', { name: phone.form.both }).click();
    const both = page.locator('.both');
    await both.getByText('جلد الزميل').waitFor();
    expect(await page.locator('#title').inputValue()).toBe('جلدي أنا');
    await both.getByRole('button', { name: phone.form.now }).click();
    expect(await page.locator('#title').inputValue()).toBe('جلد الزميل');
    await both.getByRole('button', { name: phone.form.mine }).click();
    await publish(page).click();
    await page.waitForURL(/\?done=/);
    expect(await page.locator('h1').innerText()).toBe('جلدي أنا');
    await page.context().close();
  });

  test('is there again when the page is opened again, until it is thrown away', async () => {
    const page = await newPage({ state: await stateOf.member() });
    await openForm(page, posting);
    await page.locator('#title').fill('نصف إعلان');
    await page.locator('form.listing-form[data-kept]').waitFor();
    await page.goto('/waiting');
    await openForm(page, posting);
    await page.getByText(phone.form.draft).waitFor();
    expect(await page.locator('#title').inputValue()).toBe('نصف إعلان');
    await page.getByRole('button', { name: phone.form.draftDrop }).click();
    expect(await page.locator('#title').inputValue()).toBe('');
    await openForm(page, posting);
    expect(await page.locator('#title').inputValue()).toBe('');
    await page.context().close();
  });
});

async function picture(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    canvas.getContext('2d')?.fillRect(8, 8, 24, 24);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(data, 'base64');
}
