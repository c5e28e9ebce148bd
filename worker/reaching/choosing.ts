/** What a person chooses about being told: kept, and a new e-mail address asked whether it wants to be. */
import type { Locale } from '../../schema/ids.ts';
import type { ReachEdit, ReachView } from '../../schema/reach.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { textOf } from '../../web/text/index.ts';
import { countSend, forgiveSend, resendAfter } from '../directory/limits.ts';
import { isOthersEmail, readReach, writeReach } from '../directory/reach.ts';
import type { Env } from '../env.ts';
import { sendEmail, sendsEmail } from '../outside/email.ts';
import { confirmationLink, stopLink } from './email-links.ts';

export interface Asking {
  /** The client's network address, by which e-mails are limited. */
  address: string;
  locale: Locale;
  now: number;
  /** Whether an address that still waits is sent its link once more. */
  again?: boolean;
}

/** Refuses with `too-many`, `email-failed`, or `not-configured` where this site sends no e-mails. */
export async function chooseReach(env: Env, person: string, edit: ReachEdit, asking: Asking): Promise<Answer<ReachView>> {
  const before = await readReach(env, person);
  const isNew = edit.email !== before.email || (asking.again === true && !before.emailConfirmed);
  if (edit.email !== null && isNew) {
    const { refusal } = await askToConfirm(env, person, edit.email, asking);
    if (refusal) return { refusal };
  }
  await writeReach(env, person, edit);
  return { value: await readReach(env, person) };
}

/** security: limited like sign-in codes, since anybody's address can be typed here. */
async function askToConfirm(env: Env, person: string, email: string, { address, locale, now }: Asking): Promise<Answer<null>> {
  if (!sendsEmail(env)) return no('not-configured');
  const counted = await countSend(env, { phone: email, address }, now);
  if (counted.retryAfter !== undefined) {
    // a second tap on the button: the first one's e-mail is on its way
    if (counted.retryAfter <= resendAfter && !(await isOthersEmail(env, person, email))) return { value: null };
    return { refusal: { code: 'too-many', retryAfter: counted.retryAfter } };
  }
  const { site, reach } = textOf(locale);
  const text = [reach.confirm.email, confirmationLink(env, person, email), reach.confirm.otherwise].join('\n\n');
  const handed = await sendEmail(
    env,
    { to: email, subject: `${site.name}: ${reach.confirm.title}`, text, unsubscribe: stopLink(env, person, email) },
    now,
  );
  if (handed === 'taken') return { value: null };
  await forgiveSend(env, counted.id);
  return no('email-failed');
}
