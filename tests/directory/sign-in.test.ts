/** Signing in with a code, its limits, and signing out. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { personForPhone, profile, setMembership } from '../../worker/directory/people.ts';
import { readSession, sendCode, signOut, signOutEverywhere, verifyCode } from '../../worker/directory/sign-in.ts';
import { codeFor, cookieHeader, count, emptyDirectory, environment, signIn, wrong } from './directory.ts';

const phone = '+201001234567';
const address = '192.0.2.7';
const second = 1000;
const minute = 60 * second;

const env = environment();
const send = (now: number, more: { phone?: string; address?: string } = {}, to = env) =>
  sendCode(to, { phone, address, locale: 'ar', now, ...more });
const verify = (code: string, now = Date.now()) => verifyCode(env, { phone, code, address, now });

beforeEach(emptyDirectory);
afterEach(() => vi.restoreAllMocks());

describe('a code', () => {
  it('signs in, and the first sign-in creates the person', async () => {
    const now = Date.now();
    expect(await send(now)).toEqual({ value: { resendAfter: 30 } });
    const answer = await verify(await codeFor(env, phone), now);
    expect(answer.value?.person).toMatchObject({ phone, name: '' });
    for (const cookie of answer.value?.cookies ?? []) expect(cookie).toMatch(/HttpOnly/i);
    for (const cookie of answer.value?.cookies ?? []) expect(cookie).toMatch(/SameSite=Lax/i);

    const cookie = cookieHeader(answer.value?.cookies ?? []);
    for (const verified of [true, false]) expect((await readSession(env, cookie, verified)).person).toEqual(answer.value?.person);
    expect(await count(env, 'person')).toBe(1);
  });

  it('may be typed in Arabic digits and with spaces', async () => {
    await send(Date.now());
    const code = await codeFor(env, phone);
    const arabic = [...code].map((digit) => String.fromCharCode(0x660 + Number(digit))).join('');
    expect((await verify(` ${arabic.slice(0, 3)} ${arabic.slice(3)} `)).value).toBeDefined();
  });

  it('signs the same person in a second time', async () => {
    const first = await signIn(env, phone);
    const again = await signIn(env, phone, Date.now() + minute);
    expect(again.person).toEqual(first.person);
    expect(await count(env, 'person')).toBe(1);
  });

  it('is good for three tries', async () => {
    await send(Date.now());
    const code = await codeFor(env, phone);
    for (let i = 0; i < 3; i++) expect(await verify(wrong(code))).toEqual({ refusal: { code: 'code-wrong' } });
    expect(await verify(code)).toEqual({ refusal: { code: 'code-expired' } });
    expect(await verify(code)).toEqual({ refusal: { code: 'code-expired' } });
    expect(await count(env, 'person')).toBe(0);
  });

  it('is right at the third try', async () => {
    await send(Date.now());
    const code = await codeFor(env, phone);
    for (let i = 0; i < 2; i++) await verify(wrong(code));
    expect((await verify(code)).value).toBeDefined();
  });

  it('expires after ten minutes', async () => {
    await send(Date.now());
    const left = await env.DIRECTORY.prepare('SELECT expires_at FROM verification').first<number>('expires_at');
    expect(left).toBeGreaterThan(Date.now() + 9.5 * minute);
    expect(left).toBeLessThanOrEqual(Date.now() + 10 * minute);
    await env.DIRECTORY.prepare('UPDATE verification SET expires_at = ?')
      .bind(Date.now() - 1)
      .run();
    expect(await verify(await codeFor(env, phone))).toEqual({ refusal: { code: 'code-expired' } });
  });

  it('works once', async () => {
    await send(Date.now());
    const code = await codeFor(env, phone);
    expect((await verify(code)).value).toBeDefined();
    expect(await verify(code)).toEqual({ refusal: { code: 'code-expired' } });
  });

  it('works once for two callers at the same moment', async () => {
    await send(Date.now());
    const code = await codeFor(env, phone);
    const answers = await Promise.all([verify(code), verify(code), verify(code)]);
    expect(answers.filter(({ value }) => value)).toHaveLength(1);
    expect(await count(env, 'session')).toBe(1);
  });

  it('is replaced by a later one', async () => {
    const now = Date.now();
    await send(now);
    const first = await codeFor(env, phone);
    await send(now + 31 * second);
    const later = await codeFor(env, phone);
    if (first !== later) expect(await verify(first)).toEqual({ refusal: { code: 'code-wrong' } });
    expect((await verify(later)).value).toBeDefined();
  });

  it('is of one phone only', async () => {
    await send(Date.now());
    const code = await codeFor(env, phone);
    expect(await verifyCode(env, { phone: '+201009999999', code, address, now: Date.now() })).toEqual({
      refusal: { code: 'code-expired' },
    });
  });

  it.each([
    ['ar', 'عنقود: رمز الدخول '],
    ['fr', 'Unqud : votre code de connexion est '],
    ['en', 'Unqud: your sign-in code is '],
  ] as const)('is sent in the language of the reader: %s', async (locale, text) => {
    await sendCode(env, { phone, address, locale, now: Date.now() });
    const kept = await env.DIRECTORY.prepare('SELECT text FROM outbox_message').first<string>('text');
    expect(kept).toBe(text + (await codeFor(env, phone)));
  });
});

describe('the cookies', () => {
  it('are secure in production', async () => {
    const sent: string[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
      sent.push(String(init?.body));
      return new Response('ok');
    });
    const production = environment({
      STAGE: 'production',
      DEV_OUTBOX: '',
      PUBLIC_URL: 'https://unqud.example',
      AUTH_SECRET: 'q7Rk2mZx9Tv4Lp8Wd3Nc6Ys1Hb5Jf0Ga',
      SMS_URL: 'https://gateway.example/send',
      SMS_BODY: '{"to":"{to}","text":"{text}"}',
    });
    await send(Date.now(), {}, production);
    const code = /\d{6}/.exec(JSON.parse(sent[0] ?? '{}').text)?.[0] ?? '';
    const answer = await verifyCode(production, { phone, code, address, now: Date.now() });
    expect(answer.value?.cookies.length).toBeGreaterThan(0);
    for (const cookie of answer.value?.cookies ?? []) expect(cookie).toMatch(/^__Secure-unqud\..*; Secure/i);
    expect((await readSession(production, cookieHeader(answer.value?.cookies ?? []), true)).person?.phone).toBe(phone);
  });

  it('signed with another secret are a visitor', async () => {
    const { cookie } = await signIn(env, phone);
    const other = environment({ AUTH_SECRET: 'another-secret-of-more-than-thirty-two' });
    expect((await readSession(other, cookie, false)).person).toBeNull();
    expect((await readSession(other, cookie, true)).person).toBeNull();
  });

  it('let a page be read without a query for a minute', async () => {
    const { cookie } = await signIn(env, phone);
    const prepare = vi.spyOn(env.DIRECTORY, 'prepare');
    expect((await readSession(env, cookie, false)).person?.phone).toBe(phone);
    expect(prepare).not.toHaveBeenCalled();
    expect((await readSession(env, cookie, true)).person?.phone).toBe(phone);
    expect(prepare).toHaveBeenCalledTimes(1);
  });
});

describe('signing out', () => {
  it('ends this session and clears its cookies', async () => {
    const { cookie } = await signIn(env, phone);
    const cleared = await signOut(env, cookie);
    expect(cleared.join()).toMatch(/unqud\.session_token=;.*Max-Age=0/);
    expect(cleared.join()).toMatch(/unqud\.session_data=;.*Max-Age=0/);
    expect((await readSession(env, cookie, true)).person).toBeNull();
    expect(await count(env, 'session')).toBe(0);
  });

  it('leaves the sessions of other browsers alone', async () => {
    const here = await signIn(env, phone);
    const there = await signIn(env, phone, Date.now() + minute);
    await signOut(env, here.cookie);
    expect((await readSession(env, there.cookie, true)).person).not.toBeNull();
  });

  it('everywhere ends them all at once, and only of this person', async () => {
    const here = await signIn(env, phone);
    const there = await signIn(env, phone, Date.now() + minute);
    const another = await signIn(env, '+201007654321');
    await signOutEverywhere(env, here.cookie);
    for (const { cookie } of [here, there]) expect((await readSession(env, cookie, true)).person).toBeNull();
    expect((await readSession(env, another.cookie, true)).person).not.toBeNull();
  });

  it('everywhere with a session that ended already harms nobody', async () => {
    const { cookie } = await signIn(env, phone);
    await signOut(env, cookie);
    expect((await signOutEverywhere(env, cookie)).join()).toMatch(/Max-Age=0/);
    expect((await signOutEverywhere(env, '')).length).toBeGreaterThan(0);
  });
});

describe('asking for codes is limited', () => {
  it('to one in thirty seconds for a phone', async () => {
    const now = Date.now();
    await send(now);
    expect(await send(now + 10 * second)).toEqual({ refusal: { code: 'too-many', retryAfter: 20 } });
    expect((await send(now + 30 * second)).value).toBeDefined();
  });

  it('to five in an hour for a phone', async () => {
    const now = Date.now();
    for (let i = 0; i < 5; i++) expect((await send(now + i * minute)).value).toBeDefined();
    expect(await send(now + 10 * minute)).toEqual({ refusal: { code: 'too-many', retryAfter: 50 * 60 } });
    expect((await send(now + 60 * minute)).value).toBeDefined();
    expect(await count(env, 'sign_in_act')).toBe(5);
  });

  it('for a client address, whatever the phones', async () => {
    const few = environment({ SENDS_PER_ADDRESS: '3' });
    const now = Date.now();
    for (let i = 0; i < 3; i++) expect((await send(now, { phone: `+20100123450${i}` }, few)).value).toBeDefined();
    expect(await send(now, { phone: '+201001234509' }, few)).toEqual({ refusal: { code: 'too-many', retryAfter: 3600 } });
    expect((await send(now, { phone: '+201001234509', address: '192.0.2.8' }, few)).value).toBeDefined();
  });

  it('for an IPv6 network, within which a client chooses its address', async () => {
    const few = environment({ SENDS_PER_ADDRESS: '1' });
    await send(Date.now(), { address: '2001:db8::1' }, few);
    const neighbour = { phone: '+201001234509', address: '2001:db8:0:0:ffff:1:2:3' };
    expect((await send(Date.now(), neighbour, few)).refusal?.code).toBe('too-many');
    expect((await send(Date.now(), { ...neighbour, address: '2001:db8:0:1::1' }, few)).value).toBeDefined();
  });

  it('when ten ask at the same moment', async () => {
    const now = Date.now();
    const samePhone = await Promise.all(Array.from({ length: 10 }, () => send(now)));
    expect(samePhone.filter(({ value }) => value)).toHaveLength(1);
    const few = environment({ SENDS_PER_ADDRESS: '4' });
    const sameAddress = await Promise.all(
      Array.from({ length: 10 }, (_, i) => send(now, { phone: `+20100123450${i}`, address: '192.0.2.9' }, few)),
    );
    expect(sameAddress.filter(({ value }) => value)).toHaveLength(4);
  });

  it('and so is trying them, for a client address', async () => {
    const few = environment({ SENDS_PER_ADDRESS: '1' });
    const attempt = (now: number) => verifyCode(few, { phone, code: '123456', address, now });
    const now = Date.now();
    for (let i = 0; i < 3; i++) expect((await attempt(now)).refusal?.code).toBe('code-expired');
    expect(await attempt(now + minute)).toEqual({ refusal: { code: 'too-many', retryAfter: 59 * 60 } });
  });
});

describe('a gateway that fails', () => {
  const gateway = environment({ SMS_URL: 'https://gateway.example/send', SMS_BODY: 'to={to}&text={text}', DEV_OUTBOX: 'on' });

  it('by hanging is given up after five seconds', async () => {
    const later = globalThis.setTimeout;
    const asked = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void) => later(work, 10)) as typeof setTimeout);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(globalThis, 'fetch').mockImplementation(
      (_, init) => new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    );
    expect(await send(Date.now(), {}, gateway)).toEqual({ refusal: { code: 'sms-failed' } });
    expect(asked).toHaveBeenCalledWith(expect.any(Function), 5000);
  });

  it.each([500, 403, 302])('with %i is not counted against the person', async (status) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const fetch = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response(null, { status, headers: { location: 'https://elsewhere.example/' } }));
    const now = Date.now();
    for (let i = 0; i < 6; i++) expect(await send(now, {}, gateway)).toEqual({ refusal: { code: 'sms-failed' } });
    fetch.mockImplementation(async () => new Response('ok'));
    expect((await send(now, {}, gateway)).value).toBeDefined();
  });

  it('leaves an earlier code good', async () => {
    const now = Date.now();
    await send(now);
    const code = await codeFor(env, phone);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('unreachable'));
    expect((await send(now + 31 * second, {}, gateway)).refusal?.code).toBe('sms-failed');
    expect((await verify(code)).value).toBeDefined();
  });
});

describe('a manager named before the first sign-in', () => {
  it('is the person who then signs in', async () => {
    const named = await personForPhone(env, phone, 'منى السيد');
    await setMembership(env, { person: named.id, cluster: 'robbiki', role: 'manager', firm: 'Robbiki office' });
    const { person } = await signIn(env, phone);
    expect(person).toEqual(named);
    expect((await profile(env, person.id))?.memberships).toEqual([{ cluster: 'robbiki', role: 'manager', firm: 'Robbiki office' }]);
    expect(await count(env, 'person WHERE phone_verified = 1')).toBe(1);
  });

  it('is one person, however often named and by how many at once', async () => {
    const named = await Promise.all([personForPhone(env, phone, 'Mona'), personForPhone(env, phone, 'Mona S.')]);
    expect(named[0].id).toBe(named[1].id);
    expect(await count(env, 'person')).toBe(1);
  });

  it('keeps the name that he or she chose', async () => {
    const { person } = await signIn(env, phone);
    expect((await personForPhone(env, phone, 'Mona')).name).toBe('Mona');
    expect(await personForPhone(env, phone, 'Somebody else')).toEqual({ ...person, name: 'Mona' });
  });
});
