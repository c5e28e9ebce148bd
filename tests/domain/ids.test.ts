/** Names, keys, and words as they are kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClusterSlug, Id, Key, lines, words } from '../../schema/ids.ts';

const line = (text: string) => words(0, 20_000).parse(text);
const paragraph = (text: string) => lines(0, 20_000).parse(text);
const override = /[\u202A-\u202E\u2066-\u2069\uFEFF]/;

describe('one line of words', () => {
  test.each([
    ['squeezes white space', '  جلد \t بقري\u00A0\u2003طبيعي ', 'جلد بقري طبيعي'],
    ['breaks no line', 'جلد\nبقري\r\nطبيعي\u2028هنا', 'جلد بقري طبيعي هنا'],
    ['drops control characters', 'ج\u0000ل\u0007د\u001B\u007F\u009F', 'جلد'],
    ['drops bidi overrides, embeddings and isolates', 'photo\u202Egnp.exe \u2066x\u2069\u202Ay\u202C', 'photognp.exe xy'],
    ['drops the byte order mark', '\uFEFFجلد', 'جلد'],
    ['keeps the joiners that Persian and emoji need', 'می\u200Cشود 👨\u200D🏭', 'می\u200Cشود 👨\u200D🏭'],
    ['keeps the marks of a direction, which disguise nothing', 'Cuir\u200F \u200E12', 'Cuir\u200F \u200E12'],
    ['composes letters and marks', 'che\u0300vre آ'.normalize('NFD'), 'chèvre آ'],
    ['keeps diacritics', 'جُلُودٌ', 'جُلُودٌ'],
    ['replaces half a character', 'جلد\uD83D', 'جلد\uFFFD'],
  ])('%s', (_, written, kept) => {
    expect(line(written)).toBe(kept);
  });

  test('is measured as it is kept', () => {
    expect(words(3, 5).safeParse('  a \u0000 b  ').success).toBe(true);
    expect(words(3, 5).safeParse(' \u202E\u202E\u202E ').success).toBe(false);
    expect(words(3, 5).safeParse(`${' '.repeat(100)}abcde`).success).toBe(true);
    expect(words(3, 5).safeParse('abcdef').success).toBe(false);
  });

  test('is text and nothing else', () => {
    for (const other of [null, undefined, 5, true, ['a'], { a: 1 }]) expect(words(0, 5).safeParse(other).success).toBe(false);
  });

  // zero-width characters count as letters: a firm may be named by joiners only, as a link that nobody sees
  test.each([
    ['joiners', '\u200D\u200D\u200D'],
    ['spaces of no width', '\u200B\u200B\u200B'],
    ['word joiners', '\u2060\u2060\u2060'],
    ['marks of a direction', '\u200F\u200F\u200F'],
  ])('is not made of %s alone', (_, text) => {
    expect(words(3, 10).safeParse(text).success).toBe(false);
  });

  // composed before the override between letter and mark is dropped, not after
  test('composes a letter and a mark also when something dropped stood between them', () => {
    expect(line('e\u202C\u0301')).toBe('é');
  });
});

describe('several lines of words', () => {
  test.each([
    ['keeps lines', 'سمك ١٫٢ مم\nلون بني', 'سمك ١٫٢ مم\nلون بني'],
    ['knows the line ends of every system', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['leaves at most one line empty', 'a\n\n\n\n\nb', 'a\n\nb'],
    ['squeezes white space within a line', 'a \t  b', 'a b'],
    ['drops control characters and overrides', 'a\u0000\u202Eb\u2067', 'ab'],
    ['keeps joiners', 'می\u200Cشود', 'می\u200Cشود'],
    ['begins and ends with words', '\n\n a \n\n', 'a'],
  ])('%s', (_, written, kept) => {
    expect(paragraph(written)).toBe(kept);
  });
});

test.each([
  ['one line', line],
  ['several lines', paragraph],
] as const)('no text breaks %s, and what is kept holds no control character and no override', (_, keep) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const kept = keep(text);
      expect(kept).not.toMatch(override);
      expect(kept.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept.trim()).toBe(kept);
      if (keep === line) expect(kept).not.toMatch(/\s\s|\n/);
    }),
  );
});

describe('an address of a cluster', () => {
  test.each(['robbiki', 'hebron-shoes', 'a1', 'stone-2-north'])('may be %s', (slug) => {
    expect(ClusterSlug.safeParse(slug).success).toBe(true);
  });

  test.each(['', 'a', 'Robbiki', '1robbiki', '-robbiki', 'robbiki-', 'a--b', 'a/b', '../a', 'a.b', 'الروبيكي', 'a\n', 'a'.repeat(41)])(
    'may not be %j',
    (slug) => {
      expect(ClusterSlug.safeParse(slug).success).toBe(false);
    },
  );
});

describe('a number of a row', () => {
  test('is whole, positive and exact', () => {
    for (const good of [1, 1042, Number.MAX_SAFE_INTEGER]) expect(Id.safeParse(good).success).toBe(true);
    for (const bad of [0, -1, 1.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, '1']) expect(Id.safeParse(bad).success).toBe(false);
  });
});

describe('a key of a submission', () => {
  test('is 8 to 64 plain characters', () => {
    for (const good of ['12345678', crypto.randomUUID(), 'A_b-9'.repeat(12)]) expect(Key.safeParse(good).success).toBe(true);
    for (const bad of ['', '1234567', 'a'.repeat(65), 'a b c d e f', 'مفتاحمفتاح', '12345678\n', "12345678'"])
      expect(Key.safeParse(bad).success).toBe(false);
  });
});
