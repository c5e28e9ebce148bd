/** Getting around without touching the screen: the order of things, and always seeing where one is. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../web/text/index.ts';
import { inBrowser, newPage, signedIn, troublesOf } from './browser.ts';

const text = textOf('ar');
const market = '/c/robbiki';
/** More stops than any page has. */
const mostStops = 150;

inBrowser('with the keyboard alone', () => {
  test('the first stop skips to the content', async () => {
    const page = await newPage();
    await page.goto(market);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: text.site.skip });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  test.each([{ js: true }, { js: false }])('a listing is found and opened, scripts: $js', async ({ js }) => {
    const page = await newPage({ js });
    await page.goto(`${market}/search`);
    await tabTo(page, 'input[type=search]');
    await page.keyboard.type('وايت بلو');
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]q=/);
    const first = page.locator('.cards a').first();
    await first.waitFor();
    const title = (await first.textContent()) ?? '';
    expect(title).toContain('وايت بلو');
    await tabTo(page, '.cards a');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(troublesOf(page)).toEqual([]);
  });

  test('a search that is narrowed down in place keeps the focus where it was', async () => {
    const page = await newPage();
    await page.goto(`${market}/search`);
    const needs = page.getByRole('link', { name: text.directions.need }).first();
    await needs.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/direction=need/);
    await page.locator('nav a[aria-current=true]', { hasText: text.directions.need }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent ?? '')).toContain(text.directions.need);
  });

  test('what is to be corrected is where one lands, and leads to its field', async () => {
    const page = await newPage();
    await page.goto('/sign-in');
    await tabTo(page, 'input[type=tel]');
    await page.keyboard.press('Enter');
    const summary = page.getByRole('alert');
    await summary.waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');
    await tabTo(page, '[role=alert] a');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('input[type=tel]'));
  });

  describe.each([false, true])('dark: %s', (dark) => {
    test.each(['/', market, `${market}/search`, `${market}/firms`, '/sign-in'])('every stop on %s is seen', async (path) => {
      const page = await newPage({ dark });
      await page.goto(path);
      expect(await unseen(page)).toEqual([]);
    });
  });

  test('every stop of the longest form is seen', async () => {
    const page = await newPage({ state: await signedIn('+201011054436') });
    await page.goto(`${market}/l/new`);
    await page.getByText(text.trade.post.more, { exact: true }).click();
    expect(await unseen(page)).toEqual([]);
  });

  test.each([
    { what: 'a stop without a mark', planted: '* { outline: none !important }', found: /no mark/ },
    { what: 'a stop under another element', planted: 'footer { position: fixed; inset: 0; z-index: 99 }', found: /covered/ },
  ])('$what would be noticed', async ({ planted, found }) => {
    const page = await newPage();
    await page.goto('/');
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, planted);
    expect((await unseen(page)).join()).toMatch(found);
  });
});

/** Presses Tab until the focus is on an element that fits. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  throw new Error(`Tab never leads to ${selector}`);
}

/** Stops at which the eye does not find the focus: no mark around it, or something lies over it. */
async function unseen(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(look);
    if (seen === null) return found;
    if (seen !== '') found.push(seen);
  }
  throw new Error('the last stop was never reached');
}

/** Runs in the page: null past the last stop, '' where all is well. */
function look(): string | null {
  const at = document.activeElement as HTMLElement | null;
  if (!at || at === document.body) return null;
  const name = `${at.tagName.toLowerCase()} "${(at.id || at.getAttribute('aria-label') || at.textContent || '').trim().slice(0, 30)}"`;
  // the parts of a date, its calendar among them, are marked by the browser itself
  const ofBrowser = at.matches('input[type=date]');
  // the mark may be drawn around a card that holds the control
  const marked = [at, at.closest('label'), at.closest('li')].some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one ?? at);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  if (!marked && !ofBrowser) return `no mark on ${name}`;
  const { left, right, top, bottom } = at.getBoundingClientRect();
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (!middle || !(at.contains(middle) || middle.contains(at) || middle.closest('label')?.contains(at))) return `covered: ${name}`;
  return '';
}
