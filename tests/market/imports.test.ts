/** Importing: each item by itself, known by what it is called in the records, and harmless when it comes again. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { FirmImport, ListingImport } from '../../schema/import.ts';
import type { OwnerAct } from '../../schema/listing.ts';
import { WatchDraft } from '../../schema/watch.ts';
import {
  firmDraft,
  join,
  key,
  listingDraft,
  manager,
  type Opened,
  openMarket,
  person,
  publish,
  query,
  refusal,
  value,
} from '../support/market.ts';

let opened: Opened;
beforeEach(async () => {
  opened = await openMarket();
});

const firm = (over: Partial<z.input<typeof FirmImport>> = {}) => FirmImport.parse({ ...firmDraft(), externalRef: 'M-1', ...over });
const { submit: _, ...draft } = listingDraft();
const listing = (over: Partial<z.input<typeof ListingImport>> = {}) =>
  ListingImport.parse({ ...draft, externalRef: 'A-1', firmRef: 'M-1', publish: true, ...over });

const importFirms = (...items: FirmImport[]) => value(opened.market.manager(manager).importFirms(items, null));
const importListings = (...items: ListingImport[]) => value(opened.market.manager(manager).importListings(items, null));
async function importListing(over: Partial<z.input<typeof ListingImport>> = {}) {
  const [one] = await importListings(listing(over));
  return one;
}

const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);
const log = async () => (await value(opened.market.manager(manager).log(null))).entries.filter(({ act }) => act === 'import');
const view = async (id = 1) => value(opened.market.manager(manager).listing(id));
const found = async (q = 'جلد') => (await value(opened.market.visitor(null).search(query({ q })))).hits;

/** Somebody lets himself into the imported firm by an invitation. */
async function tanner() {
  const { market } = opened;
  const who = person('Tarek Tanner');
  const [{ id } = { id: 0 }] = await sql<{ id: number }>("select id from firm where external_ref = 'M-1'");
  const { token } = await value(market.manager(manager).invite({ note: '', firm: id, uses: 1, days: 7 }, key()));
  await value(market.buyer(who).join(token, null, key()));
  return market.member(who);
}

async function move(act: OwnerAct, id = 1) {
  const { state } = await value((await tanner()).move(id, act, key()));
  return state;
}

describe('firms', () => {
  test('are created, known by what the records call them, and neither trusted nor acted for', async () => {
    const results = await importFirms(firm(), firm({ externalRef: 'M-2', name: 'Zamalek Atelier', role: 'workshop' }));
    expect(results).toEqual([
      { externalRef: 'M-1', outcome: 'created', id: expect.any(Number) },
      { externalRef: 'M-2', outcome: 'created', id: expect.any(Number) },
    ]);
    const [one] = await sql<{ trusted: number; state: string }>("select trusted, state from firm where external_ref = 'M-1'");
    expect(one).toEqual({ trusted: 0, state: 'active' });
    expect((await value(opened.market.visitor(null).firms({ q: 'Zamalek', page: 1 }))).firms.map(({ name }) => name)).toEqual([
      'Zamalek Atelier',
    ]);
    expect((await value(opened.market.manager(manager).members())).map(({ name }) => name)).toEqual([manager.name]);
  });

  test('that come again as they were change nothing', async () => {
    const [first] = await importFirms(firm());
    const before = await sql('select * from firm');
    expect(await importFirms(firm())).toEqual([{ externalRef: 'M-1', outcome: 'unchanged', id: first?.outcome === 'created' && first.id }]);
    expect(await sql('select * from firm')).toEqual(before);
    expect(await log()).toHaveLength(1);
  });

  test('that come again with other words are written anew, also under another name', async () => {
    await importFirms(firm());
    await importListing();
    const [result] = await importFirms(firm({ name: 'مصنع الأمل', role: 'manufacturer' }));
    expect(result?.outcome).toBe('updated');
    expect(await sql("select name, role, revision from firm where external_ref = 'M-1'")).toEqual([
      { name: 'مصنع الأمل', role: 'manufacturer', revision: 2 },
    ]);
    expect((await found('الأمل'))[0]?.firm).toMatchObject({ name: 'مصنع الأمل', role: 'manufacturer', externalRef: 'M-1' });
  });

  test('keep the trust and the suspension that managers gave them', async () => {
    const [one] = await importFirms(firm());
    const id = one?.refusal ? 0 : (one?.id ?? 0);
    for (const act of ['trust', 'suspend'] as const) await value(opened.market.manager(manager).decideFirm(id, { act, words: '' }, key()));
    await importFirms(firm({ about: 'دباغة نباتية' }));
    expect(await sql('select trusted, state, about from firm where id = ?', id)).toEqual([
      { trusted: 1, state: 'suspended', about: 'دباغة نباتية' },
    ]);
  });

  test('named twice in one batch are one firm, and the later words hold', async () => {
    const results = await importFirms(firm(), firm({ name: 'الأخير' }), firm({ name: 'الأخير' }));
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'updated', 'unchanged']);
    expect(await sql("select name from firm where external_ref = 'M-1'")).toEqual([{ name: 'الأخير' }]);
  });

  test('let people in by an invitation', async () => {
    await importFirms(firm());
    expect((await value((await tanner()).myFirm())).firm.name).toBe(firm().name);
  });

  test('that came in by an invitation are others, whatever their name', async () => {
    await join(opened, person('Tarek Tanner'), firm());
    expect((await importFirms(firm()))[0]?.outcome).toBe('created');
  });
});

describe('listings', () => {
  beforeEach(async () => {
    await importFirms(firm());
  });

  test('are published at once when they are to be', async () => {
    expect(await importListing()).toEqual({ externalRef: 'A-1', outcome: 'created', id: 1, state: 'published' });
    expect((await found()).map(({ externalRef, firm }) => [externalRef, firm.externalRef])).toEqual([['A-1', 'M-1']]);
    expect((await view()).expiresAt).not.toBeNull();
    expect(await sql('select sum(count) as n from tally')).toEqual([{ n: 1 }]);
    expect(await sql("select count(*) as n from outbox where topic = 'listing'")).toEqual([{ n: 1 }]);
  });

  test('else wait for a decision, however many', async () => {
    const many = Array.from({ length: 60 }, (_, i) => listing({ externalRef: `A-${i}`, publish: false }));
    const results = await importListings(...many);
    expect(new Set(results.map((one) => (one.refusal ? one.refusal.code : one.state)))).toEqual(new Set(['waiting']));
    expect((await value(opened.market.manager(manager).queue())).total).toBe(60);
    expect(await found()).toEqual([]);
  });

  test('wait also for a firm that is trusted', async () => {
    await value(opened.market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
    await value(opened.market.manager(manager).decideFirm(2, { act: 'trust', words: '' }, key()));
    expect(await importListing({ publish: false })).toMatchObject({ state: 'waiting' });
  });

  test('that come again as they were change nothing, whatever was decided since', async () => {
    await importListing({ publish: false });
    const { owner } = await view();
    await value(
      opened.market.manager(manager).decide(1, { act: 'publish', reason: null, words: '', revision: owner?.revision ?? 0 }, key()),
    );
    const tables = ['listing', 'outbox', 'tally', 'decision'];
    const all = () => Promise.all(tables.map((table) => sql(`select * from ${table}`)));
    const before = await all();
    for (const publish of [false, true])
      expect(await importListing({ publish })).toEqual({ externalRef: 'A-1', outcome: 'unchanged', id: 1, state: 'published' });
    expect(await all()).toEqual(before);
  });

  test('that come again with other words are written anew, and stay published when they are to be', async () => {
    await importListing();
    const before = await view();
    expect(await importListing({ title: 'غراء حيواني' })).toMatchObject({ outcome: 'updated', id: 1, state: 'published' });
    const after = await view();
    expect(after.owner?.revision).toBe((before.owner?.revision ?? 0) + 1);
    expect(after.publishedAt).toBe(before.publishedAt);
    expect(await found()).toEqual([]);
    expect(await found('غراء')).toHaveLength(1);
    expect(await sql('select sum(count) as n from tally')).toEqual([{ n: 1 }]);
  });

  test('else a published one waits with its new words', async () => {
    await importListing();
    expect(await importListing({ title: 'غراء حيواني', publish: false })).toMatchObject({ outcome: 'updated', state: 'waiting' });
    expect(await found()).toEqual([]);
    expect(await importListing({ title: 'غراء حيواني', publish: true })).toMatchObject({ outcome: 'updated', state: 'published' });
    expect(await found('غراء')).toHaveLength(1);
  });

  test('that were returned stay so until their words change', async () => {
    await importListing();
    const { owner } = await view();
    const revision = owner?.revision ?? 0;
    await value(opened.market.manager(manager).decide(1, { act: 'return', reason: 'unclear', words: '', revision }, key()));
    expect(await importListing()).toMatchObject({ outcome: 'unchanged', state: 'returned' });
    expect(await importListing({ text: 'سمك ١.٤ مم', publish: false })).toMatchObject({ outcome: 'updated', state: 'waiting' });
    expect(await importListing({ text: 'سمك ١.٤ مم' })).toMatchObject({ outcome: 'updated', state: 'published' });
    expect((await view()).owner?.returned).toBeNull();
  });

  test('that were paused stay so, also with new words', async () => {
    await importListing();
    expect(await move('pause')).toBe('paused');
    expect(await importListing()).toMatchObject({ outcome: 'unchanged', state: 'paused' });
    expect(await importListing({ title: 'غراء حيواني' })).toMatchObject({ outcome: 'updated', state: 'paused' });
    expect(await found('غراء')).toEqual([]);
    expect(await importListing({ title: 'جلد ماعز', publish: false })).toMatchObject({ outcome: 'updated', state: 'waiting' });
  });

  test('that expired are published again when they are to be', async () => {
    await importListing();
    await sql('update listing set expires_at = 1');
    await runDurableObjectAlarm(opened.stub);
    expect((await view()).state).toBe('expired');
    expect(await importListing({ publish: false })).toMatchObject({ outcome: 'unchanged', state: 'expired' });
    expect(await importListing()).toMatchObject({ outcome: 'updated', state: 'published' });
    expect(await found()).toHaveLength(1);
  });

  test.each(['fulfil', 'withdraw'] as const)('that have ended are refused: %s', async (act) => {
    await importListing();
    await move(act);
    for (const title of [draft.title, 'غراء حيواني'])
      expect(await importListing({ title })).toEqual({ externalRef: 'A-1', outcome: 'refused', refusal: { code: 'wrong-state' } });
  });

  test('that a manager removed are refused', async () => {
    await importListing();
    const { owner } = await view();
    const revision = owner?.revision ?? 0;
    await value(opened.market.manager(manager).decide(1, { act: 'remove', reason: 'not-allowed', words: '', revision }, key()));
    expect(await importListing()).toMatchObject({ outcome: 'refused', refusal: { code: 'wrong-state' } });
  });

  test('of a firm that is unknown, suspended, or not the one they belong to are refused', async () => {
    const notAChoice = { outcome: 'refused', refusal: { code: 'invalid', fields: [{ path: 'firmRef', code: 'not-a-choice' }] } };
    expect(await importListing({ firmRef: 'M-9' })).toMatchObject(notAChoice);
    await importListing();
    await importFirms(firm({ externalRef: 'M-2', name: 'Zamalek Atelier' }));
    expect(await importListing({ firmRef: 'M-2' })).toMatchObject(notAChoice);
    await value(opened.market.manager(manager).decideFirm(2, { act: 'suspend', words: '' }, key()));
    expect(await importListing({ title: 'غراء حيواني' })).toMatchObject(notAChoice);
    expect(await importListing({ externalRef: 'A-2' })).toMatchObject(notAChoice);
  });

  test('of a firm of another cluster are refused, and the same names there are others', async () => {
    const elsewhere = await openMarket();
    const there = elsewhere.market.manager(manager);
    expect((await value(there.importListings([listing()], null)))[0]?.outcome).toBe('refused');
    await value(there.importFirms([firm({ name: 'Tannerie d’ailleurs' })], null));
    await importListing();
    expect((await value(there.importListings([listing({ title: 'Cuir' })], null)))[0]).toMatchObject({ outcome: 'created' });
    expect((await view()).title).toBe(draft.title);
  });

  test('that are over, or begin too far ahead, are refused like those of a firm', async () => {
    expect(await importListing({ availableUntil: Date.UTC(2021, 0) })).toMatchObject({
      refusal: { code: 'invalid', fields: [{ path: 'availableUntil', code: 'in-the-past' }] },
    });
    expect(await importListing({ availableFrom: Date.UTC(2099, 0) })).toMatchObject({
      refusal: { code: 'invalid', fields: [{ path: 'availableFrom', code: 'too-far' }] },
    });
  });

  test('without a price are negotiable in the currency of the cluster, and public', async () => {
    const { price: _, visibility: __, ...bare } = draft;
    await importListings(ListingImport.parse({ ...bare, externalRef: 7, firmRef: 'M-1', publish: true }));
    expect(await view()).toMatchObject({
      externalRef: '7',
      visibility: 'public',
      price: { form: 'negotiable', currency: 'EGP', min: null },
    });
  });

  test('are as many as a firm may have, also while they wait', async () => {
    await importListing({ publish: false });
    await sql(
      `insert into listing (${await columns()}) with recursive n(i) as (select 1 union all select i + 1 from n where i < 1999)
      select ${(await columns()).replace('external_ref', "'x-' || i")} from listing, n where listing.id = 1`,
    );
    expect(await importListing({ externalRef: 'A-2' })).toMatchObject({ outcome: 'refused', refusal: { code: 'too-many' } });
    expect(await importListing({ title: 'غراء حيواني' })).toMatchObject({ outcome: 'updated' });
  });

  test('that somebody watches for are told', async () => {
    const who = person('Basma Buyer');
    await value(opened.market.buyer(who).watch(WatchDraft.parse({ q: 'جلد' }), key()));
    await importListing();
    await runDurableObjectAlarm(opened.stub);
    expect((await value(opened.market.buyer(who).inbox())).notices).toHaveLength(1);
  });
});

async function columns(): Promise<string> {
  const names = await sql<{ name: string }>("select name from pragma_table_info('listing') where name <> 'id'");
  return names.map(({ name }) => name).join(', ');
}

describe('a batch', () => {
  test('keeps what is good, wherever something is refused', async () => {
    await importFirms(firm());
    const results = await importListings(
      listing({ externalRef: 'A-1', firmRef: 'M-9' }),
      listing({ externalRef: 'A-2' }),
      listing({ externalRef: 'A-3', availableUntil: Date.UTC(2021, 0) }),
      listing({ externalRef: 'A-4' }),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'created', 'refused', 'created']);
    expect((await found()).map(({ externalRef }) => externalRef).sort()).toEqual(['A-2', 'A-4']);
  });

  test('keeps what is good also when something of ours goes wrong, and nothing of what went wrong', async () => {
    await importFirms(firm());
    // a number that the table does not take, as no contract lets through
    const broken = { ...listing({ externalRef: 'A-2' }), term: null as unknown as number };
    const results = await importListings(listing({ externalRef: 'A-1' }), broken, listing({ externalRef: 'A-3' }));
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'refused', 'created']);
    expect(results[1]).toMatchObject({ externalRef: 'A-2', refusal: { code: 'went-wrong' } });
    expect(await sql('select external_ref from listing order by id')).toEqual([{ external_ref: 'A-1' }, { external_ref: 'A-3' }]);
    expect(await sql('select sum(count) as n from tally')).toEqual([{ n: 2 }]);
  });

  test('is one line in the log, and one report of figures', async () => {
    await importFirms(firm(), firm({ externalRef: 'M-2', name: 'Zamalek Atelier' }));
    await importListings(listing(), listing({ externalRef: 'A-2' }), listing({ externalRef: 'A-2', title: 'غراء' }));
    expect((await log()).map(({ subject }) => JSON.parse(subject))).toEqual([
      { of: 'listings', created: 2, updated: 1 },
      { of: 'firms', created: 2, updated: 0 },
    ]);
    expect(await sql("select count(*) as n from outbox where topic = 'figures'")).toEqual([{ n: 1 }]);
    expect(await runInDurableObject(opened.stub, (_, state) => state.storage.getAlarm())).not.toBeNull();
  });

  test('with a key is answered as the first time, and its key says one thing', async () => {
    const once = key();
    const asManager = opened.market.manager(manager);
    const first = await value(asManager.importFirms([firm()], once));
    expect(await value(asManager.importFirms([firm()], once))).toEqual(first);
    expect(await refusal(asManager.importFirms([firm({ name: 'مصنع الأمل' })], once))).toBe('key-reused');
    expect(await refusal(asManager.importListings([listing()], once))).toBe('key-reused');
    expect(await sql('select count(*) as n from submission where key = ?', once)).toEqual([{ n: 1 }]);
  });

  test('without one is not remembered', async () => {
    const before = await sql('select * from submission');
    await importFirms(firm());
    expect(await sql('select * from submission')).toEqual(before);
  });

  test('that two send at once is stored once', async () => {
    const [one, other] = await Promise.all([importFirms(firm()), importFirms(firm())]);
    expect([one, other].map((results) => results?.[0]?.outcome).sort()).toEqual(['created', 'unchanged']);
  });

  test('of nobody but a manager is stored, even of one who was a manager when he began', async () => {
    const who = person('Tarek Tanner');
    await join(opened, who);
    expect(await refusal(opened.market.manager(who).importFirms([firm()], null))).toBe('not-a-manager');
    expect(await refusal(opened.market.manager(person('Stranger')).importFirms([], null))).toBe('not-a-member');
    await value(opened.market.manager(manager).decideMember(who.id, { act: 'appoint', words: '' }, key()));
    using capability = await opened.stub.manager(who);
    await value(opened.market.manager(manager).decideMember(who.id, { act: 'suspend', words: '' }, key()));
    expect((await capability.importFirms([firm()], null)).refusal?.code).toBe('suspended');
    expect(await sql("select * from firm where external_ref = 'M-1'")).toEqual([]);
  });

  test('of 500 listings is stored in one call', async () => {
    await importFirms(firm());
    const many = Array.from({ length: 500 }, (_, i) =>
      listing({ externalRef: `A-${i}`, title: `جلد بقري رقم ${i}`, text: 'سمك ١.٢ مم، دباغة كروم. '.repeat(8) }),
    );
    const results = await importListings(...many);
    expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
    expect((await importListings(...many)).every(({ outcome }) => outcome === 'unchanged')).toBe(true);
    expect((await value(opened.market.visitor(null).search(query({ q: 'جلد' })))).total).toBe(500);
  });
});

test('a listing that a firm wrote itself is not touched by an import', async () => {
  const who = person('Omar Owner');
  await join(opened, who);
  const id = await publish(opened, who);
  await importFirms(firm());
  await importListing({ title: 'غراء حيواني' });
  expect(await view(id)).toMatchObject({ title: draft.title, externalRef: null });
});
