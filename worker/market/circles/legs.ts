/** Legs of exchanges as the market has them: pairs that fit, that accept an exchange on both sides, and that are there now. */
import { sql } from 'drizzle-orm';
import type { Currency } from '../../../schema/money.ts';
import type { Quantity } from '../../../schema/quantity.ts';
import { barterTerms } from '../../../schema/tables/circles.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { profile } from '../../../schema/tables/matches.ts';
import { day } from '../../../schema/time.ts';
import type { Terms, TermsOf } from '../../domain/circle/cash.ts';
import { type Leg, legKey, listingsIn, type Priced, passing, worthOf } from '../../domain/circle/leg.ts';
import { endedStates } from '../../domain/listing-life.ts';
import { assess } from '../../domain/matching/assess.ts';
import { profileFrom } from '../../domain/matching/stored.ts';
import { sideOf } from '../matches/matching.ts';
import type { Db } from '../store.ts';

/** A leg with what is said of it. */
export interface MarketLeg extends Leg {
  score: number;
  quantity: Quantity | null;
  offerTitle: string;
  needTitle: string;
}

type Pair = Pick<Leg, 'offer' | 'need'>;

/** Legs that are looked at in one go: more of them take longer than others should wait. */
const most = 5000;
/** Legs of the firms of one circle that are looked at when it is mended. */
const mostAround = 2000;

/** Between firms that are in no open circle: of the newest needs, where there are too many. What was just brought in is among them. */
export const legsNow = (db: Db, terms: TermsOf, currency: Currency, now: number): Leg[] =>
  valued(db, read(db, `${free} order by m.need_id desc limit ${most}`, now, 0), terms, currency);

/** The same as if one circle were not there, and first of all what its firms could give and get. */
export function legsAround(db: Db, circle: number, firms: number[], terms: TermsOf, currency: Currency, now: number): Leg[] {
  const own = `(select value from json_each(?3))`;
  const around = `${free} and (m.need_firm_id in ${own} or m.offer_firm_id in ${own}) order by m.need_id desc limit ${mostAround}`;
  const legs = [
    ...read(db, around, now, circle, JSON.stringify(firms)),
    ...read(db, `${free} order by m.need_id desc limit ${most - mostAround}`, now, circle),
  ];
  return valued(db, [...new Map(legs.map((leg) => [legKey(leg), leg])).values()], terms, currency);
}

/** Some of all of them, from the newest need on, behind a leg. */
export function legsBehind(db: Db, last: Leg | undefined, limit: number, terms: TermsOf, currency: Currency, now: number): Leg[] {
  const { need = Number.MAX_SAFE_INTEGER, offer = 0 } = last ?? {};
  const behind = `${free} and m.need_id <= ?3 and (m.need_id < ?3 or m.offer_id < ?4) order by m.need_id desc, m.offer_id desc limit ?5`;
  return valued(db, read(db, behind, now, 0, need, offer, limit), terms, currency);
}

/** What is said now of some pairs, by their key; of those only that still hold. */
export function legsOfPairs(db: Db, pairs: Pair[], currency: Currency, now: number): Map<string, MarketLeg> {
  const rows = db.$client.sql.exec(
    `${selected} from json_each(?2) asked
      cross join match m on m.need_id = asked.value ->> 'need' and m.offer_id = asked.value ->> 'offer' ${ends}
    where m.barter = 1 and ${isOpen}`,
    now,
    JSON.stringify(pairs.map(({ offer, need }) => ({ offer, need }))),
  );
  return new Map([...rows].map((row) => legOf(row as Row, currency)).map((leg) => [legKey(leg), leg]));
}

/** The same, in their order, judged again as if they had just come together: days pass, and listings are edited. Null where one of them does not hold. */
export function fittingLegs(db: Db, pairs: Pair[], currency: Currency, now: number): MarketLeg[] | null {
  const there = legsOfPairs(db, pairs, currency, now);
  if (there.size < pairs.length) return null;
  const ids = JSON.stringify(pairs.flatMap(({ offer, need }) => [offer, need]));
  const rows = db
    .select({ listing, firm, data: profile.data })
    .from(listing)
    .innerJoin(firm, sql`${firm.id} = ${listing.firmId}`)
    .innerJoin(profile, sql`${profile.listing} = ${listing.id}`)
    .where(sql`${listing.id} in (select value from json_each(${ids}))`)
    .all();
  const sides = new Map(rows.map((row) => [row.listing.id, sideOf(row.listing, row.firm, profileFrom(row.data))]));
  const fit = ({ offer, need }: Pair) => {
    const [wants, has] = [sides.get(need), sides.get(offer)];
    return wants && has && assess(wants, has, now);
  };
  return pairs.every(fit) ? pairs.map((pair) => there.get(legKey(pair)) as MarketLeg) : null;
}

/** Listings of some that are in the market and whose time is not over. */
export function listedOf(db: Db, ids: number[], now: number): Set<number> {
  const rows = db.$client.sql.exec(
    `select o.id from json_each(?2) asked cross join listing o on o.id = asked.value where o.listed = 1 and ${inTime('o')}`,
    now,
    JSON.stringify(ids),
  );
  return new Set([...rows].map(({ id }) => id as number));
}

export function termsNow(db: Db): TermsOf {
  return new Map(
    db
      .select()
      .from(barterTerms)
      .all()
      .map(({ firmId, mostToPay, mostToTake }): [number, Terms] => [firmId, { pay: mostToPay, take: mostToTake }]),
  );
}

export function triedNow(db: Db): Set<string> {
  return new Set(db.all<{ key: string }>(sql`select key from circle_tried`).map(({ key }) => key));
}

/** What was tried with a listing that has ended cannot be found again, and need not be barred. */
export function forgetTried(db: Db): void {
  const tried = [...triedNow(db)].map((key) => ({ key, listings: listingsIn(key) }));
  if (tried.length === 0) return;
  const rows = db.$client.sql.exec(
    'select l.id from json_each(?1) asked cross join listing l on l.id = asked.value where l.state in (select value from json_each(?2))',
    JSON.stringify([...new Set(tried.flatMap(({ listings }) => listings))]),
    JSON.stringify(endedStates),
  );
  const ended = new Set([...rows].map(({ id }) => id as number));
  const over = tried.filter(({ listings }) => listings.some((id) => ended.has(id))).map(({ key }) => key);
  db.$client.sql.exec('delete from circle_tried where key in (select value from json_each(?))', JSON.stringify(over));
}

const inTime = (listing: string) => `(${listing}.available_until is null or ${listing}.available_until + ${day} > ?1)`;
const isOpen = `m.need_dismissed is null and m.offer_dismissed is null and o.listed = 1 and n.listed = 1 and o.barter = 1 and n.barter = 1
  and o.firm_id <> n.firm_id and ${inTime('o')} and ${inTime('n')}`;
const agreedPair = `select 1 from circle_leg l join circle c on c.id = l.circle_id
  where l.offer_id = m.offer_id and l.need_id = m.need_id and c.state = 'agreed'`;
const busy = `select l.giver_id from circle c join circle_leg l on l.circle_id = c.id where c.state = 'proposed' and c.id <> ?2`;
const ends = 'cross join listing o on o.id = m.offer_id cross join listing n on n.id = m.need_id';
const priced = ['quantity_amount', 'quantity_unit', 'price_form', 'price_min', 'price_max', 'currency', 'per'];
const selected = `select m.score, m.need_id as need, m.offer_id as offer, m.need_firm_id as taker, m.offer_firm_id as giver,
  ${[...priced, 'title'].map((one) => `o.${one} as offer_${one}, n.${one} as need_${one}`).join(', ')}`;
const free = `select m.offer_firm_id, m.need_firm_id, m.offer_id, m.need_id, m.score from match m ${ends}
  where m.barter = 1 and ${isOpen} and not exists (${agreedPair}) and m.need_firm_id not in (${busy}) and m.offer_firm_id not in (${busy})`;

type Row = Record<string, string | number | null>;

/** Thousands of rows: the few columns that are needed, as SQLite gives them. */
function read(db: Db, text: string, ...values: (string | number)[]): Leg[] {
  return [...db.$client.sql.exec(text, ...values).raw()].map((row) => {
    const [giver, taker, offer, need, score] = row as [number, number, number, number, number];
    return { giver, taker, offer, need, worth: worthOf(score), value: null };
  });
}

/** The value of a leg counts where one of its ends said how much cash it allows. */
function valued(db: Db, legs: Leg[], terms: TermsOf, currency: Currency): Leg[] {
  const limited = terms.size === 0 ? [] : legs.filter(({ giver, taker }) => terms.has(giver) || terms.has(taker));
  if (limited.length === 0) return legs;
  const ids = [...new Set(limited.flatMap(({ offer, need }) => [offer, need]))];
  const text = `select id, ${priced.join(', ')} from listing where id in (select value from json_each(?))`;
  const rows = [...db.$client.sql.exec(text, JSON.stringify(ids))] as Row[];
  const byId = new Map(rows.map((row) => [row.id as number, pricedOf(row)]));
  for (const leg of limited) {
    const [offer, need] = [byId.get(leg.offer), byId.get(leg.need)];
    if (offer && need) leg.value = passing(offer, need, currency).value;
  }
  return legs;
}

function legOf(row: Row, currency: Currency): MarketLeg {
  const { score, need, offer, taker, giver } = row as Record<string, number>;
  const ids = { giver, taker, offer, need } as Pick<MarketLeg, 'giver' | 'taker' | 'offer' | 'need'>;
  const passes = passing(pricedOf(row, 'offer_'), pricedOf(row, 'need_'), currency);
  const titles = { offerTitle: row.offer_title as string, needTitle: row.need_title as string };
  return { ...ids, score: score as number, worth: worthOf(score as number), ...passes, ...titles };
}

function pricedOf(row: Row, side = ''): Priced {
  const of = (column: string) => row[`${side}${column}`];
  const quantity = { amount: of('quantity_amount'), unit: of('quantity_unit') };
  return {
    quantity: quantity.amount === null || quantity.unit === null ? null : (quantity as Priced['quantity']),
    form: of('price_form') as Priced['form'],
    min: of('price_min') as number | null,
    max: of('price_max') as number | null,
    currency: of('currency') as Currency,
    per: of('per') as Priced['per'],
  };
}
