/** Addresses that are short enough to read out over the phone, and the pages that they stand for. */
import { ClusterSlug } from './ids.ts';
import { foldDigits } from './money.ts';

/** What has a page that can be shared; a cluster itself has no number. */
export interface Shareable {
  cluster: string;
  listing?: number;
  firm?: number;
}

/** `/s/robbiki`, `/s/robbiki/12` for a listing, `/s/robbiki/f3` for a firm. */
export function shortLink({ cluster, listing, firm }: Shareable): string {
  const what = listing !== undefined ? `/${listing}` : firm !== undefined ? `/f${firm}` : '';
  return `/s/${cluster}${what}`;
}

/** `/c/robbiki`, `/c/robbiki/l/12`, `/c/robbiki/f/3`. */
export function pageOf({ cluster, listing, firm }: Shareable): string {
  const what = listing !== undefined ? `/l/${listing}` : firm !== undefined ? `/f/${firm}` : '';
  return `/c/${cluster}${what}`;
}

/** Reads the parts of a short link as somebody may type them who was told them: in capitals, or in the digits of an Arabic keyboard. */
export function readShortLink(slug: string, what = ''): Shareable | null {
  const cluster = ClusterSlug.safeParse(slug.toLowerCase()).data;
  const [, letter, digits] = /^([a-z]?)([1-9]\d{0,14})$/.exec(foldDigits(what.toLowerCase())) ?? [];
  if (!cluster) return null;
  if (what === '') return { cluster };
  if (!digits) return null;
  if (letter === '') return { cluster, listing: Number(digits) };
  return letter === 'f' ? { cluster, firm: Number(digits) } : null;
}
