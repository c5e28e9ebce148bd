/** Measures that something has or has not: a thickness, a weight of paper, what a jar holds. How much of it is wanted is none of them. */
import type { Token } from '../../search/analyze.ts';
import { fold } from '../../search/fold.ts';
import type { Reading } from './reading.ts';

/** By unit, ranges of what is said: in millimetres, micrometres, grams … */
export type Sizes = Record<string, [min: number, max: number][]>;

const measured = /^(\d+(?:\.\d+)?)(mm|um|g|ml|w|va|hp|v|a|bar|pct)$/;
/** What a thing has a number of, which makes it another: a carton of 3 layers, a machine with 5 axes. Nothing that is bought by number. */
const counted: [RegExp, string][] = [
  [/^(?:طبق|طبقات|طبقه|plis?|ply|plies|layers?)$/, 'layers'],
  [/^(?:محور|محاور|axes?|axis)$/, 'axes'],
  [/^(?:عين|عيون|empreintes?|cavity|cavities)$/, 'cavities'],
];

const partsOf = (written: string): string | undefined => counted.find(([words]) => words.test(fold(written)))?.[1];
/** Units of the table above, which no trade writes as such. */
export const isCounted = (unit: string): boolean => counted.some(([, one]) => one === unit);

/** Beyond these it is an amount, not a size. */
const most: Record<string, number> = { mm: 1_000, g: 999, ml: 30_000 };

/** Between the ends of a range: 3 à 4 mm, من 39 لـ 45. */
const between = /^\s*(?:à|a|to|لـ?|ال[ىي]|إل[ىي]|حت[ىي]|-|–)\s*$/i;

/** Any size that is not above: up to 400 mm, لحد 60 سم. */
const upper = /(?:up to|max\.?|maximum|jusqu['’]?(?:à|a)|لحد|لغاية|حت[ىي]|بحد أقصى|لا يزيد عن)\s*$/i;

/** Between several of one unit: 5 و 7 و 9 سم. */
const and = /^\s*(?:و|et|and|ou|or|أو|[,،/])\s*$/i;

export function sizesOf(readings: Reading[]): Sizes {
  const sizes: Sizes = {};
  for (const { said, text } of readings) addSizes(sizes, said, text);
  return sizes;
}

function addSizes(sizes: Sizes, tokens: Token[], text: string): void {
  let low: { value: number; end: number } | null = null;
  let listed: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (!token.measure) continue;
    const bare = token.forms.length === 1 ? Number(token.forms[0]) : Number.NaN;
    const next = tokens[at + 1];
    const parts = next && Number.isInteger(bare) && /^[\s-]?$/.test(text.slice(token.end, next.start)) ? partsOf(next.written) : undefined;
    if (parts) add(parts, [bare, bare]);
    const from = low && between.test(text.slice(low.end, token.start)) ? low.value : null;
    listed = low && and.test(text.slice(low.end, token.start)) ? [...listed, low.value] : [];
    low = Number.isFinite(bare) ? { value: bare, end: token.end } : null;
    const values = token.forms.map((form) => measured.exec(form)).filter((one) => one !== null);
    const [first] = values;
    if (!first) continue;
    const unit = first[2] as string;
    const all = values.map((one) => Number(one[1]));
    const written = Number(token.forms.find((form) => /^[\d.]+$/.test(form)) ?? 1);
    for (const one of listed)
      if (one < (most[unit] ?? Infinity)) add(unit, [(one * (all[0] as number)) / written, (one * (all[0] as number)) / written]);
    if (from !== null && from < written) all.push((from * (all[0] as number)) / written);
    const upTo = from === null && upper.test(text.slice(0, token.start));
    const range: [number, number] = [upTo ? 0 : Math.min(...all), Math.max(...all)];
    if (range[1] > (most[unit] ?? Number.POSITIVE_INFINITY)) continue;
    add(unit, range);
    // a carpenter's 18 مل are millimetres
    if (unit === 'ml' && /مل$/.test(token.written) && range[1] <= 100) add('mm', range);
  }
  function add(unit: string, range: [number, number]) {
    sizes[unit] = [...(sizes[unit] ?? []), range].slice(0, 4);
  }
}

/** How far two values may differ that are called the same. */
const tolerance = 0.12;
/** Values that differ by more than this are of different things: a thickness and a width. */
const related = 8;

/** Whether two listings name sizes of the same thing that exclude each other; true where they agree, null where nothing can be said. */
export function sizesAgree(a: Sizes, b: Sizes): boolean | null {
  let agree: boolean | null = null;
  for (const unit of Object.keys(a)) {
    for (const [min, max] of a[unit] ?? []) {
      const others = (b[unit] ?? []).filter(([low, high]) => low <= max * related && high >= min / related);
      if (others.length === 0) continue;
      const met = others.some(([low, high]) => low <= max * (1 + tolerance) && high >= min * (1 - tolerance));
      if (!met) return false;
      // to have as many parts makes them no likelier
      if (!isCounted(unit)) agree = true;
    }
  }
  return agree;
}
