/** Attacks on pools: what a reader learns of a firm that was suspended, and how long a large one keeps the market. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { PoolDraft } from '../../schema/pool.ts';
import { day } from '../../schema/time.ts';
import { closePools, nextClosing } from '../../worker/market/pools/closing.ts';
import { firmDraft, join, key, manager, type Opened, openMarket, person, refusal, value } from '../support/market.ts';

const opener = person('Omar Opener');
const cobbler = person('Camal Cobbler');
const bagger = person('Basma Bagger');
let opened: Opened;
const firms = new Map<string, number>();

beforeEach(async () => {
  opened = await openMarket();
  for (const who of [opener, cobbler, bagger]) firms.set(who.id, await join(opened, who, firmDraft({ name: `Firm of ${who.name}` })));
});

const draft = PoolDraft.parse({
  title: 'غراء بولي كلوروبرين',
  unit: 'KGM',
  currency: 'EGP',
  steps: [{ from: 500_000, price: 4_500 }],
  deadline: Date.now() + 3 * day,
});
const open = async (over: Partial<PoolDraft> = {}) => (await value(opened.market.member(opener).openPool({ ...draft, ...over }, key()))).id;
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);
const suspend = (who: typeof opener) =>
  value(opened.market.manager(manager).decideFirm(firms.get(who.id) ?? 0, { act: 'suspend', words: '' }, key()));

describe('a pool of a firm that was suspended', () => {
  test('is not there for who is not in it, by any way', async () => {
    const id = await open();
    await value(opened.market.member(cobbler).commit(id, 600_000, key()));
    await suspend(opener);
    const stranger = opened.market.member(bagger);
    expect(await refusal(stranger.pool(id))).toBe('not-found');
    expect(await refusal(stranger.commit(id, 1000, key()))).toBe('not-found');
    expect(await refusal(stranger.withdrawCommitment(id, key()))).toBe('not-found');
    expect(await refusal(stranger.cancelPool(id, { words: '' }, key()))).toBe('not-found');
    expect((await value(stranger.together())).pools).toBe(0);
    for (const one of [cobbler, manager]) expect((await value(opened.market.member(one).pool(id))).missed).toBe('opener-gone');
  });

  test('stays there for the supplier that confirmed, who may take it back, and for no other that was named', async () => {
    const seller = opened.market.member(bagger);
    const supplier = { firm: firms.get(bagger.id) ?? 0, listing: null, name: '' };
    const [sold, ended, unanswered] = [await open({ supplier }), await open({ supplier }), await open({ supplier })];
    for (const id of [sold, ended]) await value(seller.answerPool(id, { accept: true }, key()));
    await value(opened.market.member(cobbler).commit(ended, 600_000, key()));
    await sql('update pool set deadline = 1, due_at = 1 where id = ?', ended);
    await runInDurableObject(opened.stub, (market) => market.alarm());
    await suspend(opener);
    expect((await value(seller.pool(ended))).agreements).toHaveLength(1);
    expect((await value(seller.pools({ page: 1 }))).pools.map(({ id }) => id)).toEqual([sold, ended]);
    expect(await refusal(seller.pool(unanswered))).toBe('not-found');
    expect(await refusal(seller.answerPool(unanswered, { accept: true }, key()))).toBe('not-found');
    await value(seller.answerPool(sold, { accept: false }, key()));
    expect(await refusal(seller.pool(sold))).toBe('not-found');
  });
});

test('large pools that end together are closed one by one, so that nobody waits for all of them', async () => {
  const ids = [await open(), await open(), await open()];
  const some = '(with recursive n(i) as (select 1001 union all select i + 1 from n where i < 1150) select i from n)';
  const columns = (await sql<{ name: string }>("select name from pragma_table_info('firm') where name not in ('id', 'external_ref')")).map(
    ({ name }) => name,
  );
  await sql(`insert into firm (id, ${columns}) select i, ${columns} from ${some} cross join firm where id = 2`);
  for (const id of ids) {
    await sql(`insert into commitment (pool_id, firm_id, by, quantity, place, back_told) select ?, i, 'p', 4000, i, 0 from ${some}`, id);
    await sql('update pool set deadline = 1, due_at = 1 where id = ?', id);
  }
  const rung = () =>
    runInDurableObject(opened.stub, (market) => {
      closePools(market.store, Date.now());
      return [market.store.sql.exec("select id from pool where state = 'reached'").toArray().length, nextClosing(market.store.db)];
    });
  expect([await rung(), await rung(), await rung()]).toEqual([
    [1, 1],
    [2, 1],
    [3, null],
  ]);
  expect(await sql('select count(*) as n from agreement')).toEqual([{ n: 450 }]);
});
