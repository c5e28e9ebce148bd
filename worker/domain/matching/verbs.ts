/** Arabic verbs as people ask for work, and the nouns by which the trades call it: تخيطلي is خياطة, أدرّب is تدريب, نلحم is لحام. */
import { fold } from '../../search/fold.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { stem } from '../../search/stem.ts';
import { conceptsOf } from './common-words.ts';

const who = '(?:بي|بت|بن|هي|هن|حي|حن|[ينتا])';
const forWhom = '(?:هالي|هالنا|لي|لنا|لكم)';
/** First and third person, with b- and h- of the dialects, and whom it is done for; a root of two letters only where that is said: يقصلي. */
const verbs = [new RegExp(`^${who}(.{2,4})${forWhom}$`, 'u'), new RegExp(`^${who}(.{3,4}?)(?:وا|ون|هم|ها|و|ه)?$`, 'u')];

/** The concepts of the work that a folded verb names; none where it is none, or the lexicon does not know its noun. */
export function workOf(folded: string, lexicon: Lexicon): number[] {
  if (!/^\p{Script=Arabic}{4,10}$/u.test(folded)) return [];
  for (const verb of verbs) {
    const root = verb.exec(folded)?.[1];
    for (const noun of root === undefined ? [] : nounsOf(root)) {
      const key = lexicon.base(noun) ?? lexicon.base(stem(noun)) ?? stem(noun);
      const concepts = lexicon.meaning(key)?.concepts ?? [];
      const all = concepts.length > 0 ? concepts : conceptsOf(noun, lexicon);
      if (all.length > 0) return all;
    }
  }
  return [];
}

/** تفعيل, فعالة, فعال and فعل of a root: the patterns of nearly all names of work; of two letters قص. */
function nounsOf(root: string): string[] {
  if (root.length === 2) return [root];
  const [start, last] = [root.slice(0, -1), root.slice(-1)];
  return [`ت${start}ي${last}`, `${start}ا${last}ه`, `${start}ا${last}`, root].map(fold);
}
