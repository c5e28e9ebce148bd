/** A text of a listing read for what it asks for or has: verbs as the work that they name, what it is for, and what it is not. */
import { analyze, type Token } from '../../search/analyze.ts';
import { fold } from '../../search/fold.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { workOf } from './verbs.ts';

export interface Placed extends Token {
  /** Behind a word of purpose. */
  aside?: true;
  /** A number that may be the name of a standard. */
  name?: true;
  /** What one who asks has already: "عندي جلد عايز أشقّه". */
  own?: true;
}

export interface Reading {
  text: string;
  said: Placed[];
  /** What it is not, or is without: "مش صناعي", "sans chrome", "not a web page". */
  denied: Token[];
}

const words = (all: string) => new Set(all.split(' ').map(fold));
const purpose = words('pour for علشان عشان باش لأجل');
/** Who is to do what follows. */
const somebody = words('حد حدا واحد مين شكون شخص');
const denial = words('مش مو موش مهوش ليس لا ولا بدون بلا غير ماشي دون sans pas ni non no not without except nor neither');
const clause = /[,،.;:؛!?؟\n]/;
/** Letters that begin what a person does, behind a word of wanting: عاوزين نطلع. */
const done = /^[نايت]\p{Script=Arabic}{2,}$/u;
const standards = /iso|إ?[ايأآ]يزو|norme|din|astm|مواصف/i;
/** For, written onto a noun. */
const onto = /^(?:لل|ل)\p{Script=Arabic}{3}/u;

/** `asking` where it is a need: what it has is not what it looks for. */
export function read(text: string, lexicon: Lexicon, asking = false): Reading {
  const said: Placed[] = [];
  const denied: Token[] = [];
  // a number is a name where a standard is spoken of, else how many
  const standard = standards.test(text);
  let before: Token | undefined;
  let wants = false;
  let not = false;
  let aside = false;
  let own = false;
  for (const token of analyze(text, lexicon)) {
    if (before && clause.test(text.slice(before.end, token.start))) aside = not = own = false;
    before = token;
    const folded = fold(token.written);
    const subject = token.stop === null && !token.measure;
    const work =
      subject && !isWritten(token, folded, lexicon) ? workOf(folded, lexicon, { known: token.concepts.length > 0, wanted: wants }) : [];
    // "we want to get out a certificate": what is done with it is not asked for
    const only = wants && subject && work.length === 0 && token.concepts.length === 0 && done.test(folded);
    wants = token.stop === 'wants' || somebody.has(folded);
    if (asking && token.stop !== null) own = token.stop === 'has' || (own && !wants);
    if (purpose.has(folded)) aside = said.some(({ stop }) => stop === null);
    // non-woven is one word
    if (denial.has(folded) && text[token.end] !== '-') not = true;
    else if (only) continue;
    else if (not && subject) {
      denied.push(token);
      not = false;
    } else {
      const beside = aside || (subject && said.length > 0 && onto.test(folded) && !token.forms.some((form) => form.startsWith('ل')));
      said.push({
        ...token,
        ...(work.length > 0 && { concepts: work }),
        ...(beside && { aside: true as const }),
        ...(token.measure && standard && { name: true as const }),
        ...(own && subject && work.length === 0 && { own: true as const }),
      });
    }
  }
  return { text, said, denied };
}

/** Whether the lexicon has a word as it is written, and not what it takes for its stem. */
function isWritten({ forms }: Token, folded: string, lexicon: Lexicon): boolean {
  if (folded.includes(' ')) return true;
  const known = forms.includes(folded) || lexicon.base(folded) !== undefined;
  return known && forms.some((form) => lexicon.meaning(form) !== undefined);
}
