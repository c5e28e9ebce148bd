/** The form that opens a pool: its fields read into the contract's shape, an offer or a need written into them, and refusals said in its words. */
import type { Cluster } from '../../schema/cluster.ts';
import type { ListingView } from '../../schema/listing.ts';
import { Currency, currencies, foldDigits, parseMinor } from '../../schema/money.ts';
import { mostSteps } from '../../schema/pool.ts';
import { parseThousandths, thousandthsToDecimal } from '../../schema/quantity.ts';
import type { FieldRefusal, Refusal } from '../../schema/refusal.ts';
import { day, dayOf, dayStart, hour, offset } from '../../schema/time.ts';
import type { Typed } from '../../web/view.ts';
import { one } from './form.tsx';

type Where = Pick<Cluster, 'currency' | 'timeZone'>;

/** What cannot be read stays text in its place, so that the contract refuses it. */
export function readPool(typed: Typed, where: Where) {
  const currency = currencyOf(typed, where);
  const quantity = (name: string) => read(one(typed, name), parseThousandths);
  const money = (name: string) => read(one(typed, name), (text) => parseMinor(text, currency));
  const rows = Array.from({ length: mostSteps }, (_, i) => ({ from: quantity(`steps.${i}.from`), price: money(`steps.${i}.price`) }));
  const last = rows.findLastIndex(({ from, price }) => from !== null || price !== null);
  const listing = one(typed, 'fromOffer') === 'yes' ? Number(one(typed, 'listing')) : null;
  const name = one(typed, 'supplierName');
  return {
    title: one(typed, 'title'),
    text: one(typed, 'text'),
    unit: one(typed, 'unit'),
    currency: one(typed, 'currency') || currency,
    // the first stands there also when it is empty; one that is left out between others is missing
    steps: rows.slice(0, Math.max(1, last + 1)),
    deadline: readDeadline(typed, where),
    cap: quantity('cap'),
    pack: quantity('pack'),
    supplier: listing === null && name === '' ? null : { listing, name },
  };
}

/** With what the form begins; an offer or a need of things to buy fills in what it says. */
export function poolFields(listing: ListingView | null, where: Where, now: number): Typed {
  const begun = {
    currency: where.currency,
    deadlineDay: dayOf(now + 7 * day, where.timeZone),
    deadlineHour: '20',
  };
  if (!listing) return begun;
  const { price, quantity, minimumOrder } = listing;
  const least = listing.direction === 'offer' ? minimumOrder : quantity;
  const unit = price.per ?? least?.unit ?? quantity?.unit ?? '';
  return {
    ...begun,
    title: listing.title,
    unit,
    currency: price.currency,
    ...(listing.direction === 'offer' && { fromOffer: 'yes' }),
    ...(least && least.unit === unit && { 'steps.0.from': thousandthsToDecimal(least.amount) }),
  };
}

/** A refusal of the contract as the form says it: field names for paths, and bounds in the units that people typed. */
export function inPoolWords(refusal: Refusal, typed: Typed, where: Where): Refusal {
  const decimals = currencies[currencyOf(typed, where)];
  const scale = (path: string) => (/price$/.test(path) ? decimals : /from$|^cap$|^pack$|^amount$/.test(path) ? 3 : 0);
  const say = (field: FieldRefusal): FieldRefusal => {
    if (field.path === 'deadline')
      return { path: 'deadlineDay', code: field.code === 'in-the-past' || field.code === 'too-far' ? field.code : 'not-a-date' };
    const path = field.path === 'supplier.listing' ? 'fromOffer' : field.path.startsWith('supplier') ? 'supplierName' : field.path;
    return { ...field, path, ...(field.limit !== undefined && { limit: field.limit / 10 ** scale(field.path) }) };
  };
  return refusal.fields ? { ...refusal, fields: refusal.fields.map(say) } : refusal;
}

/** An hour of a day, as the clocks of the cluster show it. */
function readDeadline(typed: Typed, { timeZone }: Where): number | string {
  const start = dayStart(foldDigits(one(typed, 'deadlineDay')).trim(), 'UTC');
  const hours = /^([01]?\d|2[0-3])$/.exec(one(typed, 'deadlineHour'))?.[1];
  if (start === null || hours === undefined) return one(typed, 'deadlineDay');
  const local = start + Number(hours) * hour;
  return local - offset(local - offset(local, timeZone), timeZone);
}

function currencyOf(typed: Typed, where: Where): Currency {
  const chosen = Currency.safeParse(one(typed, 'currency'));
  return chosen.success ? chosen.data : where.currency;
}

function read(text: string, parse: (text: string) => number | null): number | string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : (parse(trimmed) ?? trimmed);
}
