/** Pools: firms buy together what nobody gets cheap alone; whatever happens meanwhile, each gets its share once, or owes nothing. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Person } from '../../schema/person.ts';
import { PoolDraft, type PoolView } from '../../schema/pool.ts';
import { invalid } from '../../schema/refusal.ts';
import { day, hour } from '../../schema/time.ts';
import { formatOf } from '../../web/format.ts';
import { PoolPage } from '../../web/pages/pool.tsx';
import { textOf } from '../../web/text/index.ts';
import type { View } from '../../web/view.ts';
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

const opener = person('Omar Opener');
const cobbler = person('Camal Cobbler');
const bagger = person('Basma Bagger');
const tanner = person('Tarek Tanner');
let opened: Opened;
const firms = new Map<string, number>();

beforeEach(async () => {
  opened = await openMarket();
  for (const who of [opener, cobbler, bagger, tanner])
    firms.set(who.id, await join(opened, who, firmDraft({ name: `Firm of ${who.name}` })));
});

const view: View = {
  locale: 'en',
  text: textOf('en'),
  format: formatOf('en', null),
  cluster: null,
  you: null,
  person: null,
  path: '/',
  origin: 'https://unqud.test',
  now: Date.now(),
};

const kilo = 1_000;
const draft = (over: Partial<z.input<typeof PoolDraft>> = {}): PoolDraft =>
  PoolDraft.parse({
    title: 'غراء بولي كلوروبرين',
    unit: 'KGM',
    currency: 'EGP',
    steps: [
      { from: 500 * kilo, price: 4_500 },
      { from: 1_000 * kilo, price: 4_100 },
    ],
    deadline: Date.now() + 3 * day,
    ...over,
  });
const open = async (over: Partial<z.input<typeof PoolDraft>> = {}, who = opener) =>
  (await value(opened.market.member(who).openPool(draft(over), key()))).id;
const take = (who: Person, id: number, kilos: number) => opened.market.member(who).commit(id, kilos * kilo, key());
const leave = (who: Person, id: number) => opened.market.member(who).withdrawCommitment(id, key());
const cancel = (who: Person, id: number, words = '') => opened.market.member(who).cancelPool(id, { words }, key());
const sell = (who: Person, id: number, accept = true) => opened.market.member(who).answerPool(id, { accept }, key());
const look = (who: Person, id: number): Promise<PoolView> => value(opened.market.member(who).pool(id));
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);
const ring = () => runInDurableObject(opened.stub, (market) => market.alarm());
/** The deadline has come, and the alarm has not rung yet. */
const come = (id: number) => sql('update pool set deadline = ?, due_at = deadline where id = ?', Date.now() - 1, id);
const end = async (id: number) => {
  await come(id);
  await sql('update pool set due_at = deadline where id = ?', id);
  await ring();
};
const told = async (who: Person) =>
  (await value(opened.market.buyer(who).inbox())).notices
    .filter(({ kind }) => kind.startsWith('pool-'))
    .map(({ kind }) => kind)
    .reverse();
const suspend = (who: Person, act: 'suspend' | 'restore' = 'suspend') =>
  value(opened.market.manager(manager).decideFirm(firms.get(who.id) ?? 0, { act, words: '' }, key()));

describe('a pool that is open', () => {
  test('shows the step reached, what the next one needs, and what one pays at each', async () => {
    const id = await open();
    expect(await look(cobbler, id)).toMatchObject({
      state: 'open',
      takes: true,
      step: null,
      next: { step: 0, needs: 500_000 },
      mine: 0,
      costs: [],
      now: null,
      acts: ['commit'],
    });
    await value(take(cobbler, id, 620));
    expect(await look(cobbler, id)).toMatchObject({
      total: 620_000,
      firms: 1,
      step: 0,
      next: { step: 1, needs: 380_000 },
      mine: 620_000,
      costs: [2_790_000, 2_542_000],
      now: { quantity: 620_000, amount: 2_790_000 },
      acts: ['commit', 'withdraw'],
    });
    await value(take(bagger, id, 380));
    expect(await look(cobbler, id)).toMatchObject({ step: 1, next: null, now: { quantity: 620_000, amount: 2_542_000 } });
  });

  test('is joined, changed and left until it closes, one commitment for each firm', async () => {
    const id = await open();
    await value(take(cobbler, id, 300));
    await value(take(cobbler, id, 200));
    await value(take(bagger, id, 50));
    expect(await look(opener, id)).toMatchObject({ total: 250_000, firms: 2 });
    expect(await value(leave(cobbler, id))).toEqual({ id, amount: 0 });
    expect(await look(opener, id)).toMatchObject({ total: 50_000, firms: 1 });
    expect(await refusal(leave(cobbler, id))).toBe('wrong-state');
    expect(await refusal(leave(tanner, id))).toBe('wrong-state');
  });

  test('tells its opener who comes and goes, and of one firm once', async () => {
    const id = await open();
    await value(take(opener, id, 10));
    for (let i = 0; i < 3; i++) {
      await value(take(cobbler, id, 100 + i));
      await value(leave(cobbler, id));
    }
    expect(await told(opener)).toEqual(['pool-joined', 'pool-taken-back']);
    expect(await told(cobbler)).toEqual([]);
  });

  test('tells those in it of a better price, once for each step', async () => {
    const id = await open();
    await value(take(cobbler, id, 400));
    await value(take(bagger, id, 100));
    expect(await told(cobbler)).toEqual(['pool-step']);
    await value(leave(bagger, id));
    await value(take(bagger, id, 100));
    expect(await told(cobbler)).toEqual(['pool-step']);
    await value(take(bagger, id, 700));
    expect(await told(cobbler)).toEqual(['pool-step', 'pool-step']);
    expect(await told(bagger)).toEqual(['pool-step', 'pool-step']);
    expect(await told(tanner)).toEqual([]);
  });

  test('shows how much others take to the opener, the supplier and the managers only', async () => {
    const id = await open({ supplier: { firm: firms.get(tanner.id) } });
    await value(take(cobbler, id, 300));
    await value(take(bagger, id, 200));
    const shown = async (who: Person) => (await look(who, id)).members.map(({ quantity }) => quantity);
    for (const who of [opener, tanner, manager]) expect(await shown(who)).toEqual([300_000, 200_000]);
    expect(await shown(cobbler)).toEqual([300_000, null]);
  });

  test('is for the cluster: no visitor, no buyer, and nobody who is suspended', async () => {
    const id = await open();
    const stranger = person('Sally Stranger');
    expect(await refusal(opened.market.member(stranger).pool(id))).toBe('not-a-member');
    expect(await refusal(opened.market.member(stranger).pools({ page: 1 }))).toBe('not-a-member');
    await suspend(cobbler);
    expect(await refusal(take(cobbler, id, 10))).toBe('suspended');
  });

  test('is refused where its terms cannot be kept', async () => {
    const says = async (over: Partial<z.input<typeof PoolDraft>>) =>
      (await opened.market.member(opener).openPool({ ...draft(), ...over } as PoolDraft, key())).refusal?.fields?.[0];
    expect(await says({ deadline: Date.now() + hour / 2 })).toMatchObject({ path: 'deadline', code: 'in-the-past' });
    expect(await says({ deadline: Date.now() + 181 * day })).toMatchObject({ path: 'deadline', code: 'too-far' });
    expect(await says({ steps: [{ from: 1e12, price: 1e12 }] })).toMatchObject({ path: 'steps.0.from', code: 'too-big', limit: 1_000 });
    expect(await says({ supplier: { firm: 999, listing: null, name: '' } })).toMatchObject({ path: 'supplier.firm', code: 'not-a-choice' });
    const need = await publish(opened, tanner, listingDraft({ direction: 'need' }));
    expect(await says({ supplier: { firm: null, listing: need, name: '' } })).toMatchObject({
      path: 'supplier.listing',
      code: 'not-a-choice',
    });
  });

  test('is of a pack at least: nobody who takes less is bound to more than he asked for', () => {
    const steps = [{ from: 500 * kilo, price: 4_500 }];
    expect(PoolDraft.safeParse({ ...draft(), steps, pack: 500 * kilo }).success).toBe(true);
    const refused = PoolDraft.safeParse({ ...draft(), steps, pack: 501 * kilo }, { reportInput: true });
    expect(refused.error && invalid(refused.error).fields).toEqual([{ path: 'steps.0.from', code: 'too-small', limit: 501_000 }]);
  });

  test('is one of at most ten of a firm', async () => {
    for (let i = 0; i < 10; i++) await open();
    expect(await refusal(opened.market.member(opener).openPool(draft(), key()))).toBe('too-many');
    await value(cancel(opener, 1));
    await open();
  });

  test('stands in the list before those that ended, the next deadline first', async () => {
    const late = await open({ deadline: Date.now() + 5 * day });
    const gone = await open();
    const soon = await open({ deadline: Date.now() + 2 * hour });
    await value(cancel(opener, gone));
    const { pools, total } = await value(opened.market.member(cobbler).pools({ page: 1 }));
    expect([pools.map(({ id }) => id), total]).toEqual([[soon, late, gone], 3]);
  });
});

describe('the supplier', () => {
  const bought = async (over: Partial<z.input<typeof PoolDraft>>, before?: (id: number) => Promise<unknown>) => {
    const id = await open(over);
    await value(take(cobbler, id, 620));
    await before?.(id);
    await end(id);
    return { id, lines: (await look(opener, id)).agreements };
  };
  const from = (who: Person) => ({ supplier: { firm: firms.get(who.id) } });
  const agreed = (who: Person) => value(opened.market.member(who).agreements());

  test('is asked when the pool opens, and its answer is told to the opener and shown to all', async () => {
    const id = await open(from(tanner));
    expect(await told(tanner)).toEqual(['pool-named']);
    for (const who of [opener, cobbler, tanner]) expect((await look(who, id)).supplier.confirmed).toBe(false);
    expect((await look(tanner, id)).acts).toEqual(['confirm', 'refuse']);
    expect((await look(cobbler, id)).acts).toEqual(['commit']);
    expect(await value(sell(tanner, id))).toEqual({ id, confirmed: true });
    for (const who of [opener, cobbler, tanner]) expect((await look(who, id)).supplier.confirmed).toBe(true);
    expect((await look(tanner, id)).acts).toEqual(['refuse']);
    expect(await told(opener)).toEqual(['pool-confirmed']);
  });

  test('who refuses is no longer named, and the pool goes on', async () => {
    const offer = await publish(opened, tanner);
    const id = await open({ supplier: { listing: offer } });
    expect(await value(sell(tanner, id, false))).toEqual({ id, confirmed: false });
    expect(await look(cobbler, id)).toMatchObject({ takes: true, supplier: { firm: null, listing: null, name: '', confirmed: null } });
    expect(await told(opener)).toEqual(['pool-refused']);
    expect(await refusal(sell(tanner, id))).toBe('not-found');
    await value(take(tanner, id, 10));
  });

  test('may take it back until the deadline, and no longer', async () => {
    const [back, late] = [await open(from(tanner)), await open(from(tanner))];
    await value(sell(tanner, back));
    await value(sell(tanner, back, false));
    expect((await look(opener, back)).supplier.firm).toBeNull();
    expect(await told(opener)).toEqual(['pool-confirmed', 'pool-refused']);
    await come(late);
    for (const accept of [true, false]) expect(await refusal(sell(tanner, late, accept))).toBe('wrong-state');
  });

  test('who takes its word back is heard of by all who take something: they read that it sells', async () => {
    const [given, never] = [await open(from(tanner)), await open(from(tanner))];
    await value(sell(tanner, given));
    for (const id of [given, never]) await value(take(cobbler, id, 10));
    await value(take(bagger, given, 10));
    await value(leave(bagger, given));
    for (const id of [never, given]) await value(sell(tanner, id, false));
    const refused = async (who: Person) => (await told(who)).filter((kind) => kind === 'pool-refused').length;
    expect(await Promise.all([cobbler, bagger, opener, tanner].map(refused))).toEqual([1, 0, 2, 0]);
  });

  test('that answers twice does nothing twice', async () => {
    const id = await open(from(tanner));
    const same = key();
    for (const one of [same, same, key()])
      expect(await value(opened.market.member(tanner).answerPool(id, { accept: true }, one))).toEqual({ id, confirmed: true });
    expect(await told(opener)).toEqual(['pool-confirmed']);
    for (let i = 0; i < 2; i++) await value(opened.market.member(tanner).answerPool(id, { accept: false }, `${same}-no`));
    expect(await told(opener)).toEqual(['pool-confirmed', 'pool-refused']);
  });

  test('is who answers, and nobody else: not the opener, no other firm, no manager, nobody who is suspended', async () => {
    const id = await open(from(tanner));
    for (const who of [opener, cobbler, manager])
      for (const accept of [true, false]) expect(await refusal(sell(who, id, accept))).toBe('not-found');
    expect(await refusal(sell(person('Sally Stranger'), id))).toBe('not-a-member');
    await suspend(tanner);
    expect(await refusal(sell(tanner, id))).toBe('suspended');
    expect((await look(opener, id)).supplier).toMatchObject({ firm: { name: 'Firm of Tarek Tanner' }, confirmed: false });
  });

  test('that confirmed has an agreement with each firm', async () => {
    const { lines } = await bought(from(tanner), (id) => value(sell(tanner, id)));
    expect(lines).toMatchObject([{ taker: { name: 'Firm of Camal Cobbler' }, giver: { name: 'Firm of Tarek Tanner' } }]);
    expect(await agreed(tanner)).toHaveLength(1);
  });

  test('that did not is in no agreement, and learns nothing of what was bought', async () => {
    const { id, lines } = await bought(from(tanner));
    expect(lines).toMatchObject([{ taker: { name: 'Firm of Camal Cobbler' }, giver: null }]);
    expect(await agreed(tanner)).toEqual([]);
    expect(await told(tanner)).toEqual(['pool-named']);
    expect(await look(tanner, id)).toMatchObject({
      agreements: [],
      members: [{ quantity: null }],
      supplier: { confirmed: false },
      acts: [],
    });
  });

  test('that is none is said to be on the page of what was bought: who opened it answers for it alone', async () => {
    const warned = async ({ id }: { id: number }) => {
      const page = String(await PoolPage({ view, pool: await look(cobbler, id), keyOf: () => '' }));
      expect(page).toContain('Bought together: 620');
      return page.includes('only who started it stands for this purchase');
    };
    const back = (id: number) => value(sell(tanner, id)).then(() => value(sell(tanner, id, false)));
    expect(await warned(await bought(from(tanner), back))).toBe(true);
    expect(await warned(await bought({}))).toBe(true);
    expect(await warned(await bought(from(tanner)))).toBe(true);
    expect(await warned(await bought(from(tanner), (id) => value(sell(tanner, id))))).toBe(false);
    expect(await warned(await bought({ supplier: { name: 'Nile' } }))).toBe(false);
  });

  test('that opened the pool itself is asked nothing', async () => {
    const id = await open(from(tanner), tanner);
    expect(await told(tanner)).toEqual([]);
    expect((await look(cobbler, id)).supplier.confirmed).toBe(true);
    expect(await refusal(sell(tanner, id, false))).toBe('not-found');
    await value(take(cobbler, id, 620));
    await end(id);
    expect((await look(tanner, id)).agreements).toMatchObject([{ giver: { name: 'Firm of Tarek Tanner' } }]);
  });

  test('whose offer is paused does not confirm, but may refuse', async () => {
    const offer = await publish(opened, tanner);
    const id = await open({ supplier: { listing: offer } });
    await value(opened.market.member(tanner).move(offer, 'pause', key()));
    expect((await look(tanner, id)).acts).toEqual(['refuse']);
    expect(await refusal(sell(tanner, id))).toBe('wrong-state');
    await value(sell(tanner, id, false));
    expect((await look(cobbler, id)).takes).toBe(true);
  });

  test('that confirmed is told when nothing comes of it; one that did not, is not', async () => {
    const [missed, off, unanswered] = [await open(from(tanner)), await open(from(tanner)), await open(from(tanner))];
    for (const id of [missed, off]) await value(sell(tanner, id));
    await value(cancel(opener, off));
    await value(cancel(opener, unanswered));
    await end(missed);
    expect((await told(tanner)).filter((kind) => kind !== 'pool-named')).toEqual(['pool-cancelled', 'pool-missed']);
  });

  test('is not flooded by who names it again and again', async () => {
    for (let i = 0; i < 8; i++) await value(cancel(opener, await open(from(tanner))));
    expect(await told(tanner)).toHaveLength(5);
  });
});

describe('the cap', () => {
  test('holds: what is still free is said', async () => {
    const id = await open({ cap: 1_000 * kilo });
    await value(take(cobbler, id, 900));
    expect((await take(bagger, id, 101)).refusal).toEqual({
      code: 'invalid',
      fields: [{ path: 'amount', code: 'too-big', limit: 100_000 }],
    });
    expect((await take(cobbler, id, 1_001)).refusal?.fields?.[0]?.limit).toBe(1_000_000);
    expect((await look(bagger, id)).most).toBe(100_000);
    await value(take(bagger, id, 100));
    expect((await take(tanner, id, 1)).refusal?.fields?.[0]?.limit).toBe(0);
  });

  test('gives the last share to one of two who take it at once', async () => {
    const id = await open({ cap: 1_000 * kilo });
    await value(take(opener, id, 900));
    const both = await Promise.all([take(cobbler, id, 100), take(bagger, id, 100)]);
    expect(both.map(({ refusal }) => refusal?.fields?.[0]?.code ?? 'taken').sort()).toEqual(['taken', 'too-big']);
    expect((await look(opener, id)).total).toBe(1_000_000);
  });

  test('keeps the room of a suspended firm, which may come back', async () => {
    const id = await open({ cap: 1_000 * kilo });
    await value(take(cobbler, id, 600));
    await suspend(cobbler);
    expect((await take(bagger, id, 500)).refusal?.fields?.[0]?.limit).toBe(400_000);
    expect((await look(bagger, id)).total).toBe(0);
    await suspend(cobbler, 'restore');
    await value(take(bagger, id, 400));
    expect((await look(bagger, id)).total).toBe(1_000_000);
  });
});

describe('at its deadline', () => {
  test('what was reached becomes one agreement for each firm, at the price of the step', async () => {
    const id = await open({ supplier: { firm: firms.get(tanner.id) } });
    await value(sell(tanner, id));
    await value(take(cobbler, id, 620));
    await value(take(bagger, id, 400));
    await end(id);
    expect(await look(opener, id)).toMatchObject({
      state: 'reached',
      takes: false,
      bought: { quantity: 1_020_000, price: 4_100, amount: 4_182_000 },
      agreements: [
        {
          taker: { name: 'Firm of Camal Cobbler' },
          giver: { name: 'Firm of Tarek Tanner' },
          quantity: { amount: 620_000 },
          amount: 2_542_000,
        },
        { taker: { name: 'Firm of Basma Bagger' }, quantity: { amount: 400_000, unit: 'KGM' }, amount: 1_640_000, currency: 'EGP' },
      ],
      acts: [],
    });
    const own = await look(bagger, id);
    expect([own.got, own.agreements.length]).toEqual([{ quantity: 400_000, amount: 1_640_000 }, 1]);
    expect((await look(manager, id)).agreements).toHaveLength(2);
    for (const who of [cobbler, bagger, tanner, opener]) expect((await told(who)).at(-1)).toBe('pool-reached');
  });

  test('whole packs are divided so that nobody is off by one, and who gets none agrees on nothing', async () => {
    const id = await open({ pack: 25 * kilo });
    await value(take(cobbler, id, 310));
    await value(take(bagger, id, 205));
    await value(take(tanner, id, 9));
    expect((await look(cobbler, id)).now).toEqual({ quantity: 300_000, amount: 1_350_000 });
    await end(id);
    const { bought, agreements } = await look(opener, id);
    expect(bought?.quantity).toBe(500_000);
    expect(agreements.map(({ quantity }) => quantity?.amount)).toEqual([300_000, 200_000]);
    expect((await look(tanner, id)).got).toEqual({ quantity: 0, amount: 0 });
  });

  test('too little releases everyone, and they are told', async () => {
    const id = await open();
    await value(take(cobbler, id, 499));
    await end(id);
    expect(await look(cobbler, id)).toMatchObject({ state: 'missed', missed: 'short', got: null, agreements: [], bought: null });
    expect(await told(cobbler)).toEqual(['pool-missed']);
    expect(await told(opener)).toEqual(['pool-joined', 'pool-missed']);
  });

  test('a suspended firm is left out before the step is worked out, and is not bound when it comes back', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    await value(take(bagger, id, 500));
    await suspend(cobbler);
    await end(id);
    await suspend(cobbler, 'restore');
    expect(await look(opener, id)).toMatchObject({ bought: { quantity: 500_000, price: 4_500 }, agreements: [{ amount: 2_250_000 }] });
    expect(await look(cobbler, id)).toMatchObject({ mine: 0, got: null });
  });

  test('nothing is bought from an offer that is no longer in the market', async () => {
    const offer = await publish(opened, tanner);
    const id = await open({ supplier: { listing: offer } });
    expect((await look(cobbler, id)).supplier).toMatchObject({ firm: { name: 'Firm of Tarek Tanner' }, listing: { id: offer } });
    await value(take(cobbler, id, 600));
    await value(opened.market.member(tanner).move(offer, 'pause', key()));
    expect(await refusal(take(bagger, id, 600))).toBe('wrong-state');
    expect(await look(bagger, id)).toMatchObject({ state: 'open', takes: false, missed: 'supplier-gone', supplier: { listing: null } });
    await end(id);
    expect(await look(cobbler, id)).toMatchObject({ state: 'missed', missed: 'supplier-gone', agreements: [] });
  });

  test('nothing goes on for a firm that was suspended after it opened a pool', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    await suspend(opener);
    expect(await refusal(take(cobbler, id, 10))).toBe('wrong-state');
    expect(await refusal(take(bagger, id, 10))).toBe('not-found');
    expect((await value(opened.market.member(bagger).pools({ page: 1 }))).pools).toEqual([]);
    expect((await value(opened.market.member(cobbler).pools({ page: 1 }))).pools).toMatchObject([{ id, takes: false }]);
    await end(id);
    expect(await look(cobbler, id)).toMatchObject({ state: 'missed', missed: 'opener-gone' });
  });

  test('a supplier does not buy from itself', async () => {
    const id = await open({ supplier: { firm: firms.get(tanner.id) } }, tanner);
    expect(await refusal(take(tanner, id, 10))).toBe('own-listing');
    expect((await look(tanner, id)).acts).toEqual(['cancel']);
  });
});

describe('nothing happens twice, and nothing is lost', () => {
  const lines = () => sql<{ n: number }>('select count(*) as n from agreement').then(([row]) => row?.n);

  test('when the alarm rings twice', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    await end(id);
    await sql('update pool set due_at = 1');
    await ring();
    await ring();
    expect([await lines(), await told(cobbler)]).toEqual([1, ['pool-step', 'pool-reached']]);
  });

  test('when the alarm is late: from the deadline on nobody joins, leaves or calls off', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    await come(id);
    for (const late of [take(bagger, id, 10), take(cobbler, id, 10), leave(cobbler, id), cancel(opener, id), cancel(manager, id)])
      expect(await refusal<unknown>(late)).toBe('wrong-state');
    expect(await look(cobbler, id)).toMatchObject({ state: 'open', takes: false, acts: [] });
    await sql('update pool set due_at = deadline');
    await ring();
    expect((await look(cobbler, id)).got).toEqual({ quantity: 600_000, amount: 2_700_000 });
  });

  test('when the clock is set back, or the alarm rings early', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    await ring();
    await sql('update pool set due_at = 1');
    await ring();
    expect((await look(cobbler, id)).state).toBe('open');
    await end(id);
    await sql('update pool set deadline = ?', Date.now() + day);
    expect(await refusal(take(bagger, id, 600))).toBe('wrong-state');
    await ring();
    expect([await lines(), (await look(cobbler, id)).state]).toEqual([1, 'reached']);
  });

  test('when the object is evicted before the alarm: it is set for the deadline, and set again by whoever wakes it', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    await settle(opened);
    const alarm = () => runInDurableObject(opened.stub, (_, state) => state.storage.getAlarm());
    expect(await alarm()).toBeLessThanOrEqual((await look(cobbler, id)).deadline);
    expect(await alarm()).not.toBeNull();
    await come(id);
    await sql('update pool set due_at = deadline');
    await runInDurableObject(opened.stub, (_, state) => state.storage.deleteAlarm());
    await evictDurableObject(opened.stub);
    await look(cobbler, id);
    await ring();
    expect((await look(cobbler, id)).state).toBe('reached');
  });

  test('when a form is sent twice', async () => {
    const id = await open();
    const sent = key();
    for (let i = 0; i < 2; i++) await value(opened.market.member(cobbler).commit(id, 600_000, sent));
    await value(take(cobbler, id, 700));
    expect(await value(opened.market.member(cobbler).commit(id, 600_000, sent))).toEqual({ id, amount: 600_000 });
    expect((await look(cobbler, id)).mine).toBe(700_000);
    expect(await refusal(opened.market.member(cobbler).commit(id, 800_000, sent))).toBe('key-reused');
  });

  test('when one pool cannot be closed: the others are, and it is tried again later', async () => {
    const [broken, whole] = [await open(), await open()];
    for (const id of [broken, whole]) await value(take(cobbler, id, 600));
    await sql(`update pool set steps = 'no steps' where id = ?`, broken);
    for (const id of [broken, whole]) await come(id);
    await sql('update pool set due_at = deadline');
    await ring();
    expect(await sql(`select id, state, due_at > ? as later from pool order by id`, Date.now())).toEqual([
      { id: broken, state: 'open', later: 1 },
      { id: whole, state: 'reached', later: 0 },
    ]);
  });

  test('whatever firms do in whatever order', async () => {
    const people = [opener, cobbler, bagger, tanner];
    const act = fc.record({
      who: fc.integer({ min: 0, max: 3 }),
      kilos: fc.integer({ min: 0, max: 700 }),
      suspends: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), fc.option(fc.constantFrom(20, 50, 333)), async (acts, pack) => {
        const cap = pack === null ? 1_500 : Math.ceil(1_500 / pack) * pack;
        const id = await open({ pack: pack && pack * kilo, cap: cap * kilo }, manager);
        const expected = new Map<string, number>();
        const out = new Set<string>();
        for (const { who, kilos, suspends } of acts) {
          const one = people[who] ?? opener;
          if (suspends === 0) {
            await suspend(one, out.has(one.id) ? 'restore' : 'suspend');
            if (!out.delete(one.id)) out.add(one.id);
          } else {
            const done = kilos === 0 ? await leave(one, id) : await take(one, id, kilos);
            if (!done.refusal) expected.set(one.id, kilos * kilo);
          }
          const held = [...expected.values()].reduce((sum, n) => sum + n, 0);
          expect(held).toBeLessThanOrEqual(cap * kilo);
        }
        await end(id);
        await ring();
        const { bought, agreements, total } = await look(manager, id);
        for (const one of people) if (out.has(one.id)) await suspend(one, 'restore');
        const asked = [...expected].filter(([one]) => !out.has(one));
        expect(total).toBe(asked.reduce((sum, [, n]) => sum + n, 0));
        expect(bought !== null).toBe(total >= 500 * kilo);
        expect(agreements.reduce((sum, { quantity }) => sum + (quantity?.amount ?? 0), 0)).toBe(bought?.quantity ?? 0);
        expect(agreements.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(bought?.amount ?? 0);
        for (const { taker, quantity } of agreements) {
          const wanted = asked.find(([one]) => firms.get(one) === taker.id)?.[1] ?? 0;
          expect(Math.abs((quantity?.amount ?? 0) - wanted)).toBeLessThan((pack ?? 0.001) * kilo);
        }
        expect(new Set(agreements.map(({ taker }) => taker.id)).size).toBe(agreements.length);
      }),
      { numRuns: 12 },
    );
  });
});

describe('calling off', () => {
  test('is the opener’s, and releases everyone', async () => {
    const id = await open();
    await value(take(cobbler, id, 600));
    expect(await refusal(cancel(cobbler, id))).toBe('not-found');
    expect(await value(cancel(opener, id, 'المورّد اعتذر'))).toEqual({ id, state: 'cancelled' });
    expect(await look(cobbler, id)).toMatchObject({ state: 'cancelled', words: 'المورّد اعتذر', acts: [], agreements: [] });
    expect(await told(cobbler)).toEqual(['pool-step', 'pool-cancelled']);
    expect(await refusal(cancel(opener, id))).toBe('wrong-state');
    await end(id);
    expect((await look(cobbler, id)).state).toBe('cancelled');
  });

  test('is a manager’s too, and the log keeps it', async () => {
    const id = await open();
    await value(take(cobbler, id, 10));
    await value(cancel(manager, id, 'ليس مما يُشترى هنا'));
    expect((await told(opener)).at(-1)).toBe('pool-cancelled');
    const { entries } = await value(opened.market.manager(manager).log(null));
    expect(entries[0]).toMatchObject({ act: 'pool-cancelled', subject: 'غراء بولي كلوروبرين', words: 'ليس مما يُشترى هنا' });
  });

  test('cannot be asked of what is not there', async () => {
    for (const nothing of [take(cobbler, 99, 1), leave(cobbler, 99), cancel(manager, 99), opened.market.member(cobbler).pool(99)])
      expect(await refusal<unknown>(nothing)).toBe('not-found');
  });
});
