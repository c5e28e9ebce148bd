/** Order among the best hits: words first, then what a buyer would rather see first. It never lifts what does not fit. */
import { day } from '../../schema/time.ts';
import { facetsOf } from './facets.ts';
import type { Said } from './lexicon.ts';
import type { Hit } from './text-index.ts';

/** Shares of a hit's score that it can lose. */
const otherDirection = 0.2;
/** What is about something else than the query. */
const aside = 0.35;
const untrusted = 0.02;
const old = 0.05;
const far = 0.1;

/** Days after which half of what age can take is taken. */
const agesIn = 60;
/** Metres after which half of what distance can take is taken. */
const farAt = 20_000;

/** The best `limit` hits in their order, the others behind them by words alone. Offers come before needs, unless the one who asks has something to offer. */
export function rank(hits: Hit[], says: Said, limit: number, now: number): Hit[] {
  const byWords = hits.sort((a, b) => b.score - a.score || b.id - a.id);
  const looksFor = says === 'has' ? 'need' : 'offer';
  const first = byWords.slice(0, limit).map((hit) => {
    let share = 1;
    if (facetsOf(hit.code).direction !== looksFor) share -= otherDirection;
    if (!hit.head) share -= aside;
    if (!hit.trusted) share -= untrusted;
    const age = Math.max(0, now - hit.publishedAt) / day;
    share -= old * (age / (age + agesIn));
    if (hit.distance !== null) share -= far * (hit.distance / (hit.distance + farAt));
    return { hit, value: hit.score * share };
  });
  return [...first.sort((a, b) => b.value - a.value || b.hit.id - a.hit.id).map(({ hit }) => hit), ...byWords.slice(limit)];
}
