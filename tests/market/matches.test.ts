/** Matches in a market: found in the transaction that publishes, shown to both sides, dismissed by one, and never of what is not there. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ListingDraft } from '../../schema/listing.ts';
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

const [seller, other, buyer] = [person('Sami Seller'), person('Omar Other'), person('Bilal Buyer')];
const need = (over: Partial<ListingDraft> = {}) =>
  listingDraft({ direction: 'need', title: 'محتاج جلد بقري', text: '', price: { form: 'negotiable', currency: 'EGP' }, ...over });

let opened: Opened;
beforeEach(async () => {
  opened = await openMarket();
  for (const who of [seller, other, buyer]) await join(opened, who, firmDraft({ name: `Firm of ${who.name}` }));
});

const matches = async (who: typeof seller, id: number) => (await value(opened.market.member(who).matches(id))).matches;
const ids = async (who: typeof seller, id: number) => (await matches(who, id)).map(({ listing }) => listing.id);
const told = async (who: typeof seller) =>
  (await value(opened.market.buyer(who).inbox())).notices.filter(({ kind }) => kind === 'match-found').map(({ listing }) => listing?.id);

describe('a need that is published', () => {
  test('has the offers that fit in the same answer, with reasons', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    const { owner } = await value(opened.market.member(buyer).listing(wanted));
    expect(owner?.matches.map(({ listing }) => listing.id)).toEqual([offer]);
    expect(owner?.matches[0]?.reasons.map(({ code }) => code)).toContain('same-thing');
  });

  test('is shown to the other side with the same score, and both are told once', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    const [one] = await matches(buyer, wanted);
    const [back] = await matches(seller, offer);
    expect(back?.listing.id).toBe(wanted);
    expect(back?.score).toBe(one?.score);
    expect(await told(seller)).toEqual([offer]);
    expect(await told(buyer)).toEqual([wanted]);
    await publish(opened, buyer, need({ title: 'مطلوب جلد بقري طبيعي' }));
    expect(await told(seller)).toEqual([offer]);
  });

  test('finds nothing where nothing fits', async () => {
    await publish(opened, seller);
    const wanted = await publish(opened, buyer, need({ title: 'محتاج فرن رخام' }));
    expect(await ids(buyer, wanted)).toEqual([]);
    expect(await told(buyer)).toEqual([]);
  });
});

describe('nothing is proposed', () => {
  test('of one’s own firm', async () => {
    const wanted = await publish(opened, seller, need());
    await publish(opened, seller);
    expect(await ids(seller, wanted)).toEqual([]);
  });

  test('that is paused, and it is there again when it is resumed', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    await value(opened.market.member(seller).move(offer, 'pause', key()));
    expect(await ids(buyer, wanted)).toEqual([]);
    expect(await ids(seller, offer)).toEqual([]);
    await value(opened.market.member(seller).move(offer, 'resume', key()));
    expect(await ids(buyer, wanted)).toEqual([offer]);
  });

  test('of a firm that was suspended', async () => {
    await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    const { firm } = await value(opened.market.member(seller).myFirm());
    await value(opened.market.manager(manager).decideFirm(firm.id, { act: 'suspend', words: '' }, key()));
    expect(await ids(buyer, wanted)).toEqual([]);
  });

  test('of a firm that was suspended, until it is restored', async () => {
    const offer = await publish(opened, seller);
    const { firm } = await value(opened.market.member(seller).myFirm());
    await value(opened.market.manager(manager).decideFirm(firm.id, { act: 'suspend', words: '' }, key()));
    const wanted = await publish(opened, buyer, need());
    expect(await ids(buyer, wanted)).toEqual([]);
    await value(opened.market.manager(manager).decideFirm(firm.id, { act: 'restore', words: '' }, key()));
    await settle(opened);
    expect(await ids(buyer, wanted)).toEqual([offer]);
  });

  test('of a firm that was restored, in many pieces: all of its own listings are matched anew, and those of nobody else', async () => {
    const { market } = opened;
    const own = [];
    for (let n = 0; n < 25; n++) own.push(await publish(opened, seller, listingDraft(n % 2 ? {} : { title: 'غراء حيواني' })));
    const others = await publish(opened, other);
    const { firm } = await value(market.member(seller).myFirm());
    await value(market.manager(manager).decideFirm(firm.id, { act: 'suspend', words: '' }, key()));
    const wanted = [await publish(opened, buyer, need()), await publish(opened, buyer, need({ title: 'محتاج غراء حيواني' }))];
    // as if it had been forgotten: whoever looks for it again is not concerned
    const rows = (text: string) => runInDurableObject(opened.stub, (_, { storage }) => storage.sql.exec(text).toArray());
    await rows(`delete from match where offer_id = ${others}`);
    await value(market.manager(manager).decideFirm(firm.id, { act: 'restore', words: '' }, key()));
    await settle(opened);
    const found = (await rows('select distinct offer_id as id from match order by 1')).map(({ id }) => id);
    expect(found).toEqual(own);
    expect((await rows('select distinct need_id as id from match order by 1')).map(({ id }) => id)).toEqual(wanted);
  });

  test('that waits for a manager', async () => {
    await value(opened.market.member(seller).draft(listingDraft(), key()));
    const wanted = await publish(opened, buyer, need());
    expect(await ids(buyer, wanted)).toEqual([]);
  });

  test('that was edited into something else', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    const { owner } = await value(opened.market.member(seller).listing(offer));
    await value(
      opened.market.member(seller).edit(offer, { ...listingDraft({ title: 'نعل مطاط' }), revision: owner?.revision ?? 0 }, key()),
    );
    const again = await value(opened.market.member(seller).listing(offer));
    await value(
      opened.market
        .manager(manager)
        .decide(offer, { act: 'publish', reason: null, words: '', revision: again.owner?.revision ?? 0 }, key()),
    );
    expect(await ids(buyer, wanted)).toEqual([]);
  });
});

describe('a match that one side does not want', () => {
  test('does not come back, whatever is published again, and the other side sees no difference', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    const seen = await matches(seller, offer);
    await value(opened.market.member(buyer).dismissMatch(wanted, offer, { reason: 'too-far' }, key()));
    expect(await ids(buyer, wanted)).toEqual([]);
    expect(await matches(seller, offer)).toEqual(seen);
    await value(opened.market.member(seller).move(offer, 'pause', key()));
    await value(opened.market.member(seller).move(offer, 'resume', key()));
    await value(opened.market.member(buyer).move(wanted, 'pause', key()));
    await value(opened.market.member(buyer).move(wanted, 'resume', key()));
    expect(await ids(buyer, wanted)).toEqual([]);
    expect(await ids(seller, offer)).toEqual([wanted]);
  });

  test('is dismissed by its own firm only', async () => {
    const offer = await publish(opened, seller);
    const wanted = await publish(opened, buyer, need());
    expect(await refusal(opened.market.member(other).dismissMatch(wanted, offer, { reason: 'too-far' }, key()))).toBe('not-found');
    expect(await refusal(opened.market.member(other).matches(wanted))).toBe('not-found');
    expect(await refusal(opened.market.member(seller).dismissMatch(wanted, offer, { reason: 'too-far' }, key()))).toBe('not-found');
    expect(await ids(buyer, wanted)).toEqual([offer]);
  });
});

test('a manager reads the matches of any listing', async () => {
  const offer = await publish(opened, seller);
  const wanted = await publish(opened, buyer, need());
  expect(await ids(manager, wanted)).toEqual([offer]);
});

test('all that fits one’s own listings stands on one page', async () => {
  const offer = await publish(opened, seller);
  const wanted = await publish(opened, buyer, need());
  expect(await value(opened.market.member(buyer).myMatches())).toMatchObject([
    { listing: { id: wanted }, matches: [{ listing: { id: offer } }], more: 0 },
  ]);
  expect(await value(opened.market.member(other).myMatches())).toEqual([]);
});

test('near-equal offers take turns: not everybody is introduced to the same three firms', async () => {
  const sellers = Array.from({ length: 6 }, (_, n) => person(`Turn ${n}`));
  for (const who of sellers) {
    await join(opened, who, firmDraft({ name: `Firm of ${who.name}`, place: null }));
    await publish(opened, who);
  }
  const first = new Set<number>();
  for (let n = 0; n < 4; n++) {
    const wanted = await publish(opened, buyer, need({ title: `محتاج جلد بقري ${'ا'.repeat(n)}`.trim() }));
    for (const id of (await ids(buyer, wanted)).slice(0, 3)) first.add(id);
  }
  expect(first.size).toBeGreaterThan(4);
});

test('when the index is written anew, what fits is found anew, and nobody is told again', async () => {
  const offer = await publish(opened, seller);
  const wanted = await publish(opened, buyer, need());
  const before = await told(buyer);
  await value(opened.market.manager(manager).addTerms({ words: 'زلطاوي، فرمجة' }, key()));
  await settle(opened);
  expect(await ids(buyer, wanted)).toEqual([offer]);
  expect(await told(buyer)).toEqual(before);
});
