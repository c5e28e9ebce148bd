/** Coalitions: proposed, asked, answered, replaced, quoted and decided, with everything looked at again in each step. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../schema/refusal.ts';
import { day, hour } from '../../schema/time.ts';
import { key, listingDraft, manager, publish, refusal, value } from '../support/market.ts';
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
const boss = () => scene.market.manager(manager);
const move = (who: typeof owner, id: number, act: 'pause' | 'resume' | 'withdraw' | 'fulfil') => value(member(who).move(id, act, key()));
const rows = (text: string) => runInDurableObject(scene.stub, (_, { storage }) => storage.sql.exec(text).toArray());

describe('proposals for a need', () => {
  test('are the fewest firms that cover it, with their shares and why', async () => {
    const found = await proposals(scene);
    expect(found).toMatchObject({ steps: ['صنادل جلد رجالي'], alone: [], lacks: [], underWay: null });
    expect(found.proposals.map(({ members }) => members.map(({ listing }) => listing.id))).toEqual([
      [scene.offers[0], scene.offers[1], scene.offers[2]],
      [scene.offers[0], scene.offers[1], scene.offers[3]],
      [scene.offers[0], scene.offers[2], scene.offers[3]],
    ]);
    const [first] = found.proposals;
    expect(first?.exact).toBe(true);
    expect(first?.members.map(({ share }) => share)).toEqual([
      { quantity: { amount: 4_500_000, unit: 'PR' }, fraction: 0.45 },
      { quantity: { amount: 4_000_000, unit: 'PR' }, fraction: 0.4 },
      { quantity: { amount: 1_500_000, unit: 'PR' }, fraction: 0.15 },
    ]);
    expect(first?.reasons).toContainEqual({ code: 'costs', amount: 4500 * 5000 + 4000 * 6000 + 1500 * 7000, currency: 'EGP' });
  });

  test('are for its firm and for managers', async () => {
    const read = await value(boss().coalitionsFor(scene.need, false));
    expect(read.proposals).toHaveLength(3);
    // who may look may not ask
    expect([read.mine, (await proposals(scene)).mine]).toEqual([false, true]);
    for (const who of [amal, stranger]) expect(await refusal(member(who).coalitionsFor(scene.need, false))).toBe('not-found');
    expect(await refusal(member(owner).coalitionsFor(scene.offers[0] ?? 0, false))).toBe('not-found');
  });

  test('are of what is in the market: nothing paused, ended or of a suspended firm', async () => {
    await move(amal, scene.offers[0] ?? 0, 'pause');
    expect((await proposals(scene)).proposals[0]?.members.map(({ firm }) => firm.id)).toEqual(scene.firms.slice(1));
    await value(boss().decideFirm(scene.firms[1] ?? 0, { act: 'suspend', words: '' }, key()));
    expect(await proposals(scene)).toMatchObject({ proposals: [], lacks: [{ code: 'short', by: { amount: 3_500_000, unit: 'PR' } }] });
    await move(owner, scene.need, 'pause');
    expect(await refusal(member(owner).coalitionsFor(scene.need, false))).toBe('wrong-state');
  });

  test('are none where one firm is enough, unless several are asked for', async () => {
    await publish(
      scene,
      stranger,
      listingDraft({
        title: 'صنادل جلد رجالي',
        text: '',
        minimumOrder: null,
        quantity: { amount: 20_000_000, unit: 'PR' },
        price: price(9_000),
      }),
    );
    expect(await proposals(scene)).toMatchObject({ proposals: [], alone: [{ name: 'ورشة سامي' }] });
    const shared = await proposals(scene, true);
    expect(shared.proposals[0]?.members.length).toBe(3);
    for (const { share } of shared.proposals[0]?.members ?? []) expect(share.fraction).toBeLessThanOrEqual(0.5);
  });

  test('leave out whom one of the two sides does not want', async () => {
    await value(member(amal).dismissMatch(scene.offers[0] ?? 0, scene.need, { reason: 'no-interest' }, key()));
    expect((await proposals(scene)).proposals[0]?.members.map(({ firm }) => firm.id)).toEqual(scene.firms.slice(1));
  });
});

describe('asking', () => {
  test('tells each firm its share, once', async () => {
    const id = await invited(scene);
    for (const who of [amal, badr, camal]) expect(await told(scene, who)).toEqual(['invited']);
    expect(await told(scene, dina)).toEqual([]);
    expect(await seen(scene, amal, id)).toMatchObject({
      side: 'member',
      state: 'inviting',
      part: 'invited',
      acts: ['answer'],
      firms: 3,
      accepted: 0,
    });
    expect((await proposals(scene)).underWay).toBe(id);
  });

  test('by two at once is one coalition', async () => {
    const listings = scene.offers.slice(0, 3);
    const ask = () => member(owner).inviteCoalition(scene.need, { listings, split: false }, key());
    const codes = (await Promise.all([ask(), ask()])).map((one) => one.refusal?.code);
    expect(codes.sort()).toEqual(['wrong-state', undefined]);
    expect(await rows('select * from coalition')).toHaveLength(1);
  });

  test('sent twice is done once', async () => {
    const listings = scene.offers.slice(0, 3);
    const same = key();
    const ask = () => value(member(owner).inviteCoalition(scene.need, { listings, split: false }, same));
    expect(await ask()).toEqual(await ask());
    expect(await told(scene, amal)).toEqual(['invited']);
  });

  test('for what is no proposal any more is refused, and nothing is half done', async () => {
    const listings = scene.offers.slice(0, 3);
    await move(badr, scene.offers[1] ?? 0, 'pause');
    expect(await refusal(member(owner).inviteCoalition(scene.need, { listings, split: false }, key()))).toBe('stale');
    expect(await refusal(member(owner).inviteCoalition(scene.need, { listings: [scene.offers[0] ?? 0], split: false }, key()))).toBe(
      'stale',
    );
    expect(await rows('select * from coalition')).toEqual([]);
    expect(await told(scene, amal)).toEqual([]);
  });

  test('is for the firm of the need', async () => {
    const ask = { listings: scene.offers.slice(0, 3), split: false };
    expect(await refusal(member(amal).inviteCoalition(scene.need, ask, key()))).toBe('not-found');
    expect(await refusal(boss().inviteCoalition(scene.need, ask, key()))).toBe('not-found');
  });
});

describe('an answer', () => {
  test('of all makes it complete, and the largest share leads', async () => {
    const id = await completed(scene);
    const view = await seen(scene, amal, id);
    expect(view).toMatchObject({ state: 'complete', accepted: 3, acts: ['withdraw', 'quote'] });
    expect(view.members.map(({ lead }) => lead)).toEqual([true, false, false]);
    expect(await told(scene, owner)).toEqual(['complete', 'accepted', 'accepted', 'accepted']);
  });

  test('needs a price, and its own invitation', async () => {
    const id = await invited(scene);
    expect(await refusal(answer(scene, dina, id))).toBe('not-found');
    expect(await refusal(answer(scene, owner, id))).toBe('not-found');
    await value(answer(scene, amal, id));
    expect(await refusal(answer(scene, amal, id))).toBe('wrong-state');
  });

  test('that declines is told to the owner, who is shown who could take the place', async () => {
    const id = await invited(scene);
    await value(answer(scene, amal, id));
    await value(answer(scene, camal, id, { accept: false, amount: null, words: 'مشغولون' }));
    expect(await told(scene, owner)).toEqual(['declined', 'accepted']);
    const view = await seen(scene, owner, id);
    expect(view.acts).toEqual(['replace', 'end']);
    expect(view.replacements.map(({ members }) => members.map(({ firm }) => firm.id))).toEqual([[scene.firms[3]]]);
    expect(view.replacements[0]?.members[0]?.share).toEqual({ quantity: { amount: 1_500_000, unit: 'PR' }, fraction: 1 });
  });

  test('with an offer that is paused, or no longer enough, is refused', async () => {
    const id = await invited(scene);
    await move(amal, scene.offers[0] ?? 0, 'pause');
    expect(await refusal(answer(scene, amal, id))).toBe('stale');
    await move(amal, scene.offers[0] ?? 0, 'resume');
    await rows(`update listing set quantity_amount = 1000000 where id = ${scene.offers[0]}`);
    expect(await refusal(answer(scene, amal, id))).toBe('stale');
    // whoever cannot may always say so
    await value(answer(scene, amal, id, { accept: false, amount: null }));
  });

  test('to a need that is paused waits for it', async () => {
    const id = await invited(scene);
    await move(owner, scene.need, 'pause');
    expect(await refusal(answer(scene, amal, id))).toBe('wrong-state');
    await move(owner, scene.need, 'resume');
    await value(answer(scene, amal, id));
  });
});

describe('a share that is free', () => {
  const decline = async () => {
    const id = await invited(scene);
    for (const who of [amal, badr]) await value(answer(scene, who, id));
    await value(answer(scene, camal, id, { accept: false, amount: null }));
    return id;
  };

  test('is given to another firm, around those who accepted', async () => {
    const id = await decline();
    await value(member(owner).replaceInCoalition(id, { listings: [scene.offers[3] ?? 0] }, key()));
    expect(states(await seen(scene, owner, id))).toEqual(['accepted', 'accepted', 'replaced', 'invited']);
    expect(await told(scene, dina)).toEqual(['invited']);
    await value(answer(scene, dina, id));
    expect((await seen(scene, owner, id)).state).toBe('complete');
    // who is out does not read who is in
    const out = await seen(scene, camal, id);
    expect(out.members.map(({ firm }) => firm.id)).toEqual([scene.firms[2]]);
    expect(out.acts).toEqual([]);
  });

  test('is not given to who was asked before, nor to what is no proposal', async () => {
    const id = await decline();
    for (const listings of [[scene.offers[2] ?? 0], [scene.offers[0] ?? 0], [scene.need]])
      expect(await refusal(member(owner).replaceInCoalition(id, { listings }, key()))).toBe('stale');
    expect(states(await seen(scene, owner, id))).toEqual(['accepted', 'accepted', 'declined']);
  });

  test('that nobody can take is said to be', async () => {
    await move(dina, scene.offers[3] ?? 0, 'pause');
    const id = await decline();
    expect(await seen(scene, owner, id)).toMatchObject({
      replacements: [],
      open: [{ code: 'short', by: { amount: 1_500_000, unit: 'PR' } }],
      acts: ['end'],
    });
  });

  test('after three days without an answer is free too, and may still be taken late', async () => {
    const id = await invited(scene);
    await value(answer(scene, amal, id));
    await after(scene, 3 * day + hour);
    expect(states(await seen(scene, owner, id))).toEqual(['accepted', 'silent', 'silent']);
    expect(await told(scene, owner)).toEqual(['declined', 'declined', 'accepted']);
    await value(answer(scene, badr, id));
    expect(states(await seen(scene, owner, id))).toEqual(['accepted', 'accepted', 'silent']);
    // rung again, or after the object was gone, nothing happens twice
    await evictDurableObject(scene.stub);
    await after(scene, day);
    expect(await told(scene, owner)).toEqual(['accepted', 'declined', 'declined', 'accepted']);
  });

  test('before three days is not', async () => {
    const id = await invited(scene);
    await after(scene, 2 * day);
    expect(states(await seen(scene, owner, id))).toEqual(['invited', 'invited', 'invited']);
  });

  test('is left by who withdraws, and the joint price with it', async () => {
    const id = await quoted(scene);
    await value(member(badr).leaveCoalition(id, { words: 'تعطّلت الماكينة' }, key()));
    const view = await seen(scene, owner, id);
    expect(view).toMatchObject({ state: 'inviting', quote: null });
    expect(states(view)).toEqual(['accepted', 'withdrawn', 'accepted']);
    expect(await refusal(member(owner).decideCoalition(id, { accept: true, words: '' }, key()))).toBe('wrong-state');
  });

  test('is left by whose offer is gone or who is suspended, when the clock looks', async () => {
    const id = await completed(scene);
    await move(badr, scene.offers[1] ?? 0, 'withdraw');
    await value(boss().decideFirm(scene.firms[2] ?? 0, { act: 'suspend', words: '' }, key()));
    await after(scene, 2 * hour);
    const view = await seen(scene, owner, id);
    expect(view.state).toBe('inviting');
    expect(states(view)).toEqual(['accepted', 'withdrawn', 'withdrawn']);
  });
});

describe('the joint quote', () => {
  const quote = (who: typeof owner, id: number, deliverBy = june) => member(who).quoteCoalition(id, { deliverBy, words: '' }, key());

  test('is written by the lead alone, and is what all ask', async () => {
    const id = await completed(scene);
    for (const who of [badr, owner, dina]) expect(await refusal(quote(who, id))).toBe('not-found');
    await value(quote(amal, id));
    const view = await seen(scene, owner, id);
    expect(view).toMatchObject({ state: 'quoted', quote: { total: 6_000_000, deliverBy: june }, acts: ['decide', 'end'] });
    expect(view.members.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(6_000_000);
    expect(await told(scene, owner)).toContain('quoted');
  });

  test('is not written before all have accepted, nor twice, nor for a day that is over', async () => {
    const id = await invited(scene);
    await value(answer(scene, amal, id));
    expect(await refusal(quote(amal, id))).toBe('wrong-state');
    for (const who of [badr, camal]) await value(answer(scene, who, id));
    const past = await quote(amal, id, Date.UTC(2025, 1, 1));
    expect(past.refusal).toEqual({ code: 'invalid', fields: [{ path: 'deliverBy', code: 'in-the-past' }] });
    await value(quote(amal, id));
    expect(await refusal(quote(amal, id))).toBe('wrong-state');
  });

  test('is not written while an offer of it is paused', async () => {
    const id = await completed(scene);
    await move(camal, scene.offers[2] ?? 0, 'pause');
    expect(await refusal(quote(amal, id))).toBe('stale');
    expect((await seen(scene, owner, id)).members.map(({ away }) => away)).toEqual([false, false, true]);
  });

  test('shows a firm’s price to itself, to the lead, and to the owner with the quote', async () => {
    const id = await completed(scene);
    const amounts = async (who: typeof owner) => (await seen(scene, who, id)).members.map(({ amount }) => amount);
    expect(await amounts(owner)).toEqual([null, null, null]);
    expect(await amounts(badr)).toEqual([null, 2_000_000, null]);
    expect(await amounts(amal)).toEqual([1_000_000, 2_000_000, 3_000_000]);
    await value(quote(amal, id));
    expect(await amounts(badr)).toEqual([null, 2_000_000, null]);
    expect(await amounts(owner)).toEqual([1_000_000, 2_000_000, 3_000_000]);
  });
});

describe('the decision', () => {
  const decide = (who: typeof owner, id: number, accept: boolean) => member(who).decideCoalition(id, { accept, words: 'شكرًا' }, key());

  test('that accepts is one agreement with each firm, at its price', async () => {
    const id = await quoted(scene);
    await value(decide(owner, id, true));
    const view = await seen(scene, owner, id);
    expect(view).toMatchObject({ state: 'agreed', words: 'شكرًا', acts: [] });
    expect(view.agreements.map(({ giver, amount, quantity }) => [giver?.id, amount, quantity?.amount])).toEqual([
      [scene.firms[0], 1_000_000, 4_500_000],
      [scene.firms[1], 2_000_000, 4_000_000],
      [scene.firms[2], 3_000_000, 1_500_000],
    ]);
    // another firm's agreement is not for it
    expect((await seen(scene, badr, id)).agreements.map(({ giver }) => giver?.id)).toEqual([scene.firms[1]]);
    for (const who of [amal, badr, camal]) expect(await told(scene, who)).toContain('agreed');
  });

  test('by two at once is one', async () => {
    const id = await quoted(scene);
    const both = await Promise.all([decide(owner, id, true), decide(owner, id, false)]);
    expect(both.filter((one: Answer<unknown>) => one.refusal).map((one) => one.refusal?.code)).toEqual(['wrong-state']);
    const { state, agreements } = await seen(scene, owner, id);
    expect(agreements).toHaveLength(state === 'agreed' ? 3 : 0);
  });

  test('that refuses ends it with words', async () => {
    const id = await quoted(scene);
    await value(decide(owner, id, false));
    expect(await seen(scene, amal, id)).toMatchObject({ state: 'refused', words: 'شكرًا', agreements: [] });
    expect((await proposals(scene)).underWay).toBeNull();
  });

  test('is the owner’s, and of what still holds', async () => {
    const id = await quoted(scene);
    for (const who of [amal, stranger]) expect(await refusal(decide(who, id, true))).toBe('not-found');
    await move(badr, scene.offers[1] ?? 0, 'pause');
    expect(await refusal(decide(owner, id, true))).toBe('stale');
    expect((await seen(scene, owner, id)).agreements).toEqual([]);
    await move(badr, scene.offers[1] ?? 0, 'resume');
    await value(decide(owner, id, true));
  });
});

describe('the end', () => {
  test('comes when its owner ends it, and those who were in are told', async () => {
    const id = await invited(scene);
    await value(answer(scene, camal, id, { accept: false, amount: null }));
    expect(await refusal(member(amal).endCoalition(id, { words: '' }, key()))).toBe('not-found');
    await value(member(owner).endCoalition(id, { words: 'تأجلت' }, key()));
    expect(await told(scene, amal)).toEqual(['ended', 'invited']);
    expect(await told(scene, camal)).toEqual(['invited']);
    expect(await refusal(answer(scene, amal, id))).toBe('wrong-state');
    expect(await refusal(member(owner).endCoalition(id, { words: '' }, key()))).toBe('wrong-state');
  });

  test.each(['withdraw', 'fulfil'] as const)('comes when the need is over (%s), when the clock looks', async (act) => {
    const id = await quoted(scene);
    await move(owner, scene.need, act);
    expect(await refusal(member(owner).decideCoalition(id, { accept: true, words: '' }, key()))).toBe('wrong-state');
    await after(scene, 2 * hour);
    expect((await seen(scene, amal, id)).state).toBe('ended');
    expect(await told(scene, amal)).toContain('ended');
    expect(await rows('select * from coalition where look_at is not null')).toEqual([]);
  });

  test('does not come from a clock that was ahead', async () => {
    const id = await invited(scene);
    await rows(`update coalition set look_at = ${Date.now() + 400 * day}`);
    await after(scene, 0);
    expect((await seen(scene, owner, id)).state).toBe('inviting');
    const [row] = await rows('select look_at from coalition');
    expect(Number(row?.look_at)).toBeLessThanOrEqual(Date.now() + hour);
  });
});

describe('reading', () => {
  test('is for its owner, those who were asked, and managers', async () => {
    const id = await invited(scene);
    for (const who of [dina, stranger]) expect(await refusal(member(who).coalition(id))).toBe('not-found');
    expect(
      await seen({ ...scene, market: { ...scene.market, member: scene.market.manager } } as unknown as Scene, manager, id),
    ).toMatchObject({ side: 'manager', acts: [] });
    expect((await value(member(owner).coalitions())).map(({ side, accepted, firms }) => [side, accepted, firms])).toEqual([
      ['owner', 0, 3],
    ]);
    expect((await value(member(amal).coalitions())).map(({ side, part }) => [side, part])).toEqual([['member', 'invited']]);
    expect(await value(member(dina).coalitions())).toEqual([]);
  });
});
