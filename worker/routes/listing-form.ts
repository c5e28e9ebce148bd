/** The form of a listing: its fields read into the contract's shape, a listing written into its fields, and refusals said in the form's words. */
import type { Cluster } from '../../schema/cluster.ts';
import type { ListingView } from '../../schema/listing.ts';
import { Currency, currencies, foldDigits, minorToDecimal, parseMinor } from '../../schema/money.ts';
import { parseThousandths, type Quantity, thousandthsToDecimal } from '../../schema/quantity.ts';
import type { FieldRefusal, Refusal } from '../../schema/refusal.ts';
import { dayOf, dayStart } from '../../schema/time.ts';
import type { Typed } from '../../web/view.ts';
import { many, one } from './form.tsx';

type Where = Pick<Cluster, 'currency' | 'timeZone'>;

/** What cannot be read stays text in its place, so that the contract refuses it and nothing is lost in silence. */
export function readListing(typed: Typed, where: Where) {
  const currency = currencyOf(typed, where);
  const money = (name: string) => read(one(typed, name), (text) => parseMinor(text, currency));
  const moment = (name: string) => read(one(typed, name), (text) => dayStart(foldDigits(text), where.timeZone));
  return {
    direction: one(typed, 'direction'),
    kind: one(typed, 'kind'),
    title: one(typed, 'title'),
    text: one(typed, 'text'),
    quantity: readQuantity(typed, 'quantity', 'unit'),
    price: {
      form: one(typed, 'priceForm'),
      min: money('priceMin'),
      max: money('priceMax'),
      // a currency that is none is refused, and not taken for the cluster's
      currency: one(typed, 'currency') || currency,
      // 'unit': whatever the quantity is counted in
      per: (one(typed, 'per') === 'unit' ? one(typed, 'unit') : one(typed, 'per')) || null,
      // nobody has ticked it off yet: the words may say so
      barter: one(typed, 'barter') === 'yes' || undefined,
    },
    minimumOrder: readQuantity(typed, 'minimumOrder', 'minimumOrderUnit'),
    capacityPerMonth: readQuantity(typed, 'capacity', 'capacityUnit'),
    process: one(typed, 'process'),
    availableFrom: moment('availableFrom'),
    availableUntil: moment('availableUntil'),
    deliveryDays: read(one(typed, 'deliveryDays'), wholeNumber),
    languages: many(typed, 'languages'),
    visibility: one(typed, 'visibility'),
    standing: one(typed, 'standing') === 'yes',
    term: read(one(typed, 'term'), wholeNumber) ?? undefined,
    submit: one(typed, 'submit') !== 'no',
    ...attachedOf(typed),
  };
}

/** Files that the form names. A form that has no room for them says nothing about them. */
function attachedOf(typed: Typed) {
  if (one(typed, 'attached') !== 'yes') return {};
  const dropped = new Set(many(typed, 'drop'));
  const kept = (id: string) => id !== '' && !dropped.has(id);
  const voice = one(typed, 'voice');
  return {
    photos: many(typed, 'photo')
      .filter(kept)
      .map((id) => ({ id: Number(id), alt: one(typed, `alt-${id}`) })),
    voice: kept(voice) ? Number(voice) : null,
  };
}

export function readListingEdit(typed: Typed, where: Where) {
  const listing = readListing(typed, where);
  // here the box shows what counts now: without its tick it was ticked off
  const price = { ...listing.price, barter: one(typed, 'barter') === 'yes' };
  return { ...listing, price, revision: Number(one(typed, 'revision')) };
}

/** A quantity of two fields; an empty amount is none, whatever the unit says. */
export function readQuantity(typed: Typed, amountName: string, unitName: string) {
  const amount = read(one(typed, amountName), parseThousandths);
  return amount === null ? null : { amount, unit: one(typed, unitName) };
}

/** The fields of a listing about to be edited. */
export function listingFields(listing: ListingView, where: Where): Typed {
  const { price } = listing;
  const money = (minor: number | null) => (minor === null ? '' : minorToDecimal(minor, price.currency));
  const date = (moment: number | null) => (moment === null ? '' : dayOf(moment, where.timeZone));
  return {
    direction: listing.direction,
    kind: listing.kind,
    title: listing.title,
    text: listing.text,
    ...quantityFields(listing.quantity, 'quantity', 'unit'),
    priceForm: price.form,
    priceMin: money(price.min),
    priceMax: money(price.max),
    currency: price.currency,
    per: price.per !== null && price.per === listing.quantity?.unit ? 'unit' : (price.per ?? ''),
    barter: price.barter ? 'yes' : '',
    ...quantityFields(listing.minimumOrder, 'minimumOrder', 'minimumOrderUnit'),
    ...quantityFields(listing.capacityPerMonth, 'capacity', 'capacityUnit'),
    process: listing.process,
    availableFrom: date(listing.availableFrom),
    availableUntil: date(listing.availableUntil),
    deliveryDays: listing.deliveryDays === null ? '' : String(listing.deliveryDays),
    languages: listing.languages,
    visibility: listing.visibility,
    standing: listing.standing ? 'yes' : '',
    term: String(listing.owner?.term ?? ''),
    revision: String(listing.owner?.revision ?? ''),
    photo: listing.photos.map(({ id }) => String(id)),
    ...Object.fromEntries(listing.photos.map(({ id, alt }) => [`alt-${id}`, alt])),
    voice: listing.voice ? String(listing.voice.id) : '',
    voiceLength: String(listing.voice?.milliseconds ?? 0),
  };
}

/** Contract path → field of the form, and how its bounds are written there. */
const fieldOf: Record<string, { name: string; unit?: 'money' | 'thousandths'; date?: true }> = {
  'quantity.amount': { name: 'quantity', unit: 'thousandths' },
  'quantity.unit': { name: 'unit' },
  'price.form': { name: 'priceForm' },
  'price.min': { name: 'priceMin', unit: 'money' },
  'price.max': { name: 'priceMax', unit: 'money' },
  'price.currency': { name: 'currency' },
  'price.per': { name: 'per' },
  'minimumOrder.amount': { name: 'minimumOrder', unit: 'thousandths' },
  'minimumOrder.unit': { name: 'minimumOrderUnit' },
  'capacityPerMonth.amount': { name: 'capacity', unit: 'thousandths' },
  'capacityPerMonth.unit': { name: 'capacityUnit' },
  availableFrom: { name: 'availableFrom', date: true },
  availableUntil: { name: 'availableUntil', date: true },
};

/** A refusal of the contract as the form says it: field names for paths, and bounds in the units that people typed. */
export function inFormWords(refusal: Refusal, typed: Typed, where: Where): Refusal {
  const decimals = currencies[currencyOf(typed, where)];
  const say = (field: FieldRefusal): FieldRefusal => {
    const to = fieldOf[field.path];
    if (!to) return { ...field, path: field.path.split('.')[0] ?? '' };
    const unreadDate =
      to.date && (field.code === 'not-a-number' || field.code === 'too-small' || field.code === 'too-big' || field.code === 'not-whole');
    if (unreadDate) return { path: to.name, code: 'not-a-date' };
    if (field.limit === undefined || !to.unit) return { ...field, path: to.name };
    return { ...field, path: to.name, limit: field.limit / 10 ** (to.unit === 'money' ? decimals : 3) };
  };
  return refusal.fields ? { ...refusal, fields: refusal.fields.map(say) } : refusal;
}

/** A listing may be priced in another currency than its cluster's; the form says which. */
function currencyOf(typed: Typed, where: Where): Currency {
  const chosen = Currency.safeParse(one(typed, 'currency'));
  return chosen.success ? chosen.data : where.currency;
}

function quantityFields(quantity: Quantity | null, amountName: string, unitName: string): Typed {
  return { [amountName]: quantity ? thousandthsToDecimal(quantity.amount) : '', [unitName]: quantity?.unit ?? '' };
}

function read(text: string, parse: (text: string) => number | null): number | string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : (parse(trimmed) ?? trimmed);
}

function wholeNumber(text: string): number | null {
  const plain = foldDigits(text);
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}
