/** Markets of before: their tables change by themselves, nothing is lost, and everything is found again. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { migrate } from 'drizzle-orm/durable-sqlite/migrator';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import migrations from '../../migrations/market/migrations.js';
import type { FileFacts } from '../../schema/attachment.ts';
import type { SearchQuery } from '../../schema/search.ts';
import { catalogueOf } from '../../worker/catalogue/stub.ts';
import { emptyDirectory } from '../directory/directory.ts';
import {
  capabilities,
  cluster,
  env,
  key,
  listingDraft,
  manager,
  type Opened,
  person,
  publish,
  query,
  settle,
  value,
} from '../support/market.ts';

type Row = Record<string, string | number | null>;

const office: Row = {
  name: 'Cluster office',
  role: 'association',
  about: '',
  machines: '[]',
  certificates: '[]',
  size: null,
  address: '',
  lat: 30.15,
  lng: 31.73,
  languages: '[]',
  contacts: '[]',
  trusted: 1,
  state: 'active',
  revision: 1,
  renamed_at: null,
  created_at: 1,
  searchable: ' cluster office',
};
const firms: Row[] = [
  office,
  { ...office, name: 'مدبغة النيل', role: 'tannery', about: 'دباغة نباتية', trusted: 0, searchable: ' مدبغه نيل' },
  { ...office, name: 'Atelier suspendu', role: 'workshop', trusted: 0, state: 'suspended', searchable: ' atelier suspendu' },
];
const hide: Row = {
  firm_id: 2,
  by: 'person-old',
  direction: 'offer',
  kind: 'input',
  role: 'tannery',
  state: 'published',
  listed: 1,
  visibility: 'public',
  title: 'جلد بقري',
  quantity_amount: 500_000,
  quantity_unit: 'FTK',
  quantity_base: 46_451,
  quantity_dimension: 'area',
  price_form: 'fixed',
  price_min: 9_000,
  price_max: null,
  currency: 'EGP',
  per: 'FTK',
  barter: 0,
  minimum_amount: null,
  minimum_unit: null,
  capacity_amount: null,
  capacity_unit: null,
  process: '',
  available_from: null,
  available_until: null,
  delivery_days: null,
  languages: '[]',
  standing: 0,
  term: 30,
  expires_at: Date.now() + 30 * 86_400_000,
  published_at: Date.now() - 86_400_000,
  return_reason: null,
  return_words: '',
  revision: 3,
  created_at: 1,
  updated_at: 1,
  text: 'سمك ١.٢ مم',
};
const gone = { listed: 0, expires_at: null };
const many = 130;
const listings: Row[] = [
  hide,
  { ...hide, title: 'Chaussures en cuir', visibility: 'cluster', kind: 'marketing' },
  { ...hide, title: 'محتاج نعل', direction: 'need' },
  { ...hide, ...gone, title: 'مسودة', state: 'draft' },
  { ...hide, listed: 0, title: 'متوقف', state: 'paused' },
  { ...hide, ...gone, title: 'انتهى', state: 'fulfilled' },
  { ...hide, listed: 0, title: 'ورشة موقوفة', firm_id: 3, role: 'workshop' },
  ...Array.from({ length: many }, (_, i) => ({ ...hide, title: `غراء حيواني ${i}` })),
];
const listed = listings.filter((one) => one.listed);
const open = listed.filter(({ visibility }) => visibility === 'public');
const tables = [
  'firm',
  'member',
  'invitation',
  'listing',
  'inquiry',
  'notice',
  'decision',
  'submission',
  'tally',
  'watch',
  'own_term',
  'missed',
];

let n = 0;
let opened: Opened;
let before: Record<string, Row[]>;

/** As far as the tables of a market of before had come: before the search was renewed, and before there were photos. */
const versions = [
  { version: 'before the search was renewed', steps: 2 },
  { version: 'before photos', steps: 3 },
];

/** The market as the first migrations made it, with what it held. */
async function openOld(steps: number): Promise<void> {
  const slug = `old-${++n}`;
  const stub = env.MARKET.get(env.MARKET.idFromName(slug));
  opened = { stub, market: capabilities(stub), slug };
  before = await runInDurableObject(stub, async ({ store }, { storage }) => {
    await storage.deleteAll();
    const { journal } = migrations;
    const migrateTo = (count: number) =>
      migrate(store.db, { ...migrations, journal: { ...journal, entries: journal.entries.slice(0, count) } });
    await migrateTo(2);
    const insert = (table: string, row: Row) => {
      const names = Object.keys(row);
      storage.sql.exec(`insert into ${table} (${names}) values (${names.map(() => '?')})`, ...Object.values(row));
    };
    insert('market', { id: 1, cluster: JSON.stringify(cluster(slug)), trusted_publish_at_once: 1, opened_at: 1 });
    for (const firm of firms) insert('firm', firm);
    const { id, name, phone } = manager;
    insert('member', { person: id, firm_id: 1, name, phone, manager: 1, state: 'active', joined_at: 1 });
    insert('member', { person: 'person-old', firm_id: 2, name: 'Old', phone: '+201012345678', manager: 0, state: 'active', joined_at: 1 });
    listings.forEach((listing, at) => {
      insert('listing', listing);
      if (!listing.listed) return;
      insert('listing_index', { rowid: at + 1, title: String(listing.title), body: String(listing.text), facets: 'd.offer k.input' });
      storage.sql.exec(
        `insert into tally values (?, ?, ?, ?, 1) on conflict do update set count = count + 1`,
        ...(['visibility', 'direction', 'kind', 'role'].map((facet) => listing[facet]) as string[]),
      );
    });
    const inquiry = { listing_id: 1, listing_title: 'جلد بقري', firm_id: 2, asker: 'x', asker_name: 'Asker', asker_phone: '+201011111111' };
    const words = { message: 'هل هو متاح؟', state: 'open', answer: '', answerer_name: '', answerer_phone: '', created_at: 1 };
    insert('inquiry', { ...inquiry, ...words });
    insert('notice', { person: 'x', kind: 'inquiry-accepted', listing_id: 1, listing_title: 'جلد بقري', words: '', at: Date.now() });
    insert('decision', { at: 1, by: id, by_name: name, act: 'publish', subject: 'جلد بقري', words: '' });
    insert('submission', { person: 'x', key: 'an-old-key', fingerprint: 'f', answer: '{"id":1}', at: Date.now() });
    insert('invitation', { token_hash: 'h', note: 'ن', uses_left: 1, expires_at: 9e12, by: name, by_person: id, created_at: 1 });
    insert('outbox', { topic: 'figures', subject: '', due_at: 1, attempts: 0 });
    await migrateTo(steps);
    if (steps > 2) {
      insert('watch', { person: 'x', q: 'صباط', at: 1 });
      insert('own_term', { words: 'زلطاوي، فرمجة', by: name, at: 1 });
      insert('missed', { word: 'بابوش', times: 3, last_at: Date.now() });
      storage.sql.exec(`update listing set external_ref = 'A-1' where id = 1`);
    }
    return dump(storage.sql);
  });
  await evictDurableObject(stub);
}

/** The rows of the tables that are there. */
function dump(sql: SqlStorage): Record<string, Row[]> {
  const there = new Set([...sql.exec("select name from sqlite_master where type = 'table'")].map(({ name }) => name));
  const some = tables.filter((table) => there.has(table));
  return Object.fromEntries(some.map((table) => [table, sql.exec(`select * from ${table}`).toArray() as unknown as Row[]]));
}
const sql = (text: string) => runInDurableObject(opened.stub, (_, { storage }) => storage.sql.exec(text).toArray());
const search = (over: Partial<Record<keyof SearchQuery, unknown>> = {}, reader: typeof manager | null = null) =>
  value(opened.market.visitor(reader).search(query(over as never)));

beforeAll(emptyDirectory);
describe.each(versions)('a market from $version', ({ steps }) => {
  beforeEach(() => openOld(steps));

  test('nothing is lost', async () => {
    await settle(opened);
    const after = await runInDurableObject(opened.stub, (_, { storage }) => dump(storage.sql));
    for (const [table, rows] of Object.entries(before)) {
      const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'searchable');
      expect(columns.length, table).toBeGreaterThan(0);
      const kept = after[table]?.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
      expect(kept, table).toEqual(rows.map(({ searchable: _, ...row }) => row));
    }
    expect(before.listing).toHaveLength(listings.length);
    expect(await sql('select opened_at, trusted_publish_at_once from market')).toEqual([{ opened_at: 1, trusted_publish_at_once: 1 }]);
  });

  test('the front and an empty search answer before anything is indexed anew', async () => {
    expect((await value(opened.market.visitor(null).front())).offers).toHaveLength(6);
    expect(await search()).toMatchObject({ total: open.length, facets: { direction: { need: 1 } } });
  });

  test('the index is filled by alarms that set themselves, over evictions', async () => {
    const left = async () => (await sql('select reindex_from as at from market'))[0]?.at;
    for (let rings = 0; rings < 20 && (await left()) !== null; rings++) {
      await runDurableObjectAlarm(opened.stub);
      await evictDurableObject(opened.stub);
    }
    expect(await left()).toBeNull();
    const indexed = (await sql('select rowid >> 22 as id from listing_text order by 1')).map(({ id }) => id);
    expect(indexed).toEqual(listings.flatMap((one, at) => (one.listed ? [at + 1] : [])));
    expect(await sql("select name from sqlite_master where name like 'listing_index%'")).toEqual([]);
  });

  test('listings have no photos, and may be given some', async () => {
    const old = { id: 'person-old', phone: '+201012345678', name: 'Old' };
    expect(await value(opened.market.visitor(null).listing(1))).toMatchObject({ photos: [], photo: null, voice: null });
    expect((await value(opened.market.member(old).inquiry(1))).voice).toBeNull();
    const facts = {
      kind: 'photo',
      type: 'image/webp',
      bytes: 9,
      width: 9,
      height: 9,
      small: { type: 'image/webp', width: 9, height: 9 },
      hash: 'h',
    };
    const { id } = await value(opened.market.buyer(old).takeFile(facts as FileFacts, key()));
    const edit = { ...listingDraft({ photos: [{ id, alt: 'وجه' }] }), revision: 3 };
    await value(opened.market.member(old).edit(1, edit, key()));
    expect((await value(opened.market.member(old).listing(1))).photo).toMatchObject({ id, alt: 'وجه' });
  });

  describe('when it is done', () => {
    beforeEach(() => settle(opened));

    test('listings are found, also in other words, by those whom they are for', async () => {
      expect((await search({ q: 'غراء' })).complete).toBe(many);
      expect((await search({ q: 'leather hide' })).hits.map(({ id }) => id)).toContain(1);
      expect((await search({ q: 'صباط' })).total).toBe(0);
      expect((await search({ q: 'صباط' }, manager)).hits.map(({ id }) => id)).toEqual([2]);
      expect((await search({ q: 'موقوفة' })).total).toBe(0);
    });

    test('firms are found by what they mean', async () => {
      const { firms: found } = await value(opened.market.visitor(null).firms({ q: 'tannerie', page: 1 }));
      expect(found.map(({ name }) => name)).toEqual(['مدبغة النيل']);
    });

    test('the catalogue has what is public, and nothing else', async () => {
      const all = await catalogueOf(env).search({ q: '', cluster: opened.slug, page: 1, limit: 50 });
      expect(all.total).toBe(open.length);
      const words = await catalogueOf(env).search({ q: 'جلد', cluster: opened.slug, page: 1, limit: 50 });
      expect(words.hits.map(({ title }) => title)).not.toContain('Chaussures en cuir');
      expect(await sql('select retell_from from market')).toEqual([{ retell_from: null }]);
      expect(await sql("select * from outbox where topic = 'listing'")).toEqual([]);
    });

    test('what is written, moved and removed from then on keeps its place in the index', async () => {
      const old = { id: 'person-old', phone: '+201012345678', name: 'Old' };
      const id = await publish(opened, old, listingDraft({ title: 'زلطاوي' }));
      expect((await search({ q: 'زلطاوي' })).hits.map((hit) => hit.id)).toEqual([id]);
      await value(opened.market.member(old).move(1, 'withdraw', key()));
      expect((await search({ q: 'بقري' })).hits.map((hit) => hit.id)).not.toContain(1);
      expect((await search({})).total).toBe(open.length);
      const buyer = person('Basma Buyer');
      await value(opened.market.buyer(buyer).ask(3, { message: 'متاح؟', quantity: null }, key()));
    });
  });
});

test('what was bought before suppliers were asked stays theirs, and what never comes back is no longer remembered as told', async () => {
  const stub = env.MARKET.get(env.MARKET.idFromName(`old-${++n}`));
  const after = await runInDurableObject(stub, async ({ store }, { storage }) => {
    await storage.deleteAll();
    const { journal } = migrations;
    await migrate(store.db, { ...migrations, journal: { ...journal, entries: journal.entries.slice(0, 5) } });
    const insert = (table: string, row: Row) =>
      storage.sql.exec(`insert into ${table} (${Object.keys(row)}) values (${Object.keys(row).map(() => '?')})`, ...Object.values(row));
    for (const firm of firms) insert('firm', firm);
    for (const [state, listed] of [
      ['published', 1],
      ['paused', 0],
      ['withdrawn', 0],
    ] as const)
      insert('listing', { ...hide, state, listed });
    for (const listing of [1, 2, 3]) insert('found', { watch_id: 1, listing_id: listing, person: 'x', at: 1, told_at: 2 });
    const about = { firm_id: 1, by: 'x', title: 'غراء', text: '', unit: 'KGM', currency: 'EGP', steps: '[]', deadline: 1, due_at: 1 };
    const pool = { ...about, supplier_name: '', words: '', steps_told: 0, created_at: 1 };
    insert('pool', { ...pool, state: 'reached', supplier_firm_id: 2, closed_at: 7 });
    insert('pool', { ...pool, state: 'reached', supplier_firm_id: null, closed_at: 7 });
    insert('pool', { ...pool, state: 'open', supplier_firm_id: 2, closed_at: null });
    await store.migrate();
    const all = (text: string) => [...storage.sql.exec(text).raw()].flat();
    return { pools: all('select confirmed_at from pool order by id'), found: all('select listing_id from found order by 1') };
  });
  expect(after).toEqual({ pools: [7, null, null], found: [1, 2] });
});
