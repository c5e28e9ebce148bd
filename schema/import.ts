/** Importing: firms and listings out of somebody's records, each known by what it is called there. */
import { z } from 'zod';
import { FirmDraft } from './firm.ts';
import { ExternalRef } from './ids.ts';
import { datesInOrder, ListingDraft, type ListingState, Price, Visibility } from './listing.ts';
import type { Refusal } from './refusal.ts';

/** Items of one batch. */
export const mostImported = 500;

/** Records often number their rows; a number beyond the safe integers is no longer the one that was written. */
export const ImportRef = z.preprocess(
  (raw) => (typeof raw === 'number' && Math.abs(raw) <= Number.MAX_SAFE_INTEGER ? String(raw) : raw),
  ExternalRef,
);

export const FirmImport = z.strictObject({ ...FirmDraft.shape, externalRef: ImportRef });
export type FirmImport = z.infer<typeof FirmImport>;

const { submit: _, ...draftShape } = ListingDraft.shape;

/** Records know no visibility and not always a price: public, and negotiable in the cluster's currency. */
export const ListingImport = z
  .strictObject({
    ...draftShape,
    price: Price.nullable().default(null),
    visibility: Visibility.default('public'),
    externalRef: ImportRef,
    /** `externalRef` of the firm. */
    firmRef: ImportRef,
    /** Published at once, or waiting for a decision; left out, as the batch says. */
    publish: z.boolean().optional(),
  })
  .superRefine(datesInOrder);
export type ListingImport = z.infer<typeof ListingImport>;

export const importOutcomes = ['created', 'updated', 'unchanged', 'refused'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export const ImportCounts = z.strictObject({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** What became of one item: a row, or a refusal. */
export type Imported = { externalRef: string } & (
  | { outcome: Exclude<ImportOutcome, 'refused'>; id: number; state?: ListingState; refusal?: undefined }
  | { outcome: 'refused'; refusal: Refusal }
);

/** What a batch changed, as the log of decisions keeps it. */
export const ImportLogged = z.strictObject({ of: z.enum(['firms', 'listings']), created: z.number().int(), updated: z.number().int() });
export type ImportLogged = z.infer<typeof ImportLogged>;
