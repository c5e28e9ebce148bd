/** Trading by the pages: posting and editing, asking and answering, one's own firm, and who is told why not. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Browser, type Fields } from '../support/browser.ts';
import { joined, newCluster, posted } from './cluster.ts';

let at: string;
let manager: Browser;
let tannery: Browser;

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  tannery = await joined(manager, at, '+201001111111', 'Nour tannery');
});

const listing: Fields = {
  direction: 'need',
  kind: 'input',
  title: 'Chrome salts',
  priceForm: 'negotiable',
  per: 'unit',
  visibility: 'public',
  term: '30',
};

async function published(member: Browser, title: string): Promise<number> {
  const id = await posted(member, at, title);
  await manager.submit(await manager.open(`${at}/manage`), `${at}/manage/listings/${id}`);
  return id;
}

describe('posting', () => {
  test('one line fills the form, says what was understood, and stays in the description', async () => {
    const line = 'محتاج ٥٠٠ قدم جلد بقري طبيعي ١.٢ مم ب ٩٠ جنيه القدم';
    const { html } = await tannery.open(`${at}/l/new?line=${encodeURIComponent(line)}`);
    for (const [name, value] of [
      ['title', 'جلد بقري طبيعي'],
      ['quantity', '500'],
      ['priceMin', '90'],
    ])
      expect(html).toMatch(new RegExp(`<input(?=[^>]*name="${name}")(?=[^>]*value="${value}")`));
    expect(html).toMatch(/<input(?=[^>]*name="direction")(?=[^>]*value="need")(?=[^>]*checked)/);
    expect(html).toMatch(/<option value="FTK" selected/);
    expect(html.split(line)).toHaveLength(3);
    expect(html).toContain('href="#quantity"');
  });

  test('a line of which nothing is understood is not lost either', async () => {
    const { html } = await tannery.open(`${at}/l/new?line=${encodeURIComponent('<b>؟؟؟</b>')}`);
    expect(html).toContain('&lt;b&gt;؟؟؟&lt;/b&gt;');
    expect(html).not.toContain('<b>؟؟؟');
  });

  test('numbers may be written in any digits, and the price stands for the unit of the quantity', async () => {
    const fields = { ...listing, priceForm: 'range', priceMin: '١٬٢٥٠٫٥', priceMax: '1 300', quantity: '2,5', unit: 'TNE', submit: 'no' };
    const { to } = await tannery.send(`${at}/l`, fields);
    expect(to).toMatch(/\/l\/\d+\?done=drafted$/);
    const { html } = await tannery.open(`${to?.split('?')[0]}/edit`);
    for (const [name, value] of [
      ['priceMin', '1250.5'],
      ['priceMax', '1300'],
      ['quantity', '2.5'],
    ])
      expect(html).toMatch(new RegExp(`name="${name}"[^>]*value="${value}"`));
    expect(html).toMatch(/name="per"[^>]*>.*?value="unit" selected/s);
  });

  test('what cannot be read is never dropped: it is said at its field, and stands there as it was typed', async () => {
    const odd = { quantity: 'many', priceForm: 'fixed', priceMin: 'cheap', deliveryDays: 'soon', availableFrom: '2026-02-30', unit: 'KGM' };
    const { status, html, text } = await tannery.send(`${at}/l`, { ...listing, ...odd });
    expect(status).toBe(422);
    for (const name of ['quantity', 'priceMin', 'deliveryDays', 'availableFrom']) {
      expect(html).toContain(`href="#${name}"`);
      expect(html).toContain(`id="${name}-problem"`);
    }
    for (const typed of ['many', 'cheap', 'soon', 'Chrome salts']) expect(html).toContain(`value="${typed}"`);
    expect(text).not.toContain('unreadable');
  });

  test('a missing choice is said to be required, and a title too short to be too short', async () => {
    const { html } = await tannery.send(`${at}/l`, { title: 'x', priceForm: 'free', visibility: 'public' });
    for (const name of ['direction', 'kind', 'title']) expect(html).toContain(`href="#${name}"`);
  });

  test('an address can fill the form in beforehand, and nonsense in it does no harm', async () => {
    const { html } = await tannery.open(`${at}/l/new?direction=need&kind=banana&title=${encodeURIComponent('"><script>')}`);
    expect(html).toMatch(/name="direction" value="need" checked/);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  test('a session that ended does not cost what was typed', async () => {
    const again = await Browser.visitor().send(`${at}/l`, listing);
    expect([again.status, again.html]).toEqual([401, expect.stringContaining('value="Chrome salts"')]);
    expect(again.html).toMatch(/href="\/sign-in[^"]*" target="_blank"/);
  });

  test('sent twice, it is posted once', async () => {
    const fields = { ...listing, title: 'Sent twice', key: crypto.randomUUID() };
    const [first, second] = [await tannery.send(`${at}/l`, fields), await tannery.send(`${at}/l`, fields)];
    expect(second.to).toBe(first.to);
  });
});

describe('editing', () => {
  test('of two edits at once, the later one sees that it is late, keeps its words, and can replace knowingly', async () => {
    const id = await posted(tannery, at, 'Split leather');
    const path = `${at}/l/${id}`;
    const [mine, theirs] = [await tannery.open(`${path}/edit`), await tannery.open(`${path}/edit`)];
    expect((await tannery.submit(theirs, path, { ...listing, title: 'Split leather, theirs' })).status).toBe(303);
    const late = await tannery.submit(mine, path, { ...listing, title: 'Split leather, mine' });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('value="Split leather, mine"')]);
    expect(late.html).toContain(`href="${path}"`);
    expect((await tannery.submit(late, path, { ...listing, title: 'Split leather, mine' })).status).toBe(303);
    expect((await tannery.open(path)).text).toContain('Split leather, mine');
  });

  test('nobody edits or moves what is not theirs', async () => {
    const id = await published(tannery, 'Only ours');
    const other = await joined(manager, at, '+201001111119', 'Other firm');
    for (const browser of [other, manager]) {
      expect((await browser.open(`${at}/l/${id}/edit`)).status).toBe(404);
      expect((await browser.send(`${at}/l/${id}`, { ...listing, revision: '1' })).status).toBe(404);
      expect((await browser.send(`${at}/l/${id}/moves`, { act: 'withdraw' })).status).toBe(404);
    }
    expect((await tannery.send(`${at}/l/${id}/moves`, { act: 'pause' })).to).toBe(`${at}/l/${id}?done=paused`);
    expect((await tannery.send(`${at}/l/${id}/moves`, { act: 'publish' })).status).toBe(422);
  });
});

describe('asking', () => {
  test('a buyer without a name gives it with the question; contacts show when it is accepted, to both and not before', async () => {
    const id = await published(tannery, 'Goat skins');
    const buyer = await Browser.signedIn('+201002222222');
    const form = await buyer.open(`${at}/l/${id}/inquiries`);
    const unnamed = await buyer.submit(form, `${at}/l/${id}/inquiries`, { message: 'Ten by Thursday?' });
    expect([unnamed.status, unnamed.html]).toEqual([422, expect.stringContaining('Ten by Thursday?')]);
    const asked = await buyer.submit(unnamed, `${at}/l/${id}/inquiries`, {
      name: 'Samir',
      message: 'Ten by Thursday?',
      quantityAmount: '١٠',
      quantityUnit: 'H87',
    });
    expect(asked.to).toMatch(/\/i\/\d+\?done=sent$/);
    const path = asked.to?.split('?')[0] ?? '';
    const received = await tannery.open(path);
    expect(received.text).toContain('Samir');
    for (const page of [received, await buyer.open(path)]) expect(page.html).not.toMatch(/href="tel:/);
    expect((await tannery.submit(received, `${path}/answer`, { words: 'Come by', accept: 'yes' })).to).toBe(`${path}?done=accepted`);
    expect((await tannery.open(path)).html).toContain('href="tel:+201002222222"');
    expect((await buyer.open(path)).html).toContain('href="tel:+201001111111"');
    expect((await (await Browser.signedIn('+201002222229')).open(path)).status).toBe(404);
  });

  test('an answer needs a choice; the asker can take a question back; news are marked as read', async () => {
    const id = await published(tannery, 'Sheep skins');
    const buyer = await Browser.signedIn('+201002222233');
    const asked = await buyer.send(`${at}/l/${id}/inquiries`, { name: 'Huda', message: 'Still there?' });
    const path = asked.to?.split('?')[0] ?? '';
    expect((await tannery.submit(await tannery.open(path), `${path}/answer`, { words: 'Perhaps' })).html).toContain('Perhaps');
    expect((await buyer.submit(await buyer.open(path), `${path}/withdrawal`)).to).toBe(`${path}?done=withdrawn`);
    const inbox = await tannery.open(`${at}/inbox`);
    expect((await tannery.submit(inbox, `${at}/inbox/read`)).to).toBe(`${at}/inbox?done=read`);
    expect((await tannery.open(`${at}/inbox`)).html).not.toContain(`action="${at}/inbox/read"`);
  });

  test('an answer whose session ended is not lost', async () => {
    const again = await Browser.visitor().send(`${at}/i/1/answer`, { words: 'Come on Thursday', accept: 'yes' });
    expect([again.status, again.html]).toEqual([401, expect.stringContaining('Come on Thursday')]);
  });
});

describe('my firm', () => {
  test('is edited whole: phones as dialled here, a place as copied from a map, empty rows left out', async () => {
    const page = await tannery.open(`${at}/firm/edit`);
    const fields: Fields = {
      name: 'Nour tannery',
      role: 'tannery',
      about: 'Vegetable tanning',
      machines: 'Drum 3 m\r\n\r\nShaving machine',
      certificates: '',
      size: '6-20',
      address: 'Hall 4',
      place: '٣٠٫١٥، ٣١٫٧٣',
      languages: ['ar', 'en'],
      'contacts.0.kind': 'phone',
      'contacts.0.value': '',
      'contacts.0.visibility': 'public',
      'contacts.1.kind': 'whatsapp',
      'contacts.1.value': '0100 111 1111',
      'contacts.1.visibility': 'agreed',
    };
    const bad = await tannery.submit(page, `${at}/firm`, { ...fields, place: 'near the mosque', 'contacts.1.value': '12345' });
    expect(bad.status).toBe(422);
    for (const field of ['place', 'contacts.1.value']) expect(bad.html).toContain(`href="#${field}"`);
    expect((await tannery.submit(bad, `${at}/firm`, fields)).to).toBe(`${at}/firm?done=saved`);
    const { html } = await tannery.open(`${at}/firm/edit`);
    for (const value of ['value="+201001111111"', 'value="30.15, 31.73"', 'Drum 3 m\nShaving machine']) expect(html).toContain(value);
  });

  test('a colleague joins by the link that is shown once', async () => {
    const made = await tannery.send(`${at}/firm/colleagues`, { note: 'Khaled' });
    const link = /\/c\/[a-z0-9-]+\/join\/[A-Za-z0-9_-]{32}/.exec(made.html)?.[0] ?? '';
    const colleague = await Browser.signedIn('+201003333333');
    await colleague.submit(await colleague.open(link), link, { yourName: 'Khaled' });
    const firm = await colleague.open(`${at}/firm`);
    for (const words of ['Nour tannery', 'Khaled', 'Chrome salts']) expect(firm.text).toContain(words);
  });

  test('who has no firm here is told how to join, and who is suspended is told so', async () => {
    const buyer = await Browser.signedIn('+201004444444');
    for (const [browser, path] of [
      [Browser.visitor(), '/firm'],
      [Browser.visitor(), '/l/new'],
      [buyer, '/firm'],
      [buyer, '/l/new'],
    ] as const) {
      const { status, text } = await browser.open(at + path);
      expect([status, text]).toEqual([200, expect.stringContaining('How do I join?')]);
    }
    expect((await buyer.send(`${at}/l`, listing)).status).toBe(403);
    const leaver = await joined(manager, at, '+201004444455', 'Closing down');
    const id = /\/f\/(\d+)/.exec((await leaver.open(`${at}/firm`)).html)?.[1];
    expect((await manager.send(`${at}/manage/firms/${id}`, { act: 'suspend', words: '' })).status).toBe(303);
    const { status, text } = await leaver.open(`${at}/firm`);
    expect([status, text]).toEqual([403, expect.stringContaining('Your membership is suspended')]);
  });
});
