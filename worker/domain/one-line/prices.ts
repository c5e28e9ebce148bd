/** Reads the price: an amount with its money, and for how much of the goods it is. */
import { type Currency, currencies } from '../../../schema/money.ts';
import type { Unit } from '../../../schema/quantity.ts';
import type { Claims, Field } from './claims.ts';
import { type Money, moneyAt, moneyOf } from './currencies.ts';
import { type Numeral, numberAt } from './numbers.ts';
import type { Token } from './tokens.ts';
import { unitAt, vessels } from './units.ts';
import { anyPrefix, find, set, type Table, table } from './words.ts';

export interface Price {
  minor: Field<number>;
  currency: Field<Currency>;
  per: Field<Unit> | null;
}

/** Words that say that an amount is a price, though no money is named. */
const marks = set(
  'سعر, السعر, بسعر, سعره, سعرها, السعر حوالي, سعر حوالي, ثمن, الثمن, بثمن, ثمنه, سومة, السومة, بسومة, أسعار, الأسعار, تبدأ من, يبدأ من, أجرة, الأجرة, الأجر, بأجر, راتب, الراتب, مرتب, المرتب, براتب, بمرتب, ميزانية, الميزانية, ثمنها, ثمنه, لا يتجاوز, لا تتجاوز, لا يتجاوز ثمنها, لا يتجاوز ثمنه, بحدود, في حدود, حدود, سقف, أقصى, max, maximum, prix, au prix de, tarif, salaire, budget, price, priced at, rate, cost, costs, wage, salary, à partir de, starting at, from, only, بس, فقط, على, à, a, at, for, pour, @, ب',
);
const strongMarks = set(
  'مرتب, راتب, أجرة, أجر, يومية, ميزانية, salaire, budget, salary, wage, سعر, ثمن, سعره, سعرها, سومة, ثمنه, بسعر, بثمن, بسومة, prix, tarif, price, priced at, au prix de',
);
const between = set(
  'هو, هي, من, حوالي, تقريبا, est, de, du, is, of, about, environ, only, بس, فقط, ب, à, at, a, la, le, l, au, par, per, the, par, pour, unitaire, unit',
);
const joints = set(
  'per, par, a, an, the, le, la, l, au, de, d, du, pour, chaque, each, every, for, ل, لل, لكل, كل, على, ع, في, عن, عند, à, ب, un, une, one',
);
const adverbs = table<Unit>([
  ['H87', 'each, apiece, chacun, chacune, الواحد, للواحد, الواحدة, للواحدة, واحد, الوحدة, pièce, l une, l un'],
  ['DAY', 'يوميا, باليومية, daily, journalier, quotidien'],
  ['MON', 'شهريا, monthly, mensuel, mensuels, mensuelle'],
  ['HUR', 'hourly, horaire'],
]);
const wholes = set(
  'الكل, للكل, كلهم, كلها, إجمالي, الإجمالي, الجملة كلها, total, au total, en tout, le lot, le tout, pour le lot, pour le tout, for all, for the lot, in total, all in, شامل, TTC, HT',
);

const onto = ['ال', 'لل', 'بال', 'عال', 'فال', 'ل', 'ب', 'ع', 'ولل', 'كال'] as const;

/** The first price of the line. */
export function readPrice(claims: Claims, country: string): Price | null {
  const { tokens } = claims;
  const bare: Amount[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const amount = amountAt(tokens, at, country);
    if (!amount || !claims.free(amount.first, amount.next)) continue;
    if (amount.money) return priced(claims, amount, amount.money.code);
    if (amount.marked) bare.push(amount);
    at = amount.next - 1;
  }
  const home = moneyOf(country);
  const [first] = bare;
  return first && home ? priced(claims, first, home) : null;
}

interface Amount {
  value: number;
  decimal: number | null;
  money: Money | null;
  moneyFirst: number;
  first: number;
  next: number;
  /** The number alone. */
  numberFirst: number;
  numberNext: number;
  marked: boolean;
}

function amountAt(tokens: Token[], at: number, country: string): Amount | null {
  const none = { decimal: null, moneyFirst: at, numberFirst: at, marked: true, first: at };
  const alone = moneyAt(tokens, at, country);
  const ahead = alone ? numberAt(tokens, afterColon(tokens, alone.next)) : null;
  // "$5", "EUR 12"; a unit behind the number says that it is none: "جنيه 5 كيلو"
  if (alone && ahead && !ahead.weak && currencyBefore(tokens, at) && !moneyAt(tokens, ahead.next, country)) {
    return {
      ...none,
      value: ahead.value * alone.times,
      decimal: ahead.decimal,
      money: alone,
      next: ahead.next,
      numberFirst: ahead.first,
      numberNext: ahead.next,
    };
  }
  // دينارين, بجنيه
  if (alone && tokens[at]?.kind === 'word' && (alone.times >= 2 || /^ب/.test(alone.prefix)) && numberBefore(tokens, at) === false) {
    const half = halfAfter(tokens, alone.next);
    return { ...none, value: alone.times + half.value, money: alone, next: half.next, numberNext: alone.next };
  }
  const numeral = numberAt(tokens, at);
  if (!numeral) return null;
  const money = moneyAfter(tokens, numeral, country);
  const { first, marked } = markBefore(tokens, numeral);
  if (numeral.weak && !money) return null;
  const half = money ? halfAfter(tokens, money.next) : { value: 0, next: numeral.next };
  const amount = { decimal: numeral.decimal, money, moneyFirst: numeral.next, numberFirst: at, numberNext: numeral.next, first, marked };
  if (!money) {
    const loose = (marked && !looseUnit(tokens, numeral, first)) || isUnitPrice(tokens, numeral);
    return { ...amount, value: numeral.value, next: numeral.next, marked: loose };
  }
  return { ...amount, value: (numeral.value + half.value) * money.times, next: half.next };
}

const afterColon = (tokens: Token[], at: number) => (tokens[at]?.word === ':' ? at + 1 : at);

/** A sign before its number, or a code such as EUR. */
function currencyBefore(tokens: Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (tokens[at - 1]?.kind === 'number') return false;
  return token.kind === 'sign' || /^(?:usd|eur|egp|le|dzd|da|nis|ils|jod|jd|tnd|mad|sar|aed)$/.test(token.word);
}

const numberBefore = (tokens: Token[], at: number) => tokens[at - 1]?.kind === 'number';

function moneyAfter(tokens: Token[], numeral: Numeral, country: string): Money | null {
  const here = tokens[numeral.next]?.word === '.' && tokens[numeral.next]?.spaced === false ? numeral.next + 1 : numeral.next;
  return moneyAt(tokens, here, country);
}

/** "ونص" after the money. */
function halfAfter(tokens: Token[], at: number): { value: number; next: number } {
  const token = tokens[at];
  if (token?.kind !== 'word') return { value: 0, next: at };
  if (/^و(?:نص|نصف)$/.test(token.word)) return { value: 0.5, next: at + 1 };
  if (token.word === 'وربع') return { value: 0.25, next: at + 1 };
  const then = tokens[at + 1]?.word ?? '';
  if (/^(?:و|et|and)$/.test(token.word) && /^(?:نص|نصف|demi|half)$/.test(then)) return { value: 0.5, next: at + 2 };
  return { value: 0, next: at };
}

/** Where the price begins when a mark stands before its number: ب, سعر, prix, à. */
function markBefore(tokens: Token[], numeral: Numeral): { first: number; marked: boolean } {
  let first = numeral.first;
  if (/ب$/.test(numeral.prefix) && tokens[first]?.kind === 'word') return { first, marked: true };
  let marked = false;
  for (let back = 0; back < 4 && first > 0; back++) {
    const token = tokens[first - 1] as Token;
    const begin = token.kind === 'sign' ? -1 : beginOf(marks, tokens, first);
    if (begin >= 0 || (token.kind === 'sign' && /^[:=@~]$/.test(token.word))) {
      marked = marked || token.word !== '~';
      first = begin >= 0 ? begin : first - 1;
    } else if (
      marked === false &&
      find(between, tokens, first - 1)?.next === first &&
      find(strongMarks, tokens, first - 2, ['', 'ال', 'ب', 'و'])
    )
      first--;
    else break;
  }
  return { first, marked };
}

/** "المتر ١٢٠": the unit with its article, and a number that counts nothing. */
function isUnitPrice(tokens: Token[], numeral: Numeral): boolean {
  const unit = unitAt(tokens, numeral.first - 1, ['ال', 'وال']);
  if (!unit || unit.next !== numeral.first || ['DAY', 'MON', 'HUR', 'IE'].includes(unit.value.code)) return false;
  const next = tokens[numeral.next];
  return (
    next === undefined ||
    (next.kind === 'sign' ? /^[.,،؛!)]$/.test(next.word) : unitAt(tokens, numeral.next) === null && !/^(?:فيه|فيها)$/.test(next.word))
  );
}

/** Where a phrase begins that ends before a token; -1 when none does. */
function beginOf(words: Table<true>, tokens: Token[], next: number): number {
  for (let from = Math.max(0, next - 3); from < next; from++)
    if (find(words, tokens, from, ['', 'ال', 'ب', 'بال', 'و', 'وال'])?.next === next) return from;
  return -1;
}

/** A mark such as ب or "for" before a number with a unit, a period or an hour says no price. */
function looseUnit(tokens: Token[], numeral: Numeral, first: number): boolean {
  for (let at = first; at < numeral.first; at++) if (find(strongMarks, tokens, at, ['', 'ال', 'ب', 'و'])) return false;
  const next = tokens[numeral.next];
  const mark = tokens[numeral.first - 1];
  const b = mark?.word === 'ب' || /ب$/.test(numeral.prefix);
  if (unitAt(tokens, numeral.next) || (next?.kind === 'sign' && /^[%٪x×"°\-/]$/.test(next.word) && !perSlash(tokens, numeral.next)))
    return true;
  if (b) return next?.kind === 'word' && !next.forms.some((form) => form.prefix !== '') && !find(wholes, tokens, numeral.next);
  // "à 90 le kg" is a price only with what it is for
  return perAfter(tokens, numeral.next) === null;
}

const perSlash = (tokens: Token[], at: number) => tokens[at]?.word === '/' && unitAt(tokens, at + 1, ['', 'ال']) !== null;

function priced(claims: Claims, amount: Amount, currency: Currency): Price | null {
  const { tokens } = claims;
  const decimals = currencies[currency];
  const thousandths =
    amount.decimal !== null && decimals === 3 && (currency === 'TND' || tokens[amount.numberFirst]?.written.includes('.'));
  const minor = Math.round((thousandths ? (amount.decimal as number) : amount.value) * 10 ** decimals);
  if (!Number.isSafeInteger(minor) || minor < 0 || minor > 1e12) return null;
  const whole = find(wholes, tokens, amount.next, anyPrefix);
  const after = perAfter(tokens, amount.next);
  const before = after || whole ? null : perBefore(tokens, amount.first);
  const per = after ?? before;
  const share = per && minor % per.times === 0 ? minor / per.times : minor;
  claims.take(
    'price',
    before ? Math.min(before.first, amount.first) : amount.first,
    Math.max(amount.next, after?.next ?? 0, whole?.next ?? 0),
  );
  return {
    minor: claims.field(share, amount.numberFirst, amount.numberNext),
    currency: amount.money
      ? claims.field(currency, amount.money.next - 1, amount.money.next)
      : claims.field(currency, amount.numberFirst, amount.numberNext),
    per: per ? claims.field(per.unit, per.unitFirst, per.unitNext) : null,
  };
}

interface Per {
  unit: Unit;
  /** A price for a quintal is divided by its hundred kilograms. */
  times: number;
  first: number;
  next: number;
  unitFirst: number;
  unitNext: number;
}

/** "/قدم", "للقدم", "le kilo", "per sq ft". */
function perAfter(tokens: Token[], at: number): Per | null {
  let here = at;
  let joined = false;
  const slash = tokens[here];
  if (slash?.kind === 'sign' && /^[/\\(]$/.test(slash.word)) {
    here++;
    joined = true;
  }
  const adverb = find(adverbs, tokens, here, ['', 'لل', 'ال', 'بال']);
  if (adverb) return { unit: adverb.value, times: 1, first: at, next: adverb.next, unitFirst: here, unitNext: adverb.next };
  for (let step = 0; step < 4; step++) {
    const unit = unitAt(tokens, here, joined ? ['', ...onto] : ['', ...onto]);
    if (unit && !(unit.value.dual || unit.value.times === 2)) {
      const closed = tokens[unit.next]?.word === ')' && tokens[at]?.word === '(' ? unit.next + 1 : unit.next;
      return { unit: unit.value.code, times: unit.value.times, first: at, next: closed, unitFirst: here, unitNext: unit.next };
    }
    const vessel =
      joined || tokens[here]?.forms.some((form) => onto.some((one) => one === form.prefix))
        ? find(vessels, tokens, here, ['', ...onto])
        : null;
    if (vessel) return { unit: 'H87', times: 1, first: at, next: vessel.next, unitFirst: here, unitNext: vessel.next };
    const joint = find(joints, tokens, here);
    const noun =
      tokens[here]?.kind === 'word' &&
      tokens[here - 1]?.word === 'per' &&
      !/^(?:week|year|annum|shift|cent|semaine)$/.test(tokens[here]?.word ?? '');
    if (!joint && noun) return { unit: 'H87', times: 1, first: at, next: here + 1, unitFirst: here, unitNext: here + 1 };
    if (!joint) return null;
    here = joint.next;
    joined = true;
  }
  return null;
}

/** "الكيلو ب 50", "prix du kilo : 300". */
function perBefore(tokens: Token[], first: number): Per | null {
  let here = beforeContents(tokens, first) - 1;
  for (let back = 0; back < 3 && here >= 0; back++, here--) {
    const token = tokens[here] as Token;
    for (let begin = Math.max(0, here - 2); begin <= here; begin++) {
      const unit = unitAt(tokens, begin, ['', 'ال', 'لل', 'بال', 'عال', 'وال', 'ولل']);
      if (!unit || unit.next !== here + 1 || unit.value.dual) continue;
      const opened = openedBefore(tokens, begin);
      if (unit.prefix === '' && opened === begin && !/^(?:يوميه|الوحده)$/.test(tokens[begin]?.word ?? '')) return null;
      return { unit: unit.value.code, times: unit.value.times, first: opened, next: unit.next, unitFirst: begin, unitNext: unit.next };
    }
    // "سعر الكرسي ٣٥": one of the thing
    if (
      token.kind === 'word' &&
      token.forms.some((form) => form.prefix === 'ال') &&
      find(strongMarks, tokens, here - 1, ['', 'و', 'ب']) &&
      !find(marks, tokens, here)
    )
      return { unit: 'H87', times: 1, first: here - 1, next: here + 1, unitFirst: here, unitNext: here + 1 };
    if (!(token.kind === 'sign' ? /^[:=–-]$/.test(token.word) : find(between, tokens, here)?.next === here + 1)) return null;
  }
  return null;
}

/** "التوب فيه ٤٠ متر ب ٣٨٠٠": past what one package holds. */
function beforeContents(tokens: Token[], first: number): number {
  for (let at = Math.max(0, first - 3); at < first - 1; at++) {
    const numeral = tokens[at]?.kind === 'number' ? numberAt(tokens, at) : null;
    if (!numeral || unitAt(tokens, numeral.next)?.next !== first) continue;
    const begin = /^(?:فيه|فيها|وزن|به|بها|de|of|سعه|ابو)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at;
    const holder = unitAt(tokens, begin - 1, ['', 'ال']);
    if (holder?.next === begin && (holder.prefix === 'ال' || openedBefore(tokens, begin - 1) < begin - 1)) return begin;
  }
  return first;
}

/** The article or "price of" before a unit. */
function openedBefore(tokens: Token[], at: number): number {
  let first = at;
  for (let back = 0; back < 4 && first > 0; back++) {
    const token = tokens[first - 1] as Token;
    if (token.kind !== 'word' && token.word !== '/') break;
    if (token.word !== '/' && !/^(?:le|la|l|au|du|par|per|the|a|كل|prix|price|سعر|السعر|بسعر|ثمن|de|un|une|pour|each)$/.test(token.word))
      break;
    first--;
  }
  return first;
}
