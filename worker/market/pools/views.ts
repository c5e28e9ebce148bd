/** Pools as they are read: in a list, and one with what its reader may know of it. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { PoolCard, PoolQuery, PoolsFound, PoolView } from '../../../schema/pool.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { pool } from '../../../schema/tables/pools.ts';
import { close, type Line } from '../../domain/pool/closing.ts';
import { costOf, nextStep, room, stepAt } from '../../domain/pool/steps.ts';
import type { Reader } from '../../domain/sight.ts';
import { agreementsOf } from '../agreements.ts';
import type { Db } from '../store.ts';
import { commitmentsOf, goneOf, isAsked, leads, type PoolRow, sellerOf, shownTo } from './pools.ts';

const pageSize = 20;

/** Those that are open first, the next deadline first; then those that ended, the latest first. */
export function listPools(db: Db, reader: Reader, { page }: PoolQuery, now: number): PoolsFound {
  const shown = shownTo(reader);
  const total = db.select({ n: sql<number>`count(*)` }).from(pool).innerJoin(firm, eq(firm.id, pool.firmId)).where(shown).get()?.n ?? 0;
  const rows = select(db, shown)
    .orderBy(sql`${pool.state} <> 'open'`, sql`case ${pool.state} when 'open' then ${pool.deadline} else -${pool.closedAt} end`, pool.id)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .all();
  return {
    pools: rows.map((row) => read(db, reader, row, now).card),
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    page,
  };
}

export function viewPool(db: Db, reader: Reader, id: number, now: number): PoolView | undefined {
  const found = select(db, and(eq(pool.id, id), shownTo(reader))).get();
  if (!found) return undefined;
  const { card, commitments, gone } = read(db, reader, found, now);
  const { pool: row, supplier, offer } = found;
  const open = row.state === 'open';
  const opener = reader.firm === row.firmId;
  // security: how much others take is for those who see to the purchase
  const supplies = reader.firm !== null && reader.firm === (open ? row.supplierFirmId : sellerOf(row));
  const sees = opener || reader.sight === 'manager' || supplies;
  const asked = isAsked(row, reader.firm);
  const agreements = agreementsOf(db, 'pool', id);
  const own = agreements.find(({ taker }) => taker.id === reader.firm);
  const taking = commitments.filter(({ quantity, active }) => quantity > 0 && (active || !open));
  const others = commitments.filter(({ firm }) => firm !== reader.firm).reduce((sum, one) => sum + one.quantity, 0);
  const closing = open && !gone ? close(row, commitments) : null;
  const expected = closing?.outcome === 'reached' ? closing.lines.find((line) => line.firm === reader.firm) : undefined;
  return {
    ...card,
    text: row.text,
    supplier: {
      firm: supplier,
      listing: offer?.listed ? { id: offer.id, title: offer.title } : null,
      name: row.supplierName,
      confirmed: supplier && sellerOf(row) !== null,
    },
    createdAt: row.createdAt,
    closedAt: row.closedAt,
    missed: row.missed ?? (open ? gone : null),
    words: row.words,
    costs: card.mine > 0 ? row.steps.map(({ price }) => costOf(card.mine, price)) : [],
    now: expected ? shareOf(expected) : null,
    got: row.state !== 'reached' || card.mine === 0 ? null : { quantity: own?.quantity?.amount ?? 0, amount: own?.amount ?? 0 },
    most: card.takes ? room(row, others) : 0,
    members: taking.map(({ firm, name, quantity }) => ({
      firm: { id: firm, name },
      quantity: sees || firm === reader.firm ? quantity : null,
    })),
    bought:
      row.boughtQuantity === null || row.boughtPrice === null
        ? null
        : { quantity: row.boughtQuantity, price: row.boughtPrice, amount: costOf(row.boughtQuantity, row.boughtPrice) },
    agreements: sees ? agreements : agreements.filter((line) => line === own),
    acts: [
      ...(asked && row.confirmedAt === null && !gone && leads(row, 'confirm', 'supplier', now) ? (['confirm'] as const) : []),
      ...(asked && leads(row, 'refuse', 'supplier', now) ? (['refuse'] as const) : []),
      ...(card.takes && row.supplierFirmId !== reader.firm ? (['commit'] as const) : []),
      ...(card.mine > 0 && leads(row, 'withdraw', 'firm', now) ? (['withdraw'] as const) : []),
      ...((opener || reader.sight === 'manager') && leads(row, 'cancel', opener ? 'opener' : 'manager', now) ? (['cancel'] as const) : []),
    ],
  };
}

const shareOf = ({ quantity, amount }: Line) => ({ quantity, amount });

const supplierFirm = alias(firm, 'supplier');

interface Found {
  pool: PoolRow;
  opener: { id: number; name: string };
}

function select(db: Db, where: SQL | undefined) {
  return db
    .select({
      pool,
      opener: { id: firm.id, name: firm.name },
      supplier: { id: supplierFirm.id, name: supplierFirm.name },
      offer: { id: listing.id, title: listing.title, listed: listing.listed },
    })
    .from(pool)
    .innerJoin(firm, eq(firm.id, pool.firmId))
    .leftJoin(supplierFirm, eq(supplierFirm.id, pool.supplierFirmId))
    .leftJoin(listing, eq(listing.id, pool.supplierListingId))
    .where(where);
}

function read(db: Db, reader: Reader, { pool: row, opener }: Found, now: number) {
  const open = row.state === 'open';
  const commitments = commitmentsOf(db, row.id);
  const gone = open ? goneOf(db, row) : null;
  const taking = commitments.filter(({ quantity, active }) => quantity > 0 && (active || !open));
  const total = taking.reduce((sum, { quantity }) => sum + quantity, 0);
  const { id, title, state, unit, currency, steps, cap, pack, deadline } = row;
  const card: PoolCard = {
    id,
    title,
    state,
    takes: gone === null && leads(row, 'commit', 'firm', now) !== null,
    unit,
    currency,
    steps,
    cap,
    pack,
    deadline,
    opener,
    total,
    firms: taking.length,
    step: stepAt(steps, total),
    next: nextStep(steps, total),
    mine: commitments.find(({ firm }) => firm === reader.firm)?.quantity ?? 0,
  };
  return { card, commitments, gone };
}
