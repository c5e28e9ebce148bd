/** Posting from a phone with a thumb: a photo, a voice, a line; how many taps it takes, and what happens when something goes wrong. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ListingView } from '../../schema/listing.ts';
import { textOf } from '../../web/text/index.ts';
import { field, inBrowser, newPage, read, signedIn, troublesOf } from './browser.ts';
import { type Chosen, counted, failToHear, photo, say, turned, understandSpeech } from './phone.ts';

const text = textOf('ar');
const { media } = text;
const { post, line: lineWords } = text.trade;
const market = '/c/robbiki';
/** One who is trusted, so that what is posted is in the market at once. */
const tanner = '+201227643222';
const line = 'عندي ٥٠٠ قدم جلد بقري طبيعي ١.٢ مم ب ٩٠ جنيه القدم';

inBrowser('posting from a phone', () => {
  let state: Awaited<ReturnType<typeof signedIn>>;
  beforeAll(async () => {
    state = await signedIn(tanner);
  });

  async function opened({ js = true } = {}): Promise<Page> {
    const page = await newPage({ state, js });
    if (js) await page.context().grantPermissions(['microphone']);
    await page.addInitScript(understandSpeech);
    return page;
  }
  async function posting(options?: { js: boolean }): Promise<Page> {
    const page = await opened(options);
    await page.goto(`${market}/l/new`);
    if (options?.js !== false) await page.locator('[data-photos][data-on]').waitFor({ state: 'attached' });
    return page;
  }

  // nothing is typed in these
  describe('takes at most five taps from the market to what was sent', () => {
    test('with a photo', async () => {
      const page = await opened();
      await page.goto(market);
      const taps = counted();
      await taps.on(page.getByRole('link', { name: text.site.tabs.post, exact: true }));
      const camera = page.waitForEvent('filechooser');
      await taps.on(page.getByLabel(media.photos.shoot));
      const taken = await photo(page, 3000, 2000);
      // the shutter, or a photo in the list of photos
      await taps.on(page.getByLabel(media.photos.shoot), async () => (await camera).setFiles([taken]));
      await taps.on(page.getByRole('button', { name: post.publish, exact: true }));
      const shown = await sent(page);
      expect(taps.count).toBeLessThanOrEqual(5);
      expect(shown.photos).toMatchObject([{ alt: '', width: 1600, height: 1067, small: { width: 480, height: 320 } }]);
      expect(shown.direction).toBe('offer');
      expect(shown.price.form).toBe('negotiable');
      expect(troublesOf(page)).toEqual([]);
    });

    test('with a voice', async () => {
      const page = await opened();
      await page.goto(market);
      const taps = counted();
      await taps.on(page.getByRole('link', { name: text.site.tabs.post, exact: true }));
      await taps.on(page.getByRole('button', { name: media.voice.record }));
      await page.getByText('0:02').waitFor();
      await taps.on(page.getByRole('button', { name: media.voice.stop }));
      await taps.on(page.getByRole('button', { name: post.publish, exact: true }));
      const shown = await sent(page);
      expect(taps.count).toBeLessThanOrEqual(5);
      expect(shown.voice?.milliseconds).toBeGreaterThan(1000);
      expect(shown.voice?.milliseconds).toBeLessThan(10_000);
      expect(troublesOf(page)).toEqual([]);
    });

    test('with dictation', async () => {
      const page = await opened();
      await page.goto(market);
      const taps = counted();
      await taps.on(page.getByRole('link', { name: text.site.tabs.post, exact: true }));
      await taps.on(page.getByRole('button', { name: media.dictation.start }));
      await say(page, 'محتاج ٢٠٠ كيلو');
      await say(page, 'محتاج ٢٠٠ كيلو غرا أبيض');
      await taps.on(page.getByRole('button', { name: media.dictation.start }));
      await taps.on(page.getByRole('button', { name: post.publish, exact: true }));
      const shown = await sent(page);
      expect(taps.count).toBeLessThanOrEqual(5);
      expect(shown).toMatchObject({ direction: 'need', text: 'محتاج ٢٠٠ كيلو غرا أبيض', quantity: { amount: 200_000, unit: 'KGM' } });
      expect(troublesOf(page)).toEqual([]);
    });
  });

  describe('the one line', () => {
    test('is read while it is written, and stands there as chips', async () => {
      const page = await posting();
      await page.getByRole('textbox', { name: lineWords.label }).fill(line);
      await chip(page, '٥٠٠ قدم مربع').waitFor();
      expect(await field(page, text, post.quantity).inputValue()).toBe('500');
      expect(await field(page, text, post.priceMin).inputValue()).toBe('90');
      expect(await page.getByRole('radio', { name: post.directions.offer }).isChecked()).toBe(true);
      await page.getByText(media.chips.read).waitFor();
      // the next words take the place of those before
      await page.getByRole('textbox', { name: lineWords.label }).fill('محتاج ٣٠ لوح زان');
      await chip(page, post.directions.need).waitFor();
      expect(await field(page, text, post.quantity).inputValue()).toBe('30');
      expect(await field(page, text, post.priceMin).inputValue()).toBe('');
    });

    test('leaves alone what was changed by hand', async () => {
      const page = await posting();
      await field(page, text, post.quantity).fill('77');
      await page.getByRole('textbox', { name: lineWords.label }).fill(line);
      await chip(page, 'جلد بقري طبيعي').waitFor();
      expect(await field(page, text, post.quantity).inputValue()).toBe('77');
      expect(await field(page, text, post.priceMin).inputValue()).toBe('90');
    });

    test('that was sent before it was read is read by the server, units and all', async () => {
      const page = await posting();
      await page.route('**/l/new?*', (route) => route.abort());
      await page.getByRole('textbox', { name: lineWords.label }).fill('محتاج ٤ طن ملح');
      await page.getByRole('button', { name: post.publish, exact: true }).click();
      expect(await sent(page)).toMatchObject({ direction: 'need', quantity: { amount: 4000, unit: 'TNE' } });
    });

    test('a chip opens its field under it, follows it, and closes again', async () => {
      const page = await posting();
      await page.getByRole('textbox', { name: lineWords.label }).fill(line);
      const quantity = chip(page, '٥٠٠ قدم مربع');
      await quantity.click();
      const input = page.locator('.chip-panel').getByRole('textbox');
      expect(await input.evaluate((one) => one === document.activeElement)).toBe(true);
      await input.fill('650');
      await chip(page, '650').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.chip-panel').waitFor({ state: 'detached' });
      expect(await chip(page, '650').evaluate((one) => one === document.activeElement)).toBe(true);
      expect(await field(page, text, post.quantity).inputValue()).toBe('650');
      expect(await page.locator('.pair #quantity').count()).toBe(1);

      await page.getByRole('button', { name: media.chips.remove(post.quantity) }).click();
      expect(await field(page, text, post.quantity).inputValue()).toBe('');
      await chip(page, `+ ${post.quantity}`).waitFor();
    });

    test('a touch on a choice is enough', async () => {
      const page = await posting();
      await page.getByRole('textbox', { name: lineWords.label }).fill(line);
      await chip(page, post.directions.offer).click();
      await page.locator('.chip-panel').getByText(post.directions.need, { exact: true }).click();
      await page.locator('.chip-panel').waitFor({ state: 'detached' });
      await chip(page, post.directions.need).waitFor();
    });
  });

  describe('photos', () => {
    test('are put in order, described and taken off, and are shown like that', async () => {
      const page = await posting();
      await choose(page, [await photo(page, 900, 600, 'red'), await photo(page, 600, 900, 'green'), await photo(page, 700, 700, 'blue')]);
      await arrived(page, 3);
      const thumbs = page.locator('.thumb');
      await thumbs.nth(1).getByRole('button', { name: media.photos.first }).click();
      await thumbs.nth(0).getByLabel(media.photos.alt).fill('جلد أخضر');
      await thumbs.nth(2).getByRole('button', { name: media.photos.remove }).click();
      await field(page, text, post.what).fill('جلد بالألوان');
      await page.getByRole('button', { name: post.publish, exact: true }).click();
      const shown = await sent(page);
      expect(shown.photos.map(({ alt, width, height }) => [alt, width, height])).toEqual([
        ['جلد أخضر', 600, 900],
        ['', 900, 600],
      ]);

      const first = page.getByRole('link', { name: 'جلد أخضر' });
      await drawn(first.getByRole('img'));
      await page.getByRole('link', { name: media.photos.open('٢', '٢') }).waitFor();
      // its card shows the first of them, small
      await page.goto(`${market}/search?q=${encodeURIComponent('جلد بالألوان')}`);
      const card = page.locator('.card', { hasText: 'جلد بالألوان' }).getByRole('img', { name: 'جلد أخضر' });
      await drawn(card);
      expect(await card.getAttribute('src')).toMatch(/\/small$/);
      // and on editing they are all still there
      await page.goto(`${market}/l/${shown.id}/edit`);
      await page.locator('[data-photos][data-on]').waitFor({ state: 'attached' });
      expect(await page.getByLabel(media.photos.alt).first().inputValue()).toBe('جلد أخضر');
      await page.getByRole('button', { name: media.photos.remove }).nth(1).click();
      await page.getByRole('button', { name: text.trade.edit.save, exact: true }).click();
      expect((await sent(page)).photos.map(({ alt }) => alt)).toEqual(['جلد أخضر']);
    });

    test('stand as they were held, and say nothing of where they were taken', async () => {
      const page = await posting();
      await choose(page, [turned(await photo(page, 800, 400))]);
      await arrived(page, 1);
      await page.getByRole('button', { name: post.publish, exact: true }).click();
      const shown = await sent(page);
      expect(shown.photos).toMatchObject([{ width: 400, height: 800 }]);
      const kept = await (await page.request.get(`${market}/files/${shown.photos[0]?.id}`)).body();
      expect(kept.includes('Exif')).toBe(false);
      expect(kept.includes('Robbiki')).toBe(false);
    });

    test('that do not get through stay, and go when they are sent again', async () => {
      const page = await posting();
      await page.route('**/files', (route) => route.abort());
      await choose(page, [await photo(page, 500, 500)]);
      await page.getByText(media.photos.waits).waitFor();
      await page.unroute('**/files');
      await page.getByRole('button', { name: media.photos.again }).click();
      await page.getByText(media.photos.sent, { exact: true }).waitFor();
      await page.getByRole('button', { name: post.publish, exact: true }).click();
      expect((await sent(page)).photos).toHaveLength(1);
    });

    test('that did not get through go with the form', async () => {
      const page = await posting();
      await page.route('**/files', (route) => route.abort());
      await choose(page, [await photo(page, 500, 500)]);
      await page.getByText(media.photos.waits).waitFor();
      await page.unroute('**/files');
      await page.getByRole('button', { name: post.publish, exact: true }).click();
      expect((await sent(page)).photos).toHaveLength(1);
    });

    test('that are none, or too many, are said to be so', async () => {
      const page = await posting();
      await choose(page, [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') }]);
      await page.getByText(media.photos.noPhoto).waitFor();
      const one = await photo(page, 60, 60);
      await choose(page, [one, one, one, one, one, one, one]);
      await page.getByText(media.photos.tooMany).waitFor();
      await arrived(page, 6);
    });

    test('go along without scripts', async () => {
      const page = await posting({ js: false });
      const scripted = await opened();
      await scripted.goto(market);
      await page.getByLabel(media.photos.choose).setInputFiles([await photo(scripted, 300, 200)]);
      await page.getByRole('radio', { name: post.directions.offer }).check({ force: true });
      await page.getByRole('button', { name: post.publish, exact: true }).click();
      expect((await sent(page)).photos).toMatchObject([{ width: 300, height: 200 }]);
    });
  });

  describe('a voice note', () => {
    test('is heard, thrown away and recorded again, by keys alone', async () => {
      const page = await posting();
      await record(page);
      await page.getByText(media.voice.sent, { exact: true }).waitFor();
      const play = page.getByRole('button', { name: media.voice.play });
      await play.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: media.voice.pause }).waitFor();
      await page.keyboard.press('Enter');
      expect(await page.getByRole('slider', { name: media.voice.position }).getAttribute('aria-valuetext')).toMatch(/^0:0\d \/ 0:0\d$/);
      await page.getByRole('button', { name: media.voice.remove }).click();
      await page.getByRole('button', { name: media.voice.record }).waitFor();
      expect(await page.locator('[name=voice]').inputValue()).toBe('');
    });

    test('asks without a written word, and is heard by whom it was sent to', async () => {
      const page = await newPage({ state: await signedIn('+201061118815', 'منى راضي') });
      await page.context().grantPermissions(['microphone']);
      await page.goto(`${market}/search?kind=input&direction=offer`);
      await page.locator('.card a').first().click();
      await page.locator('[data-voice][data-on]').waitFor({ state: 'attached' });
      await record(page);
      await page.getByRole('button', { name: text.listing.send, exact: true }).click();
      await page.waitForURL(/\/i\/\d+\?done=sent/);
      await page.getByRole('button', { name: media.voice.play }).waitFor();
      expect(troublesOf(page)).toEqual([]);
    });

    test('is not offered where the phone cannot record it', async () => {
      const page = await opened();
      await page.addInitScript(() => {
        MediaRecorder.isTypeSupported = () => false;
      });
      await page.goto(`${market}/l/new`);
      await page.locator('[data-voice][data-on]').waitFor({ state: 'attached' });
      expect(await page.getByRole('button', { name: media.voice.record }).count()).toBe(0);
    });
  });

  test('what was written, shown and not sent is there again, and can be thrown away', async () => {
    const page = await posting();
    await page.route('**/l/new?*', (route) => route.abort());
    await page.route('**/files', (route) => route.abort());
    await page.getByRole('textbox', { name: lineWords.label }).fill('محتاج ٤ طن ملح');
    await choose(page, [await photo(page, 500, 500)]);
    await page.getByText(media.photos.waits).waitFor();
    await page.waitForFunction(draftWithPhoto);
    await page.unroute('**/l/new?*');
    await page.unroute('**/files');
    await page.reload();
    await page.locator('.thumb').waitFor();
    await chip(page, post.directions.need).waitFor();
    expect(await field(page, text, post.quantity).inputValue()).toBe('4');
    expect(await page.getByRole('textbox', { name: lineWords.label }).inputValue()).toBe('محتاج ٤ طن ملح');

    await page.getByRole('button', { name: text.phone.form.draftDrop }).click();
    await page.locator('.thumb').waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: lineWords.label }).inputValue()).toBe('');
    expect(await field(page, text, post.quantity).inputValue()).toBe('');
  });

  test('dictation says in words what is wrong', async () => {
    const page = await posting();
    await page.getByRole('button', { name: media.dictation.start }).click();
    await failToHear(page, 'network');
    await page.getByText(media.dictation.noNetwork).waitFor();
    expect(await page.getByRole('textbox', { name: lineWords.label }).inputValue()).toBe('');
  });
});

/** The listing on whose page one arrived, as the API tells it. */
async function sent(page: Page): Promise<ListingView> {
  await page.waitForURL(/\/l\/\d+\?done=/);
  const [id] = /\d+(?=\?)/.exec(page.url()) ?? [];
  return read(page, `/clusters/robbiki/listings/${id}`);
}

/** Runs in the page: whether the phone has kept a draft with a photo. */
function draftWithPhoto(): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('unqud-outbox');
    opening.onsuccess = () => {
      const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result.some(({ files }: { files: unknown[] }) => files.length > 0));
      };
    };
  });
}

const chip = (page: Page, words: string) => page.locator('.chips').getByRole('button', { name: words }).first();

async function choose(page: Page, files: Chosen[]): Promise<void> {
  await page.getByLabel(media.photos.choose).setInputFiles(files);
}

async function arrived(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (count) => [...document.querySelectorAll<HTMLInputElement>('input[name=photo]')].filter(({ value }) => value).length === count,
    count,
  );
}

async function drawn(image: Locator): Promise<void> {
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
}

async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: media.voice.record }).click();
  await page.getByText(/^0:01/).waitFor();
  await page.getByRole('button', { name: media.voice.stop }).click();
  await page.getByRole('button', { name: media.voice.play }).waitFor();
}
