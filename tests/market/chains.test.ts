/** Chains: a product as stages, the firms that join them, the needs of their gaps, and the record that stays. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ChainDraft, ChainEdit, ChainJoin, ChainNoteDraft, type ChainView } from '../../schema/chain.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { day } from '../../schema/time.ts';
import { keepAgreement } from '../../worker/market/agreements.ts';
import { findChain } from '../../worker/market/chains/views.ts';
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

const maker = person('Maha Maker');
const stitcher = person('Samir Stitcher');
const soler = person('Salma Soles');
let opened: Opened;
let firms: { maker: number; stitcher: number; soler: number };

beforeEach(async () => {
  opened = await openMarket();
  firms = {
    maker: await join(opened, maker, firmDraft({ name: 'مصنع مها', role: 'manufacturer' })),
    stitcher: await join(opened, stitcher, firmDraft({ name: 'ورشة سمير', role: 'workshop' })),
    soler: await join(opened, soler, firmDraft({ name: 'نعال سلمى', role: 'supplier' })),
  };
});

const pairs = (n: number) => ({ amount: n * 1000, unit: 'PR' as const });
const shoes = (over: Partial<z.input<typeof ChainDraft>> = {}) =>
  ChainDraft.parse({
    title: 'حذاء رجالي جلد',
    perMonth: pairs(2000),
    stages: [
      { name: 'خياطة وجوه الأحذية', kind: 'subcontracting' },
      { name: 'نعال أحذية', kind: 'input' },
      { name: 'علب كرتون', kind: 'input' },
    ],
    ...over,
  });
const open = async (who = maker, draft = shoes()) => (await value(opened.market.member(who).openChain(draft, key()))).id;
const read = (id: number, who = maker) => value(opened.market.member(who).chain(id));
const stage = async (id: number, place: number, who = maker) => (await read(id, who)).stages[place] as ChainView['stages'][number];
const put = async (id: number, who: Person, over: z.input<typeof ChainJoin>) =>
  (await value(opened.market.member(who).joinChain(id, ChainJoin.parse(over), key()))).id;
const stitching = (over: Partial<z.input<typeof ListingDraft>> = {}) =>
  publish(
    opened,
    stitcher,
    listingDraft({ kind: 'subcontracting', title: 'خياطة وجوه أحذية', text: '', quantity: null, capacityPerMonth: pairs(1200), ...over }),
  );
const news = async (who: Person) =>
  (await value(opened.market.buyer(who).inbox())).notices.map(({ kind }) => kind).filter((kind) => kind.startsWith('chain-'));
const rows = (table: string) => runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(`select * from ${table}`).toArray());
const edited = (chain: ChainView, over: Partial<z.input<typeof ChainEdit>> = {}) =>
  ChainEdit.parse({
    title: chain.title,
    text: chain.text,
    perMonth: chain.perMonth,
    stages: chain.stages.map(({ id, name, kind, perMonth }) => ({ id, name, kind, perMonth })),
    revision: chain.revision,
    ...over,
  });

describe('a chain', () => {
  test('shows who offers each stage, why, how much of it there is, and where the gap is', async () => {
    const offer = await stitching();
    const id = await open();
    const { stages, flow, lacks } = await read(id);
    expect(stages.map(({ name, state }) => [name, state])).toEqual([
      ['خياطة وجوه الأحذية', 'short'],
      ['نعال أحذية', 'open'],
      ['علب كرتون', 'open'],
    ]);
    expect(stages[0]).toMatchObject({ needed: pairs(2000), has: pairs(1200), missing: pairs(800), unsaid: 0, members: [] });
    expect(stages[0]?.offers).toMatchObject([
      { listing: { id: offer }, firm: { id: firms.stitcher }, perMonth: pairs(1200), invited: false },
    ]);
    expect(stages[0]?.offers[0]?.reasons.length).toBeGreaterThan(0);
    expect(flow.cluster).toEqual({ perMonth: { amount: 0, unit: 'PR' }, bottleneck: stages[1]?.id });
    expect(lacks).toEqual([
      { code: 'stage-short', stage: 'خياطة وجوه الأحذية', by: pairs(800) },
      { code: 'stage-open', stage: 'نعال أحذية' },
      { code: 'stage-open', stage: 'علب كرتون' },
    ]);
  });

  test('says what the whole makes, and what holds it back', async () => {
    await stitching();
    const id = await open(maker, shoes({ stages: shoes().stages.slice(0, 2) }));
    const [first, second] = (await read(id)).stages;
    await put(id, soler, { stage: second?.id ?? 0, perMonth: pairs(5000) });
    const { flow } = await read(id);
    expect(flow.cluster).toEqual({ perMonth: pairs(1200), bottleneck: first?.id });
    expect(flow.joined).toEqual({ perMonth: { amount: 0, unit: 'PR' }, bottleneck: first?.id });
  });

  test.each(['pause', 'withdraw'] as const)('does not count an offer that is gone: %s', async (act) => {
    const offer = await stitching();
    const id = await open();
    const joined = (await stage(id, 0)).id;
    await put(id, stitcher, { stage: joined, listing: offer });
    await value(opened.market.member(stitcher).move(offer, act, key()));
    expect(await stage(id, 0)).toMatchObject({
      state: 'open',
      offers: [],
      members: [{ firm: { name: 'ورشة سمير' }, listing: null, counts: false }],
    });
  });

  test('keeps the name of a firm that is suspended, but not its offers', async () => {
    await stitching();
    const id = await open();
    await put(id, stitcher, { stage: (await stage(id, 0)).id, perMonth: pairs(900) });
    await value(opened.market.manager(manager).decideFirm(firms.stitcher, { act: 'suspend', words: '' }, key()));
    expect(await stage(id, 0)).toMatchObject({ state: 'open', offers: [], members: [{ firm: { name: 'ورشة سمير' }, counts: false }] });
  });

  test('that is closed stays as it was on that day, whatever leaves the market after', async () => {
    const offer = await stitching();
    const id = await open();
    await put(id, stitcher, { stage: (await stage(id, 0)).id, listing: offer });
    await put(id, soler, { stage: (await stage(id, 1)).id, perMonth: pairs(1500) });
    const before = await read(id);
    await value(opened.market.member(maker).closeChain(id, key()));
    await value(opened.market.member(stitcher).move(offer, 'withdraw', key()));
    await value(opened.market.manager(manager).decideFirm(firms.soler, { act: 'suspend', words: '' }, key()));
    await evictDurableObject(opened.stub);
    const after = await read(id);
    const coverage = ({ flow, reasons, lacks, stages }: ChainView) => ({
      flow,
      reasons,
      lacks,
      stages: stages.map(({ state, has, missing, unsaid, members }) => [
        state,
        has,
        missing,
        unsaid,
        members.map(({ perMonth }) => perMonth),
      ]),
    });
    expect(coverage(after)).toEqual(coverage(before));
    expect(after.stages.map(({ state }) => state)).toEqual(['short', 'short', 'open']);
    expect(after.stages[0]?.members).toMatchObject([{ listing: null, counts: false, perMonth: pairs(1200) }]);
  });

  test('is looked through once, until something that can be found changes', async () => {
    await stitching();
    const id = await open();
    // calls go through; they are only counted
    const asked = (now = Date.now()) =>
      runInDurableObject(opened.stub, ({ store }) => {
        const { sql } = store;
        const exec = sql.exec.bind(sql);
        let searches = 0;
        sql.exec = ((text: string, ...values: unknown[]) => {
          if (text.includes('listing_text match')) searches += 1;
          return exec(text, ...values);
        }) as typeof sql.exec;
        const found = findChain(store.db, { firm: { id: firms.maker } as never, manager: false }, id, now);
        sql.exec = exec as typeof sql.exec;
        return { searches, offers: found?.stages[0]?.offers.map(({ firm }) => firm.name) };
      });
    expect((await asked()).searches).toBeGreaterThan(0);
    expect(await asked()).toEqual({ searches: 0, offers: ['ورشة سمير'] });
    await publish(opened, soler, listingDraft({ kind: 'subcontracting', title: 'خياطة وجوه الأحذية', text: '', quantity: null }));
    expect((await asked()).offers).toHaveLength(2);
    expect(await asked()).toMatchObject({ searches: 0 });
    await value(opened.market.manager(manager).decideFirm(firms.soler, { act: 'suspend', words: '' }, key()));
    expect((await asked()).offers).toEqual(['ورشة سمير']);
    // days pass, and with them what was in time; nor is what a clock that was ahead found believed until that day
    expect((await asked(Date.now() + day)).searches).toBeGreaterThan(0);
    expect((await asked()).searches).toBeGreaterThan(0);
    expect(await asked()).toMatchObject({ searches: 0 });
  });

  test('is for members: nobody else sees or opens one', async () => {
    const id = await open();
    const stranger = person('Olfa Outsider');
    expect(await refusal(opened.market.member(stranger).chain(id))).toBe('not-a-member');
    expect(await refusal(opened.market.member(stranger).chains(1))).toBe('not-a-member');
    expect(await refusal(opened.market.member(stranger).openChain(shoes(), key()))).toBe('not-a-member');
    expect(await refusal(opened.market.member(maker).chain(id + 1))).toBe('not-found');
  });

  test('is one of at most twenty that a firm keeps open', async () => {
    const ids = [];
    for (let i = 0; i < 20; i++) ids.push(await open());
    expect(await refusal(opened.market.member(maker).openChain(shoes(), key()))).toBe('too-many');
    await value(opened.market.member(maker).closeChain(ids[0] ?? 0, key()));
    await open();
    await open(soler);
  });

  test('is listed with the part that the reader has in it, open ones first', async () => {
    const first = await open();
    const second = await open();
    const closed = await open();
    await value(opened.market.member(maker).closeChain(closed, key()));
    await put(first, soler, { stage: (await stage(first, 1)).id });
    await value(opened.market.member(maker).inviteToChain(second, { stage: (await stage(second, 1)).id, firm: firms.soler }, key()));
    const { chains, total } = await value(opened.market.member(soler).chains(1));
    expect(chains.map(({ id, mine }) => [id, mine])).toEqual([
      [second, 'invited'],
      [first, 'member'],
      [closed, null],
    ]);
    expect(total).toBe(3);
    expect(chains[1]?.stages.map(({ firms }) => firms)).toEqual([0, 1, 0]);
  });
});

describe('a firm', () => {
  test('joins with an offer of its own that is in the market, and with nothing else', async () => {
    const offer = await stitching();
    const id = await open();
    const at = (await stage(id, 0)).id;
    const tries = (who: Person, over: Partial<z.input<typeof ChainJoin>>) =>
      opened.market.member(who).joinChain(id, ChainJoin.parse({ stage: at, ...over }), key());
    expect(await refusal(tries(soler, { listing: offer }))).toBe('invalid');
    const need = await publish(opened, stitcher, listingDraft({ direction: 'need' }));
    expect(await refusal(tries(stitcher, { listing: need }))).toBe('invalid');
    expect(await refusal(tries(stitcher, { stage: at + 100 }))).toBe('not-found');
    await value(opened.market.member(stitcher).move(offer, 'pause', key()));
    expect(await refusal(tries(stitcher, { listing: offer }))).toBe('invalid');
    await value(opened.market.member(stitcher).move(offer, 'resume', key()));
    await value(tries(stitcher, { listing: offer, perMonth: pairs(5000), words: 'من أول الشهر' }));
    const now = await stage(id, 0);
    expect(now).toMatchObject({
      has: pairs(1200),
      members: [{ firm: { id: firms.stitcher }, perMonth: pairs(1200), words: 'من أول الشهر' }],
    });
    expect(now.offers).toEqual([]);
    expect(await news(maker)).toEqual(['chain-joined']);
  });

  test('that joins again changes with what, and the opener is not told twice', async () => {
    const id = await open();
    const at = (await stage(id, 1)).id;
    const first = await put(id, soler, { stage: at, perMonth: pairs(100) });
    expect(await put(id, soler, { stage: at, perMonth: pairs(300) })).toBe(first);
    expect(await stage(id, 1)).toMatchObject({ has: pairs(300), members: [{ perMonth: pairs(300) }] });
    expect(await news(maker)).toEqual(['chain-joined']);
  });

  test('sent twice at once joins once', async () => {
    const id = await open();
    const at = (await stage(id, 1)).id;
    const both = await Promise.all([put(id, soler, { stage: at }), put(id, soler, { stage: at })]);
    expect(new Set(both).size).toBe(1);
    expect(await rows('chain_member')).toHaveLength(1);
  });

  test('leaves again, and the opener hears whether anybody is left', async () => {
    const id = await open();
    const at = (await stage(id, 1)).id;
    const [one, two] = [await put(id, soler, { stage: at }), await put(id, stitcher, { stage: at })];
    await value(opened.market.member(soler).leaveChain(id, one, key()));
    await value(opened.market.member(stitcher).leaveChain(id, two, key()));
    expect((await stage(id, 1)).members).toEqual([]);
    expect((await news(maker)).slice(0, 2)).toEqual(['chain-gap', 'chain-left']);
  });

  test('is shown out by the opener or a manager, and by nobody else', async () => {
    const id = await open();
    const at = (await stage(id, 1)).id;
    const member = await put(id, soler, { stage: at });
    expect(await refusal(opened.market.member(stitcher).leaveChain(id, member, key()))).toBe('not-found');
    await value(opened.market.member(maker).leaveChain(id, member, key()));
    expect(await news(soler)).toEqual(['chain-changed']);
    const again = await put(id, soler, { stage: at });
    await value(opened.market.manager(manager).leaveChain(id, again, key()));
    expect(await rows('chain_member')).toEqual([]);
  });

  test('is invited by the opener alone, told once, and no longer invited when it is there', async () => {
    const id = await open();
    const invitation = { stage: (await stage(id, 1)).id, firm: firms.soler };
    expect(await refusal(opened.market.member(stitcher).inviteToChain(id, invitation, key()))).toBe('not-found');
    for (let i = 0; i < 2; i++) await value(opened.market.member(maker).inviteToChain(id, invitation, key()));
    expect(await news(soler)).toEqual(['chain-invited']);
    expect((await stage(id, 1, soler)).invited).toBe(true);
    await put(id, soler, { stage: invitation.stage });
    expect((await stage(id, 1, soler)).invited).toBe(false);
    await value(opened.market.member(maker).inviteToChain(id, invitation, key()));
    expect(await rows('chain_invitation')).toEqual([]);
  });

  test('that is suspended, unknown or the opener’s own is not invited', async () => {
    const id = await open();
    const at = (await stage(id, 1)).id;
    await value(opened.market.manager(manager).decideFirm(firms.soler, { act: 'suspend', words: '' }, key()));
    for (const firm of [firms.soler, firms.maker, 999])
      expect(await refusal(opened.market.member(maker).inviteToChain(id, { stage: at, firm }, key()))).toBe('invalid');
  });
});

describe('a gap', () => {
  test('becomes a need of the opener’s, through the rules of posting, with what is missing', async () => {
    await stitching();
    const id = await open();
    const asked = await value(opened.market.member(maker).askForGap(id, (await stage(id, 0)).id, key()));
    expect(asked.state).toBe('waiting');
    const need = await value(opened.market.member(maker).listing(asked.id));
    expect(need).toMatchObject({
      direction: 'need',
      kind: 'subcontracting',
      title: 'خياطة وجوه الأحذية',
      text: 'حذاء رجالي جلد',
      quantity: pairs(800),
    });
    expect((await stage(id, 0)).need).toEqual({ id: asked.id, title: need.title, state: 'waiting' });
    // what waits for a manager is its firm's own
    expect((await stage(id, 0, soler)).need).toBeNull();
  });

  test('becomes one need, however often it is tapped and whoever taps', async () => {
    const id = await open();
    const at = (await stage(id, 2)).id;
    const tap = () => value(opened.market.member(maker).askForGap(id, at, key()));
    const taps = [...(await Promise.all([tap(), tap()])), await tap()];
    await evictDurableObject(opened.stub);
    taps.push(await tap());
    expect(new Set(taps.map(({ id }) => id)).size).toBe(1);
    expect(await rows("listing where direction = 'need'")).toHaveLength(1);
  });

  test('may be asked for anew when that need is over', async () => {
    const id = await open();
    const at = (await stage(id, 2)).id;
    const first = await value(opened.market.member(maker).askForGap(id, at, key()));
    await value(opened.market.member(maker).move(first.id, 'withdraw', key()));
    expect((await stage(id, 2)).need).toBeNull();
    const second = await value(opened.market.member(maker).askForGap(id, at, key()));
    expect(second.id).not.toBe(first.id);
  });

  test('that is none, or somebody else’s, is no need', async () => {
    const id = await open();
    const at = (await stage(id, 1)).id;
    expect(await refusal(opened.market.member(soler).askForGap(id, at, key()))).toBe('not-found');
    await put(id, soler, { stage: at, perMonth: pairs(2000) });
    expect(await refusal(opened.market.member(maker).askForGap(id, at, key()))).toBe('wrong-state');
    expect(await rows("listing where direction = 'need'")).toEqual([]);
  });
});

describe('what is agreed', () => {
  const note = (id: number, who: Person, over: z.input<typeof ChainNoteDraft>) =>
    opened.market.member(who).writeNote(id, ChainNoteDraft.parse(over), key());
  let id: number;
  let at: number;
  beforeEach(async () => {
    id = await open();
    at = (await stage(id, 1)).id;
    await put(id, soler, { stage: at });
  });

  test('is written by one side and confirmed by the other, and then it is an agreement of both', async () => {
    const written = await value(note(id, maker, { stage: at, firm: firms.soler, quantity: pairs(500), words: 'نعل كريب' }));
    expect((await read(id, soler)).notes).toMatchObject([{ id: written.id, by: { id: firms.maker }, acts: ['confirm', 'decline'] }]);
    expect((await read(id)).notes).toMatchObject([{ acts: ['withdraw'] }]);
    expect(await refusal(opened.market.member(maker).answerNote(id, written.id, 'confirm', key()))).toBe('wrong-state');
    await value(opened.market.member(soler).answerNote(id, written.id, 'confirm', key()));
    const line = {
      of: 'chain',
      venture: id,
      taker: { id: firms.maker },
      giver: { id: firms.soler },
      title: 'نعال أحذية – نعل كريب',
      quantity: pairs(500),
    };
    for (const who of [maker, soler]) expect((await read(id, who)).agreements).toMatchObject([line]);
    expect(await value(opened.market.member(soler).agreements())).toMatchObject([line]);
    expect(await refusal(opened.market.member(soler).answerNote(id, written.id, 'confirm', key()))).toBe('wrong-state');
    expect(await news(maker)).toContain('chain-agreed');
  });

  test('may be written by the firm of the stage too; the opener is always the one who takes', async () => {
    const written = await value(note(id, soler, { stage: at, firm: firms.maker, quantity: pairs(70) }));
    await value(opened.market.member(maker).answerNote(id, written.id, 'confirm', key()));
    expect((await read(id)).agreements).toMatchObject([{ taker: { id: firms.maker }, giver: { id: firms.soler }, title: 'نعال أحذية' }]);
  });

  test('is between the opener and a firm of that stage, and nobody else', async () => {
    const other = (await stage(id, 0)).id;
    expect(await refusal(note(id, stitcher, { stage: at, firm: firms.maker }))).toBe('not-found');
    expect(await refusal(note(id, stitcher, { stage: at, firm: firms.soler }))).toBe('not-found');
    expect(await refusal(note(id, maker, { stage: at, firm: firms.stitcher }))).toBe('invalid');
    expect(await refusal(note(id, maker, { stage: other, firm: firms.soler }))).toBe('invalid');
    expect(await refusal(note(id, maker, { stage: at, firm: firms.maker }))).toBe('invalid');
    expect(await refusal(note(id, soler, { stage: at, firm: firms.stitcher }))).toBe('invalid');
    expect(await rows('chain_note')).toEqual([]);
  });

  test('that waits is for its two firms, and not there for all others', async () => {
    await put(id, stitcher, { stage: (await stage(id, 0)).id });
    const written = await value(note(id, maker, { stage: at, firm: firms.soler, words: 'سر' }));
    expect((await read(id, stitcher)).notes).toEqual([]);
    expect(await refusal(opened.market.member(stitcher).answerNote(id, written.id, 'confirm', key()))).toBe('not-found');
    expect((await value(opened.market.manager(manager).chain(id))).notes).toEqual([]);
  });

  test('is declined, taken back, or over when the firm leaves: no agreement comes of it', async () => {
    const one = await value(note(id, maker, { stage: at, firm: firms.soler }));
    await value(opened.market.member(soler).answerNote(id, one.id, 'decline', key()));
    const two = await value(note(id, maker, { stage: at, firm: firms.soler }));
    await value(opened.market.member(maker).answerNote(id, two.id, 'withdraw', key()));
    const three = await value(note(id, maker, { stage: at, firm: firms.soler }));
    const member = (await stage(id, 1)).members[0]?.id ?? 0;
    await value(opened.market.member(soler).leaveChain(id, member, key()));
    for (const { id: gone } of [one, two, three])
      expect(await refusal(opened.market.member(soler).answerNote(id, gone, 'confirm', key()))).toBe('wrong-state');
    expect(await rows('agreement')).toEqual([]);
  });

  test('is not confirmed with a firm that is suspended meanwhile', async () => {
    const written = await value(note(id, maker, { stage: at, firm: firms.soler }));
    await value(opened.market.manager(manager).decideFirm(firms.maker, { act: 'suspend', words: '' }, key()));
    expect(await refusal(opened.market.member(soler).answerNote(id, written.id, 'confirm', key()))).toBe('wrong-state');
    expect(await rows('agreement')).toEqual([]);
  });

  test('by two firms of the chain elsewhere is on its record, what is paid only for these two, and for members of it only', async () => {
    await runInDurableObject(opened.stub, (market) => {
      const line = { taker: firms.maker, giver: firms.soler, title: 'نعل', quantity: null, amount: 900, currency: 'EGP' } as const;
      keepAgreement(market.store.db, { of: 'coalition', venture: 1, ...line }, Date.now() - 86_400_000);
      keepAgreement(market.store.db, { of: 'coalition', venture: 2, ...line }, Date.now() + 1000);
      keepAgreement(market.store.db, { of: 'pool', venture: 3, ...line, giver: null }, Date.now() + 1000);
      keepAgreement(market.store.db, { of: 'circle', venture: 4, ...line, giver: firms.stitcher }, Date.now() + 1000);
    });
    expect((await read(id, soler)).agreements).toMatchObject([{ of: 'coalition', venture: 2, amount: 900 }]);
    expect((await read(id, stitcher)).agreements).toEqual([]);
    await put(id, stitcher, { stage: (await stage(id, 0)).id });
    const seen = (await read(id, stitcher)).agreements;
    expect(seen.map(({ venture, amount }) => [venture, amount])).toEqual([
      [2, null],
      [4, 900],
    ]);
  });
});

describe('an edit', () => {
  test('renames, moves, adds and removes stages, and tells the firms whose stage is gone', async () => {
    const id = await open();
    const before = await read(id);
    const [first, second, third] = before.stages;
    await put(id, soler, { stage: second?.id ?? 0 });
    const stages = [
      { id: third?.id, name: 'علب وأكياس', kind: 'input' as const },
      { name: 'معرض', kind: 'marketing' as const },
      { id: first?.id, name: first?.name ?? '', kind: 'subcontracting' as const },
    ];
    await value(opened.market.member(maker).editChain(id, edited(before, { title: 'حذاء نسائي', stages }), key()));
    const after = await read(id);
    expect(after).toMatchObject({ title: 'حذاء نسائي', revision: 2 });
    expect(after.stages.map(({ name }) => name)).toEqual(['علب وأكياس', 'معرض', 'خياطة وجوه الأحذية']);
    expect(after.stages[0]?.id).toBe(third?.id);
    expect(await news(soler)).toEqual(['chain-changed']);
  });

  test('leaves no stage out on which something is agreed, and keeps what is agreed under the name of then', async () => {
    const id = await open();
    const before = await read(id);
    const at = before.stages[1]?.id ?? 0;
    await put(id, soler, { stage: at });
    const written = await value(opened.market.member(maker).writeNote(id, ChainNoteDraft.parse({ stage: at, firm: firms.soler }), key()));
    const without = edited(before, { stages: edited(before).stages.filter((one) => one.id !== at) });
    expect(await refusal(opened.market.member(maker).editChain(id, without, key()))).toBe('wrong-state');
    await value(opened.market.member(soler).answerNote(id, written.id, 'confirm', key()));
    expect(await refusal(opened.market.member(maker).editChain(id, without, key()))).toBe('wrong-state');
    const renamed = edited(before, { stages: edited(before).stages.map((one) => (one.id === at ? { ...one, name: 'كعوب' } : one)) });
    await value(opened.market.member(maker).editChain(id, renamed, key()));
    expect((await read(id)).agreements[0]?.title).toBe('نعال أحذية');
  });

  test('is the opener’s, on what was read, and once', async () => {
    const id = await open();
    const before = await read(id);
    const change = edited(before, { title: 'حذاء أطفال' });
    expect(await refusal(opened.market.member(soler).editChain(id, change, key()))).toBe('not-found');
    expect(await refusal(opened.market.manager(manager).editChain(id, change, key()))).toBe('not-found');
    const two = await Promise.all([1, 2].map(() => opened.market.member(maker).editChain(id, change, key())));
    expect(two.map(({ refusal: no }) => no?.code).sort()).toEqual(['stale', undefined]);
  });

  test('cannot take the stages of another chain', async () => {
    const [id, other] = [await open(), await open(soler)];
    const theirs = (await read(other)).stages[0]?.id ?? 0;
    const before = await read(id);
    const stages = [{ ...edited(before).stages[0], id: theirs }, ...edited(before).stages.slice(1)] as z.input<typeof ChainEdit>['stages'];
    expect(await refusal(opened.market.member(maker).editChain(id, edited(before, { stages }), key()))).toBe('stale');
    expect((await stage(other, 0)).id).toBe(theirs);
  });
});

describe('a chain that is closed', () => {
  test('is a record: it is read as it was, and nothing in it moves', async () => {
    await stitching();
    const id = await open();
    const before = await read(id);
    const at = before.stages[1]?.id ?? 0;
    const member = await put(id, soler, { stage: at, perMonth: pairs(400) });
    const kept = await value(opened.market.member(maker).writeNote(id, ChainNoteDraft.parse({ stage: at, firm: firms.soler }), key()));
    await value(opened.market.member(soler).answerNote(id, kept.id, 'confirm', key()));
    const waits = await value(opened.market.member(maker).writeNote(id, ChainNoteDraft.parse({ stage: at, firm: firms.soler }), key()));
    await value(opened.market.member(maker).closeChain(id, key()));
    const after = await read(id, soler);
    expect(after).toMatchObject({ state: 'closed', acts: [], notes: [], agreements: [{ title: 'نعال أحذية' }] });
    expect(after.stages[1]?.members).toMatchObject([{ id: member, firm: { name: 'نعال سلمى' }, perMonth: pairs(400) }]);
    expect(after.stages[0]?.offers).toEqual([]);
    expect((await news(soler))[0]).toBe('chain-changed');
    const [opener, giver] = [opened.market.member(maker), opened.market.member(soler)];
    const tries = [
      opener.editChain(id, edited(before), key()),
      opener.closeChain(id, key()),
      opener.askForGap(id, at, key()),
      opener.inviteToChain(id, { stage: at, firm: firms.stitcher }, key()),
      opener.writeNote(id, ChainNoteDraft.parse({ stage: at, firm: firms.soler }), key()),
      giver.joinChain(id, ChainJoin.parse({ stage: at }), key()),
      giver.leaveChain(id, member, key()),
      giver.answerNote(id, waits.id, 'confirm', key()),
    ];
    for (const one of tries) expect((await one).refusal?.code).toBe('wrong-state');
  });

  test('was closed by its opener or a manager', async () => {
    const id = await open();
    expect(await refusal(opened.market.member(soler).closeChain(id, key()))).toBe('not-found');
    await value(opened.market.manager(manager).closeChain(id, key()));
    expect(await news(maker)).toEqual(['chain-changed']);
  });
});

test('what is refused leaves nothing behind', async () => {
  const id = await open();
  const before = await Promise.all(['chain', 'chain_stage', 'chain_member', 'chain_note', 'listing'].map(rows));
  const draft = edited(await read(id));
  await opened.market.member(maker).editChain(id, { ...draft, revision: 9 }, key());
  await opened.market.member(maker).joinChain(id, ChainJoin.parse({ stage: 1, listing: 999 }), key());
  await opened.market.member(soler).askForGap(id, 1, key());
  expect(await Promise.all(['chain', 'chain_stage', 'chain_member', 'chain_note', 'listing'].map(rows))).toEqual(before);
});
