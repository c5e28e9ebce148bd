/** Members: the people who act for firms, and the managers among them. */
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Colleague } from '../../schema/firm.ts';
import type { MemberDecision } from '../../schema/moderation.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { firm, member } from '../../schema/tables/market.ts';
import { log } from './decisions.ts';
import { send } from './outbox.ts';
import { isActive } from './standing.ts';
import { type Db, prepared } from './store.ts';
import type { FirmRow, MemberRow } from './views.ts';

/** More people than any cluster has. */
const mostMembers = 10_000;

export function findMember(db: Db, person: string): { member: MemberRow; firm: FirmRow } | undefined {
  return memberOf(db).get({ person });
}

const memberOf = prepared((db) =>
  db
    .select()
    .from(member)
    .innerJoin(firm, eq(firm.id, member.firmId))
    .where(eq(member.person, sql.placeholder('person')))
    .prepare(),
);

export function admitMember(db: Db, person: Person, into: FirmRow, manager: boolean, now: number): void {
  db.insert(member)
    .values({ person: person.id, firmId: into.id, name: person.name, phone: person.phone, manager, state: 'active', joinedAt: now })
    .run();
  send(db, { topic: 'membership', subject: person.id, payload: { role: manager ? 'manager' : 'member', firm: into.name } }, now);
}

export function listMembers(db: Db, firmId?: number): Colleague[] {
  return db
    .select()
    .from(member)
    .innerJoin(firm, eq(firm.id, member.firmId))
    .where(firmId === undefined ? undefined : eq(member.firmId, firmId))
    .orderBy(asc(firm.name), asc(member.name))
    .limit(mostMembers)
    .all()
    .map((row) => ({
      person: row.member.person,
      name: row.member.name,
      phone: row.member.phone,
      manager: row.member.manager,
      state: row.member.state,
      firm: { id: row.firm.id, name: row.firm.name },
      joinedAt: row.member.joinedAt,
    }));
}

export function decideMember(
  db: Db,
  by: { id: string; name: string },
  person: string,
  { act, words }: MemberDecision,
  now: number,
): Answer<{ person: string }> {
  const found = findMember(db, person);
  if (!found) return no('not-found');
  const { member: row } = found;
  const change = {
    suspend: { state: 'suspended' as const },
    restore: { state: 'active' as const },
    appoint: { manager: true },
    dismiss: { manager: false },
  }[act];
  const after = { ...row, ...change };
  if (after.state === row.state && after.manager === row.manager) return no('wrong-state');
  // security: a market always keeps a manager who can act
  if (row.manager && (act === 'suspend' || act === 'dismiss') && otherManagers(db, person) === 0) return no('last-manager');
  if (act === 'appoint' && !isActive(row, found.firm)) return no('wrong-state');
  db.update(member).set(change).where(eq(member.person, person)).run();
  log(db, by, { act: `member-${act}`, subject: row.name, firm: row.firmId, words }, now);
  send(db, { topic: 'membership', subject: person, payload: { role: after.manager ? 'manager' : 'member', firm: found.firm.name } }, now);
  return { value: { person } };
}

/** Keeps name and phone as the person now has them. */
export function refresh(db: Db, row: MemberRow, person: Person): void {
  if (row.name === person.name && row.phone === person.phone) return;
  db.update(member).set({ name: person.name, phone: person.phone }).where(eq(member.person, person.id)).run();
}

function otherManagers(db: Db, person: string): number {
  const where = and(eq(member.manager, true), eq(member.state, 'active'), eq(firm.state, 'active'), ne(member.person, person));
  return db.select({ n: sql<number>`count(*)` }).from(member).innerJoin(firm, eq(firm.id, member.firmId)).where(where).get()?.n ?? 0;
}
