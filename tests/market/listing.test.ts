/** A listing in the market: from draft to its end, with index, notices and log in the same transaction. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { join, key, listingDraft, manager, type Opened, openMarket, person, publish, query, refusal, value } from '../support/market.ts';

const tanner = person('Tarek Tanner');
const shoemaker = person('Salma Shoemaker');
let opened: Opened;

beforeEach(async () => {
  opened = await openMarket();
  await join(opened, tanner);
  await join(opened, shoemaker);
});

const found = async (words: string) => (await value(opened.market.visitor(null).search(query({ q: words })))).hits.map((hit) => hit.id);

describe('the way to publication', () => {
  test('a draft waits for a manager and is found only when it is published', async () => {
    const { market } = opened;
    const { id, state } = await value(market.member(tanner).draft(listingDraft(), key()));
    expect(state).toBe('waiting');
    expect(await found('جلد')).toEqual([]);
    expect(await refusal(market.visitor(null).listing(id))).toBe('not-found');
    await value(market.manager(manager).decide(id, { act: 'publish', reason: null, words: '', revision: 2 }, key()));
    expect(await found('جلد')).toEqual([id]);
    expect((await value(market.visitor(null).listing(id))).owner).toBeNull();
  });

  test('a returned listing tells its firm why, and comes back when it is edited and submitted', async () => {
    const { market } = opened;
    const { id } = await value(market.member(tanner).draft(listingDraft(), key()));
    await value(market.manager(manager).decide(id, { act: 'return', reason: 'price-missing', words: 'اكتب السعر', revision: 2 }, key()));
    const mine = await value(market.member(tanner).listing(id));
    expect(mine.owner?.returned).toEqual({ reason: 'price-missing', words: 'اكتب السعر' });
    expect((await value(market.member(tanner).inbox())).notices[0]).toMatchObject({ kind: 'listing-returned', reason: 'price-missing' });
    const edited = await value(market.member(tanner).edit(id, { ...listingDraft(), revision: mine.owner?.revision ?? 0 }, key()));
    expect(edited.state).toBe('waiting');
  });

  test('a decision on a revision that has changed since is refused', async () => {
    const { market } = opened;
    const { id } = await value(market.member(tanner).draft(listingDraft(), key()));
    await value(market.member(tanner).edit(id, { ...listingDraft({ title: 'شيء آخر' }), revision: 2 }, key()));
    expect(await refusal(market.manager(manager).decide(id, { act: 'publish', reason: null, words: '', revision: 2 }, key()))).toBe(
      'stale',
    );
  });

  test('a trusted firm publishes at once only where the cluster lets trusted firms', async () => {
    const { market } = opened;
    const firm = (await value(market.member(tanner).myFirm())).firm.id;
    await value(market.manager(manager).decideFirm(firm, { act: 'trust', words: '' }, key()));
    expect((await value(market.member(tanner).draft(listingDraft(), key()))).state).toBe('waiting');
    await value(market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
    expect((await value(market.member(tanner).draft(listingDraft(), key()))).state).toBe('published');
  });

  test('an edit of a published listing takes it out of sight until a manager has read it', async () => {
    const { market } = opened;
    const id = await publish(opened, tanner);
    await value(market.member(tanner).edit(id, { ...listingDraft({ title: 'خشب زان' }), revision: 3 }, key()));
    expect(await found('جلد')).toEqual([]);
    expect(await found('خشب')).toEqual([]);
    expect(await refusal(market.visitor(null).listing(id))).toBe('not-found');
  });
});

describe('sight', () => {
  test('a listing for the cluster is there for members and is not there for anyone else', async () => {
    const { market } = opened;
    const id = await publish(opened, tanner, listingDraft({ visibility: 'cluster' }));
    expect(await refusal(market.visitor(null).listing(id))).toBe('not-found');
    expect(await refusal(market.visitor(person('Outsider')).listing(id))).toBe('not-found');
    expect(await refusal(market.buyer(person('Outsider')).ask(id, { message: 'هل هو متاح؟', quantity: null }, key()))).toBe('not-found');
    expect((await value(market.visitor(shoemaker).listing(id))).id).toBe(id);
    const front = await value(market.visitor(null).front());
    expect(front.offers).toEqual([]);
    expect(front.facets.kind).toEqual({});
  });

  test("another firm's draft and waiting listing are not there, nor can they be changed", async () => {
    const { market } = opened;
    const { id } = await value(market.member(tanner).draft(listingDraft(), key()));
    expect(await refusal(market.member(shoemaker).listing(id))).toBe('not-found');
    expect(await refusal(market.member(shoemaker).edit(id, { ...listingDraft(), revision: 2 }, key()))).toBe('not-found');
    expect(await refusal(market.member(shoemaker).move(id, 'withdraw', key()))).toBe('not-found');
  });

  test('when a firm is suspended its listings disappear, and come back when it is restored', async () => {
    const { market } = opened;
    const id = await publish(opened, tanner);
    const { firm } = await value(market.visitor(null).listing(id));
    await value(market.manager(manager).decideFirm(firm.id, { act: 'suspend', words: 'شكوى' }, key()));
    expect(await found('جلد')).toEqual([]);
    expect(await refusal(market.visitor(null).listing(id))).toBe('not-found');
    expect(await refusal(market.visitor(null).firm(firm.id))).toBe('not-found');
    expect(await refusal(market.member(tanner).draft(listingDraft(), key()))).toBe('suspended');
    expect(await refusal(market.buyer(tanner).inbox())).toBe('suspended');
    await value(market.manager(manager).decideFirm(firm.id, { act: 'restore', words: '' }, key()));
    expect(await found('جلد')).toEqual([id]);
  });
});

describe('the clock', () => {
  const due = (id: number) =>
    runInDurableObject(opened.stub, (_, state) => void state.storage.sql.exec('update listing set expires_at = 1 where id = ?', id));

  test('a listing expires when its term ends, its open inquiries close, and it can be renewed', async () => {
    const { market } = opened;
    const id = await publish(opened, tanner);
    await value(market.buyer(shoemaker).ask(id, { message: 'محتاج ٢٠٠ قدم', quantity: null }, key()));
    await due(id);
    await runDurableObjectAlarm(opened.stub);
    expect(await found('جلد')).toEqual([]);
    expect((await value(market.member(tanner).listing(id))).state).toBe('expired');
    expect((await value(market.buyer(shoemaker).inbox())).sent[0]?.state).toBe('closed');
    await value(market.member(tanner).move(id, 'renew', key()));
    expect(await found('جلد')).toEqual([id]);
  });

  test('a standing offer renews itself and stays where it is', async () => {
    const { market } = opened;
    const id = await publish(opened, tanner, listingDraft({ standing: true }));
    const before = await value(market.visitor(null).listing(id));
    await due(id);
    await runDurableObjectAlarm(opened.stub);
    const after = await value(market.visitor(null).listing(id));
    expect(after.state).toBe('published');
    expect(after.expiresAt).toBeGreaterThan(Date.now());
    expect(after.publishedAt).toBe(before.publishedAt);
    expect((await value(market.member(tanner).inbox())).notices[0]?.kind).toBe('listing-renewed');
  });
});

describe('the log', () => {
  test('cannot be edited, not even with SQL', async () => {
    await publish(opened, tanner);
    const entries = (await value(opened.market.manager(manager).log(null))).entries;
    expect(entries[0]).toMatchObject({ act: 'publish', by: manager.name });
    await runInDurableObject(opened.stub, (_, state) => {
      expect(() => state.storage.sql.exec(`update decision set words = 'x'`)).toThrow(/append-only/);
      expect(() => state.storage.sql.exec('delete from decision')).toThrow(/append-only/);
    });
  });
});
