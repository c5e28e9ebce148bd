import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksOf, probesOf } from '../../../worker/domain/matching/probes.ts';
import { profileOf } from '../../../worker/domain/matching/profile.ts';
import { lexicon } from '../../../worker/search/lexicon.ts';

const profile = (title: string, text = '') => profileOf({ title, text, process: '' }, lexicon);

describe('the expressions', () => {
  test('ask for the rarest words first, and not for all', () => {
    const [rare = '', ...others] = probesOf(profile('جلد ماعز كابريتو للبطانة'), (token) => (token === 'كابريتو' ? 1 : 100));
    expect(rare).toContain('كابريتو');
    expect(others.length).toBeLessThan(10);
  });

  test('ask for a thing that the lexicon does not know by its word', () => {
    expect(probesOf(profile('كابريتو'), () => 1)[0]).toContain('"كابريتو"');
  });

  test('are none where no listing has any of the words', () => {
    expect(probesOf(profile('جلد ماعز'), () => 0)).toEqual([]);
  });

  test('leave out what no listing has, beside what some have', () => {
    const all = probesOf(profile('جلد ماعز'), (token) => (token.startsWith('m.') ? 0 : 5));
    expect(all.length).toBeGreaterThan(0);
    expect(all.join(' ')).not.toContain('"m.');
  });

  test('count a token once', () => {
    const counted: string[] = [];
    probesOf(profile('جلد ماعز وجلد بقري', 'جلد ماعز وجلد بقري للبطانة'), (token) => counted.push(token));
    expect(new Set(counted).size).toBe(counted.length);
  });

  test('hold only quoted tokens, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (title) => {
        for (const match of probesOf(profile(title, title), () => 1)) {
          const bare = match.replace(/"(?:[^"]|"")*"/g, '').replace(/\{(?:head|title|head title)\} : /g, '');
          expect(bare.replace(/ OR | AND |[()]/g, '')).toBe('');
        }
      }),
    );
  });
});

test('what is misspelled, or written in other letters, is marked with what it means', () => {
  const [right] = profile('مخرطة').heads;
  expect(marksOf(profile('ma5rata'))).toEqual([...(right?.is ?? []), ...(right?.of ?? [])].map((code) => `m.${code}`));
  expect(marksOf(profile('مخرطة'))).toEqual([]);
});
