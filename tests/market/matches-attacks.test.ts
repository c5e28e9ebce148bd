/** Attacks on matches: pairs that turn round, come back, crowd each other out, or cost more than they may. */
import { runInDurableObject } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { firm, listing } from '../../schema/tables/market.ts';
import { goOn } from '../../worker/market/indexing.ts';
import type { Market } from '../../worker/market/market.ts';
import { listMyMatches, matchesOf } from '../../worker/market/matches/matches.ts';
import { findFits } from '../../worker/market/matches/matching.ts';
import type { FirmRow, ListingRow } from '../../worker/market/views.ts';
import { firmDraft, join, key, listingDraft, manager, type Opened, openMarket, person, publish, settle, value } from '../support/market.ts';

const [seller, buyer, another] = [person('Sami Seller'), person('Bilal Buyer'), person('Amal Another')];
const need = (over: Partial<ListingDraft> = {}) =>
  listingDraft({ direction: 'need', title: 'محتاج جلد بقري', text: '', price: { form: 'negotiable', currency: 'EGP' }, ...over });

let opened: Opened;
beforeEach(async () => {
  opened = await openMarket();
  for (const who of [seller, buyer, another]) await join(opened, who, firmDraft({ name: `Firm of ${who.name}` }));
});

const sql = (text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray());
const ids = async (who: Person, id: number) =>
  (await value(opened.market.member(who).matches(id))).matches.map(({ listing }) => listing.id);
const told = async (who: Person) =>
  (await value(opened.market.buyer(who).inbox())).notices.filter(({ kind }) => kind === 'match-found').map(({ listing }) => listing?.id);
const move = (who: Person, id: number, act: 'pause' | 'resume' | 'withdraw') => value(opened.market.member(who).move(id, act, key()));
const readAll = () => sql('update notice set read_at = 1');

/** A listing is written anew, and a manager publishes it. */
async function rewrite(who: Person, id: number, draft: ListingDraft) {
  const { owner } = await value(opened.market.member(who).listing(id));
  await value(opened.market.member(who).edit(id, { ...draft, revision: owner?.revision ?? 0 }, key()));
  const again = await value(opened.market.member(who).listing(id));
  const decision = { act: 'publish', reason: null, words: '', revision: again.owner?.revision ?? 0 } as const;
  await value(opened.market.manager(manager).decide(id, decision, key()));
}

describe('an offer that becomes a need', () => {
  test('fits no need any more, on either side', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    await rewrite(seller, offer, need());
    expect(await ids(buyer, wanted)).toEqual([]);
    expect(await ids(seller, offer)).toEqual([]);
    expect((await value(opened.market.member(buyer).together())).matches).toBe(0);
    expect(await sql('select * from match')).toEqual([]);
  });

  test('is not there for the side that dismissed nothing, and what was dismissed does not come back when it is an offer again', async () => {
    const offer = await publish(opened, seller);
    const [wanted, other] = [await publish(opened, buyer, need()), await publish(opened, another, need())];
    await value(opened.market.member(buyer).dismissMatch(wanted, offer, { reason: 'too-far' }, key()));
    await value(opened.market.member(seller).dismissMatch(offer, other, { reason: 'too-far' }, key()));
    await rewrite(seller, offer, need());
    expect(await ids(another, other)).toEqual([]);
    expect((await value(opened.market.member(another).together())).matches).toBe(0);
    await rewrite(seller, offer, listingDraft());
    expect(await ids(buyer, wanted)).toEqual([]);
    expect(await ids(another, other)).toEqual([offer]);
    expect(await ids(seller, offer)).toEqual([wanted]);
  });
});

describe('nobody is told again', () => {
  test('of a pair that he dismissed, however often the other side resumes', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    await value(opened.market.member(buyer).dismissMatch(wanted, offer, { reason: 'no-interest' }, key()));
    await readAll();
    const before = await told(buyer);
    await move(seller, offer, 'pause');
    await move(seller, offer, 'resume');
    expect(await told(buyer)).toEqual(before);
  });

  test('of a pair that he knows', async () => {
    const offer = await publish(opened, seller);
    await publish(opened, buyer, need());
    const before = [await told(buyer), await told(seller)];
    for (let n = 0; n < 3; n++) {
      await readAll();
      await move(seller, offer, 'pause');
      await move(seller, offer, 'resume');
    }
    expect([await told(buyer), await told(seller)]).toEqual(before);
  });
});

describe('an offer that others crowd out of the best of a need', () => {
  /** Fifty offers of one firm, each as good as it gets; the last of all says less. */
  const crowd = async () => {
    const weak = await publish(opened, seller, listingDraft({ quantity: null, price: { form: 'negotiable', currency: 'EGP' }, text: '' }));
    const wanted = await publish(opened, buyer, need({ quantity: { amount: 100_000, unit: 'FTK' } }));
    const { market } = opened;
    await value(
      market.manager(manager).decideFirm((await value(market.member(another).myFirm())).firm.id, { act: 'trust', words: '' }, key()),
    );
    await value(market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
    for (let n = 0; n < 50; n++) await value(market.member(another).draft(listingDraft(), key()));
    return { weak, wanted };
  };

  test('keeps the need on its own page when that is resumed, and when all is matched anew', async () => {
    const { weak, wanted } = await crowd();
    expect(await ids(seller, weak)).toEqual([wanted]);
    await move(buyer, wanted, 'pause');
    await move(buyer, wanted, 'resume');
    expect(await ids(seller, weak)).toEqual([wanted]);
    await sql('update market set rematch_from = 1');
    await runInDurableObject(opened.stub, (market) => market.begin('rematchFrom'));
    await settle(opened);
    expect(await ids(seller, weak)).toEqual([wanted]);
  });

  test('does not keep it when it fits no more', async () => {
    const { weak, wanted } = await crowd();
    await rewrite(buyer, wanted, need({ title: 'محتاج فرن رخام' }));
    expect(await ids(seller, weak)).toEqual([]);
    expect(await sql('select * from match')).toEqual([]);
  });
});

describe('sixty offers of one firm', () => {
  const flood = async (who: typeof seller) => {
    const { market } = opened;
    await value(market.manager(manager).decideFirm((await value(market.member(who).myFirm())).firm.id, { act: 'trust', words: '' }, key()));
    await value(market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
    for (let n = 0; n < 60; n++) await value(market.member(who).draft(listingDraft(), key()));
  };

  test('do not keep out what another has, nor fill the page of a need', async () => {
    const older = await publish(opened, seller);
    await flood(another);
    const wanted = await publish(opened, buyer, need());
    const found = await ids(buyer, wanted);
    expect(found).toContain(older);
    expect(found.length).toBe(1 + 8);
  });

  test('do not keep out what another has where they are of the firm that asks', async () => {
    const older = await publish(opened, seller);
    await flood(buyer);
    const { id } = await value(opened.market.member(buyer).draft(need(), key()));
    expect(await ids(buyer, id)).toEqual([older]);
  });
});

test('a word that was asked for when no listing had it is found as soon as one has it', async () => {
  const asked = () =>
    runInDurableObject(opened.stub, ({ store }) =>
      findFits(store.db, { direction: 'need', kind: null, title: 'كابريتو' }, Date.now(), 5).map(({ row }) => row.id),
    );
  expect(await asked()).toEqual([]);
  const offer = await publish(opened, seller, listingDraft({ title: 'كابريتو', text: '' }));
  expect(await asked()).toEqual([offer]);
});

test('offers that are gone do not keep a new one from being among the first of a need', async () => {
  const wanted = await publish(opened, buyer, need());
  for (let n = 0; n < 3; n++) await move(another, await publish(opened, another), 'pause');
  const offer = await publish(opened, seller, listingDraft({ quantity: null }));
  expect(
    await sql('select offer_id from match where need_id = ? and offer_id = ? and introduced_at is not null', wanted, offer),
  ).toHaveLength(1);
});

test('pairs of a listing that has ended are forgotten, but for the turns that were taken', async () => {
  const [one, two] = [await publish(opened, seller), await publish(opened, seller)];
  const wanted = await publish(opened, buyer, need());
  await sql('update match set introduced_at = null where offer_id = ?', one);
  for (const id of [one, two]) await move(seller, id, 'withdraw');
  expect(await sql('select need_id, offer_id from match')).toEqual([{ need_id: wanted, offer_id: two }]);
});

describe('in a market of many listings', () => {
  const many = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)`;
  /** Three thousand copies of a listing, which no word finds. */
  const copy = async (id: number) => {
    const columns = (await sql(`select name from pragma_table_info('listing') where name not in ('id', 'external_ref')`)).map(
      ({ name }) => `"${name}"`,
    );
    await sql(`${many} insert into listing (id, ${columns}) select 100000 + i, ${columns} from n, listing where listing.id = ${id}`);
    await sql(`${many} insert into profile select 100000 + i, data from n, profile where listing = ${id}`);
  };
  const matchCopies = (wanted: number, offer: number) =>
    sql(`${many} insert into match select need_id, 100000 + i, need_firm_id, offer_firm_id, score, turn, barter, at, null, null, null
      from n, match where need_id = ${wanted} and offer_id = ${offer}`);
  /** Rows that SQLite reads meanwhile. */
  const reads = (work: (market: Market) => void) =>
    runInDurableObject(opened.stub, (market) => {
      const { sql: storage } = market.store;
      const { exec } = storage;
      const cursors: { rowsRead: number }[] = [];
      storage.exec = ((...given: Parameters<typeof exec>) => {
        const cursor = exec.apply(storage, given);
        cursors.push(cursor);
        return cursor;
      }) as typeof exec;
      try {
        work(market);
      } finally {
        storage.exec = exec;
      }
      return cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
    });
  /** Profiles and lists that are parsed meanwhile. */
  const parsed = (work: (market: Market) => void) =>
    runInDurableObject(opened.stub, (market) => {
      const { parse } = JSON;
      let count = 0;
      JSON.parse = ((...given: Parameters<typeof parse>) => {
        count++;
        return parse(...given);
      }) as typeof parse;
      try {
        work(market);
      } finally {
        JSON.parse = parse;
      }
      return count;
    });
  const rowOf = ({ store: { db } }: Market, id: number) => db.select().from(listing).where(eq(listing.id, id)).get() as ListingRow;

  test('a need that everybody fits is shown with its best, without judging all', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    await copy(offer);
    await matchCopies(wanted, offer);
    expect(await ids(buyer, wanted)).toHaveLength(30);
    const count = await parsed((market) => expect(matchesOf(market.store.db, rowOf(market, wanted), Date.now(), 3)).toHaveLength(3));
    expect(count).toBeLessThan(500);
  });

  test('what fits one’s own listings is not looked for among those of all', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    let last = 0;
    for (let n = 0; n < 5; n++) last = await publish(opened, another, need({ title: 'محتاج فرن رخام' }));
    await copy(offer);
    await matchCopies(wanted, offer);
    const read = await reads((market) => {
      const owner = market.store.db
        .select()
        .from(firm)
        .where(eq(firm.id, rowOf(market, last).firmId))
        .get() as FirmRow;
      expect(listMyMatches(market.store.db, owner, Date.now())).toEqual([]);
    });
    expect(read).toBeLessThan(100);
  });

  test('a piece of matching anew reads no more than its own needs', async () => {
    await publish(opened, seller);
    await copy(await publish(opened, buyer, need()));
    const progress = { reindexFrom: null, rematchFrom: 1, retellFrom: null };
    const read = await reads(({ store }) => expect(goOn(store, progress, Date.now()).rematchFrom).toBeGreaterThan(100_000));
    expect(read).toBeLessThan(3_000);
  });
});
