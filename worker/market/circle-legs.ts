/** Legs of exchanges as the market has them: pairs that fit, that accept an exchange on both sides, and that are there now. */
import { sql } from 'drizzle-orm';
import type { Currency } from '../../schema/money.ts';
import type { Quantity } from '../../schema/quantity.ts';
import { barterTerms } from '../../schema/tables/circles.ts';
import { day } from '../../schema/time.ts';
import type { Terms, TermsOf } from '../domain/circle/cash.ts';
import { type Leg, type Priced, passing, worthOf } from '../domain/circle/leg.ts';
import type { Db } from './store.ts';

/** A leg with what is said of it. */
export interface MarketLeg extends Leg {
  score: number;
  quantity: Quantity | null;
  offerTitle: string;
  needTitle: string;
}

/** Legs that one search looks at, the best first: a market of a thousand exchanges has fewer. */
const most = 20_000;

/** Pairs between firms that are in no open circle, or in `within`. Those of an agreed circle are done, and do not come back. */
export function legsNow(db: Db, currency: Currency, now: number, within: number | null = null): MarketLeg[] {
  const rows = db.$client.sql.exec(
    `${selected} where m.barter = 1 and ${isOpen} and not exists (${agreedPair})
      and m.need_firm_id not in (${busy}) and m.offer_firm_id not in (${busy})
    order by m.score desc, m.need_id, m.offer_id limit ${most}`,
    now,
    within ?? 0,
  );
  return [...rows].map((row) => legOf(row as Row, currency));
}

/** Those of some pairs that still hold, by their key. */
export function stillThere(db: Db, pairs: { offer: number; need: number }[], now: number): Set<string> {
  const rows = db.$client.sql.exec(
    `select m.need_id as need, m.offer_id as offer from json_each(?2) asked
      cross join match m on m.need_id = asked.value ->> 'need' and m.offer_id = asked.value ->> 'offer'
      cross join listing o on o.id = m.offer_id cross join listing n on n.id = m.need_id
    where m.barter = 1 and ${isOpen}`,
    now,
    JSON.stringify(pairs.map(({ offer, need }) => ({ offer, need }))),
  );
  return new Set([...rows].map(({ offer, need }) => `${offer}>${need}`));
}

/** Listings of some that are in the market and whose time is not over. */
export function listedOf(db: Db, ids: number[], now: number): Set<number> {
  const rows = db.$client.sql.exec(
    `select o.id from listing o where o.id in (select value from json_each(?2)) and o.listed = 1 and ${inTime('o')}`,
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

const inTime = (listing: string) => `(${listing}.available_until is null or ${listing}.available_until + ${day} > ?1)`;
const isOpen = `m.need_dismissed is null and m.offer_dismissed is null and o.listed = 1 and n.listed = 1 and o.barter = 1 and n.barter = 1
  and o.firm_id <> n.firm_id and ${inTime('o')} and ${inTime('n')}`;
const agreedPair = `select 1 from circle_leg l join circle c on c.id = l.circle_id
  where l.offer_id = m.offer_id and l.need_id = m.need_id and c.state = 'agreed'`;
const busy = `select l.giver_id from circle c join circle_leg l on l.circle_id = c.id where c.state = 'proposed' and c.id <> ?2`;
const columns = ['quantity_amount', 'quantity_unit', 'price_form', 'price_min', 'price_max', 'currency', 'per', 'title'];
const selected = `select m.score, m.need_id as need, m.offer_id as offer, m.need_firm_id as taker, m.offer_firm_id as giver,
  ${columns.map((one) => `o.${one} as offer_${one}, n.${one} as need_${one}`).join(', ')}
  from match m cross join listing o on o.id = m.offer_id cross join listing n on n.id = m.need_id`;

type Row = Record<string, string | number | null>;

function legOf(row: Row, currency: Currency): MarketLeg {
  const { score, need, offer, taker, giver } = row as Record<string, number>;
  const ids = { giver, taker, offer, need } as Pick<MarketLeg, 'giver' | 'taker' | 'offer' | 'need'>;
  const passes = passing(pricedOf(row, 'offer'), pricedOf(row, 'need'), currency);
  const titles = { offerTitle: row.offer_title as string, needTitle: row.need_title as string };
  return { ...ids, score: score as number, worth: worthOf(score as number), ...passes, ...titles };
}

function pricedOf(row: Row, side: 'offer' | 'need'): Priced {
  const of = (column: string) => row[`${side}_${column}`];
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
