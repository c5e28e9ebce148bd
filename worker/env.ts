/** Bindings and settings: parsed once, and refused as a whole when anything is wrong. */
import { z } from 'zod';
import { toE164 } from '../schema/person.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { MeilisearchServer } from './catalogue/meilisearch-server.ts';
import { emailKind, type Gateway, loopback, readGateway, smsKind } from './gateway.ts';
import type { Market } from './market/market.ts';
import { readVapid, type VapidKey } from './vapid.ts';

export interface Env {
  DIRECTORY: D1Database;
  MARKET: DurableObjectNamespace<Market>;
  CATALOGUE: DurableObjectNamespace<Catalogue>;
  /** Photos, voice notes, and pictures of shared links. */
  FILES: R2Bucket;
  /** Makes photos smaller that no phone made smaller before. */
  IMAGES: ImagesBinding;
  /** development, test or production. */
  STAGE?: string;
  /** Origin at which people reach the app: `https://unqud.example`. */
  PUBLIC_URL?: string;
  /** Signs cookies; a secret. */
  AUTH_SECRET?: string;
  /** `on`: text messages are kept for the development outbox page. Never in production. */
  DEV_OUTBOX?: string;
  /** The SMS gateway; `{to}` and `{text}` are filled in, in the address or in the body. */
  SMS_URL?: string;
  SMS_METHOD?: string;
  /** JSON object of header names and values. */
  SMS_HEADERS?: string;
  SMS_BODY?: string;
  /** The e-mail gateway, likewise, with `{to}`, `{subject}` and `{text}`, and `{unsubscribe}` for the header List-Unsubscribe; without it nobody is told by e-mail. */
  EMAIL_URL?: string;
  EMAIL_METHOD?: string;
  EMAIL_HEADERS?: string;
  EMAIL_BODY?: string;
  /** Private key (JWK) by which push services know this site; a secret. Without it phones are not told by push. */
  VAPID_KEY?: string;
  /** Whom push services may write to, `mailto:…`; PUBLIC_URL where it is not set. */
  VAPID_SUBJECT?: string;
  /** Text messages with notices that a firm is sent in a month. */
  TEXTS_PER_FIRM?: string;
  /** E.164 phones of the operators of the platform, separated by commas. */
  OPERATORS?: string;
  /** Codes that one client address may ask for in an hour. */
  SENDS_PER_ADDRESS?: string;
  /** Meilisearch for searching all clusters; without it the catalogue answers alone. */
  MEILI_URL?: string;
  /** A key that may search, write documents, settings and indexes, and read tasks; a secret. */
  MEILI_KEY?: string;
  /** Uid of its index; others that begin with it and `__` are made and deleted beside it. */
  MEILI_INDEX?: string;
}

export interface Settings {
  stage: 'development' | 'test' | 'production';
  publicUrl: string;
  authSecret: string;
  devOutbox: boolean;
  sms: Gateway | null;
  email: Gateway | null;
  vapid: VapidKey | null;
  textsPerFirm: number;
  operators: ReadonlySet<string>;
  sendsPerAddress: number;
  meilisearch: MeilisearchServer | null;
}

/** Something wrong with the configuration, as a sentence; `about` is the variable. */
export interface Wrong {
  about: string;
  says: string;
}

export type Configured = { settings: Settings; wrong?: undefined } | { wrong: string[]; settings?: undefined };

/** Signs cookies where none is configured in development. */
export const developmentSecret = 'development-only-development-only-development-only';

const developmentUrl = 'http://127.0.0.1:8787';

const parsed = new WeakMap<Env, Configured>();

/** The settings of this Worker, or the sentences that say why it must not serve. */
export function settings(env: Env): Configured {
  let known = parsed.get(env);
  if (!known) {
    const read = readSettings(env as unknown as Record<string, unknown>);
    known = read.wrong ? { wrong: read.wrong.map((wrong) => wrong.says) } : read;
    parsed.set(env, known);
  }
  return known;
}

/** The settings, where `app.ts` has already refused to serve without them. */
export function configured(env: Env): Settings {
  const known = settings(env);
  if (known.wrong) throw new Error(`Not configured: ${known.wrong.join(' ')}`);
  return known.settings;
}

export function isOperator(env: Env, phone: string): boolean {
  return configured(env).operators.has(phone);
}

/** Reads the variables of one environment; `scripts/preflight.ts` asks the same before a deployment. */
export function readSettings(
  vars: Record<string, unknown>,
): { settings: Settings; wrong?: undefined } | { wrong: Wrong[]; settings?: undefined } {
  const read = Vars.safeParse(vars);
  const wrong: Wrong[] = read.success ? [] : read.error.issues.map((issue) => ({ about: String(issue.path[0]), says: issue.message }));
  const text = (name: string) => (typeof vars[name] === 'string' ? vars[name].trim() : '');
  const local = text('STAGE') === 'development' || text('STAGE') === 'test';
  if (!local) wrong.push(...productionRules.filter((rule) => rule.broken(text(rule.about))).map(({ about, says }) => ({ about, says })));
  const sms = readGateway(text, local, smsKind);
  const email = readGateway(text, local, emailKind);
  const push = readVapid(text, local, text('PUBLIC_URL') || developmentUrl);
  wrong.push(...sms.wrong, ...email.wrong, ...push.wrong);
  const engine = readMeilisearch(text);
  wrong.push(...engine.wrong);
  if (local && !sms.gateway && sms.wrong.length === 0 && text('DEV_OUTBOX') !== 'on')
    wrong.push({ about: 'DEV_OUTBOX', says: 'Neither SMS_URL nor DEV_OUTBOX is set: a sign-in code would reach nobody.' });
  if (!read.success || wrong.length > 0) return { wrong };
  const { STAGE, PUBLIC_URL, AUTH_SECRET, DEV_OUTBOX, OPERATORS, SENDS_PER_ADDRESS, TEXTS_PER_FIRM } = read.data;
  return {
    settings: {
      stage: STAGE,
      publicUrl: PUBLIC_URL,
      authSecret: AUTH_SECRET,
      devOutbox: DEV_OUTBOX === 'on',
      sms: sms.gateway,
      email: email.gateway,
      vapid: push.vapid,
      textsPerFirm: TEXTS_PER_FIRM,
      operators: OPERATORS,
      sendsPerAddress: SENDS_PER_ADDRESS,
      meilisearch: engine.meilisearch,
    },
  };
}

const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const variable = <T extends z.ZodType>(type: T) => z.preprocess(blankIsAbsent, type);

const Vars = z.object({
  STAGE: variable(z.enum(['development', 'test', 'production'], { error: 'STAGE must be development, test or production.' })),
  PUBLIC_URL: variable(
    z
      .string()
      .trim()
      .refine(
        (text) => /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text),
        'PUBLIC_URL must be an origin, such as https://unqud.example, with nothing behind it.',
      )
      .transform((text) => (URL.canParse(text) ? new URL(text).origin : text))
      .default(developmentUrl),
  ),
  AUTH_SECRET: variable(z.string().default(developmentSecret)),
  DEV_OUTBOX: variable(z.enum(['on', 'off'], { error: 'DEV_OUTBOX must be on or off.' }).default('off')),
  OPERATORS: variable(
    z
      .string()
      .default('')
      .transform((text, ctx) => {
        const phones = text.split(/[\s,;]+/).filter(Boolean);
        for (const phone of phones)
          if (toE164(phone) !== phone)
            ctx.addIssue({
              code: 'custom',
              message: `OPERATORS must hold phone numbers in international form (+201001234567), separated by commas; “${phone}” is none.`,
            });
        return new Set(phones);
      }),
  ),
  SENDS_PER_ADDRESS: variable(
    z
      .string()
      .default('30')
      .refine((text) => /^\s*[1-9]\d{0,8}\s*$/.test(text), 'SENDS_PER_ADDRESS must be a whole number from 1 on.')
      .transform(Number),
  ),
  TEXTS_PER_FIRM: variable(
    z
      .string()
      .default('30')
      .refine((text) => /^\s*\d{1,6}\s*$/.test(text), 'TEXTS_PER_FIRM must be a whole number; 0 sends none.')
      .transform(Number),
  ),
});

/** What development may leave out and production may not. security: each rule keeps a development shortcut from being served to the public. */
const productionRules: (Wrong & { broken: (value: string) => boolean })[] = [
  {
    about: 'DEV_OUTBOX',
    broken: (value) => value === 'on',
    says: 'DEV_OUTBOX is on: it would show every sign-in code to everyone. Production must not have it.',
  },
  { about: 'PUBLIC_URL', broken: (value) => !value.startsWith('https://'), says: 'PUBLIC_URL must be set and begin with https://.' },
  {
    about: 'AUTH_SECRET',
    broken: (value) => value === '',
    says: 'AUTH_SECRET is not set: it must be a random secret of at least 32 characters.',
  },
  {
    about: 'AUTH_SECRET',
    broken: (value) => value !== '' && value.length < 32,
    says: 'AUTH_SECRET is too short: it must have at least 32 characters.',
  },
  {
    about: 'AUTH_SECRET',
    broken: (value) => value.length >= 32 && isGuessable(value),
    says: 'AUTH_SECRET is easy to guess: it must be random, and not the one of development.',
  },
  { about: 'SMS_URL', broken: (value) => value === '', says: 'SMS_URL is not set: without an SMS gateway nobody can sign in.' },
];

/** Few different characters, one piece repeated, or a word that only a placeholder has. */
function isGuessable(secret: string): boolean {
  return (
    new Set(secret).size < 12 ||
    (secret + secret).indexOf(secret, 1) < secret.length ||
    /development|change-?me|secret|password|example|0123456789|abcdefgh/i.test(secret)
  );
}

function readMeilisearch(text: (name: string) => string): { meilisearch: MeilisearchServer | null; wrong: Wrong[] } {
  const [url, key, index] = [text('MEILI_URL'), text('MEILI_KEY'), text('MEILI_INDEX') || 'unqud'];
  if (url === '' && key === '') return { meilisearch: null, wrong: [] };
  const wrong: Wrong[] = [];
  if (url === '' || key === '')
    wrong.push({ about: url === '' ? 'MEILI_URL' : 'MEILI_KEY', says: 'MEILI_URL and MEILI_KEY must be set both, or neither.' });
  const address = URL.canParse(url) ? new URL(url) : null;
  if (url !== '' && (!address || !/^https?:$/.test(address.protocol)))
    wrong.push({ about: 'MEILI_URL', says: 'MEILI_URL must be the http(s) address of a Meilisearch server.' });
  // security: the key and the listings do not travel in clear over a network
  else if (address?.protocol === 'http:' && !loopback.test(address.hostname))
    wrong.push({ about: 'MEILI_URL', says: 'MEILI_URL must begin with https://, but on this machine: its key must not travel in clear.' });
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(index))
    wrong.push({ about: 'MEILI_INDEX', says: 'MEILI_INDEX must be 1 to 64 letters, digits, hyphens and underscores.' });
  return wrong.length > 0 ? { meilisearch: null, wrong } : { meilisearch: { url, key, index }, wrong };
}
