/** Notices that are due outside of the app: each person is told of all of them at once, at least once, and retried until they arrive. */
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { Cluster } from '../../schema/cluster.ts';
import type { Notice } from '../../schema/inquiry.ts';
import { found, listing, outbox, watch } from '../../schema/tables/market.ts';
import { dayOf } from '../../schema/time.ts';
import { textsFor } from '../domain/reach.ts';
import { configured, type Env } from '../env.ts';
import { tellOutside, toldFor } from '../reaching/telling.ts';
import type { WatchNews } from '../reaching/words.ts';
import { findMember } from './members.ts';
import { findUntold, markReached } from './notices.ts';
import { type OutboxRow, waitLonger } from './outbox.ts';
import { giveBackText, purseOf, takeText } from './spending.ts';
import type { Db } from './store.ts';
import { watchToken } from './watches/links.ts';
import { findWatch, isForWatcher, type Sees } from './watches/watches.ts';

/** People that one alarm tells, and milliseconds after which it begins with no more of them: nothing else leaves the market meanwhile. */
const most = 30;
const longest = 20_000;
/** People told at a time, each on two browsers at most: a Worker has no more than six connections open. */
const together = 3;

export async function tellDue(db: Db, env: Env, cluster: Cluster, now: number): Promise<void> {
  const isDue = and(eq(outbox.topic, 'notices'), lte(outbox.dueAt, now));
  const due = db.select().from(outbox).where(isDue).orderBy(asc(outbox.id)).limit(most).all();
  const began = Date.now();
  for (let i = 0; i < due.length && Date.now() - began < longest; i += together)
    await Promise.all(due.slice(i, i + together).map((row) => tellOne(db, env, cluster, row, now)));
}

async function tellOne(db: Db, env: Env, cluster: Cluster, row: OutboxRow, now: number): Promise<void> {
  try {
    const { notices, firm, sees } = untoldOf(db, row.subject, now);
    const purse = purseOf(row.subject, firm, dayOf(now, cluster.timeZone).slice(0, 7));
    const budget = {
      take: () => takeText(db, purse, textsFor(firm, configured(env).textsPerFirm)),
      giveBack: () => giveBackText(db, purse),
    };
    const watches = watchesOf(db, configured(env).authSecret, cluster, notices, sees, now);
    const telling = { cluster, person: row.subject, notices, watches, attempts: row.attempts, budget };
    const wait = notices.length > 0 ? await tellOutside(env, telling, now) : null;
    db.$client.transactionSync(() => {
      if (wait) db.update(outbox).set({ dueAt: wait.waitUntil }).where(eq(outbox.id, row.id)).run();
      else {
        // what came while this was on its way has a row of its own
        db.delete(outbox).where(eq(outbox.id, row.id)).run();
        if (notices[0]) markReached(db, row.subject, notices[0].id);
      }
    });
  } catch (error) {
    waitLonger(db, row, error, now);
  }
}

interface Untold {
  notices: Notice[];
  /** The firm that pays for it. */
  firm: number | null;
  sees: Sees;
}

/** What somebody may be told now, the newest first. */
function untoldOf(db: Db, person: string, now: number): Untold {
  const acts = findMember(db, person);
  const since = now - toldFor;
  const outside = { everything: false, firm: null };
  if (!acts) return { notices: stillFound(db, findUntold(db, person, null, since), outside), firm: null, sees: outside };
  const { member, firm } = acts;
  const sees = { everything: true, firm: firm.id };
  // security: who was suspended hears nothing more of this market, but that his or her firm was
  if (member.state !== 'active') return { notices: [], firm: firm.id, sees };
  const notices = findUntold(db, person, { firm: firm.id, joinedAt: member.joinedAt }, since);
  if (firm.state !== 'active') return { notices: notices.filter(({ kind }) => kind === 'firm-suspended'), firm: firm.id, sees };
  return { notices: stillFound(db, notices, sees), firm: firm.id, sees };
}

/**
 * security: a night may lie between finding and telling; what was taken away or closed to the reader by then is told by no title,
 * and a watch that was ended or paused by then tells nothing.
 */
function stillFound(db: Db, notices: Notice[], sees: Sees): Notice[] {
  const ids = notices.flatMap(({ kind, listing }) => (kind === 'watch-found' && listing ? [listing.id] : []));
  const asked = sql`${listing.id} in (select value from json_each(${JSON.stringify(ids)}))`;
  const open = ids.length === 0 ? [] : db.select().from(listing).where(asked).all();
  const there = new Set(open.filter((row) => isForWatcher(row, sees)).map(({ id }) => id));
  const watchIds = notices.flatMap((one) => (one.watch ? [one.watch.id] : []));
  const ask = and(sql`${watch.id} in (select value from json_each(${JSON.stringify(watchIds)}))`, eq(watch.paused, false));
  const going = watchIds.length === 0 ? [] : db.select({ id: watch.id }).from(watch).where(ask).all();
  const watches = new Set(going.map(({ id }) => id));
  return notices.filter((one) => {
    if (one.watch && !watches.has(one.watch.id)) return false;
    if (one.kind === 'watch-digest') return one.watch !== null && foundIn(db, one, sees).length > 0;
    return one.kind !== 'watch-found' || (one.listing !== null && there.has(one.listing.id));
  });
}

/** What a digest told of, and is still there for the reader. */
function foundIn(db: Db, { id, watch: about }: Notice, sees: Sees): { id: number; title: string }[] {
  return db
    .select({ listing })
    .from(found)
    .innerJoin(listing, eq(listing.id, found.listingId))
    .where(and(eq(found.watchId, about?.id ?? 0), eq(found.toldIn, id)))
    .orderBy(desc(listing.id))
    .all()
    .filter((row) => isForWatcher(row.listing, sees))
    .map((row) => ({ id: row.listing.id, title: row.listing.title }));
}

/** The watches that notices are about, each with the link that ends it. */
function watchesOf(db: Db, secret: string, cluster: Cluster, notices: Notice[], sees: Sees, now: number): WatchNews[] {
  const byWatch = Map.groupBy(notices, (one) => one.watch?.id);
  return [...byWatch].flatMap(([id, some]) => {
    const watched = id === undefined ? null : findWatch(db, id);
    if (!watched) return [];
    const digests = some.filter(({ kind }) => kind === 'watch-digest');
    const told = digests.flatMap((one) => foundIn(db, one, sees));
    return [{ watched, end: `/c/${cluster.slug}/unwatch/${watchToken(secret, cluster.slug, watched.id, now)}`, found: told }];
  });
}
