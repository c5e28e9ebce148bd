/** Searching as it feels on a phone: results while one types, nothing torn away, and what was searched for before. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../web/text/index.ts';
import { inBrowser, newPage, signedIn, troublesOf } from './browser.ts';

const text = textOf('ar');
const market = '/c/robbiki';
/** Found in the demonstration market; the first words of a title. */
const words = 'وايت بلو';
/** A pause between two letters in which an answer comes. */
const slowly = { delay: 150 };

const field = (page: Page) => page.locator('#q');
const cards = (page: Page) => page.locator('.cards h3');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const chips = (page: Page) => page.locator('[data-recent] li');
const asked = (page: Page) => new URL(page.url()).searchParams.get('q');

/** Types, and waits until the results are those of all the words. */
async function type(page: Page, typed: string): Promise<void> {
  await field(page).pressSequentially(typed, slowly);
  await page.waitForURL((url) => url.searchParams.get('q') === typed);
}

/** Words are taken for finished when nothing is typed for a moment. */
const remembered = (page: Page, one: string) =>
  page.waitForFunction((one) => (localStorage.getItem('searches') ?? '').includes(JSON.stringify(one)), one);

inBrowser('while words are typed', () => {
  test('results come, the field keeps the focus and the caret, and the way back is as short as before', async () => {
    const page = await newPage();
    await page.goto(market);
    await page.goto(`${market}/search`);
    const stops = await page.evaluate(() => history.length);
    await field(page).focus();
    await type(page, words);
    await page.waitForFunction((words) => document.querySelector('.cards h3')?.textContent?.includes(words), words);
    expect(await focused(page)).toBe('q');
    expect(await field(page).inputValue()).toBe(words);
    expect(await page.evaluate(() => history.length)).toBe(stops);
    expect(await page.title()).toContain(words);

    // in the middle of the words
    await page.keyboard.press('Home');
    await page.keyboard.type('ال', slowly);
    await page.waitForURL((url) => url.searchParams.get('q') === `ال${words}`);
    await page.waitForFunction(() => !document.querySelector('[aria-busy]'));
    expect(await field(page).evaluate((q: HTMLInputElement) => q.selectionStart)).toBe(2);

    await page.goBack();
    expect(new URL(page.url()).pathname).toBe(market);
    expect(troublesOf(page)).toEqual([]);
  });

  test('one letter asks nothing, and no letter begins again', async () => {
    const page = await newPage({ worker: false });
    await page.goto(`${market}/search`);
    const asking: (string | null)[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'fetch') asking.push(new URL(request.url()).searchParams.get('q'));
    });
    await type(page, 'جلد');
    expect(asking).toEqual(['جل', 'جلد']);
    await field(page).fill('');
    await page.waitForURL((url) => !url.searchParams.has('q'));
    await page.getByRole('heading', { name: text.search.suggested }).waitFor();
  });

  test('the newer words take the place of the older, however late those are answered', async () => {
    const page = await newPage();
    await page.goto(`${market}/search`);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const given: string[] = [];
    page.on('requestfailed', (request) => given.push(new URL(request.url()).searchParams.get('q') ?? ''));
    await page.route(/[?&]q=/, async (route) => {
      if (new URL(route.request().url()).searchParams.get('q') === 'جلد') await held;
      await route.continue().catch(() => {});
    });
    const older = page.waitForRequest((request) => new URL(request.url()).searchParams.get('q') === 'جلد');
    await field(page).fill('جلد');
    await older;
    await field(page).fill(words);
    await page.waitForURL((url) => url.searchParams.get('q') === words);
    answer();
    await page.waitForFunction((words) => document.querySelector('.cards h3')?.textContent?.includes(words), words);
    expect(given).toEqual(['جلد']);
    await page.unrouteAll({ behavior: 'wait' });
    expect(asked(page)).toBe(words);
  });

  test('how many there are is said once, when the words are finished', async () => {
    const page = await newPage();
    await page.goto(`${market}/search`);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const status = document.querySelector('[role=status]#said') as HTMLElement;
      new MutationObserver(() => heard.push(status.textContent ?? '')).observe(status, { childList: true });
    });
    await type(page, words);
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await page.waitForFunction(() => (window as unknown as { heard: string[] }).heard.length > 0);
    expect(await heard()).toEqual([await page.locator('#count').innerText()]);
  });

  test('words that find nothing are counted once, when they are finished', async () => {
    const page = await newPage({ worker: false });
    await page.goto(`${market}/search`);
    const counted: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('q=') && request.headers()['x-typing'] !== 'yes') counted.push(request.url());
    });
    const told = page.waitForRequest((request) => request.method() === 'HEAD');
    await type(page, 'bjvkqd');
    await told;
    expect(counted.map((url) => new URL(url).searchParams.get('q'))).toEqual(['bjvkqd']);
  });

  test('a choice that is tapped before the answer is there keeps the words that were typed', async () => {
    const page = await newPage();
    await page.goto(`${market}/search?q=${encodeURIComponent('جلد')}`);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/[?&]q=/, async (route) => {
      if (!route.request().url().includes('direction=')) await held;
      await route.continue().catch(() => {});
    });
    const older = page.waitForRequest(/q=/);
    await field(page).fill('نعل');
    await older;
    await page.locator('#direction a').last().tap();
    await page.waitForURL(/direction=need/);
    expect(asked(page)).toBe('نعل');
    await page.waitForFunction(() => !document.querySelector('[aria-busy]'));
    expect(await field(page).inputValue()).toBe('نعل');
    answer();
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('a network that is gone takes nothing away', async () => {
    const page = await newPage();
    await page.goto(`${market}/search?q=${encodeURIComponent('جلد')}`);
    const before = await cards(page).count();
    await page.context().setOffline(true);
    await field(page).focus();
    await page.keyboard.press('End');
    await field(page).pressSequentially(' بقري', slowly);
    await page.waitForFunction(() => !document.querySelector('[aria-busy]'));
    expect(await cards(page).count()).toBe(before);
    expect(await field(page).inputValue()).toBe('جلد بقري');
    await page.context().setOffline(false);
    await page.keyboard.press('Backspace');
    await page.waitForURL((url) => url.searchParams.get('q') === 'جلد بقر');
  });

  test('Enter finishes them: the keys of the phone go, and the way goes on at the results', async () => {
    const page = await newPage();
    await page.goto(`${market}/search`);
    await type(page, words);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'count');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cards') !== null)).toBe(true);

    // with keys of its own the field keeps the focus
    const desk = await newPage({ width: 1280 });
    await desk.goto(`${market}/search`);
    await type(desk, words);
    await desk.keyboard.press('Enter');
    await desk.waitForFunction(() => !document.querySelector('[aria-busy]'));
    expect(await focused(desk)).toBe('q');
  });
});

inBrowser('words in place of others', () => {
  test('are named, and those that were typed are one tap away', async () => {
    const page = await newPage({ lang: 'en' });
    const en = textOf('en').search;
    await page.goto(`${market}/search`);
    await type(page, 'leathr');
    const asWritten = page.locator('.rewritten a');
    await asWritten.waitFor();
    expect(await page.locator('.rewritten').innerText()).toMatch(/leather/);
    await asWritten.tap();
    await page.waitForURL(/exact=1/);
    expect(asked(page)).toBe('leathr');
    await asWritten.waitFor({ state: 'detached' });
    // the way goes on where results begin
    await page.waitForFunction(() => document.activeElement?.id === 'count');
    await page.getByRole('link', { name: en.exact }).tap();
    await page.waitForURL((url) => !url.searchParams.has('exact'));
    await asWritten.waitFor();

    // other words are not bound by it
    await asWritten.tap();
    await page.waitForURL(/exact=1/);
    await field(page).fill('leather');
    await page.waitForURL((url) => url.searchParams.get('q') === 'leather');
    expect(page.url()).not.toContain('exact');
  });
});

inBrowser('what was searched for before', () => {
  test('is offered on this phone, in its market only, until it is put away', async () => {
    const page = await newPage();
    await page.goto(`${market}/search`);
    expect(await page.locator('[data-recent]').isVisible()).toBe(false);
    await type(page, words);
    await remembered(page, words);
    await field(page).fill('bjvkqd');
    await page.waitForURL(/q=bjvkqd/);
    await page.goto(`${market}/search?q=${encodeURIComponent('جلد')}`);
    await page.goto(`${market}/search`);
    expect(await chips(page).allInnerTexts()).toEqual(['جلد', words]);

    await chips(page).last().getByRole('link').tap();
    await page.waitForURL((url) => url.searchParams.get('q') === words);
    await page.waitForFunction((words) => (document.querySelector('#q') as HTMLInputElement).value === words, words);

    await page.goto('/c/hebron-shoes/search');
    expect(await page.locator('[data-recent]').isVisible()).toBe(false);

    await page.goto(`${market}/search`);
    await page.getByRole('button', { name: text.search.forget }).tap();
    expect(await page.locator('[data-recent]').isVisible()).toBe(false);
    await page.reload();
    expect(await page.locator('[data-recent]').isVisible()).toBe(false);
    expect(troublesOf(page)).toEqual([]);
  });

  test('is at most six, the newest first, none twice', async () => {
    const page = await newPage();
    const searches = ['جلد', 'نعل', 'غرا', 'ماكينة', 'تدريب', 'دباغة', 'شق', 'نعل'];
    for (const q of searches) await page.goto(`${market}/search?q=${encodeURIComponent(q)}`);
    await page.goto(`${market}/search`);
    expect(await chips(page).allInnerTexts()).toEqual(['نعل', 'شق', 'دباغة', 'تدريب', 'ماكينة', 'غرا']);
  });

  test('is forgotten by who signs out', async () => {
    const page = await newPage({ state: await signedIn('+201061118851', 'سعاد حلمي') });
    await page.goto(`${market}/search?q=${encodeURIComponent('جلد')}`);
    await page.goto('/me');
    await page.getByRole('button', { name: text.account.me.signOut }).tap();
    await page.waitForURL(/signed-out/);
    // the answer has the browser empty all that was kept for this address
    expect(await page.evaluate(() => localStorage.getItem('searches'))).toBeNull();
  });

  test('is run by nobody, whatever it is', async () => {
    const page = await newPage();
    await page.goto(`${market}/search`);
    const odd = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>'];
    await page.evaluate((odd) => localStorage.setItem('searches', JSON.stringify({ '/c/robbiki/search': odd, other: 5 })), odd);
    await page.reload();
    expect(await chips(page).allInnerTexts()).toEqual(odd);
    await page.evaluate(() => localStorage.setItem('searches', 'no list'));
    await page.reload();
    expect(await page.locator('[data-recent]').isVisible()).toBe(false);
    expect(troublesOf(page)).toEqual([]);
  });
});

inBrowser('being told of what is new', () => {
  test.each([{ js: true }, { js: false }])('is one tap from a search that found nothing, scripts: $js', async ({ js }) => {
    const page = await newPage({ js, state: await signedIn(js ? '+201061118852' : '+201061118853', 'سعاد حلمي') });
    await page.goto(`${market}/search?q=${encodeURIComponent('سيمفونية')}`);
    await page.getByRole('button', { name: text.search.watch }).tap();
    await page.getByText(text.site.done.watched).waitFor();
    expect(asked(page)).toBe('سيمفونية');
    await page.getByRole('link', { name: text.watches.title }).tap();
    await page.getByRole('link', { name: 'سيمفونية' }).waitFor();
    await page.getByRole('button', { name: text.watches.removeNamed('سيمفونية') }).tap();
    await page.getByText(text.watches.none).waitFor();
    expect(troublesOf(page)).toEqual([]);
  });
});

inBrowser('a search of all clusters', () => {
  test('shows results while one types, each with its cluster, and is narrowed down in place', async () => {
    const page = await newPage();
    await page.goto('/');
    await page.getByRole('searchbox', { name: text.catalogue.title }).fill('جلد');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    await field(page).fill('');
    await type(page, 'نعل');
    await cards(page).first().waitFor();
    const clusters = await page
      .locator('.card a')
      .evaluateAll((links) => [...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname.split('/')[2]))]);
    expect(clusters.sort()).toEqual(['hebron-shoes', 'robbiki']);

    await page.getByText(text.catalogue.more).tap();
    await page.getByLabel(text.catalogue.country).selectOption('PS');
    await page.waitForURL(/country=PS/);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.card a')].every((a) => (a as HTMLAnchorElement).pathname.includes('hebron')),
    );
    expect(troublesOf(page)).toEqual([]);
  });
});

describe('without scripts', () => {
  inBrowser('a search', () => {
    test('is a form and links, and leaves nothing empty behind', async () => {
      const page = await newPage({ js: false });
      await page.goto(`${market}/search`);
      expect(await page.locator('[data-recent]').isVisible()).toBe(false);
      const first = page.locator('.suggested:not([data-recent]) a').first();
      await first.tap();
      await page.waitForURL(/q=/);
      await field(page).fill(words);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('q') === words);
      expect(await cards(page).first().innerText()).toContain(words);
      expect(await page.locator('mark').count()).toBeGreaterThan(0);
    });
  });
});
