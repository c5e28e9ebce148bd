/** Addresses that are short enough to read out over the phone, and the pages that they stand for. */
import { ClusterSlug } from './ids.ts';
import { foldDigits } from './money.ts';

/** What has a page that can be shared; a cluster itself has no number. */
export interface Shareable {
  cluster: string;
  listing?: number;
  firm?: number;
  pool?: number;
}

/** `/s/robbiki`, `/s/robbiki/12` for a listing, `/s/robbiki/f3` for a firm, `/s/robbiki/p4` for a pool. */
export function shortLink({ cluster, listing, firm, pool }: Shareable): string {
  const what = listing !== undefined ? `/${listing}` : firm !== undefined ? `/f${firm}` : pool !== undefined ? `/p${pool}` : '';
  return `/s/${cluster}${what}`;
}

/** `/c/robbiki`, `/c/robbiki/l/12`, `/c/robbiki/f/3`, `/c/robbiki/pools/4`. */
export function pageOf({ cluster, listing, firm, pool }: Shareable): string {
  const what = listing !== undefined ? `/l/${listing}` : firm !== undefined ? `/f/${firm}` : pool !== undefined ? `/pools/${pool}` : '';
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
  if (letter === 'f') return { cluster, firm: Number(digits) };
  return letter === 'p' ? { cluster, pool: Number(digits) } : null;
}
