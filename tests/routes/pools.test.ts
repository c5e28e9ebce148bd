/** Buying together by the pages: opening, joining, what is said of a number that does not fit, leaving and calling off. */
import { beforeAll, describe, expect, test } from 'vitest';
import { day, dayOf } from '../../schema/time.ts';
import { type Browser, type Fields, Browser as Visitor } from '../support/browser.ts';
import { joined, newCluster, posted } from './cluster.ts';

let at: string;
let manager: Browser;
let cobbler: Browser;
let tannery: Browser;

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  cobbler = await joined(manager, at, '+201001111111', 'Camal cobbler');
  tannery = await joined(manager, at, '+201001111112', 'Nour tannery');
});

const soon = dayOf(Date.now() + 6 * day, 'Africa/Cairo');
const glue: Fields = {
  title: 'Shoe glue',
  unit: 'KGM',
  currency: 'EGP',
  'steps.0.from': '500',
  'steps.0.price': '45',
  'steps.1.from': '١٬٠٠٠',
  'steps.1.price': '41,5',
  deadlineDay: soon,
  deadlineHour: '20',
  cap: '1500',
};
const opened = async (by = cobbler, over: Fields = {}) => {
  const { to, text } = await by.send(`${at}/pools`, { ...glue, ...over });
  expect(to, text).toMatch(/\/pools\/\d+\?done=pool-opened$/);
  return to?.split('?')[0] as string;
};
const field = (name: string, value: string) => new RegExp(`<input(?=[^>]*name="${name}")(?=[^>]*value="${value}")`);

describe('opening a pool', () => {
  test('leads to its page, with every step, and the hour as the cluster’s clocks show it', async () => {
    const page = await cobbler.open(await opened());
    expect(page.text).toMatch(/500 kg EGP 45\b/);
    expect(page.text).toMatch(/1,000 kg EGP 41\.50/);
    expect(page.text).toMatch(/Deadline \d+ \w+ 20\d\d at 20:00/);
    expect(page.html).toMatch(/<svg[^>]*role="img".*?<title[^>]*>A vessel that holds 0 kg<\/title>/s);
  });

  test('begins with what an offer says, and is bought from it', async () => {
    const id = await posted(tannery, at, 'Cow leather');
    await manager.submit(await manager.open(`${at}/manage`), `${at}/manage/listings/${id}`);
    expect((await cobbler.open(`${at}/l/${id}`)).html).toContain(`${at}/pools/new?listing=${id}`);
    const form = await cobbler.open(`${at}/pools/new?listing=${id}`);
    expect(form.html).toMatch(field('title', 'Cow leather'));
    expect(form.html).toMatch(/<option value="FTK" selected/);
    expect(form.html).toMatch(/<input(?=[^>]*name="fromOffer")(?=[^>]*checked)/);
    const { to } = await cobbler.submit(form, `${at}/pools`, { ...glue, unit: 'FTK', fromOffer: 'yes' });
    expect((await cobbler.open(to ?? '')).text).toContain('Supplier Nour tannery · Cow leather');
  });

  test('says at each field what cannot be, and keeps what was typed', async () => {
    const odd = { title: '', 'steps.1.from': '300', 'steps.1.price': 'cheap', deadlineDay: '2020-01-01', cap: '400', supplierName: 'Nile' };
    const { status, html } = await cobbler.send(`${at}/pools`, { ...glue, ...odd });
    expect(status).toBe(422);
    for (const name of ['title', 'steps.1.price']) expect(html).toContain(`href="#${name}"`);
    expect(html).toMatch(field('steps.1.price', 'cheap'));
    expect(html).toMatch(field('supplierName', 'Nile'));
    const terms = await cobbler.send(`${at}/pools`, { ...glue, 'steps.1.from': '300', 'steps.1.price': '50', cap: '10' });
    for (const name of ['steps.1.from', 'steps.1.price', 'cap']) expect(terms.html).toContain(`id="${name}-problem"`);
    expect((await cobbler.send(`${at}/pools`, { ...glue, deadlineDay: '2020-01-01' })).html).toContain('id="deadlineDay-problem"');
    const lone = await cobbler.send(`${at}/pools`, { ...glue, pack: '600' });
    expect(lone.html).toMatch(/id="steps\.0\.from-problem"[^>]*>[^<]*600/);
    // an offer that went meanwhile has no tick any more: another supplier can be named
    const gone = await cobbler.send(`${at}/pools`, { ...glue, fromOffer: 'yes', listing: '999' });
    for (const said of ['href="#supplierName"', 'id="supplierName-problem"']) expect(gone.html).toContain(said);
    expect((await cobbler.send(`${at}/pools`, { ...glue, 'steps.3.from': '2000', 'steps.3.price': '30' })).html).toContain(
      'href="#steps.2.from"',
    );
  });
});

describe('joining a pool', () => {
  test('takes a number in any digits, shows what it costs, and can be changed and taken back', async () => {
    const pool = await opened();
    const join = (fields: Fields) => tannery.send(`${pool}/commitment`, { act: 'commit', ...fields });
    expect((await join({ amount: '٦٠٠' })).to).toBe(`${pool}?done=pool-committed`);
    const page = await tannery.open(pool);
    expect(page.text).toContain('If it closed now: 600 kg for EGP 27,000');
    expect(page.text).toContain('400 kg more and it is EGP 41.50');
    expect(page.html).toMatch(/<title[^>]*>A vessel that holds 600 kg · Your share is 600 kg<\/title>/);
    expect(page.html).toMatch(field('amount', '600'));
    expect(page.text).not.toContain('less than a pack more');
    await join({ amount: '650.5' });
    expect((await tannery.open(`${at}/pools`)).text).toContain('You are in');
    expect((await tannery.send(`${pool}/commitment`, { act: 'withdraw' })).to).toBe(`${pool}?done=pool-left`);
    await join({ amount: '5' });
    expect((await join({ act: 'change', amount: '0' })).status).toBe(422);
    expect((await join({ amount: '0' })).to).toBe(`${pool}?done=pool-left`);
    expect((await tannery.open(pool)).text).toContain('Nobody yet');
  });

  test('where packs are bought, says before that one may get up to a pack more or less', async () => {
    const pool = await opened(cobbler, { pack: '300' });
    expect((await tannery.open(pool)).text).toContain('less than a pack more or less than you wrote');
    await tannery.send(`${pool}/commitment`, { act: 'commit', amount: '500' });
    const { text } = await tannery.open(pool);
    expect(text).toContain('If it closed now: 600 kg for EGP 27,000');
    expect(text).toContain('That is 100 kg more than you wrote');
  });

  test('is refused beyond the cap with what is still free, in the pool’s own unit', async () => {
    const pool = await opened();
    await cobbler.send(`${pool}/commitment`, { act: 'commit', amount: '1400' });
    const { status, html, text } = await tannery.send(`${pool}/commitment`, { act: 'commit', amount: '100.5' });
    expect(status).toBe(422);
    expect(text).toMatch(/\b100\b/);
    expect(html).toContain('id="amount-problem"');
    expect(html).toMatch(field('amount', '100.5'));
    for (const amount of ['', 'much', '-3', '1.2345']) {
      const refused = await tannery.send(`${pool}/commitment`, { act: 'commit', amount });
      expect([refused.status, refused.html.includes('id="amount-problem"')]).toEqual([422, true]);
    }
  });

  test('is for the cluster: who is not signed in is led there, and a stranger reads why not', async () => {
    const pool = await opened();
    expect((await Visitor.visitor().open(pool)).to).toBe(`/sign-in?next=${encodeURIComponent(pool)}`);
    const stranger = await Visitor.signedIn('+201009999999');
    for (const path of [pool, `${pool}/share`, `${at}/pools`, `${at}/pools/new`]) expect((await stranger.open(path)).status).toBe(403);
  });
});

describe('the supplier of a pool', () => {
  const supplied = async () => {
    const id = await posted(tannery, at, 'Cow leather');
    await manager.submit(await manager.open(`${at}/manage`), `${at}/manage/listings/${id}`);
    const form = await cobbler.open(`${at}/pools/new?listing=${id}`);
    const { to } = await cobbler.submit(form, `${at}/pools`, { ...glue, unit: 'FTK', fromOffer: 'yes' });
    return to?.split('?')[0] as string;
  };

  test('is asked on the page, answers with one tap, and everyone reads the answer', async () => {
    const pool = await supplied();
    expect((await cobbler.open(pool)).text).toContain('Cow leather · has not confirmed yet');
    const asked = await tannery.open(pool);
    expect(asked.text).toContain('Do you sell at these prices?');
    const { to } = await tannery.submit(asked, `${pool}/answers`, { accept: 'yes' });
    expect(to).toBe(`${pool}?done=pool-confirmed`);
    expect((await tannery.open(to ?? '')).text).toContain('You confirmed that you sell at these prices');
    for (const one of [cobbler, manager]) {
      const { text, html } = await one.open(pool);
      expect(text).toContain('has confirmed that it sells');
      expect(html).not.toContain(`${pool}/answers`);
    }
    expect((await cobbler.open(`${at}/inbox`)).text).toContain('The supplier confirmed the prices of your joint purchase');
  });

  test('who does not sell is taken off, and nobody else answers for it', async () => {
    const pool = await supplied();
    expect((await cobbler.send(`${pool}/answers`, { accept: 'no' })).status).toBe(404);
    expect((await tannery.send(`${pool}/answers`, { accept: 'perhaps' })).status).toBe(422);
    expect((await tannery.send(`${pool}/answers`, { accept: 'no' })).to).toBe(`${pool}?done=pool-refused`);
    expect((await cobbler.open(pool)).text).toContain('Supplier Not chosen yet');
    expect((await tannery.open(pool)).html).not.toContain(`${pool}/answers`);
  });
});

describe('a pool that was opened', () => {
  test('is shared by its short link with those who may open it', async () => {
    const pool = await opened();
    const id = pool.split('/').at(-1);
    expect((await cobbler.open(pool)).html).toContain(`data-url="/s/${at.slice(3)}/p${id}"`);
    expect((await cobbler.open(`/s/${at.slice(3)}/p${id}`)).to).toBe(pool);
    expect((await cobbler.open(`${pool}/share`)).text).toContain('Only members of the cluster can open it.');
  });

  test('is called off by its opener or a manager, with a word for those in it', async () => {
    const pool = await opened();
    expect((await tannery.open(pool)).html).not.toContain(`${pool}/cancellation`);
    expect((await tannery.send(`${pool}/cancellation`, { words: 'no' })).status).toBe(404);
    const { to } = await cobbler.submit(await cobbler.open(pool), `${pool}/cancellation`, { words: 'No stock' });
    expect((await cobbler.open(to ?? '')).text).toContain('Called off');
    const after = await tannery.open(pool);
    expect(after.text).toContain('No stock');
    expect(after.html).not.toContain(`${pool}/commitment`);
    expect((await manager.send(`${pool}/cancellation`, { words: '' })).status).toBe(409);
  });
});
