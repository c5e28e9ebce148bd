/** Matches: needs and offers that fit, why, and what is missing. */
import { z } from 'zod';
import { ListingCard, Match } from './listing.ts';

/** Why a firm does not want a match. It stays its own. */
export const dismissReasons = ['not-what-i-meant', 'too-far', 'too-expensive', 'too-late', 'known-already', 'no-interest'] as const;
export const DismissReason = z.enum(dismissReasons);
export type DismissReason = z.infer<typeof DismissReason>;

export const Dismissal = z.strictObject({ reason: DismissReason });
export type Dismissal = z.infer<typeof Dismissal>;

/** The best first; near-equals take turns. */
export const Matches = z.strictObject({ listing: ListingCard, matches: z.array(Match) });
export type Matches = z.infer<typeof Matches>;

/** What fits a firm's own listings, the newest first. */
export const MyMatches = z.array(z.strictObject({ listing: ListingCard, matches: z.array(Match), more: z.number().int() }));
export type MyMatches = z.infer<typeof MyMatches>;
