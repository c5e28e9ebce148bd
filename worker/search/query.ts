/** A query as the index is asked: terms, of which each is a few tokens that mean the same. Only analysed and quoted tokens reach MATCH. */
import { analyze, conceptToken, type Token } from './analyze.ts';
import { fold } from './fold.ts';
import { headOf, isThing } from './head.ts';
import { lexicon as common, type Lexicon, type Said } from './lexicon.ts';
import { withoutArticle } from './stem.ts';

/** More words than anybody types; keeps the expression shallow (FTS5 refuses deep ones). */
const mostTerms = 12;
/** Sizes of a range, at most. */
const mostTokens = 16;
/** Tokens of a loosened query, at most. */
const mostNear = 40;

export interface Term {
  token: Token;
  /** Any of them will do; concepts before words. */
  tokens: string[];
  /** A thing or what is done with it; measures and qualities only say more about it. */
  subject: boolean;
  /** A word for firms or people in general: a listing need not have it. */
  weak: boolean;
}

export interface Query {
  terms: Term[];
  /** What the query is about, as the head of a title. */
  head: Term | null;
  /** Whether the one who asks says that he looks for something, or has it. */
  says: Said;
}

export function readQuery(q: string, lexicon: Lexicon = common): Query {
  const tokens = analyze(q, lexicon);
  const terms = new Map<string, Term>();
  let says: Said = 'nothing';
  for (const token of tokens) {
    if (token.stop !== null) {
      if (says === 'nothing') says = token.stop;
      continue;
    }
    const weak = !token.measure && token.forms.every((form) => lexicon.weak(form));
    const one = { token, tokens: tokensOf(token, lexicon), subject: isThing(token, lexicon), weak };
    const key = one.tokens.join(' ');
    if (one.tokens.length > 0 && !terms.has(key) && terms.size < mostTerms) terms.set(key, one);
  }
  const all = [...terms.values()];
  // a query of qualities alone is about them
  if (!all.some(({ subject }) => subject)) for (const term of all) term.subject = true;
  const head = headOf(tokens, q, lexicon);
  return { terms: all, head: (head && terms.get(tokensOf(head, lexicon).join(' '))) ?? null, says };
}

function tokensOf(token: Token, lexicon: Lexicon): string[] {
  if (token.concepts.length > 0) {
    const meant = token.concepts.map((one) => conceptToken(lexicon.concept(one)));
    return isMadeOfNoun(token, lexicon) ? [...meant, ...token.forms] : meant;
  }
  if (!token.measure) return token.forms;
  // with its unit a number says more than alone
  const exact = token.forms.filter((form) => /[a-z]/.test(form));
  return (exact.length > 0 ? exact : token.forms).slice(0, mostTokens);
}

/** بقري is known by بقر, which is cattle; but جلد بقري is leather, and of that it has the word alone. */
function isMadeOfNoun({ written }: Token, lexicon: Lexicon): boolean {
  const word = fold(written);
  if (!/^\p{Script=Arabic}+(?:ي|يه)$/u.test(word)) return false;
  return [word, withoutArticle(word) ?? word].every((one) => lexicon.base(one) === undefined && !lexicon.meaning(one)?.concepts.length);
}

/** security: operators of FTS5 in what a person typed are words like any other, because every token is quoted. */
export const quoted = (token: string) => `"${token.replaceAll('"', '""')}"`;
export const anyOf = (tokens: string[]) => (tokens.length === 1 ? quoted(tokens[0] as string) : `(${tokens.map(quoted).join(' OR ')})`);

/** Every term, but for weak ones. */
export function strictly({ terms }: Query): string {
  const needed = terms.filter(({ weak }) => !weak);
  return (needed.length > 0 ? needed : terms).map(({ tokens }) => anyOf(tokens)).join(' AND ');
}

/** At least one subject, or a word or the broader meaning of one; the more of all, the better. */
export function loosely({ terms }: Query, lexicon: Lexicon = common): string {
  const subjects = terms.filter(({ subject }) => subject).flatMap(({ tokens, token }) => [...tokens, ...near(token, lexicon)]);
  const others = terms.filter(({ subject }) => !subject).flatMap(({ tokens }) => tokens);
  const about = anyOf([...new Set(subjects)].slice(0, mostNear));
  return others.length > 0 ? `${about} AND (${about} OR ${anyOf(others)})` : about;
}

/** Listings that are about what the query is about, of those that an expression finds. */
export function aboutHead({ head }: Query, match: string): string | null {
  return head ? `{head} : ${anyOf(head.tokens)} AND (${match})` : null;
}

/** What is next to the meaning of a token: what its concepts are cases of, and its words. */
function near({ concepts, forms, measure }: Token, lexicon: Lexicon): string[] {
  if (measure || concepts.length === 0) return [];
  const above = concepts.flatMap((one) => lexicon.concept(one).broader.slice(0, 1));
  return [...above.map((one) => conceptToken(lexicon.concept(one))), ...forms.filter((form) => form.length > 2)];
}

/** One term alone. */
export const only = ({ tokens }: Term): string => anyOf(tokens);
