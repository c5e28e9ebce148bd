/** What the analysis makes of a text, by the readable names of concepts. */
import compiled from '../../dist/concepts.json' with { type: 'json' };
import { analyze, type Token } from '../../worker/search/analyze.ts';
import { lexicon as common, type Lexicon } from '../../worker/search/lexicon.ts';

const names = compiled as unknown as Record<string, [id: string, ...names: string[]]>;

export const idOf = (number: number, lexicon: Lexicon = common): string => {
  const { code } = lexicon.concept(number);
  return names[code]?.[0] ?? code;
};

/** Concepts of a token, or of all words of a text. */
export const conceptsOf = (what: string | Token): string[] =>
  (typeof what === 'string' ? analyze(what) : [what]).flatMap(({ concepts }) => concepts.map((one) => idOf(one)));

/** Forms under which a text is indexed. */
export const formsOf = (text: string): string =>
  analyze(text)
    .flatMap(({ stop, forms }) => (stop === null ? forms : []))
    .join(' ');
