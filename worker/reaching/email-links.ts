/** Links in e-mails that do one thing without signing in: confirm an address, or end what is told to it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { emailOf } from '../directory/reach.ts';
import { configured, type Env } from '../env.ts';

/** What a link is good for, and nothing else. */
export type Errand = 'confirmation' | 'removal';

export const confirmationLink = (env: Env, person: string, email: string): string => linkOf(env, 'confirmation', person, email);
export const stopLink = (env: Env, person: string, email: string): string => linkOf(env, 'removal', person, email);

/** Whom a link is about, and the address where it is still the person's; null for a link that we did not make. */
export async function readLink(env: Env, errand: Errand, token: string): Promise<{ person: string; email: string | null } | null> {
  const [, seal = '', print = '', person = ''] = /^([\w-]{43})([\w-]{16})([\w-]{1,64})$/.exec(token) ?? [];
  // security: compared in constant time, or a seal could be guessed letter by letter
  if (!seal || !timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(env, errand, person, print)))) return null;
  const email = await emailOf(env, person);
  return { person, email: email !== null && printOf(env, email) === print ? email : null };
}

/** The address itself stays out of the link, since links are kept in many places. */
function linkOf(env: Env, errand: Errand, person: string, email: string): string {
  const print = printOf(env, email);
  return `${configured(env).publicUrl}/email/${sealOf(env, errand, person, print)}${print}${person}/${errand}`;
}

const printOf = (env: Env, email: string) => hmac(env, ['email', email]).slice(0, 16);
const sealOf = (env: Env, errand: Errand, person: string, print: string) => hmac(env, ['email', errand, person, print]);
const hmac = (env: Env, parts: string[]) => createHmac('sha256', configured(env).authSecret).update(parts.join('\n')).digest('base64url');
