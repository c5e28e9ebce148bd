/** What a push service gets, and what its answers mean. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configured } from '../../worker/env.ts';
import { sendPush } from '../../worker/outside/push.ts';
import { authorization, encrypt } from '../../worker/outside/web-push.ts';
import { base64url, bytesOf, phone } from '../support/phone.ts';
import { environment } from './directory.ts';

const now = Date.UTC(2026, 10, 1);
const env = environment();
const push = { payload: { title: 'وصلتك رسالة' }, ttl: 60, urgency: 'high' as const, topic: 'robbiki' };

afterEach(() => vi.restoreAllMocks());

const service = (answer: () => Promise<Response> | Response) => vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());

describe('the encryption', () => {
  it('gives what RFC 8291 gives for its example', async () => {
    const point = bytesOf('BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8');
    const [x, y] = [point.slice(1, 33), point.slice(33)].map(base64url);
    const jwk = { kty: 'EC', crv: 'P-256', x, y, d: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw' };
    const { d: _, ...open } = jwk;
    const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
    const keys = {
      privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', open, algorithm, true, []),
    };
    const target = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    const sealed = await encrypt('When I grow up, I want to be a watermelon', target, { salt: bytesOf('DGv6ra1nlYgDCS1FRnbzlw'), keys });
    expect(base64url(sealed)).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is for one phone alone, and never the same twice', async () => {
    const [mine, other] = await Promise.all([phone('https://push.test/1'), phone('https://push.test/2')]);
    const [first, second] = await Promise.all([encrypt('"هنا"', mine.target.keys), encrypt('"هنا"', mine.target.keys)]);
    expect(await mine.read(first)).toBe('هنا');
    expect(base64url(first)).not.toBe(base64url(second));
    await expect(other.read(first)).rejects.toThrow();
  });
});

describe('the proof of who sends', () => {
  it('is signed with our key, for this push service, for half a day', async () => {
    const { vapid } = configured(env);
    if (!vapid) throw new Error('no key in tests');
    const header = await authorization(vapid, 'https://fcm.googleapis.com/fcm/send/abc', now);
    const [, head = '', body = '', signature = '', key = ''] = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
    expect(key).toBe(vapid.publicKey);
    expect(JSON.parse(atob(head))).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(JSON.parse(new TextDecoder().decode(bytesOf(body)))).toEqual({
      aud: 'https://fcm.googleapis.com',
      exp: now / 1000 + 12 * 3600,
      sub: configured(env).publicUrl,
    });
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const known = await crypto.subtle.importKey('raw', bytesOf(key), algorithm, true, ['verify']);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, known, bytesOf(signature), signed)).toBe(true);
  });
});

describe('a push service', () => {
  it('gets the message encrypted, with what it needs to know', async () => {
    const fetch = service(() => new Response(null, { status: 201 }));
    const { target, read } = await phone('https://push.test/1');
    expect(await sendPush(env, target, push, now)).toBe('told');
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://push.test/1');
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual' });
    expect(Object.fromEntries(new Headers(init?.headers))).toMatchObject({
      ttl: '60',
      urgency: 'high',
      topic: 'robbiki',
      'content-encoding': 'aes128gcm',
      authorization: expect.stringMatching(/^vapid t=/),
    });
    expect(await read(init?.body)).toEqual(push.payload);
  });

  it.each<[string, () => Promise<Response> | Response, string]>([
    ['takes it', () => new Response(null, { status: 201 }), 'told'],
    ['does not know the browser', () => new Response(null, { status: 404 }), 'gone'],
    ['knows that it is gone', () => new Response(null, { status: 410 }), 'gone'],
    ['has too much to do', () => new Response(null, { status: 429 }), 'failed'],
    ['is broken', () => new Response('secret', { status: 500 }), 'failed'],
    ['leads elsewhere', () => new Response(null, { status: 307, headers: { location: 'https://evil.test' } }), 'failed'],
    ['cannot be reached', () => Promise.reject(new TypeError('unreachable')), 'failed'],
    ['hangs', () => Promise.reject(new DOMException('too long', 'TimeoutError')), 'failed'],
  ])('that %s', async (_, answer, pushed) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    service(answer);
    expect(await sendPush(env, (await phone('https://push.test/1')).target, push, now)).toBe(pushed);
  });

  it('is given up after five seconds', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = new Promise<void>((resolve) => {
      vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
        resolve();
        return new Promise((__, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
      });
    });
    const pushed = sendPush(env, (await phone('https://push.test/1')).target, push, now);
    await asked;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await pushed).toBe('failed');
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('is not asked for keys that no browser made', async () => {
    const fetch = service(() => new Response(null, { status: 201 }));
    const keys = { p256dh: base64url(new Uint8Array(65)), auth: base64url(new Uint8Array(16)) };
    expect(await sendPush(env, { endpoint: 'https://push.test/1', keys }, push, now)).toBe('gone');
    expect(fetch).not.toHaveBeenCalled();
  });
});
