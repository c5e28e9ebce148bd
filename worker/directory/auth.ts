/** The better-auth of this Worker: sessions, and codes sent to a phone. Its own HTTP routes are not mounted. */
import { relations } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Locale } from '../../schema/ids.ts';
import * as tables from '../../schema/tables/directory.ts';
import { configured, type Env } from '../env.ts';
import { sendText } from '../outside/sms.ts';
import { triesPerCode } from './limits.ts';

/** Part of the name of every cookie set here; a request without it is a visitor's. */
export const cookiePrefix = 'unqud';
const codeLife = 10 * 60;
const sessionLife = 90 * 24 * 60 * 60;
/** Seconds for which a page may trust the signed cookie without asking the directory. */
const trustedFor = 60;

export const signInText: Record<Locale, (code: string) => string> = {
  ar: (code) => `عنقود: رمز الدخول ${code}`,
  fr: (code) => `Unqud : votre code de connexion est ${code}`,
  en: (code) => `Unqud: your sign-in code is ${code}`,
};

/** The code could not be handed to the gateway. */
export class CodeNotSent extends Error {
  readonly code: string;
  constructor(code: string) {
    super('The code could not be sent.');
    this.code = code;
  }
}

export type Auth = Awaited<ReturnType<typeof build>>;
const built = new WeakMap<Env, Promise<Auth>>();

/** Built when first needed, once per environment: most requests are visitors' and never load it. */
export function auth(env: Env): Promise<Auth> {
  let known = built.get(env);
  if (!known) {
    known = build(env);
    built.set(env, known);
    known.catch(() => built.delete(env));
  }
  return known;
}

/** The address that better-auth asks for; a reserved domain, so that no mail can ever go there (RFC 2606). */
export const inventedEmail = (phone: string) => `${phone.slice(1)}@phone.invalid`;

async function build(env: Env) {
  const [{ betterAuth }, { drizzleAdapter }, { phoneNumber }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/drizzle'),
    import('better-auth/plugins/phone-number'),
  ]);
  const { authSecret, publicUrl, stage } = configured(env);
  const models = { user: tables.person, session: tables.session, verification: tables.verification, account: tables.account };
  const sessionOwner = relations(tables.session, ({ one }) => ({
    user: one(tables.person, { fields: [tables.session.userId], references: [tables.person.id] }),
  }));
  return betterAuth({
    appName: 'Unqud',
    baseURL: publicUrl,
    secret: authSecret,
    database: drizzleAdapter(drizzle(env.DIRECTORY, { schema: { ...models, sessionOwner } }), { provider: 'sqlite', schema: models }),
    session: { expiresIn: sessionLife, updateAge: 24 * 60 * 60, cookieCache: { enabled: true, maxAge: trustedFor } },
    advanced: {
      cookiePrefix,
      useSecureCookies: stage === 'production',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', joins: true },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    plugins: [
      phoneNumber({
        otpLength: 6,
        expiresIn: codeLife,
        allowedAttempts: triesPerCode,
        // the empty name is asked for on the first page after sign-in
        signUpOnVerification: { getTempEmail: inventedEmail, getTempName: () => '' },
        async sendOTP({ phoneNumber: to, code }, ctx) {
          const locale = (ctx?.headers?.get('accept-language') ?? 'ar') as Locale;
          const handed = await sendText(env, { to, text: signInText[locale](code) }, Date.now());
          if (handed !== 'taken') throw new CodeNotSent(code);
        },
      }),
    ],
  });
}
