/** The table `listing_text`: analysed lines of listings in FTS5, and the hits of a MATCH with their scores. */

import type { Indexed } from './document.ts';
import { codeBits, codeIn, codeMask, idOf, rowidOf } from './facets.ts';

/** What is used of Durable Object storage (`SqlStorage`). */
export interface Sql {
  exec(query: string, ...bindings: (string | number | null)[]): { toArray(): Record<string, unknown>[] };
}

/** A condition as SQL text and its bindings, in order. */
export interface Clause {
  text: string;
  values: (string | number)[];
}

/** What a search reads besides the index: the rows of the listings. */
export interface Shelf {
  sql: Sql;
  /** Joins that bring the row of the hit `i` in as `l` (with `published_at`). */
  rows: string;
  /** Expression that is true for listings of a trusted firm. */
  trusted: string;
  /** Expression of metres from the asked place, or null. */
  distance: Clause | null;
  /** Conditions on the rows, beyond words and facets. */
  conditions: Clause[];
}

export interface Hit {
  id: number;
  code: number;
  /** The higher the better. */
  score: number;
  publishedAt: number;
  trusted: boolean;
  distance: number | null;
  /** Whether its title is about what the query is about. */
  head: boolean;
}

/** Listings counted by the facets in their code. */
export interface Group {
  code: number;
  n: number;
}

export function add(sql: Sql, id: number, code: number, { head, title, body }: Indexed): void {
  sql.exec('insert into listing_text (rowid, head, title, body) values (?, ?, ?, ?)', rowidOf(id, code), head, title, body);
}

/** Takes out a listing as it was added; one that is not there is no error. */
export function remove(sql: Sql, id: number, code: number): void {
  sql.exec('delete from listing_text where rowid = ?', rowidOf(id, code));
}

/** Weights of head, title and body. */
const score = '-bm25(listing_text, 4, 1, 0.2)';
const columns = (shelf: Shelf) => `i.rowid as number, i.score, l.published_at as publishedAt, ${shelf.trusted} as trusted,
  ${shelf.distance?.text ?? 'null'} as distance`;
const distanceValues = (shelf: Shelf) => shelf.distance?.values ?? [];

/** What an expression finds, of what fits a filter on `rowid`. */
const matching = (filter: string) => `from listing_text where listing_text match ?${filter ? ` and ${filter}` : ''}`;

/** All hits of an expression that fit the filter, or null when they are more than `limit`. */
export function allHits(shelf: Shelf, match: string, filter: string, limit: number): Hit[] | null {
  const { text, values } = where(shelf.conditions);
  const [inner, outer] = text ? ['', `limit ${limit + 1}`] : [`limit ${limit + 1}`, ''];
  const rows = shelf.sql
    .exec(
      `select ${columns(shelf)} from (select rowid, ${score} as score ${matching(filter)} ${inner}) i
      ${shelf.rows} ${text} ${outer}`,
      ...distanceValues(shelf),
      match,
      ...values,
    )
    .toArray();
  return rows.length > limit ? null : rows.map(hitOf);
}

/** Some hits of an expression in an order, of those whose code fits. */
export function someHits(
  shelf: Shelf,
  match: string,
  order: 'best' | 'latest' | 'newest' | 'nearest',
  filter: string,
  limit: number,
  offset: number,
): Hit[] {
  const { text, values } = where(shelf.conditions);
  const slice = `limit ${limit} offset ${offset}`;
  const sorted = {
    best: 'score desc, i.rowid desc',
    latest: 'i.rowid desc',
    newest: 'l.published_at desc, l.id desc',
    nearest: 'distance is null, distance, l.id desc',
  };
  // without conditions the index alone can pick them, and only their rows are read
  const alone = (order === 'best' || order === 'latest') && !text;
  const inIndex = order === 'latest' ? 'rowid desc' : 'score desc, rowid desc';
  const inner = `select rowid, ${order === 'latest' ? '0' : score} as score ${matching(filter)} ${alone ? `order by ${inIndex} ${slice}` : ''}`;
  return shelf.sql
    .exec(
      `select ${columns(shelf)} from (${inner}) i ${shelf.rows} ${text} order by ${sorted[order]} ${alone ? '' : slice}`,
      ...distanceValues(shelf),
      match,
      ...values,
    )
    .toArray()
    .map(hitOf);
}

/** How many hits of an expression there are that fit the filter, by code. */
export function countHits(shelf: Shelf, match: string, filter: string): Group[] {
  const { text, values } = where(shelf.conditions);
  const from = `(select rowid ${matching(filter)}) i ${text ? `${shelf.rows} ${text}` : ''}`;
  return shelf.sql
    .exec(`select i.rowid & ${codeMask} as code, count(*) as n from ${from} group by 1`, match, ...values)
    .toArray() as unknown as Group[];
}

/** The numbers of what an expression finds from one number on. (FTS5 answers `rowid in (…)` by searching again for each.) */
export function numbersFrom(sql: Sql, match: string, from: number): Set<number> {
  const rows = sql.exec('select rowid as number from listing_text where listing_text match ? and rowid >= ?', match, from).toArray();
  return new Set(rows.map(({ number }) => number as number));
}

/** How many listings an expression finds, but no further than `most`. */
export function countUpTo(sql: Sql, match: string, most: number, filter = ''): number {
  const inner = `select 1 ${matching(filter)} limit ${most}`;
  return sql.exec(`select count(*) as n from (${inner})`, match).toArray()[0]?.n as number;
}

/** The number in the index of the `nth` newest that an expression finds; null when it finds fewer. */
export function numberOfNewest(sql: Sql, match: string, filter: string, nth: number): number | null {
  const inner = `select rowid as number ${matching(filter)} order by rowid desc limit 1 offset ${nth - 1}`;
  return (sql.exec(inner, match).toArray()[0]?.number as number | undefined) ?? null;
}

/** How many listings an expression finds, of those that fit the filter. */
export function countAll(sql: Sql, match: string, filter: string): number {
  return sql.exec(`select count(*) as n ${matching(filter)}`, match).toArray()[0]?.n as number;
}

/** Whether any listing that fits the filter has one of the tokens. */
export function anyHit(sql: Sql, match: string, filter: string): boolean {
  return sql.exec(`select 1 ${matching(filter)} limit 1`, match).toArray().length > 0;
}

/** Joins a hit's row by its id. */
export const idInHit = `i.rowid >> ${codeBits}`;

function where(conditions: Clause[]): Clause {
  if (conditions.length === 0) return { text: '', values: [] };
  return { text: `where ${conditions.map((c) => c.text).join(' and ')}`, values: conditions.flatMap((c) => c.values) };
}

function hitOf(row: Record<string, unknown>): Hit {
  const number = row.number as number;
  return {
    id: idOf(number),
    code: codeIn(number),
    score: row.score as number,
    publishedAt: (row.publishedAt as number | null) ?? 0,
    trusted: Boolean(row.trusted),
    distance: row.distance as number | null,
    head: false,
  };
}
