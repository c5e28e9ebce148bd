/** Text messages that were paid for in a month: by firm, or by person where there is none. */
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { spending } from '../../schema/tables/market.ts';
import type { Db } from './store.ts';

/** `month` is `2026-11`. */
export interface Purse {
  who: string;
  month: string;
}

export const purseOf = (person: string, firm: number | null, month: string): Purse => ({
  who: firm === null ? `p${person}` : `f${firm}`,
  month,
});

/** Takes one of `most`; false when they are used up. */
export function takeText(db: Db, { who, month }: Purse, most: number): boolean {
  if (most < 1) return false;
  const taken = db
    .insert(spending)
    .values({ who, month, texts: 1 })
    .onConflictDoUpdate({
      target: [spending.who, spending.month],
      set: { texts: sql`${spending.texts} + 1` },
      setWhere: lt(spending.texts, most),
    })
    .returning({ texts: spending.texts })
    .all();
  return taken.length > 0;
}

/** Gives one back that was not sent after all. */
export function giveBackText(db: Db, { who, month }: Purse): void {
  db.update(spending)
    .set({ texts: sql`${spending.texts} - 1` })
    .where(and(eq(spending.who, who), eq(spending.month, month), gt(spending.texts, 0)))
    .run();
}
