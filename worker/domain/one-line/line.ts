/** Reads a posting of one line: what it understood, each field with its place; what the line does not say is null. */
import type { LineRead } from '../../../schema/line.ts';
import type { Kind } from '../../../schema/listing.ts';
import type { Currency } from '../../../schema/money.ts';
import type { Unit } from '../../../schema/quantity.ts';
import { type Capacity, readCapacity } from './capacity.ts';
import { Claims, type Field } from './claims.ts';
import { readDue } from './dates.ts';
import { readDimensions } from './dimensions.ts';
import { type Direction, readDirection } from './direction.ts';
import { readItem, setWorkAside, skeleton } from './item.ts';
import { namesIn, readKind } from './kind.ts';
import { readPrice } from './prices.ts';
import { type Counted, readQuantity, setMinimumsAside } from './quantity.ts';
import { type Token, tokenize } from './tokens.ts';

export type { Capacity, Direction, Field };

export interface Line {
  direction: Field<Direction> | null;
  kind: Field<Kind> | null;
  item: Field<string> | null;
  quantity: Field<number> | null;
  unit: Field<Unit> | null;
  priceMinor: Field<number> | null;
  currency: Field<Currency> | null;
  pricePer: Field<Unit> | null;
  capacity: Field<Capacity> | null;
  dueBy: Field<string> | null;
  dimensions: Field<string>[] | null;
  /** The work asked of another firm, where it stands apart from the thing: "يخيط". */
  process: Field<string> | null;
}

/** As much as a listing's text may hold; what stands beyond is left unread. */
const longest = 4000;

/** `country`: ISO 3166-1, for words such as dinar; `today`: YYYY-MM-DD, for words such as tomorrow. */
export function readLine(written: string, country: string, today: string): Line {
  const text = written.slice(0, longest);
  const tokens = tokenize(text);
  const claims = new Claims(text, tokens);
  const price = readPrice(claims, country);
  setMinimumsAside(claims);
  const said = readDirection(claims);
  const names = namesIn(claims);
  const kind = readKind(claims, names, price?.per?.value === 'HUR', said?.value ?? impliedDirection(claims, names)?.value ?? null);
  const dimensions = readDimensions(claims, kind);
  const capacity = readCapacity(claims);
  const dueBy = readDue(claims, today);
  setWorkAside(claims, names);
  const counted = readQuantity(claims, kind, names);
  const { item, packageIsGoods, ofOne } = readItem(claims, names, kind, counted);
  const quantity = counted?.quantity ?? null;
  const unit = counted?.unit ? { ...counted.unit, value: unitOf(counted, kind, packageIsGoods) } : null;
  const pricePer = price ? (price.per ?? perItem(claims, price.minor, item) ?? ofOne) : null;
  const something = said ?? quantity ?? capacity ?? price;
  return {
    direction: said ?? impliedDirection(claims, names) ?? budgeted(claims, price?.minor ?? null) ?? offered(price?.minor ?? capacity),
    kind: kindField(claims, names, kind, item, something !== null),
    item,
    quantity,
    unit,
    priceMinor: price?.minor ?? null,
    currency: price?.currency ?? null,
    pricePer: pricePer && { ...pricePer, value: perUnit(pricePer.value, unit?.value ?? null) },
    capacity: capacity && { ...capacity, value: { ...capacity.value, unit: goodsUnit(capacity.value.unit, item) } },
    dueBy,
    dimensions,
    process: processOf(claims),
  };
}

const valueIn = <T>(field: Field<T> | null): T | null => (field === null ? null : field.value);

/** The line as values, as the API answers it. */
export function answerOf(line: Line): LineRead {
  return {
    direction: valueIn(line.direction),
    kind: valueIn(line.kind),
    item: valueIn(line.item),
    quantity: valueIn(line.quantity),
    unit: valueIn(line.unit),
    priceMinor: valueIn(line.priceMinor),
    currency: valueIn(line.currency),
    pricePer: valueIn(line.pricePer),
    capacity: valueIn(line.capacity),
    dueBy: valueIn(line.dueBy),
    dimensions: line.dimensions?.map((dimension) => dimension.value) ?? null,
  };
}

/** Work that is done for others, or that is asked of somebody, says which without a word of its own. */
function impliedDirection(claims: Claims, names: ReturnType<typeof namesIn>): Field<Direction> | null {
  for (const name of names) {
    const word = claims.tokens[name.first]?.word ?? '';
    if (name.verb && /^[بح]?[يت].*(?:لي|لنا|لى)$/.test(word)) return claims.field<Direction>('need', name.first, name.next);
    if (name.verb && (/^[بمح]?ن/.test(word) || /ons$/.test(word))) return claims.field<Direction>('offer', name.first, name.next);
  }
  const work = names.find((name) => name.topic === 'outsourcing');
  return work ? claims.field<Direction>('offer', work.first, work.next) : null;
}

/** A budget is what one wants to spend. */
function budgeted(claims: Claims, price: Field<number> | null): Field<Direction> | null {
  const at = price
    ? claims.tokens.findIndex(
        (token, index) => claims.owners[index] === 'price' && /^(?:budget|(?:ال)?ميزانيه|ميزانيتي|ميزانيتنا)$/.test(token.word),
      )
    : -1;
  return at < 0 ? null : claims.field<Direction>('need', at, at + 1);
}

/** A bare phrase with a price or a capacity is an offer. */
const offered = (shown: Field<unknown> | null): Field<Direction> | null =>
  shown ? { value: 'offer', start: shown.start, end: shown.end } : null;

/** A price is for one of what is counted: of people, and of square metres where "the metre" is said for short. */
function perUnit(per: Unit, counted: Unit | null): Unit {
  if (per === 'H87' && counted === 'IE') return 'IE';
  return per === 'MTR' && (counted === 'MTK' || counted === 'MTQ') ? counted : per;
}

/** Boxes that are themselves what is made are pieces. */
const packages: Partial<Record<Unit, RegExp>> = {
  XBX: /^(?:علب|علبة|صناديق|كراتين|boîtes|caisses|cartons|boxes)(?!\p{L})/u,
  XSA: /^(?:أكياس|اكياس|شكاير|sacs|bags)(?!\p{L})/u,
  XPX: /^(?:بالتات|باليتات|طبليات|palettes|pallets)(?!\p{L})/u,
};
const goodsUnit = (unit: Unit, item: Field<string> | null): Unit => (item && packages[unit]?.test(item.value) ? 'H87' : unit);

/** Workers are counted as persons, and so are those whom a course is for. */
function unitOf(counted: Counted, kind: Kind | null, packageIsGoods: boolean): Unit {
  const unit = counted.unit?.value ?? 'H87';
  if (packageIsGoods) return 'H87';
  return unit === 'H87' && ((kind === 'labour' && !counted.forWhom) || (kind === 'knowledge' && counted.forWhom)) ? 'IE' : unit;
}

/** Goods are what nothing says to be of another kind, where there is a thing and something is said of it. */
function kindField(
  claims: Claims,
  names: ReturnType<typeof namesIn>,
  kind: Kind | null,
  item: Field<string> | null,
  said: boolean,
): Field<Kind> | null {
  const first = names.find((name) => name.topic !== 'provider' && name.topic !== 'workshop') ?? names[0];
  if (kind && first) return claims.field(kind, first.first, first.next);
  return item && said ? { value: 'input', start: item.start, end: item.end } : null;
}

/** "سعر الكرسي ٣٥": the word of the item beside the price says for one. */
function perItem(claims: Claims, price: Field<number>, item: Field<string> | null): Field<Unit> | null {
  if (!item) return null;
  const { tokens } = claims;
  const inside = (token: Token) => token.start >= item.start && token.end <= item.end;
  const bones = new Set(tokens.filter((token) => token.kind === 'word' && inside(token)).map(skeleton));
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || inside(token) || Math.min(Math.abs(token.end - price.start), Math.abs(token.start - price.end)) > 16)
      continue;
    const definite =
      token.forms.some((form) => form.prefix === 'ال' || form.prefix === 'لل' || form.prefix === 'بال') ||
      /^(?:la|le|l|per|par|a|the|chaque|each)$/.test(tokens[at - 1]?.word ?? '');
    const stem = skeleton(token);
    if (definite && stem.length >= 2 && bones.has(stem)) return claims.field<Unit>('H87', at, at + 1);
  }
  return null;
}

function processOf(claims: Claims): Field<string> | null {
  const first = claims.owners.indexOf('process');
  if (first < 0) return null;
  let next = first + 1;
  while (claims.owners[next] === 'process') next++;
  const field = claims.field('', first, next);
  return { ...field, value: claims.text.slice(field.start, field.end) };
}
