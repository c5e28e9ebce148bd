/** Invitations: the link as the manager gets it, and the pages of the invited person. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../support/browser.ts';
import { invite, joined, linkIn, newCluster } from './cluster.ts';

let at: string;
let manager: Browser;

beforeAll(async () => {
  ({ at, manager } = await newCluster());
});

describe('the link', () => {
  test('is shown as text, as a code to photograph, and ready to send; the same form sent twice shows the same one', async () => {
    const form = await manager.open(`${at}/manage/invitations`);
    const fields = { note: 'Abu Khaled', firm: 'new', uses: '3', days: '7' };
    const first = await manager.submit(form, `${at}/manage/invitations`, fields);
    const second = await manager.submit(form, `${at}/manage/invitations`, fields);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(linkIn(second)).toBe(linkIn(first));
    expect(first.html).toContain('<svg');
    const share = /href="https:\/\/wa\.me\/\?text=([^"]*)"/.exec(first.html)?.[1] ?? '';
    expect(decodeURIComponent(share)).toContain(`http://localhost${linkIn(first)}`);
    expect((await manager.open(`${at}/manage/invitations`)).html).not.toContain(linkIn(first));
  });

  test('speaks the language of the one who sends it', async () => {
    const made = await manager.speaking('fr').send(`${at}/manage/invitations`, { note: '', firm: 'new', uses: '1', days: '14' });
    expect(decodeURIComponent(made.html)).toContain('Bonjour');
  });

  test('what cannot be is refused, and what was typed stays', async () => {
    const answer = await manager.send(`${at}/manage/invitations`, { note: 'A fair', firm: 'new', uses: '500', days: '14' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('href="#uses"');
    expect(answer.html).toContain('value="A fair"');
    expect((await manager.send(`${at}/manage/invitations`, { firm: '999', uses: '1', days: '14' })).status).toBe(422);
    expect((await manager.send(`${at}/manage/invitations`, { firm: 'new', uses: 'some', days: '14' })).status).toBe(422);
  });

  test('a number may be written in Arabic digits', async () => {
    expect((await manager.send(`${at}/manage/invitations`, { firm: 'new', uses: '٥', days: '١٤' })).status).toBe(200);
  });
});

describe('the invited person', () => {
  test('reads who invites, is not indexed, and is asked to sign in and come back', async () => {
    const link = await invite(manager, at);
    const page = await Browser.visitor().open(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Mona');
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.html).toContain(`/sign-in?next=${encodeURIComponent(link)}`);
  });

  test('joins with a name and a new firm, and is a member under that name', async () => {
    const link = await invite(manager, at);
    const browser = await Browser.signedIn('+201002222222');
    const form = await browser.open(link);
    const refused = await browser.submit(form, link, { yourName: '', name: '', role: '', about: 'We cut soles' });
    expect(refused.status).toBe(422);
    for (const field of ['yourName', 'name', 'role']) expect(refused.html).toContain(`href="#${field}"`);
    expect(refused.text).toContain('We cut soles');
    const contact = { 'contacts.0.kind': 'phone', 'contacts.0.value': '010 0222 2222', 'contacts.0.visibility': 'public' };
    const firm = { name: 'Sole workshop', role: 'workshop', about: 'We cut soles', address: 'Hall 4', ...contact };
    const answer = await browser.submit(refused, link, { yourName: 'Hassan', ...firm });
    expect(answer.to).toBe(`${at}/firm?done=joined`);
    expect((await browser.submit(refused, link, { yourName: 'Hassan', ...firm })).to).toBe(`${at}/firm?done=joined`);
    const mine = await browser.open(answer.to as string);
    for (const words of ['Sole workshop', 'Hassan', '+201002222222']) expect(mine.text).toContain(words);
    expect((await browser.open(link)).text).toContain('already');
  });

  test('a contact that is no phone is named by its field', async () => {
    const link = await invite(manager, at);
    const browser = await Browser.signedIn('+201002222223');
    const contact = { 'contacts.0.kind': 'whatsapp', 'contacts.0.value': '12', 'contacts.0.visibility': 'cluster' };
    const refused = await browser.submit(await browser.open(link), link, { yourName: 'Ali', name: 'A firm', role: 'trader', ...contact });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#contacts.0.value"');
  });

  test('joins a firm that is there with one button', async () => {
    await joined(manager, at, '+201003333333', 'Glue works');
    const list = await manager.open(`${at}/manage/invitations`);
    const firm = /<option value="(\d+)"[^>]*>Glue works/.exec(list.html)?.[1] as string;
    const link = await invite(manager, at, { firm });
    const colleague = await Browser.signedIn('+201004444444');
    const form = await colleague.open(link);
    expect(form.text).toContain('Glue works');
    expect(form.html).not.toContain('name="role"');
    expect((await colleague.submit(form, link, { yourName: 'Samir' })).to).toBe(`${at}/firm?done=joined`);
  });

  test('learns that a link was used, revoked, or never was, and what to do', async () => {
    const used = await invite(manager, at);
    const [first, second] = [await Browser.signedIn('+201005555555'), await Browser.signedIn('+201006666666')];
    const [form, late] = [await first.open(used), await second.open(used)];
    expect((await first.submit(form, used, { yourName: 'One', name: 'First firm', role: 'trader' })).status).toBe(303);
    const spent = await second.submit(late, used, { yourName: 'Two', name: 'Second firm', role: 'trader' });
    expect(spent.status).toBe(410);
    expect(spent.text).toContain('Ask whoever sent it');

    const revoked = await invite(manager, at, { note: 'A mistake' });
    const list = await manager.open(`${at}/manage/invitations`);
    const path = /action="([^"]*\/revocation)"/.exec(list.html)?.[1] as string;
    expect((await manager.submit(list, path)).to).toBe(`${at}/manage/invitations?done=revoked`);
    expect((await second.open(revoked)).status).toBe(410);

    expect((await second.open(`${at}/join/${'x'.repeat(32)}`)).status).toBe(404);
    expect((await second.open(`${at}/join/short`)).text).toContain('do not know this link');
  });

  test('whose session ended is asked to sign in, and comes back to the link', async () => {
    const link = await invite(manager, at);
    const answer = await Browser.visitor().send(link, { name: 'A firm' });
    expect(answer.status).toBe(401);
    expect(answer.html).toContain(`/sign-in?next=${encodeURIComponent(link)}`);
  });
});
