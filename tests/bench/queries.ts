/** Queries for a market: selective ones whose numbers of hits are spread alike at every size, and broad ones. */
import { Client } from '../../scripts/client.ts';
import { commonWords, query, random } from './listings.ts';
import { authorOf, type Filled } from './markets.ts';

/** Hits from … to; as many queries of each, so that pages at different sizes are equally long. */
const bands = [
  [5, 9],
  [10, 19],
  [20, 39],
  [40, 60],
] as const;

export interface Asked {
  q: string;
  hits: number;
}

/** Different queries of one to three words with 5 to 60 hits, a few words of each language's titles and texts. */
export async function selective(url: string, { slug, size, authors }: Filled, count: number): Promise<Asked[]> {
  const reader = Client.anonymous(url);
  const next = random(size + 99);
  const found = new Map<string, number>();
  const left = bands.map(() => Math.ceil(count / bands.length));
  for (let tries = 0; tries < 12_000 && left.some((n) => n > 0); tries++) {
    const number = Math.floor(next() * size);
    // two words; where those are too rare or too common, one or three
    const words = tries % 4 < 3 ? 2 : size < 5_000 ? 1 : 3;
    const { q } = query(number, authorOf(number, authors.length), words, next);
    if (!q || found.has(q)) continue;
    const { total } = await reader.get<{ total: number }>(`/clusters/${slug}/search?limit=1&q=${encodeURIComponent(q)}`);
    const band = bands.findIndex(([least, most]) => total >= least && total <= most);
    if ((left[band] ?? 0) === 0) continue;
    left[band] = (left[band] as number) - 1;
    found.set(q, total);
  }
  const all = [...found].map(([q, hits]) => ({ q, hits })).sort(() => next() - 0.5);
  if (all.length < Math.min(100, count)) throw new Error(`${slug}: only ${all.length} selective queries were found`);
  return all;
}

/** One common word each, with how much it finds. */
export async function broad(url: string, { slug }: Filled): Promise<Asked[]> {
  const reader = Client.anonymous(url);
  const asked: Asked[] = [];
  for (const q of commonWords()) {
    const { total } = await reader.get<{ total: number }>(`/clusters/${slug}/search?limit=1&q=${encodeURIComponent(q)}`);
    if (total > 0) asked.push({ q, hits: total });
  }
  return asked;
}
