/** The Worker of `npm run bench -- search`: a market's own tables and search in one object, beside a raw FTS5 table with the same texts. */
import { DurableObject } from 'cloudflare:workers';
import { FirmDraft } from '../../schema/firm.ts';
import { ListingDraft, type ListingMoved } from '../../schema/listing.ts';
import type { Answer } from '../../schema/refusal.ts';
import { SearchQuery } from '../../schema/search.ts';
import { firm as firms, member } from '../../schema/tables/market.ts';
import { reindex, search } from '../../worker/market/finding.ts';
import { admitFirm } from '../../worker/market/firms.ts';
import { type Author, draft } from '../../worker/market/listings.ts';
import { send } from '../../worker/market/outbox.ts';
import { Store } from '../../worker/market/store.ts';
import type { FirmRow, ListingRow } from '../../worker/market/views.ts';
import { firm, listing } from './listings.ts';
import { matching } from './matches-or-not.ts';

interface Env {
  BENCH: DurableObjectNamespace<SearchBench>;
}

/** Listings of one transaction while filling. */
const batch = 500;
/** Firms at first, and listings of each beyond that. */
const leastFirms = 40;
const perFirm = 25;

export class SearchBench extends DurableObject<Env> {
  private readonly store: Store;
  private readonly firms: FirmRow[] = [];
  private size = 0;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.store = new Store(state.storage);
    state.blockConcurrencyWhile(async () => {
      await this.store.migrate();
      const { sql } = state.storage;
      sql.exec('create virtual table if not exists raw using fts5(title, body)');
      // an object that was put to sleep goes on where it was
      this.size = sql.exec('select count(*) as n from listing').one().n as number;
      this.firms.push(...this.store.db.select().from(firms).all());
      while (this.firms.length < leastFirms) this.admit();
    });
  }

  /** Adds listings, of which the last so many are matched; answers how many there are. */
  fill(count: number, matched: number): number {
    for (let done = 0; done < count; done += batch)
      this.store.transact(() => {
        for (let n = done; n < Math.min(count, done + batch); n++) {
          if (this.firms.length * perFirm < this.size) this.admit();
          // what was published lately has been matched, as what comes next is
          matching.on = n >= count - matched;
          const id = this.post().value?.id ?? 0;
          const { title, text } = this.store.sql.exec('select title, text from listing where id = ?', id).one();
          this.store.sql.exec('insert into raw (rowid, title, body) values (?, ?, ?)', id, title as string, text as string);
        }
        this.settle();
        return { value: null };
      });
    return this.size;
  }

  /** Does one thing many times; what it takes is measured by the one who calls. */
  run(what: string, queries: string[], times: number): number {
    const { db, sql } = this.store;
    let sum = 0;
    for (let n = 0; n < times; n++) {
      const q = queries[n % queries.length] as string;
      if (what === 'whole search') sum += search(db, SearchQuery.parse({ q }), true, 'EGP', 0).total;
      else if (what === 'raw query')
        sum += sql.exec('select rowid from raw where raw match ? order by rank limit 20', rawOf(q)).toArray().length;
      else if (what === 'publishing') sum += this.publish(true);
      else if (what === 'publishing alone') sum += this.publish(false);
      else if (what === 'indexing') sum += this.store.transact(() => ({ value: this.again(n) })).value ?? 0;
      else if (what === 'raw indexing') sum += this.store.transact(() => ({ value: this.rawAgain(n) })).value ?? 0;
    }
    return sum;
  }

  /** Somebody has read the notices, and the alarm has told what waited. */
  settle(): void {
    const { sql } = this.store;
    sql.exec('update notice set read_at = 1 where read_at is null');
    sql.exec('delete from outbox');
  }

  /** A firm with one member. */
  private admit(): void {
    const { db } = this.store;
    const row = admitFirm(db, FirmDraft.parse(firm(this.firms.length)), true, 0);
    this.firms.push(row);
    db.insert(member)
      .values({ person: `person-${row.id}`, firmId: row.id, name: row.name, phone: '', manager: false, state: 'active', joinedAt: 0 })
      .run();
  }

  /** As a firm's command does it: once for its key, and with a line to the directory. */
  private publish(matched: boolean): number {
    matching.on = matched;
    const { db } = this.store;
    const number = this.size;
    const person = `person-${(this.firms[number % this.firms.length] as FirmRow).id}`;
    const what = ['draft', listing(number, number % this.firms.length)];
    const { value } = this.store.once(person, `key-${number}`, what, number, () => {
      const posted = this.post();
      send(db, { topic: 'figures', subject: '', payload: null }, number);
      return posted;
    });
    return value?.id ?? 0;
  }

  private post(): Answer<ListingMoved> {
    const number = this.size++;
    const at = number % this.firms.length;
    const owner = this.firms[at] as FirmRow;
    const author: Author = { id: `person-${owner.id}`, name: 'Bench', firm: owner, trusted: true };
    const written = ListingDraft.parse({ ...listing(number, at), submit: true });
    return draft(this.store.db, author, written, number);
  }

  /** Takes a listing out of the index and writes it again. */
  private again(n: number): number {
    const { db, sql } = this.store;
    const id = (n % this.size) + 1;
    const row = sql.exec('select * from listing where id = ?', id).one() as unknown as ListingRow;
    reindex(db, row, this.firms[0] as FirmRow);
    return id;
  }

  private rawAgain(n: number): number {
    const { sql } = this.store;
    const id = (n % this.size) + 1;
    const row = sql.exec('select title, text from listing where id = ?', id).one();
    sql.exec('delete from raw where rowid = ?', id);
    sql.exec('insert into raw (rowid, title, body) values (?, ?, ?)', id, row.title as string, row.text as string);
    return id;
  }
}

const rawOf = (q: string) =>
  q
    .split(/\s+/)
    .map((word) => `"${word.replaceAll('"', '')}"`)
    .join(' ');

// biome-ignore lint/style/noDefaultExport: the runtime looks for it
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { market, what, queries, times, matched } = (await request.json()) as {
      market: string;
      what: string;
      queries: string[];
      times: number;
      matched: number;
    };
    const stub = env.BENCH.get(env.BENCH.idFromName(market));
    if (what === 'settle') await stub.settle();
    return Response.json(what === 'fill' ? await stub.fill(times, matched) : await stub.run(what, queries, times));
  },
};
