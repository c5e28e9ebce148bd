/** Cuts a line into numbers, words and signs, folded as the search folds, each with where it stands in the line. */
import { fold } from '../../search/fold.ts';
import { remembering } from '../../search/memory.ts';

/** `spaced`: white space stands before it. `word` is folded; `value` is there for digits; `date` for a day written as 15/03/2027. */
export interface Token {
  kind: 'number' | 'word' | 'sign' | 'date';
  start: number;
  end: number;
  word: string;
  spaced: boolean;
  value: number;
  /** What the digits say when a single separator before three digits is read as the decimal one: 1.250 as 1.25. */
  decimal: number | null;
  written: string;
  forms: Form[];
}

/** A word without what Arabic writes onto its beginning. */
export interface Form {
  prefix: string;
  bare: string;
}

const parts = [
  // 15/03/2027, 2027-03-15
  String.raw`(?<day>(?<!\p{Nd})(?:\p{Nd}{4}[\-\/.]\p{Nd}{1,2}[\-\/.]\p{Nd}{1,2}|\p{Nd}{1,2}(?<slash>[\-\/.])\p{Nd}{1,2}\k<slash>(?:\p{Nd}{4}|\p{Nd}{2}))(?![\p{Nd}.,]?\p{Nd}))`,
  // 0555 12 34 56, +20 100 123 4567
  String.raw`(?<phone>(?<!\p{Nd})(?:\+|00|0(?=\p{Nd}{1,3}[ .\-]\p{Nd}))\p{Nd}{1,4}(?:[ .\-]?\p{Nd}{2,4}){2,4}(?!\p{Nd}))`,
  // 1 500, 1.500,50
  String.raw`(?<number>\p{Nd}{1,3}(?:[ \u00A0\u202F]\p{Nd}{3})+(?:[.,٫]\p{Nd}{1,2})?(?!\p{Nd})|\p{Nd}+(?:[.,٫٬،']\p{Nd}+)*)`,
  String.raw`(?<times>(?<=\p{Nd} ?| )[xX×✕*](?= ?\p{Nd}))`,
  String.raw`(?<arabic>[\p{L}&&\p{Script=Arabic}][[\p{L}&&\p{Script=Arabic}]\p{M}ـ\u200C-\u200F]*)`,
  String.raw`(?<elided>(?:\p{L}|[Qq]u|[Jj]usqu|[Ll]orsqu)['’](?=\p{L}))`,
  String.raw`(?<latin>[\p{L}--\p{Script=Arabic}][[\p{L}\p{N}\p{M}]--\p{Script=Arabic}]*)`,
  String.raw`(?<joint>(?<=\p{L})[\-‐‑'’](?=\p{L}))`,
  String.raw`(?<other>\S)`,
];
const pattern = new RegExp(parts.join('|'), 'gv');

/** Beginnings that Arabic writes onto a word, the longest first; `ال` with what may stand before it, then single letters. */
const prefixes = [
  'وبال',
  'وعال',
  'وال',
  'بال',
  'فال',
  'كال',
  'عال',
  'هال',
  'ولل',
  'ال',
  'لل',
  'وب',
  'ول',
  'و',
  'ب',
  'ل',
  'ف',
  'ك',
  'ع',
  'ه',
];

/** Grades and series are numbers of their own: `inox 304 500 kg` is not three hundred thousand. */
const graded = /(?:^|[^\p{L}])(?:inox|stainless|ستانلس|استانلس|acier|steel|grade|alu|ral|iso|type|série|نمرة|رقم|en|din)\s*$/iu;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const push = (kind: Token['kind'], start: number, written: string, more: Partial<Token> = {}) => {
    const word = kind === 'word' ? foldedOf(written) : written;
    if (kind === 'word' && !word) return;
    tokens.push({
      kind,
      start,
      end: start + written.length,
      word,
      spaced: start > end || start === 0,
      value: Number.NaN,
      decimal: null,
      written,
      forms: kind === 'word' ? formsOf(word) : [],
      ...more,
    });
    end = start + written.length;
  };
  for (const match of text.matchAll(pattern)) {
    const [written] = match;
    const { day, number, times, arabic, elided, latin, joint, phone } = match.groups ?? {};
    const start = match.index;
    if (day !== undefined) {
      if (isDay(day)) push('date', start, written);
      else pushDigits(start, written, push);
    } else if (number !== undefined) {
      const spaces = /[ \u00A0\u202F]/.test(number);
      if (spaces && (number.startsWith('0') || graded.test(text.slice(Math.max(0, start - 16), start)))) pushDigits(start, written, push);
      else pushNumber(start, written, push);
    } else if (phone !== undefined) push('sign', start, written, { word: '☎' });
    else if (times !== undefined) push('sign', start, written, { word: 'x' });
    else if (arabic !== undefined || latin !== undefined) push('word', start, written);
    else if (elided !== undefined) push('word', start, written);
    else if (joint !== undefined) end = start + 1;
    else push('sign', start, written);
  }
  return tokens;
}

type Push = (kind: Token['kind'], start: number, written: string, more?: Partial<Token>) => void;

/** The parts of digits that are no day and no number of groups. */
function pushDigits(start: number, written: string, push: Push): void {
  for (const part of written.matchAll(/\p{Nd}+|\S/gu))
    if (/\p{Nd}/u.test(part[0])) pushNumber(start + part.index, part[0], push);
    else push('sign', start + part.index, part[0]);
}

/** A number; a list of numbers (36,37,38) or a telephone is cut or left as a word. */
function pushNumber(start: number, written: string, push: Push): void {
  const plain = asciiDigits(written);
  const phone = /^0\d{7,}$/.test(plain) || plain.replace(/\D/g, '').length > 13;
  const read = phone ? null : readDigits(plain);
  if (read) push('number', start, written, read);
  else if (phone || /^\p{Nd}+$/u.test(written)) push('sign', start, written);
  else pushDigits(start, written, push);
}

/**
 * Digits with their separators: groups of three are thousands (1.500, 1 500, ١٬٥٠٠), anything else behind the last separator decimals
 * (1.2, 12,50, 0.500). A single separator before three digits is thousands; `decimal` keeps the other reading.
 */
export function readDigits(written: string): { value: number; decimal: number | null } | null {
  const text = written.replace(/[ \u00A0\u202F'٬]/g, '').replace(/،/g, ',');
  if (/^\d+$/.test(text)) return { value: Number(text), decimal: null };
  const decimalSign = /^(\d+)٫(\d+)$/.exec(text);
  if (decimalSign) return { value: Number(`${decimalSign[1]}.${decimalSign[2]}`), decimal: null };
  const single = /^(\d+)[.,](\d+)$/.exec(text);
  if (single) {
    const decimal = Number(`${single[1]}.${single[2]}`);
    const thousands = /^[1-9]\d{0,2}$/.test(single[1] as string) && single[2]?.length === 3;
    return thousands ? { value: decimal * 1000, decimal } : { value: decimal, decimal: null };
  }
  if (/^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text)) return { value: Number(text.replaceAll('.', '').replace(',', '.')), decimal: null };
  if (/^[1-9]\d{0,2}(,\d{3})+([.٫]\d+)?$/.test(text)) return { value: Number(text.replaceAll(',', '').replace('٫', '.')), decimal: null };
  return null;
}

/** Digits of every script as ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    if (code <= 0x39) return digit;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String((code - zero) % 10);
  });
}

/** A written day: the month is one to twelve and the day one to thirty-one. */
function isDay(written: string): boolean {
  const [a = 0, b = 0, c = 0] = asciiDigits(written).split(/[-/.]/).map(Number);
  const [year, month, day] = a > 1000 ? [a, b, c] : [c, b, a];
  if (c < 100 && a < 1000 && !written.includes('/')) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && (year >= 2000 || year < 100) && year < 2200;
}

function formsOf(word: string): Form[] {
  const forms: Form[] = [{ prefix: '', bare: word }];
  if (!/^[\u0600-\u06FF]/.test(word) || word.length > 24) return forms;
  for (const prefix of prefixes)
    if (word.length - prefix.length >= 2 && word.startsWith(prefix)) forms.push({ prefix, bare: word.slice(prefix.length) });
  return forms;
}

/** Folding takes longer than remembering. */
export const foldedOf = remembering({ most: 10_000, longest: 40 }, (written) => fold(written).replace(/['’]/g, ''));
