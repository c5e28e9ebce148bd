/** The picture of a shared link: letters, lines, directions and edges, as they are drawn. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped } from '../../worker/outside/cards/card.ts';
import { drawable } from '../../worker/outside/cards/letters.ts';
import { directionOf, fitted, inDirection } from '../../worker/outside/cards/lines.ts';
import { pngOf } from '../../worker/outside/cards/raster.ts';
import { card, fonts, inkOf, measure, svg } from '../support/cards.ts';

/** That of titles, and of nothing else where there are no figures. */
const ink = '#2a211b';
const edgeOfText = 72;
const titleIn = (shown: Parameters<typeof inkOf>[0]) => {
  const found = inkOf(shown, ink);
  if (!found) throw new Error('no title');
  return found;
};
const textsOf = (image: string) => [...image.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
/** The lines of a title, without the marks around them. */
const titleOf = (image: string) =>
  [...image.matchAll(/<text [^>]*fill="#2a211b"[^>]*>[\u2066\u2067]([^<]*)\u2069<\/text>/g)].map(([, text = '']) => text);
const apart = (word: string) => [...word].join('\u200c');

describe('Arabic', () => {
  test('is joined: a word is narrower than its letters, and looks otherwise', () => {
    expect(measure('عنقود', 700)).toBeLessThan(0.9 * measure(apart('عنقود'), 700));
    const [joined, loose] = [titleIn({ title: 'عنقود' }), titleIn({ title: apart('عنقود') })];
    expect(joined.columns(600, 1200)).not.toBe(loose.columns(600, 1200));
  });

  test('writes lam and alef as one letter', () => {
    expect(measure('لا', 700)).toBeLessThan(0.9 * measure(apart('لا'), 700));
  });

  test('carries its vowels above and below, not beside', () => {
    expect(measure('مُحَمَّدٌ', 700)).toBeCloseTo(measure('محمد', 700), 0);
  });

  test('begins at the right edge, Latin at the left one', () => {
    const arabic = titleIn({ title: 'نعل' });
    expect(1200 - edgeOfText - arabic.right).toBeLessThan(12);
    expect(arabic.left).toBeGreaterThan(600);
    const french = titleIn({ locale: 'fr', title: 'Semelle' });
    expect(french.left - edgeOfText).toBeLessThan(12);
    expect(french.right).toBeLessThan(700);
  });

  test('keeps its order beside Latin and numbers: what is read first stands first', () => {
    const [whole, first] = [titleIn({ title: 'جلد PU 1.2 مم' }), titleIn({ title: 'جلد' })];
    const from = first.left - 4;
    expect(whole.columns(from, 1200)).toBe(first.columns(from, 1200));
    expect(whole.left).toBeLessThan(from - 100);
  });

  test('keeps its own order on a French card, and French on an Arabic one', () => {
    const mixed = 'جلد PU';
    const [onFrench, latin] = [titleIn({ locale: 'fr', title: mixed }), titleIn({ locale: 'fr', title: 'PU' })];
    // from right to left, so that the Latin word is the left one
    expect(onFrench.columns(0, latin.right)).toBe(latin.columns(0, latin.right));
    const [onArabic, arabic] = [titleIn({ title: 'PU جلد' }), titleIn({ title: 'جلد' })];
    expect(onArabic.columns(arabic.left, 1200)).toBe(arabic.columns(arabic.left, 1200));
    expect(onArabic.left).toBeLessThan(arabic.left - 80);
  });

  test('is broken in a word too long for a line where letters stay joined to a stroke', () => {
    const lines = titleOf(svg({ title: 'سبحانسبحانسبحان'.repeat(7) }));
    expect(lines).toHaveLength(3);
    for (const [n, line] of lines.entries()) {
      expect(measure(line, 700) * 0.44).toBeLessThan(1200 - 2 * edgeOfText + 24);
      const next = lines[n + 1];
      if (next) expect(line.endsWith('ـ') === next.startsWith('ـ')).toBe(true);
      expect(line).not.toMatch(/[اوردء]ـ$/);
    }
    const joined = titleOf(svg({ title: 'سبح'.repeat(34) }));
    for (const line of joined.slice(0, -1)) expect(line).toMatch(/ـ$/);
    for (const line of joined.slice(1)) expect(line).toMatch(/^ـ/);
  });
});

describe('a direction', () => {
  test.each([
    ['جلد PU', 'rtl'],
    ['PU جلد', 'ltr'],
    ['1.2 مم', 'rtl'],
    ['\u200f12 DA', 'rtl'],
    ['120', 'ltr'],
    ['', 'ltr'],
  ])('of %j is that of its first letter: %s', (text, direction) => {
    expect(directionOf(text, 'ltr')).toBe(direction);
  });

  test('reaches no further than its text, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\u2066', '\u2067', '\u2068', '\u2069', 'a', 'ج', ' ')), (parts) => {
        let open = 0;
        const marked = inDirection(parts.join(''), 'rtl');
        for (const [at, character] of [...marked].entries()) {
          open += character === '\u2069' ? -1 : /[\u2066-\u2068]/.test(character) ? 1 : 0;
          expect(open > 0 || at === marked.length - 1).toBe(true);
        }
        expect(open).toBe(0);
      }),
    );
  });
});

describe('a character that the font lacks', () => {
  const drawn = (text: string, locale: 'ar' | 'fr' = 'ar') => drawable(text, fonts.letters, locale);

  test.each([
    ['👞🇪🇬 حذاء 👨‍👩‍👧 جلد ❤️', 'حذاء جلد'],
    ['中文 PU', 'PU'],
    ['ڨالمة', 'ڤالمة'],
    ['ﷺ', 'صلى الله عليه وسلم'],
    ['ＰＵ ①', 'PU 1'],
    ['cafe\u0301', 'café'],
    ['a\u0000b\u0010c\u202ed\ud800e', 'abcde'],
    ['a\n\tb', 'a b'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('is written otherwise, or left out: %s', (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  test('does not take the shekel away', () => {
    expect([drawn('90 ₪'), drawn('90,00\u202f₪ / m²', 'fr')]).toEqual(['90\u00a0شيكل', '90,00\u00a0ILS\u00a0/ m²']);
  });

  test('is drawn nowhere, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const character of drawn(text))
          expect(/[\u200c-\u200f\u061c\u2066-\u2069]/.test(character) || fonts.letters.has(character.codePointAt(0) ?? 0)).toBe(true);
      }),
    );
  });
});

describe('a title', () => {
  const width = 500;
  const room = { width, height: 200, sizes: [80, 60, 40], leading: 1.3, most: 3, weight: 700 } as const;
  /** Every letter is half as wide as its size. */
  const halves = (text: string) => text.length * 50;

  test('is as large as its whole words allow', () => {
    expect(fitted('aa', room, halves)).toEqual({ size: 80, lines: ['aa'] });
    expect(fitted('aaaaaaaaaaaaaa aa', room, halves)).toEqual({ size: 60, lines: ['aaaaaaaaaaaaaa', 'aa'] });
  });

  test('ends in an ellipsis where the room ends, and only there', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'ب'), minLength: 1, maxLength: 70 }), { maxLength: 30 }), (words) => {
        const text = words.join(' ');
        const { size, lines } = fitted(text, room, halves);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(lines.length * size * 1.3).toBeLessThanOrEqual(200);
        // a stroke where an Arabic word is broken may stand out on both sides
        for (const line of lines) expect((halves(line) * size) / 100).toBeLessThanOrEqual(width + size);
        const bare = (said: string) => said.replace(/[ …ـ]/g, '');
        const shown = bare(lines.join(''));
        expect(bare(text).startsWith(shown)).toBe(true);
        expect(lines.at(-1)?.endsWith('…') ?? false).toBe(shown.length < bare(text).length);
      }),
    );
  });

  test('of 120 letters stays on its card and off the photo', () => {
    const long =
      'ماكينة خياطة ثقيلة بحالة ممتازة مع قطع الغيار والدليل تصلح للأحذية والشنط الجلدية الثقيلة والخفيفة معا وللمفروشات أيضا هنا';
    const { left, right, top, bottom } = titleIn({ title: long, by: 'مدبغة', photo: { bytes: new Uint8Array(), type: 'image/png' } });
    expect([left > 28 + 460, right < 1200 - 60, top > 110, bottom < 460]).toEqual([true, true, true, true]);
  });
});

describe('what strangers wrote', () => {
  test('is text and nothing else', () => {
    const hostile = '"><image href="https://evil.example/a.png"/></text><script>&amp;\'';
    const image = svg({ title: hostile, by: hostile, where: hostile, tag: hostile, site: hostile, figures: [hostile, hostile] });
    // what the letters <, >, &, " and ' may still do in it
    expect(image).not.toMatch(/<script|<image|evil\.example\/a\.png"|&amp;/);
    expect(image.match(/<\/?[a-z]+/gi)?.every((tag) => /^<\/?(svg|rect|path|g|circle|text)$/.test(tag))).toBe(true);
    expect(textsOf(image).join('')).toContain(escaped('"><'));
  });

  test('never stops a card from being drawn', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, (title, by, figure) => {
        expect(pngOf(card({ title, by, figures: [figure] }), fonts).length).toBeGreaterThan(1000);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test('is no photo unless it is one', () => {
    const fake = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>');
    const without = pngOf(card({}), fonts);
    for (const bytes of [fake, new Uint8Array(), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)])
      for (const type of ['image/jpeg', 'image/png'] as const) expect(pngOf(card({ photo: { bytes, type } }), fonts)).toEqual(without);
  });
});

describe('a need', () => {
  test('is stitched around its card and its tag, an offer is not', () => {
    const stitches = (direction: 'offer' | 'need' | null) => svg({ direction }).match(/<rect [^>]*stroke-dasharray/g)?.length ?? 0;
    expect([stitches('offer'), stitches('need'), stitches(null)]).toEqual([0, 2, 0]);
  });
});
