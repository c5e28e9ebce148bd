/** What reaches the SMS gateway, and what the development outbox keeps. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listMessages } from '../../worker/outside/kept.ts';
import { sendText } from '../../worker/outside/sms.ts';
import { count, emptyDirectory, environment } from './directory.ts';

const message = { to: '+201001234567', text: 'عنقود: "رمز" {to} & 50%\n123456' };
const now = Date.UTC(2026, 10, 1);

beforeEach(emptyDirectory);
afterEach(() => vi.restoreAllMocks());

function gateway() {
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('queued', { status: 202 }));
}

describe('the gateway', () => {
  it('gets JSON with the message escaped', async () => {
    const fetch = gateway();
    const env = environment({
      SMS_URL: 'https://gateway.example/send',
      SMS_HEADERS: '{"Authorization":"Bearer k"}',
      SMS_BODY: '{"m":{"to":"{to}","text":"{text}"}}',
      DEV_OUTBOX: '',
    });
    expect(await sendText(env, message, now)).toBe('taken');
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://gateway.example/send');
    expect(init).toMatchObject({
      method: 'POST',
      headers: { Authorization: 'Bearer k', 'content-type': 'application/json' },
      redirect: 'manual',
    });
    expect(JSON.parse(String(init?.body))).toEqual({ m: message });
    expect(await count(env, 'outbox_message')).toBe(0);
  });

  it('gets a form with the message encoded', async () => {
    const fetch = gateway();
    await sendText(environment({ SMS_URL: 'https://gateway.example/', SMS_BODY: 'to={to}&text={text}' }), message, now);
    const init = fetch.mock.calls[0]?.[1];
    expect(new Headers(init?.headers).get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(String(init?.body)))).toEqual(message);
  });

  it('may be asked by address alone', async () => {
    const fetch = gateway();
    await sendText(environment({ SMS_METHOD: 'get', SMS_URL: 'https://gateway.example/?to={to}&text={text}' }), message, now);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(Object.fromEntries(new URL(String(url)).searchParams)).toEqual(message);
    expect(init).toMatchObject({ method: 'GET', body: undefined });
  });

  it('that fails keeps nothing in the outbox', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('unreachable'));
    const env = environment({ SMS_URL: 'https://gateway.example/', SMS_BODY: 'to={to}&text={text}' });
    expect(await sendText(env, message, now)).toBe('refused');
    expect(await listMessages(env)).toEqual([]);
  });
});

describe('the development outbox', () => {
  it('shows the newest first and keeps two hundred', async () => {
    const env = environment();
    for (let i = 0; i < 203; i++) await sendText(env, { to: '+201001234567', text: `message ${i}` }, now + i);
    const messages = await listMessages(env);
    expect(messages).toHaveLength(200);
    expect(messages[0]).toMatchObject({ to: '+201001234567', text: 'message 202', at: now + 202 });
  });

  it('shows nothing where it is off', async () => {
    await sendText(environment(), message, now);
    expect(await listMessages(environment({ DEV_OUTBOX: 'off', SMS_URL: 'https://gateway.example/?to={to}&text={text}' }))).toEqual([]);
  });
});
