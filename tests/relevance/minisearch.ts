/** MiniSearch (minisearch 7) over the labelled set: its defaults, and with beginnings of words, slips of the finger and titles first. */
import MiniSearch, { type SearchOptions } from 'minisearch';
import type { Labelled } from './measure.ts';

const asWith = (options: SearchOptions) => (set: Labelled) => minisearch(set, options);

export const byDefault = asWith({});
export const tolerant = asWith({ prefix: true, fuzzy: 0.2, boost: { title: 2 } });
export const moreTolerant = asWith({ prefix: true, fuzzy: 0.3, boost: { title: 2 } });

function minisearch({ listings }: Labelled, options: SearchOptions): (q: string) => string[] {
  const index = new MiniSearch({ fields: ['title', 'text'], searchOptions: options });
  index.addAll(listings.map(({ ref, title, text, process }) => ({ id: ref, title, text: `${text} ${process}` })));
  return (q) =>
    index
      .search(q)
      .slice(0, 50)
      .map(({ id }) => id as string);
}
