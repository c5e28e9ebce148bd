/** A firm: a member company or institution of a cluster. */
import { z } from 'zod';
import { Place } from './cluster.ts';
import { Id, Locale, lines, words } from './ids.ts';
import { toE164 } from './person.ts';
import { Moment } from './time.ts';

/** The role of a firm in the chain; the last seven are institutions. */
export const roles = [
  'supplier',
  'designer',
  'tannery',
  'workshop',
  'manufacturer',
  'service',
  'trader',
  'exhibitor',
  'importer',
  'exporter',
  'university',
  'laboratory',
  'training-centre',
  'chamber',
  'association',
  'bank',
  'donor',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** People who work there. */
export const sizes = ['1', '2-5', '6-20', '21-100', '101+'] as const;
export const Size = z.enum(sizes);

/** Who may see a contact: everyone, members of the cluster, or only those whose inquiry was accepted. */
export const contactVisibilities = ['public', 'cluster', 'agreed'] as const;
export const contactKinds = ['phone', 'whatsapp', 'email', 'site'] as const;

export const Contact = z
  .strictObject({
    kind: z.enum(contactKinds),
    value: words(3, 120),
    visibility: z.enum(contactVisibilities),
  })
  .transform((contact, ctx) => {
    const value = normalContact(contact.kind, contact.value);
    if (value) return { ...contact, value };
    ctx.addIssue({
      code: 'custom',
      message: contact.kind === 'phone' || contact.kind === 'whatsapp' ? 'not-a-phone' : 'not-an-address',
      path: ['value'],
    });
    return z.NEVER;
  });
export type Contact = z.infer<typeof Contact>;

function normalContact(kind: (typeof contactKinds)[number], value: string): string | null {
  if (kind === 'phone' || kind === 'whatsapp') return toE164(value);
  if (kind === 'email') return z.email().safeParse(value).success ? value : null;
  const address = /^https?:\/\//i.test(value) ? value : `https://${value}`;
  // security: a link that a reader may click is http(s) and nothing else
  return URL.canParse(address) && /^https?:\/\/[^/\s]+\.[^/\s]+/i.test(address) ? new URL(address).href : null;
}

export const FirmDraft = z.strictObject({
  name: words(2, 120),
  role: Role,
  /** What the firm does, in its own words. */
  about: lines(0, 2000).default(''),
  machines: z.array(words(1, 80)).max(30).default([]),
  certificates: z.array(words(1, 80)).max(30).default([]),
  size: Size.nullable().default(null),
  /** Where to find it inside the cluster: street, hall, unit. */
  address: words(0, 160).default(''),
  place: Place.nullable().default(null),
  languages: z.array(Locale).max(3).default([]),
  contacts: z.array(Contact).max(8).default([]),
});
export type FirmDraft = z.infer<typeof FirmDraft>;

/** A firm by its name alone. */
export const FirmNamed = z.strictObject({ id: Id, name: z.string() });

export const FirmCard = z.strictObject({
  id: Id,
  name: z.string(),
  role: Role,
  about: z.string(),
  address: z.string(),
  trusted: z.boolean(),
  state: z.enum(['active', 'suspended']),
  /** Published listings that the reader may see. */
  listings: z.number().int(),
});
export type FirmCard = z.infer<typeof FirmCard>;

/** A firm as its reader may see it: `contacts` holds only those that the reader may see. */
export const FirmView = z.strictObject({
  ...FirmCard.shape,
  machines: z.array(z.string()),
  certificates: z.array(z.string()),
  size: Size.nullable(),
  place: Place.nullable(),
  languages: z.array(Locale),
  contacts: z.array(z.strictObject({ kind: z.enum(contactKinds), value: z.string(), visibility: z.enum(contactVisibilities) })),
  since: Moment,
});
export type FirmView = z.infer<typeof FirmView>;

export const Colleague = z.strictObject({
  person: z.string(),
  name: z.string(),
  phone: z.string(),
  manager: z.boolean(),
  state: z.enum(['active', 'suspended']),
  firm: FirmNamed,
  joinedAt: Moment,
});
export type Colleague = z.infer<typeof Colleague>;

/** The firm of the one who asks, with its people; `revision` goes back with an edit. */
export const MyFirm = z.strictObject({ firm: FirmView, revision: z.number().int(), people: z.array(Colleague) });
export type MyFirm = z.infer<typeof MyFirm>;

export const FirmEdit = z.strictObject({ ...FirmDraft.shape, revision: z.number().int().min(1) });
export type FirmEdit = z.infer<typeof FirmEdit>;

/** Finding firms: words and role; 24 a page. */
export const FirmQuery = z.strictObject({
  q: words(0, 200).default(''),
  role: Role.optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});
export type FirmQuery = z.infer<typeof FirmQuery>;
export const FirmsFound = z.strictObject({
  firms: z.array(FirmCard),
  total: z.number().int(),
  pages: z.number().int(),
  page: z.number().int(),
  roles: z.partialRecord(Role, z.number().int()),
});
export type FirmsFound = z.infer<typeof FirmsFound>;
