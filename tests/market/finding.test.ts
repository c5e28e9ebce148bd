/** Finding: words, facets, ranges and distance over published listings, with counts that add up. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { SearchQuery } from '../../schema/search.ts';
import { firmDraft, join, listingDraft, type Opened, openMarket, person, publish, query, value } from '../support/market.ts';

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
