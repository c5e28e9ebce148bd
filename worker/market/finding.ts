/** Finding listings in a market: the index and the tally, written with each listing, and the search over them. */
import type { Role } from '../../schema/firm.ts';
import type { Direction, Kind, ListingCard } from '../../schema/listing.ts';
import { comparable } from '../../schema/quantity.ts';
import type { Facets, Found, Hit, SearchQuery } from '../../schema/search.ts';
import type { Conditions } from '../../schema/watch.ts';
import { type Chosen, countChosen, countFacets } from '../search/count.ts';
import { documentOf } from '../search/document.ts';
import { codeOf, facetsOf as facetsIn } from '../search/facets.ts';
import { type Asked, type Finding, find } from '../search/find.ts';
import { mark } from '../search/mark.ts';
import { add, type Clause, idInHit, remove, type Shelf } from '../search/text-index.ts';
import { noteChange } from './changes.ts';
import { keepProfile } from './matches/matching.ts';
import { noteTokens } from './matches/rarity.ts';
import type { Db } from './store.ts';
import { cardOf, type FirmRow, type ListingRow } from './views.ts';
import { lexiconOf, rememberWords, rewriterOf } from './vocabulary.ts';

/** Adds a listing to the index. It must not be there. */
export function index(db: Db, row: ListingRow, owner: FirmRow): void {
  write(db, row, owner);
  count(db, row, 1);
}

/** Takes a listing, as it was indexed, out of the index. */
export function unindex(db: Db, row: ListingRow): void {
  noteChange(db);
  remove(db.$client.sql, row.id, codeOf(row));
  count(db, row, -1);
}

/** Writes a listing that is counted already into the index anew. */
export function reindex(db: Db, row: ListingRow, owner: FirmRow): void {
  remove(db.$client.sql, row.id, codeOf(row));
  write(db, row, owner);
}

function write(db: Db, row: ListingRow, owner: FirmRow): void {
  noteChange(db);
  const { words, ...lines } = documentOf({ title: row.title, text: row.text, process: row.process, firm: owner.name }, lexiconOf(db));
  const marks = keepProfile(db, row);
  const all = marks.length > 0 ? { ...lines, body: `${lines.body} ${marks.join(' ')}` } : lines;
  noteTokens(db, all);
  add(db.$client.sql, row.id, codeOf(row), all);
  rememberWords(db, words);
}

function count(db: Db, row: ListingRow, by: 1 | -1): void {
  const change = `insert into tally (visibility, direction, kind, role, count) values (?1, ?2, ?3, ?4, ?5)
    on conflict (visibility, direction, kind, role) do update set count = count + ?5`;
  db.$client.sql.exec(change, row.visibility, row.direction, row.kind, row.role, by);
}

/** How many listings there are of each choice of facets. */
interface Group {
  direction: Direction;
  kind: Kind;
  role: Role;
  n: number;
}

const cardColumns = `l.id, l.external_ref as externalRef, l.direction, l.kind, l.role, l.title, l.state, l.quantity_amount as quantityAmount,
  l.quantity_unit as quantityUnit, l.price_form as priceForm, l.price_min as priceMin, l.price_max as priceMax, l.currency, l.per, l.barter,
  l.visibility, l.standing, l.published_at as publishedAt, l.updated_at as updatedAt, l.photos, l.firm_id as firmId,
  f.external_ref as firmRef, f.name as firmName, f.trusted as firmTrusted`;

const withFirm = 'cross join firm f on f.id = l.firm_id';

/** Listings that fit a query and that the reader's sight includes; `currency` is the cluster's, in which prices are asked. */
export function search(db: Db, query: SearchQuery, everything: boolean, currency: string, now: number): Found & { missing: string[] } {
  const { sql } = db.$client;
  const conditions = rangesOf(query, currency);
  const distance = query.near ? distanceTo(query.near) : null;
  const shelf: Shelf = { sql, rows: `cross join listing l on l.id = ${idInHit} ${withFirm}`, trusted: 'f.trusted', distance, conditions };
  const { direction, kind, role } = query;
  const asked: Asked = {
    q: query.q,
    exact: query.exact !== undefined,
    sort: query.sort,
    page: query.page,
    limit: query.limit,
    visible: everything ? {} : { visibility: 'public' },
    chosen: { direction, kind, role },
    now,
  };
  const finding = find(shelf, asked, lexiconOf(db), rewriterOf(db));
  return finding ? foundWith(db, query, finding) : { ...all(sql, query, everything, shelf), missing: [] };
}

function foundWith(db: Db, query: SearchQuery, finding: Finding): Found & { missing: string[] } {
  const { hits, groups, total, complete, rewritten, missing } = finding;
  return {
    hits: cards(db, finding, hits),
    facets: facetsOf(
      groups.map(({ code, n }) => ({ ...facetsIn(code), n })),
      choiceOf(query),
    ),
    ...counts(query, total, complete),
    ...(rewritten && { rewritten }),
    missing,
  };
}

const counts = ({ page, limit }: SearchQuery, total: number, complete = total) => ({
  total,
  complete,
  page,
  pages: Math.max(1, Math.ceil(total / limit)),
});

/** The cards of a page of hits, in their order, with the words that were found. */
function cards(db: Db, { query }: Finding, hits: Finding['hits']): Hit[] {
  if (hits.length === 0) return [];
  const rows = db.$client.sql.exec(
    `select ${cardColumns}, null as distance, l.text from json_each(?) asked cross join listing l on l.id = asked.value ${withFirm}`,
    JSON.stringify(hits.map(({ id }) => id)),
  );
  const byId = new Map([...rows].map((row) => [row.id as number, row as unknown as FoundRow & { text: string }]));
  const lexicon = lexiconOf(db);
  return hits.flatMap(({ id, distance }) => {
    const row = byId.get(id);
    return row ? [{ ...foundCard({ ...row, distance }), ...mark(row, query, lexicon) }] : [];
  });
}

const unmarked = (card: ListingCard): Hit => ({ ...card, marks: [], snippet: null });

/** Listings without words to find them by: the table and the tally answer alone. */
function all(sql: SqlStorage, query: SearchQuery, everything: boolean, shelf: Shelf): Found {
  const ranges = shelf.conditions;
  const groups = ranges.length === 0 ? tallied(sql, everything) : counted(sql, [...sight(everything), ...ranges]);
  const total = countChosen(facets, groups.map(alike), choiceOf(query));
  const hits = total === 0 ? [] : page(sql, query, everything, shelf);
  return { hits: hits.map(unmarked), facets: facetsOf(groups, choiceOf(query)), ...counts(query, total) };
}

/** Which of some listings fit conditions, whatever their words. */
export function thoseThatFit(db: Db, conditions: Conditions, ids: number[], currency: string): Set<number> {
  const query = conditions as SearchQuery;
  const clauses = [...facetConditions(query), ...rangesOf(query, currency)];
  const rows = db.$client.sql.exec(
    `select l.id from json_each(?) asked cross join listing l on l.id = asked.value ${withFirm} where l.listed = 1${clauses.map((c) => ` and ${c.text}`).join('')}`,
    JSON.stringify(ids),
    ...clauses.flatMap((c) => c.values),
  );
  return new Set([...rows].map(({ id }) => id as number));
}

/** Offers or needs of a front page, newest first. */
export function newest(sql: SqlStorage, direction: Direction, everything: boolean, limit: number): ListingCard[] {
  return page(sql, { direction, page: 1, limit } as SearchQuery, everything, { distance: null, conditions: [] });
}

export function facetsOfAll(sql: SqlStorage, everything: boolean): Facets {
  return facetsOf(tallied(sql, everything), {});
}

function page(sql: SqlStorage, query: SearchQuery, everything: boolean, { distance, conditions }: Pick<Shelf, 'distance' | 'conditions'>) {
  const clauses = [...sight(everything), ...facetConditions(query), ...conditions];
  const order = query.sort === 'nearest' ? 'distance is null, distance, l.id desc' : 'l.published_at desc, l.id desc';
  const rows = sql.exec(
    `select ${cardColumns}, ${distance?.text ?? 'null'} as distance from listing l ${withFirm}
    where ${clauses.map((c) => c.text).join(' and ')} order by ${order} limit ${query.limit} offset ${(query.page - 1) * query.limit}`,
    ...(distance?.values ?? []),
    ...clauses.flatMap((c) => c.values),
  );
  return [...rows].map((row) => foundCard(row as unknown as FoundRow));
}

/** A row of `cardColumns` and a distance; SQLite has no booleans and no lists. */
type FoundRow = Omit<ListingRow, 'barter' | 'standing' | 'photos'> & {
  barter: number;
  standing: number;
  photos: string;
  firmName: string;
  firmRef: string | null;
  firmTrusted: number;
  distance: number | null;
};

function foundCard(row: FoundRow): ListingCard {
  const photos = JSON.parse(row.photos) as ListingRow['photos'];
  const written = { ...row, barter: Boolean(row.barter), standing: Boolean(row.standing), photos };
  const owner = { id: row.firmId, externalRef: row.firmRef, name: row.firmName, trusted: Boolean(row.firmTrusted) };
  return cardOf(written, owner, row.distance === null ? null : Math.round(row.distance));
}

/** In the listing table, what the bits of a number in the index say there. */
function sight(everything: boolean): Clause[] {
  return everything ? [{ text: 'l.listed = 1', values: [] }] : [{ text: `l.listed = 1 and l.visibility = 'public'`, values: [] }];
}

function facetConditions(query: Pick<SearchQuery, 'direction' | 'kind' | 'role'>): Clause[] {
  return (['direction', 'kind', 'role'] as const).flatMap((facet) => {
    const value = query[facet];
    return value ? [{ text: `l.${facet} = ?`, values: [value] }] : [];
  });
}

/** Conditions that no facet answers: firm, price, quantity, distance. */
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

function tallied(sql: SqlStorage, everything: boolean): Group[] {
  const visible = everything ? '' : `and visibility = 'public'`;
  return sql.exec(`select direction, kind, role, count as n from tally where count > 0 ${visible}`).toArray() as unknown as Group[];
}

function counted(sql: SqlStorage, conditions: Clause[]): Group[] {
  const where = conditions.map((c) => c.text).join(' and ');
  return sql
    .exec(
      `select l.direction, l.kind, l.role, count(*) as n from listing l ${where.includes('f.') ? withFirm : ''} where ${where} group by 1, 2, 3`,
      ...conditions.flatMap((c) => c.values),
    )
    .toArray() as unknown as Group[];
}

const facets = ['direction', 'kind', 'role'] as const;
const choiceOf = ({ direction, kind, role }: SearchQuery): Chosen => ({ direction, kind, role });
const alike = ({ n, direction, kind, role }: Group) => ({ n, facets: { direction, kind, role } });
const facetsOf = (groups: Group[], chosen: Chosen): Facets => countFacets(facets, groups.map(alike), chosen);
