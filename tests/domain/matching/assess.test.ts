import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../schema/time.ts';
import { assess } from '../../../worker/domain/matching/assess.ts';
import { profileOf } from '../../../worker/domain/matching/profile.ts';
import { part } from '../../../worker/domain/matching/weights.ts';
import { lexicon } from '../../../worker/search/lexicon.ts';
import { codes, fitOf, now, side } from './sides.ts';

describe('a need and an offer fit', () => {
  test.each([
    ['صباط نسا', 'Chaussures femme en cuir'],
    ['Cherche semelles TPR', 'نعل TPR رجالي'],
    ['leather for belts', 'Cuir de vache pour ceinture'],
    ['بدي غرا', 'Colle blanche vinylique, seau 20 kg'],
    ['جلود', 'جلد بقري أسود'],
    ['مخرطة', 'مخرطة مستعملة للبيع'],
    ['محتاج حد يلحم ستانلس', 'Stainless steel welding'],
    ['gild tabi3i', 'جلد طبيعي'],
  ])('%s: %s', (need, offer) => {
    expect(fitOf(need, offer)).not.toBeNull();
  });

  test('when the offer is a case of what is asked, a little less than when it is the same', () => {
    const [same, narrower] = [fitOf('جلد ماعز', 'جلد ماعز'), fitOf('جلد', 'جلد ماعز')];
    expect(same?.score).toBeGreaterThan(narrower?.score ?? 1);
    expect(codes(same?.reasons)).toContain('same-thing');
    expect(codes(narrower?.reasons)).toContain('near-thing');
  });

  test('when the offer is wider than what is asked, less than when it is a case of it', () => {
    expect(fitOf('طباعة أوفست', 'طباعة')?.score).toBeLessThan(fitOf('طباعة', 'طباعة أوفست')?.score ?? 0);
  });

  test('when a firm does the process that is asked, whatever the kind it is posted as', () => {
    const found = fitOf('خراطة', 'خراطة CNC', { kind: 'subcontracting', process: 'خراطة' });
    expect(codes(found?.reasons)).toContain('same-process');
    expect(fitOf('علب كرتون مطبوعة', 'علب كرتون مطبوعة', { kind: 'input' }, { kind: 'subcontracting' })).not.toBeNull();
  });
});

describe('nothing fits', () => {
  test.each([
    ['another thing of the same word', 'جلد', 'دهان جلد'],
    ['another case of the same thing', 'جلد ماعز', 'جلد بقري'],
    ['another case, in another language', 'cuir de chèvre', 'cow leather'],
    ['what is made of it', 'glass', 'برطمانات زجاج'],
    ['another colour', 'جلد بقري أسود', 'جلد بقري بني'],
    ['for others', 'Chaussures homme', 'Chaussures femme'],
    ['the machine, not the work', 'ماكينة خياطة', 'خياطة يونيفورم'],
    ['the work, not the machine', 'خياطة يونيفورم', 'ماكينة خياطة'],
    ['the machine, not its repair', 'ماكينة خياطة', 'تصليح ماكينات خياطة'],
    ['the worker, not the machine', 'سواق', 'عربية نقل للبيع'],
    ['another thickness', 'جلد بقري 1.2 مم', 'جلد بقري 2 مم'],
    ['another thickness, in another language', 'sheet steel 2 mm', 'صاج 4 مم'],
    ['something that is not understood at all', 'zzqx', 'vwpk'],
  ])('%s', (_, need, offer) => {
    expect(fitOf(need, offer)).toBeNull();
  });

  test('what it is without is not asked for', () => {
    expect(fitOf('شمواه مش صناعي', 'شمواه صناعي')?.score ?? 0).toBeLessThan(fitOf('شمواه مش صناعي', 'شمواه طبيعي')?.score ?? 0);
  });

  test('a thickness within a range, or nearly the same, is the same', () => {
    expect(fitOf('جلد بقري 1.2 مم', 'جلد بقري من 1 لـ 1.4 مم')).not.toBeNull();
    expect(fitOf('cuir de vache 1,2 mm', 'جلد بقري 1.25 مم')).not.toBeNull();
    expect(codes(fitOf('cuir de vache 1,2 mm', 'جلد بقري 1.2 مم')?.reasons)).toContain('same-quality');
  });

  test('a colour that only the need names is lacking, and one that both name is a reason', () => {
    expect(fitOf('جلد بقري أسود', 'جلد بقري')?.lacks).toContainEqual({ code: 'quality-not-said', words: 'أسود' });
    expect(fitOf('جلد بقري أسود', 'Cuir de vache noir')?.reasons).toContainEqual({ code: 'same-quality', words: 'أسود' });
  });
});

describe('how much', () => {
  const asked = { quantity: { amount: 2_000_000, unit: 'PR' as const } };
  const offered = (amount: number, unit: 'PR' | 'DPR' | 'KGM' = 'PR') => ({ quantity: { amount, unit } });

  test('says the share, and what is short', () => {
    const found = fitOf('نعل TPR', 'نعل TPR', asked, offered(1_600_000));
    expect(found?.reasons).toContainEqual({ code: 'covers', share: 0.8, of: asked.quantity });
    expect(found?.lacks).toContainEqual({ code: 'short', by: { amount: 400_000, unit: 'PR' } });
  });

  test('is compared in units of one dimension, and never across', () => {
    expect(fitOf('نعل', 'نعل', asked, offered(200_000, 'DPR'))?.reasons).toContainEqual({ code: 'covers', share: 1, of: asked.quantity });
    expect(codes(fitOf('نعل', 'نعل', asked, offered(200_000, 'KGM'))?.lacks)).toContain('units-differ');
    expect(codes(fitOf('نعل', 'نعل', asked, {})?.lacks)).toContain('quantity-not-said');
  });

  test('counts what can be made until the end of the need', () => {
    const until = { ...asked, availableUntil: now + 60 * day };
    expect(fitOf('نعل', 'نعل', until, { capacity: { amount: 500_000, unit: 'PR' } })?.reasons).toContainEqual({
      code: 'covers',
      share: 0.5,
      of: asked.quantity,
    });
  });

  test('below the smallest order is a lack', () => {
    const minimum = { amount: 5_000_000, unit: 'PR' as const };
    expect(fitOf('نعل', 'نعل', asked, { minimum })?.lacks).toContainEqual({ code: 'below-minimum', minimum });
    expect(fitOf('نعل', 'نعل', asked, { minimum: { amount: 8_000_001, unit: 'PR' } })).toBeNull();
  });

  test('more never counts less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((amount) => fitOf('نعل', 'نعل', asked, offered(amount))?.score ?? 0);
        expect(more as number).toBeGreaterThanOrEqual(less as number);
      }),
    );
  });
});

describe('when', () => {
  const until = { availableUntil: now + 20 * day };

  test('an offer that is over, or begins after the need ends, does not fit', () => {
    expect(fitOf('نعل', 'نعل', {}, { availableUntil: now - day })).toBeNull();
    expect(fitOf('نعل', 'نعل', { availableFrom: now + 9 * day }, { availableUntil: now + 5 * day })).toBeNull();
    expect(fitOf('نعل', 'نعل', until, { availableFrom: now + 21 * day })).toBeNull();
  });

  test('says from when it is free, whether it is in time, and by how many days it is late', () => {
    const from = now + 12 * day;
    expect(fitOf('نعل', 'نعل', {}, { availableFrom: from })?.reasons).toContainEqual({ code: 'free-from', at: from });
    expect(fitOf('نعل', 'نعل', until, { deliveryDays: 7 })?.reasons).toContainEqual({ code: 'in-time', by: now + 7 * day });
    expect(fitOf('نعل', 'نعل', until, { deliveryDays: 23 })?.lacks).toContainEqual({ code: 'late', days: 3 });
    expect(codes(fitOf('نعل', 'نعل', until, {})?.lacks)).toContain('dates-not-said');
  });
});

describe('price', () => {
  const per = (min: number, unit: 'KGM' | 'TNE' | 'PR') => ({ price: { form: 'fixed' as const, min, per: unit } });

  test('fits when ranges overlap, for one measure', () => {
    expect(codes(fitOf('نعل', 'نعل', per(100, 'KGM'), per(99_000, 'TNE'))?.reasons)).toContain('price-fits');
    expect(fitOf('نعل', 'نعل', per(100, 'KGM'), per(110_000, 'TNE'))?.lacks).toContainEqual({ code: 'dearer', percent: 10 });
    expect(codes(fitOf('نعل', 'نعل', per(100, 'KGM'), {})?.lacks)).toContain('price-not-said');
  });

  test('is not compared across currencies and measures', () => {
    const dollars = { price: { form: 'fixed' as const, min: 1, per: 'KGM' as const, currency: 'USD' as const } };
    for (const other of [dollars, per(1, 'PR')]) {
      const found = fitOf('نعل', 'نعل', per(100, 'KGM'), other);
      expect([...codes(found?.reasons), ...codes(found?.lacks)].filter((code) => /price|dearer/.test(code))).toEqual([]);
    }
  });
});

describe('where', () => {
  const at = (lng: number) => ({ place: { lat: 30, lng } });

  test('nearer never counts less', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((off) => fitOf('نعل', 'نعل', at(31), at(31 + off))?.score ?? 0);
        expect(near as number).toBeGreaterThanOrEqual(far as number);
      }),
    );
  });

  test('says the metres', () => {
    expect(fitOf('نعل', 'نعل', at(31), at(31.0125))?.reasons).toContainEqual({ code: 'near', metres: 1204 });
  });
});

test('the parts of a score add up to one', () => {
  expect(Object.values(part).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
});

const anyTitle = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 30 }));

test('nothing that is written makes the rules fail, and the score is from 0 to 1', () => {
  fc.assert(
    fc.property(anyTitle, anyTitle, anyTitle, (title, text, other) => {
      const [need, offer] = [side(title, { text }), side(other, { text })];
      for (const one of [assess(need, offer, now), assess(offer, need, now), assess(need, need, now)])
        if (one) expect(one.score >= 0 && one.score <= 1).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a profile says the same after it was stored, and is small whatever is written', () => {
  const long = 'جلد بقري أسود 1.2 مم وخياطة ودباغة CNC machine '.repeat(80);
  const profile = profileOf({ title: long.slice(0, 120), text: long, process: long.slice(0, 80) }, lexicon);
  expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  expect(JSON.stringify(profile).length).toBeLessThan(3_000);
});

test('a pair is one number, whoever of the two is published first', () => {
  const [need, offer] = [side('جلد ماعز أسود'), side('جلد ماعز أسود 0.8 مم')];
  expect(assess(need, offer, now)).toEqual(assess(structuredClone(need), structuredClone(offer), now));
});
