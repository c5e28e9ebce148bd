/** Sharing on a phone: what its button opens, what is copied and printed; and posters, which are one sheet of paper whatever stands on them. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FirmView } from '../../schema/firm.ts';
import type { ListingCard } from '../../schema/listing.ts';
import { robbiki } from '../../seed/clusters/robbiki.ts';
import { formatOf } from '../../web/format.ts';
import { mostOnPoster, PosterPage, roomFor } from '../../web/pages/poster.tsx';
import { textOf } from '../../web/text/index.ts';
import { inBrowser, newPage, origin, read } from './browser.ts';

const { sharing } = textOf('ar');
const { cluster } = robbiki.opening;
const market = '/c/robbiki';

inBrowser('the button that shares', () => {
  const press = async (page: Page) => {
    await page.goto(`${market}/f/1`);
    await page.getByRole('link', { name: sharing.open }).click();
  };

  test('opens what the phone shares with, and gives it the short link', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      navigator.share = async (what) => void Object.assign(window, { shared: what });
    });
    await press(page);
    const shared = await page.evaluate(() => (window as unknown as { shared?: ShareData }).shared);
    expect(shared).toEqual({ title: await page.locator('h1').innerText(), url: `${origin}/s/robbiki/f1` });
    expect(page.url()).toBe(`${origin}${market}/f/1`);
  });

  test.each([true, false])('leads to the page with all ways where the phone has nothing (scripts: %s)', async (js) => {
    const page = await newPage({ js });
    if (js) await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined }));
    await press(page);
    await page.waitForURL(`**${market}/f/1/share`);
    expect(await page.getByRole('button', { name: sharing.send }).count()).toBe(0);
    expect(await page.getByRole('link', { name: sharing.whatsapp }).count()).toBe(1);
  });

  test('copies the whole link, and says so', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      const writeText = async (text: string) => void Object.assign(window, { copied: text });
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });
    await page.goto(`${market}/share`);
    await page.getByRole('button', { name: sharing.copy }).click();
    await page.getByRole('button', { name: sharing.copied }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { copied?: string }).copied)).toBe(`${origin}/s/robbiki`);
  });

  test('prints a card with nothing but the code and what it is', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      window.print = () => void Object.assign(window, { printed: true });
    });
    await page.goto(`${market}/f/1/share`);
    await page.getByRole('button', { name: sharing.print }).click();
    expect(await page.evaluate(() => (window as unknown as { printed?: boolean }).printed)).toBe(true);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.locator('body').innerText();
    const { name } = await read<FirmView>(page, '/clusters/robbiki/firms/1');
    for (const word of [name, cluster.names.ar, sharing.qr, `/s/robbiki/f1`]) expect(seen).toContain(word);
    for (const word of [sharing.whatsapp, sharing.print, sharing.poster, textOf('ar').site.motto]) expect(seen).not.toContain(word);
  });
});

const longTitle =
  'جلد بقري طبيعي مدبوغ كروم تشطيب رش نص لمعة للجزم الرجالي والشنط والأحزمة مع توصيل حتى باب الورشة وضمان الاستبدال خلال أسبوع';
const longName = 'شركة مصانع أولاد الحاج عبد الرحمن الطوخي لدباغة الجلود الطبيعية وتشطيبها وتصديرها إلى الخارج والتجارة فيها شركاء';
const unbroken = 'Ultraleatherfinishingandtanningcompanyofrobbiki'.repeat(2).slice(0, 90);

const firm: FirmView = {
  id: 12345,
  name: 'مدبغة النور',
  role: 'training-centre',
  about: `${longTitle}\n`.repeat(15),
  address: `بلوك 4، ${longTitle}`,
  trusted: true,
  state: 'active',
  listings: 0,
  machines: [],
  certificates: [],
  size: null,
  place: null,
  languages: [],
  contacts: [
    { kind: 'phone', value: '+201001234567', visibility: 'public' },
    { kind: 'whatsapp', value: '+201001234568', visibility: 'public' },
  ],
  since: 0,
};

function cards(n: number, title: string, direction: 'offer' | 'need'): ListingCard[] {
  const card: ListingCard = {
    id: 1,
    externalRef: null,
    direction,
    kind: 'input',
    title,
    state: 'published',
    quantity: { amount: 180_000_000, unit: 'FTK' },
    price: { form: 'range', min: 123_456_700, max: 998_765_400, currency: 'EGP', per: 'FTK', barter: false },
    visibility: 'public',
    standing: false,
    firm: { id: 1, externalRef: null, name: 'x', role: 'tannery', trusted: false },
    publishedAt: 0,
    updatedAt: 0,
    distance: null,
    photo: { id: 1, alt: '', width: 1600, height: 1200, small: { width: 480, height: 360 } },
  };
  return Array.from({ length: n }, () => card);
}

inBrowser('a poster', () => {
  /** The page as the program would send it, with the style sheet that it has. */
  async function poster(lang: 'ar' | 'fr', offers: number, needs: number, title: string, name: string): Promise<Page> {
    const view = {
      locale: lang,
      text: textOf(lang),
      format: formatOf(lang, cluster),
      cluster,
      you: null,
      person: null,
      path: '/',
      origin: 'https://market-of-clusters.example',
      now: 0,
    };
    const room = roomFor(cards(Math.min(offers, mostOnPoster), title, 'offer'), cards(Math.min(needs, mostOnPoster), title, 'need'));
    const node = PosterPage({ view, cluster, firm: { ...firm, name, listings: offers + needs }, ...room });
    const page = await newPage({ lang, width: 800 });
    await page.route('**/files/1/small', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    );
    await page.route('**/poster', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!DOCTYPE html>${node}` }));
    await page.goto('/poster');
    return page;
  }

  const counts = [
    [0, 0],
    [1, 0],
    [2, 1],
    [1, 5],
    [5, 1],
    [12, 0],
    [40, 12],
  ] as const;
  const words = [
    { of: 'short words', title: 'جلد بقري', name: 'مدبغة النور' },
    { of: 'long words', title: longTitle, name: longName },
    { of: 'words without a space', title: unbroken, name: unbroken },
  ];

  describe.each(words)('of $of', ({ title, name }) => {
    test.each(counts)('is one sheet of A4 with nothing cut off: %i offers, %i needs', async (offers, needs) => {
      for (const lang of ['ar', 'fr'] as const) {
        const page = await poster(lang, offers, needs, title, name);
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
        const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
        expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate(cutOff)).toEqual([]);
        await page.context().close();
      }
    });
  });

  test('is black on white also for whom the screen is dark', async () => {
    const page = await newPage({ dark: true });
    await page.goto(`${market}/f/1/poster`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const colours = await page.locator('.poster h1').evaluate((one) => {
      const sheet = getComputedStyle(one.closest('.poster') as Element);
      return [getComputedStyle(one).color, sheet.backgroundColor, getComputedStyle(document.body).backgroundColor];
    });
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
  });
});

/** Runs in the page: what stands outside the place that it has. */
function cutOff(): string[] {
  const found: string[] = [];
  const sheet = document.querySelector('.poster')?.getBoundingClientRect();
  const room = document.querySelector('.poster > div')?.getBoundingClientRect();
  if (!sheet || !room) return ['no poster'];
  for (const one of document.querySelectorAll('.poster *')) {
    // what is in a line that ends in dots may go on behind them
    if (one.closest('p span, p b, p bdi, svg *')) continue;
    const { top, bottom, left, right, height } = one.getBoundingClientRect();
    const inRoom = one.closest('.poster > div') !== null;
    const place = inRoom ? room : sheet;
    if (height > 0 && (top < place.top - 1 || bottom > place.bottom + 1 || left < sheet.left - 1 || right > sheet.right + 1))
      found.push(`${one.tagName} ${Math.round(top - place.top)} ${Math.round(bottom - place.bottom)}`);
  }
  return found;
}
