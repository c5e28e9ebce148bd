/** The steps of an order, as people write them in three languages. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../schema/listing.ts';
import { stepsOf, stepWords } from '../../../worker/domain/coalition/steps.ts';

const read = (title: string, more: { kind?: Kind; process?: string; text?: string } = {}) =>
  stepsOf({ title, kind: 'subcontracting', process: '', text: '', ...more });

describe('steps are read', () => {
  test.each([
    ['قص وخياطة وشد', ['قص', 'خياطة', 'شد'], ''],
    ['مطلوب قص وخياطة وشد ٥٠٠٠ جوز جزم رجالي', ['قص', 'خياطة', 'شد'], 'جزم رجالي'],
    ['بدي ورشة تقص وتخيط وتشد 3000 زوج كندرة', ['تقص', 'تخيط', 'تشد'], 'كندرة'],
    ['نشر وجلي ونقل ٢٠٠ متر رخام', ['نشر', 'جلي', 'نقل'], 'رخام'],
    ['غزل وصباغة ونسيج ٢٠٠ سجادة', ['غزل', 'صباغة', 'نسيج'], ''],
    ['تفصيل وتنجيد وتوصيل 60 كنبة', ['تفصيل', 'تنجيد', 'توصيل'], 'كنبة'],
    ['découpe, piqûre, montage', ['découpe', 'piqûre', 'montage'], ''],
    ['Découpe, piqûre et montage de 3000 paires de chaussures homme', ['Découpe', 'piqûre', 'montage'], 'chaussures homme'],
    ['10 000 paires: coupe, piqûre puis montage', ['coupe', 'piqûre', 'montage'], ''],
    ['tôle: pliage et soudure', ['pliage', 'soudure'], 'tôle'],
    ['saw + polish + deliver', ['saw', 'polish', 'deliver'], ''],
    ['Cutting, stitching and lasting of 2,000 pairs of men’s shoes', ['Cutting', 'stitching', 'lasting'], 'men’s shoes'],
    ['laser cutting, bending and powder coating for 300 cabinets', ['laser cutting', 'bending', 'powder coating'], 'cabinets'],
    ['قص ثم خياطة ثم شد', ['قص', 'خياطة', 'شد'], ''],
  ])('in the title: %s', (title, steps, about) => {
    expect(read(title)).toEqual({ steps, about, guessed: false });
  });

  test('in the process before the title', () => {
    expect(read('Saw our blocks, polish the slabs and truck them', { process: 'sawing, polishing, transport' }).steps).toEqual([
      'sawing',
      'polishing',
      'transport',
    ]);
    expect(read('تصنيع ٥٠٠٠ حذاء', { process: 'قص ثم خياطة ثم شد' }).steps).toEqual(['قص', 'خياطة', 'شد']);
  });

  test('in a sentence, where they are guessed', () => {
    expect(read('Portail pour un client public', { text: 'Cherche développement, hébergement et formation des équipes.' })).toMatchObject({
      steps: ['développement', 'hébergement', 'formation'],
      guessed: true,
    });
  });
});

describe('what names one thing is one step', () => {
  test.each<[string, Kind]>([
    ['خياطة قمصان وبنطلونات وجاكيتات', 'subcontracting'],
    ['T-shirts and hoodies sewing', 'subcontracting'],
    ['sewing shirts, trousers and jackets', 'subcontracting'],
    ['women and men shoes lasting', 'subcontracting'],
    ['leather - cutting', 'subcontracting'],
    ['جلد أسود وبني', 'input'],
    ['chaussures homme et femme', 'input'],
    ['نعل مقاس 36، 37، 38', 'input'],
    ['ورق وكرتون', 'input'],
    ['١٠ آلاف جوز جزم مدارس سودا', 'input'],
    ['ماكينة قص وخياطة', 'technology'],
    ['machine de découpe et piqûre', 'technology'],
    ['training on cutting and sewing', 'knowledge'],
    ['عمال تغليف وتحميل', 'labour'],
  ])('%s', (title, kind) => {
    expect(read(title, { kind })).toEqual({ steps: [title], about: '', guessed: false });
  });
});

test('a step is looked for with what it is done to, and as the trade says it', () => {
  expect(stepWords('قص', 'جزم رجالي')).toEqual(['قص جزم', 'قص جزم رجالي']);
  expect(stepWords('Découpe', 'chaussures homme')).toEqual(['Découpe – chaussures homme']);
  expect(stepWords('جلي', 'ألواح رخام')).toEqual(['جلي رخام', 'جلي ألواح رخام']);
  expect(stepWords('polissage', 'marbre')).toEqual(['polissage marbre', 'polissage – marbre']);
  expect(stepWords('polishing', 'marble slabs')[0]).toBe('marble polishing');
  expect(stepWords('قص', '')).toEqual(['قص']);
});

test('any text has steps: at least one, at most eight, none of them empty', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom('قص', 'و', ',', '+', 'وخياطة', 'cutting', 'et', 'then', '٥٠', ' ')).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(words, words, words, fc.constantFrom<Kind>('input', 'subcontracting', 'labour'), (title, process, text, kind) => {
      const { steps } = stepsOf({ title, process, text, kind });
      expect(steps.length >= 1 && steps.length <= 8).toBe(true);
      if (steps.length > 1) for (const step of steps) expect(step.trim()).not.toBe('');
    }),
  );
});
