/** What a title is about: the thing itself, and others that are named side by side with it. */
import type { Token } from '../../search/analyze.ts';
import { fold } from '../../search/fold.ts';
import { headOf, isArabic, isThing, isWeak } from '../../search/head.ts';
import { type Lexicon, language } from '../../search/lexicon.ts';
import { commonly } from './common-words.ts';
import { isLight } from './light.ts';
import { senseOf } from './meaning.ts';
import { natureOf } from './nature.ts';
import type { Placed, Reading } from './reading.ts';
import { isEmpty } from './terms.ts';
import { isInTrouble } from './trouble.ts';

/** Things of one title, at most. */
const most = 4;
const sign = /[,،/+&:]|\s-\s/;
const link = /^(?:et|ou|and|or|و|أو|او)$/i;

export function headsOf({ said, text }: Reading, lexicon: Lexicon): Placed[] {
  // what is only done or had is passed over, but for a title that says nothing else
  const before = beforeBreak(said, lexicon);
  const full = before.filter((token) => !isEmpty(token, lexicon) && !isParticiple(token));
  const head = lastNoun(headOf(full, text, lexicon) ?? headOf(before, text, lexicon) ?? headOf(said, text, lexicon), said, text, lexicon);
  if (!head) return [];
  const heads = [head];
  let joined = false;
  let listed = false;
  let inside = head.forms.length > 1;
  let last: Token = head;
  const rest = said.slice(said.indexOf(head) + 1);
  rest.forEach((token, at) => {
    if (sign.test(text.slice(last.end, token.start))) {
      joined = listed = true;
      inside = false;
    }
    last = token;
    joined ||= link.test(token.written);
    if (token.stop !== null || token.measure) return;
    joined ||= isJoined(token, lexicon);
    if (!isThing(token, lexicon)) return;
    // what is joined to another noun is not the thing (جلي بلاط ورخام is no marble), nor what it is counted in (bidon de 15 kg)
    // or made of (chaises, hêtre)
    const counted =
      listed && [rest.slice(at + 1), rest.slice(0, at).reverse()].some((way) => way.find(({ stop }) => stop === null)?.measure === true);
    const material = !isMaterial(head, lexicon) && isMaterial(token, lexicon);
    // spare parts and repair of forklifts: work is never inside another phrase
    if (
      joined &&
      (!inside || isWork(token, lexicon)) &&
      !counted &&
      !material &&
      isKnown(head, lexicon) &&
      isKnown(token, lexicon) &&
      heads.length < most
    )
      heads.push(token);
    else inside = true;
    joined = listed = false;
  });
  return heads;
}

/** Lunches delivered are lunches. */
const isParticiple = ({ concepts, written }: Token) => concepts.length === 0 && /^[a-z]{3,}ed$/i.test(written);

const isKnown = ({ concepts, forms }: Token, lexicon: Lexicon) => concepts.length > 0 || commonly(forms, lexicon).length > 0;

const isMaterial = ({ concepts }: Token, lexicon: Lexicon) => concepts.some((one) => senseOf(one, lexicon).group === 'material');

const isWork = (token: Token, lexicon: Lexicon) => ['repair', 'learning', 'rental', 'test'].includes(natureOf(token, lexicon) ?? '');

/** And, written onto a word: لحام وتناية, قص وشد. */
function isJoined({ written, forms }: Token, lexicon: Lexicon): boolean {
  const folded = fold(written);
  if (!/^و\p{L}{2}/u.test(folded)) return false;
  return !forms.includes(folded) || commonly([folded.slice(1)], lexicon).length > 0;
}

/** Prepositions that the search has no need to know, behind a first word. */
const breaks = new Set(
  'under over without near inside per as than up via out off like sous sans chez selon contre vers بدون تحت بلا داخل'.split(' '),
);

/** What stands before such a word, and before letters of another script: embroidery للوجو is no logo. */
function beforeBreak(said: Placed[], lexicon: Lexicon): Placed[] {
  const first = said.findIndex((token) => token.stop === null && !token.measure && !isEmpty(token, lexicon));
  if (first < 0) return said;
  const arabic = isArabic(said[first] as Placed);
  const at = said.findIndex(
    (token, one) => one > first && (breaks.has(token.written.toLowerCase()) || (!token.measure && isArabic(token) !== arabic)),
  );
  return at < 0 ? said : said.slice(0, at);
}

/**
 * In English the last of several nouns is the thing: an unknown word right after a known one (cotton wipers are no cotton), and what two
 * materials are said of (aluminium and steel moulds).
 */
function lastNoun(head: Placed | undefined, said: Placed[], text: string, lexicon: Lexicon): Placed | undefined {
  if (!head || head.languages === language.fr || !/^[a-z]/i.test(head.written)) return head;
  const rest = said.slice(said.indexOf(head) + 1);
  // outer cartons, semi-automatic filler: what is unknown is said of what is known
  if (
    /^[a-z]+$/i.test(head.written) &&
    head.concepts.length === 0 &&
    !/[à-ÿ]|\b(?:de|du|des|le|la|les|pour|et|en|un|une|avec|sans)\b|['’]/i.test(text)
  ) {
    const group = side(head, rest, text);
    const thing = group.findLast((token) => token.concepts.length > 0 && isThing(token, lexicon));
    if (thing) return thing;
  }
  const [next, second, third] = rest;
  if (
    isMaterial(head, lexicon) &&
    next?.written === 'and' &&
    second &&
    third &&
    third.stop === null &&
    !third.measure &&
    !isMaterial(third, lexicon)
  )
    return text.slice(second.end, third.start) === ' ' ? third : head;
  const english = said.some(({ languages }) => languages === language.en) && !said.some(({ languages }) => languages === language.fr);
  if (!english || !next || next.stop !== null || next.concepts.length > 0 || next.measure) return head;
  return text.slice(head.end, next.start) === ' ' &&
    /^[a-z]{4,}(?<!ed|ing)$/i.test(next.written) &&
    !isLight(fold(next.written)) &&
    !isWeak(next, lexicon) &&
    !isInTrouble(next.written)
    ? next
    : head;
}

/** What follows a word with nothing but a space or a hyphen between. */
function side(first: Token, rest: Placed[], text: string): Placed[] {
  let end = first.end;
  const group: Placed[] = [];
  for (const token of rest) {
    if (!/^[ -]$/.test(text.slice(end, token.start)) || token.stop !== null || token.measure || isArabic(token)) break;
    group.push(token);
    end = token.end;
  }
  return group;
}
