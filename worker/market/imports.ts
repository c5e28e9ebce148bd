/** Importing: firms and listings that managers bring in from records, a batch at a time, each item by itself. */
import { eq, sql } from 'drizzle-orm';
import type { FirmImport, Imported, ImportLogged, ListingImport } from '../../schema/import.ts';
import type { Currency } from '../../schema/money.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { firm, listing } from '../../schema/tables/market.ts';
import { countOutcomes } from '../domain/importing.ts';
import { step } from '../domain/life.ts';
import { advance, type ListingAct, type ListingActor, listingLife } from '../domain/listing-life.ts';
import { log } from './decisions.ts';
import { admitFirm, rewrite, written as writtenOfFirm } from './firms.ts';
import { blankListing, columns, type Written } from './listing-row.ts';
import { add, pass, tooLate, tooMany } from './listings.ts';
import { send } from './outbox.ts';
import { type Db, prepared, type Store } from './store.ts';
import type { FirmRow, ListingRow } from './views.ts';

/** A row that an item became, or that it found. */
type Done = Omit<Extract<Imported, { id: number }>, 'externalRef'>;

export function importFirms(store: Store, by: Person, items: FirmImport[], now: number): Answer<Imported[]> {
  return each(store, by, 'firms', items, (item) => importFirm(store.db, item, now), now);
}

export function importListings(store: Store, by: Person, items: ListingImport[], currency: Currency, now: number): Answer<Imported[]> {
  return each(store, by, 'listings', items, (item) => importListing(store.db, by, item, currency, now), now);
}

/** Each item in a transaction of its own, and one line in the log for all that they changed. */
function each<I extends { externalRef: string }>(
  store: Store,
  by: Person,
  of: ImportLogged['of'],
  items: I[],
  work: (item: I) => Answer<Done>,
  now: number,
): Answer<Imported[]> {
  const results = items.map((item): Imported => {
    const { value, refusal } = attempt(store, of, item.externalRef, () => work(item));
    return refusal ? { externalRef: item.externalRef, outcome: 'refused', refusal } : { externalRef: item.externalRef, ...value };
  });
  const { created, updated } = countOutcomes(results);
  if (created + updated > 0) {
    const changed: ImportLogged = { of, created, updated };
    log(store.db, by, { act: 'import', subject: JSON.stringify(changed) }, now);
    send(store.db, { topic: 'figures', subject: '', payload: null }, now);
  }
  return { value: results };
}

/** An item with which something of ours goes wrong does not keep the others out. */
function attempt(store: Store, of: ImportLogged['of'], externalRef: string, work: () => Answer<Done>): Answer<Done> {
  try {
    return store.transact(work);
  } catch (error) {
    console.error(JSON.stringify({ message: 'an import failed', of, externalRef, error: String(error) }));
    return no('went-wrong');
  }
}

function importFirm(db: Db, { externalRef, ...draft }: FirmImport, now: number): Answer<Done> {
  const row = firmByRef(db).get({ externalRef });
  if (!row) return { value: { outcome: 'created', id: admitFirm(db, draft, false, now, externalRef).id } };
  if (says(row, writtenOfFirm(draft))) return { value: { outcome: 'unchanged', id: row.id } };
  return { value: { outcome: 'updated', id: rewrite(db, row, draft, now).id } };
}

function importListing(db: Db, by: Person, item: ListingImport, currency: Currency, now: number): Answer<Done> {
  const { externalRef, firmRef, publish = false, price, ...rest } = item;
  const owner = firmByRef(db).get({ externalRef: firmRef });
  const row = listingByRef(db).get({ externalRef });
  // who asked about a listing asked its firm: it does not pass to another one
  if (owner?.state !== 'active' || (row && row.firmId !== owner.id)) return no('invalid', [{ path: 'firmRef', code: 'not-a-choice' }]);
  const written = { ...rest, price: price ?? { form: 'negotiable' as const, min: null, max: null, currency, per: null } };
  return row ? update(db, row, owner, written, publish, now) : create(db, by, owner, written, externalRef, publish, now);
}

/** States that count as open here: the queue has no bound of its own when a manager fills it. */
const open: ListingRow['state'][] = ['draft', 'waiting', 'published'];

function create(db: Db, by: Person, owner: FirmRow, written: Written, externalRef: string, publish: boolean, now: number): Answer<Done> {
  const refusal = tooLate(written, now) ?? tooMany(db, owner.id, open);
  if (refusal) return refusal;
  const sent = advance(blankListing({ id: by.id, firm: owner }, written, externalRef, now), 'submit', 'owner', true, now);
  const { id, state } = add(db, publish ? advance(sent, 'publish', 'manager', true, now) : sent, owner, now);
  return { value: { outcome: 'created', id, state } };
}

type Move = [act: ListingAct, by: ListingActor];

/** What to do with a listing that says this already and is to be published: a pause or a return of it stands until its words change. */
const publishing: Partial<Record<ListingRow['state'], Move>> = {
  waiting: ['publish', 'manager'],
  expired: ['renew', 'trusted'],
};

function update(db: Db, row: ListingRow, owner: FirmRow, written: Written, publish: boolean, now: number): Answer<Done> {
  // a manager vouches for what he publishes, so it is edited like that of a trusted firm; anything else is read first
  const by = publish ? 'trusted' : 'owner';
  if (!step(listingLife, row.state, 'edit', by)) return no('wrong-state');
  const changes = columns(written);
  const same = says(row, changes);
  const first: Move | undefined = !same ? ['edit', by] : publish ? publishing[row.state] : undefined;
  if (!first) return { value: { outcome: 'unchanged', id: row.id, state: row.state } };
  const refusal = tooLate(written, now);
  if (refusal) return refusal;
  let after = pass(db, row, owner, first[0], first[1], now, changes);
  if (step(listingLife, after.state, 'submit', by)) after = pass(db, after, owner, 'submit', by, now);
  if (publish && step(listingLife, after.state, 'publish', 'manager')) after = pass(db, after, owner, 'publish', 'manager', now);
  return { value: { outcome: 'updated', id: row.id, state: after.state } };
}

/** Whether a row says already what would be written. */
function says<R extends object>(row: R, columns: Partial<R>): boolean {
  return Object.entries(columns).every(([name, value]) => JSON.stringify(value) === JSON.stringify(row[name as keyof R]));
}

const firmByRef = prepared((db) =>
  db
    .select()
    .from(firm)
    .where(eq(firm.externalRef, sql.placeholder('externalRef')))
    .prepare(),
);
const listingByRef = prepared((db) =>
  db
    .select()
    .from(listing)
    .where(eq(listing.externalRef, sql.placeholder('externalRef')))
    .prepare(),
);
