/** Digests: what watches gather is told in one notice on its morning, once, whatever the clock, the alarm or the object do. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { day, hour, minute } from '../../schema/time.ts';
import { type Rhythm, rhythms, WatchDraft } from '../../schema/watch.ts';
import { clocks } from '../../worker/market/clocks.ts';
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
  value,
} from '../support/market.ts';

const tanner = person('Tarek Tanner');
const cobbler = person('Camal Cobbler');
const outsider = person('Olfa Outsider');
/** A Tuesday, noon in Cairo. */
const noon = Date.UTC(2027, 0, 12, 10);
const wednesday = Date.UTC(2027, 0, 13, 6);
const sunday = Date.UTC(2027, 0, 17, 6);
let opened: Opened;

beforeEach(async () => {
  // alarms of this future do not ring by themselves
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  opened = await openMarket();
  await join(opened, tanner);
  await join(opened, cobbler, firmDraft({ name: 'ورشة كمال', role: 'workshop' }));
});
afterEach(() => {
  vi.useRealTimers();
});

const watch = async (who: Person, rhythm: Rhythm, over: z.input<typeof WatchDraft> = { q: 'جلد' }) =>
  (await value(opened.market.buyer(who).watch(WatchDraft.parse({ ...over, rhythm }), key()))).id;
const watches = (who: Person) => value(opened.market.buyer(who).watches());
const post = (over: Partial<ListingDraft> = {}) => publish(opened, tanner, listingDraft(over));
const move = (id: number, act: 'pause' | 'resume' | 'withdraw') => value(opened.market.member(tanner).move(id, act, key()));
const edit = (who: Person, id: number, change: { rhythm?: Rhythm; paused?: boolean }) =>
  value(opened.market.buyer(who).editWatch(id, change, key()));
/** The alarm rings at a moment, or twenty seconds later. */
const ring = async (at = Date.now() + 20_000) => {
  vi.setSystemTime(at);
  await runInDurableObject(opened.stub, (market) => market.alarm());
};
/** What evicts waits by the clock. */
const evict = async () => {
  const now = Date.now();
  vi.useRealTimers();
  await evictDurableObject(opened.stub);
  vi.useFakeTimers({ toFake: ['Date'], now });
};
const notices = async (who: Person) =>
  (await value(opened.market.buyer(who).inbox())).notices.filter(({ kind }) => kind.startsWith('watch-')).reverse();
/** What somebody was told, in order: the number of a listing, or how many a digest has. */
const told = async (who: Person) =>
  (await notices(who)).map(({ kind, listing, watch: one }) => (kind === 'watch-found' ? listing?.id : [one?.found]));
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);

describe('a digest', () => {
  test('is one notice at eight in the morning, of everything that was found since', async () => {
    const id = await watch(outsider, 'daily');
    const some = [await post(), await post({ title: 'جلد ماعز' })];
    await ring();
    expect(await told(outsider)).toEqual([]);
    expect(await watches(outsider)).toMatchObject([{ waiting: 2, tellsAt: wednesday, found: [{ id: some[1] }, { id: some[0] }] }]);
    await ring(wednesday - 1);
    expect(await told(outsider)).toEqual([]);
    await ring(wednesday);
    expect(await notices(outsider)).toMatchObject([
      { kind: 'watch-digest', words: 'جلد', watch: { id, found: 2 }, listing: null, read: false },
    ]);
    expect(await watches(outsider)).toMatchObject([{ waiting: 0, tellsAt: null, found: [{ id: some[1] }, { id: some[0] }] }]);
  });

  test('is what the alarm waits for, as long as something waits for it', async () => {
    const next = () =>
      runInDurableObject(opened.stub, (market) => clocks.find(({ name }) => name === 'digests')?.next(market.store.db, noon));
    await watch(outsider, 'daily');
    expect(await next()).toBeNull();
    await post();
    await ring();
    expect(await next()).toBe(wednesday);
    await ring(wednesday);
    expect(await next()).toBeNull();
  });

  test('is told once, though the alarm rings again, late, and after an eviction', async () => {
    await watch(outsider, 'daily');
    await post();
    await ring();
    await evict();
    await ring(wednesday + 5 * hour);
    await ring(wednesday + 5 * hour);
    await evict();
    await ring(wednesday + 2 * day);
    expect(await told(outsider)).toEqual([[1]]);
  });

  test('of a week is told on Sunday', async () => {
    await watch(outsider, 'weekly');
    await post();
    await ring();
    await ring(wednesday);
    await ring(sunday - 1);
    expect(await told(outsider)).toEqual([]);
    await ring(sunday);
    expect(await told(outsider)).toEqual([[1]]);
  });

  test('may be of more than a hundred listings', async () => {
    await watch(outsider, 'weekly', { kind: 'input' });
    await value(opened.market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
    const [{ firm } = { firm: 0 }] = await sql<{ firm: number }>('select firm_id as firm from member where person = ?', tanner.id);
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'trust', words: '' }, key()));
    for (let i = 0; i < 120; i++)
      await value(opened.market.member(tanner).draft({ ...listingDraft({ title: `جلد ${i}` }), submit: true }, key()));
    for (let i = 0; i < 3; i++) await ring();
    await ring(sunday);
    expect(await told(outsider)).toEqual([[120]]);
    expect((await watches(outsider))[0]?.found).toHaveLength(10);
  });

  test('of nothing is none', async () => {
    await watch(outsider, 'daily');
    await post({ title: 'غراء', text: '' });
    await ring();
    expect(await sql('select * from watch where due_at is not null')).toEqual([]);
    await ring(wednesday);
    expect(await told(outsider)).toEqual([]);
  });

  test('is of each watch', async () => {
    const [hides, glue] = [await watch(outsider, 'daily'), await watch(outsider, 'daily', { q: 'غراء' })];
    await post();
    await post({ title: 'غراء', text: '' });
    await ring();
    await ring(wednesday);
    expect(await notices(outsider)).toMatchObject([{ watch: { id: hides, found: 1 } }, { watch: { id: glue, found: 1 } }]);
  });

  test('tells only of what is there still, and nothing where nothing is', async () => {
    await watch(outsider, 'daily');
    await watch(cobbler, 'daily', { q: 'ماعز' });
    const [gone, there] = [await post({ title: 'جلد ماعز' }), await post()];
    await ring();
    await move(gone, 'pause');
    await ring(wednesday);
    expect(await told(outsider)).toEqual([[1]]);
    expect((await watches(outsider))[0]?.found.map(({ id }) => id)).toEqual([there]);
    expect(await told(cobbler)).toEqual([]);
    // what comes back is new for those who were not told of it
    await move(gone, 'resume');
    await ring();
    await ring(wednesday + day);
    expect(await told(outsider)).toEqual([[1], [1]]);
    expect(await told(cobbler)).toEqual([[1]]);
  });

  test('does not tell a buyer of what is for members by then, nor show it', async () => {
    await watch(outsider, 'daily');
    await watch(cobbler, 'daily');
    const id = await post();
    await ring();
    await sql("update listing set visibility = 'cluster' where id = ?", id);
    await ring(wednesday);
    expect(await told(outsider)).toEqual([]);
    expect(await told(cobbler)).toEqual([[1]]);
    expect((await watches(outsider))[0]?.found).toEqual([]);
  });

  test('is not told to one who is suspended, nor later', async () => {
    await watch(cobbler, 'daily');
    await post();
    await ring();
    const boss = opened.market.manager(manager);
    await value(boss.decideMember(cobbler.id, { act: 'suspend', words: '' }, key()));
    await ring(wednesday);
    await value(boss.decideMember(cobbler.id, { act: 'restore', words: '' }, key()));
    await ring(wednesday + day);
    expect(await told(cobbler)).toEqual([]);
  });

  test('is none of a watch that was ended; made again, it does not tell again what it told', async () => {
    const id = await watch(outsider, 'daily');
    const first = await post();
    await ring();
    await ring(wednesday);
    const second = await post({ title: 'جلد ماعز' });
    await ring();
    await value(opened.market.buyer(outsider).unwatch(id, key()));
    expect(await sql('select * from found where told_at is null')).toEqual([]);
    await ring(wednesday + day);
    expect(await told(outsider)).toEqual([[1]]);
    await watch(outsider, 'daily');
    for (const one of [first, second]) for (const act of ['pause', 'resume'] as const) await move(one, act);
    await ring();
    await ring(wednesday + 2 * day);
    expect(await told(outsider)).toEqual([[1], [1]]);
  });
});

describe('at once', () => {
  test('five are told, and what is more waits for the next morning', async () => {
    const id = await watch(outsider, 'at-once');
    for (let i = 0; i < 7; i++) await post({ title: `جلد رقم ${i}` });
    await ring();
    expect(await told(outsider)).toHaveLength(5);
    expect(await watches(outsider)).toMatchObject([{ waiting: 2, tellsAt: wednesday }]);
    await ring(wednesday);
    expect((await notices(outsider)).at(-1)).toMatchObject({ kind: 'watch-digest', watch: { id, found: 2 } });
  });

  test('twenty are told in a day, by all watches together, and again the day after', async () => {
    await watch(outsider, 'at-once');
    await watch(outsider, 'at-once', { q: '', kind: 'input' });
    await watch(cobbler, 'at-once');
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 4; j++) await post({ title: `جلد ${i}${j}` });
      await ring();
    }
    expect((await told(outsider)).filter((one) => typeof one === 'number')).toHaveLength(20);
    expect((await told(cobbler)).filter((one) => typeof one === 'number')).toHaveLength(20);
    await ring(wednesday);
    expect((await told(outsider)).slice(20)).toEqual([[4]]);
    vi.setSystemTime(noon + day + hour);
    const next = await post({ title: 'جلد جديد' });
    await ring();
    expect((await told(outsider)).at(-1)).toBe(next);
  });

  test('tells what a digest waits with, and the digest does not tell it again', async () => {
    await watch(outsider, 'weekly');
    const [first, second] = [await post(), await post({ title: 'جلد ماعز' })];
    await ring();
    await watch(outsider, 'at-once', { q: 'ماعز' });
    for (const act of ['pause', 'resume'] as const) await move(second, act);
    await ring();
    expect(await told(outsider)).toEqual([second]);
    await ring(sunday);
    expect(await told(outsider)).toEqual([second, [1]]);
    expect(first).toBeLessThan(second);
  });

  test('by two watches of one person it is told by the faster, and shown by both', async () => {
    await watch(outsider, 'daily');
    await watch(outsider, 'at-once', { q: 'بقري' });
    const id = await post();
    await ring();
    await ring(wednesday);
    expect(await told(outsider)).toEqual([id]);
    expect((await watches(outsider)).map(({ found }) => found.map((one) => one.id))).toEqual([[id], [id]]);
  });

  test('though the faster of two waiting watches was ended, the other tells', async () => {
    const fast = await watch(outsider, 'daily');
    await watch(outsider, 'weekly', { q: 'بقري' });
    await post();
    await ring();
    await value(opened.market.buyer(outsider).unwatch(fast, key()));
    await ring(wednesday);
    expect(await told(outsider)).toEqual([]);
    await ring(sunday);
    expect(await told(outsider)).toEqual([[1]]);
  });
});

describe('a watch that is changed', () => {
  test('tells what waits in the next digest of its new rhythm', async () => {
    const id = await watch(outsider, 'weekly');
    await post();
    await ring();
    await edit(outsider, id, { rhythm: 'daily' });
    expect(await watches(outsider)).toMatchObject([{ rhythm: 'daily', waiting: 1, tellsAt: wednesday }]);
    await ring(wednesday);
    expect(await told(outsider)).toEqual([[1]]);
  });

  test('tells nothing while it is paused, and then what waited before, but not what came meanwhile', async () => {
    const id = await watch(outsider, 'daily');
    await post();
    await ring();
    await edit(outsider, id, { paused: true });
    await post({ title: 'جلد ماعز' });
    await ring();
    await ring(wednesday);
    expect(await told(outsider)).toEqual([]);
    expect(await watches(outsider)).toMatchObject([{ paused: true, waiting: 0, tellsAt: null }]);
    await edit(outsider, id, { paused: false });
    await ring(wednesday + day);
    expect(await told(outsider)).toEqual([[1]]);
  });

  test('by asking the same again goes on, as often as it told, unless another rhythm is asked', async () => {
    const id = await watch(outsider, 'weekly');
    await edit(outsider, id, { paused: true });
    expect((await value(opened.market.buyer(outsider).watch(WatchDraft.parse({ q: 'جلد' }), key()))).id).toBe(id);
    expect(await watches(outsider)).toMatchObject([{ id, rhythm: 'weekly', paused: false }]);
    expect(await watch(outsider, 'daily')).toBe(id);
    expect(await watches(outsider)).toMatchObject([{ id, rhythm: 'daily' }]);
  });

  test('is one’s own', async () => {
    const id = await watch(outsider, 'weekly');
    expect(await refusal(opened.market.buyer(cobbler).editWatch(id, { paused: true }, key()))).toBe('not-found');
    expect(await watches(outsider)).toMatchObject([{ paused: false }]);
  });
});

describe('a clock', () => {
  test('that jumps years ahead tells what waits, once, and when it is set right again, mornings are mornings', async () => {
    await watch(outsider, 'daily');
    await post({ standing: true });
    await ring();
    await ring(noon + 700 * day);
    expect(await told(outsider)).toEqual([[1]]);
    await post({ title: 'جلد ماعز', standing: true });
    await ring();
    // back to Tuesday: what was planned for a morning in 700 days is told tomorrow
    await ring(noon + hour);
    expect(await watches(outsider)).toMatchObject([{ waiting: 1, tellsAt: wednesday }]);
    await ring(wednesday);
    await ring(wednesday);
    expect(await told(outsider)).toEqual([[1], [1]]);
  });

  test('that goes back from a busy day leaves room to be told at once', async () => {
    await watch(outsider, 'at-once');
    vi.setSystemTime(noon + 3 * day);
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 5; j++) await post({ title: `جلد ${i}${j}` });
      await ring();
    }
    expect(await told(outsider)).toHaveLength(20);
    vi.setSystemTime(noon);
    const id = await post();
    await ring();
    expect((await told(outsider)).at(-1)).toBe(id);
  });

  test('that goes back some hours tells nothing again', async () => {
    await watch(outsider, 'daily');
    await post();
    await ring();
    await ring(wednesday);
    await ring(wednesday - hour);
    await ring(wednesday);
    expect(await told(outsider)).toEqual([[1]]);
  });
});

test('whatever happens in whatever order, each listing is told once, and none is lost', async () => {
  let state = 20_270_112;
  /** A whole number below another, the same in every run. */
  const under = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const people = [outsider, cobbler];
  const words = ['جلد', 'بقري', 'ماعز'];
  const own = new Map<Person, { id: number; paused: boolean }[]>(people.map((who) => [who, []]));
  const listings = new Map<number, 'listed' | 'paused'>();
  const expected = new Map<Person, Set<number>>(people.map((who) => [who, new Set()]));
  for (const who of people)
    for (const q of words) own.get(who)?.push({ id: await watch(who, rhythms[under(3)] ?? 'daily', { q }), paused: false });
  let fresh = new Set<number>();
  const alarm = async (at: number) => {
    // every listing has all words: whoever watches without pause finds it
    for (const who of people)
      if (own.get(who)?.some(({ paused }) => !paused))
        for (const id of fresh) if (listings.get(id) === 'listed') expected.get(who)?.add(id);
    fresh = new Set();
    await ring(at);
  };
  for (let step = 0; step < 70; step++) {
    const who = people[under(2)] ?? outsider;
    const one = own.get(who)?.[under(3)];
    const [id, is] = [...listings][under(listings.size)] ?? [0, 'paused'];
    const acts = [
      async () => {
        const made = await post({ title: `جلد بقري وماعز ${step}` });
        listings.set(made, 'listed');
        fresh.add(made);
      },
      async () => {
        if (id === 0) return;
        await move(id, is === 'listed' ? 'pause' : 'resume');
        listings.set(id, is === 'listed' ? 'paused' : 'listed');
        if (is === 'paused') fresh.add(id);
      },
      async () => {
        if (!one) return;
        one.paused = !one.paused;
        await edit(who, one.id, { paused: one.paused });
      },
      async () => one && edit(who, one.id, { rhythm: rhythms[under(3)] ?? 'daily' }),
      () => alarm(Date.now() + under(30) * hour),
      () => alarm(Date.now() + under(90) * minute),
      () => alarm(Date.now() - under(5) * hour),
      evict,
      async () => vi.setSystemTime(Date.now() + under(20) * minute),
    ];
    await acts[under(4) === 0 ? 0 : under(acts.length)]?.();
  }
  for (const who of people) for (const one of own.get(who) ?? []) await edit(who, one.id, { paused: false });
  for (const [id, is] of listings) {
    if (is === 'listed') continue;
    await move(id, 'resume');
    listings.set(id, 'listed');
    fresh.add(id);
  }
  for (let days = 0; days < 9; days++) await alarm(Date.now() + day);
  for (const who of people) {
    const all = await sql<{ listing: number }>('select distinct listing_id as listing from found where person = ?', who.id);
    expect(await sql('select * from found where told_at is null')).toEqual([]);
    expect(all.map(({ listing }) => listing)).toEqual(expect.arrayContaining([...(expected.get(who) ?? [])]));
    const rows = await sql<{ n: number }>('select sum(watch_found) as n from notice where person = ?', who.id);
    expect(all.length).toBeGreaterThan(10);
    expect(rows).toEqual([{ n: all.length }]);
  }
});
