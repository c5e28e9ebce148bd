/** Text messages: through the configured HTTP gateway, or into the development outbox. */
import { type Answer, no } from '../../schema/refusal.ts';
import { configured, type Env } from '../env.ts';
import { hand } from './gateway.ts';
import { keepMessage } from './kept.ts';

export interface TextMessage {
  /** E.164. */
  to: string;
  text: string;
}

/** Sends a message; a gateway that does not take it is the refusal `sms-failed`. */
export async function sendText(env: Env, { to, text }: TextMessage, now: number): Promise<Answer<null>> {
  const { sms, devOutbox } = configured(env);
  if (sms && !(await hand(sms, 'SMS', { to, text }))) return no('sms-failed');
  if (devOutbox) await keepMessage(env, { at: now, to, text, channel: 'sms' });
  return sms || devOutbox ? { value: null } : no('sms-failed');
}
