/** The lexicon: that words which mean the same are one, that others are not, and that its data is sound. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import compiledConcepts from '../../dist/concepts.json' with { type: 'json' };
import compiled from '../../dist/lexicon.json' with { type: 'json' };
import { analysisSize, budgets } from '../../scripts/budgets.ts';
import { compileLexicon } from '../../scripts/lexicon.ts';
import { analyze } from '../../worker/search/analyze.ts';
import { packed, unpacked } from '../../worker/search/compiled.ts';
import { extended, lexicon, lexiconVersion } from '../../worker/search/lexicon.ts';
import { cut } from '../../worker/search/pieces.ts';
import { conceptsOf, idOf } from './understood.ts';

const root = join(import.meta.dirname, '../..');

describe('one thing is', () => {
  test.each<[string, string, ...string[]]>([
    [
      'a shoe in Egypt, Palestine, Algeria, Syria, France and England',
      'footwear',
      ...['جزمة', 'جزم', 'حذاء', 'أحذية', 'صباط', 'كندرة', 'كنادر', 'chaussures', 'chaussure', 'shoe', 'shoes'],
    ],
    ['leather, one or many', 'leather', 'جلد', 'جلود', 'الجلود', 'cuir', 'cuirs', 'leather', 'leathers'],
    ['embroidery', 'embroidery', 'تطريز', 'broderie', 'broderies', 'embroidery'],
    ['marble', 'marble', 'رخام', 'marbre', 'marble'],
    ['a tannery and what is done there', 'tanning', 'مدبغة', 'مدابغ', 'tannerie', 'tanneries', 'tannery', 'tanneries'],
    ['a sewing machine', 'sewing-machine', 'ماكينة خياطة', 'مكنة خياطة', 'machine à coudre', 'sewing machine'],
    ['a safety boot', 'safety-boots', 'chaussures de sécurité', 'safety shoes'],
    ['laser cutting', 'laser-cutting', 'قص ليزر', 'découpe laser', 'laser cutting'],
    ['an oven', 'oven', 'فرن', 'أفران', 'oven'],
  ])('%s', (_, concept, ...words) => {
    for (const word of words) expect([word, ...conceptsOf(word)]).toContain(concept);
  });
});

describe('other things are', () => {
  test.each([
    ['imitation leather, which is no leather', 'جلد صناعي', 'leather'],
    ['nor in French', 'simili cuir', 'leather'],
    ['nor in English', 'faux leather', 'leather'],
    ['what is done and who does it', 'tanning', 'leather'],
    ['what is left of leather, and leather', 'قصاقيص جلد', 'leather'],
    ['oxen and their leather', 'بقر', 'cow-leather'],
    ['a box and what is new in it', 'كرتونة', 'new'],
    ['four in English and an oven in French', 'four', 'oven'],
    ['a letter and a letter of credit', 'C', 'letter-of-credit'],
    ['a house and concrete', 'بيت', 'concrete'],
    ['a week and cement', 'السيمانة', 'cement'],
    ['a grade and stairs', 'درجة ثانية', 'stairs'],
    ['a town and the memory of a computer', 'رام الله', 'computer'],
    ['a town and meat', 'بيت لحم', 'meat'],
    ['a country and milk', 'لبنان', 'milk'],
    ['a town and shops', 'المحلة', 'premises'],
    ['a town and fenugreek', 'حلب', 'spices'],
    ['guards and glass', 'سيكوريتي', 'flat-glass'],
  ])('%s: %s', (_, text, concept) => {
    expect(conceptsOf(text)).not.toContain(concept);
    const above = analyze(text).flatMap(({ concepts }) =>
      concepts.flatMap((one) => lexicon.concept(one).broader.map((wide) => idOf(wide))),
    );
    expect(above).not.toContain(concept);
  });
});

describe('a concept', () => {
  const numberOf = (word: string) => analyze(word)[0]?.concepts[0] as number;

  test('is a case of all that is broader, the nearest first', () => {
    const broader = lexicon.concept(numberOf('cuir de veau')).broader.map((one) => idOf(one));
    expect(broader.slice(0, 2)).toEqual(['cow-leather', 'leather']);
    expect(broader).toContain('material');
  });

  test.each([
    ['غراء حيواني', 'adhesive'],
    ['شمع نحل', 'wax'],
  ])('is found by what its first word says: %s', (phrase, id) => {
    expect(lexicon.concept(numberOf(phrase)).broader.map((one) => idOf(one))).toContain(id);
  });

  test('is never a case of itself, and its broader ones are of the lexicon', () => {
    for (let number = 0; number < Object.keys(compiledConcepts).length; number++) {
      const { broader } = lexicon.concept(number);
      expect(broader).not.toContain(number);
      for (const one of broader) expect(lexicon.concept(one)).toBeDefined();
    }
  });

  test('says a quality, or a thing', () => {
    expect(lexicon.concept(numberOf('أحمر')).quality).toBe(true);
    expect(lexicon.concept(numberOf('neuf')).quality).toBe(true);
    expect(lexicon.concept(numberOf('leather')).quality).toBe(false);
  });

  test('has a code of its own, and names in three languages', () => {
    const concepts = Object.entries(compiledConcepts as unknown as Record<string, string[]>);
    expect(concepts.length).toBeGreaterThan(1000);
    for (const [code, [id, ar, fr, en, ...more]] of concepts) {
      expect(code).toMatch(/^[a-z0-9]{3}$/);
      expect(more).toEqual([]);
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      // some are called in Arabic as they are in English
      expect([id, ar]).toEqual([id, expect.stringMatching(/[\u0620-\u064A]|^ups$/)]);
      for (const name of [fr, en]) expect([id, name]).toEqual([id, expect.stringMatching(/^[^\u0600-\u06FF]+$/)]);
    }
  });
});

/** Every term as it is written in the data, with its concept. */
const terms = readdirSync(join(root, 'worker/search/lexicon'))
  .filter((file) => file !== 'general.txt')
  .flatMap((file) => {
    let id = '';
    return readFileSync(join(root, 'worker/search/lexicon', file), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const head = /^([a-z0-9-]+)(?:\s*<.*)?$/.exec(line.trim());
        if (head) id = head[1] as string;
        const all = /^(?:ar|fr|en):(.+)$/.exec(line.trim())?.[1] ?? '';
        return all
          .split(/[,/]/)
          .map((term) => ({ id, term: term.trim() }))
          .filter(({ term }) => term);
      });
  });

describe('the data', () => {
  const result = compileLexicon(root);

  test('has no unknown broader concept, no concept twice, no line that says nothing, and no word with two bases', () => {
    expect(result.wrong).toEqual([]);
  });

  test('is what was built', () => {
    expect(result.compiled.version).toBe(compiled.version);
    expect(result.names).toEqual(compiledConcepts);
    expect(lexiconVersion).toContain(compiled.version);
  });

  test('has the same code for a concept whatever others there are', () => {
    const leather = Object.entries(result.names).find(([, [id]]) => id === 'leather');
    expect(leather?.[0]).toMatch(/^a/);
  });

  test('is understood: every term that it has, read alone, means its concept or a case of it', () => {
    expect(terms.length).toBeGreaterThan(10_000);
    const lost = terms.filter(({ id, term }) => {
      const tokens = analyze(term);
      // ما and إلى are small words, whatever ماء and آلي fold to
      if (tokens.every(({ stop }) => stop !== null) && cut(term).every(({ folded }) => folded.length <= 3)) return false;
      const numbers = tokens.flatMap(({ concepts }) => concepts);
      return ![...numbers, ...numbers.flatMap((one) => lexicon.concept(one).broader)].some((one) => idOf(one) === id);
    });
    expect(lost).toEqual([]);
  });

  test('has no word of one letter, which would be found everywhere', () => {
    const letters = terms.filter(({ term }) => analyze(term).length === 1 && /^\p{L}$/u.test(term));
    expect(letters).toEqual([]);
  });

  test('is small: with the analysis it stays within its budget', () => {
    expect(analysisSize(root)).toBeLessThan(budgets.analysis);
  });

  test('survives being packed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي abcz0189/!\n\f') }), (text) => {
        expect(packed(text)).toMatch(/^[\0-\u00ff]*$/);
        expect(unpacked(packed(text))).toBe(text);
      }),
    );
  });
});

describe('words to mend a query with', () => {
  const words = new Set(lexicon.words());

  test.each(['جلد', 'رخام', 'leather', 'broderie', 'menuiserie', 'caisse', 'embroidery', 'box'])(
    'are those of its phrases, as people read them: %s',
    (word) => {
      expect(words).toContain(word);
    },
  );

  test('are known to stand in phrases', () => {
    expect(lexicon.spells('جلد')).toBe(true);
    expect(lexicon.spells('zzz')).toBe(false);
  });
});

describe("a cluster's own words", () => {
  test('without any are the lexicon', () => {
    expect(extended([])).toBe(lexicon);
  });

  test('mean what another word of their group means', () => {
    const own = extended([{ id: 7, phrases: [['زورغبلات', 'قسنطيني'], ['جلد']] }]);
    expect(analyze('زورغبلات قسنطيني', own)[0]?.concepts).toEqual(analyze('جلد')[0]?.concepts);
    expect(analyze('زورغبلات قسنطيني', own)).toHaveLength(1);
  });

  test('mean one thing of their own where none is known', () => {
    const own = extended([{ id: 7, phrases: [['بلغتنا'], ['zorgblatt']] }]);
    const [one, other] = [analyze('بلغتنا', own)[0]?.concepts, analyze('zorgblatt', own)[0]?.concepts];
    expect(one).toEqual(other);
    expect(own.concept(one?.[0] as number)).toEqual({ code: 'own_7', broader: [], quality: false });
    expect(analyze('zorgblatt')[0]?.concepts).toEqual([]);
  });

  test('keep what the lexicon says of them', () => {
    const own = extended([{ id: 7, phrases: [['zorgblatt'], ['flurp']] }]);
    for (const text of ['جلد صناعي', 'machine à coudre', 'chaussures']) expect(analyze(text, own)).toEqual(analyze(text));
  });

  test('are words to mend with', () => {
    expect([...extended([{ id: 7, phrases: [['zorgblatt']] }]).words()]).toContain('zorgblatt');
  });
});
