/** What a search may begin with: the things that most listings are about. */
import type { Suggestion } from '../../schema/search.ts';
import { namesOf } from './names.ts';
import { countAll, type Sql } from './text-index.ts';

/** Concepts that are looked at, from the most frequent on. */
const lookedAt = 80;
/** Of the listings, at most this share: what nearly all have says nothing. */
const tooCommon = 0.4;

/** The names of things that listings in the index are about, for which `filter` (a condition on `rowid`) lets any pass. */
export function suggest(sql: Sql, filter: string, limit: number): Suggestion[] {
  const all = sql
    .exec(`select term, doc from listing_terms where term >= 'c.' and term < 'c/' order by doc desc limit ${lookedAt}`)
    .toArray();
  const listings = sql.exec('select count(*) as n from listing_text').toArray()[0]?.n as number;
  const suggestions: Suggestion[] = [];
  for (const { term, doc } of all) {
    if (suggestions.length === limit) break;
    const code = String(term).slice(2);
    const names = namesOf(code);
    // the head of a title is what a listing is about; the rest is said of it
    const match = `{head} : "${term}"`;
    if (!names || ((doc as number) > listings * tooCommon && listings > 20)) continue;
    const found = countAll(sql, match, filter);
    if (found > 0) suggestions.push({ concept: code, names, listings: found });
  }
  return suggestions;
}
