/** Effects that leave the market: written with the fact, sent after it, at least once, and retried until they arrive. */
import { and, asc, eq, lte, min, sql } from 'drizzle-orm';
import { outbox } from '../../schema/tables/market.ts';
import { hour } from '../../schema/time.ts';
import { reportFigures } from '../directory/clusters.ts';
import { setMembership } from '../directory/people.ts';
import type { Env } from '../env.ts';
import { type Db, prepared } from './store.ts';

/** What the directory is told: who belongs here, and how much is going on. */
export type Effect =
  | { topic: 'membership'; subject: string; payload: { role: 'member' | 'manager'; firm: string } }
  | { topic: 'figures'; subject: ''; payload: null };

export interface Figures {
  firms: number;
  offers: number;
  needs: number;
}

/** Figures are gathered for a while, so that a busy market does not report after each listing. */
const figuresDelay = 5_000;

/**
 * A newer effect on the same subject replaces the older one under a new id: a sending under way deletes only what it sent.
 * It keeps the older one's time, so that a busy market still reports.
 */
export function send(db: Db, effect: Effect, now: number): void {
  const { topic, subject } = effect;
  const waiting = unsent(db).get({ topic, subject });
  const dueAt = topic === 'figures' ? now + figuresDelay : now;
  if (waiting) db.$client.sql.exec('delete from outbox where id = ?', waiting.id);
  keep(db).run({ topic, subject, payload: effect.payload, dueAt: Math.min(waiting?.dueAt ?? dueAt, dueAt) });
}

/** Sends what is due; what fails waits 5 s, 10 s, 20 s … at most an hour. */
export async function drain(db: Db, env: Env, cluster: string, figures: () => Figures, now: number): Promise<void> {
  const due = db.select().from(outbox).where(lte(outbox.dueAt, now)).orderBy(asc(outbox.id)).limit(50).all();
  for (const row of due) {
    try {
      await deliver(env, cluster, row, figures);
      db.delete(outbox).where(eq(outbox.id, row.id)).run();
    } catch (error) {
      const attempts = row.attempts + 1;
      const dueAt = now + Math.min(hour, 2_500 * 2 ** attempts);
      db.update(outbox)
        .set({ attempts, error: String(error).slice(0, 300), dueAt })
        .where(eq(outbox.id, row.id))
        .run();
    }
  }
}

async function deliver(env: Env, cluster: string, row: typeof outbox.$inferSelect, figures: () => Figures): Promise<void> {
  if (row.topic === 'figures') return reportFigures(env, cluster, figures());
  const membership = row.payload as { role: 'member' | 'manager'; firm: string };
  return setMembership(env, { person: row.subject, cluster, ...membership });
}

export function nextEffect(db: Db): number | null {
  return firstDue(db).get()?.at ?? null;
}

/** Effects that failed at least five times: something outside needs a look. */
export function countStuck(db: Db): number {
  return db.select({ n: sql<number>`count(*)` }).from(outbox).where(sql`${outbox.attempts} >= 5`).get()?.n ?? 0;
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
