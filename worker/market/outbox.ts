/** Effects that leave the market: written with the fact, sent after it, at least once, and retried until they arrive. */
import { and, asc, eq, lte, min, ne, sql } from 'drizzle-orm';
import type { Cluster } from '../../schema/cluster.ts';
import type { CatalogueEntry, HitCluster } from '../../schema/search.ts';
import { firm, listing, outbox } from '../../schema/tables/market.ts';
import { hour } from '../../schema/time.ts';
import { catalogueOf } from '../catalogue/stub.ts';
import { reportFigures } from '../directory/clusters.ts';
import { setMembership } from '../directory/people.ts';
import type { Env } from '../env.ts';
import { deleteBytes } from '../outside/files.ts';
import { type Db, prepared } from './store.ts';
import { cardOf } from './views.ts';

/** What the directory is told: who belongs here, and how much is going on. What the catalogue is told: that a listing is no longer what it was. */
export type Effect =
  | { topic: 'membership'; subject: string; payload: { role: 'member' | 'manager'; firm: string } }
  | { topic: 'figures'; subject: ''; payload: null }
  | { topic: 'listing'; subject: string; payload: null }
  /** A person who has news; who waits for an answer, or has one, is told sooner. */
  | { topic: 'notices'; subject: string; payload: null; pressing: boolean }
  /** A file that nothing has any more; its subject is the name of its bytes. */
  | { topic: 'file'; subject: string; payload: null };

export interface Figures {
  firms: number;
  offers: number;
  needs: number;
}

/** Figures, listings and news are gathered for a while, so that a busy market does not report after each write; bytes that are still on their way in arrive before they are deleted. */
const delay = { figures: 5_000, listing: 1_000, membership: 0, file: 60_000, notices: 30_000 };
const pressingDelay = 2_000;

/** Effects that one alarm takes. */
const most = 200;

/**
 * A newer effect on the same subject replaces the older one under a new id: a sending under way deletes only what it sent.
 * It keeps the older one's time, so that a busy market still reports.
 */
export function send(db: Db, effect: Effect, now: number): void {
  const { topic, subject } = effect;
  const waiting = unsent(db).get({ topic, subject });
  const dueAt = now + (effect.topic === 'notices' && effect.pressing ? pressingDelay : delay[topic]);
  if (waiting) db.$client.sql.exec('delete from outbox where id = ?', waiting.id);
  keep(db).run({ topic, subject, payload: effect.payload, dueAt: Math.min(waiting?.dueAt ?? dueAt, dueAt) });
}

/** Whether something is on its way. */
export function isUnsent(db: Db, { topic, subject }: Pick<Effect, 'topic' | 'subject'>): boolean {
  return unsent(db).get({ topic, subject }) !== undefined;
}

/** The same for many listings at once. `rows` is a query for their ids. */
export function sendListings(db: Db, rows: string, bindings: (string | number)[], now: number): void {
  const { sql: storage } = db.$client;
  storage.exec(`delete from outbox where topic = 'listing' and subject in (select cast(id as text) from (${rows}))`, ...bindings);
  storage.exec(
    `insert into outbox (topic, subject, payload, due_at, attempts, error)
    select 'listing', cast(id as text), null, ${now + delay.listing}, 0, null from (${rows})`,
    ...bindings,
  );
}

/** Sends what is due, but for the notices (`telling.ts`); what fails waits 5 s, 10 s, 20 s … at most an hour. False when the catalogue had never heard of this cluster: then it must be told of all listings. */
export async function drain(db: Db, env: Env, cluster: Cluster, figures: () => Figures, now: number): Promise<boolean> {
  const isDue = and(lte(outbox.dueAt, now), ne(outbox.topic, 'notices'));
  const due = db.select().from(outbox).where(isDue).orderBy(asc(outbox.id)).limit(most).all();
  const listings = due.filter(({ topic }) => topic === 'listing');
  // one round trip for all of them
  let known = true;
  if (listings.length > 0)
    await attempt(db, listings, now, async () => {
      known = await catalogueOf(env).apply(shortly(cluster), entriesOf(db, listings));
    });
  for (const row of due) if (row.topic !== 'listing') await attempt(db, [row], now, () => deliver(env, cluster.slug, row, figures));
  return known;
}

async function attempt(db: Db, rows: OutboxRow[], now: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    db.$client.sql.exec('delete from outbox where id in (select value from json_each(?))', JSON.stringify(rows.map(({ id }) => id)));
  } catch (error) {
    for (const row of rows) waitLonger(db, row, error, now);
  }
}

/** What failed is tried again later and later. */
export function waitLonger(db: Db, row: OutboxRow, error: unknown, now: number): void {
  const attempts = row.attempts + 1;
  const dueAt = now + Math.min(hour, 2_500 * 2 ** attempts);
  db.update(outbox)
    .set({ attempts, error: String(error).slice(0, 300), dueAt })
    .where(eq(outbox.id, row.id))
    .run();
}

export type OutboxRow = typeof outbox.$inferSelect;

async function deliver(env: Env, cluster: string, row: OutboxRow, figures: () => Figures): Promise<void> {
  if (row.topic === 'figures') return reportFigures(env, cluster, figures());
  if (row.topic === 'file') return deleteBytes(env, cluster, row.subject);
  const membership = row.payload as { role: 'member' | 'manager'; firm: string };
  return setMembership(env, { person: row.subject, cluster, ...membership });
}

/** Listings as they are now, whatever they were when the effect was written; its id orders what is told. */
function entriesOf(db: Db, rows: OutboxRow[]): CatalogueEntry[] {
  // one binding for all ids: a query takes no more than a hundred
  const ids = JSON.stringify(rows.map(({ subject }) => Number(subject)));
  const asked = sql`${listing.id} in (select value from json_each(${ids}))`;
  const found = db.select().from(listing).innerJoin(firm, eq(firm.id, listing.firmId)).where(asked).all();
  const byId = new Map(found.map((one) => [one.listing.id, one]));
  return rows.map(({ id, subject }) => {
    const one = byId.get(Number(subject));
    // security: only what its firm made public, and what is published, leaves the market
    const open = one?.listing.listed && one.listing.visibility === 'public';
    const shown = open ? { card: cardOf(one.listing, one.firm), text: one.listing.text, process: one.listing.process } : null;
    return { listing: Number(subject), version: id, shown };
  });
}

const shortly = ({ slug, names, country, sector }: Cluster): HitCluster => ({ slug, names, country, sector });

export function nextEffect(db: Db): number | null {
  return firstDue(db).get()?.at ?? null;
}

/** Effects that failed at least five times: something outside needs a look. A phone that cannot be reached is no manager's affair. */
export function countStuck(db: Db): number {
  const stuck = sql`${outbox.attempts} >= 5 and ${outbox.topic} <> 'notices'`;
  return db.select({ n: sql<number>`count(*)` }).from(outbox).where(stuck).get()?.n ?? 0;
}

const unsent = prepared((db) =>
  db
    .select({ id: outbox.id, dueAt: outbox.dueAt })
    .from(outbox)
    .where(and(eq(outbox.topic, sql.placeholder('topic')), eq(outbox.subject, sql.placeholder('subject'))))
    .prepare(),
);
const keep = prepared((db) =>
  db
    .insert(outbox)
    .values({
      topic: sql.placeholder('topic'),
      subject: sql.placeholder('subject'),
      payload: sql.placeholder('payload'),
      dueAt: sql.placeholder('dueAt'),
      attempts: 0,
      error: null,
    })
    .prepare(),
);
const firstDue = prepared((db) =>
  db
    .select({ at: min(outbox.dueAt) })
    .from(outbox)
    .prepare(),
);
