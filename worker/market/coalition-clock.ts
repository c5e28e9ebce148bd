/** What the clock does with coalitions: who did not answer, who left the market, and what lost its need. */
import { asc, eq, gt, isNotNull, lte, min, or } from 'drizzle-orm';
import { coalition, coalitionPart, coalitionShare } from '../../schema/tables/coalitions.ts';
import { firm, listing } from '../../schema/tables/market.ts';
import { lookEvery, partLife } from '../domain/coalition/coalition-life.ts';
import { step } from '../domain/life.ts';
import { endedStates } from '../domain/listing-life.ts';
import { needWithFirm } from './coalition-proposals.ts';
import { type CoalitionRow, end, isLive, partsOf, passPart, reopenIfSo, tellOwner } from './coalitions.ts';
import type { Market } from './market.ts';
import type { Db } from './store.ts';
import type { ListingRow } from './views.ts';

/** Coalitions that one alarm looks at. */
const piece = 20;

/** When the clock looks at coalitions next; never later than the usual time, should it have been ahead. */
export function nextCoalition(db: Db, now: number): number | null {
  const at =
    db
      .select({ at: min(coalition.lookAt) })
      .from(coalition)
      .where(isNotNull(coalition.lookAt))
      .get()?.at ?? null;
  return at === null ? null : Math.min(at, now + lookEvery);
}

/** Notes who did not answer in time and who left the market, and ends what has lost its need. */
export function runCoalitions({ store }: Market, now: number): void {
  const { db } = store;
  // what was to be looked at in a far future was set by a clock that was ahead
  const isDue = or(lte(coalition.lookAt, now), gt(coalition.lookAt, now + 2 * lookEvery));
  const due = db.select({ id: coalition.id }).from(coalition).where(isDue).orderBy(asc(coalition.lookAt)).limit(piece).all();
  for (const { id } of due) {
    try {
      store.transact(() => {
        const row = db.select().from(coalition).where(eq(coalition.id, id)).get();
        if (row) look(db, row, now);
        return { value: null };
      });
    } catch (error) {
      // one that cannot be looked at must not hold up the others, nor ring without end
      console.error(JSON.stringify({ message: 'a coalition failed', coalition: id, error: String(error) }));
      db.update(coalition)
        .set({ lookAt: now + lookEvery })
        .where(eq(coalition.id, id))
        .run();
    }
  }
}

function look(db: Db, row: CoalitionRow, now: number): void {
  if (!isLive(row)) {
    db.update(coalition).set({ lookAt: null }).where(eq(coalition.id, row.id)).run();
    return;
  }
  const need = needWithFirm(db, row.needId);
  if (!need || isOver(need.listing) || need.firm.state !== 'active') {
    end(db, row, 'clock', '', null, now);
    return;
  }
  const gone = firmsGone(db, row.id);
  let answer = Infinity;
  for (const part of partsOf(db, row.id)) {
    if (gone.has(part.firmId) && step(partLife, part.state, 'withdraw', 'clock')) {
      passPart(db, part, 'withdraw', 'clock', {});
      tellOwner(db, row, 'coalition-declined', '', null, now);
    } else if (part.state === 'invited' && part.answerBy <= now) {
      passPart(db, part, 'silence', 'clock', {});
      tellOwner(db, row, 'coalition-declined', '', null, now);
    } else if (part.state === 'invited') answer = Math.min(answer, part.answerBy);
  }
  reopenIfSo(db, row);
  db.update(coalition)
    .set({ lookAt: Math.min(answer, now + lookEvery) })
    .where(eq(coalition.id, row.id))
    .run();
}

/** A listing that is paused or read by a manager may come back; these do not. */
const isOver = ({ state }: Pick<ListingRow, 'state'>) => endedStates.includes(state) || state === 'expired';

/** Firms of a coalition that are suspended, or of whose offers one is over. */
function firmsGone(db: Db, id: number): Set<number> {
  const rows = db
    .select({ firm: coalitionPart.firmId, state: listing.state, standing: firm.state })
    .from(coalitionPart)
    .innerJoin(coalitionShare, eq(coalitionShare.partId, coalitionPart.id))
    .innerJoin(listing, eq(listing.id, coalitionShare.listingId))
    .innerJoin(firm, eq(firm.id, coalitionPart.firmId))
    .where(eq(coalitionPart.coalitionId, id))
    .all();
  return new Set(rows.filter(({ state, standing }) => isOver({ state }) || standing !== 'active').map((one) => one.firm));
}
