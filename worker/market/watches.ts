/** Watches: searches that somebody is told about when something new fits. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Answer, no } from '../../schema/refusal.ts';
import type { Watch, WatchDraft } from '../../schema/search.ts';
import { firm, fresh, listing, member, watch } from '../../schema/tables/market.ts';
import { codeOf, rowidOf } from '../search/facets.ts';
import { readQuery, strictly } from '../search/query.ts';
import { numbersFrom } from '../search/text-index.ts';
import { tell, wasTold } from './notices.ts';
import type { Db, Store } from './store.ts';
import { lexiconOf } from './vocabulary.ts';

/** Watches of one person. */
const most = 20;
/** Milliseconds that new listings are gathered before watches are asked about them. */
const gathered = 10_000;
/** New listings that one alarm looks at. */
const piece = 50;
/** Notices that one person gets at a time: the rest is found by looking. */
const mostTold = 5;

export function addWatch(db: Db, person: string, draft: WatchDraft, now: number): Answer<{ id: number }> {
  if (readQuery(draft.q, lexiconOf(db)).terms.length === 0) return no('invalid', [{ path: 'q', code: 'required' }]);
  const own = listWatches(db, person);
  const same = own.find(({ q, direction, kind }) => q === draft.q && direction === draft.direction && kind === draft.kind);
  if (same) return { value: { id: same.id } };
  if (own.length >= most) return no('too-many');
  return {
    value: db
      .insert(watch)
      .values({ ...draft, person, at: now })
      .returning({ id: watch.id })
      .get(),
  };
}

export function removeWatch(db: Db, person: string, id: number): Answer<{ id: number }> {
  const [gone] = db
    .delete(watch)
    .where(and(eq(watch.id, id), eq(watch.person, person)))
    .returning({ id: watch.id })
    .all();
  return gone ? { value: gone } : no('not-found');
}

export function listWatches(db: Db, person: string): Watch[] {
  return db
    .select({ id: watch.id, q: watch.q, direction: watch.direction, kind: watch.kind, at: watch.at })
    .from(watch)
    .where(eq(watch.person, person))
    .orderBy(desc(watch.id))
    .all();
}

/** A listing that came onto the market is looked at by the alarm, if anybody watches. */
export function awaitWatches(db: Db, id: number): void {
  db.$client.sql.exec('insert or ignore into fresh (listing) select ? where exists (select 1 from watch)', id);
}

/** When watches are asked: soon after something new, null when there is nothing new. */
export function nextWatching(db: Db, now: number): number | null {
  return db.$client.sql.exec('select 1 from fresh limit 1').toArray().length > 0 ? now + gathered : null;
}

/** Tells those who watch of some of the listings that are new. */
export function runWatches(store: Store, now: number): void {
  const { db } = store;
  const ids = db
    .select()
    .from(fresh)
    .limit(piece)
    .all()
    .map((row) => row.listing);
  if (ids.length === 0) return;
  store.transact(() => {
    const rows = db
      .select()
      .from(listing)
      .where(and(inArray(listing.id, ids), eq(listing.listed, true)))
      .all();
    const numbers = new Map(rows.map((row) => [rowidOf(row.id, codeOf(row)), row]));
    const oldest = Math.min(...numbers.keys());
    const told = new Map<string, number>();
    for (const one of db.select().from(watch).all()) {
      const sees = sightOf(db, one.person);
      if (!sees || numbers.size === 0) continue;
      const query = readQuery(one.q, lexiconOf(db));
      // a word that it was made of may say nothing any more
      if (query.terms.length === 0) continue;
      const found = numbersFrom(db.$client.sql, strictly(query), oldest);
      for (const [number, row] of numbers) {
        const times = told.get(one.person) ?? 0;
        if (!found.has(number) || times >= mostTold || row.firmId === sees.firm) continue;
        // security: a listing for members is for members, and what was not asked for is not told
        if (!sees.everything && row.visibility !== 'public') continue;
        if ((one.direction && one.direction !== row.direction) || (one.kind && one.kind !== row.kind)) continue;
        // paused and resumed, or found by two watches, it is not new
        if (wasTold(db, { person: one.person }, 'watch-found', row.id)) continue;
        told.set(one.person, times + 1);
        tell(db, { person: one.person }, { kind: 'watch-found', listing: row, words: one.q }, now);
      }
    }
    db.$client.sql.exec('delete from fresh where listing in (select value from json_each(?))', JSON.stringify(ids));
    return { value: null };
  });
}

/** What a person may see here; null for one who was suspended. */
function sightOf(db: Db, person: string): { everything: boolean; firm: number | null } | null {
  const found = db
    .select({ state: member.state, firmState: firm.state, firm: firm.id })
    .from(member)
    .innerJoin(firm, eq(firm.id, member.firmId))
    .where(eq(member.person, person))
    .get();
  if (!found) return { everything: false, firm: null };
  return found.state === 'active' && found.firmState === 'active' ? { everything: true, firm: found.firm } : null;
}
