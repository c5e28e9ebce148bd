/** A cluster: the community whose firms trade in one market. */
import { z } from 'zod';
import { ClusterSlug, Locale, lines, Names, words } from './ids.ts';
import { Currency } from './money.ts';
import { PersonName, Phone } from './person.ts';
import { isTimeZone } from './time.ts';

export const sectors = [
  'leather',
  'footwear',
  'furniture',
  'carpets',
  'stone',
  'dates',
  'crafts',
  'mechanics',
  'digital',
  'food',
  'textiles',
  'other',
] as const;
export const Sector = z.enum(sectors);
export type Sector = z.infer<typeof Sector>;

export const Place = z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) });
export type Place = z.infer<typeof Place>;

const about = lines(1, 600);

export const Cluster = z.strictObject({
  slug: ClusterSlug,
  names: Names,
  about: z.strictObject({ ar: about, fr: about, en: about }),
  sector: Sector,
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/, 'not-a-choice'),
  place: Place,
  languages: z.array(Locale).min(1).max(3),
  /** IANA name. */
  timeZone: z.string().refine(isTimeZone, 'not-a-choice'),
  currency: Currency,
});
export type Cluster = z.infer<typeof Cluster>;

/** What the operator says to open a cluster; `manager` is its first manager, `office` the firm that he or she acts for. */
export const ClusterOpening = z.strictObject({
  cluster: Cluster,
  office: words(2, 120),
  manager: z.strictObject({ name: PersonName, phone: Phone }),
});
export type ClusterOpening = z.infer<typeof ClusterOpening>;

/** A cluster in the directory, with the figures that its market last reported. */
export const ClusterEntry = z.strictObject({
  ...Cluster.shape,
  firms: z.number().int(),
  offers: z.number().int(),
  needs: z.number().int(),
});
export type ClusterEntry = z.infer<typeof ClusterEntry>;

/** What a manager may set. */
export const MarketSettings = z.strictObject({
  /** Listings of trusted firms are published without waiting for a manager. */
  trustedPublishAtOnce: z.boolean(),
});
export type MarketSettings = z.infer<typeof MarketSettings>;
