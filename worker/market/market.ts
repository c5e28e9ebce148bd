/** The market of one cluster: a Durable Object that hands out capabilities, and does what is due when its alarm rings. */
import { DurableObject } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import type { Cluster, MarketSettings } from '../../schema/cluster.ts';
import type { FirmDraft } from '../../schema/firm.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import * as tables from '../../schema/tables/market.ts';
import { minute } from '../../schema/time.ts';
import type { Env } from '../env.ts';
import { cleanFiles, nextCleaning } from './attachments.ts';
import { Buyer } from './buyer.ts';
import { clocks, ring } from './clocks.ts';
import { facetsOfAll } from './finding.ts';
import { admitFirm, countFirms } from './firms.ts';
import { goOn, indexVersion } from './indexing.ts';
import { nextExpiry, runClock } from './listings.ts';
import { Manager } from './manager.ts';
import { Member } from './member.ts';
import { admitMember, findMember } from './members.ts';
import { forgetOldNotices } from './notices.ts';
import { drain, nextEffect, send } from './outbox.ts';
import { refused } from './refused.ts';
import { type Role, refusalOf, type Standing } from './standing.ts';
import { Store } from './store.ts';
import { tellDue } from './telling.ts';
import { Visitor } from './visitor.ts';
import { keepMissed } from './vocabulary.ts';

/** Listings that one alarm renews or expires; what is left rings again at once. */
const clockBatch = 200;

/** Different words that are remembered between two alarms. */
const mostMissed = 200;

export class Market extends DurableObject<Env> {
  readonly store: Store;
  private row: typeof tables.market.$inferSelect | undefined;
  private alarmAt: number | null = null;
  private readonly missed = new Map<string, number>();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.store = new Store(state.storage);
    state.blockConcurrencyWhile(async () => {
      await this.store.migrate();
      this.row = this.store.db.select().from(tables.market).get();
      if (this.row && this.row.indexedWith !== indexVersion) this.set({ indexedWith: indexVersion, reindexFrom: 1 });
      this.alarmAt = await state.storage.getAlarm();
      // an alarm whose retries ran out is gone: whoever wakes the market sets it again
      this.schedule();
    });
  }

  /** Opens the market with its first manager. The same opening again is harmless; a different one is refused, since this address is taken. */
  open(cluster: Cluster, office: FirmDraft, manager: Person): Answer<null> {
    if (this.row) {
      const same = JSON.stringify(this.row.cluster) === JSON.stringify(cluster) && findMember(this.store.db, manager.id)?.member.manager;
      return same ? { value: null } : no('address-taken');
    }
    const now = Date.now();
    const { db } = this.store;
    const opened = this.store.transact(() => {
      db.insert(tables.market)
        .values({
          id: 1,
          cluster,
          trustedPublishAtOnce: false,
          openedAt: now,
          indexedWith: indexVersion,
          reindexFrom: null,
          rematchFrom: null,
          retellFrom: null,
        })
        .run();
      admitMember(db, manager, admitFirm(db, office, true, now), true, now);
      send(db, { topic: 'figures', subject: '', payload: null }, now);
      return { value: null };
    });
    this.row = db.select().from(tables.market).get();
    this.schedule();
    return opened;
  }

  /** Tells the catalogue of all listings anew. */
  retell(): void {
    if (!this.row) return;
    this.begin('retellFrom');
    this.schedule();
  }

  visitor(person: Person | null): Visitor {
    return new Visitor(this, this.standingOf(person), Date.now());
  }

  buyer(person: Person): Buyer {
    return this.give('buyer', Buyer, person);
  }

  member(person: Person): Member {
    return this.give('member', Member, person);
  }

  manager(person: Person): Manager {
    return this.give('manager', Manager, person);
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    this.alarmAt = null;
    try {
      const { db } = this.store;
      if (runClock(this.store, now, clockBatch) > 0) send(db, { topic: 'figures', subject: '', payload: null }, now);
      if (this.row) this.set(goOn(this.store, this.row, now));
      if (this.row) for (const clock of clocks) ring(clock, this, now);
      this.store.transact(() => {
        cleanFiles(db, now);
        return { value: null };
      });
      keepMissed(db, this.missed, now);
      this.missed.clear();
      forgetOldNotices(db, now);
      this.store.forgetOldSubmissions(now);
    } finally {
      // whatever failed above, effects still leave and the next alarm is set
      if (this.row && !(await drain(this.store.db, this.env, this.cluster, () => this.figures(), now))) this.begin('retellFrom');
      if (this.row) await tellDue(this.store.db, this.env, this.cluster, now);
      this.schedule();
    }
  }

  /** Sets the alarm for the next thing that is due. */
  schedule(): void {
    const { db } = this.store;
    const { reindexFrom = null, rematchFrom = null, retellFrom = null } = this.row ?? {};
    const unfinished = (reindexFrom ?? rematchFrom ?? retellFrom) !== null ? Date.now() : null;
    const forgotten = this.missed.size > 0 ? Date.now() + minute : null;
    const rings = clocks.map((clock) => clock.next(db, Date.now()));
    const due = [nextEffect(db), nextExpiry(db), nextCleaning(db), unfinished, forgotten, ...rings].filter((at) => at !== null);
    if (due.length === 0) return;
    const next = Math.min(...due);
    if (this.alarmAt !== null && this.alarmAt <= next) return;
    this.alarmAt = next;
    void this.ctx.storage.setAlarm(next);
  }

  get cluster(): Cluster {
    if (!this.row) throw new Error('this market was not opened');
    return this.row.cluster;
  }

  get settings(): MarketSettings {
    return { trustedPublishAtOnce: this.row?.trustedPublishAtOnce ?? false };
  }

  /** Whether the index is being written anew. */
  get indexing(): boolean {
    return this.row?.reindexFrom != null;
  }

  /** Begins to write the index anew, to find anew what fits, or to tell the catalogue of all listings; the alarm goes on with it. */
  begin(what: 'reindexFrom' | 'rematchFrom' | 'retellFrom'): void {
    this.set({ [what]: 1 });
  }

  /** Remembers words that found nothing, until the alarm keeps them. */
  miss(words: string[]): void {
    for (const word of words)
      if (this.missed.size < mostMissed || this.missed.has(word)) this.missed.set(word, (this.missed.get(word) ?? 0) + 1);
    if (words.length > 0) this.schedule();
  }

  set(settings: Partial<Omit<typeof tables.market.$inferInsert, 'id'>>): void {
    if (Object.keys(settings).length === 0) return;
    this.store.db.update(tables.market).set(settings).where(eq(tables.market.id, 1)).run();
    this.row = this.store.db.select().from(tables.market).get();
  }

  /** Signs the tokens of invitations. */
  get secret(): string {
    if (!this.env.AUTH_SECRET) throw new Error('AUTH_SECRET is not set');
    return this.env.AUTH_SECRET;
  }

  standingOf(person: Person | null): Standing {
    const found = person && findMember(this.store.db, person.id);
    return { person, member: found?.member ?? null, firm: found?.firm ?? null };
  }

  /** The capability of a role, or one that answers why not. */
  private give<C extends typeof Buyer>(role: Role, capability: C, person: Person): InstanceType<C> {
    const standing = this.standingOf(person);
    const code = refusalOf(role, standing);
    if (!code) return new capability(this, standing, Date.now()) as InstanceType<C>;
    return refused(capability, { code }, this.visitor(person).frame().you ?? null);
  }

  private figures() {
    // security: figures are public, so they count what is public
    const facets = facetsOfAll(this.store.sql, false);
    return { firms: countFirms(this.store.db), offers: facets.direction.offer ?? 0, needs: facets.direction.need ?? 0 };
  }
}
