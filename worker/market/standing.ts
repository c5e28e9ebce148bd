/** Who somebody is in this market, and which capability that gives. */
import type { Person } from '../../schema/person.ts';
import type { RefusalCode, You } from '../../schema/refusal.ts';
import type { FirmRow, MemberRow } from './views.ts';

export type Role = 'visitor' | 'buyer' | 'member' | 'manager';

/** The one who asks: the person, and who he or she is in this market. */
export interface Standing {
  person: Person | null;
  member: MemberRow | null;
  firm: FirmRow | null;
}

/** Why a role is not given, or null when it is. */
export function refusalOf(role: Role, { member, firm }: Standing): RefusalCode | null {
  if (role === 'visitor') return null;
  if (member && firm && !isActive(member, firm)) return 'suspended';
  if (role === 'buyer') return null;
  if (!member) return 'not-a-member';
  return role === 'manager' && !member.manager ? 'not-a-manager' : null;
}

export function isActive(member: MemberRow, firm: FirmRow): boolean {
  return member.state === 'active' && firm.state === 'active';
}

export function youOf(standing: Standing, counts: Pick<You, 'unread' | 'waiting'>): You | null {
  const { person, member, firm } = standing;
  if (!person) return null;
  const role = !member || !firm ? 'buyer' : !isActive(member, firm) ? 'suspended' : member.manager ? 'manager' : 'member';
  return { person: person.id, name: person.name, role, firm: firm && { id: firm.id, name: firm.name }, ...counts };
}
