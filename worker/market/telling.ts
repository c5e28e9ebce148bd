/** Notices that are due outside of the app: each person is told of all of them at once, at least once, and retried until they arrive. */
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Cluster } from '../../schema/cluster.ts';
import type { Notice } from '../../schema/inquiry.ts';
import { listing, outbox } from '../../schema/tables/market.ts';
import { dayOf } from '../../schema/time.ts';
import { textsFor } from '../domain/reach.ts';
import { configured, type Env } from '../env.ts';
import { tellOutside, toldFor } from '../reaching/telling.ts';
import { findMember } from './members.ts';
import { findUntold, markReached } from './notices.ts';
import { type OutboxRow, waitLonger } from './outbox.ts';
import { giveBackText, purseOf, takeText } from './spending.ts';
import type { Db } from './store.ts';

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
    const { notices, firm } = untoldOf(db, row.subject, now);
    const purse = purseOf(row.subject, firm, dayOf(now, cluster.timeZone).slice(0, 7));
    const budget = {
      take: () => takeText(db, purse, textsFor(firm, configured(env).textsPerFirm)),
      giveBack: () => giveBackText(db, purse),
    };
    const telling = { cluster, person: row.subject, notices, attempts: row.attempts, budget };
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

/** What somebody may be told now, the newest first, and the firm that pays for it. */
function untoldOf(db: Db, person: string, now: number): { notices: Notice[]; firm: number | null } {
  const found = findMember(db, person);
  const since = now - toldFor;
  if (!found) return { notices: stillFound(db, findUntold(db, person, null, since), false), firm: null };
  const { member, firm } = found;
  // security: who was suspended hears nothing more of this market, but that his or her firm was
  if (member.state !== 'active') return { notices: [], firm: firm.id };
  const notices = findUntold(db, person, { firm: firm.id, joinedAt: member.joinedAt }, since);
  if (firm.state !== 'active') return { notices: notices.filter(({ kind }) => kind === 'firm-suspended'), firm: firm.id };
  return { notices: stillFound(db, notices, true), firm: firm.id };
}

/** security: a night may lie between finding and telling; what was taken away or closed to the reader by then is told by no title. */
function stillFound(db: Db, notices: Notice[], everything: boolean): Notice[] {
  const ids = notices.flatMap(({ kind, listing }) => (kind === 'watch-found' && listing ? [listing.id] : []));
  if (ids.length === 0) return notices;
  const asked = sql`${listing.id} in (select value from json_each(${JSON.stringify(ids)}))`;
  const open = and(asked, eq(listing.listed, true), everything ? undefined : eq(listing.visibility, 'public'));
  const there = new Set(
    db
      .select({ id: listing.id })
      .from(listing)
      .where(open)
      .all()
      .map(({ id }) => id),
  );
  return notices.filter(({ kind, listing }) => kind !== 'watch-found' || (listing && there.has(listing.id)));
}
