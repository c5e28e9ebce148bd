/** E-mails: through the configured HTTP gateway, or into the development outbox. */
import { type Answer, no } from '../../schema/refusal.ts';
import { configured, type Env } from '../env.ts';
import { hand } from './gateway.ts';
import { keepMessage } from './kept.ts';

export interface Email {
  to: string;
  subject: string;
  text: string;
}

/** Whether this site sends e-mails at all. */
export function sendsEmail(env: Env): boolean {
  const { email, devOutbox } = configured(env);
  return email !== null || devOutbox;
}

/** Sends an e-mail; a gateway that does not take it is the refusal `email-failed`. */
export async function sendEmail(env: Env, { to, subject, text }: Email, now: number): Promise<Answer<null>> {
  const { email, devOutbox } = configured(env);
  if (email && !(await hand(email, 'e-mail', { to, subject, text }))) return no('email-failed');
  if (devOutbox) await keepMessage(env, { at: now, to, text: `${subject}\n\n${text}`, channel: 'email' });
  return email || devOutbox ? { value: null } : no('email-failed');
}
