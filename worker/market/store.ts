/** The market's own database: tables, one transaction per command, and the memory of writes already done. */
import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { type DrizzleSqliteDODatabase, drizzle } from 'drizzle-orm/durable-sqlite';
import { migrate } from 'drizzle-orm/durable-sqlite/migrator';
import migrations from '../../migrations/market/migrations.js';
import { type Answer, no } from '../../schema/refusal.ts';
import * as tables from '../../schema/tables/market.ts';
import { day } from '../../schema/time.ts';
import { noteChange } from './changes.ts';

export type Db = DrizzleSqliteDODatabase<typeof tables> & { $client: DurableObjectStorage };

/**
 * A query that is put together once for each market and then only run: building one costs more than SQLite needs to answer it.
 * For what every page or every write asks.
 */
export function prepared<Q>(make: (db: Db) => Q): (db: Db) => Q {
  const made = new WeakMap<Db, Q>();
  return (db) => {
    let query = made.get(db);
    if (!query) {
      query = make(db);
      made.set(db, query);
    }
    return query;
  };
}

/** How long a submission's key is remembered. */
const memory = 7 * day;

export class Store {
  readonly db: Db;
  readonly sql: SqlStorage;

  constructor(private readonly storage: DurableObjectStorage) {
    this.db = drizzle(storage, { schema: tables });
    this.sql = storage.sql;
  }

  migrate(): Promise<void> {
    return migrate(this.db, migrations);
  }

  /** Runs `work` in one transaction; a refusal or a throw leaves nothing behind. The callback is synchronous: an async one would not roll back, and does not fit the type. */
  transact<T>(work: () => Answer<T>): Answer<T> {
    let outcome: Answer<T> | undefined;
    try {
      this.storage.transactionSync(() => {
        outcome = work();
        if (outcome.refusal) throw rollback;
      });
    } catch (error) {
      // what was read inside must not be remembered: it never was
      noteChange(this.db);
      if (error !== rollback) throw error;
    }
    return outcome as Answer<T>;
  }

  /**
   * A write that is done once however often it is sent: the same person, key and content get the first answer again.
   * Refused writes are not remembered, since they wrote nothing; nor is one that is harmless by itself and has no key.
   */
  once<T>(person: string, key: string | null, what: unknown[], now: number, work: () => Answer<T>): Answer<T> {
    return this.transact<T>(() => {
      if (key === null) return work();
      const before = this.answered<T>(person, key, what);
      if (before) return before;
      const outcome = work();
      const fingerprint = fingerprintOf(what);
      if (!outcome.refusal) keepSubmission(this.db).run({ person, key, fingerprint, answer: outcome.value ?? null, at: now });
      return outcome;
    });
  }

  /** What a write was answered under its key, or null where it was not done yet. */
  answered<T>(person: string, key: string, what: unknown[]): Answer<T> | null {
    const seen = submissionOf(this.db).get({ person, key });
    if (!seen) return null;
    return seen.fingerprint === fingerprintOf(what) ? { value: seen.answer as T } : no('key-reused');
  }

  forgetOldSubmissions(now: number): void {
    this.db
      .delete(tables.submission)
      .where(lt(tables.submission.at, now - memory))
      .run();
  }
}

const rollback = Symbol('rollback');

const fingerprintOf = (what: unknown[]) => createHash('sha256').update(JSON.stringify(what)).digest('base64url');

const { submission } = tables;
const submissionOf = prepared((db) =>
  db
    .select()
    .from(submission)
    .where(and(eq(submission.person, sql.placeholder('person')), eq(submission.key, sql.placeholder('key'))))
    .prepare(),
);
const keepSubmission = prepared((db) =>
  db
    .insert(submission)
    .values({
      person: sql.placeholder('person'),
      key: sql.placeholder('key'),
      fingerprint: sql.placeholder('fingerprint'),
      answer: sql.placeholder('answer'),
      at: sql.placeholder('at'),
    })
    .prepare(),
);
