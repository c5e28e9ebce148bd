/** How people want to be told outside of the app: of what, by which ways, and when not. */
import { z } from 'zod';

/** Groups of notices that a person hears of or does not. */
export const subjects = ['asked', 'answered', 'listings', 'found', 'together', 'firm'] as const;
export const Subject = z.enum(subjects);
export type Subject = z.infer<typeof Subject>;

/** A minute of the day, by the clock on the wall. */
const MinuteOfDay = z.number().int().min(0).max(1439);

/** Between these nothing is told; a window may go over midnight, and one that ends where it begins is none. */
export const QuietHours = z.strictObject({ from: MinuteOfDay, until: MinuteOfDay });
export type QuietHours = z.infer<typeof QuietHours>;

/** What holds for those who chose nothing. */
export const usualQuiet: QuietHours = { from: 21 * 60, until: 7 * 60 };

export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.string().min(1).max(254).pipe(z.email('not-an-address')));

export const ReachEdit = z.strictObject({
  /** Subjects that are not told outside. */
  muted: z.array(Subject).max(subjects.length),
  /** Whether text messages may be sent where there is no other way. */
  texts: z.boolean(),
  /** Told nothing until it is confirmed by the link that is sent to it. */
  email: EmailAddress.nullable(),
  /** Null: at any hour. */
  quiet: QuietHours.nullable(),
});
export type ReachEdit = z.infer<typeof ReachEdit>;

export const ReachView = z.strictObject({
  ...ReachEdit.shape,
  emailConfirmed: z.boolean(),
  /** Browsers that are told by push. */
  phones: z.number().int(),
});
export type ReachView = z.infer<typeof ReachView>;

const base64url = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}={0,2}$`), 'unreadable');

/** A browser that takes pushes, as `PushSubscription.toJSON()` says it. */
export const PushTarget = z.strictObject({
  endpoint: z.string().min(1).max(1000),
  keys: z.strictObject({
    /** The browser's public key, an uncompressed point of P-256. */
    p256dh: base64url(65),
    auth: base64url(16),
  }),
  expirationTime: z.number().nullable().optional(),
});
export type PushTarget = z.infer<typeof PushTarget>;

export const PushEnd = z.strictObject({ endpoint: z.string().min(1).max(1000) });
