/** Identifiers and keys: how clusters, rows and submissions are named. */
import { z } from 'zod';

/** Address of a cluster: `robbiki`, `hebron-shoes`. */
export const ClusterSlug = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'not-an-address');

/** A row inside a market: a small integer, short enough to read out over the phone. */
export const Id = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** What a row is called in the records of whoever imported it. */
export const ExternalRef = z
  .string()
  .min(1, { abort: true })
  .max(120)
  .regex(/^[^\p{Cc}]+$/u, 'unreadable');

/** Makes a second submission of the same write harmless. */
export const Key = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'unreadable');

export const locales = ['ar', 'fr', 'en'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

/** One line of words: no control characters, no line breaks, white space squeezed, NFC. */
export const words = (min: number, max: number) =>
  z
    .string()
    .transform((raw) => clean(raw).replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(min).max(max));

/** Several lines of words. */
export const lines = (min: number, max: number) =>
  z
    .string()
    .transform((raw) =>
      clean(raw.replace(/\r\n?/g, '\n'))
        .replace(/[^\S\n]+/g, ' ')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    )
    .pipe(z.string().min(min).max(max));

/** The same name in the three languages of the face. */
export const Names = z.strictObject({
  ar: words(1, 120),
  fr: words(1, 120),
  en: words(1, 120),
});
export type Names = z.infer<typeof Names>;

/**
 * Drops control characters and bidi overrides (security: they can disguise what a text says), keeps ZWJ and ZWNJ.
 * What has nothing to see in it is empty.
 */
function clean(text: string): string {
  const plain = text.toWellFormed().replace(/[\p{Cc}--[\n\t]]|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gv, '');
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(plain) ? plain.normalize('NFC') : '';
}
