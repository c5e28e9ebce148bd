/** Finding what fits: candidates out of the index by their rarest words, judged by the rules of matching. */
import { eq, sql } from 'drizzle-orm';
import type { Direction, Kind } from '../../../schema/listing.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { assess } from '../../domain/matching/assess.ts';
import { type Likeness, likenessOf } from '../../domain/matching/likeness.ts';
import { marksOf, probesOf } from '../../domain/matching/probes.ts';
import { type Profile, profileOf } from '../../domain/matching/profile.ts';
import type { Fit, Side } from '../../domain/matching/side.ts';
import { profileFrom, storedFrom } from '../../domain/matching/stored.ts';
import { type Wanted, wantedSide } from '../../domain/matching/wanted.ts';
import { filterOf, idOf } from '../../search/facets.ts';
import { idInHit } from '../../search/text-index.ts';
import type { Db } from '../store.ts';
import { type FirmRow, type ListingRow, quantityOf } from '../views.ts';
import { lexiconOf } from '../vocabulary.ts';
import { rarityIn } from './rarity.ts';

/**
 * Listings that one expression brings, the newest first, and all of them together: few where somebody publishes, more where somebody asks.
 * Those of one firm: sixty offers of one must not keep out what others have. And how many of an expression are gone through at most to
 * find those of others.
 */
const bounds = {
  publishing: { perProbe: 24, most: 40, perFirm: 8, behind: 300 },
  asking: { perProbe: 120, most: 240, perFirm: 48, behind: 500 },
};
type Bounds = keyof typeof bounds;

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
  const data = storedFrom(profile);
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
  const others = read(db, ids).filter(({ firmId }) => firmId !== row.firmId);
  return others.length === 0 ? [] : fitting(db, sideOf(row, owner, profileIn(db, row)), row.direction, others, now);
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
  const { most, perFirm } = bounds[when];
  const probes = probesOf(side.profile, rarityIn(db));
  const turns = new Turns(ownFirm, perFirm);
  const found = turns.take(read(db, candidates(db, probes, direction, when)));
  // where some firms have taken the places of others, these are asked for without them
  if (turns.refused >= perFirm) found.push(...turns.take(read(db, candidates(db, probes, direction, when, turns.full()))));
  return fitting(db, side, direction, found.slice(0, most), now);
}

/** Candidates of each firm, up to a number, and none of the own firm. */
class Turns {
  refused = 0;
  private readonly taken = new Map<number, number>();
  private readonly ids = new Set<number>();
  private readonly perFirm: number;

  constructor(ownFirm: number | null, perFirm: number) {
    this.perFirm = perFirm;
    if (ownFirm !== null) this.taken.set(ownFirm, perFirm);
  }

  take(all: Candidate[]): Candidate[] {
    return all.filter(({ id, firmId }) => {
      if (this.ids.has(id)) return false;
      const taken = this.taken.get(firmId) ?? 0;
      if (taken >= this.perFirm) {
        this.refused++;
        return false;
      }
      this.ids.add(id);
      this.taken.set(firmId, taken + 1);
      return true;
    });
  }

  /** Firms of which no more are taken. */
  full(): number[] {
    return [...this.taken].filter(([, taken]) => taken >= this.perFirm).map(([firm]) => firm);
  }
}

/** A listing of the other direction that may fit, with no more than its likeness is told by. */
interface Candidate {
  id: number;
  firmId: number;
  kind: Kind;
  data: string;
}

function fitting(db: Db, side: Side, direction: Direction, all: Candidate[], now: number): Fitting[] {
  const likely = alike(side, direction, all);
  const found = sidesOf(db, likely).flatMap((other, at) => {
    const { id, firmId, likeness } = likely[at] as Alike;
    const fit = direction === 'need' ? assess(side, other, now, likeness) : assess(other, side, now, likeness);
    return fit ? [{ id, firmId, side: other, fit }] : [];
  });
  return found.sort((a, b) => b.fit.score - a.fit.score || a.id - b.id);
}

interface Alike extends Pick<Candidate, 'id' | 'firmId'> {
  profile: Profile;
  likeness: Likeness;
}

/** Of some listings, those that are about what is asked: told by their profiles alone, since most are not, and reading the rest of a row costs more. */
function alike({ profile, kind }: Side, direction: Direction, all: Candidate[]): Alike[] {
  return all.flatMap(({ id, firmId, kind: theirs, data }) => {
    const other = profileFrom(data);
    const likeness = direction === 'need' ? likenessOf(profile, other, [kind, theirs]) : likenessOf(other, profile, [theirs, kind]);
    return likeness ? [{ id, firmId, profile: other, likeness }] : [];
  });
}

/** Of some listings those that are in the market, in their order. */
function read(db: Db, ids: number[]): Candidate[] {
  if (ids.length === 0) return [];
  const rows = db.$client.sql.exec(
    `select l.id, l.firm_id as firmId, l.kind, p.data
    from json_each(?) asked cross join listing l on l.id = asked.value cross join profile p on p.listing = l.id where l.listed = 1`,
    JSON.stringify(ids),
  );
  return rows.toArray() as unknown as Candidate[];
}

/** Numbers of listings of the other direction that some expressions find, but for those of some firms. */
function candidates(db: Db, probes: string[], direction: Direction, when: Bounds, without: number[] = []): number[] {
  const { perProbe, most, behind } = bounds[when];
  const storage = db.$client.sql;
  const opposite = filterOf('rowid', { direction: direction === 'need' ? 'offer' : 'need' });
  const newest = `select rowid from listing_text where listing_text match ? and ${opposite} order by rowid desc limit`;
  const others = `select i.rowid from (${newest} ${behind}) i cross join listing l on l.id = ${idInHit}
    where l.firm_id not in (select value from json_each(?)) order by i.rowid desc limit ${perProbe}`;
  const ids = new Set<number>();
  for (const match of probes) {
    if (ids.size >= most) break;
    const rows = without.length === 0 ? storage.exec(`${newest} ${perProbe}`, match) : storage.exec(others, match, JSON.stringify(without));
    for (const { rowid } of rows.toArray()) ids.add(idOf(rowid as number));
  }
  return [...ids].slice(0, most);
}

/** What the rules ask for of a listing. */
const judged = [
  ...(['kind', 'title', 'process', 'quantityAmount', 'quantityUnit', 'capacityAmount', 'capacityUnit'] as const),
  ...(['minimumAmount', 'minimumUnit', 'priceForm', 'priceMin', 'priceMax', 'currency', 'per', 'barter'] as const),
  ...(['availableFrom', 'availableUntil', 'deliveryDays', 'publishedAt'] as const),
];
type Judged = Pick<ListingRow, (typeof judged)[number]>;

const columns = judged.map((name) => `l.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} as ${name}`);
const sides = `select f.lat, f.lng, f.trusted, ${columns.join(', ')}
  from json_each(?) asked cross join listing l on l.id = asked.value cross join firm f on f.id = l.firm_id`;

/** The rest of what the rules ask for, in the same order. As SQLite gives it: a dozen rows for each publication. */
function sidesOf(db: Db, likely: Alike[]): Side[] {
  if (likely.length === 0) return [];
  const rows = db.$client.sql.exec(sides, JSON.stringify(likely.map(({ id }) => id))).toArray();
  return rows.map((row, at) => {
    const { lat, lng, trusted, barter, ...rest } = row as Record<string, unknown>;
    const listing = { ...rest, barter: Boolean(barter) } as Judged;
    const owner = { lat: lat as number | null, lng: lng as number | null, trusted: Boolean(trusted) };
    return sideOf(listing, owner, (likely[at] as Alike).profile);
  });
}

/** What a listing is about; read from its words where it was never in the market. */
export function profileIn(db: Db, row: Pick<ListingRow, 'id' | 'direction' | 'title' | 'text' | 'process'>): Profile {
  const [kept] = db.$client.sql.exec('select data from profile where listing = ?', row.id).toArray();
  return kept ? profileFrom(kept.data as string) : profileOf(row, lexiconOf(db));
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
