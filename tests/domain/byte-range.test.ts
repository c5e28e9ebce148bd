/** Parts of files: what a Range header asks for, and what is known already. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnown, partOf } from '../../worker/domain/byte-range.ts';

describe('a range of a hundred bytes', () => {
  test.each([
    ['bytes=0-9', { offset: 0, length: 10 }],
    ['bytes=90-', { offset: 90, length: 10 }],
    ['bytes=99-99', { offset: 99, length: 1 }],
    ['bytes=0-', { offset: 0, length: 100 }],
    ['bytes=50-1000', { offset: 50, length: 50 }],
    ['bytes=-10', { offset: 90, length: 10 }],
    ['bytes=-1000', { offset: 0, length: 100 }],
    ['BYTES = 1-1 ', { offset: 1, length: 1 }],
  ])('%s is a part', (header, part) => expect(partOf(header, 100)).toEqual(part));

  test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=99999999999999999999-'])('%s is none', (header) =>
    expect(partOf(header, 100)).toBe('none'),
  );

  test.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=9-0',
    'bytes=0-1,5-6',
    'lines=0-1',
    'bytes=a-b',
    'bytes=1.5-2',
    'bytes=--5',
    '0-1',
  ])('%s is the whole', (header) => expect(partOf(header, 100)).toBe('whole'));

  test('of nothing is none or the whole', () => {
    for (const header of ['bytes=0-', 'bytes=-5']) expect(partOf(header, 0)).toBe('none');
    expect(partOf(undefined, 0)).toBe('whole');
  });

  test('lies in the file, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.nat(1_000_000), (text, from, to, size) => {
        for (const header of [text, `bytes=${from}-${to}`, `bytes=${from}-`, `bytes=-${to}`]) {
          const part = partOf(header, size);
          if (typeof part === 'string') continue;
          expect(part.length).toBeGreaterThan(0);
          expect(part.offset).toBeGreaterThanOrEqual(0);
          expect(part.offset + part.length).toBeLessThanOrEqual(size);
        }
      }),
    );
  });
});

test('a tag is known when it is named, weakly or among others, or when any will do', () => {
  for (const header of ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', '*']) expect(isKnown(header, '"a"'), header).toBe(true);
  for (const header of [undefined, '', '"b"', 'a', '"a-small"']) expect(isKnown(header, '"a"'), header).toBe(false);
});
