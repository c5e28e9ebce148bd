/** Text in lines of a given width, each in the direction of what is written. */

export type Weight = 400 | 700;

/** How far a text reaches along its line, in units of which its size has a hundred. */
export type Measure = (text: string, weight: Weight) => number;

export interface Lines {
  size: number;
  lines: string[];
}

interface Room {
  width: number;
  height: number;
  /** Sizes to choose from, the largest first. */
  sizes: readonly number[];
  /** Of one line, times its size. */
  leading: number;
  most: number;
  weight: Weight;
}

/** The text in the largest size in which it fits with its words whole; in the smallest, cut where the room ends. */
export function fitted(text: string, room: Room, measure: Measure): Lines {
  const words = text.split(' ').filter(Boolean);
  if (words.length === 0) return { size: room.sizes[0] ?? 0, lines: [] };
  const wide = (said: string) => measure(said, room.weight);
  for (const size of room.sizes) {
    const width = (room.width * 100) / size;
    const rows = Math.min(room.most, Math.floor(room.height / (size * room.leading)));
    const smallest = size === room.sizes.at(-1);
    if (!smallest && words.some((word) => wide(word) > width)) continue;
    const lines = broken(smallest ? words.flatMap((word) => pieces(word, width, wide)) : words, width, wide);
    if (lines.length <= rows) return { size, lines: lines.map((line) => line.join(' ')) };
    if (smallest) return { size, lines: cut(lines, Math.max(1, rows), width, wide) };
  }
  return { size: 0, lines: [] };
}

type Wide = (text: string) => number;

function broken(words: string[], width: number, wide: Wide): string[][] {
  const lines: string[][] = [];
  let left = 0;
  for (const word of words) {
    const needed = wide(word);
    const line = lines.at(-1);
    if (line && left >= wide(' ') + needed) {
      line.push(word);
      left -= wide(' ') + needed;
    } else {
      lines.push([word]);
      left = width - needed;
    }
  }
  return lines;
}

/** What fits of the lines, and that there was more. */
function cut(lines: string[][], rows: number, width: number, wide: Wide): string[] {
  const whole = lines.slice(0, rows).map((line) => line.join(' '));
  if (lines.length <= rows) return whole;
  const words = lines[rows - 1] ?? [];
  while (words.length > 1 && wide(`${words.join(' ')}…`) > width) words.pop();
  const last = words.join(' ');
  return [...whole.slice(0, -1), `${longestPart(last, width - wide('…'), wide)}…`];
}

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });
const arabicAtEnd = /\p{Script=Arabic}\p{M}*$/u;
const arabicAtStart = /^[\p{Script=Arabic}--[ء]]/v;
const stroke = 'ـ';
// security: what no word needs would be measured again and again
const mostLetters = 120;

// Unicode 17, ArabicShaping.txt: they join no letter behind them
const joinsNothingBehind = /[ءآأؤإاةدذرزوىٱژ]\p{M}*$/u;

/**
 * A word that is wider than a line, in parts that are not. In Arabic the letters beside a break stay joined, to a stroke: resvg loses
 * a joiner without ink at the end of a line.
 */
function pieces(word: string, width: number, wide: Wide): string[] {
  const parts: string[] = [];
  let rest = word.slice(0, 4 * mostLetters);
  while (wide(rest) > width && parts.length < 8) {
    const part = longestPart(rest, width, wide);
    if (part === rest) break;
    const behind = rest.slice(part.length);
    const joins = arabicAtEnd.test(part) && !joinsNothingBehind.test(part) && arabicAtStart.test(behind);
    parts.push(joins ? `${part}${stroke}` : part);
    rest = joins ? `${stroke}${behind}` : behind;
  }
  return [...parts, rest];
}

/** As many letters from the beginning as fit, at least one. */
function longestPart(text: string, width: number, wide: Wide): string {
  if (wide(text) <= width) return text;
  const all = [...letters.segment(text)].slice(0, mostLetters).map(({ segment }) => segment);
  let [fits, tooMany] = [1, all.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (wide(all.slice(0, middle).join('')) <= width) fits = middle;
    else tooMany = middle;
  }
  return all.slice(0, fits).join('').trimEnd();
}

export type Direction = 'rtl' | 'ltr';

/** The direction of the first letter or mark that has one (UAX 9, P2), or `otherwise`. */
export function directionOf(text: string, otherwise: Direction): Direction {
  const first = /[\p{L}\u200e\u200f\u061c]/u.exec(text)?.[0];
  if (first === undefined) return otherwise;
  return /[\p{Script=Arabic}\p{Script=Hebrew}\u200f\u061c]/u.test(first) ? 'rtl' : 'ltr';
}

/**
 * The text inside marks that give it its direction: resvg knows no `direction` and takes every text for one from left to right,
 * but obeys isolates (UAX 9, X5a to X6a). Those that stand in the text are closed, so that they reach no further.
 */
export function inDirection(text: string, direction: Direction): string {
  let open = 0;
  let closed = '';
  for (const character of text) {
    if (character === '\u2069' && open === 0) continue;
    open += character === '\u2069' ? -1 : /[\u2066-\u2068]/.test(character) ? 1 : 0;
    closed += character;
  }
  return `${direction === 'rtl' ? '\u2067' : '\u2066'}${closed}${'\u2069'.repeat(open + 1)}`;
}
