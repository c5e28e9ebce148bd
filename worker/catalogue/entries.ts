/** The rows of the catalogue: public listings of all clusters, and their place in the index. */
import type { CatalogueEntry, HitCluster } from '../../schema/search.ts';
import { documentOf } from '../search/document.ts';
import { codeOf } from '../search/facets.ts';
import { add, remove } from '../search/text-index.ts';

/** Rises when the tables or what is in them change: the catalogue is a projection, and is then filled anew. */
const shape = 1;

/** Clusters fit in the bits of a number in the index (worker/search/facets.ts). */
const mostClusters = 4095;

const tables = [
  `create table cluster (number integer primary key autoincrement, slug text not null unique, about text not null)`,
  // `code` is null for a listing that is gone, or was never public: its version is kept, so that an older event changes nothing
  `create table entry (id integer primary key autoincrement, cluster integer not null, listing integer not null, version integer not null,
    seq integer not null, code integer, trusted integer not null, published_at integer, body text, unique (cluster, listing))`,
  `create index entry_newest on entry (published_at) where code is not null`,
  `create unique index entry_seq on entry (seq)`,
  `create table tally (code integer primary key, n integer not null)`,
  `create table word (form text primary key) without rowid`,
  `create virtual table listing_text using fts5(head, title, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '._'")`,
  `create virtual table listing_terms using fts5vocab(listing_text, row)`,
];

/** Makes the tables, or makes them anew when they are of another shape: then every market tells all again when it next speaks. */
export function prepare(storage: DurableObjectStorage): void {
  const { sql } = storage;
  sql.exec('create table if not exists memory (name text primary key, value text not null)');
  if (recall(sql, 'shape') === String(shape)) return;
  storage.transactionSync(() => {
    for (const name of ['listing_terms', 'listing_text', 'word', 'tally', 'entry', 'cluster']) sql.exec(`drop table if exists ${name}`);
    for (const table of tables) sql.exec(table);
    sql.exec('delete from memory');
    keep(sql, 'shape', String(shape));
  });
}

export function recall(sql: SqlStorage, name: string): string | null {
  return (sql.exec('select value from memory where name = ?', name).toArray()[0]?.value as string | undefined) ?? null;
}

export function keep(sql: SqlStorage, name: string, value: string): void {
  sql.exec('insert or replace into memory (name, value) values (?, ?)', name, value);
}

export interface EntryRow {
  id: number;
  cluster: number;
  listing: number;
  version: number;
  code: number | null;
  body: string | null;
}

/** What is kept of a listing besides its place in the index. */
export type Kept = NonNullable<CatalogueEntry['shown']>;

/** What came of a telling. */
export interface Applied {
  /** Whether this cluster was known before. If not, its market must tell of all its listings. */
  known: boolean;
  /** Words that no listing had before. */
  words: string[];
}

/** Takes in what one market tells. The same again, or something older, changes nothing. */
export function apply(storage: DurableObjectStorage, cluster: HitCluster, entries: CatalogueEntry[]): Applied {
  const { sql } = storage;
  return storage.transactionSync(() => {
    const known = sql.exec('select 1 from cluster where slug = ?', cluster.slug).toArray().length > 0;
    const number = numberOf(sql, cluster);
    return { known, words: entries.flatMap((entry) => put(sql, number, entry)) };
  });
}

function put(sql: SqlStorage, cluster: number, { listing, version, shown }: CatalogueEntry): string[] {
  const [before] = sql.exec('select * from entry where cluster = ? and listing = ?', cluster, listing).toArray() as unknown as EntryRow[];
  if (before && before.version >= version) return [];
  if (before?.code != null) {
    remove(sql, before.id, before.code);
    tally(sql, before.code, -1);
  }
  const code = shown && codeOf({ ...shown.card, role: shown.card.firm.role, cluster });
  // no upsert: that takes a new id each time, and ids must stay small
  const write = before
    ? `update entry set version = ?3, seq = (select max(seq) + 1 from entry), code = ?4, trusted = ?5, published_at = ?6, body = ?7
      where cluster = ?1 and listing = ?2`
    : `insert into entry (cluster, listing, version, seq, code, trusted, published_at, body)
      values (?1, ?2, ?3, (select coalesce(max(seq), 0) + 1 from entry), ?4, ?5, ?6, ?7)`;
  const [row] = sql
    .exec(
      `${write} returning id`,
      cluster,
      listing,
      version,
      code,
      shown?.card.firm.trusted ? 1 : 0,
      shown?.card.publishedAt ?? null,
      shown && JSON.stringify(shown),
    )
    .toArray();
  if (code === null || !shown) return [];
  tally(sql, code, 1);
  return index(sql, row?.id as number, code, shown);
}

/** Writes an entry into the index, where it must not be; answers words that no listing had before. */
export function index(sql: SqlStorage, id: number, code: number, { card, text, process }: Kept): string[] {
  const { words, ...lines } = documentOf({ title: card.title, text, process, firm: card.firm.name });
  add(sql, id, code, lines);
  if (words.length === 0) return [];
  const added = sql
    .exec('insert or ignore into word (form) select value from json_each(?) returning form', JSON.stringify(words))
    .toArray();
  return added.map(({ form }) => form as string);
}

function tally(sql: SqlStorage, code: number, by: 1 | -1): void {
  sql.exec('insert into tally (code, n) values (?1, ?2) on conflict (code) do update set n = n + ?2', code, by);
}

/** The number of a cluster; what is shown of it is kept up to date. */
function numberOf(sql: SqlStorage, cluster: HitCluster): number {
  const about = JSON.stringify(cluster);
  // no upsert: that takes a new number each time, also when it does not use it
  const [known] = sql.exec('update cluster set about = ?2 where slug = ?1 returning number', cluster.slug, about).toArray();
  const [row] = known
    ? [known]
    : sql.exec('insert into cluster (slug, about) values (?, ?) returning number', cluster.slug, about).toArray();
  const number = row?.number as number;
  if (number > mostClusters) throw new Error('more clusters than the catalogue has numbers for');
  return number;
}

export function clusters(sql: SqlStorage): Map<number, HitCluster> {
  const rows = sql.exec('select number, about from cluster').toArray();
  return new Map(rows.map(({ number, about }) => [number as number, JSON.parse(about as string) as HitCluster]));
}

/** Changes after a sequence number, in order: what feeds another engine. */
export function changesAfter(sql: SqlStorage, seq: number, limit: number): (EntryRow & { seq: number })[] {
  return sql.exec('select * from entry where seq > ? order by seq limit ?', seq, limit).toArray() as unknown as (EntryRow & {
    seq: number;
  })[];
}

export function lastSeq(sql: SqlStorage): number {
  return (sql.exec('select coalesce(max(seq), 0) as seq from entry').one().seq as number) ?? 0;
}

/** Words of listings that the lexicon does not know. */
export const wordsOf = (sql: SqlStorage): string[] =>
  sql
    .exec('select form from word')
    .toArray()
    .map(({ form }) => form as string);
