/** Orama (@orama/orama 3) over the labelled set: its defaults, which are for English, and its Arabic settings. */
import { create, insert, search } from '@orama/orama';
import type { Labelled } from './measure.ts';

interface Settings {
  language: 'english' | 'arabic';
  /** How much more a word in the title counts. */
  title: number;
  /** Edits by which a word may differ. */
  tolerance: number;
}

const asWith = (settings: Settings) => (set: Labelled) => orama(set, settings);

export const byDefault = asWith({ language: 'english', title: 1, tolerance: 0 });
/** Its splitter for Arabic keeps Latin words as well. */
export const arabic = asWith({ language: 'arabic', title: 1, tolerance: 0 });
export const arabicTolerant = asWith({ language: 'arabic', title: 2, tolerance: 1 });

function orama({ listings }: Labelled, { language, title, tolerance }: Settings): (q: string) => Promise<string[]> {
  const index = create({ schema: { title: 'string', text: 'string' } as const, language });
  const filled = Promise.all(
    listings.map(({ ref, title, text, process }) => insert(index, { id: ref, title, text: `${text} ${process}` })),
  );
  return async (q) => {
    await filled;
    const { hits } = await search(index, { term: q, limit: 50, boost: { title }, tolerance });
    return hits.map(({ id }) => id);
  };
}
