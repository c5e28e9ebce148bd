/** Text messages: through the configured HTTP gateway, or into the development outbox. */
import { configured, type Env } from '../env.ts';
import { type Handed, hand } from './gateway.ts';
import { keepMessage } from './kept.ts';

export interface TextMessage {
  /** E.164. */
  to: string;
  text: string;
}

export async function sendText(env: Env, { to, text }: TextMessage, now: number): Promise<Handed> {
  const { sms, devOutbox } = configured(env);
  const handed = sms ? await hand(sms, 'SMS', { to, text }) : devOutbox ? 'taken' : 'refused';
  if (devOutbox && handed === 'taken') await keepMessage(env, { at: now, to, text, channel: 'sms' });
  return handed;
}
