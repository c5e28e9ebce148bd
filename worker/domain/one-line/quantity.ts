/** Reads how much is offered or sought, once prices, dimensions, capacities and dates are known; sets aside numbers that count nothing. */
import type { Kind } from '../../../schema/listing.ts';
import type { Unit } from '../../../schema/quantity.ts';
import { type Amount, amountAt, oneAt } from './amounts.ts';
import type { Claims, Field } from './claims.ts';
import { spans } from './date-words.ts';
import type { Named } from './kind.ts';
import type { Token } from './tokens.ts';
import { unitAt, vessels } from './units.ts';
import { find, set } from './words.ts';

export interface Counted {
  quantity: Field<number>;
  unit: Field<Unit> | null;
  /** The unit is a thing or a package, which may be the goods themselves. */
  word: { first: number; next: number } | null;
  /** "for" stands before the number. */
  forWhom: boolean;
}

/** Behind a number: what a machine or a material is like, and part of its name. */
const specs = set(
  'فولت, أمبير, امبير, شور, دنير, هرتز, محور, محاور, لون, ألوان, الوان, نقشة, راس, رأس, رؤوس, عقدة, شفرة, عين, فتلة, خيط, درجة, درجات, v, volts, volt, a, ah, amp, amps, ampères, amperes, axes, axe, axis, couleurs, couleur, colours, colors, colour, color, degrés, degrees, shore, denier, den, dtex, tex, têtes, tête, heads, head, becs, empreintes, cavities, brix, bloom, go, gb, tb, ghz, mp, dpi, phases, phase, دور, إبرة, إبر, ابر, aiguilles, aiguille, needle, needles, fils, plis, ply, طبقات, طبقة, couches, layers, كانلور, قطع, d, mesh',
);
/** Behind a number: power, pressure, grammage, volume, age; no part of a name. */
const powers = set(
  'وات, واط, كيلووات, كيلوواط, كيلو وات, كيلو واط, ك وات, حصان, بار, كيفا, ك ف ا, جرام للمتر, غرام للمتر, جم م2, جم للمتر, سنة خبرة, سنين خبرة, سنوات خبرة, سنوات, سنين, سنة, صفحة, صفحات, pages, page, مل, ملي لتر, سي سي, جرام, غرام, جم, w, kw, kva, hp, cv, ch, ml, cl, cc, bar, bars, tours, rpm, tr, gsm, g m², g m2, gr m2, gr m², g m, hz, mpa, db, ans d expérience, years experience, years of experience, ans, an, years, year, year old, ans d âge, ton press, tonnes de pression, tonnes press, ton force, g, gr, grammes, grams, gramme',
);
/** Before a number: that it names and does not count; the last of them only where no unit follows. */
const named = set(
  'رقم, نمرة, كثافة, موديل, مودل, طراز, درجة, فئة, نوع, رتبة, عيار, صفحة, ايزو, أيزو, iso, din, nf, ref, réf, modèle, model, type, grade, série, serie, calibre, densité, density, classe, class, ral, aisi, sae, numéro, n°, no, num, number, version, ø, numero, شور, shore',
);
const material = set('ستانلس, استانلس, cnc, inox, alu, acier, steel, stainless, aluminium, n, v, ne, nm, s, m');
const sizes = set(
  'مقاس, مقاسات, مقاسات من, مقاس من, قياس, قياسات, من مقاس, نمر, taille, tailles, pointure, pointures, size, sizes, sizes from, du, سنة, عام, سنه, année, year, تليفون, تلفون, موبايل, هاتف, واتس, واتساب, جوال, tel, tél, téléphone, phone, mob, whatsapp, page, نسبة',
);
const minimums = set(
  'أقل طلب, اقل طلب, أقل طلبية, اقل طلبية, أقل كمية, اقل كمية, الحد الأدنى, الحد الادنى, حد أدنى, أدنى طلب, أقل حاجة, اقل حاجه, minimum de commande, commande minimum, commande minimale, minimum, mini, moq, min, minimum order, min order, quantité minimale, quantité minimum, à partir de, starting from, from',
);
const counts = set('عدد, العدد, كمية, الكمية, بكمية, كميه, quantité, qté, qte, quantity, qty, nombre, nbre, count');
const lead = set(
  'عدد, العدد, كمية, الكمية, بكمية, quantité, quantité de, qté, qte, quantity, qty, quantity of, nombre, de, d, ل, of, for, pour',
);
/** Who shares a stand or an order. */
const firms = set(
  'شركات, شركة, مصانع, مصنع, ورش, ورشة, محلات, عارضين, مشاركين, entreprises, sociétés, exposants, ateliers, artisans exposants, companies, firms, exhibitors, factories, workshops',
);
/** Units of time say how long, and only hours of a machine how much. */
const times = new Set<Unit>(['HUR', 'DAY', 'MON']);

export function readQuantity(claims: Claims, kind: Kind | null, names: Named[]): Counted | null {
  setAside(claims, kind, names);
  const read = first(claims, kind);
  // what is left with a unit says something else of the thing
  for (let at = 0; at < claims.tokens.length; at++) {
    const amount = claims.owners[at] === null && claims.tokens[at]?.kind === 'number' ? amountAt(claims.tokens, at) : null;
    if (amount?.unit && !amount.word?.thing && claims.free(at, amount.next)) claims.take('skip', at, amount.next);
  }
  return read;
}

function first(claims: Claims, kind: Kind | null): Counted | null {
  const { tokens } = claims;
  let hours: Amount | null = null;
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const amount = amountAt(tokens, at);
    if (!amount || !claims.free(amount.first, amount.next)) continue;
    if (amount.unit && times.has(amount.unit)) {
      if (amount.unit === 'HUR' && kind === 'subcontracting') hours ??= amount;
      else claims.take('skip', amount.first, amount.next);
    } else if (amount.unit || counting(claims, amount)) return counted(claims, amount);
    at = amount.next - 1;
  }
  const one = single(claims);
  if (one) return counted(claims, one);
  return hours ? counted(claims, hours) : null;
}

function counted(claims: Claims, amount: Amount): Counted {
  const { tokens } = claims;
  const { word } = amount;
  let first = amount.first;
  while (
    first > 0 &&
    claims.owners[first - 1] === null &&
    (find(counts, tokens, first - 1, ['', 'ال', 'ب'])?.next === first || tokens[first - 1]?.word === ':')
  )
    first--;
  claims.take('quantity', first, word ? amount.unitFirst : amount.next);
  if (word) claims.take('unit', amount.unitFirst, amount.next);
  // the same amount once more, in words or in brackets, is no goods
  return {
    quantity: claims.field(amount.value, amount.numberFirst, amount.numberNext),
    unit: amount.unit
      ? claims.field(amount.unit, amount.unitFirst, amount.unitNext)
      : claims.field<Unit>('H87', amount.numberFirst, amount.numberNext),
    word: word ? { first: amount.unitFirst, next: amount.unitNext } : null,
    forWhom:
      (claims.owners[first - 1] !== 'direction' && /^(?:ل|for|pour)$/.test(tokens[first - 1]?.word ?? '')) ||
      /^ل/.test(tokens[amount.numberFirst]?.word ?? ''),
  };
}

/** "اقل طلب ٥٠ دسته", "minimum order 100 ft" is no quantity; claimed before the words of direction, of which طلب is one. */
export function setMinimumsAside(claims: Claims): void {
  const { tokens } = claims;
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const minimum = find(minimums, tokens, at, ['', 'ال', 'و', 'وال']);
    if (!minimum) continue;
    const here =
      /^[:=]$/.test(tokens[minimum.next]?.word ?? '') || /^(?:de|is|of|هو|est)$/.test(tokens[minimum.next]?.word ?? '')
        ? minimum.next + 1
        : minimum.next;
    const amount = amountAt(tokens, here);
    if (amount && claims.free(at, amount.next)) {
      claims.take('aside', at, amount.next);
      at = amount.next - 1;
    }
  }
}

/** A number without a unit counts the word behind it. */
function counting(claims: Claims, amount: Amount): boolean {
  const { tokens } = claims;
  if (!Number.isInteger(amount.value)) return false;
  if (tokens.slice(Math.max(0, amount.first - 2), amount.first).some((_, back, all) => isCount(tokens, amount.first - all.length + back)))
    return true;
  const next = tokens[amount.next];
  const said = claims.owners[amount.first - 1] === 'direction';
  if (next?.kind !== 'word') return said && (next === undefined || /^[.,،!؛;)]$/.test(next.word));
  const shared = find(firms, tokens, amount.next);
  if (shared) {
    claims.take('aside', amount.first, shared.next);
    return false;
  }
  // "5000 available"
  if (claims.owners[amount.next] === 'direction' && (amount.first === 0 || tokens[amount.first - 1]?.kind === 'sign')) return true;
  // "5000:" or a number at the end counts what stands before only with a word such as quantity
  if (claims.owners[amount.next] !== null && claims.owners[amount.next] !== 'process') return false;
  return !/^(?:و|او|أو|في|من|على|et|ou|and|or|à|a|au|en|in|at|to|ب|ل)$/.test(next.word);
}

const isCount = (tokens: Token[], at: number) => find(counts, tokens, at, ['', 'ال', 'ب']) !== null;

/** A unit without a number at the head of the line: "محتاج طن حديد". */
function single(claims: Claims): Amount | null {
  const { tokens } = claims;
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const before = claims.owners[at - 1] ?? null;
    if (/^(?:كام|سعر|بكم|بكام|combien|much|قديش|قداش|شحال)$/.test(tokens[at - 1]?.word ?? '')) return null;
    const heads = at === 0 || before === 'direction' || before === 'aside' || find(lead, tokens, at - 1)?.next === at;
    if (!heads) return null;
    const one = oneAt(tokens, at);
    const next = one ? tokens[one.next] : null;
    if (one && next?.kind === 'word' && claims.free(at, one.next) && claims.owners[one.next] === null) return one;
    if (!find(lead, tokens, at)) return null;
  }
  return null;
}

/** Claims numbers of power, size, model, minimum order and the contents of a package. */
function setAside(claims: Claims, kind: Kind | null, names: Named[]): void {
  const { tokens } = claims;
  let package_: number | null = null;
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const amount = tokens[at]?.kind === 'number' ? amountAt(tokens, at) : null;
    if (!amount) {
      const unit = unitAt(tokens, at, ['', 'ال']);
      const holds =
        (unit && ['XBX', 'XSA', 'XRO', 'XPX', 'ST', 'H87'].includes(unit.value.code) && tokens[at - 1]?.kind !== 'sign') ||
        find(vessels, tokens, at, ['', 'ال']);
      package_ = holds ? at : package_;
      continue;
    }
    const sign = tokens[amount.numberNext];
    const spec = find(specs, tokens, amount.numberNext);
    const power = find(powers, tokens, amount.numberNext);
    const lasts = find(spans, tokens, amount.numberNext);
    if (lasts && ['week', 'year'].includes(lasts.value.unit)) claims.take('skip', amount.numberFirst, lasts.next);
    else if (sign?.kind === 'sign' && /^[%٪°]$/.test(sign.word)) claims.take('spec', amount.numberFirst, amount.numberNext + 1);
    else if (power && weighs(claims, amount, power.next)) claims.take('skip', amount.numberFirst, power.next);
    else if (
      spec &&
      (amount.value <= 64 ||
        /^(?:v|volts?|a|ah|amps?|amperes?|فولت|امبير|tex|den|denier|dtex|mesh)$/.test(tokens[amount.numberNext]?.word ?? '')) &&
      (!amount.unit || spec.next > amount.unitNext)
    )
      claims.take('spec', amount.numberFirst, spec.next);
    else if (sizeFrom(claims, at, amount.unit !== null) >= 0)
      claims.take('skip', sizeFrom(claims, at, amount.unit !== null), amount.numberNext);
    else if (isNamed(claims, at, amount.unit !== null)) claims.take('spec', at, amount.numberNext);
    else if (amount.unit && rate(tokens, amount.next)) claims.take('aside', at, rate(tokens, amount.next) as number);
    else if (ofVehicle(claims, amount, kind, names)) claims.take('skip', at, amount.next);
    else if (packageAfter(tokens, amount)) claims.take('aside', at, packageAfter(tokens, amount));
    else if (amount.unit && contents(claims, amount, package_)) claims.take('aside', contentsFrom(claims, at, package_), amount.next);
    else if (heldBelow(claims, amount)) claims.take('skip', at, amount.next);
    at = Math.max(at, (claims.owners[at] === 'spec' || claims.owners[at] === 'skip' ? amount.numberNext : amount.next) - 1);
  }
}

/** Grams and millilitres count goods only at the head of a line; the rest never does. */
function weighs(claims: Claims, amount: Amount, next: number): boolean {
  if (amount.unit !== 'GRM') return !amount.unit || next > amount.unitNext;
  const before = claims.owners[amount.first - 1];
  return (
    amount.first > 0 && before !== 'direction' && claims.tokens[amount.next]?.word !== 'de' && claims.tokens[amount.next]?.word !== 'of'
  );
}

/** "مقاس ٤٠ ل ٤٥", "du 39 au 44", a year, a telephone: where it begins, or -1. */
function sizeFrom(claims: Claims, at: number, counts: boolean): number {
  const { tokens } = claims;
  for (const from of [at - 2, at - 1]) {
    if (find(sizes, tokens, from, ['', 'ال', 'ب', 'و'])?.next !== at || !claims.free(from, at)) continue;
    if (
      /^(?:du|سنه|عام|annee|year)$/.test(tokens[from]?.word ?? '') &&
      (counts || (tokens[from]?.word === 'du' && !/^(?:au|a)$/.test(tokens[at + 1]?.word ?? '')))
    )
      continue;
    return from;
  }
  return -1;
}

function isNamed(claims: Claims, at: number, counts: boolean): boolean {
  const { tokens } = claims;
  const before = tokens[at - 1];
  if (find(named, tokens, at - 1, ['', 'ال', 'ب', 'و'])?.next === at) return true;
  if (!counts && find(material, tokens, at - 1, ['', 'ال'])?.next === at) return true;
  return before?.kind === 'sign' && /^[+#°]$/.test(before.word) && !tokens[at]?.spaced;
}

/** "500 كيلو/ساعة" is what a machine does. */
function rate(tokens: Token[], at: number): number | null {
  const next = tokens[at];
  const here = next?.word === '/' || /^(?:per|par|في)$/.test(next?.word ?? '') ? at + 1 : at;
  const unit = unitAt(tokens, here, ['', 'ال', 'بال']);
  if (unit?.value.code !== 'HUR') return null;
  return here > at || unit.prefix === 'بال' ? unit.next : null;
}

/** "20 L, …, 60 bidons": a little of a measure, where packages are counted further on. */
function heldBelow(claims: Claims, amount: Amount): boolean {
  const { tokens } = claims;
  if (amount.unit === null || !['LTR', 'KGM', 'GRM'].includes(amount.unit) || amount.value > 50) return false;
  for (let at = amount.next; at < Math.min(tokens.length, amount.next + 16); at++) {
    const other = tokens[at]?.kind === 'number' && claims.owners[at] === null ? amountAt(tokens, at) : null;
    if (!other) continue;
    if (other.unit !== null && ['XBX', 'XSA', 'XPX'].includes(other.unit)) return true;
    if (other.unit === null && find(vessels, tokens, other.next)) return true;
  }
  return false;
}

/** "25 kg bags", "25 كيلو للشكارة": where the package ends, or 0. */
const vehicles = set(
  'شاحنة, شاحنات, عربية, عربيه, كاميون, كميون, تريلا, قلاب, بيك اب, camion, camions, camionnette, fourgon, truck, trucks, lorry, van, trailer, remorque, كونتينر, حاوية, container, conteneur',
);

/** What a lorry carries or a machine holds, presses or lifts is no quantity of goods. */
function ofVehicle(claims: Claims, amount: Amount, kind: Kind | null, names: Named[]): boolean {
  if (!amount.unit || !['TNE', 'KGM', 'LTR', 'GRM', 'MTQ', 'FTK'].includes(amount.unit)) return false;
  if (
    kind === 'technology' ||
    names.some(
      (name) =>
        name.topic === 'machine' && name.next <= amount.first && amount.first - name.next < 4 && claims.free(name.next, amount.first),
    )
  )
    return true;
  if (amount.unit === 'FTK' && find(vehicles, claims.tokens, amount.next)) return true;
  for (const back of [1, 2]) {
    const token = claims.tokens[amount.first - back];
    if (token?.kind !== 'word' || claims.owners[amount.first - back] !== null) return false;
    if (find(vehicles, claims.tokens, amount.first - back)) return true;
  }
  return false;
}

function packageAfter(tokens: Token[], amount: Amount): number {
  if (!amount.unit || amount.value > 200 || !['KGM', 'GRM', 'LTR', 'MTR'].includes(amount.unit)) return 0;
  const here = /^(?:في|dans|in|par|per|كل)$/.test(tokens[amount.next]?.word ?? '') ? amount.next + 1 : amount.next;
  const unit = unitAt(tokens, here, ['', 'لل', 'ال', 'بال', 'في']);
  const vessel = find(vessels, tokens, here, /^[a-z]/.test(tokens[here]?.word ?? '') ? [''] : ['ال', 'لل']);
  if (vessel) return /^[a-z]/.test(tokens[here]?.word ?? '') ? vessel.next : amount.next;
  return unit && ['XBX', 'XSA', 'XRO', 'XPX'].includes(unit.value.code) && (unit.prefix !== '' || /^[a-z]/.test(tokens[here]?.word ?? ''))
    ? unit.next
    : 0;
}

/** "شيكارة 25 كيلو", "sacs de 25 kg": what one package holds. */
function contents(claims: Claims, amount: Amount, package_: number | null): boolean {
  const code = amount.unit;
  if (package_ === null || code === null || !['KGM', 'GRM', 'LTR', 'MTR', 'H87', 'PR', 'ST', 'FTK', 'MTK'].includes(code)) return false;
  // "شكارة اسمنت ابيض ٥٠ كيلو": one package at the head, and what it is full of
  const heads =
    (package_ === 0 || claims.owners[package_ - 1] === 'direction') && ['KGM', 'GRM', 'LTR', 'MTR'].includes(code) && amount.value <= 200;
  const vessel = find(vessels, claims.tokens, package_, ['', 'ال']) !== null && ['LTR', 'KGM', 'GRM'].includes(code);
  if (amount.first - package_ > (heads ? 5 : 3)) return false;
  for (let at = package_ + 1; at < amount.first; at++) {
    const token = claims.tokens[at] as Token;
    if (claims.owners[at] !== null || token.kind !== 'word') return false;
    if (!heads && !vessel && !/^(?:de|d|of|وزن|فيها|فيه|بها|به|سعه|زنه|contenant|x|كل|ب)$/.test(token.word)) return false;
  }
  return true;
}

/** The package itself is no thing of its own, where what it holds stands right behind it, unless the line is about the package. */
function contentsFrom(claims: Claims, at: number, package_: number | null): number {
  const { tokens } = claims;
  const joint = /^(?:de|d|of|فيه|فيها|وزن|سعه|زنه)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at;
  if (package_ !== joint - 1 || !claims.free(package_, at)) return joint;
  const behind = package_ > 0 && claims.owners[package_ - 1] === null && tokens[package_ - 1]?.kind === 'word';
  return behind || find(vessels, tokens, package_) === null ? package_ : joint;
}
