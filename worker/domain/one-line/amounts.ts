/** Reads amounts of goods: a number with a unit, a dual, a half, or a unit alone that stands for one. */
import type { Unit } from '../../../schema/quantity.ts';
import { afterApproximation, numberAt } from './numbers.ts';
import type { Token } from './tokens.ts';
import { type UnitWord, unitAt } from './units.ts';
import { find, set } from './words.ts';

export interface Amount {
  value: number;
  unit: Unit | null;
  word: UnitWord | null;
  first: number;
  next: number;
  /** Where the number stands, and the unit; the same for a dual. */
  numberFirst: number;
  numberNext: number;
  unitFirst: number;
  unitNext: number;
  digits: boolean;
}

const articles = set("a, an, of, of a, de, d', un, une, من");
/** Between a number and its unit: "20 good pairs", "500 vrais kg" are not read; "2 x" is. */
const round = (value: number) => Number(value.toPrecision(12));

/** The amount that begins at a token, with its unit or without; weak numbers need one. */
export function amountAt(tokens: Token[], at: number): Amount | null {
  const begin = afterApproximation(tokens, at);
  const numeral = numberAt(tokens, begin);
  if (!numeral) return begin === at ? dualAt(tokens, at) : null;
  let unitFirst = numeral.next;
  // "half a ton", "un quart de tonne"
  if (numeral.value < 1 || numeral.value % 1000 === 0) unitFirst = find(articles, tokens, unitFirst)?.next ?? unitFirst;
  let unit = unitAt(tokens, unitFirst);
  if (!unit && unitFirst !== numeral.next) {
    unitFirst = numeral.next;
    unit = unitAt(tokens, unitFirst);
  }
  // "à l'huile": an article before a letter is no litre
  const letter = numeral.weak && tokens[unitFirst]?.word.length === 1;
  if (!unit || unit.value.dual || letter) {
    if (numeral.weak) return null;
    const bare = { value: numeral.value, unit: null, word: null, first: at, next: numeral.next, digits: numeral.digits };
    return { ...bare, numberFirst: begin, numberNext: numeral.next, unitFirst: begin, unitNext: numeral.next };
  }
  const more = fractionAfter(tokens, unit.next);
  const doubled = dozenOf(tokens, more.next, unit.value.code);
  return {
    value: round((numeral.value + more.value) * unit.value.times),
    unit: doubled ? 'DPR' : unit.value.code,
    word: unit.value,
    first: at,
    next: doubled ?? more.next,
    numberFirst: begin,
    numberNext: numeral.next,
    unitFirst,
    unitNext: doubled ?? unit.next,
    digits: numeral.digits,
  };
}

/** طنين; with a half behind it as well. */
function dualAt(tokens: Token[], at: number): Amount | null {
  const unit = unitAt(tokens, at, ['', 'ب', 'ل', 'و']);
  if (!unit?.value.dual) return null;
  const more = fractionAfter(tokens, unit.next);
  const spots = { numberFirst: at, numberNext: unit.next, unitFirst: at, unitNext: unit.next, digits: false };
  const value = round(unit.value.times + (more.value * unit.value.times) / 2);
  return { value, unit: unit.value.code, word: unit.value, first: at, next: more.next, ...spots };
}

/** A unit without a number, which says one: "طن حديد". */
export function oneAt(tokens: Token[], at: number): Amount | null {
  const unit = unitAt(tokens, at);
  if (!unit?.value.bare || unit.value.dual || (tokens[at] as Token).word.length < 2) return null;
  const more = fractionAfter(tokens, unit.next);
  const doubled = dozenOf(tokens, more.next, unit.value.code);
  return {
    value: round((1 + more.value) * unit.value.times),
    unit: doubled ? 'DPR' : unit.value.code,
    word: unit.value,
    first: at,
    next: doubled ?? more.next,
    numberFirst: at,
    numberNext: unit.next,
    unitFirst: at,
    unitNext: doubled ?? unit.next,
    digits: false,
  };
}

/** "ونص" and "et demie" after a unit. */
function fractionAfter(tokens: Token[], at: number): { value: number; next: number } {
  const first = tokens[at]?.word ?? '';
  const second = tokens[at + 1]?.word ?? '';
  if (/^ونص(?:ف)?$/.test(first)) return { value: 0.5, next: at + 1 };
  if (/^وربع$/.test(first)) return { value: 0.25, next: at + 1 };
  if (/^(?:و|et|and)$/.test(first) && /^(?:نص|نصف|demi|demie)$/.test(second)) return { value: 0.5, next: at + 2 };
  if (first === 'and' && second === 'a' && tokens[at + 2]?.word === 'half') return { value: 0.5, next: at + 3 };
  return { value: 0, next: at };
}

/** "دستة جوز" and "douzaines de paires" are dozens of pairs. */
function dozenOf(tokens: Token[], at: number, code: Unit): number | null {
  if (code !== 'DZN') return null;
  const here = /^(?:de|of)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;
  const pair = unitAt(tokens, here);
  return pair?.value.code === 'PR' && !pair.value.dual ? pair.next : null;
}
