/** The steps of an order, read from the words of a need: "قص وخياطة وشد", "découpe, piqûre et montage", "saw + polish + deliver". */
import type { Kind } from '../../../schema/listing.ts';
import { analyze, type Token } from '../../search/analyze.ts';
import { fold } from '../../search/fold.ts';
import { isThing } from '../../search/head.ts';
import { lexicon as common, type Lexicon } from '../../search/lexicon.ts';
import { namesOf } from '../../search/names.ts';
import { tokenize } from '../one-line/tokens.ts';
import { unitAt } from '../one-line/units.ts';

/** What `steps` are done to stands in `about`. With one step it is the need itself. */
export interface Steps {
  steps: string[];
  about: string;
  /** Whether they were picked out of sentences, where a list may as well be of other things. */
  guessed: boolean;
}

interface Words {
  title: string;
  text: string;
  process: string;
  kind: Kind;
}

/** Kinds of needs that are orders of work or goods. */
const ordered: Kind[] = ['subcontracting', 'input', 'marketing'];
/** More steps than an order of small firms has: a longer list is one of goods. */
const mostSteps = 8;
/** Words of a step. */
const longest = 3;

/** One step where it names one thing only; a list counts where its words are of work done, not of goods. */
export function stepsOf(need: Words, lexicon: Lexicon = common): Steps {
  const found = (list: List, guessed: boolean) => ({ steps: list.items, about: aboutOf(need.title, list.items, lexicon), guessed });
  const one = { steps: [need.title], about: '', guessed: false };
  // two trades of one worker, two subjects of one course and two uses of one machine are no steps of an order
  if (!ordered.includes(need.kind)) return one;
  const ofProcess = listIn(need.process, lexicon);
  if (ofProcess && ofProcess.items.length <= mostSteps) return found(ofProcess, false);
  const ofTitle = listIn(need.title, lexicon);
  if (ofTitle && namesSteps(ofTitle, need.kind)) return found(ofTitle, false);
  for (const sentence of need.kind === 'subcontracting' ? need.text.split(/[\n.!?؟;؛:]+/) : []) {
    const ofText = listIn(sentence, lexicon);
    if (ofText && ofText.actions >= 2 && namesSteps(ofText, need.kind)) return found(ofText, true);
  }
  return one;
}

/**
 * A step and what it is done to, as somebody would write it who looks for that alone: as a phrase of the trade where there is one
 * (جلي رخام, polissage de marbre, leather cutting), and with all that is said of it.
 */
export function stepWords(step: string, about: string, lexicon: Lexicon = common): string[] {
  if (about === '' || step === about) return [step];
  const words = about.split(' ');
  const ways = (word: string) => [`${step} ${word}`, `${word} ${step}`, `${step} de ${word}`];
  const phrase = words.flatMap(ways).find((way) => isPhrase(way, lexicon));
  // French names first what is done, English last: the dash keeps what is done apart for both
  const whole = /^\p{Script=Arabic}/u.test(step) ? `${step} ${about}` : `${step} – ${about}`;
  return phrase === undefined || phrase === whole ? [whole] : [phrase, whole];
}

function isPhrase(words: string, lexicon: Lexicon): boolean {
  const tokens = analyze(words, lexicon);
  return tokens.length === 1 && (tokens[0]?.concepts.length ?? 0) > 0;
}

/** Whether a step means something by itself, whatever it is done to: transport, packing. */
export function isThingItself(step: string, lexicon: Lexicon = common): boolean {
  const tokens = analyze(step, lexicon);
  return tokens.length > 0 && tokens.every(({ concepts }) => concepts.length > 0);
}

/** Whether an offer's own words name a step. */
export function namesStep({ title, process }: { title: string; process: string }, step: string, lexicon: Lexicon = common): boolean {
  const said = segmentsOf(`${title}\n${process}`, lexicon).flatMap(({ tokens }) => tokens);
  const asked = analyze(step, lexicon).filter((token) => !isBreak(token) && !isWeak(token, lexicon));
  return asked.length > 0 && asked.every((one) => said.some((token) => isSame(one, token, lexicon)));
}

interface List {
  items: string[];
  /** How many of them are words of work by their form or meaning. */
  actions: number;
  /** Only the first is, and it says what the work is done to: خياطة قمصان وبلايز; or only the last, as shirts and trousers sewing. */
  goods: boolean;
  /** Parted by signs of a sequence, which nobody puts between colours. */
  sequence: boolean;
  /** Stands behind something and a preposition: machine de découpe et piqûre. */
  under: boolean;
  /** Each is one word. */
  bare: boolean;
}

function namesSteps({ items, actions, goods, sequence, under, bare }: List, kind: Kind): boolean {
  if (goods || items.length > mostSteps) return false;
  const ofWork = kind === 'subcontracting';
  if (under && !ofWork) return false;
  if (sequence && items.length >= 3 && (ofWork || actions > 0)) return true;
  if (ofWork) return items.length >= 3 ? actions > 0 || bare : actions === 2 || (actions === 1 && bare);
  return actions >= 2 && actions * 3 >= items.length * 2;
}

/** Tokens between two joints. */
interface Segment {
  tokens: Token[];
  /** Joined to the one before it: false at the beginning of a clause. */
  joined: boolean;
  sequence: boolean;
}

/** The longest list of a text. */
function listIn(text: string, lexicon: Lexicon): List | null {
  const segments = segmentsOf(text, lexicon);
  let best: List | null = null;
  for (let from = 0; from < segments.length; from++) {
    const run = runFrom(segments, from, lexicon);
    const list = run && listOf(run, text, lexicon);
    if (list && list.items.length > (best?.items.length ?? 1)) best = list;
    if (run) from += run.length - 2;
  }
  return best;
}

/** Segments that are one list: all but the first and the last stand bare between two joints. */
function runFrom(segments: Segment[], from: number, lexicon: Lexicon): Segment[] | null {
  const run = [segments[from] as Segment];
  for (const next of segments.slice(from + 1)) {
    if (!next.joined || !isItem(groupAtStart(next.tokens, lexicon), lexicon)) break;
    run.push(next);
    // what stands behind the words of an item ends the list
    if (hasTail(next.tokens, lexicon)) break;
  }
  return run.length >= 2 && isItem(groupAtEnd((run[0] as Segment).tokens, lexicon), lexicon) ? run : null;
}

const isItem = (group: Token[], lexicon: Lexicon) => group.some((token) => isThing(token, lexicon) || isAction(token, lexicon));

function hasTail(tokens: Token[], lexicon: Lexicon): boolean {
  const from = tokens.findIndex(({ stop }) => stop === null);
  return groupAtStart(tokens, lexicon).length < tokens.slice(from).length;
}

function listOf(run: Segment[], text: string, lexicon: Lexicon): List | null {
  const [head, ...rest] = run as [Segment, ...Segment[]];
  const first = groupAtEnd(head.tokens, lexicon);
  const middle = rest.slice(0, -1).map(({ tokens }) => groupAtStart(tokens, lexicon));
  const end = groupAtStart((rest.at(-1) as Segment).tokens, lexicon);
  if ([first, ...middle].some((group) => group.length > longest)) return null;
  const actions = [first, ...middle, end].map((group) => group.findIndex((token) => isAction(token, lexicon)));
  const count = actions.filter((at) => at >= 0).length;
  const alone = count === 1 && run.length >= 2;
  const lone = alone && actions[0] !== undefined && actions[0] >= 0 && first.length > 1;
  const latin = !/^\p{Script=Arabic}/u.test(end[0]?.written ?? '');
  const last = alone && latin && (actions.at(-1) ?? -1) > 0;
  // the last item is as wide as the others, and what is behind is what all are about
  const width = Math.max(1, ...middle.map(({ length }) => length), middle.length === 0 && first.length > 1 ? 1 : 0);
  const groups = [narrowed(first, actions[0] ?? -1), ...middle, end.slice(0, Math.max(width, (actions.at(-1) ?? 0) + 1))];
  const items = groups.map((group) => writtenOf(group, text));
  if (new Set(items.map(fold)).size < items.length) return null;
  return {
    items,
    actions: count,
    goods: lone || last,
    sequence: rest.some(({ sequence }) => sequence),
    under: underOf(head.tokens, first),
    bare: [first, ...middle].every(({ length }) => length === 1),
  };
}

/** In front of the first item may stand what the order is about: the word of work then, or what stands last. */
function narrowed(group: Token[], action: number): Token[] {
  if (group.length <= 1) return group;
  return action >= 0 ? group.slice(action) : group.length === 2 ? group : group.slice(-1);
}

function underOf(tokens: Token[], group: Token[]): boolean {
  const before = tokens.slice(0, tokens.indexOf(group[0] as Token));
  return before.some(({ stop, measure }) => stop === null && !measure) && before.at(-1)?.stop === 'nothing';
}

/** The words at the start of a segment, up to a small word, a number or a measure. */
function groupAtStart(tokens: Token[], lexicon: Lexicon): Token[] {
  const from = tokens.findIndex((token) => token.stop === null);
  const group: Token[] = [];
  for (const token of from < 0 ? [] : tokens.slice(from)) {
    if (isBreak(token)) break;
    if (!isWeak(token, lexicon)) group.push(token);
  }
  return group;
}

/** The same at its end. */
function groupAtEnd(tokens: Token[], lexicon: Lexicon): Token[] {
  const group: Token[] = [];
  for (const token of tokens.toReversed()) {
    if (isBreak(token)) break;
    if (!isWeak(token, lexicon)) group.unshift(token);
  }
  return group;
}

const isBreak = ({ stop, measure, written }: Token) => stop !== null || measure || /\p{Nd}/u.test(written);
const isWeak = ({ forms }: Token, lexicon: Lexicon) => forms.every((form) => lexicon.weak(form));

/** Small words that join two items of a list, and those by which one comes after the other. */
const joins = /^(?:and|et|و)$/i;
const thens = /^(?:then|puis|ensuite|ثم|وبعدين|بعدين|وبعدها|بعدها)$/i;
const signs = /[,،+/&;؛→←]|\s[-–—>]\s|->|=>/;
const orders = /[+→←]|->|=>|\s>\s/;
/** A new clause: what stands before is no item of what comes behind. */
const clauses = /[:.!?؟()\n]|\s[–—-]\s/;

function segmentsOf(text: string, lexicon: Lexicon): Segment[] {
  const segments: Segment[] = [{ tokens: [], joined: false, sequence: false }];
  let at = 0;
  for (const token of analyze(text, lexicon)) {
    const between = text.slice(at, token.start);
    const own = ownStart(token, at === 0, lexicon);
    at = token.end;
    const then = thens.test(token.written);
    const now = segments.at(-1) as Segment;
    const joined = signs.test(between) || then || joins.test(token.written) || own !== token;
    if (clauses.test(between)) segments.push({ tokens: [], joined: now.tokens.length === 0 && now.joined, sequence: false });
    else if (joined && now.tokens.length > 0) segments.push({ tokens: [], joined: true, sequence: false });
    const into = segments.at(-1) as Segment;
    if (then || orders.test(between)) into.sequence = true;
    if (!then && !joins.test(token.written)) into.tokens.push(own);
  }
  return segments.filter(({ tokens }) => tokens.length > 0);
}

/** The token without the و that joins it to the word before; the token itself where و is a letter of the word. */
function ownStart(token: Token, first: boolean, lexicon: Lexicon): Token {
  const folded = fold(token.written);
  if (first || token.stop !== null || !/^و\p{Script=Arabic}{2,}/u.test(folded) || /\s/.test(folded)) return token;
  const means = (word: string) => lexicon.base(word) !== undefined || (lexicon.meaning(word)?.concepts.length ?? 0) > 0;
  // ورق is a word, and so is وجه of a phrase; ونسيج of another is نسيج after و
  if (means(folded) || (lexicon.spells(folded) && !means(folded.slice(1)))) return token;
  const start = token.start + 1;
  const [bare] = analyze(token.written.slice(1), lexicon);
  return bare ? { ...token, forms: bare.forms, concepts: bare.concepts, stop: bare.stop, written: token.written.slice(1), start } : token;
}

/** Forms of nouns of work: English -ing, French -age, -ure, -tion, -ment; the Arabic تفعيل and فعالة. */
const latinWork = /^[a-z]{2,}(?:ing|age|ure|tion|sion|ement)$/;
const arabicWork = /^(?:ت\p{L}{2}ي\p{L}(?:ه|ها|هم)?|\p{L}{2}ا\p{L}(?:ه|تها|ته))$/u;

/** Whether a word is one of work done, by its own form or by what the lexicon calls it in another language. */
function isAction(token: Token, lexicon: Lexicon): boolean {
  if (token.stop !== null || token.measure) return false;
  const folded = fold(token.written).replace(/^(?:ال|لل)/, '');
  if (latinWork.test(folded) || arabicWork.test(folded)) return true;
  return token.concepts.some((one) => {
    const names = namesOf(lexicon.concept(one).code);
    return names?.en.split(' ').some((word) => latinWork.test(fold(word))) === true;
  });
}

/** The words of a title besides its steps: what they are done to. Numbers, units and small words are left out. */
function aboutOf(title: string, steps: string[], lexicon: Lexicon): string {
  const done = steps.flatMap((step) => analyze(step, lexicon));
  const counted = unitsIn(title);
  const left = segmentsOf(title, lexicon)
    .flatMap(({ tokens }) => tokens)
    .filter((token) => !isBreak(token) && !isWeak(token, lexicon) && !counted.has(token.start))
    .filter((token) => !done.some((step) => isSame(step, token, lexicon)));
  const written = left.map((token) => token.written).join(' ');
  return written.slice(0, 80);
}

/** Where words stand that are units of the number before them. */
function unitsIn(title: string): Set<number> {
  const tokens = tokenize(title);
  const starts = new Set<number>();
  tokens.forEach((_, at) => {
    const unit = tokens[at - 1]?.kind === 'number' ? unitAt(tokens, at) : null;
    for (const one of unit && !unit.value.thing ? tokens.slice(at, unit.next) : []) starts.add(one.start);
  });
  return starts;
}

/** The same word, the same in another form (saw and sawing), or a case of the same. */
function isSame(step: Token, token: Token, lexicon: Lexicon): boolean {
  const begins = (a: string, b: string) => a.length >= 3 && b.startsWith(a);
  if (step.forms.some((one) => token.forms.some((other) => begins(one, other) || begins(other, one) || one === other))) return true;
  return token.concepts.some((one) => step.concepts.some((other) => one === other || lexicon.concept(one).broader.includes(other)));
}

function writtenOf(group: Token[], text: string): string {
  const [first, last] = [group[0], group.at(-1)];
  return first && last ? text.slice(first.start, last.end) : '';
}
