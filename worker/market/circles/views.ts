/** Circles as their readers see them: members those that they are in, managers all, and what is possible now. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CircleLeg, Circles, CircleView } from '../../../schema/circle.ts';
import type { Currency } from '../../../schema/money.ts';
import type { Lack, Reason } from '../../../schema/reason.ts';
import { barterTerms, circle, circleLeft } from '../../../schema/tables/circles.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { topUps } from '../../domain/circle/cash.ts';
import { legKey } from '../../domain/circle/leg.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';
import { type CircleRow, type LegRow, legsOf } from './circles.ts';
import { legsOfPairs, type MarketLeg, termsNow } from './legs.ts';
import { possibleCircles } from './search.ts';

interface Reader {
  firm: number;
  manager: boolean;
}

/** Circles of one page; older ones are over. */
const mostShown = 60;
/** Differences of value below this share are no difference. */
const near = 0.1;

/** What waits first, then the newest. A circle that something just happened to is not shown until it is mended. */
export function listCircles(db: Db, reader: Reader, currency: Currency, now: number): Circles {
  const isMine = sql`${circle.id} in (select circle_id from circle_leg where giver_id = ${reader.firm}
    union all select circle_id from circle_left where firm_id = ${reader.firm})`;
  const rows = db
    .select()
    .from(circle)
    .where(and(reader.manager ? undefined : isMine, sql`not (${circle.state} = 'proposed' and ${circle.checkAt} <= ${now})`))
    .orderBy(sql`${circle.state} = 'proposed' desc`, desc(circle.id))
    .limit(mostShown)
    .all();
  const circles = rows.map((row) => viewOf(db, row, reader, currency));
  const possible = reader.manager ? possibleViews(db, currency, now) : [];
  return { circles: [...circles, ...possible], terms: termsOf(db, reader.firm) };
}

/** One circle; undefined for whoever is not in it. */
export function findCircle(db: Db, reader: Reader, id: number, currency: Currency): CircleView | undefined {
  const row = db.select().from(circle).where(eq(circle.id, id)).get();
  if (!row) return undefined;
  const legs = legsOf(db, id);
  const isLeft = db
    .select()
    .from(circleLeft)
    .where(and(eq(circleLeft.circleId, id), eq(circleLeft.firmId, reader.firm)))
    .get();
  if (!reader.manager && !isLeft && !legs.some(({ giverId }) => giverId === reader.firm)) return undefined;
  return viewOf(db, row, reader, currency);
}

export function termsOf(db: Db, firmId: number): Circles['terms'] {
  const row = db.select().from(barterTerms).where(eq(barterTerms.firmId, firmId)).get();
  return { mostToPay: row?.mostToPay ?? null, mostToTake: row?.mostToTake ?? null };
}

function viewOf(db: Db, row: CircleRow, reader: Reader, currency: Currency): CircleView {
  const rows = legsOf(db, row.id);
  const left = db
    .select({ id: firm.id, name: firm.name, how: circleLeft.how, words: circleLeft.words })
    .from(circleLeft)
    .innerJoin(firm, eq(firm.id, circleLeft.firmId))
    .where(eq(circleLeft.circleId, row.id))
    .all()
    .map(({ id, name, how, words }) => ({ firm: { id, name }, how, words }));
  // security: what others arrange after a firm has left is not for it
  const isOut = !reader.manager && left.some((one) => one.firm.id === reader.firm);
  if (isOut) {
    const mine = left.filter((one) => one.firm.id === reader.firm);
    return { id: row.id, state: 'ended', score: 0, legs: [], currency, reasons: [], lacks: [], answerBy: null, left: mine };
  }
  const shown = rows.map(shownOf);
  const legs = named(namesOf(db, shown), shown, currency);
  return {
    id: row.id,
    state: row.state,
    ...about(
      legs,
      rows.map(({ worth }) => worth / 1000),
      currency,
    ),
    answerBy: row.state === 'proposed' ? row.answerBy : null,
    left,
  };
}

function possibleViews(db: Db, currency: Currency, now: number): CircleView[] {
  const circles = possibleCircles(db, currency, now);
  const all = circles.flatMap(({ legs }) => legs);
  const there = legsOfPairs(db, all, currency, now);
  const names = namesOf(db, all);
  const terms = termsNow(db);
  return circles.map(({ legs }) => {
    const parts = legs.map((leg) => there.get(legKey(leg)) as MarketLeg);
    // the search knows no value where nobody has set a bound to the cash
    const cash = topUps(parts, terms) ?? [];
    const shown = parts.map((leg, n) => ({ ...leg, topUp: cash[n] ?? null, accepted: false, words: '' }));
    return {
      id: null,
      state: 'possible',
      ...about(
        named(names, shown, currency),
        parts.map(({ score }) => score),
        currency,
      ),
      answerBy: null,
      left: [],
    };
  });
}

type Shown = Pick<MarketLeg, 'giver' | 'taker' | 'offer' | 'need' | 'quantity' | 'value' | 'offerTitle' | 'needTitle'> & {
  topUp: number | null;
  accepted: boolean;
  words: string;
};

const shownOf = (row: LegRow): Shown => ({
  giver: row.giverId,
  taker: row.takerId,
  offer: row.offerId,
  need: row.needId,
  quantity: quantityOf(row.quantityAmount, row.quantityUnit),
  value: row.value,
  offerTitle: row.offerTitle,
  needTitle: row.needTitle,
  topUp: row.topUp,
  accepted: row.acceptedAt !== null,
  words: row.words,
});

interface Names {
  firms: Map<number, CircleLeg['giver']>;
  refs: Map<number, string | null>;
}

/** Of all legs that are shown at once. */
function namesOf(db: Db, legs: Pick<MarketLeg, 'giver' | 'taker' | 'offer' | 'need'>[]): Names {
  const among = (id: SQLiteColumn, ids: number[]) => sql`${id} in (select value from json_each(${JSON.stringify(ids)}))`;
  const firms = db
    .select({ id: firm.id, externalRef: firm.externalRef, name: firm.name })
    .from(firm)
    .where(
      among(
        firm.id,
        legs.map(({ giver }) => giver),
      ),
    )
    .all();
  const refs = db
    .select({ id: listing.id, externalRef: listing.externalRef })
    .from(listing)
    .where(
      among(
        listing.id,
        legs.flatMap(({ offer, need }) => [offer, need]),
      ),
    )
    .all();
  return { firms: new Map(firms.map((one) => [one.id, one])), refs: new Map(refs.map(({ id, externalRef }) => [id, externalRef])) };
}

function named({ firms, refs }: Names, legs: Shown[], currency: Currency): CircleLeg[] {
  const firmOf = (id: number) => firms.get(id) ?? { id, externalRef: null, name: '' };
  const listingOf = (id: number, title: string) => ({ id, externalRef: refs.get(id) ?? null, title });
  return legs.map(({ topUp, ...leg }) => ({
    giver: firmOf(leg.giver),
    taker: firmOf(leg.taker),
    offer: listingOf(leg.offer, leg.offerTitle),
    need: listingOf(leg.need, leg.needTitle),
    quantity: leg.quantity,
    value: leg.value,
    topUp: topUp ? { by: topUp > 0 ? ('taker' as const) : ('giver' as const), amount: Math.abs(topUp), currency } : null,
    accepted: leg.accepted,
    words: leg.words,
  }));
}

/** What speaks for a circle, and what is still to be talked about. */
function about(
  legs: CircleLeg[],
  scores: number[],
  currency: Currency,
): Pick<CircleView, 'score' | 'legs' | 'currency' | 'reasons' | 'lacks'> {
  const values = legs.map(({ value }) => value);
  const known = values.every((value) => value !== null);
  const most = Math.max(...values.map((value) => value ?? 0));
  const cash = legs.reduce((sum, { topUp }) => sum + (topUp?.amount ?? 0), 0);
  const reasons: Reason[] = [
    ...legs.map(({ offer }): Reason => ({ code: 'wants-what-is-given', words: offer.title })),
    { code: 'accepts-barter' },
    ...(known && most > 0 && legs.every(({ topUp }) => (topUp?.amount ?? 0) <= near * most) ? [{ code: 'balanced' } as const] : []),
    ...(cash > 0 ? [{ code: 'top-up', amount: cash, currency } as const] : []),
  ];
  const lacks: Lack[] = [
    ...(legs.some(({ quantity }) => quantity === null) ? [{ code: 'quantity-not-said' } as const] : []),
    ...(known ? [] : [{ code: 'value-not-said' } as const]),
  ];
  const score = scores.reduce((sum, one) => sum + one, 0) / Math.max(1, scores.length);
  return { score: Math.round(score * 1000) / 1000, legs, currency, reasons, lacks };
}
