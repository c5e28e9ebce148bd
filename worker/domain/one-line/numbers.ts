/** Reads a number that begins at a token: digits, number words, and the two mixed, with the upper end of a range. */
import { type NumberWord, notNumbers, numberWord } from './number-words.ts';
import type { Token } from './tokens.ts';
import { find, set } from './words.ts';

export interface Numeral {
  value: number;
  /** The higher end of a range, where one is written. */
  upper: number | null;
  /** The other reading of a single separator before three digits. */
  decimal: number | null;
  /** A word that is often none: counts only before a unit. */
  weak: boolean;
  /** What is written onto the number: ب of a price, و. */
  prefix: string;
  digits: boolean;
  first: number;
  next: number;
}

const no = set(notNumbers);
const between = set('بين, ما بين, entre, between');
const rangeWords = set('ل, الى, إلى, لحد, لغاية, حتى, à, au, to, a, till, jusqu à');
const pairWords = set('et, and, و, à, ل');
const approximations = set(
  'حوالي, حوالى, تقريبا, نحو, قرابة, يجي, شي, بحدود, في حدود, environ, autour de, près de, à peu près, quelques, about, around, approx, approximately, roughly, some, at least, au moins, au minimum, minimum, على الأقل, لا يقل عن, من',
);

/** What was read of a line is not read again. */
const read = new WeakMap<Token[], Map<number, Numeral | null>>();

/** The number at a token, with a range when one is written; null when there is none. */
export function numberAt(tokens: Token[], at: number): Numeral | null {
  let known = read.get(tokens);
  if (!known) {
    known = new Map();
    read.set(tokens, known);
  }
  let numeral = known.get(at);
  if (numeral === undefined) {
    numeral = withRange(tokens, at);
    known.set(at, numeral);
  }
  return numeral;
}

function withRange(tokens: Token[], at: number): Numeral | null {
  const opened = find(between, tokens, at);
  const low = single(tokens, opened ? opened.next : at);
  if (!low) return null;
  const upper = rangeEnd(tokens, low, opened !== null || isFrom(tokens[at - 1]));
  if (opened && !upper) return low.first === at ? low : null;
  if (!upper) return low;
  // "2-3 thousand" says thousands of both
  const scaled = upper.value >= 1000 && low.value < 1000 && !low.weak && numberWordAt(tokens, upper.next - 1)?.kind === 'scale';
  const value = scaled && low.digits ? low.value * (upper.value / Math.max(1, headOf(tokens, upper))) : low.value;
  return { ...low, value, upper: upper.value, first: opened ? at : low.first, next: upper.next };
}

const isFrom = (token: Token | undefined) => token !== undefined && /^(?:من|de|from)$/.test(token.word);
const headOf = (tokens: Token[], numeral: Numeral) => tokens[numeral.first]?.value || 1;

/** Words such as "about" before a number: the token after them. */
export function afterApproximation(tokens: Token[], at: number): number {
  const sign = tokens[at];
  if (sign?.kind === 'sign' && /^[~≈±]$/.test(sign.word)) return at + 1;
  return find(approximations, tokens, at)?.next ?? at;
}

function rangeEnd(tokens: Token[], low: Numeral, opened: boolean): Numeral | null {
  const joint = tokens[low.next];
  if (!joint) return null;
  let next = -1;
  if (joint.kind === 'sign') next = /^[-–—~]$/.test(joint.word) ? low.next + 1 : -1;
  else if (find(rangeWords, tokens, low.next)) next = find(rangeWords, tokens, low.next)?.next ?? -1;
  else if (opened && find(pairWords, tokens, low.next)) next = find(pairWords, tokens, low.next)?.next ?? -1;
  const glued =
    next < 0 && joint.kind === 'word' && joint.forms.find(({ prefix, bare }) => prefix === 'ل' && numberWord(bare)?.kind === 'add');
  const high = next >= 0 ? single(tokens, next) : glued ? single(tokens, low.next) : null;
  if (!high || high.weak || high.value <= low.value) return null;
  return high;
}

/** The number word of a token, whatever Arabic wrote onto it. */
function numberWordAt(tokens: Token[], at: number): NumberWord | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.forms.map(({ bare }) => numberWord(bare)).find(Boolean) : undefined;
}

interface Sum {
  total: number;
  group: number;
  /** The magnitude below which the next scale must be. */
  below: number;
}

/** One number, without a range. */
function single(tokens: Token[], at: number): Numeral | null {
  if (find(no, tokens, at, ['', 'ال', 'ب'])) return null;
  const first = begin(tokens, at);
  if (!first) return null;
  const sum: Sum = { total: 0, group: 0, below: Number.POSITIVE_INFINITY };
  if (!take(sum, first.word, false, false)) return null;
  let next = at + 1;
  let parts = 1;
  let weak = first.word.weak === true;
  let decimal = first.decimal;
  // "half a million"
  if (first.word.kind === 'part' && tokens[next]?.word === 'a' && numberWord(tokens[next + 1]?.word ?? '')?.kind === 'scale') next++;
  for (let read = following(tokens, next, first.latin); read && parts < 12; read = following(tokens, next, first.latin)) {
    if (!take(sum, read.word, read.joined, first.digits && parts === 1)) break;
    next = read.next;
    parts++;
    weak = false;
    decimal = null;
  }
  const value = Number((sum.total + sum.group).toPrecision(15));
  if (!(value > 0) || value > 1e12) return null;
  return { value, upper: null, decimal, weak, prefix: first.prefix, digits: first.digits, first: at, next };
}

interface Beginning {
  word: NumberWord;
  prefix: string;
  digits: boolean;
  latin: boolean;
  decimal: number | null;
}

function begin(tokens: Token[], at: number): Beginning | null {
  const token = tokens[at];
  if (token?.kind === 'number') {
    const before = tokens[at - 1];
    const prefix = before?.kind === 'word' && !token.spaced && /^[بلوفك]$/.test(before.word) ? before.word : '';
    return { word: { kind: 'add', value: token.value }, prefix, digits: true, latin: false, decimal: token.decimal };
  }
  if (token?.kind !== 'word') return null;
  for (const { prefix, bare } of token.forms) {
    if (!['', 'ب', 'ل', 'و', 'وب', 'ف', 'ع'].includes(prefix)) continue;
    const word = numberWord(bare);
    if (word) return { word, prefix, digits: false, latin: /^[a-z]/.test(bare), decimal: null };
  }
  return null;
}

interface Following {
  word: NumberWord;
  joined: boolean;
  next: number;
}

/** The next part of a number: after `and`, و or nothing. */
function following(tokens: Token[], at: number, latin: boolean): Following | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.kind === 'number') return null;
  if (token.kind !== 'word') return null;
  if (/^k$/.test(token.word) && tokens[at - 1]?.kind === 'number')
    return { word: { kind: 'scale', value: 1000 }, joined: false, next: at + 1 };
  if (/^(?:و|and|et)$/.test(token.word)) {
    const after = tokens[at + 1];
    if (after?.kind === 'number')
      return token.word === 'و' ? { word: { kind: 'add', value: after.value }, joined: true, next: at + 2 } : null;
    const word = after?.kind === 'word' ? numberWord(after.word) : undefined;
    if (!word || (word.weak && word.kind !== 'part' && word.value !== 1 && word.value !== 100)) return null;
    // "and a half"
    if (word.value === 1 && numberWord(tokens[at + 2]?.word ?? '')?.kind === 'part')
      return { word: { kind: 'part', value: 0.5 }, joined: true, next: at + 3 };
    return { word, joined: true, next: at + 2 };
  }
  if (find(no, tokens, at)) return null;
  for (const { prefix, bare } of token.forms) {
    const word = prefix === '' || prefix === 'و' ? numberWord(bare) : undefined;
    if (!word) continue;
    if (prefix === '' && word.kind === 'part' && !latin) return null;
    return { word, joined: prefix === 'و', next: at + 1 };
  }
  return null;
}

/** Adds a part to the sum; false when it does not belong to the number. */
function take(sum: Sum, word: NumberWord, joined: boolean, afterDigits: boolean): boolean {
  const { group } = sum;
  const { value } = word;
  if (word.kind === 'part') return takePart(sum, value, joined);
  if (word.kind === 'scale') {
    if (value >= sum.below) return false;
    if (joined && group > 0) return takeScaleAlone(sum, value);
    sum.total += (group || 1) * value;
    sum.group = 0;
    sum.below = value;
    return true;
  }
  if (word.kind === 'hundred') {
    if (group <= 1) sum.group = 100;
    else if (group >= 2 && group <= 9 && !joined) sum.group = group * 100;
    else return false;
    return true;
  }
  if (word.kind === 'whole') {
    if (group !== 0) return false;
    if (value < 1000) sum.group = value;
    else if (value < sum.below) {
      sum.total += value;
      sum.below = 1000;
    } else return false;
    return true;
  }
  if (group === 0) {
    if (value >= sum.below) return false;
    // "mille deux" and "two thousand five" are numbers, "1000 2" is none
    sum.group = value;
    return true;
  }
  if (afterDigits) return false;
  // "une vingtaine"
  if (group === 1 && value >= 10 && !joined) sum.group = value;
  else if (group % 100 === 0 && value < 100) sum.group += value;
  else if (group % 100 === 4 && value === 20 && !joined) sum.group += 76;
  else if (group % 20 === 0 && group % 100 >= 60 && value >= 10 && value < 20) sum.group += value;
  else if (group % 10 === 0 && group % 100 >= 20 && value < 10) sum.group += value;
  else if (group % 100 < 10 && value >= 20 && value < 100 && value % 10 === 0 && joined) sum.group += value;
  else if (group % 100 >= 3 && group % 100 < 10 && value === 10 && !joined) sum.group += value;
  else return false;
  return true;
}

/** Half of the last magnitude after "and": a thousand and a half; a half of what follows at the beginning. */
function takePart(sum: Sum, value: number, joined: boolean): boolean {
  if (sum.total === 0 && sum.group === 0) {
    sum.group = value;
    return true;
  }
  if (!joined) {
    if (sum.group !== 1) return false;
    sum.group = value;
    return true;
  }
  if (sum.group === 0) sum.total += value * (sum.below === Number.POSITIVE_INFINITY ? 1 : sum.below);
  else sum.group += value;
  return true;
}

/** "مية وألف" names the lower first: one thousand and a hundred. */
function takeScaleAlone(sum: Sum, value: number): boolean {
  if (sum.total > 0) return false;
  sum.total = value + sum.group;
  sum.group = 0;
  sum.below = 1;
  return true;
}
