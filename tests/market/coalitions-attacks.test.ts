/** What breaks coalitions, tried: the same work promised twice, offers that shrink, a lead that is silent, more offers than one query takes. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { CoalitionView } from '../../schema/coalition.ts';
import { PoolDraft } from '../../schema/pool.ts';
import { day, hour } from '../../schema/time.ts';
import { firmDraft, join, key, listingDraft, person, publish, refusal, value } from '../support/market.ts';
import {
  after,
  amal,
  answer,
  badr,
  camal,
  completed,
  dina,
  invited,
  june,
  openScene,
  owner,
  price,
  proposals,
  quoted,
  type Scene,
  seen,
  states,
  stranger,
  told,
} from './coalition-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});

const member = (who: typeof owner) => scene.market.member(who);
const rows = (text: string) => runInDurableObject(scene.stub, (_, { storage }) => storage.sql.exec(text).toArray());
const decide = (who: typeof owner, id: number) => member(who).decideCoalition(id, { accept: true, words: '' }, key());
const quote = (who: typeof owner, id: number) => member(who).quoteCoalition(id, { deliverBy: june, words: '' }, key());

/** A need of another firm for the same goods. */
const secondNeed = (amount: number) =>
  publish(
    scene,
    stranger,
    listingDraft({
      direction: 'need',
      title: 'صنادل جلد رجالي',
      text: '',
      minimumOrder: null,
      quantity: { amount: amount * 1000, unit: 'PR' },
      price: price(9_000),
    }),
  );

/** A coalition of the same four firms for the stranger's need, quoted. */
async function secondQuoted(): Promise<number> {
  const need = await secondNeed(10_000);
  const { id } = await value(member(stranger).inviteCoalition(need, { listings: scene.offers.slice(0, 3), split: false }, key()));
  for (const who of [amal, badr, camal]) await value(answer(scene, who, id));
  await value(quote(amal, id));
  return id;
}

describe('what is agreed', () => {
  describe('elsewhere', () => {
    /** Whom the first proposal for the order of ten thousand asks; of the four, the first three are just enough. */
    const asked = async () => (await proposals(scene)).proposals[0]?.members.map(({ listing }) => scene.offers.indexOf(listing.id)).sort();
    const given = 2_500_000;

    test.each([
      ['agreed', [1, 2, 3]],
      ['proposed', [0, 1, 2]],
    ])('in an exchange that is %s is counted', async (state, firms) => {
      const need = await secondNeed(4_000);
      await rows(`insert into circle (state, title, answer_by, check_at, mends, at) values ('${state}', '', 9e15, 9e15, 0, ${Date.now()})`);
      await rows(`insert into circle_leg (circle_id, place, giver_id, taker_id, offer_id, need_id, offer_title, need_title, quantity_amount,
        quantity_unit, worth, words) select 1, 0, firm_id, 1, id, ${need}, '', '', ${given}, 'PR', 1, '' from listing where id = ${scene.offers[0]}`);
      expect(await asked()).toEqual(firms);
    });

    test.each([
      ['that its supplier confirmed', stranger, true, [1, 2, 3]],
      ['that its supplier did not confirm', stranger, false, [0, 1, 2]],
      ['that its supplier opened itself', amal, false, [1, 2, 3]],
    ])('in a joint purchase %s', async (_, opener, confirms, firms) => {
      const steps = [{ from: 1_000, price: 100 }];
      const deadline = Date.now() + day;
      const supplier = { listing: scene.offers[0] ?? 0 };
      const draft = PoolDraft.parse({ title: 'صنادل', unit: 'PR', currency: 'EGP', steps, deadline, supplier });
      const { id } = await value(member(opener).openPool(draft, key()));
      if (confirms) await value(member(amal).answerPool(id, { accept: true }, key()));
      await value(member(stranger).commit(id, given, key()));
      await rows('update pool set deadline = 1, due_at = 1');
      await runInDurableObject(scene.stub, (market) => market.alarm());
      expect(await rows('select state from pool')).toEqual([{ state: 'reached' }]);
      expect(await asked()).toEqual(firms);
    });
  });

  test('is not proposed again', async () => {
    await value(decide(owner, await quoted(scene)));
    const need = await secondNeed(5_001);
    // of 4,500, 4,000, 3,500 and 3,000 pairs there are left: none, none, 2,000 and 3,000
    expect(await value(member(stranger).coalitionsFor(need, false))).toMatchObject({
      proposals: [],
      lacks: [{ code: 'short', by: { amount: 1_000, unit: 'PR' } }],
    });
    const less = await secondNeed(5_000);
    const { proposals: found } = await value(member(stranger).coalitionsFor(less, false));
    expect(found.map(({ members }) => members.map(({ listing, share }) => [listing.id, share.quantity?.amount]))).toEqual([
      [
        [scene.offers[2], 2_000_000],
        [scene.offers[3], 3_000_000],
      ],
    ]);
  });

  test('is not agreed on with another owner, who asked before', async () => {
    const second = await secondQuoted();
    await value(decide(owner, await quoted(scene)));
    expect(await refusal(decide(stranger, second))).toBe('stale');
    expect((await seen(scene, stranger, second)).agreements).toEqual([]);
  });

  test('by two owners at once is one agreement', async () => {
    const [first, second] = [await quoted(scene), await secondQuoted()];
    const codes = (await Promise.all([decide(owner, first), decide(stranger, second)])).map((one) => one.refusal?.code);
    expect(codes.sort()).toEqual(['stale', undefined]);
    expect(await rows('select distinct venture_id from agreement')).toHaveLength(1);
  });

  test('frees the shares of other orders, whose owner may ask others for them', async () => {
    const second = await secondQuoted();
    await value(decide(owner, await quoted(scene)));
    await after(scene, 2 * hour);
    const view = await seen(scene, stranger, second);
    // Camal has 2,000 pairs left, of which 1,500 are asked
    expect([view.state, states(view)]).toEqual(['inviting', ['withdrawn', 'withdrawn', 'accepted']]);
    await after(scene, 2 * hour);
    expect((await told(scene, stranger)).filter((one) => one === 'declined')).toHaveLength(2);
  });

  test('and then refused or ended counts for nothing', async () => {
    const id = await quoted(scene);
    await value(member(owner).decideCoalition(id, { accept: false, words: '' }, key()));
    expect((await value(member(stranger).coalitionsFor(await secondNeed(10_000), false))).proposals).toHaveLength(3);
  });
});

describe('an offer that shrank', () => {
  const shrink = (to: number) => rows(`update listing set quantity_amount = ${to} where id = ${scene.offers[0]}`);

  test('by one pair does not do its share', async () => {
    const id = await invited(scene);
    await shrink(4_499_000);
    expect(await refusal(answer(scene, amal, id))).toBe('stale');
    await shrink(4_500_000);
    await value(answer(scene, amal, id));
  });

  test('to what nobody knows does not either, where how much is all there is to it', async () => {
    const id = await completed(scene);
    await rows(`update listing set quantity_amount = null, quantity_unit = null where id = ${scene.offers[0]}`);
    expect(await refusal(quote(amal, id))).toBe('stale');
  });

  test('or takes no order so small any more, neither', async () => {
    const id = await completed(scene);
    await rows(`update listing set minimum_amount = 11000000, minimum_unit = 'PR' where id = ${scene.offers[0]}`);
    expect(await refusal(quote(amal, id))).toBe('stale');
  });

  test('gives its share back when the clock looks', async () => {
    const id = await quoted(scene);
    await shrink(4_000_000);
    await after(scene, 2 * hour);
    expect(states(await seen(scene, owner, id))).toEqual(['withdrawn', 'accepted', 'accepted']);
  });

  test('only because days went by while all were asked still does it', async () => {
    await rows(`update listing set capacity_amount = quantity_amount / 2, capacity_unit = 'PR', quantity_amount = null, quantity_unit = null
      where direction = 'offer'`);
    await rows(`update listing set available_until = ${Math.floor(Date.now() / day) * day + 61 * day} where id = ${scene.need}`);
    const id = await invited(scene);
    await rows(`update coalition_part set answer_by = answer_by - ${2 * day}`);
    const parts = await rows('select firm_id from coalition_part order by id');
    for (const { firm_id } of parts) {
      const who = [amal, badr, camal, dina][scene.firms.indexOf(Number(firm_id))] as typeof amal;
      await value(answer(scene, who, id));
    }
    await after(scene, 2 * hour);
    expect((await seen(scene, owner, id)).state).toBe('complete');
  });
});

describe('a lead that does not write', () => {
  test('has three days for itself; then any of them may, and is told so once', async () => {
    const id = await completed(scene);
    await after(scene, 2 * day);
    expect(await refusal(quote(badr, id))).toBe('not-found');
    expect((await seen(scene, badr, id)).acts).toEqual(['withdraw']);
    await after(scene, day + hour);
    await after(scene, hour);
    expect((await told(scene, badr)).filter((one) => one === 'complete')).toHaveLength(2);
    const view = await seen(scene, badr, id);
    expect(view).toMatchObject({ acts: ['withdraw', 'quote'], sum: 6_000_000, quoteBy: null });
    // what each asks stays between it, the lead and the owner
    expect(view.members.map(({ amount }) => amount)).toEqual([null, 2_000_000, null]);
    for (const who of [owner, dina, stranger]) expect(await refusal(quote(who, id))).toBe('not-found');
    await value(quote(badr, id));
    expect(await refusal(quote(amal, id))).toBe('wrong-state');
    expect((await seen(scene, owner, id)).quote?.total).toBe(6_000_000);
  });

  test('has them anew when somebody left and another came', async () => {
    const id = await completed(scene);
    await after(scene, 4 * day);
    await value(member(camal).leaveCoalition(id, { words: '' }, key()));
    await value(member(owner).replaceInCoalition(id, { listings: [scene.offers[3] ?? 0] }, key()));
    await value(answer(scene, dina, id));
    expect(await refusal(quote(badr, id))).toBe('not-found');
    expect((await seen(scene, amal, id)).acts).toEqual(['withdraw', 'quote']);
  });
});

describe('readers', () => {
  test('who are out do not read with which words it was agreed or refused', async () => {
    const id = await quoted(scene);
    await value(member(camal).leaveCoalition(id, { words: '' }, key()));
    await value(member(owner).replaceInCoalition(id, { listings: [scene.offers[3] ?? 0] }, key()));
    await value(answer(scene, dina, id));
    await value(quote(amal, id));
    await value(member(owner).decideCoalition(id, { accept: true, words: 'التسليم في المخزن الجديد' }, key()));
    expect((await seen(scene, dina, id)).words).toBe('التسليم في المخزن الجديد');
    expect(await seen(scene, camal, id)).toMatchObject({ words: '', quote: null, sum: null, agreements: [] });
  });

  test('get an answer as it is described, whatever is asked for', async () => {
    const id = await invited(scene);
    for (const who of [amal, badr, camal]) await value(answer(scene, who, id, { amount: 1e12 }));
    await value(quote(amal, id));
    const view = await seen(scene, owner, id);
    expect(view.quote?.total).toBe(3e12);
    expect(CoalitionView.safeParse(view).error).toBeUndefined();
  });

  test('get no estimate that is more than anybody can ask', async () => {
    await rows(`update listing set price_min = 1000000000000 where direction = 'offer'`);
    const found = await proposals(scene);
    expect(found.proposals[0]?.reasons.map(({ code }) => code)).not.toContain('costs');
    const id = await invited(scene);
    expect(CoalitionView.safeParse(await seen(scene, amal, id)).error).toBeUndefined();
  });
});

test('more offers than one query takes are no failure', async () => {
  const many = person('Marwa Many');
  await join(scene, many, firmDraft({ name: 'ورش كثيرة', role: 'workshop' }));
  const post = (who: typeof owner, amount: number) => {
    const quantity = { amount, unit: 'PR' as const };
    return publish(scene, who, listingDraft({ title: 'صنادل جلد رجالي', text: '', minimumOrder: null, quantity, price: price(4_000) }));
  };
  for (let n = 0; n < 110; n++) await post(many, 50_000);
  // of so many only the newest are looked at
  for (const who of [amal, badr, camal]) await post(who, 4_000_000);
  expect((await proposals(scene)).proposals.length).toBeGreaterThan(0);
}, 60_000);
