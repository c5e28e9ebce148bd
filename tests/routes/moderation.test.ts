/** The managers' pages: who may open them, what they show, and what each decision does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../support/browser.ts';
import { joined, newCluster, posted } from './cluster.ts';

let at: string;
let manager: Browser;
let tannery: Browser;

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  tannery = await joined(manager, at, '+201001111111', 'Nour tannery');
});

describe('the door', () => {
  test('a visitor is asked to sign in and comes back', async () => {
    const { status, to } = await Browser.visitor().open(`${at}/manage/log?before=9`);
    expect(status).toBe(303);
    expect(to).toBe(`/sign-in?next=${encodeURIComponent(`${at}/manage/log?before=9`)}`);
  });

  test.each(['', '/firms', '/people', '/invitations', '/log', '/settings'])(
    'a member who is no manager is refused at /manage%s',
    async (path) => {
      expect((await tannery.open(`${at}/manage${path}`)).status).toBe(403);
    },
  );

  test('a member who is no manager decides nothing', async () => {
    const id = await posted(tannery, at, 'Sheep leather');
    const acts: [path: string, act: string][] = [
      [`/listings/${id}`, 'publish'],
      ['/firms/1', 'trust'],
      ['/people/x', 'appoint'],
      ['/settings', ''],
      ['/invitations', ''],
      ['/invitations/1/revocation', ''],
    ];
    for (const [path, act] of acts)
      expect((await tannery.send(`${at}/manage${path}`, { act, revision: '1', firm: 'new' })).status).toBe(403);
    expect((await manager.open(`${at}/manage`)).text).toContain('Sheep leather');
  });
});

describe('the queue', () => {
  test('shows a listing whole and publishes it with one tap, twice sent or not', async () => {
    const id = await posted(tannery, at, 'Cow leather, first choice');
    const queue = await manager.open(`${at}/manage`);
    for (const words of ['Cow leather, first choice', 'Thick and soft', 'Nour tannery', '90', '500']) expect(queue.text).toContain(words);
    const first = await manager.submit(queue, `${at}/manage/listings/${id}`);
    const second = await manager.submit(queue, `${at}/manage/listings/${id}`);
    expect([first, second].map(({ status, to }) => [status, to])).toEqual(Array(2).fill([303, `${at}/manage?done=decided`]));
    expect((await Browser.visitor().open(`${at}/l/${id}`)).status).toBe(200);
  });

  test('shows the oldest first', async () => {
    const [older, newer] = [await posted(tannery, at, 'Older goat skins'), await posted(tannery, at, 'Newer goat skins')];
    expect(older).toBeLessThan(newer);
    const { text } = await manager.open(`${at}/manage`);
    expect(text.indexOf('Older goat skins')).toBeGreaterThan(0);
    expect(text.indexOf('Older goat skins')).toBeLessThan(text.indexOf('Newer goat skins'));
  });

  test('a listing that changed since it was read is shown as it now is, and not decided', async () => {
    const id = await posted(tannery, at, 'Old words');
    const queue = await manager.open(`${at}/manage`);
    const edit = { direction: 'offer', kind: 'input', title: 'New words', priceForm: 'negotiable', visibility: 'public' };
    expect((await tannery.submit(await tannery.open(`${at}/l/${id}/edit`), `${at}/l/${id}`, edit)).status).toBe(303);
    const answer = await manager.submit(queue, `${at}/manage/listings/${id}`);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('New words');
    expect((await manager.submit(answer, `${at}/manage/listings/${id}`, {}, 'publish')).status).toBe(303);
  });

  test('returning needs a reason, and keeps the words', async () => {
    const id = await posted(tannery, at, 'Something unclear');
    const form = await manager.open(`${at}/manage/listings/${id}`);
    const refused = await manager.submit(form, `${at}/manage/listings/${id}`, { reason: '', words: 'How thick is it?' }, 'return');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#reason"');
    expect(refused.text).toContain('How thick is it?');
    const returned = await manager.submit(
      refused,
      `${at}/manage/listings/${id}`,
      { reason: 'unclear', words: 'How thick is it?' },
      'return',
    );
    expect(returned.to).toBe(`${at}/manage?done=decided`);
    expect((await tannery.open(`${at}/l/${id}`)).text).toContain('How thick is it?');
  });

  test('removing asks for a reason and for certainty', async () => {
    const id = await posted(tannery, at, 'What has no place here');
    const path = `${at}/manage/listings/${id}`;
    const form = await manager.open(path);
    const refused = await manager.submit(form, path, { removeReason: 'not-allowed' }, 'remove');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#sure"');
    expect((await manager.submit(refused, path, { removeReason: '', sure: 'yes' }, 'remove')).html).toContain('href="#removeReason"');
    expect((await manager.submit(refused, path, { removeReason: 'not-allowed', sure: 'yes' }, 'remove')).status).toBe(303);
    expect((await Browser.visitor().open(`${at}/l/${id}`)).status).toBe(404);
    const after = await manager.open(path);
    expect(after.html).not.toContain('value="publish"');
  });
});

describe('firms and people', () => {
  const firmPath = async () => {
    const { html } = await manager.open(`${at}/manage/firms?q=nour`);
    return /\/c\/[a-z0-9-]+\/manage\/firms\/\d+/.exec(html)?.[0] as string;
  };
  const personPath = async (q: string) => {
    const { html } = await manager.open(`${at}/manage/people?q=${encodeURIComponent(q)}`);
    return /\/c\/[a-z0-9-]+\/manage\/people\/[A-Za-z0-9-]+/.exec(html)?.[0] as string;
  };

  test('a firm is trusted, and then no longer', async () => {
    const path = await firmPath();
    const trusted = await manager.submit(await manager.open(path), path, { words: 'Known for years' }, 'trust');
    expect(trusted.to).toBe(`${path}?done=saved`);
    expect((await manager.submit(await manager.open(path), path, {}, 'distrust')).status).toBe(303);
  });

  test('a suspended firm leaves the market until it is restored', async () => {
    const path = await firmPath();
    const shown = path.replace('/manage/firms/', '/f/');
    expect((await manager.submit(await manager.open(path), path, {}, 'suspend')).status).toBe(303);
    expect((await Browser.visitor().open(shown)).status).toBe(404);
    expect((await manager.submit(await manager.open(path), path, {}, 'restore')).status).toBe(303);
    expect((await Browser.visitor().open(shown)).status).toBe(200);
  });

  test("the manager's own firm is not suspended, and the page says what to do first", async () => {
    const answer = await manager.send(`${at}/manage/firms/1`, { act: 'suspend', words: '' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('manages the cluster');
  });

  test('the last manager cannot go, and the page says why', async () => {
    const path = await personPath('Mona');
    const answer = await manager.submit(await manager.open(path), path, { words: 'Tired' }, 'dismiss');
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('at least one manager');
    expect(answer.text).toContain('Tired');
  });

  test('a member who is made a manager manages, and one who ends it is led out', async () => {
    const path = await personPath('Owner of Nour');
    expect((await manager.submit(await manager.open(path), path, {}, 'appoint')).status).toBe(303);
    expect((await tannery.open(`${at}/manage`)).status).toBe(200);
    const gone = await tannery.submit(await tannery.open(path), path, {}, 'dismiss');
    expect(gone.to).toBe(`${at}?done=saved`);
    expect((await tannery.open(`${at}/manage`)).status).toBe(403);
  });

  test('people are found by a part of their phone', async () => {
    const { text } = await manager.open(`${at}/manage/people?q=1001111`);
    expect(text).toContain('Owner of Nour tannery');
    expect(text).not.toContain('Cluster office');
  });
});

describe('the log and the settings', () => {
  test('what was decided stands in the log with its reason and words', async () => {
    const { text } = await manager.open(`${at}/manage/log`);
    for (const words of ['Something unclear', 'How thick is it?', 'Known for years', 'Mona']) expect(text).toContain(words);
  });

  test('the log has no form but that of the language', async () => {
    const { html } = await manager.open(`${at}/manage/log`);
    expect([...html.matchAll(/<form\b[^>]*action="([^"]*)"/g)].map(([, action]) => action)).toEqual(['/language']);
    expect((await manager.send(`${at}/manage/log`, {})).status).toBe(405);
  });

  test('a setting is kept and shown', async () => {
    const path = `${at}/manage/settings`;
    const saved = await manager.submit(await manager.open(path), path, { trustedPublishAtOnce: 'yes' });
    expect(saved.to).toBe(`${path}?done=saved`);
    expect((await manager.open(path)).html).toMatch(/name="trustedPublishAtOnce"[^>]*checked/);
    expect((await manager.submit(await manager.open(path), path, {})).status).toBe(303);
    expect((await manager.open(path)).html).not.toMatch(/name="trustedPublishAtOnce"[^>]*checked/);
  });

  test.each([
    '/firms?page=x&role=king',
    '/firms?page=0',
    '/firms?page=900',
    '/people?q=%00',
    '/log?before=abc',
    '/log?before=1',
    '/invitations?firm=-1',
  ])('an address that says nonsense still opens: /manage%s', async (path) => {
    expect((await manager.open(`${at}/manage${path}`)).status).toBe(200);
  });

  test.each(['/listings/999999', '/firms/999999', '/people/nobody', '/listings/0', '/firms/x'])(
    'what is not there is not found: /manage%s',
    async (path) => {
      expect((await manager.open(`${at}/manage${path}`)).status).toBe(404);
    },
  );
});
