/** Rewriting a query's words, each example named for what it teaches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexicon } from '../../worker/search/lexicon.ts';
import { type Query, readQuery, type Term } from '../../worker/search/query.ts';
import { editDistance, rewrite, Vocabulary } from '../../worker/search/rewrite.ts';

/** A market of which the listings have these words, and in which only some of them may be seen. */
function market(words: string[], seen: string[] = words) {
  const vocabulary = new Vocabulary(words);
  const tokens = new Set(seen.flatMap((word) => readQuery(word).terms.flatMap((term) => term.tokens)));
  const termKnown = (term: Term) => term.tokens.some((token) => tokens.has(token));
  const tried: string[] = [];
  const known = (query: Query) => {
    tried.push(query.terms.map(({ token }) => token.written).join(' '));
    return query.terms.length > 0 && query.terms.every(termKnown);
  };
  return {
    tried,
    ask: (q: string) => rewrite(q, readQuery(q), { vocabulary: () => vocabulary, lexicon, known, termKnown }),
  };
}

const words = [
  'جلد',
  'رخام',
  'حديد',
  'تطريز',
  'خشب',
  'نعال',
  'leather',
  'machine',
  'maroquinerie',
  'emballage',
  'zorgblatt',
  'zorgblattine',
];
const { ask } = market(words);

describe('a word that no listing has becomes', () => {
  test.each([
    ['the word that it begins, as people type', 'maroq', 'maroquinerie'],
    ['the shortest word that it begins', 'zorg', 'zorgblatt'],
    ['the Arabic word that it begins', 'تطر', 'تطريز'],
    ['a word one letter shorter', 'leatherr', 'leather'],
    ['a word one letter longer', 'lether', 'leather'],
    ['a word with another letter', 'machina', 'machine'],
    ['a word with two letters exchanged', 'leatehr', 'leather'],
    ['an Arabic word with a letter too much', 'حدذيد', 'حديد'],
    ['a long word after two slips', 'marokinerie', 'maroquinerie'],
    ['the Arabic word that it sounds like: leather', 'gild', 'جلد'],
    ['the Arabic word that it sounds like: marble', 'rokham', 'رخام'],
    ['the Arabic word that it sounds like: iron', '7adid', 'حديد'],
    ['the Arabic word that it sounds like: embroidery', 'tatriz', 'تطريز'],
    ['the Arabic word that it sounds like: wood', 'khashab', 'خشب'],
    ['the Latin word that it sounds like', 'امبلاج', 'emballage'],
    ['an Arabic word with another long vowel', 'رخوم', 'رخام'],
  ])('%s: %s', (_, q, to) => {
    expect(ask(q)).toBe(to);
  });

  test('that word, and the rest of the query stays as it was typed', () => {
    expect(ask('Cherche  gild, 2mm!')).toBe('Cherche  جلد, 2mm!');
    expect(ask('gild rokham')).toBe('جلد رخام');
    expect(ask('gildرخام')).toBe('جلد رخام');
  });

  test('a word only once it is typed further when it is not the last: a beginning is no word', () => {
    expect(ask('maroq جلد')).toBeNull();
    expect(ask('جلد maroq')).toBe('جلد maroquinerie');
  });
});

describe('a word stays as it is', () => {
  test.each([
    ['when listings have it', 'جلد'],
    ['when it is too short for a slip', 'جلي'],
    ['when nothing is like it', 'quux'],
    ['when a short word would need two edits', 'lethr'],
    ['when it is a measure', '1.2 mm'],
    ['when the lexicon knows it: it is spelled well, and nobody has it', 'chaussures'],
    ['when it is longer than any word', 'z'.repeat(25)],
    ['when there is none', '؟!'],
  ])('%s: %s', (_, q) => {
    expect(ask(q)).toBeNull();
  });
});

describe('security: a correction never tells of what the reader may not see', () => {
  test('a word that only hidden listings have is not offered', () => {
    expect(market(['zorgblatt'], []).ask('zorgblat')).toBeNull();
    expect(market(['جلد'], []).ask('gild')).toBeNull();
    expect(market(['zorgblatt'], []).ask('zorg')).toBeNull();
  });

  test('the next word that is not hidden is offered instead', () => {
    expect(market(['flurps', 'flurpen'], ['flurpen']).ask('flurp')).toBe('flurpen');
  });

  test('whatever is offered was asked for first', () => {
    const { tried, ask: asked } = market(words);
    const to = asked('gild');
    expect(tried).toContain(to);
  });

  test('for any query, each word that is new in the answer is one that the reader may see', () => {
    const seen = words.filter((_, at) => at % 2 === 0);
    const { ask: asked } = market(words, seen);
    const typed = fc.array(
      fc.oneof(
        fc.constantFrom(...words).map((word) => word.slice(0, -1)),
        fc.constantFrom(...words).map((word) => word.slice(0, 2) + word.slice(3)),
        fc.constantFrom('gild', 'rokham', '7adid', 'tatriz', 'khashab'),
        fc.string({ unit: fc.constantFrom(...'ابجدرخمabdeglimorz37') }),
      ),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(typed, (all) => {
        const q = all.join(' ');
        const to = asked(q);
        for (const word of (to ?? '').split(' ')) if (word && !all.join(' ').includes(word)) expect(seen).toContain(word);
      }),
      { numRuns: 500 },
    );
  });
});

describe('at most', () => {
  test('three words of a query are mended', () => {
    const to = ask('gild rokham 7adid tatriz');
    expect(to).toBe('جلد رخام حديد tatriz');
  });

  test('eight candidates are tried for a word', () => {
    const alike = [...'bcdfghjklmnpqrstvwxyz'].map((letter) => `flurpe${letter}`);
    const { tried, ask: asked } = market(alike, []);
    expect(asked('flurpe')).toBeNull();
    expect(tried).toHaveLength(8);
  });
});

test('the vocabulary is read only when a word is to be mended', () => {
  const unread = () => {
    throw new Error('read');
  };
  const asking = { vocabulary: unread, lexicon, known: () => true, termKnown: () => true };
  expect(rewrite('جلد', readQuery('جلد'), asking)).toBeNull();
});

describe('a vocabulary', () => {
  test('holds words, and neither numbers nor what is too short or too long', () => {
    const vocabulary = new Vocabulary(['ab', 'abcd1', 'a b', 'z'.repeat(25), 'abcd']);
    expect(vocabulary.completions('ab')).toEqual(['abcd']);
    expect(vocabulary.completions('zz')).toEqual([]);
  });

  test('shares the words of another one', () => {
    const vocabulary = new Vocabulary(['zorgblatt'], new Vocabulary(['zorgbl', 'leather']));
    expect(vocabulary.completions('zorg')).toEqual(['zorgbl', 'zorgblatt']);
    expect(vocabulary.like('lether')).toEqual(['leather']);
  });

  test('does not complete a letter, or a whole word', () => {
    const vocabulary = new Vocabulary(['leather']);
    expect(vocabulary.completions('l')).toEqual([]);
    expect(vocabulary.completions('leather')).toEqual([]);
  });

  test('prefers a word that begins alike', () => {
    expect(new Vocabulary(['bole', 'colt']).like('cole')).toEqual(['colt', 'bole']);
  });

  test('prefers the Arabic word in which only a long vowel is another one', () => {
    expect(new Vocabulary(['نقول', 'نعال']).like('نعول')[0]).toBe('نعال');
  });
});

describe('edits between words', () => {
  test.each([
    ['none', 'جلد', 'جلد', 0],
    ['a letter more', 'cuir', 'cuire', 1],
    ['a letter less', 'cuir', 'cur', 1],
    ['another letter', 'cuir', 'cuit', 1],
    ['two neighbours exchanged', 'cuir', 'ciur', 1],
    ['two edits', 'leather', 'lethr', 2],
  ])('%s', (_, one, other, edits) => {
    expect(editDistance(one, other, 2)).toBe(edits);
  });

  test('are not counted beyond what matters', () => {
    expect(editDistance('leather', 'machine', 2)).toBeNull();
    expect(editDistance('leather', 'lethr', 1)).toBeNull();
  });

  test('are as many one way as the other, and agree with a count without a bound', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcجل'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (one, other, most) => {
        const all = editDistance(one, other, 100) as number;
        expect(editDistance(other, one, 100)).toBe(all);
        expect(editDistance(one, other, most)).toBe(all <= most ? all : null);
      }),
      { numRuns: 1000 },
    );
  });
});
