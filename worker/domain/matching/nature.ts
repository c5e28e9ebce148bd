/** What a title is of, where that alone decides: a machine, its repair, its hire, a course about it, the person who works on it. */
import type { Token } from '../../search/analyze.ts';
import type { Lexicon } from '../../search/lexicon.ts';
import { type Nature, senseOf } from './meaning.ts';
import type { Placed } from './reading.ts';

/** Of one word or phrase. */
export function natureOf(token: Token | undefined, lexicon: Lexicon): Nature | 'unknown' | null {
  if (!token || token.concepts.length === 0) return 'unknown';
  return token.concepts.map((one) => senseOf(one, lexicon).nature).find((one) => one !== null) ?? null;
}

/** Natures that a wide word beside the thing gives to it: fraiseuse … réparation, مثقاب للإيجار. */
const given: Nature[] = ['repair', 'rental'];

/** `inTrouble` where somebody asks who writes that it does not work. */
export function natureOfTitle(head: Token | undefined, beside: Placed[], inTrouble: boolean, lexicon: Lexicon): Nature | 'unknown' | null {
  const own = natureOf(head, lexicon);
  const machine = own === 'machine' || own === 'part';
  if (!machine && own !== null) return own;
  if (machine && inTrouble) return 'repair';
  for (const { concepts, aside } of beside)
    for (const one of concepts) {
      const { nature, wide } = senseOf(one, lexicon);
      if (wide && nature !== null && given.includes(nature) && (nature === 'rental' || (machine && !aside))) return nature;
    }
  return own;
}
