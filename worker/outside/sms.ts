/** Text messages: through the configured HTTP gateway, or into the development outbox. */
import { type Answer, no } from '../../schema/refusal.ts';
import { configured, type Env, type SmsGateway } from '../env.ts';

export interface TextMessage {
  /** E.164. */
  to: string;
  text: string;
}

export interface KeptMessage extends TextMessage {
  id: number;
  at: number;
}

/** A gateway that has not answered by then (milliseconds) counts as silent. */
const patience = 5_000;
const kept = 200;

/** Sends a message; a gateway that refuses, redirects, hangs or cannot be reached is the refusal `sms-failed`. */
export async function sendText(env: Env, message: TextMessage, now: number): Promise<Answer<null>> {
  const { sms, devOutbox } = configured(env);
  if (sms && !(await post(sms, message))) return no('sms-failed');
  if (devOutbox) await keep(env, message, now);
  return sms || devOutbox ? { value: null } : no('sms-failed');
}

/** The messages of the development outbox, the newest first; none where it is off. */
export async function listMessages(env: Env): Promise<KeptMessage[]> {
  // security: sign-in codes are shown in development only; settings refuse DEV_OUTBOX in production
  if (!configured(env).devOutbox) return [];
  const { results } = await env.DIRECTORY.prepare(
    'SELECT id, at, recipient AS "to", text FROM outbox_message ORDER BY id DESC',
  ).all<KeptMessage>();
  return results;
}

async function post(gateway: SmsGateway, message: TextMessage): Promise<boolean> {
  try {
    const response = await fetch(fill(gateway.url, message, encodeURIComponent), {
      method: gateway.method,
      headers: gateway.headers,
      body: gateway.method === 'GET' ? undefined : fill(gateway.body, message, gateway.encoding === 'json' ? inJson : encodeURIComponent),
      // security: a redirect would carry the code to an address that nobody configured
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    if (!response.ok) console.error(`The SMS gateway answered ${response.status}.`);
    return response.ok;
  } catch (error) {
    console.error(`The SMS gateway did not answer: ${error instanceof Error ? error.name : 'unknown'}.`);
    return false;
  }
}

function fill(template: string, message: TextMessage, encode: (value: string) => string): string {
  return template.replace(/\{(to|text)\}/g, (_, name: 'to' | 'text') => encode(message[name]));
}

const inJson = (value: string) => JSON.stringify(value).slice(1, -1);

async function keep(env: Env, message: TextMessage, now: number): Promise<void> {
  await env.DIRECTORY.batch([
    env.DIRECTORY.prepare('INSERT INTO outbox_message (at, recipient, text) VALUES (?, ?, ?)').bind(now, message.to, message.text),
    env.DIRECTORY.prepare('DELETE FROM outbox_message WHERE id <= (SELECT max(id) FROM outbox_message) - ?').bind(kept),
  ]);
}
