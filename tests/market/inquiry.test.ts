/** Asking: what each side sees, and when contacts are exchanged. */
import { beforeEach, expect, test } from 'vitest';
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

const tanner = person('Tarek Tanner');
const shoemaker = person('Salma Shoemaker');
const exporter = person('Elena Exporter');
const words = { message: 'محتاج ٢٠٠ قدم جلد بقري', quantity: { amount: 200_000, unit: 'FTK' as const } };
let opened: Opened;
let id: number;

beforeEach(async () => {
  opened = await openMarket();
  await join(
    opened,
    tanner,
    firmDraft({
      contacts: [
        { kind: 'phone', value: '+201000000042', visibility: 'agreed' },
        { kind: 'email', value: 'cluster@example.com', visibility: 'cluster' },
        { kind: 'site', value: 'https://public.example.com', visibility: 'public' },
      ],
    }),
  );
  await join(opened, shoemaker, firmDraft({ name: 'ورشة سلمى', role: 'workshop' }));
  id = await publish(opened, tanner);
});

test('contacts of both sides are there only when the inquiry is accepted', async () => {
  const { market } = opened;
  const asked = await value(market.buyer(exporter).ask(id, words, key()));
  const before = await value(market.buyer(exporter).inquiry(asked.id));
  expect(before).toMatchObject({ side: 'asker', state: 'open', asker: { contacts: [] }, owner: { contacts: [], name: '' } });
  expect((await value(market.member(tanner).inquiry(asked.id))).asker.contacts).toEqual([]);

  await value(market.member(tanner).answerInquiry(asked.id, { accept: true, words: 'أهلا بك' }, key()));
  const after = await value(market.buyer(exporter).inquiry(asked.id));
  expect(after.state).toBe('accepted');
  expect(after.owner.contacts.map(({ value: contact }) => contact)).toEqual(
    expect.arrayContaining([tanner.phone, '+201000000042', 'cluster@example.com']),
  );
  expect((await value(market.member(tanner).inquiry(asked.id))).asker.contacts).toEqual([{ kind: 'phone', value: exporter.phone }]);
});

test('a declined or withdrawn inquiry shows no contacts to anyone', async () => {
  const { market } = opened;
  const first = await value(market.buyer(exporter).ask(id, words, key()));
  await value(market.member(tanner).answerInquiry(first.id, { accept: false, words: 'نفدت الكمية' }, key()));
  expect(await value(market.buyer(exporter).inquiry(first.id))).toMatchObject({
    state: 'declined',
    answer: 'نفدت الكمية',
    owner: { contacts: [] },
  });
  const second = await value(market.buyer(exporter).ask(id, words, key()));
  await value(market.buyer(exporter).withdrawInquiry(second.id, key()));
  expect(await refusal(market.member(tanner).answerInquiry(second.id, { accept: true, words: '' }, key()))).toBe('wrong-state');
  expect((await value(market.member(tanner).inquiry(second.id))).asker.contacts).toEqual([]);
});

test('for anyone but its two sides an inquiry does not exist, managers included', async () => {
  const { market } = opened;
  const asked = await value(market.buyer(exporter).ask(id, words, key()));
  expect(await refusal(market.buyer(shoemaker).inquiry(asked.id))).toBe('not-found');
  expect(await refusal(market.manager(manager).inquiry(asked.id))).toBe('not-found');
  expect(await refusal(market.member(shoemaker).answerInquiry(asked.id, { accept: true, words: '' }, key()))).toBe('not-found');
  expect(await refusal(market.buyer(shoemaker).withdrawInquiry(asked.id, key()))).toBe('not-found');
});

test("one's own listing cannot be asked about, nor the same one twice while the first is open", async () => {
  const { market } = opened;
  expect(await refusal(market.buyer(tanner).ask(id, words, key()))).toBe('own-listing');
  await value(market.buyer(shoemaker).ask(id, words, key()));
  expect(await refusal(market.buyer(shoemaker).ask(id, words, key()))).toBe('already-asked');
});

test('a race of an answer and a withdrawal has one winner', async () => {
  const { market } = opened;
  const asked = await value(market.buyer(exporter).ask(id, words, key()));
  const answers = await Promise.all([
    market.member(tanner).answerInquiry(asked.id, { accept: true, words: '' }, key()),
    market.buyer(exporter).withdrawInquiry(asked.id, key()),
  ]);
  expect(answers.filter((answer) => answer.refusal).map((answer) => answer.refusal?.code)).toEqual(['wrong-state']);
});

test('withdrawing a listing closes its open inquiries and tells those who asked', async () => {
  const { market } = opened;
  await value(market.buyer(exporter).ask(id, words, key()));
  await value(market.member(tanner).move(id, 'withdraw', key()));
  const inbox = await value(market.buyer(exporter).inbox());
  expect(inbox.sent[0]?.state).toBe('closed');
  expect(inbox.notices[0]?.kind).toBe('inquiry-closed');
});

test('contacts of a firm are shown by their own visibility', async () => {
  const { market } = opened;
  const { firm } = await value(market.visitor(null).listing(id));
  const kinds = async (reader: typeof tanner | null) =>
    (await value(market.visitor(reader).firm(firm.id))).contacts.map(({ kind }) => kind);
  expect(await kinds(null)).toEqual(['site']);
  expect(await kinds(exporter)).toEqual(['site']);
  expect(await kinds(shoemaker)).toEqual(['email', 'site']);
  expect(await kinds(tanner)).toEqual(['phone', 'email', 'site']);
});

test('notices are unread until they are read, and each side has its own', async () => {
  const { market } = opened;
  await value(market.buyer(exporter).ask(id, words, key()));
  const seen = await market.member(tanner).inbox();
  expect(seen.you?.unread).toBe(2);
  await value(market.member(tanner).readNotices(seen.value?.notices[0]?.id ?? 0, key()));
  expect((await market.member(tanner).inbox()).you?.unread).toBe(0);
  expect((await value(market.buyer(exporter).inbox())).notices).toEqual([]);
});

test('a listing for the cluster can be asked about by members only', async () => {
  const { market } = opened;
  const inside = await publish(opened, tanner, listingDraft({ visibility: 'cluster' }));
  expect(await refusal(market.buyer(exporter).ask(inside, words, key()))).toBe('not-found');
  expect((await value(market.buyer(shoemaker).ask(inside, words, key()))).state).toBe('open');
});
