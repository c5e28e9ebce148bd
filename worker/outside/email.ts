/** E-mails: through the configured HTTP gateway, or into the development outbox. */
import { configured, type Env } from '../env.ts';
import { type Handed, hand } from './gateway.ts';
import { keepMessage } from './kept.ts';

export interface Email {
  to: string;
  subject: string;
  text: string;
  /** Where a mailbox ends what comes like this for its reader (RFC 8058). */
  unsubscribe: string;
}

/** Whether this site sends e-mails at all. */
export function sendsEmail(env: Env): boolean {
  const { email, devOutbox } = configured(env);
  return email !== null || devOutbox;
}

export async function sendEmail(env: Env, { to, subject, text, unsubscribe }: Email, now: number): Promise<Handed> {
  const { email, devOutbox } = configured(env);
  const handed = email ? await hand(email, 'e-mail', { to, subject, text, unsubscribe }) : devOutbox ? 'taken' : 'refused';
  if (devOutbox && handed === 'taken') await keepMessage(env, { at: now, to, text: `${subject}\n\n${text}`, channel: 'email' });
  return handed;
}
