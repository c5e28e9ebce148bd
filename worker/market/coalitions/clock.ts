/** What the clock does with coalitions: who did not answer, who left the market, and what lost its need. */
import { asc, eq, gt, isNotNull, lte, min, or } from 'drizzle-orm';
import { coalition } from '../../../schema/tables/coalitions.ts';
import { answerWithin, lookEvery, partLife } from '../../domain/coalition/coalition-life.ts';
import { step } from '../../domain/life.ts';
import type { Market } from '../market.ts';
import type { Db } from '../store.ts';
import { type CoalitionRow, end, isLive, partsOf, passPart, reopenIfSo, tellOwner, tellParts } from './coalitions.ts';
import { firmsGone, isOver } from './holding.ts';
import { needWithFirm } from './proposals.ts';

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
  const gone = firmsGone(db, row, now);
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
  const quoteBy = reopenIfSo(db, row) === 'complete' ? quoteByOf(db, row, now) : null;
  db.update(coalition)
    .set({ quoteBy, lookAt: Math.min(answer, quoteBy ?? Infinity, now + lookEvery) })
    .where(eq(coalition.id, row.id))
    .run();
}

/** Until when the joint quote is left to the lead. When that is over, all of them are told. */
function quoteByOf(db: Db, row: CoalitionRow, now: number): number | null {
  if (row.quoteBy === null) return null;
  // never later than the usual time, should the clock have been ahead
  if (row.quoteBy > now) return Math.min(row.quoteBy, now + answerWithin);
  tellParts(
    db,
    row,
    partsOf(db, row.id).filter(({ state }) => state === 'accepted'),
    'coalition-complete',
    '',
    null,
    now,
  );
  return null;
}
