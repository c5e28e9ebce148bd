/** What the deadline of a pool does: it is bought together, one agreement for each firm, or everyone is released. */
import { and, asc, eq, lte, min, ne, sql } from 'drizzle-orm';
import { type Answer, no } from '../../../schema/refusal.ts';
import { firm } from '../../../schema/tables/market.ts';
import { commitment, pool } from '../../../schema/tables/pools.ts';
import { hour } from '../../../schema/time.ts';
import { step } from '../../domain/life.ts';
import { close } from '../../domain/pool/closing.ts';
import { poolLife } from '../../domain/pool/life.ts';
import { keepAgreement } from '../agreements.ts';
import { tell } from '../notices.ts';
import { type Db, prepared, type Store } from '../store.ts';
import { aboutOf, commitmentsOf, concernedBy, findPool, goneOf, sellerOf } from './pools.ts';

/** Pools that one alarm closes, and firms that it tells before it begins no other; what is left rings again at once. */
const piece = 20;
const mostTold = 100;

/** When the next pool is to be closed. */
export function nextClosing(db: Db): number | null {
  return firstDue(db).get()?.at ?? null;
}

const firstDue = prepared((db) =>
  db
    .select({ at: min(pool.dueAt) })
    .from(pool)
    .where(eq(pool.state, 'open'))
    .prepare(),
);

export function closePools(store: Store, now: number): void {
  const { db } = store;
  const due = db
    .select({ id: pool.id })
    .from(pool)
    .where(and(eq(pool.state, 'open'), lte(pool.dueAt, now)))
    .orderBy(asc(pool.dueAt))
    .limit(piece)
    .all();
  let told = 0;
  for (const { id } of due) {
    if (told >= mostTold) return;
    try {
      told += store.transact(() => closePool(db, id, now)).value ?? 0;
    } catch (error) {
      // one pool that cannot be closed must not hold up the others: it is tried again in an hour
      console.error(JSON.stringify({ message: 'a pool was not closed', pool: id, error: String(error) }));
      db.update(pool)
        .set({ dueAt: now + hour })
        .where(eq(pool.id, id))
        .run();
    }
  }
}

/** Answers how many firms were told. Looks everything up again: an alarm that rings twice, late or for a pool that was called off finds nothing to do. */
function closePool(db: Db, id: number, now: number): Answer<number> {
  const row = findPool(db, id);
  if (!row || row.deadline > now || !step(poolLife, row.state, 'reach', 'clock')) return no('wrong-state');
  release(db, id);
  const gone = goneOf(db, row);
  const closing = gone ? ({ outcome: 'missed' } as const) : close(row, commitmentsOf(db, id));
  const about = aboutOf(row);
  const told = concernedBy(db, row);
  if (closing.outcome === 'missed') {
    db.update(pool)
      .set({ state: 'missed', missed: gone ?? 'short', closedAt: now })
      .where(eq(pool.id, id))
      .run();
    for (const firm of told) tell(db, { firm }, { kind: 'pool-missed', about }, now);
    return { value: told.size };
  }
  const { quantity, price, lines } = closing;
  db.update(pool).set({ state: 'reached', boughtQuantity: quantity, boughtPrice: price, closedAt: now }).where(eq(pool.id, id)).run();
  const { title, currency, unit } = row;
  const giver = sellerOf(row);
  for (const line of lines) {
    // whose part of a pack went to others agreed on nothing
    if (line.quantity === 0) continue;
    const what = { title, quantity: { amount: line.quantity, unit }, amount: line.amount, currency };
    keepAgreement(db, { of: 'pool', venture: id, taker: line.firm, giver, ...what }, now);
  }
  for (const firm of told) tell(db, { firm }, { kind: 'pool-reached', about }, now);
  return { value: told.size };
}

/** A firm that is suspended at the deadline takes nothing, and is not bound when it comes back. */
function release(db: Db, id: number): void {
  db.update(commitment)
    .set({ quantity: 0 })
    .where(and(eq(commitment.poolId, id), sql`${commitment.firmId} in (select id from ${firm} where ${ne(firm.state, 'active')})`))
    .run();
}
