/** People: phone numbers, sign-in, tokens, and where a person belongs. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import { ClusterSlug, Locale, words } from './ids.ts';
import { foldDigits } from './money.ts';
import { Moment } from './time.ts';

/** Countries offered for national forms of a number, the likely ones first. */
export const phoneCountries = [
  'EG',
  'PS',
  'DZ',
  'JO',
  'TN',
  'MA',
  'SA',
  'AE',
  'LB',
  'IQ',
  'SY',
  'SD',
  'LY',
  'YE',
  'KW',
  'QA',
  'OM',
  'BH',
  'IL',
  'TR',
  'FR',
  'IT',
  'DE',
  'ES',
  'GB',
  'US',
] as const;
export const PhoneCountry = z.enum(phoneCountries);
export type PhoneCountry = z.infer<typeof PhoneCountry>;

/** E.164 of a number written in international form, or nationally for the given country; null when it is none. */
export function toE164(text: string, country?: PhoneCountry): string | null {
  const plain = foldDigits(text).trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(plain, country as CountryCode | undefined);
  return parsed?.isValid() ? parsed.number : null;
}

/** A phone number in international form, kept as E.164. */
export const Phone = z.string().transform((text, ctx) => {
  const number = toE164(text);
  if (number) return number;
  ctx.addIssue({ code: 'custom', message: 'not-a-phone' });
  return z.NEVER;
});

/** A signed-in person, as middleware hands it to a market. Trusted: it comes from a session or a token. */
export interface Person {
  id: string;
  phone: string;
  name: string;
}

export const PersonName = words(2, 80);

export const scopes = ['read', 'write', 'manage', 'operate'] as const;
/** What a token may be used for: read; write as a firm or buyer; manage a cluster; operate the platform. */
export const Scope = z.enum(scopes);
export type Scope = z.infer<typeof Scope>;

export const TokenDraft = z.strictObject({
  name: words(1, 60),
  scopes: z.array(Scope).min(1).max(4),
  /** Days until it ends. */
  days: z.number().int().min(1).max(366),
});
export type TokenDraft = z.infer<typeof TokenDraft>;

export const TokenEntry = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: Moment,
  expiresAt: Moment,
  lastUsedAt: Moment.nullable(),
});
export type TokenEntry = z.infer<typeof TokenEntry>;

/** Where a person belongs. */
export const Membership = z.strictObject({ cluster: ClusterSlug, role: z.enum(['member', 'manager']), firm: z.string() });
export type Membership = z.infer<typeof Membership>;

export const Profile = z.strictObject({
  id: z.string(),
  phone: z.string(),
  name: z.string(),
  locale: Locale.nullable(),
  operator: z.boolean(),
  memberships: z.array(Membership),
});
export type Profile = z.infer<typeof Profile>;

export const ProfileEdit = z.strictObject({ name: PersonName, locale: Locale.nullable() });
export type ProfileEdit = z.infer<typeof ProfileEdit>;
