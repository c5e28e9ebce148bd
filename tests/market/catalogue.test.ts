/** The catalogue of all clusters: it has what is public, at once and nothing longer, whatever is lost, late or sent twice. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { roles } from '../../schema/firm.ts';
import { directions, kinds, type ListingDraft } from '../../schema/listing.ts';
import { type CatalogueEntry, CatalogueFound, CatalogueQuery, type HitCluster } from '../../schema/search.ts';
import { refill } from '../../worker/catalogue/searching-all.ts';
import { catalogueOf } from '../../worker/catalogue/stub.ts';
import { drain } from '../../worker/market/outbox.ts';
import { emptyDirectory } from '../directory/directory.ts';
import {
  capabilities,
  cluster,
  env,
  firmDraft,
  join,
  key,
  listingDraft,
  manager,
  type Opened,
  openMarket,
  person,
  publish,
  settle,
  value,
} from '../support/market.ts';

const tanner = person('Tarek Tanner');
let opened: Opened;
let firm: number;

beforeAll(emptyDirectory);
beforeEach(async () => {
  opened = await openMarket();
  firm = await join(opened, tanner);
});

const asked = (over: Partial<Record<keyof CatalogueQuery, unknown>>) => CatalogueQuery.parse(over);
const search = async (over: Partial<Record<keyof CatalogueQuery, unknown>> = {}) =>
  CatalogueFound.parse(await catalogueOf(env).search(asked({ cluster: opened.slug, limit: 50, ...over })));
const titles = async (over: Partial<Record<keyof CatalogueQuery, unknown>> = {}) =>
  (await search(over)).hits.map(({ title }) => title).sort();
const post = (over: Partial<ListingDraft> = {}, who = tanner) => publish(opened, who, listingDraft(over));
const boss = () => opened.market.manager(manager);
const me = () => opened.market.member(tanner);
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, { storage }) => storage.sql.exec(text, ...values).toArray() as T[]);
const inCatalogue = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(catalogueOf(env), (_, { storage }) => storage.sql.exec(text, ...values).toArray() as T[]);
const effects = () =>
  sql<{ subject: string; attempts: number; due_at: number }>("select * from outbox where topic = 'listing' order by id");

async function decide(id: number, act: 'publish' | 'return' | 'remove') {
  const { owner } = await value(boss().listing(id));
  const reason = act === 'publish' ? null : 'unclear';
  await value(boss().decide(id, { act, reason, words: '', revision: owner?.revision ?? 0 }, key()));
}

describe('a public listing', () => {
  test('is there after one drain, with its cluster and its firm, as a visitor sees it', async () => {
    const id = await post();
    expect(await titles()).toEqual([]);
    await settle(opened);
    const [hit] = (await search()).hits;
    const { names, country, sector } = cluster(opened.slug);
    expect(hit?.cluster).toEqual({ slug: opened.slug, names, country, sector });
    const { marks: _, snippet: __, cluster: ___, ...card } = hit ?? ({} as never);
    const [there] = (await value(opened.market.visitor(null).front())).offers;
    expect(card).toEqual(there);
    expect(card).toMatchObject({ id, firm: { id: firm, name: 'مدبغة النور' } });
  });

  test('that its owner edits is there in its new words only', async () => {
    await value(boss().decideFirm(firm, { act: 'trust', words: '' }, key()));
    await value(boss().editSettings({ trustedPublishAtOnce: true }, key()));
    const { id } = await value(me().draft(listingDraft(), key()));
    await settle(opened);
    const { owner } = await value(me().listing(id));
    await value(me().edit(id, { ...listingDraft({ title: 'غراء حيواني' }), revision: owner?.revision ?? 0 }, key()));
    await settle(opened);
    expect(await titles()).toEqual(['غراء حيواني']);
    expect((await search({ q: 'بقري', exact: '1' })).total).toBe(0);
    expect(await search({ q: 'غراء' })).toMatchObject({ total: 1, facets: { direction: { offer: 1 } } });
  });

  test('is shown with its first photo; what was told before there were photos has none', async () => {
    const small = { type: 'image/webp' as const, width: 480, height: 360 };
    const facts = { kind: 'photo' as const, type: small.type, bytes: 9, width: 1600, height: 1200, small, hash: 'h' };
    const { id } = await value(opened.market.buyer(tanner).takeFile(facts, key()));
    await post({ photos: [{ id, alt: 'وجه' }] });
    await settle(opened);
    const photo = { id, alt: 'وجه', width: 1600, height: 1200, small: { width: 480, height: 360 } };
    expect((await search()).hits).toMatchObject([{ photo }]);
    await inCatalogue("update entry set body = json_remove(body, '$.card.photo')");
    expect((await search()).hits).toMatchObject([{ photo: null }]);
    expect((await search({ q: 'جلد' })).hits).toMatchObject([{ photo: null }]);
  });

  test('follows its firm to another name and role', async () => {
    await post();
    await settle(opened);
    const { revision } = await value(me().myFirm());
    await value(me().editFirm({ ...firmDraft({ name: 'Atelier Bellarose', role: 'workshop' }), revision }, key()));
    await settle(opened);
    expect(await search({ q: 'Bellarose' })).toMatchObject({
      complete: 1,
      hits: [{ firm: { name: 'Atelier Bellarose', role: 'workshop' } }],
    });
    expect(await search()).toMatchObject({ total: 1, facets: { role: { workshop: 1 } } });
  });

  test('shows whether its firm is trusted now', async () => {
    await post();
    for (const [act, trusted] of [
      ['trust', true],
      ['distrust', false],
    ] as const) {
      await value(boss().decideFirm(firm, { act, words: '' }, key()));
      await settle(opened);
      expect((await search()).hits.map((hit) => hit.firm.trusted)).toEqual([trusted]);
    }
  });

  const ends: Record<string, (id: number) => Promise<unknown>> = {
    'is paused': (id) => value(me().move(id, 'pause', key())),
    'is withdrawn': (id) => value(me().move(id, 'withdraw', key())),
    'is fulfilled': (id) => value(me().move(id, 'fulfil', key())),
    'is removed': (id) => decide(id, 'remove'),
    'is returned': (id) => decide(id, 'return'),
    'has expired': (id) => sql('update listing set expires_at = 1 where id = ?', id),
    'is of a suspended firm': () => value(boss().decideFirm(firm, { act: 'suspend', words: '' }, key())),
    'waits with new words': async (id) => {
      const { owner } = await value(me().listing(id));
      await value(me().edit(id, { ...listingDraft({ title: 'غراء' }), revision: owner?.revision ?? 0 }, key()));
    },
    'is for members again': async (id) => {
      const { owner } = await value(me().listing(id));
      await value(me().edit(id, { ...listingDraft({ visibility: 'cluster' }), revision: owner?.revision ?? 0 }, key()));
      await decide(id, 'publish');
    },
  };
  test.each(Object.keys(ends))('is gone after one drain when it %s', async (what) => {
    const id = await post();
    const other = await publish(opened, manager, listingDraft({ title: 'غيره' }));
    await settle(opened);
    await ends[what]?.(id);
    await settle(opened);
    expect((await search()).hits.map((hit) => hit.id)).toEqual([other]);
    expect((await search({ q: 'بقري' })).hits.filter((hit) => hit.id === id)).toEqual([]);
    expect(await search()).toMatchObject({ total: 1, facets: { direction: { offer: 1 } } });
  });

  test('comes back when it does', async () => {
    const id = await post();
    for (const act of ['pause', 'resume'] as const) await value(me().move(id, act, key()));
    await value(boss().decideFirm(firm, { act: 'suspend', words: '' }, key()));
    await settle(opened);
    expect(await titles()).toEqual([]);
    await value(boss().decideFirm(firm, { act: 'restore', words: '' }, key()));
    await settle(opened);
    expect(await titles()).toEqual(['جلد بقري طبيعي']);
  });
});

test('what is for members, waits, or is a draft is never told', async () => {
  await post({ visibility: 'cluster' });
  for (const submit of [true, false]) await value(me().draft(listingDraft({ title: 'مسودة', submit }), key()));
  expect(await effects()).toEqual([]);
  await settle(opened);
  expect(await titles()).toEqual([]);
});

test('more listings than one query takes are told in one drain', async () => {
  const id = await post();
  await sql(
    `insert into listing (${await columns()}) with recursive n(i) as (select 1 union all select i + 1 from n where i < 149)
    select ${await columns()} from listing, n where listing.id = ?`,
    id,
  );
  await value(boss().decideFirm(firm, { act: 'trust', words: '' }, key()));
  expect(await effects()).toHaveLength(150);
  await settle(opened);
  expect(await effects()).toEqual([]);
  expect((await search()).total).toBe(150);
});

async function columns(): Promise<string> {
  const names = await sql<{ name: string }>("select name from pragma_table_info('listing') where name <> 'id'");
  return names.map(({ name }) => name).join(', ');
}

test('nothing private is in it, in any field', async () => {
  const secrets = {
    title: 'سر المهنة زعفرنجول',
    draft: 'مسودة قرمزلان',
    formerly: 'اسم قديم شلهموط',
    phone: '+201099988877',
    contact: '+201088877766',
    cluster: '+201077766655',
    note: 'ملاحظة برطمانية',
    message: 'رسالة كركديهية',
    words: 'كلام شخبطاوي',
    person: 'Secret Sabri',
  };
  const who = { ...person(secrets.person), phone: secrets.phone };
  const contacts = [
    { kind: 'phone', value: secrets.contact, visibility: 'agreed' },
    { kind: 'whatsapp', value: secrets.cluster, visibility: 'cluster' },
  ] as const;
  const invited = await value(boss().invite({ note: secrets.note, firm: null, uses: 1, days: 7 }, key()));
  await value(opened.market.buyer(who).join(invited.token, firmDraft({ name: 'ورشة الظاهر', contacts: [...contacts] }), key()));
  await post({ title: secrets.title, visibility: 'cluster' }, who);
  await value(opened.market.member(who).draft(listingDraft({ title: secrets.draft, submit: false }), key()));
  const id = await post({ title: secrets.formerly }, who);
  const { owner } = await value(opened.market.member(who).listing(id));
  await value(opened.market.member(who).edit(id, { ...listingDraft({ title: 'الظاهر للجميع' }), revision: owner?.revision ?? 0 }, key()));
  await decide(id, 'publish');
  await value(opened.market.buyer(tanner).ask(id, { message: secrets.message, quantity: null }, key()));
  await value(boss().addTerms({ words: `${secrets.words}، جلد` }, key()));
  await settle(opened);

  const tables = await inCatalogue<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_cf%' escape '\\' and name not like 'listing\\_text\\_%' escape '\\'",
  );
  const held = await Promise.all(tables.map(({ name }) => inCatalogue(`select * from ${name}`)));
  const answers = await Promise.all([{}, { q: 'الظاهر' }, { q: 'زعفرنجول' }, { q: 'زعفرنجل' }].map((over) => search(over)));
  const all = JSON.stringify([held, answers]);
  expect(all).toContain('الظاهر للجميع');
  for (const [name, secret] of Object.entries(secrets)) {
    expect(all, name).not.toContain(secret);
    expect(all, name).not.toContain(secret.split(' ').at(-1));
  }
  expect(all).not.toContain(who.id);
});

describe('what is told', () => {
  const entry = (id: number) =>
    inCatalogue<{ version: number; code: number | null }>(
      'select e.version, e.code from entry e join cluster c on c.number = e.cluster where c.slug = ? and e.listing = ?',
      opened.slug,
      id,
    );
  const here = () => {
    const { slug, names, country, sector } = cluster(opened.slug);
    return { slug, names, country, sector };
  };
  const shown = async (id: number, title: string): Promise<CatalogueEntry['shown']> => {
    const view = await value(opened.market.visitor(null).front());
    const card = view.offers.find((one) => one.id === id);
    return card ? { card: { ...card, title }, text: '', process: '' } : null;
  };

  test('twice changes nothing', async () => {
    const id = await post();
    await settle(opened);
    const [{ version } = { version: 0 }] = await entry(id);
    const again = { listing: id, version, shown: await shown(id, 'كلام آخر') };
    await catalogueOf(env).apply(here(), [again, again]);
    expect(await titles()).toEqual(['جلد بقري طبيعي']);
    expect((await search()).facets.direction).toEqual({ offer: 1 });
  });

  test('late changes nothing, whether it is there or gone', async () => {
    const id = await post();
    await settle(opened);
    const late = { listing: id, version: 0, shown: await shown(id, 'كلام قديم') };
    await catalogueOf(env).apply(here(), [late]);
    expect(await titles()).toEqual(['جلد بقري طبيعي']);
    await value(me().move(id, 'withdraw', key()));
    await settle(opened);
    await catalogueOf(env).apply(here(), [late]);
    expect(await titles()).toEqual([]);
  });

  test('late of a listing that was gone before it was heard of changes nothing', async () => {
    const id = await post();
    const late = { listing: id, version: 1, shown: await shown(id, 'كلام قديم') };
    await value(me().move(id, 'withdraw', key()));
    await settle(opened);
    await catalogueOf(env).apply(here(), [late]);
    expect(await titles()).toEqual([]);
  });

  test('and lost is told by the next retelling', async () => {
    const id = await post();
    await sql("delete from outbox where topic = 'listing'");
    await settle(opened);
    expect(await titles()).toEqual([]);
    await opened.stub.retell();
    await settle(opened);
    expect((await search()).hits.map((hit) => hit.id)).toEqual([id]);
  });

  test('and lost when it was taken back is told too', async () => {
    const id = await post();
    await settle(opened);
    await value(me().move(id, 'pause', key()));
    await sql("delete from outbox where topic = 'listing'");
    await opened.stub.retell();
    await settle(opened);
    expect(await titles()).toEqual([]);
  });

  test('many times leaves numbers for other clusters', async () => {
    await post();
    for (let i = 0; i < 30; i++) await catalogueOf(env).apply(here(), []);
    const next = await openMarket();
    await join(next, tanner);
    await publish(next, tanner);
    await settle(next);
    const numbers = await inCatalogue<{ number: number }>('select number from cluster order by number');
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, at) => at + 1));
  });
});

describe('filling again', () => {
  beforeEach(async () => {
    for (const title of ['جلد أول', 'جلد ثان', 'جلد ثالث']) await post({ title });
    await post({ title: 'جلد خفي', visibility: 'cluster' });
    await settle(opened);
  });

  test('fills a catalogue that was emptied', async () => {
    const before = await search({ q: 'جلد' });
    expect(before.complete).toBe(3);
    const object = catalogueOf(env);
    await runInDurableObject(object, (_, { storage }) =>
      storage.sql.exec("update memory set value = 'of another shape' where name = 'shape'"),
    );
    await evictDurableObject(object);
    expect(await titles()).toEqual([]);
    expect(await refill(env, [opened.slug, 'no-such-market'])).toBe(2);
    await settle(opened);
    expect(await titles()).toEqual(['جلد أول', 'جلد ثالث', 'جلد ثان'].sort());
    const { hits, total, complete } = await search({ q: 'جلد' });
    expect({ hits, total, complete }).toEqual({ hits: before.hits, total: before.total, complete: before.complete });
  });

  test('leaves no gap: what is there stays until it is told anew', async () => {
    const before = await titles();
    await opened.stub.retell();
    for (let rings = 0; rings < 3; rings++) {
      await runInDurableObject(opened.stub, (market) => market.alarm());
      expect(await titles()).toEqual(before);
      expect((await search({ q: 'جلد' })).complete).toBe(3);
    }
    await settle(opened);
    expect(await titles()).toEqual(before);
  });

  test('goes on after an eviction in the middle', async () => {
    await sql("delete from outbox where topic = 'listing'");
    await sql('update market set retell_from = 2');
    await evictDurableObject(opened.stub);
    await settle(opened);
    expect(await sql('select retell_from from market')).toEqual([{ retell_from: null }]);
    expect(await titles()).toHaveLength(3);
  });

  test('of a catalogue whose lexicon has changed looks its entries through by itself', async () => {
    const object = catalogueOf(env);
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec("update memory set value = 'another lexicon' where name = 'indexed-with'");
      storage.sql.exec("insert into listing_text (listing_text) values ('delete-all')");
    });
    await evictDurableObject(object);
    expect(await titles()).toHaveLength(3);
    await runInDurableObject(object, (catalogue) => catalogue.alarm());
    expect((await search({ q: 'جلد' })).complete).toBe(3);
  });
});

describe('while the catalogue is down', () => {
  const down = {
    ...env,
    CATALOGUE: { idFromName: () => ({}), get: () => ({ apply: () => Promise.reject(new Error('down')) }) },
  } as unknown as typeof env;
  /** Sends what is due at a time. */
  const send = (now: number, to = env) =>
    runInDurableObject(opened.stub, (market) => drain(market.store.db, to, market.cluster, () => ({ firms: 0, offers: 0, needs: 0 }), now));

  test('effects are kept, and tried again after ever longer pauses, at most an hour', async () => {
    await post();
    let now = Date.now() + 60_000;
    const pauses: number[] = [];
    for (let attempts = 1; attempts <= 14; attempts++) {
      await send(now, down);
      const [effect] = await effects();
      expect(effect).toMatchObject({ attempts, error: 'Error: down' });
      pauses.push(((effect?.due_at ?? 0) - now) / 1000);
      // nothing is tried before it is due
      await send((effect?.due_at ?? 0) - 1, down);
      expect((await effects())[0]?.attempts).toBe(attempts);
      now = effect?.due_at ?? 0;
    }
    expect(pauses.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(pauses.at(-1)).toBe(3600);
    expect((await value(boss().settings())).stuck).toBeGreaterThan(0);
    await send(now);
    expect(await effects()).toEqual([]);
    expect(await titles()).toEqual(['جلد بقري طبيعي']);
  });

  test('who belongs where is told all the same', async () => {
    await post();
    await send(Date.now() + 60_000, down);
    expect(await sql("select * from outbox where topic = 'membership'")).toEqual([]);
  });

  test('what changes meanwhile is told as it is in the end', async () => {
    const id = await post();
    await send(Date.now() + 60_000, down);
    await value(me().move(id, 'pause', key()));
    expect(await effects()).toHaveLength(1);
    await send(Date.now() + 60_000);
    expect(await titles()).toEqual([]);
    expect(await effects()).toEqual([]);
  });

  test('what changes while it is being told is told again', async () => {
    const id = await post();
    await runInDurableObject(opened.stub, async (market) => {
      const apply = async (...told: [HitCluster, CatalogueEntry[]]) => {
        market.member(tanner).move(id, 'pause', key());
        await catalogueOf(env).apply(...told);
      };
      const slow = { ...env, CATALOGUE: { idFromName: () => ({}), get: () => ({ apply }) } } as unknown as typeof env;
      await drain(market.store.db, slow, market.cluster, () => ({ firms: 0, offers: 0, needs: 0 }), Date.now() + 60_000);
    });
    expect(await titles()).toEqual(['جلد بقري طبيعي']);
    expect(await effects()).toHaveLength(1);
    await send(Date.now() + 60_000);
    expect(await titles()).toEqual([]);
  });
});

describe('two clusters', () => {
  let stone: Opened;
  const mason = person('Maher Mason');
  beforeEach(async () => {
    const slug = `${opened.slug}-stone`;
    const stub = env.MARKET.get(env.MARKET.idFromName(slug));
    const place = { ...cluster(slug), country: 'DZ', sector: 'stone', currency: 'DZD' } as ReturnType<typeof cluster>;
    await stub.open(place, firmDraft({ name: 'Office', role: 'association' }), manager);
    stone = { stub, market: capabilities(stub), slug };
    await join(stone, mason, firmDraft({ name: 'Marbrerie Atlas', role: 'workshop' }));
    const price = { form: 'negotiable', currency: 'DZD' } as const;
    await publish(stone, mason, listingDraft({ title: 'Chaussures de sécurité', text: 'pour carrière', price }));
    await publish(stone, mason, listingDraft({ title: 'صباط للبيع', text: '', price }));
    await post({ title: 'حذاء رجالي', text: '' });
    await post({ title: 'Leather shoes wanted', text: '', direction: 'need' });
    await settle(stone);
    await settle(opened);
  });

  test.each(['صباط', 'chaussures', 'shoes'])('are searched in three languages: %s', async (q) => {
    const both = await search({ q, cluster: undefined });
    const ours = both.hits.filter(({ cluster: { slug } }) => slug.startsWith(opened.slug));
    expect(ours.map(({ title }) => title).sort()).toEqual(
      ['Chaussures de sécurité', 'Leather shoes wanted', 'حذاء رجالي', 'صباط للبيع'].sort(),
    );
    expect(both.facets.cluster).toMatchObject({ [opened.slug]: 2, [stone.slug]: 2 });
    expect((await search({ q, cluster: stone.slug })).complete).toBe(2);
  });

  test('have ids of their own', async () => {
    const { hits } = await search({ q: 'صباط', cluster: undefined });
    const [here, there] = [opened.slug, stone.slug].map((slug) =>
      hits
        .filter((hit) => hit.cluster.slug === slug)
        .map(({ id }) => id)
        .sort(),
    );
    expect(here).toEqual(there);
  });

  test('are chosen by country and sector', async () => {
    const algerian = await search({ cluster: undefined, country: 'DZ' });
    expect(new Set(algerian.hits.map((hit) => hit.cluster.country))).toEqual(new Set(['DZ']));
    expect(algerian.facets.country).toMatchObject({ DZ: algerian.total });
    expect((await search({ q: 'صباط', cluster: stone.slug, sector: 'leather' })).total).toBe(0);
  });
});

describe('whatever is told, in whatever order', () => {
  const places: HitCluster[] = [
    { slug: 'a', names: { ar: 'أ', fr: 'A', en: 'A' }, country: 'EG', sector: 'leather' },
    { slug: 'b', names: { ar: 'ب', fr: 'B', en: 'B' }, country: 'DZ', sector: 'leather' },
    { slug: 'c', names: { ar: 'ج', fr: 'C', en: 'C' }, country: 'DZ', sector: 'stone' },
  ];
  const facets = ['direction', 'kind', 'role', 'country', 'cluster', 'sector'] as const;
  type Facet = (typeof facets)[number];
  const words = ['زلطاوي', 'فرمجة', 'كعبول'];

  const one = fc.record({
    place: fc.constantFrom(...places),
    listing: fc.integer({ min: 1, max: 8 }),
    version: fc.integer({ min: 1, max: 6 }),
    gone: fc.boolean(),
    title: fc.subarray(words, { minLength: 1 }),
    direction: fc.constantFrom(...directions),
    kind: fc.constantFrom(...kinds),
    role: fc.constantFrom(...roles.slice(0, 4)),
    trusted: fc.boolean(),
    publishedAt: fc.integer({ min: 0, max: 9 }).map((day) => Date.UTC(2026, 0, 1 + day)),
  });
  type One = typeof one extends fc.Arbitrary<infer T> ? T : never;
  const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
  const choices = fc.record({
    q: fc.constantFrom('', ...words),
    direction: perhaps(fc.constantFrom(...directions)),
    kind: perhaps(fc.constantFrom(...kinds)),
    role: perhaps(fc.constantFrom(...roles.slice(0, 4))),
    country: perhaps(fc.constantFrom('EG', 'DZ', 'TN')),
    cluster: perhaps(fc.constantFrom('aa', 'bb', 'cc')),
    sector: perhaps(fc.constantFrom('leather' as const, 'stone' as const)),
  });

  const told = ({ listing, version, gone, title, direction, kind, role, trusted, publishedAt }: One): CatalogueEntry => ({
    listing,
    // two different tellings never have the same version: the outbox numbers them
    version,
    shown: gone
      ? null
      : {
          card: {
            id: listing,
            externalRef: null,
            direction,
            kind,
            title: title.join(' '),
            state: 'published',
            quantity: null,
            price: { form: 'negotiable', min: null, max: null, currency: 'EGP', per: null, barter: false },
            visibility: 'public',
            standing: false,
            firm: { id: 1, externalRef: null, name: 'x', role, trusted },
            publishedAt,
            updatedAt: publishedAt,
            distance: null,
            photo: null,
          },
          text: '',
          process: '',
        },
  });
  const choiceOf = (entry: One, facet: Facet): string =>
    facet === 'country' || facet === 'sector' ? entry.place[facet] : facet === 'cluster' ? slugOf(entry) : entry[facet];
  const slugOf = ({ place }: One) => place.slug.repeat(2);

  test('what is found and counted is what was told last', async () => {
    let n = 0;
    const tellings = fc.array(fc.array(one, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(tellings, fc.array(choices, { minLength: 4, maxLength: 8 }), async (batches, queries) => {
        const catalogue = env.CATALOGUE.get(env.CATALOGUE.idFromName(`random-${++n}-${crypto.randomUUID()}`));
        const held = new Map<string, One>();
        for (const batch of batches) {
          for (const place of places) {
            const ours = batch.filter((entry) => entry.place === place);
            await catalogue.apply({ ...place, slug: place.slug.repeat(2) }, ours.map(told));
            for (const entry of ours) {
              const name = `${place.slug}/${entry.listing}`;
              if ((held.get(name)?.version ?? 0) < entry.version) held.set(name, entry);
            }
          }
        }
        const there = [...held.values()].filter(({ gone }) => !gone);
        for (const query of queries) {
          const { q, ...chosen } = query;
          const found = CatalogueFound.parse(await catalogue.search(asked({ ...query, exact: '1', limit: 50 })));
          const said = there.filter(({ title }) => q === '' || title.includes(q));
          const fits = (entry: One, ...but: Facet[]) =>
            facets.every((facet) => but.includes(facet) || chosen[facet] === undefined || chosen[facet] === choiceOf(entry, facet));
          const label = JSON.stringify({ query, there });
          const wanted = said.filter((entry) => fits(entry));
          expect(found.total, label).toBe(wanted.length);
          const name = (slug: string, id: number) => `${slug}/${id}`;
          expect(found.hits.map((hit) => name(hit.cluster.slug, hit.id)).sort(), label).toEqual(
            wanted.map((entry) => name(slugOf(entry), entry.listing)).sort(),
          );
          for (const facet of facets) {
            const counts: Record<string, number> = {};
            for (const entry of said.filter((other) => fits(other, facet))) {
              const choice = choiceOf(entry, facet);
              counts[choice] = (counts[choice] ?? 0) + 1;
            }
            expect(found.facets[facet], `${facet} ${label}`).toEqual(counts);
          }
          if (q === '') {
            const times = found.hits.map(({ publishedAt }) => publishedAt ?? 0);
            expect(times, label).toEqual(times.toSorted((a, b) => b - a));
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
