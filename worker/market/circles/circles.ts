/** Circles as rows: proposed, answered, mended when somebody leaves, agreed or ended, each step in the transaction of what causes it. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { BarterTerms, CircleAnswer, CircleAnswered, Leaving } from '../../../schema/circle.ts';
import type { Currency } from '../../../schema/money.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { barterTerms, circle, circleLeft, circleLeg, circleTried } from '../../../schema/tables/circles.ts';
import { firm } from '../../../schema/tables/market.ts';
import { hour } from '../../../schema/time.ts';
import { type TermsOf, topUps } from '../../domain/circle/cash.ts';
import { circleKey, type Leg } from '../../domain/circle/leg.ts';
import { circleLife } from '../../domain/circle/life.ts';
import { isSame, isUnchanged, mend, type Passing } from '../../domain/circle/mend.ts';
import type { Circle } from '../../domain/circle/search.ts';
import { step } from '../../domain/life.ts';
import { keepAgreement } from '../agreements.ts';
import { tell } from '../notices.ts';
import { type Db, prepared } from '../store.ts';
import { quantityOf } from '../views.ts';
import { askForCircles, shakeCirclesOf } from './calls.ts';
import { fittingLegs, legsAround, listedOf, type MarketLeg, termsNow, triedNow } from './legs.ts';

export type CircleRow = typeof circle.$inferSelect;
export type LegRow = typeof circleLeg.$inferSelect;

/** Time in which every firm must have answered. */
const answerTime = 72 * hour;
/** More often than this it is not mended: nobody answers a question that changes every day. */
const mostMends = 5;

/** Who answers: a person for a firm. */
export interface Answering {
  person: string;
  firm: number;
}

/** A circle with what is said of its legs. */
interface Ring {
  legs: MarketLeg[];
  topUps: (number | null)[];
}

/** A circle as it is now; null where one of its legs does not hold any more, or its firms do not allow the cash. */
function ringNow(db: Db, legs: Leg[], terms: TermsOf, currency: Currency, now: number): Ring | null {
  const there = fittingLegs(db, legs, currency, now);
  const cash = there && topUps(there, terms);
  return cash && { legs: there, topUps: cash };
}

/** Proposes circles, each looked at again: what was found a moment ago may not be there now. Answers their numbers. */
export function propose(db: Db, circles: Circle[], currency: Currency, now: number): number[] {
  const terms = termsNow(db);
  return circles.flatMap(({ legs }) => {
    if (legs.some(({ giver }) => isBusy(db, giver)) || isTried(db, legs)) return [];
    const found = ringNow(db, legs, terms, currency, now);
    if (!found) return [];
    const { id } = db
      .insert(circle)
      .values({ state: 'proposed', title: '', answerBy: now + answerTime, checkAt: now + answerTime, mends: 0, at: now })
      .returning({ id: circle.id })
      .get();
    const title = write(db, id, found, () => null);
    for (const { giver } of found.legs) tell(db, { firm: giver }, { kind: 'circle-proposed', about: { of: 'circle', id, title } }, now);
    return [id];
  });
}

export function answerCircle(
  db: Db,
  by: Answering,
  id: number,
  { accept, words }: CircleAnswer,
  currency: Currency,
  now: number,
): Answer<CircleAnswered> {
  const row = findRow(db, id);
  if (!row || !rowOf(db, id, by.firm)) return no('not-found');
  if (!step(circleLife, row.state, accept ? 'accept' : 'decline', 'firm') || now >= row.answerBy) return no('wrong-state');
  if (!accept) {
    leave(db, row, { out: new Map([[by.firm, 'declined']]), words, currency }, now);
    return answered(db, id, by.firm);
  }
  // what is no longer there cannot be agreed to: it is mended first, and whoever gets something else is asked anew
  const before = legsOf(db, id);
  check(db, row, currency, now);
  const after = findRow(db, id) as CircleRow;
  const mine = rowOf(db, id, by.firm);
  if (after.state !== 'proposed' || !mine || !isUnchanged(by.firm, before.map(passingOf), legsOf(db, id).map(passingOf)))
    return answered(db, id, by.firm);
  db.update(circleLeg)
    .set({ acceptedAt: mine.acceptedAt ?? now, words: words || mine.words })
    .where(and(eq(circleLeg.circleId, id), eq(circleLeg.giverId, by.firm)))
    .run();
  if (agree(db, after, by.person, currency, now) || mine.acceptedAt !== null) return answered(db, id, by.firm);
  for (const { giverId } of legsOf(db, id))
    if (giverId !== by.firm) tell(db, { firm: giverId }, { kind: 'circle-accepted', about: aboutOf(after), words, by: by.person }, now);
  return answered(db, id, by.firm);
}

/** Looks at an open circle: it is mended where something of it is no longer there, or somebody did not answer in time. True when it changed. */
export function check(db: Db, row: CircleRow, currency: Currency, now: number): boolean {
  if (row.state !== 'proposed') return false;
  const legs = legsOf(db, row.id);
  const late = now < row.answerBy ? [] : legs.filter(({ acceptedAt }) => acceptedAt === null);
  const found = late.length === 0 ? ringNow(db, legs.map(domainLeg), termsNow(db), currency, now) : null;
  if (found && isSame(legs.map(passingOf), passings(found))) {
    db.update(circle).set({ checkAt: row.answerBy }).where(eq(circle.id, row.id)).run();
    return false;
  }
  // the same things, but not as much of them, or not at that price: whoever gives or gets it is asked anew
  if (found && row.mends < mostMends) rewrite(db, row, found, legs, now);
  else leave(db, row, { out: new Map(late.map(({ giverId }) => [giverId, 'late'])), words: '', currency }, now);
  return true;
}

interface Leave {
  /** Who does not want it, or did not answer. */
  out: Map<number, Leaving>;
  words: string;
  currency: Currency;
}

/** The circle is no longer what it was: the rest of it is mended, or it ends. */
function leave(db: Db, row: CircleRow, { out, words, currency }: Leave, now: number): void {
  const before = legsOf(db, row.id);
  keepTried(db, before);
  for (const [firmId, how] of out) {
    keepLeft(db, row.id, firmId, how, how === 'declined' ? words : '', now);
    if (how !== 'declined') tell(db, { firm: firmId }, { kind: 'circle-ended', about: aboutOf(row) }, now);
  }
  const gone = leftOf(db, row.id);
  const dropped = droppedOf(db, before, now);
  const accepted = new Set(
    before.flatMap(({ giverId, acceptedAt }) => (acceptedAt === null || gone.has(giverId) || dropped.has(giverId) ? [] : [giverId])),
  );
  const mended = row.mends < mostMends ? mendNow(db, row, { before, gone, accepted }, currency, now) : null;
  const inIt = new Set(mended?.legs.map(({ giver }) => giver));
  for (const { giverId } of before) {
    if (inIt.has(giverId) || gone.has(giverId)) continue;
    if (dropped.has(giverId)) keepLeft(db, row.id, giverId, 'dropped', '', now);
    else if (mended) keepLeft(db, row.id, giverId, 'released', '', now);
    tell(db, { firm: giverId }, { kind: 'circle-ended', about: aboutOf(row) }, now);
  }
  if (mended) rewrite(db, row, mended, before, now);
  else db.update(circle).set({ state: 'ended', at: now }).where(eq(circle.id, row.id)).run();
  askForCircles(db, now);
}

interface Rest {
  before: LegRow[];
  gone: Set<number>;
  accepted: Set<number>;
}

function mendNow(db: Db, { id }: CircleRow, { before, gone, accepted }: Rest, currency: Currency, now: number): Ring | null {
  const terms = termsNow(db);
  const stay = before.flatMap(({ giverId }) => (gone.has(giverId) ? [] : [giverId]));
  const legs = legsAround(db, id, stay, terms, currency, now).filter(({ giver, taker }) => !gone.has(giver) && !gone.has(taker));
  const found = mend({ legs, terms, barred: triedNow(db), before: before.map(domainLeg), accepted });
  return found && ringNow(db, found.legs, terms, currency, now);
}

/** Firms whose part of a circle is not in the market any more. With another listing they may still be in it. */
function droppedOf(db: Db, legs: LegRow[], now: number): Set<number> {
  const ids = legs.flatMap(({ offerId, needId }) => [offerId, needId]);
  const listed = listedOf(db, ids, now);
  return new Set(
    legs.flatMap(({ giverId, takerId, offerId, needId }) => [
      ...(listed.has(offerId) ? [] : [giverId]),
      ...(listed.has(needId) ? [] : [takerId]),
    ]),
  );
}

function rewrite(db: Db, row: CircleRow, mended: Ring, before: LegRow[], now: number): void {
  const was = before.map(passingOf);
  const will = passings(mended);
  db.delete(circleLeg).where(eq(circleLeg.circleId, row.id)).run();
  const stays = (giver: number) => (isUnchanged(giver, was, will) ? before.find(({ giverId }) => giverId === giver) : undefined) ?? null;
  const title = write(db, row.id, mended, stays);
  const answerBy = now + answerTime;
  const after = { ...row, title, answerBy, checkAt: answerBy, mends: row.mends + 1 };
  db.update(circle).set(after).where(eq(circle.id, row.id)).run();
  const old = new Set(before.map(({ giverId }) => giverId));
  for (const { giver } of mended.legs)
    tell(db, { firm: giver }, { kind: old.has(giver) ? 'circle-mended' : 'circle-proposed', about: aboutOf(after) }, now);
}

/** When everybody has accepted, it is settled: one line for each leg. True when it was. */
function agree(db: Db, row: CircleRow, by: string, currency: Currency, now: number): boolean {
  const legs = legsOf(db, row.id);
  if (legs.some(({ acceptedAt }) => acceptedAt === null)) return false;
  db.update(circle).set({ state: 'agreed', at: now }).where(eq(circle.id, row.id)).run();
  keepTried(db, legs);
  for (const leg of legs) {
    const { topUp } = leg;
    const paid = (amount: number | null) => ({ amount, currency: amount === null ? null : currency });
    const line = { of: 'circle' as const, venture: row.id, title: leg.offerTitle };
    const quantity = quantityOf(leg.quantityAmount, leg.quantityUnit);
    keepAgreement(db, { ...line, taker: leg.takerId, giver: leg.giverId, quantity, ...paid(topUp && topUp > 0 ? topUp : null) }, now);
    // cash beside what is worth less: the other way round, in a line of its own
    if (topUp && topUp < 0) keepAgreement(db, { ...line, taker: leg.giverId, giver: leg.takerId, quantity: null, ...paid(-topUp) }, now);
    tell(db, { firm: leg.giverId }, { kind: 'circle-agreed', about: aboutOf(row), by }, now);
  }
  askForCircles(db, now);
  return true;
}

/** Writes the legs of a circle, with what `stays` of the answers of before; answers its title. */
function write(db: Db, id: number, { legs, topUps }: Ring, stays: (giver: number) => LegRow | null): string {
  for (const [place, leg] of legs.entries()) {
    const { quantity, offerTitle, needTitle } = leg;
    const old = stays(leg.giver);
    db.insert(circleLeg)
      .values({
        circleId: id,
        place,
        giverId: leg.giver,
        takerId: leg.taker,
        offerId: leg.offer,
        needId: leg.need,
        offerTitle,
        needTitle,
        quantityAmount: quantity?.amount ?? null,
        quantityUnit: quantity?.unit ?? null,
        value: leg.value,
        topUp: topUps[place] ?? null,
        worth: leg.worth,
        acceptedAt: old?.acceptedAt ?? null,
        words: old?.words ?? '',
      })
      .run();
  }
  const names = db
    .select({ id: firm.id, name: firm.name })
    .from(firm)
    .where(
      inArray(
        firm.id,
        legs.map(({ giver }) => giver),
      ),
    )
    .all();
  const title = legs.map(({ giver }) => names.find((one) => one.id === giver)?.name ?? '').join(' · ');
  db.update(circle).set({ title }).where(eq(circle.id, id)).run();
  return title;
}

export function setTerms(db: Db, firmId: number, terms: BarterTerms, now: number): Answer<BarterTerms> {
  db.insert(barterTerms)
    .values({ firmId, ...terms, at: now })
    .onConflictDoUpdate({ target: barterTerms.firmId, set: { ...terms, at: now } })
    .run();
  shakeCirclesOf(db, firmId);
  askForCircles(db, now);
  return { value: terms };
}

export const findRow = (db: Db, id: number): CircleRow | undefined => db.select().from(circle).where(eq(circle.id, id)).get();

export function legsOf(db: Db, id: number): LegRow[] {
  return db.select().from(circleLeg).where(eq(circleLeg.circleId, id)).orderBy(asc(circleLeg.place)).all();
}

/** The next circle that is to be looked at, and when. */
export const firstToCheck = prepared((db) =>
  db.select().from(circle).where(eq(circle.state, 'proposed')).orderBy(asc(circle.checkAt)).limit(1).prepare(),
);

const aboutOf = ({ id, title }: CircleRow) => ({ of: 'circle' as const, id, title });

export const domainLeg = (row: LegRow): Leg => ({
  giver: row.giverId,
  taker: row.takerId,
  offer: row.offerId,
  need: row.needId,
  worth: row.worth,
  value: row.value,
});

const passingOf = (row: LegRow): Passing => ({
  giver: row.giverId,
  taker: row.takerId,
  offer: row.offerId,
  title: row.offerTitle,
  quantity: quantityOf(row.quantityAmount, row.quantityUnit),
  value: row.value,
  topUp: row.topUp,
});

const passings = ({ legs, topUps }: Ring): Passing[] =>
  legs.map(({ giver, taker, offer, offerTitle: title, quantity, value }, n) => {
    const topUp = topUps[n] ?? null;
    return { giver, taker, offer, title, quantity, value, topUp };
  });

function rowOf(db: Db, id: number, firmId: number): LegRow | undefined {
  return db
    .select()
    .from(circleLeg)
    .where(and(eq(circleLeg.circleId, id), eq(circleLeg.giverId, firmId)))
    .get();
}

function answered(db: Db, id: number, firmId: number): Answer<CircleAnswered> {
  const { state } = findRow(db, id) as CircleRow;
  const mine = rowOf(db, id, firmId);
  const isLeft = !mine || leftOf(db, id).has(firmId);
  return { value: { id, state, answer: isLeft ? 'left' : mine.acceptedAt === null ? 'waiting' : 'accepted' } };
}

function keepLeft(db: Db, circleId: number, firmId: number, how: Leaving, words: string, at: number): void {
  db.insert(circleLeft).values({ circleId, firmId, how, words, at }).onConflictDoNothing().run();
}

function keepTried(db: Db, legs: LegRow[]): void {
  db.insert(circleTried)
    .values({ key: circleKey(legs.map(domainLeg)) })
    .onConflictDoNothing()
    .run();
}

function leftOf(db: Db, id: number): Set<number> {
  const rows = db.select({ firm: circleLeft.firmId }).from(circleLeft).where(eq(circleLeft.circleId, id)).all();
  return new Set(rows.map(({ firm }) => firm));
}

function isBusy(db: Db, firmId: number): boolean {
  const open = and(eq(circleLeg.giverId, firmId), eq(circle.state, 'proposed'));
  return Boolean(db.select({ one: sql`1` }).from(circleLeg).innerJoin(circle, eq(circle.id, circleLeg.circleId)).where(open).get());
}

function isTried(db: Db, legs: Leg[]): boolean {
  return Boolean(
    db
      .select()
      .from(circleTried)
      .where(eq(circleTried.key, circleKey(legs)))
      .get(),
  );
}
