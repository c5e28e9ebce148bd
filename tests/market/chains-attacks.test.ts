/** Attacks on chains: offers that turn into something else, figures that nobody has read, stages renamed under a note, and crowds. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ChainDraft, ChainEdit, ChainJoin, ChainNoteDraft, type ChainView } from '../../schema/chain.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { keepAgreement } from '../../worker/market/agreements.ts';
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

const [maker, stitcher, soler] = [person('Maha Maker'), person('Samir Stitcher'), person('Salma Soles')];
let opened: Opened;
let firms: { maker: number; stitcher: number; soler: number };
let id: number;
let stages: number[];

const pairs = (n: number) => ({ amount: n * 1000, unit: 'PR' as const });
const shoes = ChainDraft.parse({
  title: 'حذاء رجالي جلد',
  perMonth: pairs(2000),
  stages: [
    { name: 'خياطة وجوه الأحذية', kind: 'subcontracting' },
    { name: 'نعال أحذية', kind: 'input' },
  ],
});
const read = (who = maker) => value(opened.market.member(who).chain(id));
const stage = async (place: number) => (await read()).stages[place] as ChainView['stages'][number];
const put = async (who: Person, over: z.input<typeof ChainJoin>) =>
  (await value(opened.market.member(who).joinChain(id, ChainJoin.parse(over), key()))).id;
const sql = (text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray());
const news = async (who: Person) =>
  (await value(opened.market.buyer(who).inbox())).notices.map(({ kind }) => kind).filter((kind) => kind.startsWith('chain-'));
const stitching = (over: Partial<ListingDraft> = {}) =>
  listingDraft({ kind: 'subcontracting', title: 'خياطة وجوه أحذية', text: '', quantity: null, capacityPerMonth: pairs(1200), ...over });

beforeEach(async () => {
  opened = await openMarket();
  firms = {
    maker: await join(opened, maker, firmDraft({ name: 'مصنع مها', role: 'manufacturer' })),
    stitcher: await join(opened, stitcher, firmDraft({ name: 'ورشة سمير', role: 'workshop' })),
    soler: await join(opened, soler, firmDraft({ name: 'نعال سلمى', role: 'supplier' })),
  };
  id = (await value(opened.market.member(maker).openChain(shoes, key()))).id;
  stages = (await read()).stages.map(({ id }) => id);
});

async function edit(who: Person, listing: number, draft: ListingDraft) {
  const { owner } = await value(opened.market.member(who).listing(listing));
  await value(opened.market.member(who).edit(listing, { ...draft, revision: owner?.revision ?? 0 }, key()));
  return (await value(opened.market.member(who).listing(listing))).owner?.revision ?? 0;
}

describe('an offer that a firm joined with', () => {
  test('and that became a need, covers nothing', async () => {
    const offer = await publish(opened, stitcher, stitching());
    await put(stitcher, { stage: stages[0] ?? 0, listing: offer });
    const revision = await edit(stitcher, offer, stitching({ direction: 'need' }));
    await value(opened.market.manager(manager).decide(offer, { act: 'publish', reason: null, words: '', revision }, key()));
    expect(await stage(0)).toMatchObject({ state: 'open', members: [{ counts: false, listing: null }] });
  });

  test('says nothing of what no manager has read', async () => {
    const offer = await publish(opened, stitcher, stitching());
    await put(stitcher, { stage: stages[0] ?? 0, listing: offer });
    await edit(stitcher, offer, stitching({ capacityPerMonth: pairs(7777) }));
    expect((await stage(0)).members).toMatchObject([{ counts: false, listing: null, perMonth: null }]);
  });
});

describe('a stage that is renamed', () => {
  const renamed = async (name: string) => {
    const chain = await read();
    const to = chain.stages.map(({ id, kind, perMonth, name: before }, n) => ({ id, name: n === 1 ? name : before, kind, perMonth }));
    const { title, text, perMonth, revision } = chain;
    return opened.market.member(maker).editChain(id, ChainEdit.parse({ title, text, perMonth, stages: to, revision }), key());
  };
  const write = async () =>
    (await value(opened.market.member(maker).writeNote(id, ChainNoteDraft.parse({ stage: stages[1], firm: firms.soler }), key()))).id;

  test('under a note that waits: nobody confirms what he did not read', async () => {
    await put(soler, { stage: stages[1] ?? 0 });
    const note = await write();
    await value(renamed('أحذية كاملة جاهزة'));
    expect(await refusal(opened.market.member(soler).answerNote(id, note, 'confirm', key()))).toBe('wrong-state');
    expect(await sql('select * from agreement')).toEqual([]);
    expect((await news(soler))[0]).toBe('chain-changed');
  });

  test('or is saved as it was: what waits goes on waiting', async () => {
    await put(soler, { stage: stages[1] ?? 0 });
    const note = await write();
    await value(renamed('نعال أحذية'));
    await value(opened.market.member(soler).answerNote(id, note, 'confirm', key()));
    expect((await read()).agreements).toMatchObject([{ title: 'نعال أحذية' }]);
  });
});

describe('a chain of very many firms', () => {
  const crowd = async (n: number) => {
    await sql(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${n})
      insert into firm select 1000 + i, ${(await columnsOf('firm')).map((name) => (name === 'external_ref' ? 'null' : `"${name}"`))} from n, firm where firm.id = ?`,
      firms.soler,
    );
    await sql(
      `insert into chain_member (chain_id, stage_id, firm_id, words, at) select ?, ?, id, '', 1 from firm where id > 1000`,
      id,
      stages[1] ?? 0,
    );
  };
  const columnsOf = async (table: string) =>
    (await sql(`select name from pragma_table_info(?) where name <> 'id'`, table)).map(({ name }) => String(name));

  test('is read, with what they agreed on', async () => {
    await crowd(190);
    await runInDurableObject(opened.stub, (market) => {
      const line = { of: 'coalition', venture: 1, title: 'نعل', quantity: null, amount: null, currency: null } as const;
      keepAgreement(market.store.db, { ...line, taker: 1001, giver: 1190 }, Date.now() + 1000);
    });
    const chain = await read();
    expect(chain.stages[1]?.members).toHaveLength(190);
    expect(chain.agreements).toMatchObject([{ taker: { id: 1001 }, giver: { id: 1190 } }]);
  });
});

describe('who joins', () => {
  test('does not learn what others agreed on elsewhere before that', async () => {
    await put(soler, { stage: stages[1] ?? 0 });
    await sql('update chain set created_at = created_at - 100000');
    await runInDurableObject(opened.stub, (market) => {
      const line = { of: 'coalition', venture: 1, title: 'نعل سري', quantity: null, amount: 900, currency: 'EGP' } as const;
      keepAgreement(market.store.db, { ...line, taker: firms.maker, giver: firms.soler }, Date.now() - 50_000);
    });
    await put(stitcher, { stage: stages[0] ?? 0 });
    expect((await read(stitcher)).agreements).toEqual([]);
    expect((await read(soler)).agreements).toMatchObject([{ title: 'نعل سري' }]);
    expect((await read(maker)).agreements).toMatchObject([{ title: 'نعل سري' }]);
  });

  test('a chain whose opener is suspended is refused: there is nobody to make it with', async () => {
    await value(opened.market.manager(manager).decideFirm(firms.maker, { act: 'suspend', words: '' }, key()));
    expect(await refusal(opened.market.member(soler).joinChain(id, ChainJoin.parse({ stage: stages[1] }), key()))).toBe('wrong-state');
    await value(opened.market.manager(manager).decideFirm(firms.maker, { act: 'restore', words: '' }, key()));
    await put(soler, { stage: stages[1] ?? 0 });
  });
});

describe('nobody is flooded', () => {
  test('by a firm that joins and leaves all day', async () => {
    for (let n = 0; n < 6; n++) {
      const member = await put(soler, { stage: stages[1] ?? 0 });
      await value(opened.market.member(soler).leaveChain(id, member, key()));
    }
    expect((await news(maker)).sort()).toEqual(['chain-gap', 'chain-joined']);
  });

  test('by a note that is written and taken back', async () => {
    await put(soler, { stage: stages[1] ?? 0 });
    for (let n = 0; n < 6; n++) {
      const draft = ChainNoteDraft.parse({ stage: stages[1], firm: firms.soler });
      const { id: note } = await value(opened.market.member(maker).writeNote(id, draft, key()));
      await value(opened.market.member(maker).answerNote(id, note, 'withdraw', key()));
    }
    expect(await news(soler)).toEqual(['chain-written']);
  });

  test('and hears again of what happens after it was read', async () => {
    const first = await put(soler, { stage: stages[1] ?? 0 });
    await value(opened.market.member(soler).leaveChain(id, first, key()));
    await sql('update notice set read_at = 1');
    await put(soler, { stage: stages[1] ?? 0 });
    expect(await news(maker)).toEqual(['chain-joined', 'chain-gap', 'chain-joined']);
  });
});
