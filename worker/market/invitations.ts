/** Invitations: links that let a person in, each for a number of uses and a time. */
import { createHash, createHmac } from 'node:crypto';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { FirmDraft } from '../../schema/firm.ts';
import type { InvitationDraft, InvitationEntry, InvitationView } from '../../schema/moderation.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { firm, invitation } from '../../schema/tables/market.ts';
import { day } from '../../schema/time.ts';
import { log } from './decisions.ts';
import { admitFirm } from './firms.ts';
import { admitMember, findMember } from './members.ts';
import { tell } from './notices.ts';
import { send } from './outbox.ts';
import { isActive } from './standing.ts';
import type { Db } from './store.ts';
import type { FirmRow } from './views.ts';

type Row = typeof invitation.$inferSelect;

/** Open invitations that one member may have out. */
const mostOpen = 10;

/**
 * The token of an invitation: 32 base64url characters (192 bits), derived from the submission that made it.
 * The same submission sent twice gives the same link, and the market stores only a hash of it.
 */
export function invitationToken(secret: string, cluster: string, person: string, key: string): string {
  return createHmac('sha256', secret).update(['invitation', cluster, person, key].join('\n')).digest('base64url').slice(0, 32);
}

/** A manager's invitation: for a new firm, or into one that is here, whose people are told. */
export function invite(db: Db, by: Person, draft: InvitationDraft, token: string, now: number): Answer<{ id: number; expiresAt: number }> {
  const into = draft.firm === null ? null : db.select().from(firm).where(eq(firm.id, draft.firm)).get();
  if (into === undefined) return no('invalid', [{ path: 'firm', code: 'not-a-choice' }]);
  const row = keep(db, by, draft, token, now);
  if (into) tell(db, { firm: into.id }, { kind: 'colleague-invited', words: draft.note, by: by.id }, now);
  log(db, by, { act: 'invite', subject: draft.note || into?.name || '', ...(into && { firm: into.id }) }, now);
  return { value: { id: row.id, expiresAt: row.expiresAt } };
}

/** A member's invitation of one colleague into his or her own firm. */
export function inviteColleague(
  db: Db,
  by: Person,
  into: FirmRow,
  note: string,
  token: string,
  now: number,
): Answer<{ id: number; expiresAt: number }> {
  const open = and(
    eq(invitation.byPerson, by.id),
    eq(invitation.firmId, into.id),
    isNull(invitation.revokedAt),
    gt(invitation.usesLeft, 0),
    gt(invitation.expiresAt, now),
  );
  const count = db.select({ n: sql<number>`count(*)` }).from(invitation).where(open).get()?.n ?? 0;
  if (count >= mostOpen) return no('too-many');
  const row = keep(db, by, { note, firm: into.id, uses: 1, days: 7 }, token, now);
  return { value: { id: row.id, expiresAt: row.expiresAt } };
}

/** The same token is the same submission, sent again after its key was forgotten. */
function keep(db: Db, by: Person, draft: InvitationDraft, token: string, now: number): Row {
  const before = byToken(db, token);
  if (before) return before;
  return db
    .insert(invitation)
    .values({
      tokenHash: hash(token),
      firmId: draft.firm,
      note: draft.note,
      usesLeft: draft.uses,
      expiresAt: now + draft.days * day,
      revokedAt: null,
      by: by.name,
      byPerson: by.id,
      createdAt: now,
    })
    .returning()
    .get();
}

export function revoke(db: Db, by: Person, id: number, now: number): Answer<{ id: number }> {
  const row = db.select().from(invitation).where(eq(invitation.id, id)).get();
  if (!row) return no('not-found');
  if (row.revokedAt !== null) return no('wrong-state');
  db.update(invitation).set({ revokedAt: now }).where(eq(invitation.id, id)).run();
  log(db, by, { act: 'revoke-invitation', subject: row.note }, now);
  return { value: { id } };
}

export function listInvitations(db: Db, now: number): InvitationEntry[] {
  return (
    db
      .select()
      .from(invitation)
      .leftJoin(firm, eq(firm.id, invitation.firmId))
      // what can still be used comes first, so that it can be revoked
      .orderBy(
        sql`${invitation.revokedAt} is not null or ${invitation.usesLeft} = 0 or ${invitation.expiresAt} <= ${now}`,
        desc(invitation.id),
      )
      .limit(200)
      .all()
      .map(({ invitation: row, firm: into }) => ({
        id: row.id,
        note: row.note,
        firm: into && { id: into.id, name: into.name },
        usesLeft: row.usesLeft,
        expiresAt: row.expiresAt,
        createdAt: row.createdAt,
        state: row.revokedAt !== null ? 'revoked' : row.usesLeft === 0 ? 'spent' : row.expiresAt <= now ? 'expired' : 'open',
      }))
  );
}

/** What the holder of a link sees before joining. */
export function readInvitation(db: Db, token: string, now: number): Answer<InvitationView> {
  const row = byToken(db, token);
  if (!row) return no('not-found');
  if (!isOpen(db, row, now)) return no('invitation-spent');
  const into = row.firmId === null ? null : db.select({ id: firm.id, name: firm.name }).from(firm).where(eq(firm.id, row.firmId)).get();
  return { value: { by: row.by, note: row.note, firm: into ?? null, expiresAt: row.expiresAt } };
}

/** Joins with an invitation: into its firm, or with a firm of one's own. */
export function join(db: Db, person: Person, token: string, draft: FirmDraft | null, now: number): Answer<{ firm: number }> {
  const row = byToken(db, token);
  if (!row) return no('not-found');
  if (findMember(db, person.id)) return no('already-member');
  if (person.name === '') return no('invalid', [{ path: 'yourName', code: 'required' }]);
  if (!isOpen(db, row, now)) return no('invitation-spent');
  if (row.firmId === null && draft === null) return no('invalid', [{ path: 'name', code: 'required' }]);
  const into =
    row.firmId === null ? admitFirm(db, draft as FirmDraft, false, now) : db.select().from(firm).where(eq(firm.id, row.firmId)).get();
  if (!into || into.state === 'suspended') return no('invitation-spent');
  db.update(invitation)
    .set({ usesLeft: sql`${invitation.usesLeft} - 1` })
    .where(eq(invitation.id, row.id))
    .run();
  if (row.firmId !== null) tell(db, { firm: into.id }, { kind: 'colleague-joined', words: person.name }, now);
  admitMember(db, person, into, false, now);
  send(db, { topic: 'figures', subject: '', payload: null }, now);
  return { value: { firm: into.id } };
}

/** An invitation is as good as the one who made it: a manager, or a member of the firm that it is for. */
function isOpen(db: Db, row: Row, now: number): boolean {
  if (row.revokedAt !== null || row.usesLeft === 0 || row.expiresAt <= now) return false;
  const maker = findMember(db, row.byPerson);
  return maker !== undefined && isActive(maker.member, maker.firm) && (maker.member.manager || maker.firm.id === row.firmId);
}

const byToken = (db: Db, token: string) =>
  db
    .select()
    .from(invitation)
    .where(eq(invitation.tokenHash, hash(token)))
    .get();

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
