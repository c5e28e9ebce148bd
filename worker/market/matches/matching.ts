/** Finding what fits: candidates out of the index by their rarest words, judged by the rules of matching. */
import { eq, sql } from 'drizzle-orm';
import type { Direction, Kind } from '../../../schema/listing.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { assess } from '../../domain/matching/assess.ts';
import { likenessOf } from '../../domain/matching/likeness.ts';
import { marksOf, probesOf } from '../../domain/matching/probes.ts';
import { type Profile, profileOf } from '../../domain/matching/profile.ts';
import type { Fit, Side } from '../../domain/matching/side.ts';
import { type Wanted, wantedSide } from '../../domain/matching/wanted.ts';
import { filterOf, idOf } from '../../search/facets.ts';
import { quoted } from '../../search/query.ts';
import { countUpTo } from '../../search/text-index.ts';
import type { Db } from '../store.ts';
import { type FirmRow, type ListingRow, quantityOf } from '../views.ts';
import { lexiconOf } from '../vocabulary.ts';

/** Listings that one expression brings, the newest first, and all of them together: few where somebody publishes, more where somebody asks. */
const bounds = { publishing: { perProbe: 24, most: 40 }, asking: { perProbe: 120, most: 240 } };
type Bounds = keyof typeof bounds;

/** Words that more listings have than this are all alike common. */
const common = 300;

/** A listing that fits, with how well. */
export interface Fitting {
  id: number;
  firmId: number;
  side: Side;
  fit: Fit;
}

/** Writes down what a listing is about, in the same transaction as its place in the index; answers what the index is to have besides its words. */
export function keepProfile(db: Db, row: ListingRow): string[] {
  const profile = profileOf(row, lexiconOf(db));
  const data = JSON.stringify(profile);
  db.$client.sql.exec('insert into profile (listing, data) values (?1, ?2) on conflict (listing) do update set data = ?2', row.id, data);
  return marksOf(profile);
}

/** Listings of the other direction that fit one that is in the market, the best first, but for those of its own firm. */
export function findOpposites(db: Db, row: ListingRow, owner: Pick<FirmRow, 'lat' | 'lng' | 'trusted'>, now: number): Fitting[] {
  const side = sideOf(row, owner, profileIn(db, row));
  return search(db, side, row.direction, row.firmId, now, 'publishing');
}

/** Of some listings of the other direction, those that fit one that is in the market, the best first, but for those of its own firm. */
export function judge(db: Db, row: ListingRow, owner: Pick<FirmRow, 'lat' | 'lng' | 'trusted'>, ids: number[], now: number): Fitting[] {
  return ids.length === 0 ? [] : fitting(db, sideOf(row, owner, profileIn(db, row)), row.direction, row.firmId, ids, now);
}

/** What fits something that is described in words: a step of an order, a stage of a chain. The best first, only what is in the market. */
export function findFits(db: Db, wanted: Wanted, now: number, limit: number): { row: ListingRow; firm: FirmRow; fit: Fit }[] {
  const found = search(db, wantedSide(wanted, lexiconOf(db)), wanted.direction, null, now, 'asking').slice(0, limit);
  const byId = rowsOf(
    db,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ id, fit }) => {
    const one = byId.get(id);
    return one ? [{ ...one, fit }] : [];
  });
}

/** Listings with their firms, by number. */
export function rowsOf(db: Db, ids: number[]): Map<number, { row: ListingRow; firm: FirmRow }> {
  if (ids.length === 0) return new Map();
  // one value, however many they are: a query takes a hundred
  const asked = sql`${listing.id} in (select value from json_each(${JSON.stringify(ids)}))`;
  const rows = db.select().from(listing).innerJoin(firm, eq(firm.id, listing.firmId)).where(asked).all();
  return new Map(rows.map((one) => [one.listing.id, { row: one.listing, firm: one.firm }]));
}

function search(db: Db, side: Side, direction: Direction, ownFirm: number | null, now: number, when: Bounds): Fitting[] {
  return fitting(db, side, direction, ownFirm, candidates(db, side.profile, direction, when), now);
}

function fitting(db: Db, side: Side, direction: Direction, ownFirm: number | null, ids: number[], now: number): Fitting[] {
  const found: Fitting[] = [];
  for (const candidate of sidesOf(db, alike(db, side, direction, ownFirm, ids))) {
    const fit = direction === 'need' ? assess(side, candidate.side, now) : assess(candidate.side, side, now);
    if (fit) found.push({ ...candidate, fit });
  }
  return found.sort((a, b) => b.fit.score - a.fit.score || a.id - b.id);
}

/** Of some listings, those that are about what is asked: told by their profiles alone, since most are not, and reading the rest of a row costs more. */
function alike(db: Db, { profile, kind }: Side, direction: Direction, ownFirm: number | null, ids: number[]): number[] {
  if (ids.length === 0) return [];
  const rows = db.$client.sql.exec(
    `select l.id, l.kind, p.data from json_each(?1) asked cross join listing l on l.id = asked.value cross join profile p on p.listing = l.id
    where l.listed = 1 and l.firm_id is not ?2`,
    JSON.stringify(ids),
    ownFirm,
  );
  const found: number[] = [];
  for (const row of rows) {
    const other = JSON.parse(row.data as string) as Profile;
    const kinds = [kind, row.kind as Kind] as const;
    const fits = direction === 'need' ? likenessOf(profile, other, [...kinds]) : likenessOf(other, profile, [kinds[1], kinds[0]]);
    if (fits) found.push(row.id as number);
  }
  return found;
}

/** Numbers of listings of the other direction that have some of the rarest words. */
function candidates(db: Db, profile: Profile, direction: Direction, when: Bounds): number[] {
  const { perProbe, most } = bounds[when];
  const storage = db.$client.sql;
  const opposite = filterOf('rowid', { direction: direction === 'need' ? 'offer' : 'need' });
  const count = (token: string) => countUpTo(storage, quoted(token), common);
  const ids = new Set<number>();
  for (const match of probesOf(profile, count)) {
    if (ids.size >= most) break;
    const rows = storage.exec(
      `select rowid as number from listing_text where listing_text match ? and ${opposite} order by rowid desc limit ${perProbe}`,
      match,
    );
    for (const { number } of rows) ids.add(idOf(number as number));
  }
  return [...ids].slice(0, most);
}

/** The columns of a listing that the rules ask for. */
type Judged = Pick<
  ListingRow,
  | 'kind'
  | 'title'
  | 'process'
  | 'quantityAmount'
  | 'quantityUnit'
  | 'capacityAmount'
  | 'capacityUnit'
  | 'minimumAmount'
  | 'minimumUnit'
  | 'priceForm'
  | 'priceMin'
  | 'priceMax'
  | 'currency'
  | 'per'
  | 'barter'
  | 'availableFrom'
  | 'availableUntil'
  | 'deliveryDays'
  | 'publishedAt'
>;

const judged = `l.kind, l.title, l.process, l.quantity_amount as quantityAmount, l.quantity_unit as quantityUnit,
  l.capacity_amount as capacityAmount, l.capacity_unit as capacityUnit, l.minimum_amount as minimumAmount, l.minimum_unit as minimumUnit,
  l.price_form as priceForm, l.price_min as priceMin, l.price_max as priceMax, l.currency, l.per, l.barter,
  l.available_from as availableFrom, l.available_until as availableUntil, l.delivery_days as deliveryDays, l.published_at as publishedAt`;

/** Listings by their numbers, of those that are in the market. Read as SQLite gives them: a hundred rows for each publication. */
function sidesOf(db: Db, ids: number[]): Omit<Fitting, 'fit'>[] {
  if (ids.length === 0) return [];
  const rows = db.$client.sql.exec(
    `select l.id, l.firm_id as firmId, ${judged}, f.lat, f.lng, f.trusted, p.data
    from json_each(?) asked cross join listing l on l.id = asked.value cross join firm f on f.id = l.firm_id cross join profile p on p.listing = l.id
    where l.listed = 1`,
    JSON.stringify(ids),
  );
  return [...rows].map((row) => {
    const { id, firmId, data, lat, lng, trusted, ...rest } = row as Record<string, unknown>;
    const listing = { ...rest, barter: Boolean(rest.barter) } as unknown as Judged;
    const owner = { lat: lat as number | null, lng: lng as number | null, trusted: Boolean(trusted) };
    return { id: id as number, firmId: firmId as number, side: sideOf(listing, owner, JSON.parse(data as string) as Profile) };
  });
}

/** What a listing is about; read from its words where it was never in the market. */
export function profileIn(db: Db, row: Pick<ListingRow, 'id' | 'title' | 'text' | 'process'>): Profile {
  const [kept] = db.$client.sql.exec('select data from profile where listing = ?', row.id).toArray();
  return kept ? (JSON.parse(kept.data as string) as Profile) : profileOf(row, lexiconOf(db));
}

export function sideOf(row: Judged, owner: Pick<FirmRow, 'lat' | 'lng' | 'trusted'>, profile: Profile): Side {
  return {
    kind: row.kind,
    title: row.title,
    process: row.process,
    profile,
    quantity: quantityOf(row.quantityAmount, row.quantityUnit),
    capacity: quantityOf(row.capacityAmount, row.capacityUnit),
    minimum: quantityOf(row.minimumAmount, row.minimumUnit),
    price: { form: row.priceForm, min: row.priceMin, max: row.priceMax, currency: row.currency, per: row.per, barter: row.barter },
    availableFrom: row.availableFrom,
    availableUntil: row.availableUntil,
    deliveryDays: row.deliveryDays,
    place: owner.lat === null || owner.lng === null ? null : { lat: owner.lat, lng: owner.lng },
    publishedAt: row.publishedAt,
    trusted: owner.trusted,
  };
}
