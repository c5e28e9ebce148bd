/** How texts are read with the lexicon: articles and particles that are none, phrases, small words. Each example is named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, conceptToken } from '../../worker/search/analyze.ts';
import { lexicon } from '../../worker/search/lexicon.ts';
import { conceptsOf, formsOf } from './understood.ts';

describe('the article is no part of a word', () => {
  test.each(['الجلد', 'والجلد', 'بالجلد', 'كالجلد', 'فالجلد', 'للجلد', 'وبالجلد', 'وللجلد'])('in %s', (word) => {
    expect(formsOf(word)).toBe(formsOf('جلد'));
    expect(conceptsOf(word)).toEqual(['leather']);
  });

  test.each([
    ['ألواح', 'الألواح', 'بالألواح'],
    ['ألوان', 'الألوان', 'بألوان'],
    ['ألياف', 'الألياف', 'الالياف'],
    ['ألماني', 'الألماني', 'والألماني'],
    ['ألمنيوم', 'الألمنيوم', 'بالمنيوم'],
    ['آلات', 'الآلات', 'بالآلات'],
    ['لحام', 'اللحام', 'للحام'],
  ])('but %s only looks like it, and is the same word in %s and %s', (word, ...others) => {
    for (const other of others) expect(formsOf(other)).toBe(formsOf(word));
  });

  test('also of a word that the lexicon does not know', () => {
    expect(conceptsOf('زغبلان')).toEqual([]);
    expect(formsOf('الزغبلان')).toBe(formsOf('زغبلان'));
  });
});

describe('a particle is no part of a word that is known', () => {
  test.each(['وجلد', 'بجلد', 'لجلد', 'كجلد', 'فجلد', 'وبجلد', 'ولجلد'])('in %s', (word) => {
    expect(conceptsOf(word)).toEqual(['leather']);
  });

  test.each([
    ['paper', 'ورق'],
    ['a workshop', 'ورشة'],
    ['a face', 'وجه'],
    ['a cushion', 'وسادة'],
    ['tiles', 'بلاط'],
    ['plastic', 'بلاستيك'],
    ['a drum', 'برميل'],
    ['cardboard', 'كرتون'],
    ['linen', 'كتان'],
    ['a cable', 'كابل'],
    ['an oven', 'فرن'],
    ['a dress', 'فستان'],
    ['a filter', 'فلتر'],
    ['glue', 'لاصق'],
    ['a laser', 'ليزر'],
    ['meat', 'لحم'],
    ['honey', 'عسل'],
  ])('but %s is a word with its first letter: %s', (_, word) => {
    const [token] = analyze(word);
    expect(token?.forms).toHaveLength(1);
    expect(token?.forms[0]).toMatch(new RegExp(`^${word.slice(0, 2)}`));
    expect(formsOf(`ال${word}`)).toBe(formsOf(word));
  });

  test('nor a letter of one that is known from phrases alone: بقري is no village', () => {
    expect(conceptsOf('جلد بقري')).toEqual(['cow-leather']);
    expect(formsOf('بقري')).toBe(formsOf('بقرية'));
    expect(formsOf('بقري')).not.toBe(formsOf('قرية'));
  });

  test('and of an unknown one it may be: the word is found with it and without', () => {
    expect(analyze('وزغبلان')[0]?.forms).toEqual(['وزغبل', 'زغبل']);
    expect(analyze('بزغبلان')[0]?.forms).toHaveLength(1);
  });

  test.each([
    ['tiles', 'وبلاط', 'بلاط'],
    ['milk', 'ولبن', 'لبن'],
    ['a blouse', 'وبلوزة', 'بلوزة'],
  ])('of two that may be written onto a known word the shorter is: and %s', (_, word, rest) => {
    expect(conceptsOf(rest)).not.toEqual([]);
    expect(conceptsOf(word)).toEqual(conceptsOf(rest));
    expect(formsOf(word)).toBe(formsOf(rest));
  });

  test('nor the first letter of a town: بسكرة has no sugar', () => {
    expect(conceptsOf('سكر')).toEqual(['sugar']);
    for (const town of ['بسكرة', 'عنابة', 'البليدة']) expect(conceptsOf(town)).toEqual([]);
  });

  test('in phrases it is understood as in words', () => {
    expect(conceptsOf('بحث وتطوير')).toEqual(['research-development']);
    expect(conceptsOf('بجلد صناعي')).toEqual(['faux-leather']);
  });
});

describe('a verb that asks for a service', () => {
  test('is the service', () => {
    expect(conceptsOf('ينقشلي')).toEqual(conceptsOf('نقش'));
    expect(conceptsOf('ينقشلي')).not.toEqual([]);
  });

  test('is none where the lexicon knows a word that looks like it', () => {
    expect(conceptsOf('جلد تمساح')).toEqual(['leather', 'exotic-leather']);
  });
});

describe('a phrase', () => {
  test.each([
    ['جلد صناعي', 'faux-leather'],
    ['الجلود الصناعية', 'faux-leather'],
    ['simili cuir', 'faux-leather'],
    ['faux leather', 'faux-leather'],
    ['machine à coudre', 'sewing-machine'],
    ['Machines à coudre', 'sewing-machine'],
    ['sewing machines', 'sewing-machine'],
    ['ماكينات الخياطة', 'sewing-machine'],
    ['3D printing', '3d-printing'],
    ['ISO 9001', 'iso-9001'],
    ['iso9001', 'iso-9001'],
  ])('is one token: %s', (phrase, concept) => {
    const tokens = analyze(phrase);
    expect(tokens).toHaveLength(1);
    expect(tokens[0]).toMatchObject({ written: phrase, start: 0, end: phrase.length });
    expect(conceptsOf(phrase)).toEqual([concept]);
  });

  test('is the longest that begins at a word', () => {
    expect(conceptsOf('machine')).toEqual(['machine']);
    expect(conceptsOf('machine à coudre')).toEqual(['sewing-machine']);
    expect(conceptsOf('machine à coudre industrielle')).toEqual(['industrial-sewing-machine']);
    expect(conceptsOf('ماكينة خياطة صناعية')).toEqual(['industrial-sewing-machine']);
  });

  test('is spelled before it is stemmed', () => {
    expect(conceptsOf('هذا بالكرتونة')).toEqual(['new']);
    expect(conceptsOf('كرتونة')).toEqual(['carton-box']);
  });

  test('keeps its words, which are found alone', () => {
    expect(analyze('جلد صناعي')[0]?.forms).toEqual(['جلد', 'صناعي']);
  });
});

describe('a small word', () => {
  test.each([
    ['Arabic', 'في', 'nothing'],
    ['French', 'avec', 'nothing'],
    ['English', 'with', 'nothing'],
    ['Arabic, of one who looks for something', 'مطلوب', 'wants'],
    ['Egyptian', 'عايز', 'wants'],
    ['Levantine', 'بدي', 'wants'],
    ['French, of one who looks for something', 'cherche', 'wants'],
    ['English, of one who looks for something', 'wanted', 'wants'],
    ['Arabic, of one who has it', 'للبيع', 'has'],
    ['Arabic, of one who sells', 'نبيع', 'has'],
    ['French, of one who has it', 'disponible', 'has'],
    ['English, of one who has it', 'selling', 'has'],
  ])('is told: %s', (_, word, says) => {
    expect(analyze(word).map(({ stop }) => stop)).toEqual([says]);
  });

  test('is a word where it belongs to a phrase', () => {
    expect(analyze('machine à coudre').map(({ stop }) => stop)).toEqual([null]);
    expect(conceptsOf('ماء ورد')).toEqual(['flower-water']);
  });

  test('is a word in a phrase without its article: البحث is one who looks for something, للبيع one who sells', () => {
    expect(analyze('البحث')[0]?.stop).toBe('wants');
    expect(conceptsOf('تحسين محركات البحث')).toEqual(['seo']);
    expect(analyze('للبيع')[0]?.stop).toBe('has');
    expect(conceptsOf('مصنع للبيع')).toEqual(['factory-hall']);
  });

  test('is small before it is what has the same stem: تاني is another one, تانين tannin', () => {
    expect(conceptsOf('تانين')).toEqual(['vegetable-tannin']);
    expect(analyze('تاني').map(({ stop, concepts }) => [stop, concepts])).toEqual([['nothing', []]]);
    expect(analyze('mètres')[0]?.concepts).toEqual([]);
  });

  test('is small before it is what folds alike: ما is in every sentence, الماء is water', () => {
    expect(analyze('ما')[0]?.stop).toBe('nothing');
    expect(analyze('إلى')[0]?.stop).toBe('nothing');
    expect(conceptsOf('الماء')).toEqual(['water']);
  });
});

describe('a text in a language', () => {
  test('is told by words that only one has', () => {
    expect(analyze('cuir')[0]?.languages).toBe(1);
    expect(analyze('leather')[0]?.languages).toBe(2);
    expect(analyze('machine')[0]?.languages).toBe(3);
    expect(analyze('جلد')[0]?.languages).toBe(0);
    expect(analyze('xyzzy')[0]?.languages).toBe(0);
  });
});

describe('tokens', () => {
  test('stand in the written text where they say', () => {
    expect(analyze('بيع الجُلود، 1,2 mm').map(({ written, start, end }) => [written, start, end])).toEqual([
      ['بيع', 0, 3],
      ['الجُلود', 4, 11],
      ['1,2 mm', 13, 19],
    ]);
  });

  test('of any text stand where they say, in order and apart, and have a form', () => {
    const words = fc.constantFrom(
      'جلد',
      'صناعي',
      'machine',
      'à',
      'coudre',
      '36-41',
      '1.2',
      'مم',
      'x',
      '60',
      'ال',
      'LED',
      "l'",
      '%',
      '\u202E',
      '\uD83D',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.tuple(words, fc.constantFrom(' ', '', '-', '\n')), { maxLength: 12 }).map((all) => all.flat().join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let after = 0;
        for (const { written, start, end, forms } of analyze(text)) {
          expect(text.slice(start, end)).toBe(written);
          expect(start).toBeGreaterThanOrEqual(after);
          expect(end).toBeGreaterThan(start);
          expect(forms.length).toBeGreaterThan(0);
          expect(forms).not.toContain('');
          after = end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('are the same for the same text, whatever was read before', () => {
    const once = analyze('جلد بقري ١٫٢ مم');
    for (let at = 0; at < 100; at++) analyze(`كلمة${at} جلد بقري`);
    expect(analyze('جلد بقري ١٫٢ مم')).toEqual(once);
  });

  test.each([
    ['words', 'جلد ', 2500],
    ['phrases', 'جلد صناعي ', 1000],
    ['beginnings of phrases', 'machine à ', 2000],
    ['measures', '36-41 ', 1666],
    ['sides', '60 x 60 x ', 1334],
    ['one word', 'ج', 1],
  ])('of 10 kB of %s are as many as there are', (_, repeated, count) => {
    expect(analyze(repeated.repeat(Math.floor(10_000 / repeated.length)))).toHaveLength(count);
  });

  test('are none in an empty text', () => {
    expect(analyze('')).toEqual([]);
    expect(analyze(' \n ')).toEqual([]);
  });
});

test('the token of a concept is one word for the index', () => {
  for (const word of ['جلد', 'cuir', 'leather']) {
    const [number] = analyze(word)[0]?.concepts ?? [];
    expect(conceptToken(lexicon.concept(number as number))).toMatch(/^c\.[a-z0-9]{3}$/);
  }
});
