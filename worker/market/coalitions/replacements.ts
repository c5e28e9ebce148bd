/** Who could take the shares of a coalition that became free, beside those who stay. */
import { asc, eq } from 'drizzle-orm';
import { type coalition, coalitionPart, coalitionShare } from '../../../schema/tables/coalitions.ts';
import { openParts } from '../../domain/coalition/coalition-life.ts';
import type { Order } from '../../domain/coalition/order.ts';
import { type Proposed, proposeReplacements } from '../../domain/coalition/propose.ts';
import { stepsOf } from '../../domain/coalition/steps.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';
import { lexiconOf } from '../vocabulary.ts';
import { candidatesOf, needWithFirm, type Ordering } from './proposals.ts';

interface Replacements {
  ordering: Omit<Ordering, 'dropped'>;
  proposed: Proposed;
  /** Where the steps that are free stand in the whole order. */
  positions: number[];
}

/** Null when nothing is free, or the need is not in the market. */
export function replacementsFor(db: Db, row: typeof coalition.$inferSelect, now: number): Replacements | null {
  const need = needWithFirm(db, row.needId);
  if (!need?.listing.listed) return null;
  const parts = db.select().from(coalitionPart).where(eq(coalitionPart.coalitionId, row.id)).all();
  const shares = db
    .select({ step: coalitionShare.step, amount: coalitionShare.amount, state: coalitionPart.state })
    .from(coalitionShare)
    .innerJoin(coalitionPart, eq(coalitionPart.id, coalitionShare.partId))
    .where(eq(coalitionPart.coalitionId, row.id))
    .orderBy(asc(coalitionShare.step))
    .all();
  const free = shares.filter(({ state }) => openParts.includes(state));
  const positions = [...new Set(free.map(({ step }) => step))];
  if (positions.length === 0) return null;
  const quantity = quantityOf(row.quantityAmount, row.quantityUnit);
  const of = (words: string, amount: number | null) => ({ words, amount });
  const order: Order = {
    steps: row.steps.map((words) => of(words, quantity?.amount ?? null)),
    quantity,
    currency: row.currency,
    from: Math.max(now, row.startsAt ?? now),
    by: row.dueAt,
  };
  const about = row.steps.length > 1 ? stepsOf(need.listing, lexiconOf(db)).about : '';
  const ordering = candidatesOf(db, need.listing, need.firm, order, about, now);
  // who was asked before, whatever the answer was, is not asked for more
  const asked = new Set(parts.map(({ firmId }) => firmId));
  const candidates = ordering.candidates
    .filter(({ firm }) => !asked.has(firm))
    .map((one) => {
      const kept = one.steps.flatMap((step, at) =>
        positions.includes(step) ? [{ step: positions.indexOf(step), score: one.scores[at] ?? 0 }] : [],
      );
      return { ...one, steps: kept.map(({ step }) => step), scores: kept.map(({ score }) => score) };
    });
  const amountOf = (step: number) =>
    quantity ? free.filter((one) => one.step === step).reduce((sum, { amount }) => sum + (amount ?? 0), 0) : null;
  const steps = positions.map((step) => of(row.steps[step] ?? '', amountOf(step)));
  const left = { ...order, steps, mixed: row.steps.length > 1 };
  return { ordering: { ...ordering, order: left }, proposed: proposeReplacements(left, candidates), positions };
}
