/** Attacks on circles: what was agreed to is changed behind it, terms are changed in between, and many come at once. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { FirmImport, ListingImport } from '../../schema/import.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { readListing, readListingEdit } from '../../worker/routes/listing-form.ts';
import { firmDraft, join, key, listingDraft, manager, type Opened, openMarket, person, value } from '../support/market.ts';

const people = ['Amal', 'Bilal', 'Camal'].map((name) => person(`${name} of attacks`)) as [Person, Person, Person];
const [amal, bilal, camal] = people;
const things = ['جلد بقري أسود', 'كرتون موج للتغليف', 'خشب زان'] as const;
type Written = z.input<typeof ListingDraft>;

let opened: Opened;
let firms: number[];
beforeEach(async () => {
  opened = await openMarket();
  firms = [];
  await value(opened.market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
  for (const who of people) {
    const firm = await join(opened, who, firmDraft({ name: `ورشة ${who.name}`, role: 'workshop' }));
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'trust', words: '' }, key()));
    firms.push(firm);
  }
});

const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);
const kilo = (amount: number, min: number): Partial<Written> => ({
  quantity: { amount: amount * 1000, unit: 'KGM' },
  price: { form: 'fixed', min, currency: 'EGP', per: 'KGM', barter: true },
});
const written = (direction: 'offer' | 'need', thing: number, over: Partial<Written> = {}) =>
  listingDraft({ direction, title: things[thing] as string, text: '', visibility: 'cluster', ...kilo(10, 100), ...over });
async function post(who: Person, direction: 'offer' | 'need', thing: number, over: Partial<Written> = {}): Promise<number> {
  const { id } = await value(opened.market.member(who).draft(written(direction, thing, over), key()));
  return id;
}
async function reword(who: Person, id: number, direction: 'offer' | 'need', thing: number, over: Partial<Written>): Promise<string> {
  const { owner } = await value(opened.market.member(who).listing(id));
  const { state } = await value(
    opened.market.member(who).edit(id, { ...written(direction, thing, over), revision: owner?.revision ?? 0 }, key()),
  );
  return state;
}
const propose = async () => (await value(opened.market.manager(manager).proposeCircles(key()))).proposed;
const circles = async (who: Person = manager) => (await value(opened.market.member(who).circles())).circles;
const circle = (id: number) => value(opened.market.member(manager).circle(id));
const answer = (who: Person, id: number) => value(opened.market.member(who).answerCircle(id, { accept: true, words: '' }, key()));
const terms = (who: Person, mostToPay: number | null) =>
  value(opened.market.member(who).setBarterTerms({ mostToPay, mostToTake: null }, key()));
async function alarms(): Promise<void> {
  await sql('update circle_search set since = 1, last_at = 1');
  for (let rings = 0; rings < 20; rings++) await runInDurableObject(opened.stub, (market) => market.alarm());
}
const agreed = () =>
  sql<{ quantity: number; amount: number | null }>('select quantity_amount as quantity, amount from agreement order by id');

async function two() {
  const offer = await post(amal, 'offer', 0);
  await post(amal, 'need', 1);
  await post(bilal, 'offer', 1);
  const need = await post(bilal, 'need', 0);
  const [id] = await propose();
  return { id: id as number, offer, need };
}

describe('a listing that is edited after others agreed', () => {
  test('to less of it: nobody is held to more than he saw, and all are asked anew', async () => {
    const { id, offer } = await two();
    await answer(bilal, id);
    expect(await reword(amal, offer, 'offer', 0, kilo(2, 100))).toBe('published');
    expect(await answer(amal, id)).toMatchObject({ state: 'proposed', answer: 'waiting' });
    expect((await circle(id)).legs.map(({ quantity, accepted }) => [quantity?.amount, accepted])).toEqual([
      [2000, false],
      [10_000, false],
    ]);
    await answer(amal, id);
    expect(await answer(bilal, id)).toMatchObject({ state: 'agreed' });
    expect((await agreed()).map(({ quantity }) => quantity)).toEqual(expect.arrayContaining([2000, 10_000]));
  });

  test('to a dearer one: the cash beside it is not more than the other agreed to', async () => {
    const { id, offer } = await two();
    await answer(bilal, id);
    await reword(amal, offer, 'offer', 0, kilo(10, 900));
    await answer(amal, id);
    await answer(amal, id);
    expect((await circle(id)).state).toBe('proposed');
    expect(await agreed()).toEqual([]);
  });

  test('into something else: it does not pass, also not where the pair is still kept', async () => {
    const { id, offer } = await two();
    const kept = await sql<{ score: number }>('select score from match where offer_id = ?', offer);
    await answer(bilal, id);
    await reword(amal, offer, 'offer', 2, {});
    // as it would be while the market still finds anew what fits
    await sql(
      `insert or replace into match (need_id, offer_id, need_firm_id, offer_firm_id, score, turn, barter, at)
      select need_id, offer_id, taker_id, giver_id, ?, 0, 1, 1 from circle_leg where circle_id = ? and offer_id = ?`,
      kept[0]?.score ?? 0.5,
      id,
      offer,
    );
    await answer(amal, id);
    expect((await circle(id)).state).toBe('ended');
    expect((await circles()).filter(({ state }) => state === 'proposed')).toEqual([]);
    expect(await propose()).toEqual([]);
    expect(await agreed()).toEqual([]);
  });

  test('again and again: others are not asked for ever', async () => {
    const { id, offer } = await two();
    for (let amount = 1; amount < 9; amount++) {
      await reword(amal, offer, 'offer', 0, kilo(amount, 100));
      await alarms();
    }
    expect((await circle(id)).state).toBe('ended');
    expect((await value(opened.market.buyer(bilal).inbox())).notices.filter(({ kind }) => kind === 'circle-mended').length).toBeLessThan(6);
  });
});

describe('cash that a firm does not allow any more', () => {
  test('does not pass with a circle that was proposed before', async () => {
    await post(amal, 'offer', 0, kilo(10, 900));
    await post(amal, 'need', 1);
    await post(bilal, 'offer', 1, kilo(10, 600));
    await post(bilal, 'need', 0);
    const [id] = (await propose()) as [number];
    await answer(bilal, id);
    await terms(bilal, 0);
    await terms(amal, 0);
    await answer(amal, id);
    expect((await circle(id)).state).toBe('ended');
    expect(await agreed()).toEqual([]);
  });

  test('is not asked again where nothing changes', async () => {
    const { id } = await two();
    await answer(bilal, id);
    await terms(bilal, 5);
    await alarms();
    expect(await answer(amal, id)).toMatchObject({ state: 'agreed' });
  });
});

test('a firm that comes back from a suspension is looked for again', async () => {
  await post(amal, 'offer', 0);
  await post(amal, 'need', 1);
  await post(bilal, 'offer', 1);
  await post(bilal, 'need', 0);
  const decide = (act: 'suspend' | 'restore') =>
    value(opened.market.manager(manager).decideFirm(firms[1] as number, { act, words: '' }, key()));
  await decide('suspend');
  await alarms();
  expect(await circles()).toEqual([]);
  await decide('restore');
  await alarms();
  expect((await circles()).map(({ state }) => state)).toEqual(['proposed']);
});

describe('what its owner ticked off', () => {
  test('is not for exchange, whatever its text says; what said nothing goes by its text', async () => {
    const price = { form: 'negotiable', currency: 'EGP' } as const;
    const said = { text: 'ممكن مقايضة', price };
    const offer = await post(amal, 'offer', 0, said);
    await post(amal, 'need', 1, said);
    await post(bilal, 'offer', 1);
    await post(bilal, 'need', 0);
    expect(await circles()).toMatchObject([{ state: 'possible' }]);
    await reword(amal, offer, 'offer', 0, { ...said, price: { ...price, barter: false } });
    expect(await circles()).toEqual([]);
    expect(await propose()).toEqual([]);
  });

  test('is what the form says of a listing that was there, and not what it leaves out of a new one', () => {
    const where = { currency: 'EGP', timeZone: 'Africa/Cairo' } as const;
    const barter = { barter: 'yes' };
    expect([readListing({}, where), readListing(barter, where)].map(({ price }) => price.barter)).toEqual([undefined, true]);
    expect([readListingEdit({}, where), readListingEdit(barter, where)].map(({ price }) => price.barter)).toEqual([false, true]);
  });

  test('leaves a circle that was proposed', async () => {
    const { id, offer } = await two();
    await answer(bilal, id);
    await reword(amal, offer, 'offer', 0, { text: 'ممكن مقايضة', price: { form: 'negotiable', currency: 'EGP', barter: false } });
    await answer(amal, id);
    expect((await circle(id)).state).toBe('ended');
  });
});

describe('many at once', () => {
  /** Pairs of firms that would exchange sheets of one thickness for pipes of another. */
  async function bring(pairs: number): Promise<void> {
    const all = Array.from({ length: pairs * 2 }, (_, n) => n);
    const boss = opened.market.manager(manager);
    await value(
      boss.importFirms(
        all.map((n) => FirmImport.parse({ externalRef: `F${n}`, name: `ورشة ${n}`, role: 'workshop' })),
        null,
      ),
    );
    const price = { form: 'negotiable', currency: 'EGP', barter: true } as const;
    const title = (n: number) => (n % 2 === 0 ? `جلد بقري ${100 + n} مم` : `كرتون موج ${100 + n} مم`);
    const listing = (n: number, direction: 'offer' | 'need', of: number) =>
      ListingImport.parse({
        ...{ externalRef: `${direction}${n}`, firmRef: `F${n}`, publish: true, direction, kind: 'input' },
        ...{ title: title(of), price, visibility: 'cluster' },
      });
    const listings = all.flatMap((n) => [listing(n, 'offer', n), listing(n, 'need', n ^ 1)]);
    const imported = await value(boss.importListings(listings, null));
    expect(imported.filter(({ outcome }) => outcome !== 'created')).toEqual([]);
  }

  test('a manager who asks right after an import sees all of them; what he sends goes out in pieces, and the alarm does the rest', async () => {
    await bring(16);
    const firmsIn = (all: Awaited<ReturnType<typeof circles>>) => all.flatMap(({ legs }) => legs.map(({ giver }) => giver.externalRef));
    expect(new Set(firmsIn(await circles())).size).toBe(32);
    const sent = await propose();
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(6);
    for (let rings = 0; rings < 20; rings++) await runInDurableObject(opened.stub, (market) => market.alarm());
    const all = await circles();
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['proposed']));
    expect(firmsIn(all)).toHaveLength(32);
  });
});

test('the firm of somebody else cannot be answered for by a member of none of it', async () => {
  const { id } = await two();
  await post(camal, 'offer', 2);
  const outcome = await opened.market.member(camal).answerCircle(id, { accept: true, words: '' }, key());
  expect(outcome.refusal?.code).toBe('not-found');
});
