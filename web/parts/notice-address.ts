/** Where a notice leads. */
import type { Venture } from '../../schema/agreement.ts';
import type { Notice } from '../../schema/inquiry.ts';

const rooms: Record<Venture, string> = { pool: 'pools', coalition: 'coalitions', circle: 'circles', chain: 'chains' };

/** `/c/robbiki/pools/4`. */
export const ventureAddress = (cluster: string, of: Venture, id: number): string => `/c/${cluster}/${rooms[of]}/${id}`;

/** The page of what a notice is about, null where it is about nothing that has one. */
export function noticeAddress(cluster: string, { kind, inquiry, about, listing }: Notice): string | null {
  const market = `/c/${cluster}`;
  if (inquiry !== null) return `${market}/i/${inquiry}`;
  if (about) return ventureAddress(cluster, about.of, about.id);
  if (kind === 'watch-digest') return `${market}/watches`;
  if (!listing) return null;
  return kind === 'match-found' ? `${market}/l/${listing.id}/matches` : `${market}/l/${listing.id}`;
}
