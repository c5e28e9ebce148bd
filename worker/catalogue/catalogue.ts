/** The catalogue: public listings of all clusters in one Durable Object, told by the markets and searched by everyone. */
import { DurableObject } from 'cloudflare:workers';
import type { CatalogueEntry, CatalogueFound, CatalogueQuery, HitCluster, Suggestion } from '../../schema/search.ts';
import { minute } from '../../schema/time.ts';
import { type Env, settings } from '../env.ts';
import { lexiconVersion } from '../search/lexicon.ts';
import { type Vocabulary, vocabularyWith } from '../search/rewrite.ts';
import { suggest } from '../search/suggest.ts';
import { remove } from '../search/text-index.ts';
import { analysis } from './analysis.ts';
import { apply, changesAfter, clusters, type EntryRow, index, type Kept, keep, lastSeq, prepare, recall, wordsOf } from './entries.ts';
import { askRebuild, type FeedState, isStuck, type Memory, type Source } from './feed-state.ts';
import { feed } from './feeding.ts';
import { documentFor, documentId, engineOf, type ListingDocument } from './meilisearch-index.ts';
import { search } from './searching.ts';

/** Entries that one alarm writes into the index anew. */
const piece = 200;
/** Milliseconds for which changes are gathered before an engine is told. */
const gathered = 1_000;
/** Milliseconds for which suggestions are believed, and how many there are. */
const believed = 5 * minute;
const mostSuggested = 8;

export class Catalogue extends DurableObject<Env> {
  private vocabulary: Vocabulary | undefined;
  private suggested: { value: Suggestion[]; until: number } | undefined;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.blockConcurrencyWhile(async () => {
      prepare(state.storage);
      const { sql } = state.storage;
      if (recall(sql, 'indexed-with') !== lexiconVersion) {
        keep(sql, 'indexed-with', lexiconVersion);
        keep(sql, 'reindex-from', '1');
      }
      // an alarm whose retries ran out is gone: whoever wakes the catalogue sets it again
      if (recall(sql, 'reindex-from') !== null || this.engine) await this.ring(Date.now());
    });
  }

  /** What a market tells of its listings. Told twice, or late, it changes nothing. Answers whether the cluster was known before. */
  async apply(cluster: HitCluster, entries: CatalogueEntry[]): Promise<boolean> {
    const { known, words } = apply(this.ctx.storage, cluster, entries);
    for (const word of words) this.vocabulary?.add(word);
    if (this.engine) await this.ring(Date.now() + gathered);
    return known;
  }

  /** Builds the index of the engine anew; the one that is searched stays until then. */
  async rebuild(): Promise<void> {
    if (!this.engine) return;
    askRebuild(this.memory, Date.now());
    await this.ring(Date.now());
  }

  /** How far an engine beside the catalogue is; null without one. */
  feeding(): { behind: number; building: boolean; stuck: boolean; trouble: string | null } | null {
    if (!this.engine) return null;
    const state = this.memory.read();
    const head = lastSeq(this.ctx.storage.sql);
    return {
      behind: head - (state?.live?.confirmed ?? 0),
      building: !state?.live || state.next !== null || state.asked > state.served,
      stuck: state !== null && isStuck(state),
      trouble: state?.trouble?.code ?? null,
    };
  }

  search(query: CatalogueQuery): CatalogueFound {
    const { sql } = this.ctx.storage;
    const now = Date.now();
    const vocabulary = () => {
      this.vocabulary ??= vocabularyWith(wordsOf(sql));
      return this.vocabulary;
    };
    const found = search(sql, query, { vocabulary }, now);
    const begins = query.page === 1 && (found.total === 0 || query.q === '');
    return begins ? { ...found, suggestions: this.suggestions(now) } : found;
  }

  /** What most listings are about. */
  private suggestions(now: number): Suggestion[] {
    if (!this.suggested || this.suggested.until < now)
      this.suggested = { value: suggest(this.ctx.storage.sql, '', mostSuggested), until: now + believed };
    return this.suggested.value;
  }

  override async alarm(): Promise<void> {
    const more = this.reindexPiece();
    if (more) await this.ring(Date.now());
    const { engine } = this;
    if (!engine) return;
    const { nextAt } = await feed(this.source, this.memory, engineOf(engine, analysis), Date.now());
    await this.ring(more ? Date.now() : nextAt);
  }

  /** Lets the alarm ring at a time, or earlier where it was to ring earlier. */
  private async ring(at: number): Promise<void> {
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > at) await this.ctx.storage.setAlarm(at);
  }

  private get engine() {
    return settings(this.env).settings?.meilisearch ?? null;
  }

  private get memory(): Memory {
    const { sql } = this.ctx.storage;
    return {
      read: () => JSON.parse(recall(sql, 'feeding') ?? 'null') as FeedState | null,
      write: (state) => keep(sql, 'feeding', JSON.stringify(state)),
    };
  }

  /** The catalogue as the feeder of an engine reads it. */
  private get source(): Source<ListingDocument> {
    const { sql } = this.ctx.storage;
    const places = clusters(sql);
    return {
      head: () => lastSeq(sql),
      after: (seq, limit) =>
        changesAfter(sql, seq, limit).flatMap((row) => {
          const place = places.get(row.cluster);
          if (!place) return [];
          const shown = row.code === null || row.body === null ? null : (JSON.parse(row.body) as Kept);
          const document = documentFor({ listing: row.listing, version: row.version, shown }, place, analysis);
          return [{ seq: row.seq, key: documentId(place.slug, row.listing), document }];
        }),
    };
  }

  /** After a change of the lexicon; answers whether there is more. */
  private reindexPiece(): boolean {
    const { storage } = this.ctx;
    const { sql } = storage;
    const from = recall(sql, 'reindex-from');
    if (from === null) return false;
    const rows = sql.exec('select * from entry where id >= ? order by id limit ?', Number(from), piece).toArray() as unknown as EntryRow[];
    storage.transactionSync(() => {
      for (const { id, code, body } of rows)
        if (code !== null && body !== null) {
          remove(sql, id, code);
          index(sql, id, code, JSON.parse(body));
        }
      const last = rows.at(-1);
      if (last && rows.length === piece) keep(sql, 'reindex-from', String(last.id + 1));
      else sql.exec(`delete from memory where name = 'reindex-from'`);
    });
    return rows.length === piece;
  }
}
