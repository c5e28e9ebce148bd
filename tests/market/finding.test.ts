/** Finding: words, facets, ranges and distance over published listings, with counts that add up. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { FirmImport, ListingImport } from '../../schema/import.ts';
import { kinds } from '../../schema/listing.ts';
import type { SearchQuery } from '../../schema/search.ts';
import { firmDraft, join, listingDraft, manager, type Opened, openMarket, person, publish, query, value } from '../support/market.ts';

const tanner = person('Tarek Tanner');
const machinist = person('Maged Machinist');
let opened: Opened;
const ids: Record<string, number> = {};

beforeAll(async () => {
  opened = await openMarket();
  await join(opened, tanner, firmDraft({ place: { lat: 30.15, lng: 31.73 } }));
  await join(opened, machinist, firmDraft({ name: 'ورشة ماجد', role: 'workshop', place: { lat: 30.25, lng: 31.73 } }));
  ids.hide = await publish(opened, tanner, listingDraft({ title: 'جلد بقري طبيعي', text: 'مدبوغ نباتي' }));
  ids.goat = await publish(
    opened,
    tanner,
    listingDraft({
      title: 'جلد ماعز',
      text: 'بطانة',
      price: { form: 'range', min: 4000, max: 6000, currency: 'EGP', per: 'FTK' },
      quantity: { amount: 20_000, unit: 'MTK' },
    }),
  );
  ids.turning = await publish(
    opened,
    machinist,
    listingDraft({
      kind: 'subcontracting',
      title: 'Tournage CNC',
      text: 'pièces en acier',
      price: { form: 'negotiable', currency: 'EGP' },
      quantity: null,
    }),
  );
  ids.need = await publish(
    opened,
    machinist,
    listingDraft({ direction: 'need', title: 'محتاج جلد بقري', quantity: { amount: 2_000, unit: 'KGM' } }),
  );
  ids.inside = await publish(
    opened,
    machinist,
    listingDraft({ title: 'جلد جاموس', visibility: 'cluster', price: { form: 'free', currency: 'EGP' } }),
  );
});

const search = (over: Partial<Record<keyof SearchQuery, unknown>>, reader = opened && (null as typeof tanner | null)) =>
  value(opened.market.visitor(reader).search(query(over as never)));
const hits = async (over: Partial<Record<keyof SearchQuery, unknown>>, reader: typeof tanner | null = null) =>
  (await search(over, reader)).hits.map((hit) => Object.keys(ids).find((name) => ids[name] === hit.id));

describe('words', () => {
  test('are found however they are written', async () => {
    expect((await hits({ q: 'الجلد' })).sort()).toEqual(['goat', 'hide', 'need']);
    expect(await hits({ q: 'PIECES' })).toEqual(['turning']);
    expect(await hits({ q: 'tourn' })).toEqual(['turning']);
  });

  test('of the title count more than those of the text', async () => {
    expect((await hits({ q: 'بطانة' }))[0]).toBe('goat');
  });

  test.each([
    '"',
    '*',
    'AND',
    'NEAR(a b)',
    'title:x',
    '-',
    '(((',
    "'; drop table listing; --",
    '\u0000',
    '\ud800',
    'و'.repeat(200),
    '^جلد',
    '{a b}:c',
  ])('of FTS5 are only words: %j', async (q) => {
    expect((await search({ q })).total).toBeGreaterThanOrEqual(0);
  });
});

describe('facets', () => {
  test('count what each choice would show under the other choices', async () => {
    const all = await search({});
    expect(all.total).toBe(4);
    expect(all.facets.direction).toEqual({ offer: 3, need: 1 });
    expect(all.facets.kind).toEqual({ input: 3, subcontracting: 1 });
    const offers = await search({ direction: 'offer' });
    expect(offers.total).toBe(3);
    expect(offers.facets.direction).toEqual({ offer: 3, need: 1 });
    expect(offers.facets.kind).toEqual({ input: 2, subcontracting: 1 });
    expect(offers.facets.role).toEqual({ tannery: 2, workshop: 1 });
  });

  test('with words count only what the words find', async () => {
    const found = await search({ q: 'جلد', kind: 'input' });
    expect(found.total).toBe(3);
    expect(found.facets.direction).toEqual({ offer: 2, need: 1 });
    expect(found.facets.kind).toEqual({ input: 3 });
  });

  test('of members count the listings for the cluster too', async () => {
    expect((await search({}, tanner)).total).toBe(5);
    expect((await search({ q: 'جاموس' }, tanner)).total).toBe(1);
    expect((await search({ q: 'جاموس' })).total).toBe(0);
  });
});

test("one firm's listings can be asked for alone", async () => {
  const { firm } = await value(opened.market.visitor(null).listing(ids.turning ?? 0));
  expect((await hits({ firm: firm.id })).sort()).toEqual(['need', 'turning']);
  expect((await search({ firm: firm.id, q: 'جلد' })).total).toBe(1);
});

describe('ranges', () => {
  test('of price overlap the ranges of listings, in the currency of the cluster', async () => {
    expect((await hits({ priceMax: 5000 })).sort()).toEqual(['goat']);
    expect((await hits({ priceMin: 5000 })).sort()).toEqual(['goat', 'hide', 'need']);
    expect((await hits({ priceMin: 5000, per: 'FTK', q: 'جلد', direction: 'offer' })).sort()).toEqual(['goat', 'hide']);
  });

  test('of quantity compare across units of one dimension and nothing else', async () => {
    expect((await hits({ unit: 'MTK', quantityMin: 10_000 })).sort()).toEqual(['goat', 'hide']);
    expect(await hits({ unit: 'MTK', quantityMax: 30_000 })).toEqual(['goat']);
    expect(await hits({ unit: 'TNE', quantityMax: 1_000 })).toEqual(['need']);
  });
});

describe('near me', () => {
  test('sorts by distance and says how far', async () => {
    const found = await search({ near: '30.24,31.73', sort: 'nearest' });
    expect(found.hits[0]?.firm.name).toBe('ورشة ماجد');
    expect(found.hits[0]?.distance).toBeGreaterThan(1050);
    expect(found.hits[0]?.distance).toBeLessThan(1170);
  });

  test('keeps to a circle', async () => {
    expect((await hits({ near: '30.24,31.73', within: 3 })).sort()).toEqual(['need', 'turning']);
    expect((await search({ near: '30.24,31.73', within: 3 })).total).toBe(2);
  });
});

describe('pages', () => {
  test('hold each listing once, in the order asked', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => search({ page, limit: 1 })));
    expect(new Set(pages.flatMap((one) => one.hits.map((hit) => hit.id))).size).toBe(4);
    expect(pages[0]).toMatchObject({ pages: 4, total: 4 });
  });
});

/** A market of shoemakers, with a word that only members may know. */
describe('among shoemakers', () => {
  const shoemaker = person('Sami Shoemaker');
  const sewer = person('Salma Sewer');
  let souk: Opened;
  const named: Record<string, number> = {};

  beforeAll(async () => {
    souk = await openMarket();
    await join(souk, shoemaker, firmDraft({ name: 'Atelier Bellarose', role: 'workshop', place: { lat: 36.75, lng: 3.05 } }));
    await join(souk, sewer, firmDraft({ name: 'مشغل خياطة', role: 'service', place: { lat: 36.85, lng: 3.05 } }));
    const post = async (name: string, who: typeof sewer, over: Parameters<typeof listingDraft>[0]) => {
      named[name] = await publish(souk, who, listingDraft(over));
    };
    const free = { form: 'negotiable', currency: 'EGP' } as const;
    await post('shoes', shoemaker, { title: 'Chaussures de sécurité homme', text: 'Cuir pleine fleur. Semelle cousue.', price: free });
    await post('sandals', shoemaker, { title: 'صنادل حريمي', text: 'مقاسات من ٣٦ إلى ٤١، تسليم خلال أسبوع', price: free });
    await post('wanted', sewer, { title: 'حذاء رجالي', text: 'لزبون في العاصمة', direction: 'need', price: free });
    await post('offered', shoemaker, { title: 'حذاء رجالي', text: 'لزبون في العاصمة', price: free });
    await post('belt', sewer, { title: 'ceinture large', text: '', kind: 'subcontracting', price: { ...free, form: 'fixed', min: 2_000 } });
    await post('soles', sewer, { title: 'نعل مطاط', text: 'ضد الانزلاق', price: { ...free, form: 'fixed', min: 9_000 } });
    await post('brand', shoemaker, { title: 'Kolombarina', text: '', price: free });
    await post('secret', sewer, { title: 'زعفرنجول', text: 'نعل', visibility: 'cluster', price: free });
  });

  const ask = (over: Partial<Record<keyof SearchQuery, unknown>>, reader: typeof sewer | null = null) =>
    value(souk.market.visitor(reader).search(query(over as never)));
  const names = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).hits.map(({ id }) => Object.keys(named).find((name) => named[name] === id) ?? '');

  describe('words of a dialect or of another language', () => {
    test.each(['صباط', 'جزمة', 'حذاء', 'shoes', 'chaussure', 'الأحذية'])('find a pair of shoes whatever it is called: %s', async (q) => {
      const { complete, rewritten } = await ask({ q });
      expect(await names({ q })).toEqual(expect.arrayContaining(['shoes', 'offered', 'wanted']));
      expect(complete).toBeGreaterThanOrEqual(3);
      expect(rewritten).toBeUndefined();
    });

    test('find what is a case of it: shoes, sandals', async () => {
      expect(await names({ q: 'footwear' })).toEqual(expect.arrayContaining(['shoes', 'sandals']));
    });

    test('find a firm by what its listings are', async () => {
      const firms = await value(souk.market.visitor(null).firms({ q: 'couture', page: 1 }));
      expect(firms.firms.map(({ name }) => name)).toContain('مشغل خياطة');
      expect(firms.firms.map(({ name }) => name)).not.toContain('Atelier Bellarose');
    });

    test('stand in one query side by side', async () => {
      expect((await names({ q: 'صباط homme' }))[0]).toBe('shoes');
      expect((await ask({ q: 'صباط semelle' })).complete).toBe(1);
    });
  });

  describe('a slip of the finger', () => {
    test('is mended, and it is said from what to what', async () => {
      const { rewritten, hits } = await ask({ q: 'Kolonbarina' });
      expect(rewritten).toEqual({ from: 'Kolonbarina', to: 'kolombarina' });
      expect(hits[0]?.id).toBe(named.brand);
    });

    test('is kept by who wants the words as they are, and then finds nothing', async () => {
      const { rewritten, total, suggestions } = await ask({ q: 'Kolonbarina', exact: '1' });
      expect(rewritten).toBeUndefined();
      expect(total).toBe(0);
      expect(suggestions?.length).toBeGreaterThan(0);
    });

    test('is mended while it is being typed', async () => {
      expect((await ask({ q: 'kolomb' })).rewritten).toEqual({ from: 'kolomb', to: 'kolombarina' });
    });

    test('of one word leaves the others as they were written', async () => {
      const { rewritten } = await ask({ q: 'صباط Kolonbarina' });
      expect(rewritten).toEqual({ from: 'صباط Kolonbarina', to: 'صباط kolombarina' });
    });

    test('is mended after an eviction too', async () => {
      await evictDurableObject(souk.stub);
      expect((await ask({ q: 'Kolonbarina' })).rewritten?.to).toBe('kolombarina');
    });
  });

  describe('a listing for members', () => {
    test('is found by a member under its word, and under a slip of it', async () => {
      expect(await names({ q: 'زعفرنجول' }, shoemaker)).toEqual(['secret']);
      expect(await ask({ q: 'زعفرنجل' }, shoemaker)).toMatchObject({ rewritten: { to: 'زعفرنجول' }, total: 1 });
    });

    test.each(['زعفرنجول', 'زعفرنجل', 'زعفرن', 'za3faranjol'])('is no word, and no correction, for a visitor: %s', async (q) => {
      const found = await ask({ q });
      expect(found).toMatchObject({ total: 0, complete: 0, hits: [] });
      expect(found.rewritten).toBeUndefined();
      expect(JSON.stringify(found)).not.toContain('زعفرنجول');
    });

    test('counts in no facet and in no suggestion of a visitor', async () => {
      const seen = (await ask({ q: 'نعل' })).facets.direction.offer ?? 0;
      expect((await ask({ q: 'نعل' }, sewer)).facets.direction.offer).toBe(seen + 1);
      const suggested = async (reader: typeof sewer | null) =>
        Object.fromEntries((await ask({}, reader)).suggestions?.map(({ concept, listings }) => [concept, listings]) ?? []);
      const [visitor, member] = [await suggested(null), await suggested(sewer)];
      for (const [concept, listings] of Object.entries(visitor)) expect(member[concept] ?? listings).toBeGreaterThanOrEqual(listings);
    });
  });

  describe('what has every word', () => {
    test('comes before what has some of them, and is counted', async () => {
      const found = await ask({ q: 'صنادل حريمي جلد' });
      expect(found.complete).toBe(0);
      expect(found.total).toBeGreaterThan(0);
      const two = await ask({ q: 'صنادل حريمي' });
      expect(two.complete).toBe(1);
      expect(two.hits[0]?.id).toBe(named.sandals);
    });

    test('is counted under the filters that are chosen', async () => {
      const all = await ask({ q: 'حذاء رجالي' });
      expect(all.complete).toBe(2);
      const needs = await ask({ q: 'حذاء رجالي', direction: 'need' });
      expect(needs).toMatchObject({ complete: 1, facets: { direction: all.facets.direction } });
    });

    test('makes facets together with what has some, whatever is chosen', async () => {
      const open = await ask({ q: 'حذاء رجالي مطاط', limit: 50 });
      const count = (facet: 'direction' | 'kind' | 'role', hits = open.hits) => {
        const counts: Record<string, number> = {};
        for (const hit of hits) {
          const choice = facet === 'role' ? hit.firm.role : hit[facet];
          counts[choice] = (counts[choice] ?? 0) + 1;
        }
        return counts;
      };
      expect(open.total).toBe(open.hits.length);
      for (const facet of ['direction', 'kind', 'role'] as const) expect(open.facets[facet]).toEqual(count(facet));
      for (const direction of ['offer', 'need'] as const) {
        const some = await ask({ q: 'حذاء رجالي مطاط', limit: 50, direction });
        expect(some.total).toBe(open.facets.direction[direction] ?? 0);
        expect(some.facets.direction).toEqual(open.facets.direction);
        expect(some.facets.role).toEqual(count('role', some.hits));
      }
    });
  });

  test('offers come before needs that say the same, and after them for who has something to offer', async () => {
    const order = async (q: string) => (await names({ q })).filter((name) => name === 'offered' || name === 'wanted');
    expect(await order('حذاء رجالي')).toEqual(['offered', 'wanted']);
    expect(await order('للبيع حذاء رجالي')).toEqual(['wanted', 'offered']);
  });

  test('marks stand on the words of the title, in whatever language they were found', async () => {
    const [hit] = (await ask({ q: 'صباط homme' })).hits;
    expect(hit?.marks.map(([from, to]) => hit.title.slice(from, to))).toEqual(['Chaussures de sécurité', 'homme']);
    expect(hit?.snippet).toBeNull();
  });

  test('a snippet shows what the title does not, with its marks', async () => {
    const [hit] = (await ask({ q: 'chaussures semelle' })).hits;
    expect(hit?.snippet?.text).toContain('Semelle cousue');
    expect(hit?.snippet?.marks.map(([from, to]) => hit.snippet?.text.slice(from, to))).toContain('Semelle');
  });

  test('nothing is marked where nothing was asked', async () => {
    for (const hit of (await ask({})).hits) expect(hit).toMatchObject({ marks: [], snippet: null });
  });

  describe('suggestions', () => {
    test('are things that find something, for who has typed nothing or found nothing', async () => {
      for (const asked of [{}, { q: 'قطرميز' }]) {
        const { suggestions = [] } = await ask(asked);
        expect(suggestions.length).toBeGreaterThan(0);
        for (const { names: called, listings } of suggestions) {
          expect(listings).toBeGreaterThan(0);
          for (const q of Object.values(called)) expect((await ask({ q })).complete, q).toBeGreaterThanOrEqual(listings);
        }
      }
    });

    test('are not shown beside results, nor on later pages', async () => {
      expect((await ask({ q: 'صباط' })).suggestions).toBeUndefined();
      expect((await ask({ q: 'قطرميز', page: 2 })).suggestions).toBeUndefined();
    });
  });

  test('near me and words together: the circle holds, and the nearest comes first', async () => {
    const near = '36.84,3.05';
    expect((await names({ q: 'حذاء رجالي', near, sort: 'nearest' }))[0]).toBe('wanted');
    const close = await ask({ q: 'حذاء', near, within: 3 });
    expect(close.hits.map(({ id }) => id)).toEqual([named.wanted]);
    expect(close.hits[0]?.distance).toBeLessThan(1_200);
    expect(close.facets.direction).toEqual({ need: 1 });
  });

  test('ranges and words together', async () => {
    expect(await names({ q: 'ceinture', priceMax: 3_000 })).toEqual(['belt']);
    expect((await ask({ q: 'ceinture', priceMax: 1_000 })).total).toBe(0);
    expect(await names({ q: 'نعل', priceMin: 8_000 }, sewer)).toEqual(['soles']);
    expect((await ask({ q: 'ceinture', priceMax: 3_000 })).facets.kind).toEqual({ subcontracting: 1 });
  });
});

describe('more hits than are read at once', () => {
  const outsiders = 340;
  const inside = 20;
  let large: Opened;
  interface Row {
    id: number;
    direction: string;
    kind: string;
    role: string;
    published_at: number;
  }
  let rows: Row[];

  beforeAll(async () => {
    large = await openMarket();
    const places = [
      { externalRef: 'M-0', role: 'tannery', place: { lat: 30.1, lng: 31.7 } },
      { externalRef: 'M-1', role: 'trader', place: { lat: 30.3, lng: 31.7 } },
      { externalRef: 'M-2', role: 'workshop', place: null },
    ] as const;
    const boss = large.market.manager(manager);
    await value(
      boss.importFirms(
        places.map((place) => FirmImport.parse({ ...firmDraft(), ...place })),
        null,
      ),
    );
    const { submit: _, ...draft } = listingDraft();
    const many = Array.from({ length: outsiders + inside }, (_, i) =>
      ListingImport.parse({
        ...draft,
        externalRef: `A-${i}`,
        firmRef: `M-${i % 3}`,
        title: i % 2 ? `جلد بقري رقم ${i}` : `cuir numéro ${i}`,
        text: 'دباغة '.repeat(i % 7),
        direction: i % 5 === 0 ? 'need' : 'offer',
        kind: kinds[i % kinds.length],
        visibility: i < outsiders ? 'public' : 'cluster',
        publish: true,
      }),
    );
    await value(boss.importListings(many, null));
    rows = await runInDurableObject(large.stub, (_, state) => {
      // so that the newest are not simply the last, and some are as new as others
      state.storage.sql.exec('update listing set published_at = published_at - (id * 7919 % 101) * 60000');
      const text = "select id, direction, kind, role, published_at from listing where visibility = 'public'";
      return state.storage.sql.exec(text).toArray() as unknown as Row[];
    });
  });

  const ask = (over: Partial<Record<keyof SearchQuery, unknown>>, reader: typeof manager | null = null) =>
    value(large.market.visitor(reader).search(query({ q: 'جلد', ...over } as never)));
  const pages = async (over: Partial<Record<keyof SearchQuery, unknown>>) => {
    const first = await ask(over);
    const rest = await Promise.all(Array.from({ length: first.pages - 1 }, (_, i) => ask({ ...over, page: i + 2 })));
    return [first, ...rest].flatMap(({ hits }) => hits);
  };
  const tally = (some: Row[], facet: 'direction' | 'kind' | 'role') => {
    const counts: Record<string, number> = {};
    for (const row of some) counts[row[facet]] = (counts[row[facet]] ?? 0) + 1;
    return counts;
  };

  test('are counted, for visitors without those for members', async () => {
    expect(await ask({})).toMatchObject({ total: outsiders, complete: outsiders, facets: { role: tally(rows, 'role') } });
    expect((await ask({}, manager)).total).toBe(outsiders + inside);
  });

  test.each([{ limit: 50 }, { limit: 30 }, { limit: 7 }])('are each on one page only: $limit on a page', async ({ limit }) => {
    const ids = (await pages({ limit })).map(({ id }) => id);
    expect(ids).toHaveLength(outsiders);
    expect(new Set(ids).size).toBe(outsiders);
  });

  test('are in the order of time when the newest are asked for', async () => {
    const wanted = rows.toSorted((a, b) => b.published_at - a.published_at || b.id - a.id).map(({ id }) => id);
    expect((await pages({ limit: 50, sort: 'newest' })).map(({ id }) => id)).toEqual(wanted);
  });

  test('are in the order of distance when the nearest are asked for, those without a place last', async () => {
    const distances = (await pages({ limit: 50, sort: 'nearest', near: '30.1,31.7' })).map(({ distance }) => distance ?? Infinity);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(distances).toHaveLength(outsiders);
  });

  const choices: Record<string, string>[] = [{ direction: 'need' }, { kind: 'labour' }, { role: 'trader', direction: 'offer' }];
  test.each(choices)('are filtered, with facets as if each were open: %o', async (chosen) => {
    const fits = (row: Row, facets: object) => Object.entries(facets).every(([facet, choice]) => row[facet as keyof Row] === choice);
    const found = await ask({ ...chosen, limit: 50 });
    expect(found.total).toBe(rows.filter((row) => fits(row, chosen)).length);
    for (const facet of ['direction', 'kind', 'role'] as const) {
      const { [facet]: _, ...others } = chosen;
      expect(found.facets[facet]).toEqual(
        tally(
          rows.filter((row) => fits(row, others)),
          facet,
        ),
      );
    }
    for (const hit of await pages({ ...chosen, limit: 50 })) expect(rows.find(({ id }) => id === hit.id)).toMatchObject(chosen);
  });

  test('keep to a range of prices and a circle', async () => {
    expect((await ask({ priceMin: 1 })).total).toBe(outsiders);
    expect((await ask({ priceMax: 1 })).total).toBe(0);
    const close = await ask({ near: '30.1,31.7', within: 5 });
    expect(close.total).toBe(rows.filter(({ role }) => role === 'tannery').length);
    expect(close.facets.role).toEqual({ tannery: close.total });
  });

  test('with a word more are those that have both', async () => {
    expect((await ask({ q: 'جلد 17' })).hits[0]?.title).toBe('جلد بقري رقم 17');
  });
});
