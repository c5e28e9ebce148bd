/** Signing in with a code sent to a phone, and out again. */
import { createRoute, z } from '@hono/zod-openapi';
import { PhoneCountry, Profile, toE164 } from '../../schema/person.ts';
import { profile } from '../directory/people.ts';
import { sendCode, signOut, signOutEverywhere, verifyCode } from '../directory/sign-in.ts';
import { clientAddress, setCookies } from '../middleware/account.ts';
import { accepted, accepts, answer, callers, ended, ends, gives, json, Keyed, refuse, room } from './operation.ts';

const number = { phone: z.string().min(1).max(40), country: PhoneCountry.optional() };
type Called = { phone: string; country?: PhoneCountry | undefined };

/** Reads the number internationally, or nationally where a country is given. */
function e164<T extends Called>(asked: T, ctx: z.core.$RefinementCtx<T>): T {
  const phone = toE164(asked.phone, asked.country);
  if (phone) return { ...asked, phone };
  ctx.addIssue({ code: 'custom', message: 'not-a-phone', path: ['phone'], input: asked.phone });
  return z.NEVER;
}

export const CodeAsk = z.strictObject(number).transform(e164);
export const SignIn = z.strictObject({ ...number, code: z.string().min(1).max(20) }).transform(e164);
/** Seconds after which another code may be asked for. */
export const CodeSent = z.strictObject({ resendAfter: z.int() });

export const session = room();

session.openapi(
  createRoute({
    method: 'post',
    path: '/session/codes',
    operationId: 'sendCode',
    tags: ['Session'],
    summary: 'Ask for a sign-in code by text message',
    description:
      'The code has six digits and is good for ten minutes and three tries. `country` says in which country a national number is dialled.',
    ...callers('anyone', 'json'),
    request: { headers: Keyed, body: json(CodeAsk) },
    responses: accepts(CodeSent, 'A code is on its way'),
  }),
  async (c) => {
    const sent = await sendCode(c.env, {
      phone: c.req.valid('json').phone,
      address: clientAddress(c),
      locale: c.var.locale,
      now: Date.now(),
    });
    return accepted(c, sent);
  },
);

session.openapi(
  createRoute({
    method: 'post',
    path: '/session',
    operationId: 'signIn',
    tags: ['Session'],
    summary: 'Sign in with the code',
    description: 'Sets the session cookie. The first sign-in creates the person, whose name is empty until it is set.',
    ...callers('anyone', 'json'),
    request: { headers: Keyed, body: json(SignIn) },
    responses: gives(Profile, 'Signed in'),
  }),
  async (c) => {
    const { phone, code } = c.req.valid('json');
    const { value, refusal } = await verifyCode(c.env, { phone, code, address: clientAddress(c), now: Date.now() });
    if (refusal) return refuse(c, refusal);
    setCookies(c, value.cookies);
    const found = await profile(c.env, value.person.id);
    return found ? answer(c, { value: found }) : refuse(c, { code: 'not-found' });
  },
);

session.openapi(
  createRoute({
    method: 'delete',
    path: '/session',
    operationId: 'signOut',
    tags: ['Session'],
    summary: 'Sign out here',
    ...callers('session', 'key'),
    request: { headers: Keyed },
    responses: ends('Signed out'),
  }),
  async (c) => {
    setCookies(c, await signOut(c.env, c.req.header('cookie') ?? ''));
    return ended(c, { value: null });
  },
);

session.openapi(
  createRoute({
    method: 'delete',
    path: '/sessions',
    operationId: 'signOutEverywhere',
    tags: ['Session'],
    summary: 'Sign out everywhere',
    ...callers('session', 'key'),
    request: { headers: Keyed },
    responses: ends('Signed out on every device'),
  }),
  async (c) => {
    setCookies(c, await signOutEverywhere(c.env, c.req.header('cookie') ?? ''));
    return ended(c, { value: null });
  },
);
