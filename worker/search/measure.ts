/** Numbers with their units: `1.2 مم`, `١٫٢ ملم` and `1,2 mm` are one word, and so are 5 سم and 50 mm. */
import { fold } from './fold.ts';
import type { Piece } from './pieces.ts';

/** Pieces read as one measure: the forms under which it is found, the most exact first. */
export interface Measure {
  length: number;
  forms: string[];
}

const names: [unit: string, factor: number, ...names: string[]][] = [
  ['mm', 1, 'مم', 'ملم', 'ملي', 'مليمتر', 'ميلي', 'ميليمتر', 'مليمترات', 'mm', 'millimetre', 'millimetres', 'millimeter', 'millimeters'],
  ['mm', 10, 'سم', 'سنتي', 'سنتيمتر', 'سانتي', 'سانتيمتر', 'cm', 'cms', 'centimetre', 'centimetres', 'centimeter', 'centimeters'],
  ['mm', 1000, 'م', 'متر', 'امتار', 'مترا', 'مترين', 'm', 'mtr', 'metre', 'metres', 'meter', 'meters'],
  ['mm', 25.4, 'بوصه', 'انش', 'انشات', 'inch', 'inches', 'pouce', 'pouces'],
  ['um', 1, 'ميكرون', 'ميكرو', 'micron', 'microns', 'µm', 'um'],
  ['ft', 1, 'قدم', 'اقدام', 'ft', 'sqft', 'foot', 'feet', 'pied', 'pieds'],
  ['g', 1, 'جم', 'جرام', 'غ', 'غم', 'غرام', 'g', 'gr', 'gram', 'grams', 'gramme', 'grammes'],
  ['g', 1000, 'كجم', 'كغ', 'كغم', 'كيلو', 'كيلوجرام', 'كيلوغرام', 'kg', 'kgs', 'kilo', 'kilos', 'kilogram', 'kilogramme', 'kilogrammes'],
  ['g', 100_000, 'قنطار', 'قناطير', 'quintal', 'quintaux'],
  ['g', 1_000_000, 'طن', 'اطنان', 't', 'ton', 'tons', 'tonne', 'tonnes'],
  ['ml', 1, 'مل', 'ml', 'cc'],
  ['ml', 1000, 'لتر', 'ليتر', 'لترات', 'l', 'litre', 'litres', 'liter', 'liters'],
  ['m2', 1, 'm2', 'sqm'],
  ['m3', 1, 'm3', 'cbm'],
  ['w', 1, 'وات', 'واط', 'w', 'watt', 'watts'],
  ['w', 1000, 'كيلووات', 'كيلوواط', 'kw'],
  ['va', 1000, 'kva', 'كيفا'],
  ['hp', 1, 'حصان', 'hp', 'cv'],
  ['v', 1, 'فولت', 'v', 'volt', 'volts'],
  ['a', 1, 'امبير', 'amp', 'amps', 'ampere', 'amperes'],
  ['bar', 1, 'بار', 'bar', 'bars'],
  ['%', 1, '%', '٪'],
];
const units = new Map(names.flatMap(([unit, factor, ...all]) => all.map((name) => [fold(name), { unit, factor }] as const)));

/** Second words that make an area of a length. */
const square = /^(?:مربع|مربعه|carre|carres)$/;

const number = /^\d+(?:\.\d+)?$/;
const numberAndUnit = /^(\d+(?:\.\d+)?)([a-zµ]+[23]?)$/;
const sides = /^(\d+(?:\.\d+)?)(?:x(\d+(?:\.\d+)?))(?:x(\d+(?:\.\d+)?))?([a-z]+)?$/;

const times = /^\s*[x×*]\s*$/i;
const dash = /^\s*[-–—~]\s*$/;

/** The measure that begins with the piece at `at`, or null. */
export function measureAt(text: string, pieces: Piece[], at: number): Measure | null {
  const first = pieces[at] as Piece;
  if (!/^\d/.test(first.folded)) return null;
  const box = sides.exec(first.folded);
  if (box) return boxOf([box[1], box[2], box[3]].filter((side) => side !== undefined).map(Number), box[4], text, pieces, at, 1);
  const glued = numberAndUnit.exec(first.folded);
  if (glued) {
    const unit = units.get(glued[2] as string);
    return unit ? { length: 1, forms: [withUnit(Number(glued[1]), unit), plain(Number(glued[1]))] } : null;
  }
  if (!number.test(first.folded)) return null;

  const values = [Number(first.folded)];
  let last = at;
  const joined = (sign: RegExp): number | null => {
    // the x of 60 x 60 is a piece of its own
    const to = sign === times && pieces[last + 1]?.folded === 'x' ? last + 2 : last + 1;
    const [here, next] = [pieces[last] as Piece, pieces[to]];
    return next !== undefined && /^\d/.test(next.folded) && sign.test(text.slice(here.end, next.start)) ? to : null;
  };
  const kind = joined(times) !== null ? times : joined(dash) !== null ? dash : null;
  let gluedUnit: string | undefined;
  for (let next = kind && joined(kind); kind && next !== null && values.length < 3; next = gluedUnit ? null : joined(kind)) {
    const value = /^(\d+(?:\.\d+)?)([a-z]+)?$/.exec((pieces[next] as Piece).folded);
    if (!value) break;
    values.push(Number(value[1]));
    gluedUnit = value[2];
    last = next;
    if (kind === dash) break;
  }
  const length = last - at + 1;
  if (kind === times && values.length > 1) return boxOf(values, gluedUnit, text, pieces, at, length);

  // %70 is how 70% looks where Arabic is typed
  const share = kind === null && /(?:^|\P{Nd})[%٪]$/u.test(text.slice(Math.max(0, first.start - 2), first.start));
  const found = gluedUnit
    ? { unit: units.get(gluedUnit), length: 0 }
    : share
      ? { unit: units.get('%'), length: 0 }
      : unitAfter(text, pieces, last);
  const all = values.length === 2 ? between(values[0] as number, values[1] as number, found.unit === undefined) : values;
  const { unit } = found;
  const forms = unit ? [...all.map((value) => withUnit(value, unit)), ...all.map(plain)] : all.map(plain);
  return { length: length + found.length, forms: [...new Set(forms)] };
}

type Known = { unit: string; factor: number };

/** The unit right after a number, and of how many pieces it is. */
function unitAfter(text: string, pieces: Piece[], at: number): { unit: Known | undefined; length: number } {
  const here = pieces[at] as Piece;
  if (/^\s?[%٪]/.test(text.slice(here.end, here.end + 2))) return { unit: units.get('%'), length: 0 };
  const next = pieces[at + 1];
  if (!next || !/^[\s.]*$/.test(text.slice(here.end, next.start))) return { unit: undefined, length: 0 };
  const unit = units.get(next.folded);
  // the T of 10 T-shirts is no ton
  if (!unit || (next.end - next.start === 1 && /^-\p{L}/u.test(text.slice(next.end, next.end + 3)))) return { unit: undefined, length: 0 };
  const after = pieces[at + 2];
  if (unit.unit === 'mm' && unit.factor === 1000 && after) {
    if (square.test(after.folded)) return { unit: units.get('m2'), length: 2 };
    // م٢ is written without a space
    if (after.start === next.end && /^[23]$/.test(after.folded)) return { unit: units.get(`m${after.folded}`), length: 2 };
  }
  return { unit, length: 1 };
}

/** Sides: `60x60`, and in millimetres where the unit is said. Of `6 x 500 ml` one is 500 ml. */
function boxOf(values: number[], glued: string | undefined, text: string, pieces: Piece[], at: number, length: number): Measure {
  const found = glued ? { unit: units.get(glued), length: 0 } : unitAfter(text, pieces, at + length - 1);
  const bare = values.map(plain).join('x');
  const { unit } = found;
  if (!unit) return { length, forms: [bare] };
  if (unit.unit !== 'mm') return { length: length + found.length, forms: [withUnit(values.at(-1) as number, unit), bare] };
  return { length: length + found.length, forms: [`${values.map((value) => plain(value * unit.factor)).join('x')}mm`, bare] };
}

/** All sizes of a short range of whole numbers (36-41), else its two ends. */
function between(from: number, to: number, whole: boolean): number[] {
  if (!whole || !Number.isInteger(from) || !Number.isInteger(to) || to <= from || to - from > 16 || to > 70) return [from, to];
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

const withUnit = (value: number, { unit, factor }: Known) => (unit === '%' ? `${plain(value)}pct` : `${plain(value * factor)}${unit}`);
/** Codes have more digits than a measure needs. */
const plain = (value: number) => String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(12)));
