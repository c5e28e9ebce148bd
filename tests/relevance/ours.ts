/** The search of Unqud over a labelled set, on Node's SQLite: the same analysis, index, rewriting and order as in a market. */
import { DatabaseSync } from 'node:sqlite';
import type { Kind } from '../../schema/listing.ts';
import { documentOf } from '../../worker/search/document.ts';
import { codeOf } from '../../worker/search/facets.ts';
import { find } from '../../worker/search/find.ts';
import { lexicon as common, type Lexicon } from '../../worker/search/lexicon.ts';
import { cut } from '../../worker/search/pieces.ts';
import { Vocabulary } from '../../worker/search/rewrite.ts';
import { add, idInHit, type Sql } from '../../worker/search/text-index.ts';
import type { Labelled } from './measure.ts';

export const table = `create virtual table listing_text using fts5(head, title, body, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 tokenchars '._'")`;

/** SQLite of Node as the search uses that of Durable Objects. */
export function sqlOf(db: DatabaseSync): Sql {
  return {
    exec(query, ...bindings) {
      const rows = db.prepare(query).all(...bindings) as Record<string, unknown>[];
      return { toArray: () => rows };
    },
  };
}

export function ours(set: Labelled, lexicon: Lexicon = common): (q: string) => string[] {
  const db = new DatabaseSync(':memory:');
  const sql = sqlOf(db);
  db.exec(table);
  db.exec('create table listing (id integer primary key, published_at integer)');
  set.listings.forEach(({ title, text, process, direction, kind }, at) => {
    const id = at + 1;
    db.prepare('insert into listing (id, published_at) values (?, ?)').run(id, 0);
    const code = codeOf({ visibility: 'public', direction, kind: kind as Kind, role: 'supplier' });
    add(sql, id, code, documentOf({ title, text, process, firm: '' }, lexicon));
  });
  const words = set.listings.flatMap(({ title, text }) => cut(`${title} ${text}`).map(({ folded }) => folded));
  const vocabulary = new Vocabulary([...words, ...lexicon.words()]);
  const shelf = { sql, rows: `cross join listing l on l.id = ${idInHit}`, trusted: '0', distance: null, conditions: [] };
  return (q) => {
    const asked = { q, exact: false, sort: undefined, page: 1, limit: 50, visible: {}, chosen: {}, now: 0 };
    return find(shelf, asked, lexicon, { vocabulary: () => vocabulary })?.hits.map(({ id }) => set.listings[id - 1]?.ref as string) ?? [];
  };
}
