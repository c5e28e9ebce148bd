/** The whole story on a phone, in Arabic: from a manager's invitation to two firms that have each other's numbers. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldDigits } from '../../schema/money.ts';
import { damiettaFurniture } from '../../seed/clusters/damietta-furniture.ts';
import { salfitFurniture } from '../../seed/clusters/salfit-furniture.ts';
import type { SeedCluster } from '../../seed/shape.ts';
import { textOf } from '../../web/text/index.ts';
import { field, inBrowser, newPage, signIn, troublesOf } from './browser.ts';

const text = textOf('ar');
const { post } = text.trade;

interface Telling {
  told: string;
  js: boolean;
  in: SeedCluster;
  /** As they are dialled in the country of the cluster, in the digits that people there write. */
  manager: string;
  invited: { phone: string; name: string; written: string; firm: string };
  buyer: { phone: string; name: string };
}

const tellings: Telling[] = [
  {
    told: 'with scripts',
    js: true,
    in: damiettaFurniture,
    manager: '٠١٠٦٥١٩٦٢٤٩',
    invited: { phone: '+201061118801', name: 'حسن البدراوي', written: '01061118801', firm: 'ورشة البدراوي للكراسي' },
    buyer: { phone: '+201061118802', name: 'نهى سليم' },
  },
  {
    told: 'without scripts',
    js: false,
    in: salfitFurniture,
    manager: '0592211490',
    invited: { phone: '+970592118801', name: 'زياد مرعي', written: '٠٥٩٢١١٨٨٠١', firm: 'منجرة مرعي' },
    buyer: { phone: '+970592118802', name: 'هبة ريان' },
  },
];

describe.each(tellings)('the story, told $told', ({ js, in: cluster, manager, invited, buyer }) => {
  inBrowser('on one phone each', () => {
    const market = `/c/${cluster.opening.cluster.slug}`;
    const title = 'كرسي سفرة زان مدهون، ضهر عالي';
    let managing: Page;
    let making: Page;
    let buying: Page;
    let link = '';
    let listing = '';
    let inquiry = '';

    beforeAll(async () => {
      [managing, making, buying] = await Promise.all([newPage({ js }), newPage({ js }), newPage({ js })]);
    });

    test('the manager signs in with the number as it is dialled, and makes an invitation', async () => {
      await managing.goto(market);
      await managing.getByRole('banner').getByRole('link', { name: text.site.signIn }).click();
      await signIn(managing, cluster.opening.manager.phone, cluster.opening.manager.name, manager);
      expect(new URL(managing.url()).pathname).toBe(market);

      await managing.getByRole('link', { name: text.site.tabs.manage }).click();
      await managing.getByRole('heading', { level: 1, name: text.manage.queue.empty }).waitFor();
      await managing.getByRole('link', { name: text.manage.nav.invitations }).click();
      await field(managing, text, text.manage.invitations.note).fill(invited.firm);
      await managing.getByRole('button', { name: text.manage.invitations.make }).click();

      await managing.getByRole('heading', { level: 1, name: text.manage.invitations.madeTitle }).waitFor();
      link = (await managing.locator('bdi', { hasText: '/join/' }).textContent()) ?? '';
      expect(new URL(link).pathname).toMatch(new RegExp(`^${market}/join/[\\w-]+$`));
      const code = await managing.getByRole('img', { name: text.manage.link.qrTitle }).boundingBox();
      expect(code?.width).toBeGreaterThan(180);
      expect(await managing.getByRole('link', { name: text.manage.link.whatsapp }).getAttribute('href')).toContain(
        encodeURIComponent(link),
      );
    });

    test('the invited person opens the link, signs in, names a firm, and is in', async () => {
      await making.goto(link);
      await making.getByText(invited.firm).waitFor();
      await making.getByRole('link', { name: text.join.signIn }).click();
      await signIn(making, invited.phone, invited.name, invited.written);
      expect(making.url(), 'back at the invitation').toBe(link);

      await field(making, text, text.join.firmName).fill(invited.firm);
      await field(making, text, text.join.role).selectOption('workshop');
      await field(making, text, text.join.contactVisibility).selectOption('agreed');
      await making.getByRole('button', { name: text.join.join, exact: true }).click();

      await making.getByRole('status').getByText(text.site.done.joined).waitFor();
      expect(await making.getByRole('heading', { level: 1 }).textContent()).toBe(invited.firm);
    });

    test('a form that is not right says what to correct, keeps what was typed, and stores nothing', async () => {
      await making.getByRole('link', { name: text.site.tabs.post, exact: true }).click();
      await choose(making, post.directions.offer);
      await choose(making, text.kinds.input);
      await field(making, text, post.text).fill('خشب زان، دهان بوليستر، التسليم من الورشة.');
      await field(making, text, post.priceMin).fill('رخيص');
      await making.getByRole('button', { name: post.publish, exact: true }).click();

      const summary = making.getByRole('alert');
      await summary.getByRole('heading', { name: text.refusals.invalid }).waitFor();
      const wrong = await summary.getByRole('link').allInnerTexts();
      expect(wrong.map((line) => line.split(':')[0])).toEqual([post.what, post.priceMin]);
      expect(wrong[1]).toBe(`${post.priceMin}: ${text.problems['not-a-number']('')}`);
      await summary.getByRole('link', { name: post.what }).click();
      expect(await field(making, text, post.what).evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await field(making, text, post.priceMin).inputValue()).toBe('رخيص');
      expect(await field(making, text, post.text).inputValue()).toContain('خشب زان');
      expect(await making.getByRole('radio', { name: text.kinds.input }).isChecked()).toBe(true);

      const others = await making.context().newPage();
      await others.goto(`${market}/firm`);
      await others.getByText(text.trade.firm.none).waitFor();
      await others.close();
    });

    test('the same form, put right, posts the offer with digits as people write them; nobody else sees it yet', async () => {
      await field(making, text, post.what).fill(title);
      await field(making, text, post.quantity).fill('٢٤٠');
      await field(making, text, post.priceMin).fill('١٬٢٥٠٫٥');
      await making.getByRole('button', { name: post.publish, exact: true }).click();

      await making.getByRole('status').getByText(text.site.done.posted).waitFor();
      listing = new URL(making.url()).pathname;
      const figures = foldDigits((await making.locator('.figures').first().textContent()) ?? '');
      expect(figures).toMatch(/1,?250\.50/);
      expect(figures).toMatch(/240/);

      await buying.goto(`${market}/search?q=${encodeURIComponent('زان')}`);
      await buying.getByRole('heading', { name: text.market.found(0, '') }).waitFor();
      const answer = await buying.goto(listing);
      expect(answer?.status()).toBe(404);
    });

    test('going back and sending a form once more makes no second listing', async () => {
      const wood = 'خشب زان ألماني، تخانة 5 سم';
      await making.goto(`${market}/l/new`);
      await choose(making, post.directions.need);
      await choose(making, text.kinds.input);
      await field(making, text, post.what).fill(wood);
      await making.getByRole('radio', { name: text.priceForms.negotiable }).check();
      await making.getByRole('button', { name: post.draft, exact: true }).click();
      await making.getByRole('status').getByText(text.site.done.drafted).waitFor();
      const first = making.url();

      await making.goBack();
      expect(await field(making, text, post.what).inputValue()).toBe(wood);
      await making.getByRole('button', { name: post.draft, exact: true }).click();
      await making.getByRole('status').getByText(text.site.done.drafted).waitFor();
      expect(making.url()).toBe(first);

      await making.goto(`${market}/firm`);
      expect(await making.getByRole('link', { name: wood }).count()).toBe(1);
    });

    test('the manager finds it in the queue and publishes it', async () => {
      await managing.goto(market);
      await managing.getByRole('link', { name: text.site.tabs.manage }).click();
      await managing.getByRole('heading', { name: title }).waitFor();
      await managing.getByRole('button', { name: text.manage.queue.publishNamed(title) }).click();
      await managing.getByRole('status').getByText(text.site.done.decided).waitFor();
      await managing.getByRole('heading', { level: 1, name: text.manage.queue.empty }).waitFor();
    });

    test('a buyer finds it with other spellings, opens it and asks; neither side sees how to reach the other', async () => {
      await buying.goto(market);
      await buying.getByRole('searchbox').fill('الكرسى الزّان');
      await buying.getByRole('button', { name: text.search.go, exact: true }).click();
      await buying.getByRole('link', { name: title }).click();
      await buying.getByRole('link', { name: text.listing.signInToAsk }).click();
      await signIn(buying, buyer.phone, buyer.name);
      expect(new URL(buying.url()).pathname).toBe(listing);

      await field(buying, text, text.listing.message).fill('محتاجة ٢٤ كرسي لمطعم قبل أول الشهر.');
      await field(buying, text, text.listing.quantityAsked.offer).fill('٢٤');
      await buying.getByRole('button', { name: text.listing.send, exact: true }).click();
      await buying.getByRole('status').getByText(text.site.done.sent).waitFor();
      inquiry = new URL(buying.url()).pathname;
      expect(await buying.getByText(text.inquiryStates.open).count()).toBe(1);
      expect(await buying.getByText(/24|٢٤/).count(), 'the quantity that was asked for').toBeGreaterThan(1);
      expect(await buying.content()).not.toContain(invited.phone.slice(4));
      expect(await buying.getByRole('heading', { name: text.trade.inquiry.contacts }).count()).toBe(0);
    });

    test('the firm sees it in its inbox and accepts', async () => {
      await making.goto(market);
      await making.getByRole('link', { name: new RegExp(`^${text.site.tabs.inbox}`) }).click();
      expect(await making.content()).not.toContain(buyer.phone.slice(4));
      await making.getByRole('link', { name: title }).first().click();
      await making.getByText('لمطعم قبل أول الشهر').waitFor();
      expect(new URL(making.url()).pathname).toBe(inquiry);
      expect(await making.content()).not.toContain(buyer.phone.slice(4));

      await field(making, text, text.trade.inquiry.words).fill('موجود، أهلًا بك الخميس.');
      await making.getByRole('button', { name: text.trade.inquiry.accept, exact: true }).click();
      await making.getByRole('status').getByText(text.site.done.accepted).waitFor();
    });

    test('each now sees how to reach the other', async () => {
      expect(await making.getByRole('link', { name: buyer.phone }).first().getAttribute('href')).toBe(`tel:${buyer.phone}`);
      await buying.goto(`${market}/inbox`);
      await buying.getByRole('link', { name: text.notices['inquiry-accepted'] }).click();
      await buying.getByText('أهلًا بك الخميس').waitFor();
      expect(await buying.getByRole('link', { name: invited.phone }).first().getAttribute('href')).toContain(invited.phone.slice(1));
      // a stranger still sees nothing of either
      const stranger = await newPage({ js });
      await stranger.goto(listing);
      await stranger.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(await stranger.content()).not.toContain(invited.phone.slice(4));
      expect((await stranger.goto(inquiry))?.url()).toContain('/sign-in');
      await stranger.context().close();
    });

    test('another language shows the same page, in its own direction', async () => {
      const path = `${market}/search?q=${encodeURIComponent('زان')}`;
      await buying.goto(path);
      for (const [lang, dir] of [
        ['fr', 'ltr'],
        ['en', 'ltr'],
        ['ar', 'rtl'],
      ] as const) {
        await buying.getByRole('banner').getByRole('button', { name: text.languageNames[lang] }).click();
        await buying.locator(`html[lang=${lang}][dir=${dir}]`).waitFor();
        expect(buying.url()).toMatch(new RegExp(`${path.replace('?', '\\?')}$`));
        await buying.getByRole('heading', { name: textOf(lang).search.title }).waitFor();
        await buying.getByRole('link', { name: title }).waitFor();
      }
    });

    test('nothing went wrong behind the pages', () => {
      expect([managing, making, buying].flatMap((page) => troublesOf(page))).toEqual([]);
    });
  });
});

/** Radio buttons drawn as cards are chosen by touching their words. */
const choose = (page: Page, word: string) => page.getByRole('radio', { name: word }).check({ force: true });
