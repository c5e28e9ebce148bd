/** Watches: who waits for something is told when it comes, once, and of nothing that is not for him. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
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
  refusal,
  settle,
  value,
} from '../support/market.ts';

const tanner = person('Tarek Tanner');
const cobbler = person('Camal Cobbler');
const outsider = person('Olfa Outsider');
let opened: Opened;

beforeEach(async () => {
  opened = await openMarket();
  await join(opened, tanner);
  await join(opened, cobbler, firmDraft({ name: 'ورشة كمال', role: 'workshop' }));
});

const price = { form: 'fixed', min: 9000, max: null, currency: 'EGP', per: 'FTK', barter: false } as const;
const watch = async (who: Person, q: string, over: Partial<WatchDraft> = {}) =>
  (await value(opened.market.buyer(who).watch(WatchDraft.parse({ q, ...over }), key()))).id;
const watches = (who: Person) => value(opened.market.buyer(who).watches());
const post = (over: Partial<ListingDraft> = {}, who = tanner) => publish(opened, who, listingDraft(over));
const notices = async (who: Person) => (await value(opened.market.buyer(who).inbox())).notices.filter(({ kind }) => kind === 'watch-found');
/** The listings that somebody was told of, the first first, after all that is due. */
const told = async (who: Person) => {
  await settle(opened);
  return (await notices(who)).map(({ listing }) => listing?.id).reverse();
};
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);

describe('something new that fits', () => {
  test('is told once, in the inbox, with the words that were watched', async () => {
    await watch(outsider, 'جلد بقري');
    const id = await post();
    await runDurableObjectAlarm(opened.stub);
    expect(await notices(outsider)).toMatchObject([{ listing: { id, title: 'جلد بقري طبيعي' }, words: 'جلد بقري', read: false }]);
    expect((await opened.market.buyer(outsider).inbox()).you?.unread).toBe(1);
    expect(await told(outsider)).toEqual([id]);
  });

  test('is found in the other languages too', async () => {
    await watch(outsider, 'shoes');
    const id = await post({ title: 'صباط رجالي', text: '' });
    expect(await told(outsider)).toEqual([id]);
  });

  test('has every word of the watch', async () => {
    await watch(outsider, 'جلد بقري أحمر');
    await post();
    expect(await told(outsider)).toEqual([]);
  });

  test('is of the direction and the kind that were asked for', async () => {
    await watch(outsider, 'جلد', { direction: 'need' });
    await watch(cobbler, 'جلد', { kind: 'labour' });
    await post();
    const need = await post({ direction: 'need' });
    const labour = await post({ kind: 'labour' });
    expect(await told(outsider)).toEqual([need]);
    expect(await told(cobbler)).toEqual([labour]);
  });

  test('is told to each who watches for it', async () => {
    for (const who of [outsider, cobbler]) await watch(who, 'جلد');
    const id = await post();
    expect(await told(outsider)).toEqual([id]);
    expect(await told(cobbler)).toEqual([id]);
  });

  test('is told once also when two watches find it', async () => {
    for (const q of ['جلد', 'بقري']) await watch(outsider, q);
    const id = await post();
    expect(await told(outsider)).toEqual([id]);
  });

  test('is told although the object was evicted before its alarm', async () => {
    await watch(outsider, 'جلد');
    const id = await post();
    await evictDurableObject(opened.stub);
    await runDurableObjectAlarm(opened.stub);
    expect(await told(outsider)).toEqual([id]);
  });
});

describe('a whole search is watched', () => {
  const asked: [string, z.input<typeof WatchDraft>, fits: Partial<ListingDraft>, not: Partial<ListingDraft>][] = [
    ['without words, by kind', { kind: 'labour' }, { kind: 'labour' }, { kind: 'input' }],
    ['a price of at most', { q: 'جلد', priceMax: 8000 }, { price: { ...price, min: 8000 } }, { price: { ...price, min: 8001 } }],
    [
      'a price of at least',
      { priceMin: 8000 },
      { price: { ...price, form: 'range', min: 7000, max: 9000 } },
      { price: { ...price, min: 7999 } },
    ],
    ['a price for a unit', { priceMax: 9999, per: 'FTK' }, {}, { price: { ...price, per: 'MTK' } }],
    [
      'a quantity, in comparable units',
      { quantityMin: 1_000_000, unit: 'GRM' },
      { quantity: { amount: 1000, unit: 'KGM' } },
      { quantity: { amount: 999, unit: 'KGM' } },
    ],
    ['a quantity of this dimension', { unit: 'KGM' }, { quantity: { amount: 1, unit: 'TNE' } }, { quantity: { amount: 1, unit: 'FTK' } }],
  ];
  test.each(asked)('%s', async (_, draft, fits, not) => {
    await watch(outsider, draft.q ?? '', draft);
    await post(not);
    const id = await post(fits);
    expect(await told(outsider)).toEqual([id]);
  });

  test('by role and by firm', async () => {
    const [{ firm } = { firm: 0 }] = await sql<{ firm: number }>('select firm_id as firm from member where person = ?', cobbler.id);
    await watch(outsider, '', { firm });
    await watch(manager, '', { role: 'workshop' });
    await post();
    const id = await post({}, cobbler);
    expect(await told(outsider)).toEqual([id]);
    expect(await told(manager)).toEqual([id]);
    expect(await watches(outsider)).toMatchObject([{ q: '', firm: { id: firm, name: 'ورشة كمال' } }]);
  });

  test('within a distance of a place', async () => {
    await join(opened, outsider, firmDraft({ name: 'بعيد', place: { lat: 30.25, lng: 31.73 } }));
    await watch(cobbler, 'جلد', { near: { lat: 30.15, lng: 31.73 }, within: 2 });
    const near = await post();
    await post({}, outsider);
    expect(await told(cobbler)).toEqual([near]);
  });

  test('and is the same watch only when all of it is the same', async () => {
    const id = await watch(outsider, 'جلد', { priceMax: 8000 });
    expect(await watch(outsider, 'جلد', { priceMax: 8000 })).toBe(id);
    // a place that leaves nothing out is none
    expect(await watch(outsider, 'جلد', { priceMax: 8000, near: { lat: 1, lng: 1 } })).toBe(id);
    expect(await watch(outsider, 'جلد', { priceMax: 8001 })).not.toBe(id);
    expect(await watch(outsider, 'جلد')).not.toBe(id);
    expect((await watches(outsider)).map(({ priceMax }) => priceMax)).toEqual([null, 8001, 8000]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['nothing at all', {}, 'q'],
    ['a place alone', { near: { lat: 1, lng: 1 } }, 'q'],
    ['a distance from nowhere', { within: 3 }, 'near'],
    ['a quantity of nothing', { q: 'جلد', quantityMin: 5 }, 'unit'],
    ['prices in the wrong order', { priceMin: 5, priceMax: 4 }, 'priceMax'],
    ['quantities in the wrong order', { unit: 'KGM', quantityMin: 5, quantityMax: 4 }, 'quantityMax'],
  ])('but not of %s', (_, draft, path) => {
    expect(WatchDraft.safeParse(draft).error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});

describe('nobody is told', () => {
  test('of what was there before the watch', async () => {
    await post();
    await watch(outsider, 'جلد');
    expect(await told(outsider)).toEqual([]);
  });

  test('of the listings of one’s own firm', async () => {
    await watch(tanner, 'جلد');
    const colleague = person('Karim Colleague');
    const { token } = await value(opened.market.member(tanner).inviteColleague('', key()));
    await value(opened.market.buyer(colleague).join(token, null, key()));
    await watch(colleague, 'جلد');
    await post();
    expect(await told(tanner)).toEqual([]);
    expect(await told(colleague)).toEqual([]);
  });

  test('of a listing for members, unless he is one', async () => {
    for (const who of [outsider, cobbler]) await watch(who, 'جلد');
    const id = await post({ visibility: 'cluster' });
    expect(await told(outsider)).toEqual([]);
    expect(await told(cobbler)).toEqual([id]);
    expect(JSON.stringify(await opened.market.buyer(outsider).inbox())).not.toContain('جلد بقري طبيعي');
  });

  test('of anything while he or his firm is suspended, nor later of what came meanwhile', async () => {
    const boss = opened.market.manager(manager);
    for (const who of [cobbler, outsider]) await watch(who, 'جلد');
    const [{ firm } = { firm: 0 }] = await sql<{ firm: number }>('select firm_id as firm from member where person = ?', cobbler.id);
    await value(boss.decideFirm(firm, { act: 'suspend', words: '' }, key()));
    await post();
    await settle(opened);
    await value(boss.decideFirm(firm, { act: 'restore', words: '' }, key()));
    await value(boss.decideMember(cobbler.id, { act: 'suspend', words: '' }, key()));
    await post();
    await settle(opened);
    await value(boss.decideMember(cobbler.id, { act: 'restore', words: '' }, key()));
    const id = await post();
    expect(await told(cobbler)).toEqual([id]);
    expect(await told(outsider)).toHaveLength(3);
  });

  test('of what is gone again before the alarm', async () => {
    await watch(outsider, 'جلد');
    const id = await post();
    await value(opened.market.member(tanner).move(id, 'withdraw', key()));
    expect(await told(outsider)).toEqual([]);
  });

  test('again of what was paused and resumed, or written anew', async () => {
    await watch(outsider, 'جلد');
    const id = await post();
    expect(await told(outsider)).toEqual([id]);
    for (const act of ['pause', 'resume'] as const) await value(opened.market.member(tanner).move(id, act, key()));
    expect(await told(outsider)).toEqual([id]);
    const { owner } = await value(opened.market.member(tanner).listing(id));
    const edit = { ...listingDraft({ text: 'سعر جديد' }), revision: owner?.revision ?? 0 };
    await value(opened.market.member(tanner).edit(id, edit, key()));
    const after = await value(opened.market.manager(manager).listing(id));
    const revision = after.owner?.revision ?? 0;
    await value(opened.market.manager(manager).decide(id, { act: 'publish', reason: null, words: '', revision }, key()));
    expect(await told(outsider)).toEqual([id]);
  });

  test('of what has ended, and nothing of it is remembered', async () => {
    await watch(outsider, 'جلد بقري');
    const [stays, goes] = [await post(), await post()];
    await told(outsider);
    const found = () => sql<{ id: number }>('select listing_id as id from found order by 1').then((rows) => rows.map(({ id }) => id));
    expect(await found()).toEqual([stays, goes]);
    await value(opened.market.member(tanner).move(stays, 'pause', key()));
    await value(opened.market.member(tanner).move(goes, 'withdraw', key()));
    expect(await found()).toEqual([stays]);
  });

  test('but of what was paused before the watch and is resumed now', async () => {
    const id = await post();
    await value(opened.market.member(tanner).move(id, 'pause', key()));
    await watch(outsider, 'جلد');
    await value(opened.market.member(tanner).move(id, 'resume', key()));
    expect(await told(outsider)).toEqual([id]);
  });

  test('after the watch was removed', async () => {
    const id = await watch(outsider, 'جلد');
    await post();
    await value(opened.market.buyer(outsider).unwatch(id, key()));
    expect(await told(outsider)).toEqual([]);
    expect(await watches(outsider)).toEqual([]);
  });

  test('of more than five at a time', async () => {
    await watch(outsider, 'جلد');
    await watch(cobbler, 'جلد أحمر');
    for (let i = 0; i < 7; i++) await post({ title: `جلد رقم ${i}` });
    const red = await post({ title: 'جلد أحمر' });
    expect(await told(outsider)).toHaveLength(5);
    expect(await told(cobbler)).toEqual([red]);
    expect(await sql('select * from fresh')).toEqual([]);
  });
});

describe('a watch', () => {
  test('is listed to its person alone, the newest first', async () => {
    await watch(outsider, 'جلد');
    await watch(outsider, 'نعل', { direction: 'offer', kind: 'input' });
    expect(await watches(outsider)).toMatchObject([
      { q: 'نعل', direction: 'offer', kind: 'input' },
      { q: 'جلد', direction: null, kind: null },
    ]);
    expect(await watches(cobbler)).toEqual([]);
  });

  test('that is there already is the same one', async () => {
    const id = await watch(outsider, 'جلد');
    expect(await watch(outsider, 'جلد')).toBe(id);
    expect(await watch(outsider, 'جلد', { kind: 'input' })).not.toBe(id);
    expect(await watch(cobbler, 'جلد')).not.toBe(id);
    expect(await watches(outsider)).toHaveLength(2);
  });

  test('raced by two senders is one', async () => {
    const ids = await Promise.all([watch(outsider, 'جلد'), watch(outsider, 'جلد')]);
    expect(new Set(ids).size).toBe(1);
  });

  test('is one of at most twenty', async () => {
    for (let i = 0; i < 20; i++) await watch(outsider, `جلد رقم ${i}`);
    expect(await refusal(opened.market.buyer(outsider).watch(WatchDraft.parse({ q: 'نعل' }), key()))).toBe('too-many');
    expect((await watches(outsider)).length).toBe(20);
    const [newest] = await watches(outsider);
    await value(opened.market.buyer(outsider).unwatch(newest?.id ?? 0, key()));
    await watch(outsider, 'نعل');
  });

  test.each(['؟!', 'عندك', '"" AND'])('of no word to find by is refused: %s', async (q) => {
    const { refusal: no } = await opened.market.buyer(outsider).watch(WatchDraft.parse({ q }), key());
    expect(no).toMatchObject({ code: 'invalid', fields: [{ path: 'q', code: 'required' }] });
  });

  test('whose words say nothing any more is passed over', async () => {
    await watch(cobbler, 'جلد');
    const id = await watch(outsider, 'جلد');
    await sql("update watch set q = 'عندك' where id = ?", id);
    const listing = await post();
    expect(await told(cobbler)).toEqual([listing]);
    expect(await told(outsider)).toEqual([]);
  });

  test.each(['"', 'جلد" OR "*', 'NEAR(جلد بقري)', '-جلد', 'title:جلد', '^جلد*'])('of FTS5 is only words: %s', async (q) => {
    const { refusal: no } = await opened.market.buyer(outsider).watch(WatchDraft.parse({ q }), key());
    expect([undefined, 'invalid']).toContain(no?.code);
    await watch(cobbler, 'جلد');
    const id = await post();
    expect(await told(cobbler)).toEqual([id]);
  });

  test('of somebody else is not to be removed', async () => {
    const id = await watch(outsider, 'جلد');
    expect(await refusal(opened.market.buyer(cobbler).unwatch(id, key()))).toBe('not-found');
    expect(await watches(outsider)).toHaveLength(1);
  });

  test('is kept over an eviction', async () => {
    await watch(outsider, 'جلد');
    await evictDurableObject(opened.stub);
    expect(await watches(outsider)).toHaveLength(1);
  });

  test('asks nothing of listings where nobody watches', async () => {
    await post();
    expect(await sql('select * from fresh')).toEqual([]);
  });
});

test('a watch waits until listings are indexed anew with the words of the cluster', async () => {
  await watch(outsider, 'فرمجة');
  const id = await post({ title: 'كعب زلطاوي', text: '' });
  // the new words are known at once, the listing is read with them by the alarm
  await value(opened.market.manager(manager).addTerms({ words: 'فرمجة، زلطاوي' }, key()));
  expect(await told(outsider)).toEqual([id]);
});
