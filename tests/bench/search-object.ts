/** The Worker of `npm run bench:search`: a market's own tables and search in one object, beside a raw FTS5 table with the same texts. */
import { DurableObject } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { FirmDraft } from '../../schema/firm.ts';
import { ListingDraft } from '../../schema/listing.ts';
import { SearchQuery } from '../../schema/search.ts';
import { firm as firms, listing as listings } from '../../schema/tables/market.ts';
import { index, reindex, search } from '../../worker/market/finding.ts';
import { admitFirm } from '../../worker/market/firms.ts';
import { type Author, draft } from '../../worker/market/listings.ts';
import { introduceListing } from '../../worker/market/matches/matches.ts';
import { Store } from '../../worker/market/store.ts';
import type { FirmRow, ListingRow } from '../../worker/market/views.ts';
import { firm, listing } from './listings.ts';

interface Env {
  BENCH: DurableObjectNamespace<SearchBench>;
}

/** Listings of one transaction while filling. */
const batch = 200;

export class SearchBench extends DurableObject<Env> {
  private readonly store: Store;
  private readonly firms: FirmRow[] = [];
  private size = 0;
  /** Listings that were not matched yet. */
  private readonly alone: number[] = [];

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
      for (let number = this.firms.length; number < 40; number++)
        this.firms.push(admitFirm(this.store.db, FirmDraft.parse(firm(number)), true, 0));
    });
  }

  /** Adds listings; answers how many there are. */
  fill(count: number): number {
    for (let done = 0; done < count; done += batch)
      this.store.transact(() => {
        for (let n = done; n < Math.min(count, done + batch); n++) this.post(true);
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
      else if (what === 'publishing') sum += this.store.transact(() => ({ value: this.post(false) })).value ?? 0;
      else if (what === 'publishing alone') sum += this.store.transact(() => ({ value: this.postAlone() })).value ?? 0;
      else if (what === 'matching') sum += this.store.transact(() => ({ value: this.match() })).value ?? 0;
      else if (what === 'indexing') sum += this.store.transact(() => ({ value: this.again(n) })).value ?? 0;
      else if (what === 'raw indexing') sum += this.store.transact(() => ({ value: this.rawAgain(n) })).value ?? 0;
    }
    return sum;
  }

  private post(alsoRaw: boolean): number {
    const number = this.size++;
    const owner = this.firms[number % this.firms.length] as FirmRow;
    const author: Author = { id: 'bench', name: 'Bench', firm: owner, trusted: true };
    const written = ListingDraft.parse({ ...listing(number, number % this.firms.length), submit: true });
    const { value } = draft(this.store.db, author, written, number);
    if (alsoRaw) this.store.sql.exec('insert into raw (rowid, title, body) values (?, ?, ?)', number + 1, written.title, written.text);
    return value?.id ?? 0;
  }

  /** A listing with its row and its place in the index, and nobody has looked for what fits it. */
  private postAlone(): number {
    const { db, sql } = this.store;
    const number = this.size++;
    const owner = this.firms[number % this.firms.length] as FirmRow;
    const author: Author = { id: 'bench', name: 'Bench', firm: owner, trusted: true };
    const written = ListingDraft.parse({ ...listing(number, number % this.firms.length), submit: false });
    const id = draft(db, author, written, number).value?.id ?? 0;
    sql.exec(
      `update listing set state = 'published', listed = 1, published_at = ?, expires_at = ? where id = ?`,
      number,
      number + 1e12,
      id,
    );
    index(db, this.rowOf(id), owner);
    this.alone.push(id);
    return id;
  }

  /** Finds what fits the next of those, with all that publishing does besides. */
  private match(): number {
    const { db } = this.store;
    const row = this.rowOf(this.alone.shift() ?? 1);
    const owner = this.firms.find(({ id }) => id === row.firmId) as FirmRow;
    introduceListing(db, row, owner, null, this.size);
    return row.id;
  }

  private rowOf(id: number): ListingRow {
    return this.store.db.select().from(listings).where(eq(listings.id, id)).get() as ListingRow;
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
    const { market, what, queries, times } = (await request.json()) as { market: string; what: string; queries: string[]; times: number };
    const stub = env.BENCH.get(env.BENCH.idFromName(market));
    return Response.json(what === 'fill' ? await stub.fill(times) : await stub.run(what, queries, times));
  },
};
