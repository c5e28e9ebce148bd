/** What somebody is likely to post, so that a form begins with it. */
import type { Role } from '../../schema/firm.ts';
import type { Kind } from '../../schema/listing.ts';

/** The kind of what a firm wrote last, or what firms of its role mostly post. */
export function likelyKind(role: Role, last: Kind | null): Kind {
  return last ?? kindsOfRoles[role] ?? 'knowledge';
}

const kindsOfRoles: Partial<Record<Role, Kind>> = {
  supplier: 'input',
  designer: 'subcontracting',
  tannery: 'input',
  workshop: 'subcontracting',
  manufacturer: 'subcontracting',
  service: 'subcontracting',
  trader: 'input',
  exhibitor: 'marketing',
  importer: 'input',
  exporter: 'marketing',
};
