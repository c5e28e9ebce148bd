/** The expressions by which candidates are asked for: the rarest of the words and meanings of a listing, not all of them. */
import { anyOf } from '../../search/query.ts';
import type { Profile } from './profile.ts';
import type { Term } from './terms.ts';

/** Expressions at most, and tokens of one. */
const mostProbes = 10;
const mostTokens = 8;
/** Found in so many listings, a token alone says little: it is asked for as the thing itself only. */
const common = 150;

/** How many listings have a token, as far as anybody counts. */
type Count = (token: string) => number;

/**
 * MATCH expressions over the columns `head`, `title` and `body` of the index; what the first ones find is likelier to fit. Only quoted
 * tokens of the index stand in them.
 */
export function probesOf(profile: Profile, count: Count): string[] {
  const counted = new Map<string, number>();
  const rarity = (token: string) => {
    const known = counted.get(token) ?? count(token);
    counted.set(token, known);
    return known;
  };
  // what no listing has makes an expression dearer and finds nothing: most marks are such
  const there = (tokens: string[]) => [...new Set(tokens)].slice(0, mostTokens).filter((token) => rarity(token) > 0);
  const probes: { match: string; found: number }[] = [];
  const ask = (tokens: string[], where: string, far: number) => {
    const some = there(tokens);
    const found = some.reduce((sum, token) => sum + rarity(token), 0);
    if (found > 0) probes.push({ match: `${where}${anyOf(some)}`, found: found * far });
  };
  // the thing itself, whatever is a case of it, and what it is a case of
  for (const term of profile.heads) {
    const tokens = tokensOf(term);
    ask(tokens, '{head} : ', 0.01);
    (term.of ?? []).slice(0, 2).forEach((above, at) => {
      ask([`c.${above}`], '{head} : ', at === 0 ? 0.2 : 1);
    });
    if (tokens.some((token) => rarity(token) <= common)) ask(tokens, '', 0.1);
    for (const part of partsOf(term)) ask([part], '{head title} : ', 2);
  }
  for (const term of [...profile.more, ...profile.work]) {
    const tokens = tokensOf(term);
    if (term.is && !term.wide) ask(tokens, '{head} : ', 0.5);
    if (tokens.some((token) => rarity(token) <= common)) ask(tokens, term.is?.some(isCommon) ? '' : '{title} : ', term.is ? 1 : 0.5);
  }
  for (const term of profile.text) if (term.is && !term.wide && !term.heard) ask(tokensOf(term), '{head} : ', 4);
  // two words of the title together, where each is common
  const [head, ...rest] = [...profile.heads.slice(0, 1), ...profile.more.filter(({ wide }) => !wide)];
  if (head)
    for (const one of rest.slice(0, 3)) {
      const both = [tokensOf(head), tokensOf(one)];
      const [a = [], b = []] = both.map(there);
      if (a.length > 0 && b.length > 0)
        probes.push({
          match: `${anyOf(a)} AND ${anyOf(b)}`,
          found: 0.02 * Math.min(...both.flatMap((tokens) => tokens.slice(0, mostTokens)).map(rarity)),
        });
    }
  const seen = new Set<string>();
  return probes
    .sort((a, b) => a.found - b.found)
    .filter(({ match }) => !seen.has(match) && seen.add(match))
    .slice(0, mostProbes)
    .map(({ match }) => match);
}

/** Tokens under which a listing is indexed that names a term: concepts of the lexicon, else words, and marks. */
function tokensOf({ is = [], as, heard }: Term): string[] {
  const meant = is.flatMap((code) => [`c.${code}`, `m.${code}`]);
  return is.length > 0 && !heard && !is.some(isCommon) ? meant : [...meant, ...as];
}

const partsOf = ({ has = [] }: Term) => has.map((one) => (/^[a-z0-9]{3}$/.test(one) ? `c.${one}` : one));

/** A meaning of ours rather than of the lexicon. */
const isCommon = (code: string) => /^w\d/.test(code);

/**
 * Tokens that the index should have besides those of the analysis (in `body`): what is misspelled, or written in other letters, and
 * everyday words, under what they mean.
 */
export function marksOf({ heads, more, work, text, chat }: Profile): string[] {
  const marks = [...heads, ...more, ...work, ...text].flatMap(({ is = [], of = [], heard }) =>
    heard || chat ? [...is, ...of] : is.some(isCommon) ? is : [],
  );
  return [...new Set(marks)].map((code) => `m.${code}`);
}
