/** Which characters a font has a glyph for, and a text without those that it lacks. */
import type { Locale } from '../../../schema/ids.ts';

/** Characters by code point. */
export type Letters = ReadonlySet<number>;

/** The characters of a TrueType font: its `cmap` in format 4 (OpenType 1.9, "cmap"), which has those of the basic plane. */
export function lettersOf(font: ArrayBuffer): Letters {
  const view = new DataView(font);
  const letters = new Set<number>();
  const table = cmapAt(view);
  if (table === null) return letters;
  const twice = view.getUint16(table + 6);
  const [ends, begins] = [table + 14, table + 16 + twice];
  for (let at = 0; at < twice; at += 2)
    for (let letter = view.getUint16(begins + at); letter <= view.getUint16(ends + at) && letter < 0xffff; letter += 1) letters.add(letter);
  return letters;
}

function cmapAt(view: DataView): number | null {
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    if (view.getUint32(at) !== 0x636d6170) continue;
    const cmap = view.getUint32(at + 8);
    for (let record = cmap + 4; record < cmap + 4 + 8 * view.getUint16(cmap + 2); record += 8) {
      const table = cmap + view.getUint32(record + 4);
      if (view.getUint16(table) === 4) return table;
    }
  }
  return null;
}

// what people write in the markets of today and the font lacks, by what stands for it
const instead: Record<string, string> = {
  '₪': '\u00a0ILS\u00a0',
  ڨ: 'ڤ',
  ڭ: 'گ',
  ۀ: 'ه',
  μ: 'µ',
  '\u2010': '-',
  '\u2033': '"',
  '\u202f': '\u00a0',
};

/** Joiners, isolates, and marks of direction: they have no glyph, and resvg obeys them. */
const unseen = /^[\u200c-\u200f\u061c\u2066-\u2069]$/;

/**
 * The text as the font can draw it, on one line. A character that it lacks is written otherwise or left out: resvg would draw a box,
 * and draw it over the letters beside it.
 */
export function drawable(text: string, letters: Letters, locale: Locale): string {
  // fonts name glyphs for some control characters, but XML has none of them
  const known = (character: string) => !/\p{C}/u.test(character) && letters.has(character.codePointAt(0) ?? 0);
  const drawn = (character: string): string => {
    if (unseen.test(character) || known(character)) return character;
    if (character === '₪' && locale === 'ar') return '\u00a0شيكل\u00a0';
    const other = instead[character];
    if (other !== undefined) return other;
    return [...character.normalize('NFKC')].map((one) => (known(one) ? one : (instead[one] ?? ''))).join('');
  };
  return [...text.toWellFormed().normalize('NFC')]
    .map((character) => (/[\t-\r ]/.test(character) ? ' ' : drawn(character)))
    .join('')
    .replace(/(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])/gu, '')
    .replace(/ ?\u00a0[ \u00a0]*/g, '\u00a0')
    .replace(/ {2,}/g, ' ')
    .replace(/^[ \u00a0]+|[ \u00a0]+$/g, '');
}
