/** A listing as the index holds it. */
import { describe, expect, test } from 'vitest';
import { analyze, conceptToken } from '../../worker/search/analyze.ts';
import { documentOf } from '../../worker/search/document.ts';
import { lexicon } from '../../worker/search/lexicon.ts';
import { readQuery } from '../../worker/search/query.ts';

const listing = { title: 'جلد بقري أسود', text: 'سمك ١٫٢ مم، للأحذية. مطلوب سريعا', process: 'tanning', firm: 'مدابغ الروبيكي' };
const tokenOf = (text: string) => conceptToken(lexicon.concept(analyze(text)[0]?.concepts[0] as number));
const words = (line: string) => line.split(' ');

describe('the index holds', () => {
  test('the head of a title in its first line, with what is broader', () => {
    expect(words(documentOf(listing).head)).toEqual(expect.arrayContaining(['جلد', tokenOf('جلد بقري'), tokenOf('جلد')]));
    expect(words(documentOf(listing).head)).not.toContain(tokenOf('أسود'));
  });

  test('the whole title in its second line', () => {
    expect(words(documentOf(listing).title)).toEqual(expect.arrayContaining(['جلد', tokenOf('جلد بقري'), tokenOf('أسود')]));
  });

  test('text, process and firm in its third line, measures with and without their unit', () => {
    expect(words(documentOf(listing).body)).toEqual(
      expect.arrayContaining(['1.2mm', '1.2', tokenOf('أحذية'), tokenOf('tanning'), 'روبيك']),
    );
  });

  test('each token once, and none of the title again', () => {
    const { title, body } = documentOf({ ...listing, text: 'جلد جلد جلود بقري أسود سميك سميك' });
    expect(new Set(words(title)).size).toBe(words(title).length);
    expect(new Set([...words(title), ...words(body)]).size).toBe(words(title).length + words(body).length);
  });

  test('no small word', () => {
    expect(words(documentOf(listing).body)).not.toContain('مطلوب');
  });

  test('three empty lines for a listing without words', () => {
    expect(documentOf({ title: '👞', text: '', process: '…', firm: '!' })).toEqual({ head: '', title: '', body: '', words: [] });
  });
});

test('words that the lexicon does not know are told, folded and once, so that queries can be mended with them', () => {
  const { words: unknown } = documentOf({ ...listing, title: 'جلد زورغبلات Zorgblatt', text: 'ZORGBLATT x2 50 زورغبلات من', firm: '' });
  expect(unknown).toEqual(['زورغبلات', 'zorgblatt']);
});

describe('a listing is found by a query', () => {
  /** Whether a listing has a token of every term. */
  const finds = (q: string, title: string) => {
    const { title: line, body } = documentOf({ title, text: '', process: '', firm: '' });
    const tokens = new Set([...words(line), ...words(body)]);
    return readQuery(q).terms.every((term) => term.tokens.some((one) => tokens.has(one)));
  };

  test.each([
    ['in another dialect', 'جزمة', 'كنادر رجالي'],
    ['in another language', 'chaussures', 'أحذية جلد'],
    ['in another number', 'shoe', 'leather shoes'],
    ['of what is broader', 'cuir', 'جلد بقري'],
    ['of a measure in another unit', '5 سم', 'carton 50 mm'],
    ['of a size within its sizes', 'حذاء 38', 'shoes 36-41'],
    ['of a word with the article', 'الجلود', 'جلد'],
    ['of a phrase in another language', 'machine à coudre', 'ماكينة خياطة'],
    ['of a part of a phrase', 'جلد', 'جلد بقري'],
    ['of an unknown word, many for one', 'zorgblatts', 'zorgblatt'],
  ])('%s: %s finds %s', (_, q, title) => {
    expect(finds(q, title)).toBe(true);
  });

  test.each([
    ['of what is narrower', 'جلد بقري', 'جلد'],
    ['of something else that begins with the same word', 'جلد صناعي', 'جلد بقري'],
    ['of real leather', 'leather', 'simili cuir'],
    ['of another measure', '5 سم', 'carton 5 mm'],
    ['of a size that it has not', 'حذاء 42', 'shoes 36-41'],
  ])('not by one %s: %s does not find %s', (_, q, title) => {
    expect(finds(q, title)).toBe(false);
  });
});
