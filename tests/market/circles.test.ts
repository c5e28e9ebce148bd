/** Circles: exchanges that nobody could make with one other firm are proposed, answered, mended when somebody leaves, and settled once. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { CircleView } from '../../schema/circle.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
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

const people = ['Amal', 'Bilal', 'Camal', 'Dina', 'Emad'].map((name) => person(`${name} of circles`)) as [
  Person,
  Person,
  Person,
  Person,
  Person,
];
const [amal, bilal, camal, dina, emad] = people;
let opened: Opened;
let firms: number[];

/** What is given and wanted: things that nobody takes for one another. */
const things = ['جلد بقري أسود', 'كرتون موج للتغليف', 'خشب زان', 'زيت زيتون', 'رخام أبيض'] as const;
type Written = z.input<typeof ListingDraft>;
type Thing = 0 | 1 | 2 | 3 | 4;

beforeEach(async () => {
  opened = await openMarket();
  firms = [];
  for (const who of people) firms.push(await join(opened, who, firmDraft({ name: `ورشة ${who.name}`, role: 'workshop' })));
});

const price = { form: 'negotiable', currency: 'EGP', barter: true } as const;
const post = (who: Person, direction: 'offer' | 'need', thing: Thing, over: Partial<Written> = {}) =>
  publish(opened, who, listingDraft({ direction, title: things[thing], text: '', quantity: null, price, visibility: 'cluster', ...over }));
/** Somebody who has one thing and wants another. */
async function trader(who: Person, has: Thing, wants: Thing): Promise<{ offer: number; need: number }> {
  return { offer: await post(who, 'offer', has), need: await post(who, 'need', wants) };
}
const propose = async () => (await value(opened.market.manager(manager).proposeCircles(key()))).proposed;
const circles = async (who: Person = manager) => (await value(opened.market.member(who).circles())).circles;
const circle = (who: Person, id: number) => value(opened.market.member(who).circle(id));
const answer = (who: Person, id: number, accept = true, words = '') =>
  value(opened.market.member(who).answerCircle(id, { accept, words }, key()));
const givers = ({ legs }: CircleView) => legs.map(({ giver }) => firms.indexOf(giver.id));
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);
/** All that the alarm has to do with circles now. */
async function alarms(): Promise<void> {
  await sql('update circle_search set since = 1, last_at = 1');
  for (let rings = 0; rings < 20; rings++) await runInDurableObject(opened.stub, (market) => market.alarm());
}
const pause = (who: Person, listing: number) => value(opened.market.member(who).move(listing, 'pause', key()));
const kinds = async (who: Person) =>
  (await value(opened.market.buyer(who).inbox())).notices
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('circle'))
    .reverse();
const agreements = () =>
  sql<{ taker: number; giver: number; amount: number | null }>(
    'select taker_id as taker, giver_id as giver, amount from agreement order by id',
  );

/** Amal → Bilal → Camal → Amal. */
async function three() {
  const made = [await trader(amal, 0, 2), await trader(bilal, 1, 0), await trader(camal, 2, 1)];
  const [id] = await propose();
  return { made, id: id as number };
}

describe('a circle of three', () => {
  test('is possible as soon as its listings are there, and is proposed to each firm once', async () => {
    await trader(amal, 0, 2);
    await trader(bilal, 1, 0);
    expect(await circles()).toEqual([]);
    await trader(camal, 2, 1);
    const [possible] = (await circles()) as [CircleView];
    expect(possible).toMatchObject({ id: null, state: 'possible', answerBy: null });
    expect(givers(possible)).toEqual([0, 1, 2]);
    expect(possible.legs[0]).toMatchObject({
      giver: { id: firms[0] },
      taker: { id: firms[1] },
      offer: { title: things[0] },
      accepted: false,
    });
    expect(possible.score).toBeGreaterThan(0.3);
    expect(possible.reasons).toContainEqual({ code: 'accepts-barter' });
    expect(possible.lacks).toEqual([{ code: 'quantity-not-said' }, { code: 'value-not-said' }]);
    const [id] = await propose();
    expect(await propose()).toEqual([]);
    for (const who of [amal, bilal, camal]) {
      expect((await circles(who)).map((one) => one.id)).toEqual([id]);
      expect(await kinds(who)).toEqual(['circle-proposed']);
    }
    expect(await circles(dina)).toEqual([]);
    expect(await refusal(opened.market.member(dina).circle(id as number))).toBe('not-found');
    expect(await circles()).toMatchObject([{ id, state: 'proposed' }]);
  });

  test('is settled when the last one accepts: one line for each leg', async () => {
    const { id } = await three();
    expect(await answer(amal, id, true, 'الخميس')).toEqual({ id, state: 'proposed', answer: 'accepted' });
    await answer(bilal, id);
    expect(await kinds(camal)).toEqual(['circle-proposed', 'circle-accepted', 'circle-accepted']);
    expect((await circle(camal, id)).legs.find(({ giver }) => giver.id === firms[0])).toMatchObject({ accepted: true, words: 'الخميس' });
    expect(await answer(camal, id)).toEqual({ id, state: 'agreed', answer: 'accepted' });
    expect(await agreements()).toEqual([0, 1, 2].map((n) => ({ giver: firms[n], taker: firms[(n + 1) % 3], amount: null })));
    expect(await refusal(opened.market.member(amal).answerCircle(id, { accept: false, words: '' }, key()))).toBe('wrong-state');
    expect(await circles()).toMatchObject([{ id, state: 'agreed' }]);
  });

  test('sent twice is answered once, and accepting twice changes nothing', async () => {
    const { id } = await three();
    const same = key();
    const send = () => opened.market.member(amal).answerCircle(id, { accept: true, words: '' }, same);
    expect(await value(send())).toEqual(await value(send()));
    await answer(amal, id);
    expect(await kinds(bilal)).toEqual(['circle-proposed', 'circle-accepted']);
  });

  test('is no longer there for whoever declines, ends for the others, and does not come back', async () => {
    const { id } = await three();
    expect(await answer(bilal, id, false, 'لا أستطيع')).toEqual({ id, state: 'ended', answer: 'left' });
    expect(await circle(bilal, id)).toMatchObject({ state: 'ended', legs: [], left: [{ how: 'declined', words: 'لا أستطيع' }] });
    expect(await kinds(amal)).toEqual(['circle-proposed', 'circle-ended']);
    expect(await kinds(bilal)).toEqual(['circle-proposed']);
    expect(await propose()).toEqual([]);
    expect((await circles()).filter(({ state }) => state === 'possible')).toEqual([]);
    expect(await refusal(opened.market.member(amal).answerCircle(id, { accept: true, words: '' }, key()))).toBe('wrong-state');
  });

  test('cannot be answered by others, nor is there one for a stranger', async () => {
    const { id } = await three();
    expect(await refusal(opened.market.member(dina).answerCircle(id, { accept: true, words: '' }, key()))).toBe('not-found');
    expect(await refusal(opened.market.member(manager).answerCircle(id, { accept: true, words: '' }, key()))).toBe('not-found');
    expect(await refusal(opened.market.member(person('Nobody here')).circles())).toBe('not-a-member');
    expect(await refusal(opened.market.member(amal).answerCircle(999, { accept: true, words: '' }, key()))).toBe('not-found');
  });
});

describe('nothing is proposed', () => {
  test.each([
    ['that is not for exchange', { price: { ...price, barter: false } }],
    ['of another thing', { title: things[4] }],
  ])('%s', async (_, over) => {
    await trader(amal, 0, 2);
    await trader(bilal, 1, 0);
    await post(camal, 'need', 1);
    await post(camal, 'offer', 2, over as Partial<Written>);
    expect(await circles()).toEqual([]);
    expect(await propose()).toEqual([]);
  });

  test('that is paused, or of a suspended firm', async () => {
    const { offer } = await trader(amal, 0, 1);
    await trader(bilal, 1, 0);
    expect(await circles()).toHaveLength(1);
    await pause(amal, offer);
    expect(await circles()).toEqual([]);
    await value(opened.market.member(amal).move(offer, 'resume', key()));
    expect(await circles()).toHaveLength(1);
    await value(opened.market.manager(manager).decideFirm(firms[1] as number, { act: 'suspend', words: '' }, key()));
    expect(await circles()).toEqual([]);
    expect(await propose()).toEqual([]);
  });

  test('of a match that one side dismissed', async () => {
    const { offer } = await trader(amal, 0, 1);
    const { need } = await trader(bilal, 1, 0);
    await value(opened.market.member(bilal).dismissMatch(need, offer, { reason: 'too-far' }, key()));
    expect(await circles()).toEqual([]);
  });

  test('with more cash than a firm allows', async () => {
    const fixed = (min: number) =>
      ({ quantity: { amount: 1000, unit: 'KGM' }, price: { form: 'fixed', min, currency: 'EGP', per: 'KGM', barter: true } }) as const;
    const kilo = { quantity: { amount: 1000, unit: 'KGM' } } as const;
    await post(amal, 'offer', 0, fixed(90_000));
    await post(amal, 'need', 1, kilo);
    await post(bilal, 'offer', 1, fixed(60_000));
    await post(bilal, 'need', 0, kilo);
    expect((await circles())[0]?.legs.map(({ value, topUp }) => [value, topUp])).toEqual([
      [90_000, { by: 'taker', amount: 30_000, currency: 'EGP' }],
      [60_000, null],
    ]);
    await value(opened.market.member(bilal).setBarterTerms({ mostToPay: 10_000, mostToTake: null }, key()));
    await value(opened.market.member(amal).setBarterTerms({ mostToPay: 0, mostToTake: null }, key()));
    // neither the one nor the other adds so much
    expect((await circles())[0]?.legs.map(({ topUp }) => topUp)).toBeUndefined();
    await value(opened.market.member(bilal).setBarterTerms({ mostToPay: 30_000, mostToTake: null }, key()));
    const [id] = await propose();
    for (const who of [amal, bilal]) await answer(who, id as number);
    expect((await agreements()).map(({ amount }) => amount)).toEqual([30_000, null]);
    expect((await value(opened.market.member(bilal).circles())).terms).toEqual({ mostToPay: 30_000, mostToTake: null });
  });
});

describe('the words of a listing', () => {
  test('say that an exchange is welcome as well as a tick does', async () => {
    const spoken = { text: 'ممكن مقايضة', price: { form: 'negotiable', currency: 'EGP' } } as const;
    await post(amal, 'offer', 0, spoken);
    await post(amal, 'need', 1, spoken);
    await trader(bilal, 1, 0);
    expect(await circles()).toHaveLength(1);
  });
});

describe('when somebody leaves', () => {
  test('another firm takes his place, and only those are asked again for whom something changed', async () => {
    const { id } = await three();
    await answer(amal, id);
    await answer(camal, id);
    // Dina has and wants the same as Bilal
    await trader(dina, 1, 0);
    await answer(bilal, id, false);
    const mended = await circle(amal, id);
    expect(mended.state).toBe('proposed');
    expect(givers(mended).toSorted()).toEqual([0, 2, 3]);
    const accepted = Object.fromEntries(mended.legs.map(({ giver, accepted }) => [firms.indexOf(giver.id), accepted]));
    // Amal gives the same leather and gets the same wood; Camal gets his boxes from somebody else
    expect(accepted).toEqual({ 0: true, 2: false, 3: false });
    expect(await kinds(amal)).toEqual(['circle-proposed', 'circle-accepted', 'circle-mended']);
    expect(await kinds(dina)).toEqual(['circle-proposed']);
    expect(await circle(bilal, id)).toMatchObject({ legs: [] });
    await answer(camal, id);
    expect(await answer(dina, id)).toMatchObject({ state: 'agreed' });
    expect(await agreements()).toHaveLength(3);
  });

  test('because his listing is paused, the alarm mends it, also after an eviction and when it rings twice', async () => {
    const { id, made } = await three();
    await answer(amal, id);
    await trader(dina, 1, 0);
    await pause(bilal, made[1]?.offer as number);
    // until it is mended it is proposed to nobody
    expect((await circles()).filter(({ state }) => state === 'proposed')).toEqual([]);
    await evictDurableObject(opened.stub);
    await runDurableObjectAlarm(opened.stub);
    await alarms();
    expect(givers(await circle(amal, id)).toSorted()).toEqual([0, 2, 3]);
    expect(await kinds(bilal)).toEqual(['circle-proposed', 'circle-accepted', 'circle-ended']);
    expect(await kinds(dina)).toEqual(['circle-proposed']);
  });

  test('because his firm is suspended, it ends where nobody else can take his place', async () => {
    const { id } = await three();
    await answer(amal, id);
    await value(opened.market.manager(manager).decideFirm(firms[1] as number, { act: 'suspend', words: '' }, key()));
    await alarms();
    expect(await circle(amal, id)).toMatchObject({ state: 'ended' });
    expect(await kinds(amal)).toEqual(['circle-proposed', 'circle-ended']);
  });

  test('and an answer comes before the alarm, it counts only if nothing changed for the one who gives it', async () => {
    const { id, made } = await three();
    await trader(dina, 1, 0);
    await answer(amal, id);
    await pause(bilal, made[1]?.offer as number);
    expect(await answer(camal, id)).toEqual({ id, state: 'proposed', answer: 'waiting' });
    expect(await answer(camal, id)).toEqual({ id, state: 'proposed', answer: 'accepted' });
  });

  test('and a listing that was edited still fits, nothing changes', async () => {
    const { id, made } = await three();
    const offer = made[0]?.offer as number;
    const { owner } = await value(opened.market.member(amal).listing(offer));
    const draft = {
      ...listingDraft({ title: things[0], text: 'فرز أول', quantity: null, price, visibility: 'cluster' }),
      revision: owner?.revision ?? 0,
    };
    await value(opened.market.member(amal).edit(offer, draft, key()));
    const again = await value(opened.market.manager(manager).listing(offer));
    if (again.state === 'waiting')
      await value(
        opened.market
          .manager(manager)
          .decide(offer, { act: 'publish', reason: null, words: '', revision: again.owner?.revision ?? 0 }, key()),
      );
    await alarms();
    expect((await circle(amal, id)).state).toBe('proposed');
  });

  test('who said nothing in time is out, and the same circle is not proposed again', async () => {
    const { id } = await three();
    await answer(amal, id);
    await sql('update circle set answer_by = 1, check_at = 1');
    expect(await refusal(opened.market.member(bilal).answerCircle(id, { accept: true, words: '' }, key()))).toBe('wrong-state');
    await alarms();
    expect(await circle(amal, id)).toMatchObject({ state: 'ended', left: [{ how: 'late' }, { how: 'late' }] });
    expect(await kinds(bilal)).toEqual(['circle-proposed', 'circle-accepted', 'circle-ended']);
    await alarms();
    expect(await propose()).toEqual([]);
    expect(await kinds(bilal)).toHaveLength(3);
  });
});

describe('the alarm', () => {
  test('looks for circles when it has been quiet, tells each firm once, and looks again when something comes', async () => {
    await trader(amal, 0, 1);
    await trader(bilal, 1, 0);
    for (let rings = 0; rings < 3; rings++) await runInDurableObject(opened.stub, (market) => market.alarm());
    expect((await circles()).map(({ state }) => state)).toEqual(['possible']);
    await alarms();
    expect((await circles()).map(({ state }) => state)).toEqual(['proposed']);
    await alarms();
    expect(await kinds(amal)).toEqual(['circle-proposed']);
    await trader(camal, 2, 3);
    await trader(dina, 3, 2);
    await evictDurableObject(opened.stub);
    await alarms();
    expect(await circles()).toHaveLength(2);
  });

  test('remembers what was tried only as long as it could come back', async () => {
    const { made, id } = await three();
    await answer(bilal, id, false);
    const tried = () => sql<{ key: string }>('select key from circle_tried');
    expect(await tried()).toHaveLength(1);
    await pause(amal, made[0]?.offer ?? 0);
    await alarms();
    expect(await tried()).toHaveLength(1);
    await value(opened.market.member(amal).move(made[0]?.offer ?? 0, 'withdraw', key()));
    await trader(dina, 3, 4);
    await sql('update circle_search set asked = asked + 1');
    await alarms();
    expect(await tried()).toEqual([]);
  });

  test('is not held up by a clock that was set back', async () => {
    await trader(amal, 0, 1);
    await trader(bilal, 1, 0);
    await sql('update circle_search set since = ?1, last_at = ?1', Date.UTC(2090, 0, 1));
    for (let rings = 0; rings < 6; rings++) await runInDurableObject(opened.stub, (market) => market.alarm());
    expect((await circles()).map(({ state }) => state)).toEqual(['proposed']);
  });

  test('rings again only when there is something to do', async () => {
    await three();
    await alarms();
    const waits = await runInDurableObject(opened.stub, async (_, { storage }) => ((await storage.getAlarm()) ?? 0) - Date.now());
    expect(waits).toBeGreaterThan(1000);
  });
});

test('whatever firms answer and do, in whatever order, nobody gives without receiving, and nothing is settled by halves', async () => {
  const acts = fc.record({
    who: fc.integer({ min: 0, max: 4 }),
    act: fc.constantFrom('yes', 'yes', 'no', 'pause', 'resume', 'alarm', 'propose', 'late'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 6, maxLength: 18 }), async (steps) => {
      opened = await openMarket();
      firms = [];
      for (const who of people) firms.push(await join(opened, who, firmDraft({ name: who.name })));
      const listings = [
        await trader(amal, 0, 1),
        await trader(bilal, 1, 2),
        await trader(camal, 2, 0),
        await trader(dina, 1, 2),
        await trader(emad, 2, 1),
      ];
      await propose();
      for (const { who, act } of steps) {
        const by = people[who] as Person;
        const mine = (await circles(by)).find(({ state, legs }) => state === 'proposed' && legs.length > 0);
        if (act === 'propose') await propose();
        else if (act === 'alarm') await alarms();
        else if (act === 'pause' || act === 'resume') await opened.market.member(by).move(listings[who]?.offer as number, act, key());
        else if (act === 'late') await sql('update circle set answer_by = 1, check_at = 1 where state = ?', 'proposed');
        else if (mine?.id) await opened.market.member(by).answerCircle(mine.id, { accept: act === 'yes', words: '' }, key());
        const all = await circles();
        const open = all.filter(({ state }) => state === 'proposed' || state === 'possible').flatMap(givers);
        expect(new Set(open).size).toBe(open.length);
        for (const { legs, state } of all) {
          for (const [n, one] of legs.entries()) expect(one.taker.id).toBe(legs[(n + 1) % legs.length]?.giver.id);
          const offers = JSON.stringify(legs.map(({ offer }) => offer.id));
          const listed = await sql<{ n: number }>(
            'select count(*) as n from listing where listed = 1 and id in (select value from json_each(?))',
            offers,
          );
          if (state === 'possible' || state === 'proposed') expect(listed[0]?.n).toBe(legs.length);
          if (state === 'agreed') expect(legs.every(({ accepted }) => accepted)).toBe(true);
        }
        const settled = await agreements();
        expect(settled.map(({ giver }) => giver).sort()).toEqual(settled.map(({ taker }) => taker).sort());
        expect(settled).toHaveLength(all.filter(({ state }) => state === 'agreed').flatMap(({ legs }) => legs).length);
      }
    }),
    { numRuns: 6 },
  );
}, 120_000);
