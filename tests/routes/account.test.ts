/** One's own account: signing in and out by the pages, the name, keys for software, and where one is sent back to. */
import { beforeAll, describe, expect, test } from 'vitest';
import { localPath } from '../../worker/routes/local-path.ts';
import { codeFor, emptyDirectory, environment, wrong } from '../directory/directory.ts';
import { Browser } from '../support/browser.ts';

beforeAll(emptyDirectory);

describe('signing in', () => {
  test('a number written as it is dialled at home is enough; who comes for the first time is asked for a name', async () => {
    const browser = Browser.visitor();
    const sent = await browser.submit(await browser.open('/sign-in?next=/c/robbiki/inbox'), '/sign-in', {
      country: 'EG',
      phone: '٠١٠٠ ٥٥٥ ٠٠٠١',
    });
    expect(sent.status).toBe(303);
    const page = await browser.open(sent.to ?? '');
    expect(page.text).toContain('+201005550001');
    const code = await codeFor(environment(), '+201005550001');
    const tried = await browser.submit(page, '/sign-in/code', { code: wrong(code) });
    expect([tried.status, tried.text]).toEqual([422, expect.stringContaining('+201005550001')]);
    const entered = await browser.submit(tried, '/sign-in/code', { code });
    expect(entered.to).toBe('/me?next=%2Fc%2Frobbiki%2Finbox');
    // a second tap on the same button
    expect((await browser.submit(tried, '/sign-in/code', { code })).status).toBe(303);
    const named = await browser.submit(await browser.open(entered.to ?? ''), '/me', { name: 'Nour', locale: '' });
    expect(named.to).toBe('/c/robbiki/inbox');
    expect((await browser.open('/me')).text).toContain('Nour');
  });

  test.each([
    ['EG', '0599448263'],
    ['PS', ''],
    ['XX', '12'],
  ])('what is no number in %s is shown again with what was typed: "%s"', async (country, phone) => {
    const again = await Browser.visitor().send('/sign-in', { country, phone, next: '/' });
    expect(again.status).toBe(422);
    expect(again.html).toContain(`value="${phone}"`);
    expect(again.text).toContain('Phone number');
  });

  test('asking for another code too soon shows the page of the code again, and when to try', async () => {
    const browser = Browser.visitor();
    const sent = await browser.send('/sign-in', { country: 'DZ', phone: '0551234567', next: '/' });
    const again = await browser.submit(await browser.open(sent.to ?? ''), '/sign-in', {});
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(again.html).toContain('action="/sign-in/code"');
  });

  test('the country of the cluster that somebody comes from, or of the language, is chosen beforehand', async () => {
    const chosen = async (language: string) => /value="(\w\w)" selected/.exec((await Browser.visitor(language).open('/sign-in')).html)?.[1];
    expect(await chosen('ar-DZ')).toBe('DZ');
    expect(await chosen('en-US')).toBe('EG');
  });

  test('signing out everywhere ends the other browsers too', async () => {
    const browser = await Browser.signedIn('+201005550003');
    const out = await browser.send('/me/sessions', {});
    expect(out.to).toBe('/?done=signed-out');
    expect((await browser.open('/me')).to).toBe('/sign-in?next=%2Fme');
  });
});

describe('going back', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example',
    '/.//evil.example',
    '/\t/evil.example',
    '',
    'me',
  ])('%j leads nowhere but to the first page', (text) => expect(localPath(text)).toBe('/'));
  test.each(['/', '/c/robbiki/search?q=%D8%AC%D9%84%D8%AF&page=2', '/c/x/l/1#ask'])('%j is kept', (text) =>
    expect(localPath(text)).toBe(text),
  );
});

describe('keys for software', () => {
  test('a key is shown in the one answer that made it, and revoked with one tap', async () => {
    const browser = await Browser.signedIn('+201005550004');
    const fields = { key: crypto.randomUUID(), name: 'Stock', scopes: ['read', 'write'], days: '30' };
    const made = await browser.send('/me/tokens', fields);
    expect(made.text).toMatch(/unq_[\w-]{43}/);
    expect((await browser.send('/me/tokens', fields)).text).not.toMatch(/unq_[\w-]{43}/);
    const list = await browser.open('/me/tokens');
    expect(list.text).not.toMatch(/unq_[\w-]{43}/);
    const id = /\/me\/tokens\/(\d+)\/revocation/.exec(list.html)?.[1];
    expect((await browser.submit(list, `/me/tokens/${id}/revocation`)).to).toBe('/me/tokens?done=revoked');
    expect((await browser.open('/me/tokens')).text).toContain('You have no keys');
  });

  test('nobody but an operator is offered, or gets, a key that operates', async () => {
    const browser = await Browser.signedIn('+201005550005');
    expect((await browser.open('/me/tokens')).html).not.toContain('value="operate"');
    expect((await browser.send('/me/tokens', { name: 'x', scopes: 'operate', days: '30' })).status).toBe(403);
  });
});
