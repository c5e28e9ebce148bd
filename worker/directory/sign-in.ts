/** Signing in by a code sent to a phone, reading the session of a request, and signing out. */
import { and, eq, lt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Locale } from '../../schema/ids.ts';
import { foldDigits } from '../../schema/money.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { pushSubscription, session, verification } from '../../schema/tables/directory.ts';
import type { Env } from '../env.ts';
import { auth, CodeNotSent } from './auth.ts';
import { countSend, countTry, forgiveSend, resendAfter } from './limits.ts';

export interface SignedIn {
  person: Person;
  /** Set-Cookie headers. */
  cookies: string[];
}

/** Sends a code of six digits, good for ten minutes. Refuses with `too-many` or `sms-failed`; `resendAfter` is in seconds. */
export async function sendCode(
  env: Env,
  ask: { phone: string; address: string; locale: Locale; now: number },
): Promise<Answer<{ resendAfter: number }>> {
  const counted = await countSend(env, ask, ask.now);
  if (counted.retryAfter) return { refusal: { code: 'too-many', retryAfter: counted.retryAfter } };
  const { api } = await auth(env);
  try {
    await api.sendPhoneNumberOTP({ body: { phoneNumber: ask.phone }, headers: new Headers({ 'accept-language': ask.locale }) });
    return { value: { resendAfter } };
  } catch (error) {
    if (!(error instanceof CodeNotSent)) throw error;
    await Promise.all([forgiveSend(env, counted.id as number), forgetCode(env, ask.phone, error.code)]);
    return no('sms-failed');
  }
}

/**
 * Checks a code; the first right one creates the person.
 * `code-wrong`: try again. `code-expired`: this code can no longer be used (ten minutes, three tries, used already), ask for another. `too-many`: this address tried too often.
 */
export async function verifyCode(
  env: Env,
  tried: { phone: string; code: string; address: string; now: number },
): Promise<Answer<SignedIn>> {
  const code = foldDigits(tried.code).replace(/\D/g, '');
  if (code.length !== 6) return no('code-wrong');
  const counted = await countTry(env, tried.address, tried.now);
  if (counted.retryAfter) return { refusal: { code: 'too-many', retryAfter: counted.retryAfter } };
  const { api } = await auth(env);
  try {
    const { headers, response } = await api.verifyPhoneNumber({ body: { phoneNumber: tried.phone, code }, returnHeaders: true });
    await drizzle(env.DIRECTORY)
      .delete(session)
      .where(lt(session.expiresAt, new Date(tried.now)));
    return { value: { person: { id: response.user.id, phone: tried.phone, name: response.user.name }, cookies: headers.getSetCookie() } };
  } catch (error) {
    switch (codeOf(error)) {
      case 'INVALID_OTP':
        return no('code-wrong');
      case 'OTP_NOT_FOUND':
      case 'OTP_EXPIRED':
      case 'TOO_MANY_ATTEMPTS':
        return no('code-expired');
      default:
        throw error;
    }
  }
}

/**
 * Who a request's cookies say it is, with cookies to set again.
 * With `verified` the directory is asked: what changes something must be. Otherwise a signed cookie of the last minute is enough.
 */
export async function readSession(env: Env, cookie: string, verified: boolean): Promise<{ person: Person | null; cookies: string[] }> {
  const { api } = await auth(env);
  const ask = (disableCookieCache: boolean) =>
    api.getSession({ headers: new Headers({ cookie }), query: { disableCookieCache }, returnHeaders: true });
  // a damaged cookie of the last minute says nothing: the directory knows
  const { headers, response } = await ask(verified).catch(() => ask(true));
  const user = response?.user as { id: string; name: string; phoneNumber?: string | null } | undefined;
  return {
    person: user?.phoneNumber ? { id: user.id, phone: user.phoneNumber, name: user.name } : null,
    cookies: headers.getSetCookie(),
  };
}

/** Ends the session of this browser; answers the Set-Cookie headers that clear it. */
export async function signOut(env: Env, cookie: string): Promise<string[]> {
  const { api } = await auth(env);
  const { headers } = await api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
  return headers.getSetCookie();
}

/** Ends every session of the person whose session this is; what they then try to change is refused at once, pages within a minute. */
export async function signOutEverywhere(env: Env, cookie: string): Promise<string[]> {
  const { person } = await readSession(env, cookie, true);
  const db = drizzle(env.DIRECTORY);
  // a phone that was lost is told nothing more either
  if (person)
    await db.batch([
      db.delete(session).where(eq(session.userId, person.id)),
      db.delete(pushSubscription).where(eq(pushSubscription.person, person.id)),
    ]);
  return signOut(env, cookie);
}

/** A code that was never delivered must not stand in the way of an earlier one that was. */
async function forgetCode(env: Env, phone: string, code: string): Promise<void> {
  await drizzle(env.DIRECTORY)
    .delete(verification)
    .where(and(eq(verification.identifier, `phone-number-otp-${phone}`), eq(verification.value, `${code}:0`)));
}

function codeOf(error: unknown): string | undefined {
  return (error as { body?: { code?: string } } | null)?.body?.code;
}
