/** Two clusters with the same ids: nothing of one is seen, found or changed from the other. */
import { listDurableObjectIds } from 'cloudflare:test';
import { beforeEach, expect, test } from 'vitest';
import {
  env,
  firmDraft,
  join,
  key,
  listingDraft,
  manager,
  type Opened,
  openMarket,
  person,
  publish,
  query,
  refusal,
  value,
} from '../support/market.ts';

const inOne = person('Tarek of One');
const inTwo = person('Tarek of Two');
const words = { message: 'هل هو متاح؟', quantity: null };
let one: Opened;
let two: Opened;

beforeEach(async () => {
  [one, two] = await Promise.all([openMarket(), openMarket()]);
  await join(one, inOne);
  await join(two, inTwo, firmDraft({ name: 'مدبغة أخرى' }));
});

test('the same id is another listing in each cluster', async () => {
  const here = await publish(one, inOne, listingDraft({ title: 'جلد الأول' }));
  const there = await publish(two, inTwo, listingDraft({ title: 'جلد الثاني' }));
  expect(here).toBe(there);
  expect((await value(one.market.visitor(null).listing(here))).title).toBe('جلد الأول');
  expect((await value(two.market.visitor(null).listing(there))).title).toBe('جلد الثاني');
  expect((await value(one.market.visitor(null).search(query({ q: 'الثاني' })))).total).toBe(0);
});

test('a member of one cluster is a stranger in the other', async () => {
  const id = await publish(two, inTwo, listingDraft({ visibility: 'cluster' }));
  expect(await refusal(two.market.visitor(inOne).listing(id))).toBe('not-found');
  expect(await refusal(two.market.member(inOne).draft(listingDraft(), key()))).toBe('not-a-member');
  expect(await refusal(two.market.member(inOne).edit(id, { ...listingDraft(), revision: 3 }, key()))).toBe('not-a-member');
  expect(await refusal(two.market.member(inOne).move(id, 'withdraw', key()))).toBe('not-a-member');
  expect(await refusal(two.market.manager(inOne).queue())).toBe('not-a-member');
});

test('a manager of one cluster decides nothing in the other', async () => {
  const three = await openMarket();
  const stranger = person('Manager of Three');
  await join(three, stranger);
  await value(three.market.manager(manager).decideMember(stranger.id, { act: 'appoint', words: '' }, key()));
  const { id } = await value(two.market.member(inTwo).draft(listingDraft(), key()));
  const decision = { act: 'publish' as const, reason: null, words: '', revision: 2 };
  expect(await refusal(two.market.manager(stranger).decide(id, decision, key()))).toBe('not-a-member');
});

test('an inquiry, an invitation and a submission of one cluster are unknown in the other', async () => {
  const id = await publish(one, inOne);
  await publish(two, inTwo);
  const once = key();
  const asked = await value(one.market.buyer(person('Buyer')).ask(id, words, once));
  expect(await refusal(two.market.buyer(person('Buyer')).inquiry(asked.id))).toBe('not-found');
  expect((await value(two.market.buyer(person('Buyer')).ask(id, words, once))).state).toBe('open');
  const { token } = await value(one.market.manager(manager).invite({ note: '', firm: null, uses: 1, days: 7 }, key()));
  expect(await refusal(two.market.visitor(null).invitation(token))).toBe('not-found');
  expect(await refusal(two.market.buyer(person('Buyer')).join(token, firmDraft(), key()))).toBe('not-found');
});

test('each cluster is its own object', async () => {
  const ids = (await listDurableObjectIds(env.MARKET as never)).map(String);
  expect(ids).toContain(String(env.MARKET.idFromName(one.slug)));
  expect(new Set(ids).size).toBe(ids.length);
});
