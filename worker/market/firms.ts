/** Firms: their rows, who may see which of their contacts, and what managers decide about them. */
import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { FirmDraft, FirmEdit, FirmQuery, FirmsFound, FirmView, Role } from '../../schema/firm.ts';
import type { FirmDecision } from '../../schema/moderation.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { firm, member } from '../../schema/tables/market.ts';
import { minute } from '../../schema/time.ts';
import { type Reader, shownContacts } from '../domain/sight.ts';
import { documentOf } from '../search/document.ts';
import { cut } from '../search/pieces.ts';
import { readQuery } from '../search/query.ts';
import { noteChange } from './changes.ts';
import { log } from './decisions.ts';
import { reindexFirm, tellListings } from './listings.ts';
import { tell } from './notices.ts';
import { send } from './outbox.ts';
import type { Db } from './store.ts';
import { type FirmRow, firmCard, firmView } from './views.ts';
import { lexiconOf } from './vocabulary.ts';

const pageSize = 24;

/** Renaming touches every listing of a firm: not more often than this. */
const renamePause = 10 * minute;

export function admitFirm(db: Db, draft: FirmDraft, trusted: boolean, now: number, externalRef: string | null = null): FirmRow {
  return db
    .insert(firm)
    .values({ ...columns(db, draft), trusted, state: 'active', revision: 1, renamedAt: null, createdAt: now, externalRef })
    .returning()
    .get();
}

/** A new name or role goes to every listing of the firm, and into the log: managers see who calls himself what. */
export function editFirm(
  db: Db,
  by: Person,
  row: FirmRow,
  { revision, ...draft }: FirmEdit,
  now: number,
): Answer<{ id: number; revision: number }> {
  if (row.revision !== revision) return no('stale');
  const renamed = draft.name !== row.name || draft.role !== row.role;
  if (renamed && row.renamedAt !== null && now < row.renamedAt + renamePause) {
    return { refusal: { code: 'too-many', retryAfter: Math.ceil((row.renamedAt + renamePause - now) / 1000) } };
  }
  const after = rewrite(db, row, draft, now);
  if (renamed) log(db, by, { act: 'firm-renamed', subject: row.name, firm: row.id, words: `${after.name} · ${after.role}` }, now);
  return { value: { id: row.id, revision: after.revision } };
}

/** Writes anew what a firm says of itself; its listings are found, and its people known, under its new name and role. */
export function rewrite(db: Db, row: FirmRow, draft: FirmDraft, now: number): FirmRow {
  const renamed = draft.name !== row.name || draft.role !== row.role;
  // security: only what the firm itself writes; trust and suspension are not its to set
  const change = { ...columns(db, draft), revision: row.revision + 1, ...(renamed && { renamedAt: now }) };
  const after = { ...row, ...change };
  db.update(firm).set(change).where(eq(firm.id, row.id)).run();
  noteChange(db);
  if (renamed) reindexFirm(db, after, now);
  if (after.name !== row.name) tellDirectory(db, after, now);
  return after;
}

export function decideFirm(
  db: Db,
  by: { id: string; name: string },
  id: number,
  { act, words }: FirmDecision,
  now: number,
): Answer<{ id: number }> {
  const row = db.select().from(firm).where(eq(firm.id, id)).get();
  if (!row) return no('not-found');
  const change = changes[act];
  const after = { ...row, ...change };
  if (after.state === row.state && after.trusted === row.trusted) return no('wrong-state');
  if (act === 'suspend' && hasManager(db, id)) return no('last-manager');
  db.update(firm).set(change).where(eq(firm.id, id)).run();
  noteChange(db);
  if (after.state !== row.state) reindexFirm(db, after, now);
  else tellListings(db, id, now);
  tell(db, { firm: id }, { kind: told[act], words, by: by.id }, now);
  log(db, by, { act: `firm-${act}`, subject: row.name, firm: id, words }, now);
  return { value: { id } };
}

const changes = {
  suspend: { state: 'suspended' as const, rematchFrom: null },
  restore: { state: 'active' as const, rematchFrom: 1 },
  trust: { trusted: true },
  distrust: { trusted: false },
};
const told = { suspend: 'firm-suspended', restore: 'firm-restored', trust: 'firm-trusted', distrust: 'firm-distrusted' } as const;

/** A firm that managers act for is suspended only after they are no longer managers. */
function hasManager(db: Db, id: number): boolean {
  return Boolean(
    db
      .select()
      .from(member)
      .where(and(eq(member.firmId, id), eq(member.manager, true)))
      .get(),
  );
}

export function findFirm(db: Db, reader: Reader, id: number): FirmView | undefined {
  const row = db.select().from(firm).where(eq(firm.id, id)).get();
  if (!row) return undefined;
  const own = reader.firm === row.id;
  if (row.state === 'suspended' && !own && reader.sight !== 'manager') return undefined;
  const contacts = shownContacts(row.contacts, own ? 'own' : reader.sight === 'public' ? 'public' : 'cluster');
  return firmView(row, countListed(db, id, reader.sight !== 'public'), contacts);
}

export function findFirms(db: Db, reader: Reader, query: FirmQuery): FirmsFound {
  // every word somewhere in the firm's name or description, also as a beginning; instr, because LIKE patterns have a length limit
  const words = wordsOf(db, query.q)
    .slice(0, 8)
    .map((tokens) => or(...tokens.map((token) => sql`instr(${firm.searchable} || ' ', ${beginning(token)}) > 0`)));
  const open = and(reader.sight === 'manager' ? undefined : eq(firm.state, 'active'), ...words);
  const roles: Partial<Record<Role, number>> = {};
  for (const row of db.select({ role: firm.role, n: sql<number>`count(*)` }).from(firm).where(open).groupBy(firm.role).all())
    roles[row.role] = row.n;
  const total = query.role ? (roles[query.role] ?? 0) : Object.values(roles).reduce((sum, n) => sum + n, 0);
  const rows = db
    .select()
    .from(firm)
    .where(and(open, query.role ? eq(firm.role, query.role) : undefined))
    .orderBy(asc(firm.name))
    .limit(pageSize)
    .offset((query.page - 1) * pageSize)
    .all();
  const everything = reader.sight !== 'public';
  return {
    firms: rows.map((row) => firmCard(row, countListed(db, row.id, everything))),
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    page: query.page,
    roles,
  };
}

export function countFirms(db: Db): number {
  return db.select({ n: sql<number>`count(*)` }).from(firm).where(eq(firm.state, 'active')).get()?.n ?? 0;
}

export function countListed(db: Db, id: number, everything: boolean): number {
  const visible = everything ? sql`` : sql`and visibility = 'public'`;
  return db.get<{ n: number }>(sql`select count(*) as n from listing where firm_id = ${id} and listed = 1 ${visible}`)?.n ?? 0;
}

/** The people of a renamed firm are known in the directory under its new name. */
function tellDirectory(db: Db, row: FirmRow, now: number): void {
  for (const one of db.select().from(member).where(eq(member.firmId, row.id)).all())
    send(db, { topic: 'membership', subject: one.person, payload: { role: one.manager ? 'manager' : 'member', firm: row.name } }, now);
}

/** A concept has no beginnings: own_1 is not own_12. */
const beginning = (token: string) => (token.startsWith('c.') ? ` ${token} ` : ` ${token}`);

/** What is asked for, as tokens that mean the same. A name may be a word that is asked for nowhere else. */
function wordsOf(db: Db, q: string): string[][] {
  const { terms } = readQuery(q, lexiconOf(db));
  return terms.length > 0 ? terms.map(({ tokens }) => tokens) : cut(q).map(({ folded }) => [folded]);
}

/** A firm's words and what they mean, each with a space before it. */
export function searchable(db: Db, { name, about, machines }: Pick<FirmDraft, 'name' | 'about' | 'machines'>): string {
  const { title, body } = documentOf({ title: name, text: about, process: machines.join('\n'), firm: '' }, lexiconOf(db));
  const named = cut(name).map(({ folded }) => folded);
  return ` ${[...named, title, body].join(' ')}`;
}

/** What a firm says of itself as its columns, but for what is made from them. */
export function written({ place, ...rest }: FirmDraft) {
  return { ...rest, lat: place?.lat ?? null, lng: place?.lng ?? null };
}

function columns(db: Db, draft: FirmDraft) {
  return { ...written(draft), searchable: searchable(db, draft) };
}
