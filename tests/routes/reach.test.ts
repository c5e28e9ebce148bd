/** The page where one chooses how to be told, and the links of e-mails. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reachOf, readReach, subscribe } from '../../worker/directory/reach.ts';
import { listMessages } from '../../worker/outside/kept.ts';
import { confirmationLink, stopLink } from '../../worker/reaching/email-links.ts';
import { environment } from '../directory/directory.ts';
import { phone } from '../support/phone.ts';
import { filledIn, formsOf, headings } from './html.ts';
import { type Actor, ask, env, forgetCodes, mailbox, openScene, type Scene, signInAgain } from './scene.ts';
import { formOf } from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
beforeEach(async () => {
  await forgetCodes();
  for (const table of ['reach', 'push_subscription', 'outbox_message']) await env.DIRECTORY.prepare(`DELETE FROM ${table}`).run();
  await signInAgain(scene, 'owner');
  await forgetCodes();
});

const cookieOf = (actor: Actor) => (actor === 'visitor' ? undefined : { cookie: scene.cookies[actor] });
const get = (path: string, actor: Actor = 'owner', to = env) => ask({ method: 'GET', path, headers: cookieOf(actor) }, to);
const post = (path: string, fields: Record<string, string | string[]>, actor: Actor = 'owner', to = env) =>
  ask(
    {
      method: 'POST',
      path,
      body: formOf({ key: crypto.randomUUID(), ...fields }),
      headers: { ...cookieOf(actor), 'content-type': 'application/x-www-form-urlencoded' },
    },
    to,
  );
const call = (method: string, path: string, body: unknown, actor: Actor = 'owner', to = env) =>
  ask(
    {
      method,
      path: `/api/v1${path}`,
      body: JSON.stringify(body),
      headers: { ...cookieOf(actor), 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    },
    to,
  );
const mine = () => readReach(env, scene.people.owner.id);
const mails = async () => (await listMessages(env)).filter(({ channel }) => channel === 'email');
const linkIn = (text = '') => new URL(/https?:\/\/\S+\/email\/\S+/.exec(text)?.[0] ?? 'http://none/').pathname;
const choices = { told: ['asked', 'found'], texts: 'yes', quiet: 'yes', from: '1320', until: '360' };

describe('choices', () => {
  test('are everything, at any hour but the night, for one who chose nothing', async () => {
    const { text } = await get('/me/notices');
    const filled = filledIn(text);
    expect(filled.get('told')).toEqual(['asked', 'answered', 'listings', 'found', 'together', 'firm']);
    expect([filled.get('from'), filled.get('until'), filled.get('quiet')]).toEqual([['1260'], ['420'], ['yes']]);
  });

  test('are kept, shown again, and leave the e-mail address alone', async () => {
    const email = mailbox();
    await post('/me/notices/email', { email });
    expect(await post('/me/notices', choices)).toMatchObject({ status: 303, to: '/me/notices?done=saved' });
    const kept = {
      muted: ['answered', 'listings', 'together', 'firm'],
      texts: true,
      email,
      emailConfirmed: false,
      quiet: { from: 1320, until: 360 },
    };
    expect(await mine()).toEqual({ ...kept, phones: 0 });
    const filled = filledIn((await get('/me/notices')).text);
    expect(filled.get('told')).toEqual(['asked', 'found']);
    expect(await post('/me/notices', { ...choices, quiet: '', texts: '' })).toMatchObject({ status: 303 });
    expect(await mine()).toMatchObject({ quiet: null, texts: false });
  });

  test('that make no sense are shown again as they were typed', async () => {
    const answer = await post('/me/notices', { ...choices, from: '1440', told: ['asked', 'nonsense'] });
    expect([answer.status, headings(answer.text)]).toEqual([422, 1]);
    expect(answer.text).toContain('error-summary');
    expect((await mine()).muted).toEqual([]);
  });

  test('show a time that a program chose', async () => {
    await call('PUT', '/me/reach', { muted: [], texts: true, email: null, quiet: { from: 1290, until: 400 } });
    const filled = filledIn((await get('/me/notices')).text);
    expect([filled.get('from'), filled.get('until')]).toEqual([['1290'], ['400']]);
  });
});

describe('an e-mail address', () => {
  test('is told nothing before its link is opened and the button is pressed, without signing in', async () => {
    const email = mailbox();
    expect(await post('/me/notices/email', { email: ` ${email.toUpperCase()} ` })).toMatchObject({ status: 303, to: '/me/notices#mail' });
    const [letter] = await mails();
    expect(letter?.to).toBe(email);
    const link = linkIn(letter?.text);
    // a program that opens links of mails presses no buttons
    const page = await get(link, 'visitor');
    expect([page.status, page.text.includes(email)]).toEqual([200, true]);
    expect((await reachOf(env, scene.people.owner.id))?.email).toBeNull();

    for (let i = 0; i < 2; i++) expect(await post(link, {}, 'visitor')).toMatchObject({ status: 303, to: link });
    expect(await mine()).toMatchObject({ email, emailConfirmed: true });
    expect((await reachOf(env, scene.people.owner.id))?.email).toBe(email);
    expect(formsOf((await get(link, 'visitor')).text).map(({ action }) => action)).toEqual(['/language']);
  });

  test('is confirmed only as it stands now', async () => {
    const [first, second] = [mailbox(), mailbox()];
    await post('/me/notices/email', { email: first });
    const link = linkIn((await mails())[0]?.text);
    await post('/me/notices/email', { email: second });
    expect(await post(link, {}, 'visitor')).toMatchObject({ status: 303 });
    expect(await mine()).toMatchObject({ email: second, emailConfirmed: false });
    expect((await get(link, 'visitor')).text).not.toContain(second);
  });

  test('is asked again when another takes its place, and stays confirmed otherwise', async () => {
    const email = mailbox();
    await post('/me/notices/email', { email });
    await post(linkIn((await mails())[0]?.text), {}, 'visitor');
    await post('/me/notices', choices);
    expect(await mine()).toMatchObject({ email, emailConfirmed: true });
    await call('PUT', '/me/reach', { muted: [], texts: true, email: mailbox(), quiet: null });
    expect((await mine()).emailConfirmed).toBe(false);
    expect(await mails()).toHaveLength(2);
  });

  test('is sent one letter by two taps, and no more than five in an hour', async () => {
    const email = mailbox();
    for (let i = 0; i < 2; i++) expect((await post('/me/notices/email', { email })).status).toBe(303);
    expect(await mails()).toHaveLength(1);
    await env.DIRECTORY.prepare('UPDATE sign_in_act SET at = at - 60000').run();
    expect((await post('/me/notices/email', { email })).status).toBe(303);
    expect(await mails()).toHaveLength(2);
    for (let i = 0; i < 3; i++) {
      await env.DIRECTORY.prepare('UPDATE sign_in_act SET at = at - 60000').run();
      await post('/me/notices/email', { email });
    }
    await env.DIRECTORY.prepare('UPDATE sign_in_act SET at = at - 60000').run();
    expect((await post('/me/notices/email', { email })).status).toBe(429);
    expect(await mails()).toHaveLength(5);
  });

  test('that another person typed is limited all the same', async () => {
    const email = mailbox();
    await post('/me/notices/email', { email });
    expect((await post('/me/notices/email', { email }, 'member')).status).toBe(429);
    expect((await readReach(env, scene.people.member.id)).email).toBeNull();
  });

  test('that is none is shown again', async () => {
    for (const email of ['', 'nobody', 'a@b', 'a@b.c\nbcc: d@e.fr']) {
      const answer = await post('/me/notices/email', { email });
      expect([email, answer.status]).toEqual([email, 422]);
    }
    expect(await mails()).toEqual([]);
  });

  test('is not kept when no letter could be sent, nor where the site sends none', async () => {
    const none = environment({ DEV_OUTBOX: 'off', SMS_URL: 'https://sms.test/', SMS_BODY: '{"to":"{to}","text":"{text}"}' });
    expect((await post('/me/notices/email', { email: mailbox() }, 'owner', none)).status).toBe(503);
    expect((await mine()).email).toBeNull();
    expect((await get('/me/notices', 'owner', none)).text).not.toContain('name="email"');
  });

  test('can be removed', async () => {
    await post('/me/notices/email', { email: mailbox() });
    await post('/me/notices/email', { remove: 'yes' });
    expect((await mine()).email).toBeNull();
  });
});

describe('a link of an e-mail', () => {
  test('ends what is told to the address, without signing in, and as often as one likes', async () => {
    const email = mailbox();
    await post('/me/notices/email', { email });
    const link = new URL(stopLink(env, scene.people.owner.id, email)).pathname;
    expect((await get(link, 'visitor')).text).toContain(email);
    expect((await mine()).email).toBe(email);
    for (let i = 0; i < 2; i++) expect(await post(link, {}, 'visitor')).toMatchObject({ status: 303, to: link });
    expect((await mine()).email).toBeNull();
    const after = await get(link, 'visitor');
    expect([after.status, after.text.includes(email)]).toEqual([200, false]);
  });

  test('is good for its own errand, person and address only', async () => {
    const email = mailbox();
    await post('/me/notices/email', { email });
    const confirm = new URL(confirmationLink(env, scene.people.owner.id, email)).pathname;
    const token = confirm.split('/')[2] ?? '';
    const bad = [
      confirm.replace('/confirmation', '/removal'),
      confirm.replace(scene.people.owner.id, scene.people.member.id),
      confirm.replace(token, `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`),
      `/email/${token.slice(0, 59)}/confirmation`,
      '/email/x/removal',
    ];
    for (const path of bad) {
      expect([path, (await get(path, 'visitor')).status]).toEqual([path, 404]);
      expect([path, (await post(path, {}, 'visitor')).status]).toEqual([path, 404]);
    }
    expect(await mine()).toMatchObject({ email, emailConfirmed: false });
  });
});

describe('a browser', () => {
  const subscriptionsOf = async (actor: Exclude<Actor, 'visitor'>) => (await readReach(env, scene.people[actor].id)).phones;

  test('is told for the one who said so last, and ended by its own person only', async () => {
    const { target } = await phone('https://push.test/1');
    expect((await call('POST', '/me/push-subscriptions', target)).status).toBe(204);
    expect((await call('POST', '/me/push-subscriptions', target)).status).toBe(204);
    expect(await subscriptionsOf('owner')).toBe(1);
    expect((await call('POST', '/me/push-subscriptions', target, 'member')).status).toBe(204);
    expect([await subscriptionsOf('owner'), await subscriptionsOf('member')]).toEqual([0, 1]);
    expect((await call('DELETE', '/me/push-subscriptions', { endpoint: target.endpoint })).status).toBe(204);
    expect(await subscriptionsOf('member')).toBe(1);
    await call('DELETE', '/me/push-subscriptions', { endpoint: target.endpoint }, 'member');
    expect(await subscriptionsOf('member')).toBe(0);
  });

  test('is forgotten when there are ten newer ones', async () => {
    for (let i = 0; i < 12; i++) await subscribe(env, scene.people.owner.id, (await phone(`https://push.test/${i}`)).target, i);
    const kept = (await reachOf(env, scene.people.owner.id))?.subscriptions.map(({ endpoint }) => endpoint);
    expect(kept).toEqual(Array.from({ length: 10 }, (_, i) => `https://push.test/${11 - i}`));
  });

  test('is told nothing more when its person signs out everywhere', async () => {
    await subscribe(env, scene.people.owner.id, (await phone('https://push.test/1')).target, 1);
    await post('/me/sessions', {});
    expect(await subscriptionsOf('owner')).toBe(0);
  });

  test('names a push service on the public internet, in production', async () => {
    const production = environment({
      STAGE: 'production',
      DEV_OUTBOX: 'off',
      PUBLIC_URL: 'https://unqud.test',
      AUTH_SECRET: 'q7Rk2mZx9Tv4Lp8Wd3Nc6Ys1Hb5Jf0Ga',
      SMS_URL: 'https://sms.test/',
      SMS_BODY: '{"to":"{to}","text":"{text}"}',
      VAPID_KEY: JSON.stringify(await crypto.subtle.exportKey('jwk', (await newKeys()).privateKey)),
    });
    const { target } = await phone('https://169.254.169.254/latest');
    expect(await subscribe(production, scene.people.owner.id, target, 1)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await subscribe(production, scene.people.owner.id, { ...target, endpoint: 'https://web.push.apple.com/Q' }, 1)).toEqual({
      value: null,
    });
    const without = environment({ ...production, VAPID_KEY: '' });
    expect(await subscribe(without, scene.people.owner.id, target, 1)).toMatchObject({ refusal: { code: 'not-configured' } });
  });

  const newKeys = async () =>
    (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])) as CryptoKeyPair;

  test.each([
    ['no keys', { endpoint: 'https://push.test/1' }],
    ['short keys', { endpoint: 'https://push.test/1', keys: { p256dh: 'BAAA', auth: 'AAAA' } }],
    ['no address', { endpoint: 'nonsense', keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) } }],
  ])('with %s is refused', async (_, body) => {
    expect((await call('POST', '/me/push-subscriptions', body)).status).toBe(422);
  });
});
