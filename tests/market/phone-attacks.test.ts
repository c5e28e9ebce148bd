/** Who must not hear of what by being told outside: what was taken away before the morning, and what was somebody else's to know. */
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Person } from '../../schema/person.ts';
import { WatchDraft } from '../../schema/watch.ts';
import type { PushPayload } from '../../worker/reaching/words.ts';
import { key, listingDraft, manager, publish, value } from '../support/market.ts';
import { backToNow, carry, cobbler, opened, openForTelling, outsider, ring, tanner, tell, waiting, world } from './telling-scene.ts';

beforeEach(openForTelling);
afterEach(backToNow);

describe('what was found by a watch', () => {
  const evening = Date.parse('2027-01-12T19:30:00Z');
  const morning = Date.parse('2027-01-13T05:00:00Z');
  const found = async (who: Person, over = {}) => {
    vi.setSystemTime(evening);
    await value(opened.market.buyer(who).watch(WatchDraft.parse({ q: 'غراء' }), key()));
    const id = await publish(opened, tanner, listingDraft({ title: 'غراء للجلود', ...over }));
    await ring();
    expect((await value(opened.market.buyer(who).inbox())).notices.filter(({ kind }) => kind === 'watch-found')).toHaveLength(1);
    return id;
  };
  const revision = async (id: number) => (await value(opened.market.member(tanner).listing(id))).owner?.revision ?? 0;
  const hide = async (id: number) =>
    value(
      opened.market
        .member(tanner)
        .edit(id, { ...listingDraft({ title: 'غراء للجلود', visibility: 'cluster' }), revision: await revision(id) }, key()),
    );
  const republish = async (id: number) => {
    const given = { act: 'publish' as const, reason: null, words: '', revision: await revision(id) };
    return value(opened.market.manager(manager).decide(id, given, key()));
  };

  test('is told in the morning', async () => {
    const hers = await carry(outsider);
    const id = await found(outsider);
    const { bodies } = world();
    await tell(morning);
    expect(await hers.read<PushPayload>(bodies(hers.target.endpoint)[0])).toMatchObject({ url: `/c/${opened.slug}/l/${id}` });
  });

  test('is not told where a manager took it away in the night', async () => {
    await carry(outsider);
    const id = await found(outsider);
    const given = { act: 'remove' as const, reason: 'other' as const, words: 'لا يباع هنا', revision: await revision(id) };
    await value(opened.market.manager(manager).decide(id, given, key()));
    const { sentTo } = world();
    await tell(morning);
    expect(sentTo().filter((to) => to.startsWith('https://push.'))).toEqual([]);
    expect((await waiting()).filter(({ subject }) => subject === outsider.id)).toEqual([]);
  });

  test('is told to members only where it became theirs', async () => {
    const [hers, his] = [await carry(outsider), await carry(cobbler)];
    await value(opened.market.buyer(cobbler).watch(WatchDraft.parse({ q: 'غراء' }), key()));
    const id = await found(outsider);
    await hide(id);
    await republish(id);
    const { sentTo } = world();
    await tell(morning);
    expect(sentTo()).toContain(his.target.endpoint);
    expect(sentTo()).not.toContain(hers.target.endpoint);
  });

  test('of a suspended firm is told to nobody', async () => {
    await carry(outsider);
    await found(outsider);
    const { firm } = (await opened.market.member(tanner).myFirm()).value ?? {};
    await value(opened.market.manager(manager).decideFirm(firm?.id ?? 0, { act: 'suspend', words: '' }, key()));
    const { sentTo } = world();
    await tell(morning);
    expect(sentTo().filter((to) => to.startsWith('https://push.'))).toEqual([]);
  });
});

test('a market with thousands who wait for news sends the rest of its effects in between', async () => {
  world();
  await runInDurableObject(opened.stub, (_, { storage }) => {
    for (let i = 0; i < 500; i++)
      storage.sql.exec("insert into outbox (topic, subject, payload, due_at, attempts) values ('notices', ?, null, 1, 0)", `nobody-${i}`);
  });
  await tell(Date.now());
  expect(await waiting()).toHaveLength(470);
});
