/** Reads dimensions: thickness, width, sides; written as "1.2 mm", "1.2-1.4 mm", "60x60 cm", "2 m". */
import type { Kind } from '../../../schema/listing.ts';
import type { Claims, Field } from './claims.ts';
import { type Numeral, numberAt } from './numbers.ts';
import type { Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { find, set, table } from './words.ts';

/** Units that only ever say a dimension, and those that may also count goods. */
const fine = table<string>([
  [
    'mm',
    'مم, ملم, ملي, مليمتر, ميلي, ميليمتر, مليمترات, ملليمتر, مل م, ميليم, mm, millimètre, millimètres, millimeter, millimeters, millimetre, millimetres, mils',
  ],
  [
    'cm',
    'سم, سنتي, سنتيمتر, سانتي, سانتيمتر, سانتيم, سنت, cm, cms, centimètre, centimètres, centimeter, centimeters, centimetre, centimetres',
  ],
  ['in', 'بوصة, بوصه, انش, إنش, انشات, بوصات, inch, inches, pouce, pouces'],
  ['µm', 'ميكرون, ميكرو, ميكرومتر, micron, microns, µm, um, micromètre, micromètres'],
]);
const coarse = table<string>([
  ['m', 'متر, أمتار, امتار, مترا, م, mètre, mètres, meter, meters, metre, metres, m'],
  ['ft', 'قدم, أقدام, ft, foot, feet, pied, pieds'],
]);

const axes = set(
  'عرض, بعرض, عرضه, طول, بطول, طوله, ارتفاع, بارتفاع, علو, سمك, بسمك, سماكة, بسماكة, تخانة, بتخانة, تخن, سمكه, قطر, بقطر, قياس, بقياس, مقاس, بمقاس, مقاسات, قياسات, عمق, بعمق, أبعاد, بأبعاد, حجم, épaisseur, ép, ep, epaisseur, largeur, larg, long, longueur, hauteur, haut, diamètre, diam, dia, ø, profondeur, dimensions, dimension, format, taille, dim, thickness, thick, width, wide, length, height, diameter, depth, size, sizes, gauge',
);
const after = set(
  'سمك, سماكة, تخانة, عرض, طول, ارتفاع, قطر, d épaisseur, épaisseur, de large, de largeur, de long, de longueur, de haut, de hauteur, de diamètre, diamètre, large, long, haut, thick, thickness, wide, width, long, length, high, height, tall, deep, diameter, dia, diam',
);
const lead = set("d, de, d'une, of, in, par, about, environ, حوالي, من, est, is, حتى, لحد, jusqu à, up to, max, à, supérieur à");
const by = set('في, على, ف, ضرب, sur, par, by');

/** All dimensions of the line, in their order; null when it says none. */
export function readDimensions(claims: Claims, kind: Kind | null): Field<string>[] | null {
  const { tokens } = claims;
  const found: Field<string>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const read = sides(tokens, at) ?? length(tokens, at, () => hasOtherAmount(claims, at) || ofMachine(claims, at, kind));
    if (!read || !claims.free(at, read.next)) continue;
    const first = opening(claims, at);
    claims.take('dimension', first, read.next);
    const closing = find(after, tokens, read.next);
    if (closing && first === at && claims.free(read.next, closing.next)) claims.take('dimension', read.next, closing.next);
    for (const text of read.text.split(' + ')) found.push(claims.field(text, at, read.next));
    at = read.next - 1;
  }
  return found.length > 0 ? found : null;
}

interface Read {
  text: string;
  next: number;
}

const plain = (value: number) => String(Number(value.toPrecision(12)));

/** 60x60 سم, 2 م × 3 م, 120 في 60. */
function sides(tokens: Token[], at: number): Read | null {
  if (tokens[at]?.kind !== 'number') return null;
  const values: string[] = [];
  let unit: string | null = null;
  let next = at;
  while (values.length < 4) {
    const token = tokens[next];
    if (token?.kind !== 'number') break;
    values.push(plain(token.decimal ?? token.value));
    next++;
    const here = lengthUnit(tokens, next);
    if (here) {
      // 150 cm x 50 m are two dimensions
      if (unit && unit !== here.unit)
        return { text: `${values.slice(0, -1).join('x')} ${unit} + ${values.at(-1)} ${here.unit}`, next: here.next };
      unit = here.unit;
      next = here.next;
    }
    const sign = tokens[next];
    if (sign?.kind === 'sign' && sign.word === 'x' && tokens[next + 1]?.kind === 'number') next++;
    else if (sign && find(by, tokens, next) && tokens[next + 1]?.kind === 'number' && saysSides(tokens, at, next + 1)) {
      next++;
    } else break;
  }
  if (values.length < 2) return null;
  if (!unit && countsGoods(tokens, next)) return null;
  return { text: unit ? `${values.join('x')} ${unit}` : values.join('x'), next };
}

/** 2 × 500 kg says two of something. */
function countsGoods(tokens: Token[], at: number): boolean {
  const unit = unitAt(tokens, at);
  return unit !== null && !['CMT', 'MTR', 'FTK', 'ST', 'H87', 'XBX', 'XSA', 'XRO', 'XPX', 'SET'].includes(unit.value.code);
}

/** "60 في 60": a length stands behind the second number, or a word such as size before the first. */
function saysSides(tokens: Token[], first: number, second: number): boolean {
  if (isAxis(tokens, first) || lengthUnit(tokens, second + 1) !== null || lengthUnit(tokens, first + 1) !== null) return true;
  // two sides of a tile, where nothing else is counted by the second
  const [a, b] = [tokens[first]?.value ?? 0, tokens[second]?.value ?? 0];
  return (
    /^(?:في|ف|على|ضرب)$/.test(tokens[second - 1]?.word ?? '') &&
    a >= 10 &&
    b >= 10 &&
    a <= 400 &&
    b <= 400 &&
    unitAt(tokens, second + 1) === null
  );
}

const isAxis = (tokens: Token[], at: number) => find(axes, tokens, at - 1)?.next === at;

function lengthUnit(tokens: Token[], at: number): { unit: string; next: number; fine: boolean } | null {
  const sign = tokens[at];
  if (sign?.kind === 'sign' && /^["″”]$/.test(sign.word)) return { unit: 'in', next: at + 1, fine: true };
  const small = find(fine, tokens, at);
  if (small) return squared(tokens, small.next) ? null : { unit: small.value, next: small.next, fine: true };
  const big = find(coarse, tokens, at);
  const unit = unitAt(tokens, at);
  if (!big || !unit || unit.next > big.next || !['MTR', 'FTK'].includes(unit.value.code)) return null;
  return { unit: big.value, next: big.next, fine: false };
}

const squared = (tokens: Token[], at: number) => /^(?:مربع|مكعب|[23]|٢|٣)$/.test(tokens[at]?.word ?? '') && tokens[at]?.spaced === false;

/** 1.2 مم, 1.2–1.4 mm, عرض 2 متر. */
function length(tokens: Token[], at: number, another: () => boolean): Read | null {
  const numeral = numberAt(tokens, at);
  if (!numeral || (numeral.weak && !isAxis(tokens, at)) || numeral.first !== at) return null;
  const unit = lengthUnit(tokens, numeral.next);
  if (!unit) return null;
  if (!unit.fine && !(named(tokens, numeral, unit.next) || (unit.unit === 'm' && small(numeral) && another()))) return null;
  const value = plain(numeral.decimal ?? numeral.value);
  return { text: `${numeral.upper === null ? value : `${value}-${plain(numeral.upper)}`} ${unit.unit}`, next: unit.next };
}

const small = (numeral: Numeral) => numeral.value <= 12;

/** A word such as width stands before the number, with little between, or behind its unit. */
function named(tokens: Token[], numeral: Numeral, next: number): boolean {
  let at = numeral.first;
  for (let back = 0; back < 3 && at > 0; back++, at--) {
    if (isAxis(tokens, at)) return true;
    const token = tokens[at - 1];
    if (token?.kind === 'sign' ? !/^[:=]$/.test(token.word) : find(lead, tokens, at - 1)?.next !== at) break;
  }
  return find(after, tokens, next) !== null && !/^عرض$/.test(tokens[next]?.word ?? '');
}

/** Another amount with a unit of goods stands in the line, so that a few metres are a measure of the thing. */
function hasOtherAmount(claims: Claims, at: number): boolean {
  const { tokens } = claims;
  for (let here = Math.max(0, at - 12); here < Math.min(tokens.length, at + 12); here++) {
    if (here === at) continue;
    const numeral = tokens[here]?.kind === 'number' ? numberAt(tokens, here) : null;
    if (!numeral) continue;
    const unit = unitAt(tokens, numeral.next);
    if (unit && !['MTR', 'CMT', 'DAY', 'MON', 'HUR'].includes(unit.value.code) && claims.free(here, unit.next)) return true;
  }
  return false;
}

/** "presse plieuse 3 m": a machine is not sold by the metre. */
const ofMachine = ({ tokens }: Claims, at: number, kind: Kind | null) =>
  (kind === 'technology' && tokens[at - 1]?.kind === 'word') || (kind === 'subcontracting' && find(upTo, tokens, at - 1) !== null);
const upTo = set('حتى, لحد, لغاية, to, à, max, a');

/** Words such as "width of" before a dimension belong to it. */
function opening(claims: Claims, at: number): number {
  const { tokens } = claims;
  let first = at;
  for (let back = 0; back < 3 && first > 0 && claims.owners[first - 1] === null; back++) {
    const token = tokens[first - 1] as Token;
    const axis = find(axes, tokens, first - 1, ['', 'ال', 'ب', 'و'])?.next === first;
    const leads = token.kind === 'sign' ? /^[:=.]$/.test(token.word) : find(lead, tokens, first - 1)?.next === first;
    if (axis) first--;
    else if (leads && (find(axes, tokens, first - 2, ['', 'ال', 'ب', 'و'])?.next === first - 1 || /^(?:de|d|من)$/.test(token.word)))
      first--;
    else break;
    if (axis) break;
  }
  return first;
}
