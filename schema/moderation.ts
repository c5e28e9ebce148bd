/** What a manager decides, and the log that keeps it. */
import { z } from 'zod';
import { Id, lines, words } from './ids.ts';
import { ListingView, ReturnReason } from './listing.ts';
import { Moment } from './time.ts';

export const Decision = z
  .strictObject({
    act: z.enum(['publish', 'return', 'remove']),
    reason: ReturnReason.nullable().default(null),
    words: lines(0, 1000).default(''),
    /** The revision that was read: what changed since is not decided unseen. */
    revision: z.number().int().min(1),
  })
  .superRefine((decision, ctx) => {
    if (decision.act !== 'publish' && decision.reason === null) ctx.addIssue({ code: 'custom', message: 'required', path: ['reason'] });
    if (decision.reason === 'other' && decision.words === '') ctx.addIssue({ code: 'custom', message: 'required', path: ['words'] });
  });
export type Decision = z.infer<typeof Decision>;

export const firmActs = ['suspend', 'restore', 'trust', 'distrust'] as const;
export const FirmDecision = z.strictObject({ act: z.enum(firmActs), words: lines(0, 1000).default('') });
export type FirmDecision = z.infer<typeof FirmDecision>;

export const memberActs = ['suspend', 'restore', 'appoint', 'dismiss'] as const;
/** `appoint` makes a member a manager, `dismiss` ends that. */
export const MemberDecision = z.strictObject({ act: z.enum(memberActs), words: lines(0, 1000).default('') });
export type MemberDecision = z.infer<typeof MemberDecision>;

export const decisionActs = [
  'publish',
  'return',
  'remove',
  'firm-suspend',
  'firm-restore',
  'firm-trust',
  'firm-distrust',
  'firm-renamed',
  'member-suspend',
  'member-restore',
  'member-appoint',
  'member-dismiss',
  'invite',
  'revoke-invitation',
  'settings',
  'import',
  'terms-added',
  'terms-removed',
  'pool-cancelled',
] as const;

/** A line of the log. `subject` is the listing, firm, member or invitation that was decided on, by name; of settings and imports, what they were, as JSON. */
export const LogEntry = z.strictObject({
  id: Id,
  at: Moment,
  by: z.string(),
  act: z.enum(decisionActs),
  subject: z.string(),
  listing: Id.nullable(),
  firm: Id.nullable(),
  reason: z.string().nullable(),
  words: z.string(),
});
export type LogEntry = z.infer<typeof LogEntry>;
export const LogPage = z.strictObject({ entries: z.array(LogEntry), older: Id.nullable() });
export type LogPage = z.infer<typeof LogPage>;

/** Listings that wait for a decision, the oldest first. */
export const Queue = z.strictObject({ waiting: z.array(ListingView), total: z.number().int() });
export type Queue = z.infer<typeof Queue>;

export const InvitationDraft = z.strictObject({
  /** Who it is for, as the manager remembers it: "ورشة أبو خالد". */
  note: words(0, 120).default(''),
  /** Join this firm; null: the invited person names a new firm. */
  firm: Id.nullable().default(null),
  uses: z.number().int().min(1).max(100).default(1),
  days: z.number().int().min(1).max(60).default(14),
});
export type InvitationDraft = z.infer<typeof InvitationDraft>;

/** The link is shown once; the market keeps only a hash of its token. */
export const InvitationMade = z.strictObject({ id: Id, token: z.string(), expiresAt: Moment });
export type InvitationMade = z.infer<typeof InvitationMade>;

export const InvitationEntry = z.strictObject({
  id: Id,
  note: z.string(),
  firm: z.strictObject({ id: Id, name: z.string() }).nullable(),
  usesLeft: z.number().int(),
  expiresAt: Moment,
  createdAt: Moment,
  state: z.enum(['open', 'spent', 'expired', 'revoked']),
});
export type InvitationEntry = z.infer<typeof InvitationEntry>;

/** What an invited person sees before joining. */
export const InvitationView = z.strictObject({
  by: z.string(),
  note: z.string(),
  firm: z.strictObject({ id: Id, name: z.string() }).nullable(),
  expiresAt: Moment,
});
export type InvitationView = z.infer<typeof InvitationView>;
