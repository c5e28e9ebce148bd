/** The development outbox: messages that are kept instead of being sent, for the page that shows them. */
import { configured, type Env } from '../env.ts';

export interface KeptMessage {
  id: number;
  at: number;
  to: string;
  text: string;
  channel: 'sms' | 'email';
}

const most = 200;

export async function keepMessage(env: Env, { at, to, text, channel }: Omit<KeptMessage, 'id'>): Promise<void> {
  await env.DIRECTORY.batch([
    env.DIRECTORY.prepare('INSERT INTO outbox_message (at, recipient, text, channel) VALUES (?, ?, ?, ?)').bind(at, to, text, channel),
    env.DIRECTORY.prepare('DELETE FROM outbox_message WHERE id <= (SELECT max(id) FROM outbox_message) - ?').bind(most),
  ]);
}

/** The messages of the development outbox, the newest first; none where it is off. */
export async function listMessages(env: Env): Promise<KeptMessage[]> {
  // security: sign-in codes are shown in development only; settings refuse DEV_OUTBOX in production
  if (!configured(env).devOutbox) return [];
  const { results } = await env.DIRECTORY.prepare(
    'SELECT id, at, recipient AS "to", text, channel FROM outbox_message ORDER BY id DESC',
  ).all<KeptMessage>();
  return results;
}
