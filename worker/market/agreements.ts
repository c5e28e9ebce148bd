/** Agreements as rows: written with what they come from, never changed. */
import { and, desc, eq, gte, inArray, lte, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Agreement, Venture } from '../../schema/agreement.ts';
import type { Currency } from '../../schema/money.ts';
import type { Quantity } from '../../schema/quantity.ts';
import { agreement } from '../../schema/tables/agreements.ts';
import { firm } from '../../schema/tables/market.ts';
import type { Db } from './store.ts';
import { quantityOf } from './views.ts';

/** One line as it is settled; firms by their ids. */
export interface Settled {
  of: Venture;
  venture: number;
  taker: number;
  giver: number | null;
  title: string;
  quantity: Quantity | null;
  amount: number | null;
  currency: Currency | null;
}

export function keepAgreement(db: Db, { of, venture, taker, giver, title, quantity, amount, currency }: Settled, now: number): void {
  db.insert(agreement)
    .values({
      of,
      ventureId: venture,
      takerId: taker,
      giverId: giver,
      title,
      quantityAmount: quantity?.amount ?? null,
      quantityUnit: quantity?.unit ?? null,
      amount,
      currency,
      at: now,
    })
    .run();
}

/** What was agreed in one pool, coalition, circle or chain, in the order of writing. */
export function agreementsOf(db: Db, of: Venture, venture: number): Agreement[] {
  return lines(db, and(eq(agreement.of, of), eq(agreement.ventureId, venture)), 1000).reverse();
}

/** What some firms agreed on among themselves from one moment to another, apart from chains; the oldest first. */
export function agreementsAmong(db: Db, firms: number[], since: number, until: number | null): Agreement[] {
  // as one value: a query has a hundred at most, and a chain more firms
  const listed = sql`(select value from json_each(${JSON.stringify(firms)}))`;
  const [taken, given] = [inArray(agreement.takerId, listed), inArray(agreement.giverId, listed)];
  const when = and(gte(agreement.at, since), until === null ? undefined : lte(agreement.at, until));
  return lines(db, and(ne(agreement.of, 'chain'), taken, given, when), 200).reverse();
}

/** What a firm agreed on, the newest first. */
export function agreementsWith(db: Db, firmId: number): Agreement[] {
  return lines(db, or(eq(agreement.takerId, firmId), eq(agreement.giverId, firmId)), 200);
}

const taker = alias(firm, 'taker');
const giver = alias(firm, 'giver');

function lines(db: Db, where: ReturnType<typeof and>, limit: number): Agreement[] {
  return db
    .select({ line: agreement, taker: { id: taker.id, name: taker.name }, giver: { id: giver.id, name: giver.name } })
    .from(agreement)
    .innerJoin(taker, eq(taker.id, agreement.takerId))
    .leftJoin(giver, eq(giver.id, agreement.giverId))
    .where(where)
    .orderBy(desc(agreement.id))
    .limit(limit)
    .all()
    .map(({ line, taker, giver }) => ({
      id: line.id,
      of: line.of,
      venture: line.ventureId,
      taker,
      giver,
      title: line.title,
      quantity: quantityOf(line.quantityAmount, line.quantityUnit),
      amount: line.amount,
      currency: line.currency,
      at: line.at,
    }));
}
