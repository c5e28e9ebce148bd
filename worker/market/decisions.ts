/** The log of decisions: written with the decision, never changed. */
import { desc, lt } from 'drizzle-orm';
import type { LogEntry, LogPage } from '../../schema/moderation.ts';
import { decision } from '../../schema/tables/market.ts';
import type { Db } from './store.ts';

export interface Decided {
  act: LogEntry['act'];
  subject: string;
  listing?: number;
  firm?: number;
  reason?: string | null;
  words?: string;
}

export function log(db: Db, by: { id: string; name: string }, decided: Decided, now: number): void {
  db.insert(decision)
    .values({
      at: now,
      by: by.id,
      byName: by.name,
      act: decided.act,
      subject: decided.subject,
      listingId: decided.listing ?? null,
      firmId: decided.firm ?? null,
      reason: decided.reason ?? null,
      words: decided.words ?? '',
    })
    .run();
}

/** Fifty lines of the log, newest first, older than `before` where it is given. */
export function readLog(db: Db, before: number | null): LogPage {
  const rows = db
    .select()
    .from(decision)
    .where(before === null ? undefined : lt(decision.id, before))
    .orderBy(desc(decision.id))
    .limit(51)
    .all();
  const entries = rows.slice(0, 50).map((row) => ({
    id: row.id,
    at: row.at,
    by: row.byName,
    act: row.act as LogEntry['act'],
    subject: row.subject,
    listing: row.listingId,
    firm: row.firmId,
    reason: row.reason,
    words: row.words,
  }));
  return { entries, older: rows.length > 50 ? (entries.at(-1)?.id ?? null) : null };
}
