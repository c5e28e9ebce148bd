/** What a title is about, each example named for what it teaches. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../worker/search/analyze.ts';
import { headOf, isThing } from '../../worker/search/head.ts';
import { lexicon } from '../../worker/search/lexicon.ts';

const head = (title: string) => headOf(analyze(title), title)?.written;

describe('a title is about', () => {
  test.each([
    ['the first thing in Arabic', 'شنط جلد', 'شنط'],
    ['the first thing in Arabic, in another order another one', 'رخام فنادق', 'رخام'],
    ['the first thing in French', 'chaussures en cuir de vache', 'chaussures'],
    ['the last thing in English', 'leather glue', 'glue'],
    ['the last thing in English, after a phrase', 'cow leather shoes', 'shoes'],
    ['the last thing in English, in another order another one', 'glue leather', 'leather'],
    ['the whole of a phrase', 'machine à coudre', 'machine à coudre'],
    ['the whole of an Arabic phrase', 'ماكينة خياطة مستعملة', 'ماكينة خياطة'],
    ['the whole of an English phrase', 'used sewing machine', 'sewing machine'],
    ['what stands before the first English preposition', 'leather for sofas', 'leather'],
    ['what stands before the first French preposition', 'colle pour chaussures', 'colle'],
    ['what stands before a sign', 'leather, shoes and bags', 'leather'],
    ['what stands before a dash', 'cow leather - shoes', 'cow leather'],
    ['what stands before a bracket', 'leather (for sofas)', 'leather'],
  ])('%s: %s', (_, title, thing) => {
    expect(head(title)).toBe(thing);
  });

  test.each([
    ['a number', '50 red shoes', 'shoes'],
    ['a measure', '1.2 مم جلد بقري', 'جلد بقري'],
    ['a measure in the middle', 'cow leather 1.2 mm shoes', 'shoes'],
    ['a quality in English', '3 red boxes', 'boxes'],
    ['a quality behind in French', 'machine neuve', 'machine'],
    ['a quality in Arabic', 'جديد حذاء جلد', 'حذاء'],
    ['who looks for it', 'مطلوب جلد بقري', 'جلد بقري'],
    ['who looks for it in French', 'cherche cuir de vache', 'cuir de vache'],
    ['who has it', 'selling leather', 'leather'],
    ['a firm in general', 'شركة جلود', 'جلود'],
    ['a service in general', 'service de découpe laser', 'découpe laser'],
    ['a service in general, in English', 'laser cutting service', 'laser cutting'],
  ])('something else than %s: %s', (_, title, thing) => {
    expect(head(title)).toBe(thing);
  });

  test('a quality where it names nothing else', () => {
    expect(head('أحمر')).toBe('أحمر');
    expect(head('new, 50%')).toBe('new');
  });

  test('an unknown thing in English where only a quality is known', () => {
    expect(head('red zorgblatts')).toBe('zorgblatts');
  });

  test('an unknown first word in Arabic, which is the thing all the same', () => {
    expect(head('زغابيط جلد')).toBe('زغابيط');
  });

  test('the thing in the language in which the title begins', () => {
    expect(head('جلد بقري cow leather shoes')).toBe('جلد بقري');
    expect(head('leather shoes أحذية')).toBe('shoes');
  });

  test.each(['', '50', '1.2 mm', 'selling', 'مطلوب', '👞'])('nothing where there is no word with a subject: %j', (title) => {
    expect(head(title)).toBeUndefined();
  });
});

describe('a thing is', () => {
  const isOne = (text: string) => isThing(analyze(text)[0] as ReturnType<typeof analyze>[number], lexicon);

  test.each(['جلد', 'shoes', 'couture', 'zorgblatt'])('what the lexicon knows as one, or does not know: %s', (word) => {
    expect(isOne(word)).toBe(true);
  });

  test.each([
    ['a colour', 'أحمر'],
    ['a measure', '1.2 mm'],
    ['a small word', 'avec'],
    ['a firm in general', 'company'],
  ])('not %s: %s', (_, word) => {
    expect(isOne(word)).toBe(false);
  });
});
