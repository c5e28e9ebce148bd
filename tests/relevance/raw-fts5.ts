/** SQLite's own full-text search over what was written, with nothing of ours: its defaults, and settings that suit it better. */
import { DatabaseSync } from 'node:sqlite';
import type { Labelled } from './measure.ts';

interface Settings {
  /** One of FTS5's own tokenizers; its default is unicode61. */
  tokenizer: string;
  /** How much more a word in the title counts. */
  title: number;
  /** Listings with every word before those with some. */
  strictFirst: boolean;
}

const asWith = (settings: Settings) => (set: Labelled) => rawFts5(set, settings);

export const byDefault = asWith({ tokenizer: 'unicode61', title: 1, strictFirst: false });
export const strictFirst = asWith({ tokenizer: 'unicode61 remove_diacritics 2', title: 2, strictFirst: true });
export const trigrams = asWith({ tokenizer: 'trigram remove_diacritics 1', title: 2, strictFirst: false });

function rawFts5({ listings }: Labelled, { tokenizer, title, strictFirst }: Settings): (q: string) => string[] {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table listing using fts5(title, text, tokenize = "${tokenizer}")`);
  const insert = db.prepare('insert into listing (rowid, title, text) values (?, ?, ?)');
  listings.forEach((one, at) => {
    insert.run(at + 1, one.title, `${one.text} ${one.process}`);
  });
  const matching = db.prepare(`select rowid from listing where listing match ? order by bm25(listing, ${title}, 1), rowid limit 50`);
  const search = (match: string) => matching.all(match).map(({ rowid }) => listings[(rowid as number) - 1]!.ref);
  return (q) => {
    const words = q.split(/\s+/).filter(Boolean);
    const quoted = words.map((word) => `"${word.replaceAll('"', '""')}"`);
    if (quoted.length === 0) return [];
    const strict = strictFirst ? search(quoted.join(' AND ')) : [];
    return [...new Set([...strict, ...search(quoted.join(' OR '))])].slice(0, 50);
  };
}
