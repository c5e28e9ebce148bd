/** Arabic verbs as people ask for work, and the nouns by which the trades call it: تخيطلي is خياطة, أدرّب is تدريب, نلحم is لحام. */
import { fold } from '../../search/fold.ts';
import { type Lexicon, meaningOfWord } from '../../search/lexicon.ts';
import { conceptsOf } from './common-words.ts';

const who = '(?:بي|بت|بن|هي|هن|حي|حن|[ينتا])';
/** First and third person, with b- and h- of the dialects, where it says for whom it is done; the root may have two letters: يقصلي. */
const forSomebody = new RegExp(`^(${who}(.{2,4}))(?:هالي|هالنا|لي|لنا|لكم)$`, 'u');
const done = new RegExp(`^(${who}(.{3,4}?))(?:وا|ون|هم|ها|نا|ني|و|ه)?$`, 'u');
/** Behind a word of wanting, where a noun has no such beginning: عايز اقص. */
const short = new RegExp(`^(${who}(.{2}))$`, 'u');

/**
 * The concepts of the work that a folded verb names; none where it is none, or the lexicon does not know its noun. `known` where the lexicon
 * knows the word as a noun (تعبئة is no verb), `wanted` behind a word of wanting.
 */
export function workOf(folded: string, lexicon: Lexicon, { known, wanted }: { known: boolean; wanted: boolean }): number[] {
  if (!/^\p{Script=Arabic}{3,10}$/u.test(folded)) return [];
  for (const verb of [forSomebody, ...(known && !wanted ? [] : [done]), ...(wanted ? [short] : [])]) {
    const [, bare, root] = verb.exec(folded) ?? [];
    if (bare === undefined || root === undefined || lexicon.stop(bare) !== undefined) continue;
    for (const noun of nounsOf(root)) {
      const concepts = meaningOfWord(noun, lexicon);
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
