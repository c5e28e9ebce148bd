/** Whatever a person types gets an answer: a small run of tests/bench/robust.ts, which asks 100,000 times and looks at the clock. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexicon } from '../../worker/search/lexicon.ts';
import { mark } from '../../worker/search/mark.ts';
import { readQuery } from '../../worker/search/query.ts';
import { asked, oddQueries } from '../bench/robust.ts';

const matches: string[] = [];
const ask = asked((match) => matches.push(match));

/** What is wrong with an answer and with what was asked of the index for it; empty when nothing is. */
function wrong(q: string): string {
  matches.length = 0;
  const found = ask(q);
  const { terms } = readQuery(q);
  if (terms.length > 12) return 'too many terms';
  if (terms.some(({ tokens }) => tokens.length === 0 || tokens.length > 16)) return 'a term without tokens, or with too many';
  if ((found === null) !== (terms.length === 0)) return 'no answer to words, or one to none';
  if (found && (found.hits.length > 20 || found.total < found.hits.length || found.complete > found.total)) return 'counts that cannot be';
  for (const match of matches) {
    // security: what is left without quoted tokens is ours
    if (!/^(?:[x() ]|AND|OR|\{head\} :)+$/.test(match.replace(/"(?:[^"]|"")*"/g, 'x'))) return `unquoted: ${match}`;
    if ((match.match(/"(?:[^"]|"")*"/g) ?? []).length > 12 * 16 + 80) return 'too many tokens';
    if (match.length > 20_000) return 'too long an expression';
  }
  return '';
}

describe('a query', () => {
  test('of anything has an answer and no error, in bounds, with every token quoted', { timeout: 60_000 }, () => {
    let words = 0;
    for (const q of oddQueries(1500, 7)) {
      const says = wrong(q);
      if (says) expect.fail(`${says}: ${JSON.stringify(q.slice(0, 300))}`);
      if (matches.length > 0) words++;
    }
    expect(words).toBeGreaterThan(1000);
  });

  test('of any characters too', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (q) => wrong(q) === ''),
      { numRuns: 150 },
    );
  });

  test.each([
    ['one word', 'ج'],
    ['known words', 'جلد '],
    ['unknown words', 'زورغ '],
    ['quotes', '"'],
    ['operators', 'OR '],
    ['brackets', '('],
    ['numbers', '1'],
    ['numbers in a row', '1.'],
    ['thousands', '111٬'],
    ['sides', '60x'],
    ['ranges', '36-41 '],
    ['marks', '\u064e'],
    ['half characters', '\ud83d'],
    ['bidi overrides', '\u202e'],
    ['zero-width joiners', 'ج\u200d'],
    ['sentences in one character', 'ﷺ'],
    ['one letter drawn out', 'جلللل'],
    ['beginnings of phrases', 'machine à '],
    ['chat Arabic', '7adid '],
    ['line breaks', 'جلد\n'],
  ])('of 10 kB of %s has an answer', (_, piece) => {
    expect(wrong(piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000))).toBe('');
  });

  test('is answered as it was meant, and shows why', () => {
    const found = ask('gild');
    expect(found?.rewritten).toEqual({ from: 'gild', to: 'جلد' });
    const title = 'بيع الجلد cuir';
    const { marks } = mark({ title, text: '' }, found?.query ?? readQuery(''), lexicon);
    expect(marks.map(([start, end]) => title.slice(start, end))).toEqual(['الجلد', 'cuir']);
  });

  test('finds the same among bidi controls, zero-width signs and half characters', () => {
    const ids = (q: string) => ask(q)?.hits.map(({ id }) => id);
    const plain = ids('جلد بقري');
    expect(plain?.length).toBeGreaterThan(0);
    for (const q of ['\u202eجلد بقري\u202c', 'ج\u200dل\u200cد بقري', '\u2067جلد\u2069 \ud83dبقري', 'جلد\u0000 بقري\ufeff', 'جلد\u00a0بقري'])
      expect([q, ids(q)]).toEqual([q, plain]);
  });
});

test('the odd queries are the same in every run', () => {
  expect([...oddQueries(50, 3)]).toEqual([...oddQueries(50, 3)]);
  expect([...oddQueries(50, 3)]).not.toEqual([...oddQueries(50, 4)]);
});
