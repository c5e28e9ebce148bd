/** Finding listings: the index and the tally, written with each listing, and the search over them. */
import type { Role } from '../../schema/firm.ts';
import type { Direction, Kind, ListingCard } from '../../schema/listing.ts';
import { comparable } from '../../schema/quantity.ts';
import type { Facets, Found, SearchQuery } from '../../schema/search.ts';
import { analyzed } from '../search/analyze.ts';
import { facetToken, facetTokens, matchOf } from '../search/fts.ts';
import type { Db } from './store.ts';
import { cardOf, type FirmRow, type ListingRow } from './views.ts';

/** Adds a listing to the index. It must not be there. */
export function index(db: Db, row: ListingRow, owner: FirmRow): void {
  const body = analyzed(`${row.text} ${row.process} ${owner.name}`);
  const add = 'insert into listing_index (rowid, title, body, facets) values (?, ?, ?, ?)';
  db.$client.sql.exec(add, row.id, analyzed(row.title), body, facetTokens(row));
  count(db, row, 1);
}

/** Takes a listing, as it was indexed, out of the index. */
export function unindex(db: Db, row: ListingRow): void {
  db.$client.sql.exec('delete from listing_index where rowid = ?', row.id);
  count(db, row, -1);
}

function count(db: Db, row: ListingRow, by: 1 | -1): void {
  const change = `insert into tally (visibility, direction, kind, role, count) values (?1, ?2, ?3, ?4, ?5)
    on conflict (visibility, direction, kind, role) do update set count = count + ?5`;
  db.$client.sql.exec(change, row.visibility, row.direction, row.kind, row.role, by);
}

interface Group {
  direction: Direction;
  kind: Kind;
  role: Role;
  n: number;
}

/** What a search is joined from: conditions as SQL text and their bindings, in order. */
interface Clause {
  text: string;
  values: (string | number)[];
}

/** Words of the title count four times those of the text; facets count nothing. */
const score = 'bm25(listing_index, 4, 1, 0)';

const cardColumns = `l.id, l.direction, l.kind, l.role, l.title, l.state, l.quantity_amount as quantityAmount, l.quantity_unit as quantityUnit,
  l.price_form as priceForm, l.price_min as priceMin, l.price_max as priceMax, l.currency, l.per, l.barter, l.visibility, l.standing,
  l.published_at as publishedAt, l.updated_at as updatedAt, l.firm_id as firmId, f.name as firmName, f.trusted as firmTrusted`;

/** Listings that fit a query and that the reader's sight includes; `currency` is the cluster's, in which prices are asked. */
export function search(storage: SqlStorage, query: SearchQuery, everything: boolean, currency: string): Found {
  const ranges = rangesOf(query, currency);
  const words = matchOf(query, []);
  if (words !== null && ranges.length === 0 && !query.near) {
    const found = searchFew(storage, query, words, everything);
    if (found) return found;
  }
  const conditions = [...sight(everything), ...ranges];
  const groups = words === null && ranges.length === 0 ? tallied(storage, everything) : counted(storage, words, conditions);
  const facets = facetsOf(groups, query);
  const total = sum(groups, query, null);
  return foundPage(query, total === 0 ? [] : page(storage, query, everything, ranges), total, facets);
}

/** Words that find more listings than this are counted and ordered by SQLite. */
const few = 300;

/**
 * Words that find few listings, as most do: one statement reads them all, and they are counted, chosen and ordered here.
 * Null when there are more. Facet tokens stay out of this MATCH, because bm25 reads the whole list of every term in it.
 */
function searchFew(storage: SqlStorage, query: SearchQuery, words: string, everything: boolean): Found | null {
  const all = storage
    .exec(
      `select ${cardColumns}, null as distance, i.score from (select rowid, ${score} as score from listing_index where listing_index match ? limit ${few + 1}) i
      cross join listing l on l.id = i.rowid cross join firm f on f.id = l.firm_id`,
      words,
    )
    .toArray() as unknown as (FoundRow & { score: number })[];
  if (all.length > few) return null;
  const visible = everything ? all : all.filter((row) => row.visibility === 'public');
  const newest = query.sort === 'newest';
  const fit = visible
    .filter((row) => fits(row, query, null))
    .sort((a, b) => (newest ? (b.publishedAt ?? 0) - (a.publishedAt ?? 0) : a.score - b.score) || b.id - a.id);
  const from = (query.page - 1) * query.limit;
  const facets = facetsOf(
    visible.map((row) => ({ direction: row.direction, kind: row.kind, role: row.role, n: 1 })),
    query,
  );
  return foundPage(query, fit.slice(from, from + query.limit).map(foundCard), fit.length, facets);
}

function foundPage({ page, limit }: SearchQuery, hits: ListingCard[], total: number, facets: Facets): Found {
  return { hits, total, page, pages: Math.max(1, Math.ceil(total / limit)), facets };
}

/** Offers or needs of a front page, newest first. */
export function newest(storage: SqlStorage, direction: Direction, everything: boolean, limit: number): ListingCard[] {
  const query = { q: '', direction, page: 1, limit } as SearchQuery;
  return page(storage, query, everything, []);
}

export function facetsOfAll(storage: SqlStorage, everything: boolean): Facets {
  return facetsOf(tallied(storage, everything), {});
}

function page(storage: SqlStorage, query: SearchQuery, everything: boolean, ranges: Clause[]): ListingCard[] {
  const offset = (query.page - 1) * query.limit;
  const facets = [
    ...(everything ? [] : [facetToken('v', 'public')]),
    ...(query.direction ? [facetToken('d', query.direction)] : []),
    ...(query.kind ? [facetToken('k', query.kind)] : []),
    ...(query.role ? [facetToken('r', query.role)] : []),
  ];
  const match = matchOf(query, facets);
  const { near } = query;
  const distance: Clause = near ? distanceTo(near) : { text: 'null', values: [] };
  const sort = query.sort ?? (match ? 'best' : 'newest');
  const plain = match ? [] : [...sight(everything), ...facetConditions(query)];
  const order =
    sort === 'nearest'
      ? 'distance is null, distance, l.id desc'
      : sort === 'newest' || !match
        ? 'l.published_at desc, l.id desc'
        : 'score, l.id desc';
  const conditions = [...plain, ...ranges];

  // Without ranges and distances the index alone can pick the page, and only its rows are read.
  const picked = match !== null && sort === 'best' && ranges.length === 0;
  const slice = `limit ${query.limit} offset ${offset}`;
  const matched = `(select rowid, ${score} as score from listing_index where listing_index match ? ${picked ? `order by score, rowid desc ${slice}` : ''}) i`;
  const inner = match ? `${matched} cross join listing l on l.id = i.rowid` : 'listing l';
  const where = conditions.length ? `where ${conditions.map((c) => c.text).join(' and ')}` : '';
  const rows = storage.exec(
    `select ${cardColumns}, ${distance.text} as distance from ${inner} cross join firm f on f.id = l.firm_id ${where} order by ${order} ${picked ? '' : slice}`,
    ...distance.values,
    ...(match ? [match] : []),
    ...conditions.flatMap((c) => c.values),
  );
  return [...rows].map((row) => foundCard(row as unknown as FoundRow));
}

/** A row of `cardColumns` and a distance; SQLite has no booleans. */
type FoundRow = Omit<ListingRow, 'barter' | 'standing'> & {
  barter: number;
  standing: number;
  firmName: string;
  firmTrusted: number;
  distance: number | null;
};

function foundCard(row: FoundRow): ListingCard {
  const written = { ...row, barter: Boolean(row.barter), standing: Boolean(row.standing) };
  const owner = { id: row.firmId, name: row.firmName, trusted: Boolean(row.firmTrusted) };
  return cardOf(written, owner, row.distance === null ? null : Math.round(row.distance));
}

/** In the listing table, what the index's facet tokens say there. */
function sight(everything: boolean): Clause[] {
  return everything ? [{ text: 'l.listed = 1', values: [] }] : [{ text: `l.listed = 1 and l.visibility = 'public'`, values: [] }];
}

function facetConditions(query: SearchQuery): Clause[] {
  return (['direction', 'kind', 'role'] as const).flatMap((facet) => {
    const value = query[facet];
    return value ? [{ text: `l.${facet} = ?`, values: [value] }] : [];
  });
}

/** Conditions that no index token answers: firm, price, quantity, distance. */
function rangesOf(query: SearchQuery, currency: string): Clause[] {
  const clauses: Clause[] = [];
  const add = (text: string, ...values: (string | number)[]) => clauses.push({ text, values });
  if (query.priceMin !== undefined || query.priceMax !== undefined) {
    // a price range fits when it overlaps what is asked; a price that is not stated fits nothing
    add('l.currency = ?', currency);
    if (query.priceMin !== undefined) add('coalesce(l.price_max, l.price_min) >= ?', query.priceMin);
    if (query.priceMax !== undefined) add('l.price_min <= ?', query.priceMax);
  }
  if (query.firm !== undefined) add('l.firm_id = ?', query.firm);
  if (query.per) add('l.per = ?', query.per);
  if (query.unit) {
    const { dimension } = comparable({ amount: 1, unit: query.unit });
    const base = (amount: number) => comparable({ amount, unit: query.unit as NonNullable<SearchQuery['unit']> }).amount;
    add('l.quantity_dimension = ?', dimension);
    if (query.quantityMin !== undefined) add('l.quantity_base >= ?', base(query.quantityMin));
    if (query.quantityMax !== undefined) add('l.quantity_base <= ?', base(query.quantityMax));
  }
  if (query.near && query.within !== undefined) {
    const { text, values } = distanceTo(query.near);
    clauses.push({ text: `${text} <= ?`, values: [...values, query.within * 1000] });
  }
  return clauses;
}

/** Metres from a place to the listing's firm, on a plane that touches the earth there (within 1 % up to some hundred kilometres). */
function distanceTo(near: { lat: number; lng: number }): Clause {
  const metresPerDegree = 111_195;
  const narrowing = Math.cos((near.lat * Math.PI) / 180);
  return {
    // east and west meet at the date line
    text: `${metresPerDegree} * sqrt((f.lat - ?) * (f.lat - ?) + min(abs(f.lng - ?), 360 - abs(f.lng - ?)) * min(abs(f.lng - ?), 360 - abs(f.lng - ?)) * ?)`,
    values: [near.lat, near.lat, near.lng, near.lng, near.lng, near.lng, narrowing * narrowing],
  };
}

function tallied(storage: SqlStorage, everything: boolean): Group[] {
  const visible = everything ? '' : `and visibility = 'public'`;
  return storage.exec(`select direction, kind, role, count as n from tally where count > 0 ${visible}`).toArray() as unknown as Group[];
}

function counted(storage: SqlStorage, match: string | null, conditions: Clause[]): Group[] {
  const where = conditions.map((c) => c.text).join(' and ');
  const from = match
    ? '(select rowid from listing_index where listing_index match ?) i cross join listing l on l.id = i.rowid'
    : 'listing l';
  const withFirm = where.includes('f.') ? 'cross join firm f on f.id = l.firm_id' : '';
  return storage
    .exec(
      `select l.direction, l.kind, l.role, count(*) as n from ${from} ${withFirm} where ${where} group by 1, 2, 3`,
      ...(match ? [match] : []),
      ...conditions.flatMap((c) => c.values),
    )
    .toArray() as unknown as Group[];
}

type Choice = Pick<SearchQuery, 'direction' | 'kind' | 'role'>;

/** For each facet the counts of its choices under the other facets' choices. */
function facetsOf(groups: Group[], query: Choice): Facets {
  const facets: Facets = { direction: {}, kind: {}, role: {} };
  for (const group of groups) {
    if (fits(group, query, 'direction')) facets.direction[group.direction] = (facets.direction[group.direction] ?? 0) + group.n;
    if (fits(group, query, 'kind')) facets.kind[group.kind] = (facets.kind[group.kind] ?? 0) + group.n;
    if (fits(group, query, 'role')) facets.role[group.role] = (facets.role[group.role] ?? 0) + group.n;
  }
  return facets;
}

const sum = (groups: Group[], query: Choice, except: keyof Choice | null) =>
  groups.reduce((total, group) => total + (fits(group, query, except) ? group.n : 0), 0);

function fits(group: Pick<Group, 'direction' | 'kind' | 'role'>, query: Choice, except: keyof Choice | null): boolean {
  return (['direction', 'kind', 'role'] as const).every((facet) => facet === except || !query[facet] || query[facet] === group[facet]);
}
