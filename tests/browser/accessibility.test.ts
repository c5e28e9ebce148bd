/** Every page in every language on a narrow phone: nothing for axe to report, nothing cut off, nothing too small to touch. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Locale, locales } from '../../schema/ids.ts';
import { textOf } from '../../web/text/index.ts';
import { app } from '../../worker/app.tsx';
import { inBrowser, newPage, troublesOf } from './browser.ts';
import { nowhere, sights, stateOf, type Who } from './pages.ts';
import { phoneSights } from './phone-pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// colours are looked at apart: they are the same in every language, and nothing costs more
const rules: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast': { enabled: false } },
  resultTypes: ['violations'],
};
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] };

/** CSS pixels. */
const phone = 360;
const thumb = 44;

test('the pages looked at are those of the program, none left out', () => {
  const gets = app.routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1'));
  const pages = new Set(gets.map(({ path }) => path.replace(/\{[^}]*\}+/g, '')));
  const known = new Set([...sights.map(({ route }) => route), ...onlyRedirects, ...noPages]);
  known.delete(nowhere);
  expect([...known].sort()).toEqual([...pages].sort());
});

/** Addresses that forms are sent to: opened, they lead back to the form. */
const onlyRedirects = [
  '/me/notices/email',
  '/me/sessions',
  '/post',
  '/me/tokens/:id/revocation',
  '/c/:cluster/l',
  '/c/:cluster/l/:id/moves',
  '/c/:cluster/i/:id/answer',
  '/c/:cluster/inbox/read',
  '/c/:cluster/coalitions/:id/answers',
  '/c/:cluster/coalitions/:id/withdrawal',
  '/c/:cluster/coalitions/:id/replacements',
  '/c/:cluster/coalitions/:id/quote',
  '/c/:cluster/coalitions/:id/decision',
  '/c/:cluster/coalitions/:id/ending',
  '/c/:cluster/firm/colleagues',
  '/c/:cluster/circles/:id/answers',
  '/c/:cluster/circles/proposals',
  '/c/:cluster/circles/terms',
  '/c/:cluster/pools/:id/commitment',
  '/c/:cluster/pools/:id/answers',
  '/c/:cluster/pools/:id/cancellation',
  '/c/:cluster/chains/:id/stages/:stage/joins',
  '/c/:cluster/chains/:id/stages/:stage/notes',
];

/** Addresses at which there is a file, or the way to a page. */
const noPages = [
  '/robots.txt',
  '/sitemap.xml',
  '/s/:cluster',
  '/s/:cluster/:what',
  '/c/:cluster/sitemap.xml',
  '/c/:cluster/card/:file',
  '/c/:cluster/l/:id/card/:file',
  '/c/:cluster/f/:id/card/:file',
  '/c/:cluster/files/:id',
  '/c/:cluster/files/:id/small',
];

/** Mistakes, and how they are to be named: looking that finds nothing proves nothing. */
const plants = [
  { html: '<h1>again</h1>', found: /^2 headings/m },
  { html: '<p>undefined</p>', found: /^no word: .*undefined/m },
  { html: '<p class="planted">wide</p>', css: '.planted { width: 500px }', found: /^\d+ px wide: .*planted/m },
  { html: '<nav><a href="/">low</a></nav>', found: /^\d+ px high: a "low"/m },
  { html: '<button aria-label="other">seen</button>', found: /^"seen" is called "other"/m },
  { html: '<input>', found: /^label: /m },
  { html: '<p class="planted">pale</p>', css: '.planted { color: #ddd }', found: /^light: color-contrast: /m },
  { html: '<p class="planted">dark</p>', css: '.planted { color: #333 }', found: /^dark: color-contrast: /m },
  { html: '<p style="color: red">styled in place</p>', found: /^console: .*Content Security Policy/m },
  { html: '<img alt="" src="https://elsewhere.invalid/p.png">', found: /^asked another host/m },
];

inBrowser('every page', () => {
  // whoever the seed signed in a moment ago has to wait for the next code; visitors go first
  beforeAll(() => {
    stateOf.manager().catch(() => {});
    stateOf.member().catch(() => {});
  });

  const open = new Map<string, Promise<Page>>();
  const pageOf = (who: Who, lang: Locale) => {
    const name = `${who} ${lang}`;
    const page = open.get(name) ?? stateOf[who]().then((state) => withAxe(lang, state));
    open.set(name, page);
    return page;
  };

  test.each(plants)('what is planted is found: $html', async ({ html, css = '', found }) => {
    const page = await withAxe('ar');
    await page.goto('/');
    await page.evaluate(
      ({ html, css }) => {
        document.querySelector('main')?.insertAdjacentHTML('beforeend', html);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
      },
      { html, css },
    );
    expect((await findings(page, 'ar')).join('\n')).toMatch(found);
  });

  describe.each([...sights, ...phoneSights])('$name', ({ as, at, after, status = 200 }) => {
    test.concurrent.each(locales)('in %s', async (lang) => {
      const page = await pageOf(as, lang);
      troublesOf(page);
      const answer = await page.goto(typeof at === 'string' ? at : await at());
      expect(answer?.status()).toBe(status);
      await after?.(page, textOf(lang));
      expect(await findings(page, lang)).toEqual([]);
    });
  });
});

async function withAxe(lang: Locale, state?: Awaited<ReturnType<(typeof stateOf)[Who]>>): Promise<Page> {
  const page = await newPage({ lang, width: phone, state });
  // a script of the browser's own, so that the policy of the pages stays in force and is tested too
  await page.addInitScript({ content: axe });
  return page;
}

/** All that is wrong with the page as it stands, as sentences. */
async function findings(page: Page, lang: Locale): Promise<string[]> {
  // what is folded away is looked at too
  await page.locator('details').evaluateAll((all) => {
    for (const one of all as HTMLDetailsElement[]) one.open = true;
  });
  // what lies under the bars at the foot is scrolled from under them; axe takes what shows of it for too small to touch
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.places, .send-bar { position: static }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  const found = [...(await violations(page, rules)), ...(await page.evaluate(measured, { lang, phone, thumb }))];
  if (lang === 'ar') {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await violations(page, colours)).map((one) => `${colorScheme}: ${one}`));
    }
  }
  return [...found, ...troublesOf(page)];
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const results = await page.evaluate(
    (options) => (window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(options),
    options,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => `${id}: ${target.join(' ')}: ${[...any, ...all, ...none][0]?.message ?? ''}`),
  );
}

/** Runs in the page. */
function measured({ lang, phone, thumb }: { lang: string; phone: number; thumb: number }): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.lang !== lang) found.push(`lang is ${root.lang}`);
  if (root.dir !== (lang === 'ar' ? 'rtl' : 'ltr')) found.push(`dir is ${root.dir}`);
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) found.push(`${headings} headings of the first level`);
  const width = document.scrollingElement?.scrollWidth ?? 0;
  if (width > phone) {
    const page = root.getBoundingClientRect();
    const wide = [...document.querySelectorAll('body *')].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (right > page.right + 1 || left < page.left - 1);
    });
    found.push(`${width} px wide: ${wide.slice(0, 3).map(named).join(', ')}`);
  }
  const odd = /.{0,30}(?:undefined|\[object |NaN|\bnull\b).{0,10}/.exec(document.body.textContent ?? '');
  if (odd && !document.querySelector('.reference')) found.push(`no word: ${odd[0]}`);

  // who speaks to the phone says the words that are seen
  for (const one of document.querySelectorAll('a[aria-label], button[aria-label]')) {
    const words = (one.textContent ?? '').trim().toLowerCase();
    const name = one.getAttribute('aria-label') ?? '';
    if (!name.toLowerCase().includes(words)) found.push(`"${words}" is called "${name}"`);
  }

  const controls = 'header a, header button, nav a, nav button, form button, form select, form textarea, a.button, summary';
  const inputs =
    'form input:not([type=hidden], [type=radio], [type=checkbox]), label:has(> input[type=radio]), label:has(> input[type=checkbox])';
  for (const one of document.querySelectorAll<HTMLElement>(`${controls}, ${inputs}`)) {
    const { width, height } = one.getBoundingClientRect();
    if (width === 0 || height === 0 || !one.checkVisibility()) continue;
    if (height < thumb - 0.5) found.push(`${Math.round(height)} px high: ${named(one)}`);
  }
  return found;

  function named(one: Element): string {
    return `${one.tagName.toLowerCase()}${one.className ? `.${one.className}` : ''} "${(one.textContent ?? '').trim().slice(0, 30)}"`;
  }
}
