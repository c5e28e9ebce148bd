/** Sending twice does nothing twice: keys, races, and an object evicted in between. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, test } from 'vitest';
import { join, key, listingDraft, manager, type Opened, openMarket, person, publish, refusal, value } from '../support/market.ts';

const tanner = person('Tarek Tanner');
const buyer = person('Basma Buyer');
let opened: Opened;

beforeEach(async () => {
  opened = await openMarket();
  await join(opened, tanner);
});

const rows = (table: string) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(`select count(*) as n from ${table}`).one().n);

test('the same submission sent twice makes one listing and answers the same', async () => {
  const once = key();
  const first = await value(opened.market.member(tanner).draft(listingDraft(), once));
  expect(await value(opened.market.member(tanner).draft(listingDraft(), once))).toEqual(first);
  expect(await rows('listing')).toBe(1);
});

test('a race of ten equal submissions makes one listing', async () => {
  const once = key();
  const answers = await Promise.all(Array.from({ length: 10 }, () => opened.market.member(tanner).draft(listingDraft(), once)));
  expect(new Set(answers.map((answer) => answer.value?.id)).size).toBe(1);
  expect(await rows('listing')).toBe(1);
});

test('a key used for something else is refused', async () => {
  const once = key();
  await value(opened.market.member(tanner).draft(listingDraft(), once));
  expect(await refusal(opened.market.member(tanner).draft(listingDraft({ title: 'غير ذلك' }), once))).toBe('key-reused');
  expect(await rows('listing')).toBe(1);
});

test("one person's key does not answer for another", async () => {
  const once = key();
  await join(opened, person('Other Tanner'));
  const first = await value(opened.market.member(tanner).draft(listingDraft(), once));
  const second = await value(opened.market.member(person('Other Tanner')).draft(listingDraft(), once));
  expect(second.id).not.toBe(first.id);
});

test('the answer is remembered when the object was evicted in between', async () => {
  const once = key();
  const first = await value(opened.market.member(tanner).draft(listingDraft(), once));
  await evictDurableObject(opened.stub);
  expect(await value(opened.market.member(tanner).draft(listingDraft(), once))).toEqual(first);
});

test('a refused submission may be sent again with the same key', async () => {
  const id = await publish(opened, tanner);
  const once = key();
  await value(opened.market.member(tanner).move(id, 'pause', key()));
  const draft = { message: 'هل هو متاح؟', quantity: null };
  expect(await refusal(opened.market.buyer(buyer).ask(id, draft, once))).toBe('not-found');
  await value(opened.market.member(tanner).move(id, 'resume', key()));
  expect((await value(opened.market.buyer(buyer).ask(id, draft, once))).state).toBe('open');
});

test('the last use of an invitation raced by two lets one in', async () => {
  const { token } = await value(opened.market.manager(manager).invite({ note: '', firm: null, uses: 1, days: 7 }, key()));
  const firm = (await value(opened.market.member(tanner).myFirm())).firm;
  const draft = {
    name: firm.name,
    role: firm.role,
    about: '',
    machines: [],
    certificates: [],
    size: null,
    address: '',
    place: null,
    languages: [],
    contacts: [],
  };
  const answers = await Promise.all([person('First'), person('Second')].map((who) => opened.market.buyer(who).join(token, draft, key())));
  expect(answers.map((answer) => answer.refusal?.code).sort()).toEqual(['invitation-spent', undefined]);
});

test('an invitation sent twice gives one link', async () => {
  const once = key();
  const draft = { note: 'ورشة', firm: null, uses: 1, days: 7 };
  const first = await value(opened.market.manager(manager).invite(draft, once));
  expect(await value(opened.market.manager(manager).invite(draft, once))).toEqual(first);
  expect((await value(opened.market.manager(manager).invitations())).filter(({ note }) => note === 'ورشة')).toHaveLength(1);
});
