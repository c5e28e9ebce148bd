/** Matches as rows: pairs of a need and an offer that fit, found in the transaction that brings one of them onto the market. */
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Match } from '../../../schema/listing.ts';
import type { DismissReason, Matches, MyMatches } from '../../../schema/matching.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { match, profile } from '../../../schema/tables/matches.ts';
import { day } from '../../../schema/time.ts';
import { assess } from '../../domain/matching/assess.ts';
import { profileFrom } from '../../domain/matching/stored.ts';
import { turnOf } from '../../domain/matching/turns.ts';
import { askForCircles, shakeCircles } from '../circles/calls.ts';
import { tellSparingly } from '../notices.ts';
import type { Db } from '../store.ts';
import { cardOf, type FirmRow, type ListingRow } from '../views.ts';
import { type Fitting, findOpposites, judge, sideOf } from './matching.ts';

/** Pairs that are kept of one listing when it comes onto the market; and of those who would exchange, as many again. */
const mostKept = 24;
/** Pairs of one listing that others have found, and that are judged anew when it comes onto the market. */
const mostKnown = 80;
/** Offers of a need that count as introduced: they stand where people look. */
const first = 3;
/** Of the needs that a new offer fits, those at which its place is looked up. */
const tried = 6;
/** How long an introduction counts when the next turn is given. */
const turnLasts = 30 * day;
/** Firms of the other side that are told of one publication. */
const mostTold = 5;
/** Unread notices of this kind that a firm has at most: the rest is on the page of its matches. */
const mostUnread = 5;
/** Matches of one listing that a page shows, and the first of each on the page of all. */
const mostShown = 30;
/** Pairs that are judged for a page beyond those that it shows: of some the time is over. */
const mostOver = 30;
const shownFirst = 3;
/** Own listings on the page of all matches. */
const mostListings = 30;

/**
 * Finds what fits a listing that has come onto the market, and keeps it. What no longer fits is forgotten, unless one side dismissed it:
 * the same pair must not come back. Answers the pairs, the best first.
 */
export function matchListing(db: Db, row: ListingRow, owner: FirmRow, now: number): Pair[] {
  const best = kept(findOpposites(db, row, owner, now), row.barter);
  const found = [...best, ...stillFitting(db, row, owner, best, now)];
  if (found.length === 0) return [];
  if (row.barter && found.some(({ side }) => side.price.barter)) askForCircles(db, now);
  const need = row.direction === 'need';
  const turns = turnsOf(db, need ? found.map(({ firmId }) => firmId) : [row.firmId], now);
  const pairs = found.map(({ id, firmId, fit, side }) => {
    const [taker, giver] = need ? [row.firmId, firmId] : [firmId, row.firmId];
    return {
      needId: need ? row.id : id,
      offerId: need ? id : row.id,
      needFirmId: taker,
      offerFirmId: giver,
      score: fit.score,
      turn: turns.get(giver) ?? 0,
      barter: Number(row.barter && side.price.barter),
    };
  });
  // one statement: they are two dozen at times, and each costs more than what it writes
  const written = db.$client.sql.exec(keep, JSON.stringify(pairs.map((pair) => Object.values(pair))), now).toArray();
  const byId = new Map(written.map((one) => [(need ? one.offerId : one.needId) as number, one]));
  return pairs.map((pair, at) => {
    const { id, side } = found[at] as Fitting;
    const { turn, at: since, dismissed } = byId.get(id) as (typeof written)[number];
    return { ...pair, turn: turn as number, title: side.title, isNew: since === now, dismissed: Boolean(dismissed) };
  });
}

type Pair = Pick<typeof match.$inferSelect, 'needId' | 'offerId' | 'needFirmId' | 'offerFirmId' | 'score' | 'turn'> & {
  /** Of the listing that was found. */
  title: string;
  isNew: boolean;
  dismissed: boolean;
};

/**
 * Of the pairs that a listing has from before, those that still fit although others are better: the other side found them, and they may
 * be the best that it has. The rest is forgotten, and so is all from when it was of the other direction.
 */
function stillFitting(db: Db, row: ListingRow, owner: FirmRow, best: Fitting[], now: number): Fitting[] {
  const { sql: storage } = db.$client;
  const [own, other] = row.direction === 'need' ? ['need_id', 'offer_id'] : ['offer_id', 'need_id'];
  const undismissed = 'need_dismissed is null and offer_dismissed is null';
  storage.exec(`delete from match where ${other} = ? and ${undismissed}`, row.id);
  const rows = storage.exec(
    `select ${other} as id from match where ${own} = ?1 and ${undismissed} and ${other} not in (select value from json_each(?2))
    order by score desc limit ${mostKnown}`,
    row.id,
    JSON.stringify(best.map(({ id }) => id)),
  );
  const ids = [...rows].map(({ id }) => id as number);
  if (ids.length === 0) return [];
  const fitting = judge(db, row, owner, ids, now);
  const over = new Set(ids).difference(new Set(fitting.map(({ id }) => id)));
  storage.exec(`delete from match where ${own} = ? and ${other} in (select value from json_each(?))`, row.id, JSON.stringify([...over]));
  return fitting;
}

/**
 * The same, with introductions and notices: to its own firm, but for the person who brought it there, and to the firms of the other side
 * whose turn it is. Nobody is told of a pair that is known already, and least of all of one that somebody dismissed.
 */
export function introduceListing(db: Db, row: ListingRow, owner: FirmRow, by: string | null, now: number): void {
  const pairs = matchListing(db, row, owner, now).filter(({ dismissed }) => !dismissed);
  if (pairs.length === 0) return;
  const introduced =
    row.direction === 'need'
      ? ordered(pairs).slice(0, first)
      : pairs
          .slice(0, tried)
          .filter((pair) => isAmongFirst(db, pair))
          .slice(0, first);
  for (const { needId, offerId } of introduced) db.$client.sql.exec(markIntroduced, now, needId, offerId);
  if (pairs.some(({ isNew }) => isNew)) tellFound(db, row.firmId, row, by, now);
  const told = new Set<number>();
  for (const pair of introduced.length > 0 ? introduced : pairs.slice(0, 1)) {
    const [otherId, otherFirm] = row.direction === 'need' ? [pair.offerId, pair.offerFirmId] : [pair.needId, pair.needFirmId];
    if (!pair.isNew || told.has(otherFirm) || told.size >= mostTold) continue;
    told.add(otherFirm);
    tellFound(db, otherFirm, { id: otherId, title: pair.title }, null, now);
  }
}

/** A listing that has ended never comes back, nor do its pairs; the turns that were taken count as long as they do. */
export function forgetMatches(db: Db, id: number, now: number): void {
  for (const own of ['need_id', 'offer_id'])
    db.$client.sql.exec(`delete from match where ${own} = ? and (introduced_at is null or introduced_at <= ?)`, id, now - turnLasts);
}

/** Best of either kind; who would exchange is kept although others fit better, because circles are made of these. */
function kept(found: Fitting[], barter: boolean): Fitting[] {
  const best = found.slice(0, mostKept);
  return barter
    ? [
        ...best,
        ...found
          .slice(mostKept)
          .filter(({ side }) => side.price.barter)
          .slice(0, mostKept),
      ]
    : best;
}

const ordered = (pairs: Pair[]) => pairs.toSorted((a, b) => b.score - b.turn - (a.score - a.turn) || a.offerId - b.offerId);

/** Whether fewer offers of the need stand before this one than are looked at. */
const isAmongFirst = (db: Db, { needId, score, turn }: Pair): boolean =>
  db.$client.sql.exec(before, needId, score - turn).toArray().length < first;

function tellFound(db: Db, firmId: number, listing: { id: number; title: string }, by: string | null, now: number): void {
  tellSparingly(db, firmId, { kind: 'match-found', listing, ...(by !== null && { by }) }, { most: mostUnread }, now);
}

/** What fits a listing, as its own firm is shown it: the best first, near-equals in turn, without what the firm dismissed or what is no longer there. */
export function matchesOf(db: Db, row: ListingRow, now: number, limit = mostShown): Match[] {
  if (!row.listed) return [];
  const need = row.direction === 'need';
  const [own, other, dismissed] = need
    ? [match.needId, match.offerId, match.needDismissed]
    : [match.offerId, match.needId, match.offerDismissed];
  const self = sideAlone(db, row.id);
  if (!self) return [];
  return db
    .select({ pair: match, listing, firm, data: profile.data })
    .from(match)
    .innerJoin(listing, eq(listing.id, other))
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .innerJoin(profile, eq(profile.listing, listing.id))
    .where(
      and(
        eq(own, row.id),
        isNull(dismissed),
        eq(listing.listed, true),
        ne(listing.direction, row.direction),
        ne(listing.firmId, row.firmId),
      ),
    )
    .orderBy(desc(need ? sql`${match.score} - ${match.turn}` : match.score))
    .limit(limit + mostOver)
    .all()
    .flatMap(({ pair, listing: theirs, firm: theirFirm, data }) => {
      // days pass, and with them what was in time
      const side = sideOf(theirs, theirFirm, profileFrom(data));
      const fit = need ? assess(self, side, now) : assess(side, self, now);
      if (!fit) return [];
      const shown: Match = { listing: cardOf(theirs, theirFirm, distanceIn(fit)), ...fit, at: pair.at };
      return [{ shown, place: fit.score - (need ? pair.turn : 0) }];
    })
    .sort((a, b) => b.place - a.place || a.shown.listing.id - b.shown.listing.id)
    .slice(0, limit)
    .map(({ shown }) => shown);
}

/** How many fit a listing that is in the market, of those that its firm did not dismiss. */
export function countMatches(db: Db, { id, direction }: Pick<ListingRow, 'id' | 'direction'>): number {
  const [own, other, side] = direction === 'need' ? ['need_id', 'offer_id', 'need'] : ['offer_id', 'need_id', 'offer'];
  const text = `select count(*) as n from match m cross join listing l on l.id = m.${other} where m.${own} = ?
    and m.${side}_dismissed is null and l.listed = 1 and l.direction <> '${direction}'`;
  return db.$client.sql.exec(text, id).one().n as number;
}

const distanceIn = ({ reasons }: Pick<Match, 'reasons'>) => reasons.find((reason) => reason.code === 'near')?.metres ?? null;

function sideAlone(db: Db, id: number) {
  const found = db
    .select({ listing, firm, data: profile.data })
    .from(listing)
    .innerJoin(firm, eq(firm.id, listing.firmId))
    .innerJoin(profile, eq(profile.listing, listing.id))
    .where(eq(listing.id, id))
    .get();
  return found && sideOf(found.listing, found.firm, profileFrom(found.data));
}

/** The matches of one listing, for its own firm and for managers; undefined for anybody else. */
export function listMatches(db: Db, reader: { firm: number | null; manager: boolean }, id: number, now: number): Matches | undefined {
  const found = db.select({ listing, firm }).from(listing).innerJoin(firm, eq(firm.id, listing.firmId)).where(eq(listing.id, id)).get();
  if (!found || (found.listing.firmId !== reader.firm && !(reader.manager && found.listing.state !== 'draft'))) return undefined;
  return { listing: cardOf(found.listing, found.firm), matches: matchesOf(db, found.listing, now) };
}

/** The own listings of a firm that something fits, the newest first, each with its best. */
export function listMyMatches(db: Db, owner: FirmRow, now: number): MyMatches {
  return (
    db
      .select()
      .from(listing)
      .where(
        and(
          eq(listing.firmId, owner.id),
          eq(listing.listed, true),
          sql`exists (select 1 from match where need_id = ${listing.id} or offer_id = ${listing.id})`,
        ),
      )
      // the plus keeps SQLite from going through the newest listings of all firms
      .orderBy(sql`+${listing.publishedAt} desc`)
      .limit(mostListings)
      .all()
      .flatMap((row) => {
        const matches = matchesOf(db, row, now);
        return matches.length === 0
          ? []
          : [{ listing: cardOf(row, owner), matches: matches.slice(0, shownFirst), more: Math.max(0, matches.length - shownFirst) }];
      })
  );
}

/** A firm does not want a match of its own listing. security: only its own side is marked, and nobody else is told. */
export function dismiss(db: Db, firmId: number, id: number, other: number, reason: DismissReason): Answer<{ id: number }> {
  const row = db
    .select()
    .from(listing)
    .where(and(eq(listing.id, id), eq(listing.firmId, firmId)))
    .get();
  if (!row) return no('not-found');
  const [pair, change] =
    row.direction === 'need'
      ? [and(eq(match.needId, id), eq(match.offerId, other)), { needDismissed: reason }]
      : [and(eq(match.offerId, id), eq(match.needId, other)), { offerDismissed: reason }];
  const done = db.update(match).set(change).where(pair).returning({ need: match.needId }).get();
  if (done) shakeCircles(db, id);
  return done ? { value: { id: other } } : no('not-found');
}

/** How often a firm was introduced since a moment; beyond this many it makes no difference any more. */
const mostCounted = 60;
/** What firms give up of their place, by how often each was introduced lately. */
function turnsOf(db: Db, firms: number[], now: number): Map<number, number> {
  const introduced = `(select count(*) from (select 1 from match where offer_firm_id = asked.value and introduced_at > ?2 limit ${mostCounted}))`;
  const rows = db.$client.sql.exec(
    `select asked.value as firm, ${introduced} as n from json_each(?1) asked`,
    JSON.stringify([...new Set(firms)]),
    now - turnLasts,
  );
  return new Map([...rows].map(({ firm, n }) => [firm as number, turnOf(n as number)]));
}

/** Offers that stand before a place of a need, as many as matter. */
const before = `select 1 from match m cross join listing l on l.id = m.offer_id
  where m.need_id = ? and m.need_dismissed is null and m.score - m.turn > ? and l.listed = 1 limit ${first}`;
const markIntroduced = 'update match set introduced_at = ? where need_id = ? and offer_id = ? and introduced_at is null';
const column = (at: number) => `json_extract(value, '$[${at}]')`;
const keep = `insert into match (need_id, offer_id, need_firm_id, offer_firm_id, score, turn, barter, at)
  select ${[0, 1, 2, 3, 4, 5, 6].map(column).join(', ')}, ?2 from json_each(?1) where true
  on conflict (need_id, offer_id) do update set score = excluded.score, barter = excluded.barter
  returning need_id as needId, offer_id as offerId, turn, at, coalesce(need_dismissed, offer_dismissed) is not null as dismissed`;
