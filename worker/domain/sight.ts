/** Who sees what in a market. */
import type { Contact } from '../../schema/firm.ts';
import type { ListingState, Visibility } from '../../schema/listing.ts';

/** What a reader may see: the public part, the whole cluster, or also what waits and what was taken away. */
export type Sight = 'public' | 'cluster' | 'manager';

/** A reader who is here for a firm sees that firm's own listings in every state. */
export interface Reader {
  sight: Sight;
  firm: number | null;
}

export function seesListing(
  reader: Reader,
  listing: { firmId: number; state: ListingState; visibility: Visibility },
  firmState: 'active' | 'suspended',
): boolean {
  if (reader.firm === listing.firmId) return true;
  if (reader.sight === 'manager') return listing.state !== 'draft';
  if (listing.state !== 'published' || firmState !== 'active') return false;
  return listing.visibility === 'public' || reader.sight === 'cluster';
}

/** Which side of an inquiry somebody is on, in person or for a firm; null for anyone else. */
export function sideOf(
  reader: { person: string | null; firm: number | null },
  inquiry: { asker: string; askerFirmId: number | null; firmId: number },
): 'asker' | 'owner' | null {
  const { person, firm } = reader;
  if (inquiry.asker === person || (firm !== null && inquiry.askerFirmId === firm)) return 'asker';
  return firm !== null && inquiry.firmId === firm ? 'owner' : null;
}

/** Contacts that a reader may see; `agreed` is for the other side of an accepted inquiry. */
export function shownContacts(contacts: Contact[], reader: 'public' | 'cluster' | 'agreed' | 'own'): Contact[] {
  return contacts.filter(
    ({ visibility }) =>
      reader === 'own' || reader === 'agreed' || visibility === 'public' || (visibility === 'cluster' && reader === 'cluster'),
  );
}
