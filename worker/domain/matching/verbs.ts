/** Arabic verbs as people ask for work, and the nouns by which the trades call it: تخيطلي is خياطة, أدرّب is تدريب, نلحم is لحام. */
import { fold } from '../../search/fold.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { stem } from '../../search/stem.ts';
import { conceptsOf } from './common-words.ts';

/** First and third person, with b- and h- of the dialects, and whom it is done for. */
const verb = /^(?:بي|بت|بن|هي|هن|حي|حن|[ينتا])(.{3,4}?)(?:هالي|هالنا|لي|لنا|لكم|وا|ون|هم|ها|و|ه)?$/u;

/** The concepts of the work that a folded verb names; none where it is none, or the lexicon does not know its noun. */
export function workOf(folded: string, lexicon: Lexicon): number[] {
  if (!/^\p{Script=Arabic}{4,10}$/u.test(folded)) return [];
  const root = verb.exec(folded)?.[1];
  if (root === undefined) return [];
  for (const noun of nounsOf(root)) {
    const key = lexicon.base(noun) ?? lexicon.base(stem(noun)) ?? stem(noun);
    const concepts = lexicon.meaning(key)?.concepts ?? [];
    const all = concepts.length > 0 ? concepts : conceptsOf(noun, lexicon);
    if (all.length > 0) return all;
  }
  return [];
}

/** تفعيل, فعالة, فعال and فعل of a root: the patterns of nearly all names of work. */
function nounsOf(root: string): string[] {
  const [start, last] = [root.slice(0, -1), root.slice(-1)];
  return [`ت${start}ي${last}`, `${start}ا${last}ه`, `${start}ا${last}`, root].map(fold);
}
