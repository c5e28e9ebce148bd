/** Random sequences of commands against a real market: what must hold after each of them. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listingLife } from '../../worker/domain/listing-life.ts';
import { firmDraft, join, key, listingDraft, manager, type Opened, openMarket, person, publish, query } from '../support/market.ts';

const people = [person('Random Amal'), person('Random Bilal')];
const outsider = person('Random Outsider');

type Command =
  | { do: 'draft'; who: number; submit: boolean; cluster: boolean; standing: boolean; need: boolean }
  | { do: 'edit'; who: number; at: number; submit: boolean; cluster: boolean; need: boolean }
  | { do: 'move'; who: number; at: number; act: 'submit' | 'pause' | 'resume' | 'fulfil' | 'renew' | 'withdraw' }
  | { do: 'decide'; at: number; act: 'publish' | 'return' | 'remove' }
  | { do: 'firm'; who: number; act: 'suspend' | 'restore' | 'trust' | 'distrust' }
  | { do: 'settings'; at: boolean }
  | { do: 'role'; who: number; role: 'tannery' | 'workshop' | 'training-centre'; rename: boolean }
  | { do: 'ask'; at: number }
  | { do: 'expire'; at: number };

const at = fc.nat(5);
const who = fc.nat(1);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('draft' as const),
      who,
      submit: fc.boolean(),
      cluster: fc.boolean(),
      standing: fc.boolean(),
      need: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('edit' as const), who, at, submit: fc.boolean(), cluster: fc.boolean(), need: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      who,
      at,
      act: fc.constantFrom(
        'submit' as const,
        'pause' as const,
        'resume' as const,
        'fulfil' as const,
        'renew' as const,
        'withdraw' as const,
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      at,
      act: fc.constantFrom('publish' as const, 'publish' as const, 'return' as const, 'remove' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('firm' as const),
      who,
      act: fc.constantFrom('suspend' as const, 'restore' as const, 'trust' as const, 'distrust' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settings' as const), at: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('role' as const),
      who,
      role: fc.constantFrom('tannery' as const, 'workshop' as const, 'training-centre' as const),
      rename: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expire' as const), at }) },
);

interface Snapshot {
  listings: {
    id: number;
    state: string;
    listed: number;
    visibility: string;
    firm: number;
    owner: string;
    role: string;
    firmRole: string;
  }[];
  index: number[];
  tally: [string, number][];
  group: [string, number][];
  openOfEnded: number;
  alarm: number | null;
  due: number | null;
}

function snapshot(opened: Opened): Promise<Snapshot> {
  return runInDurableObject(opened.stub, async (_, state) => {
    const all = <T>(sql: string) => state.storage.sql.exec(sql).toArray() as unknown as T[];
    const groups = (sql: string) => all<{ k: string; n: number }>(sql).map(({ k, n }): [string, number] => [k, n]);
    const dues = all<{ at: number | null }>(
      `select min(at) as at from (select min(due_at) as at from outbox union all select min(expires_at) from listing where state in ('published', 'paused'))`,
    );
    return {
      listings: all(
        'select l.id, l.state, l.listed, l.visibility, l.firm_id as firm, f.state as owner, l.role, f.role as firmRole from listing l join firm f on f.id = l.firm_id order by l.id',
      ),
      index: all<{ id: number }>('select rowid >> 22 as id from listing_text order by 1').map(({ id }) => id),
      tally: groups(`select visibility || direction || kind || role as k, count as n from tally where count <> 0 order by 1`),
      group: groups(
        `select visibility || direction || kind || role as k, count(*) as n from listing where listed = 1 group by 1 order by 1`,
      ),
      openOfEnded:
        all<{ n: number }>(
          `select count(*) as n from inquiry i join listing l on l.id = i.listing_id where i.state = 'open' and l.state in ('fulfilled', 'withdrawn', 'removed', 'expired')`,
        )[0]?.n ?? 0,
      alarm: await state.storage.getAlarm(),
      due: dues[0]?.at ?? null,
    };
  });
}

async function run(opened: Opened, one: Command, ids: number[], firms: number[]) {
  const { market } = opened;
  const id = 'at' in one && typeof one.at === 'number' ? (ids[one.at % Math.max(1, ids.length)] ?? 1) : 0;
  const who = 'who' in one ? (people[one.who] ?? outsider) : outsider;
  switch (one.do) {
    case 'draft': {
      const made = await market.member(who).draft(
        listingDraft({
          submit: one.submit,
          visibility: one.cluster ? 'cluster' : 'public',
          standing: one.standing,
          direction: one.need ? 'need' : 'offer',
        }),
        key(),
      );
      if (made.value) ids.push(made.value.id);
      return;
    }
    case 'edit': {
      const seen = await market.member(who).listing(id);
      await market.member(who).edit(
        id,
        {
          ...listingDraft({
            submit: one.submit,
            visibility: one.cluster ? 'cluster' : 'public',
            direction: one.need ? 'need' : 'offer',
            title: 'جلد آخر',
          }),
          revision: seen.value?.owner?.revision ?? 1,
        },
        key(),
      );
      return;
    }
    case 'move':
      await market.member(who).move(id, one.act, key());
      return;
    case 'decide': {
      const seen = await market.manager(manager).listing(id);
      await market
        .manager(manager)
        .decide(id, { act: one.act, reason: 'unclear', words: '', revision: seen.value?.owner?.revision ?? 1 }, key());
      return;
    }
    case 'firm':
      await market.manager(manager).decideFirm(firms[one.who] ?? 0, { act: one.act, words: '' }, key());
      return;
    case 'settings':
      await market.manager(manager).editSettings({ trustedPublishAtOnce: one.at }, key());
      return;
    case 'role': {
      const mine = await market.member(who).myFirm();
      await market
        .member(who)
        .editFirm(
          { ...firmDraft({ role: one.role, name: one.rename ? 'اسم آخر' : 'مدبغة النور' }), revision: mine.value?.revision ?? 1 },
          key(),
        );
      return;
    }
    case 'ask':
      await market.buyer(outsider).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key());
      return;
    case 'expire':
      await runInDurableObject(opened.stub, (_, state) => {
        state.storage.sql.exec(`update listing set expires_at = ? where id = ? and expires_at is not null`, Date.now() - 1, id);
      });
      await runDurableObjectAlarm(opened.stub);
      await runInDurableObject(opened.stub, async (object) => {
        await object.alarm();
      });
  }
}

const seen = { steps: 0, published: 0, expired: 0 };
const edges = new Set(listingLife.map(({ from, to }) => `${from}>${to}`));
/** Edit and submit in one command are two edges. */
const allowed = (from: string, to: string) =>
  from === to ||
  edges.has(`${from}>${to}`) ||
  listingLife.some((first) => first.from === from && first.act === 'edit' && edges.has(`${first.to}>${to}`));

it('whatever is done, index, tally, counts and sight agree', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 28 }), async (commands) => {
      const opened = await openMarket(`random-${++n}-${crypto.randomUUID().slice(0, 6)}`);
      const firms = [await join(opened, people[0] ?? outsider), await join(opened, people[1] ?? outsider)];
      const ids: number[] = [];
      for (const [i, visibility] of (['public', 'cluster', 'public', 'public'] as const).entries())
        ids.push(
          await publish(
            opened,
            people[i % 2] ?? outsider,
            listingDraft({ visibility, standing: i === 3, direction: i === 2 ? 'need' : 'offer' }),
          ),
        );
      let before = await snapshot(opened);
      for (const one of commands) {
        await run(opened, one, ids, firms);
        const after = await snapshot(opened);
        const label = JSON.stringify(one);
        expect(after.index, label).toEqual(after.listings.filter((l) => l.listed).map((l) => l.id));
        expect(after.tally, label).toEqual(after.group);
        for (const l of after.listings) {
          expect(Boolean(l.listed), label).toBe(l.state === 'published' && l.owner === 'active');
          expect(l.role, label).toBe(l.firmRole);
          const was = before.listings.find(({ id }) => id === l.id)?.state ?? 'draft';
          expect(allowed(was, l.state), `${label}: ${was} > ${l.state}`).toBe(true);
        }
        expect(after.openOfEnded, label).toBe(0);
        if (after.due !== null) expect(after.alarm, `${label}: something is due and no alarm is set`).not.toBeNull();
        for (const [reader, sees] of [
          [null, (v: string) => v === 'public'],
          [outsider, (v: string) => v === 'public'],
          [manager, () => true],
        ] as const) {
          const listed = after.listings.filter((l) => l.listed && sees(l.visibility)).map((l) => l.id);
          const empty = (await opened.market.visitor(reader).search(query({ limit: 50 }))).value;
          const worded = (await opened.market.visitor(reader).search(query({ q: 'جلد', limit: 50 }))).value;
          const need = (await opened.market.visitor(reader).search(query({ direction: 'need', limit: 50 }))).value;
          const ranged = (await opened.market.visitor(reader).search(query({ priceMin: '1', limit: 50 }))).value;
          for (const found of [empty, worded, ranged]) {
            expect(
              found?.hits.map(({ id }) => id).sort((a, b) => a - b),
              label,
            ).toEqual(listed);
            expect(found?.total, label).toBe(listed.length);
          }
          expect(need?.total, label).toBe(need?.hits.length);
          if (reader !== manager)
            for (const l of after.listings) {
              const shown = (await opened.market.visitor(reader).listing(l.id)).value;
              expect(Boolean(shown), `${label}: ${reader?.name} sees ${l.id}`).toBe(listed.includes(l.id));
            }
        }
        seen.published += after.index.length;
        seen.steps += 1;
        if (after.listings.some((l) => l.state === 'expired')) seen.expired += 1;
        before = after;
      }
    }),
    { numRuns: 5, seed: 20261122, endOnFailure: true },
  );
  expect(seen.published).toBeGreaterThan(seen.steps);
  expect(seen.expired).toBeGreaterThan(0);
}, 190_000);
