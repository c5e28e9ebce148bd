/** A listing as the index holds it: three lines of tokens, from the head of its title to the names in its text. */
import { analyze, conceptToken, type Token } from './analyze.ts';
import { fold } from './fold.ts';
import { headOf } from './head.ts';
import { lexicon as common, type Lexicon } from './lexicon.ts';

export interface Written {
  title: string;
  text: string;
  process: string;
  /** Name of its firm. */
  firm: string;
}

/** Tokens parted by spaces: only such lines are indexed. */
export interface Indexed {
  head: string;
  title: string;
  body: string;
}

export interface Document extends Indexed {
  /** Words that the lexicon does not know, folded. */
  words: string[];
}

export function documentOf(listing: Written, lexicon: Lexicon = common): Document {
  const title = analyze(listing.title, lexicon);
  const head = headOf(title, listing.title, lexicon);
  const body = analyze(`${listing.text}\n${listing.process}\n${listing.firm}`, lexicon);
  const said = tokensOf(title, lexicon);
  return {
    head: [...tokensOf(head ? [head] : [], lexicon)].join(' '),
    title: [...said].join(' '),
    // long texts should not make a listing less of what it is: each token once, and none again
    body: [...tokensOf(body, lexicon)].filter((token) => !said.has(token)).join(' '),
    words: [...new Set([...title, ...body].filter(isUnknown).map(({ written }) => fold(written)))],
  };
}

const isUnknown = ({ concepts, measure, stop, written }: Token) =>
  concepts.length === 0 && !measure && stop === null && /^\p{L}{3,24}$/u.test(written);

/** Words under their forms, then what they mean: each concept, and whatever is broader. */
function tokensOf(tokens: Token[], lexicon: Lexicon): Set<string> {
  const all = new Set<string>();
  for (const { forms, concepts, stop } of tokens) {
    if (stop !== null) continue;
    for (const form of forms) all.add(form);
    for (const one of concepts) {
      all.add(conceptToken(lexicon.concept(one)));
      for (const above of lexicon.concept(one).broader) all.add(conceptToken(lexicon.concept(above)));
    }
  }
  return all;
}
