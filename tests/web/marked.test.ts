/** Marks in a text: where they stand, and that nothing of the text is lost or run. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Marks } from '../../schema/search.ts';
import { marked } from '../../web/parts/marked.ts';

const shown = (text: string, marks: Marks | undefined) => String(marked(text, marks));
const plain = (html: string) =>
  html
    .replace(/<\/?mark>/g, '')
    .replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" })[name] ?? '');

describe('a marked text', () => {
  test('has its words marked where they stand', () => {
    expect(
      shown('جلد بقري بوكس', [
        [0, 3],
        [4, 8],
      ]),
    ).toBe('<mark>جلد</mark> <mark>بقري</mark> بوكس');
  });

  test('is the text itself without marks', () => {
    expect(shown('Cow leather', [])).toBe('Cow leather');
    expect(shown('Cow leather', undefined)).toBe('Cow leather');
  });

  test('runs nothing, marked or not', () => {
    expect(shown('<b>cow</b> & <i>calf</i>', [[3, 6]])).toBe('&lt;b&gt;<mark>cow</mark>&lt;/b&gt; &amp; &lt;i&gt;calf&lt;/i&gt;');
    expect(shown('<script>', [[0, 8]])).toBe('<mark>&lt;script&gt;</mark>');
  });

  test('keeps every character, whatever the marks are', () => {
    const mark = fc.tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.array(mark, { minLength: 1 }), (text, marks) => {
        expect(plain(shown(text, marks))).toBe(text);
      }),
    );
  });
});
