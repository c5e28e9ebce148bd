/** Attacks on watches: many at once, firms that are not to be seen, and digests that meet in one e-mail. */
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { WatchDraft } from '../../schema/watch.ts';
import { clocks } from '../../worker/market/clocks.ts';
import { key, listingDraft, manager, person, publish, refusal, value } from '../support/market.ts';
import {
  backToNow,
  cobbler,
  confirmed,
  evict,
  opened,
  openForTelling,
  outside,
  outsider,
  ring,
  sql,
  tanner,
  tell,
  world,
} from './telling-scene.ts';

beforeEach(openForTelling);
afterEach(backToNow);

const watch = async (over: z.input<typeof WatchDraft>, who = outsider) =>
  (await value(opened.market.buyer(who).watch(WatchDraft.parse(over), key()))).id;
const post = (title: string) => publish(opened, tanner, listingDraft({ title, text: '' }));

test('a digest in an e-mail names what that digest tells, and not what another told the same morning', async () => {
  await confirmed(outsider, 'olfa@buyer.test');
  await watch({ q: 'جلد', rhythm: 'daily' });
  await watch({ kind: 'input', rhythm: 'daily' });
  const { mails } = world();
  for (const title of ['جلد ماعز', 'غراء']) await post(title);
  await ring();
  vi.setSystemTime(Date.UTC(2027, 0, 13, 6));
  await ring();
  const { notices } = await value(opened.market.buyer(outsider).inbox());
  expect(notices.map((one) => one.watch?.found)).toEqual([1, 1]);
  await tell(Date.now() + 60_000, outside);
  const { text } = mails()[0];
  for (const title of ['– جلد ماعز', '– غراء']) expect([title, text.split(title).length - 1]).toEqual([title, 1]);
});

describe('a watch of one firm', () => {
  const suspend = async () => {
    const { id } = (await value(opened.market.member(cobbler).myFirm())).firm;
    await value(opened.market.manager(manager).decideFirm(id, { act: 'suspend', words: '' }, key()));
    return id;
  };

  test('does not tell the name of one that was suspended, nor that there is one', async () => {
    const id = await suspend();
    const asks = (firm: number) => opened.market.buyer(outsider).watch(WatchDraft.parse({ firm }), key());
    expect(await refusal(opened.market.buyer(outsider).firm(id))).toBe('not-found');
    expect((await asks(id)).refusal).toEqual({ code: 'invalid', fields: [{ path: 'firm', code: 'not-a-choice' }] });
    expect((await asks(999)).refusal).toEqual((await asks(id)).refusal);
  });

  test('loses its name while that firm is suspended', async () => {
    await watch({ firm: (await value(opened.market.member(cobbler).myFirm())).firm.id });
    const name = async () => (await value(opened.market.buyer(outsider).watches()))[0]?.firm?.name;
    expect(await name()).toBe('ورشة كمال');
    await suspend();
    expect(await name()).toBe('');
  });
});

describe('the watches of many people', () => {
  const crowd = Array.from({ length: 30 }, (_, i) => person(`Crowd ${String(i).padStart(2, '0')}`));
  const words = ['جلد', 'نعل', 'غراء', 'خشب', 'رخام', 'حديد', 'قماش'];
  const alarm = () => runInDurableObject(opened.stub, (market) => market.alarm());
  const next = () =>
    runInDurableObject(opened.stub, (market) => clocks.find(({ name }) => name === 'watches')?.next(market.store.db, Date.now()));
  const told = () =>
    sql<{ person: string; n: number }>(
      "select person, count(*) as n from notice where kind = 'watch-found' group by person order by person",
    );
  const all = crowd.map(({ id }) => ({ person: id, n: 1 }));

  beforeEach(async () => {
    for (const who of crowd) for (const q of words) await watch({ q }, who);
  });

  test('are asked in pieces, and each is told once', async () => {
    await post('جلد ماعز');
    await alarm();
    const some = (await told()).length;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(crowd.length);
    expect(await next()).toBe(Date.now());
    while ((await next()) !== null) await alarm();
    expect(await told()).toEqual(all);
    expect(await sql('select * from fresh')).toEqual([]);
  });

  test('are asked from the beginning after an eviction, and nobody is told twice', async () => {
    await post('جلد ماعز');
    await alarm();
    await evict();
    while ((await next()) !== null) await alarm();
    expect(await told()).toEqual(all);
  });

  test('are all asked of a listing that came back as something else meanwhile', async () => {
    const id = await post('زر معدن');
    await alarm();
    expect(await told()).toEqual([]);
    await sql("update listing set title = 'جلد ماعز' where id = ?", id);
    for (const act of ['pause', 'resume'] as const) await value(opened.market.member(tanner).move(id, act, key()));
    while ((await next()) !== null) await alarm();
    expect(await told()).toEqual(all);
  });

  test('wait a while after one of them could not be asked', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await post('جلد ماعز');
    await sql("update watch set conditions = 'none' where person = ?", crowd.at(-1)?.id ?? '');
    for (let i = 0; i < 3; i++) await alarm();
    expect(await next()).toBeGreaterThan(Date.now());
    await sql("update watch set conditions = '{}'");
    while ((await next()) !== null) await alarm();
    expect(await told()).toEqual(all);
  });
});

test('what a watch found is read by its index, and not all of it', async () => {
  const plan = async (text: string) => (await sql<{ detail: string }>(`explain query plan ${text}`)).map(({ detail }) => detail).join('\n');
  const lately = 'select * from found f join listing l on l.id = f.listing_id where f.watch_id = 1 and l.listed = 1';
  expect(await plan(`${lately} order by f.at desc, f.listing_id desc limit 10`)).toMatch(/found_lately(?!.*TEMP B-TREE)/s);
  expect(await plan('select count(*) from found where watch_id = 1 and told_at is null')).toContain('found_waiting');
  expect(await plan("select * from watch where person > 'a' and paused = 0 order by person, id limit 100")).not.toContain('TEMP B-TREE');
});
