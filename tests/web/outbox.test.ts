/** The outbox against a market, a network and a phone at their worst: nothing is lost, nothing arrives twice, nothing goes as somebody else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterOf, type Entry } from '../../web/islands/outbox/entry.ts';
import { openStore } from '../../web/islands/outbox/store.ts';
import 'fake-indexeddb/auto';
import { ModelMarket } from './outbox/market.ts';
import { memoryStore, type TestStore } from './outbox/memory-store.ts';
import { type Fate, fates, Phone } from './outbox/phone.ts';

const minute = 60_000;
const hour = 60 * minute;
const people = ['amal', 'bilal'];

type Act =
  | { do: 'write'; what: 'post' | 'edit' | 'ask'; cluster: number; photos: number; bad: boolean }
  | { do: 'press again'; other: boolean }
  | { do: 'open' }
  | { do: 'close' }
  | { do: 'steps'; which: number[] }
  | { do: 'network'; fate: Fate[] }
  | { do: 'pass'; time: number }
  | { do: 'clock'; by: number }
  | { do: 'session'; who: number }
  | { do: 'page as who is signed in' }
  | { do: 'network is back' }
  | { do: 'throw away'; at: number }
  | { do: 'again'; at: number }
  | { do: 'disk'; full: boolean }
  | { do: 'somebody edits' }
  | { do: 'market is busy'; time: number }
  | { do: 'market is broken'; time: number }
  | { do: 'wipe' };

const at = fc.nat(7);
const only = <T extends Act['do']>(name: T) => fc.constant({ do: name } as Extract<Act, { do: T }>);
const time = fc.oneof(fc.integer({ min: 1000, max: hour }), fc.integer({ min: hour, max: 60 * hour }));
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      what: fc.constantFrom('post' as const, 'post' as const, 'edit' as const, 'ask' as const),
      cluster: fc.nat(1),
      photos: fc.nat(2),
      bad: fc.nat(6).map((n) => n === 0),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('press again' as const), other: fc.boolean() }) },
  { weight: 10, arbitrary: only('open') },
  { weight: 3, arbitrary: only('close') },
  { weight: 20, arbitrary: fc.record({ do: fc.constant('steps' as const), which: fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('network' as const), fate: fc.array(fc.constantFrom(...fates), { maxLength: 6 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pass' as const), time }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clock' as const), by: fc.integer({ min: -15 * hour, max: 100 * hour }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('session' as const), who: fc.nat(2) }) },
  { weight: 2, arbitrary: only('page as who is signed in') },
  { weight: 2, arbitrary: only('network is back') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('throw away' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk' as const), full: fc.nat(3).map((n) => n === 0) }) },
  { weight: 1, arbitrary: only('somebody edits') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('market is busy' as const), time: fc.integer({ min: 1000, max: 2 * hour }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('market is broken' as const), time: fc.integer({ min: 1000, max: hour }) }) },
  { weight: 1, arbitrary: fc.nat(3).map((n): Act => (n === 0 ? { do: 'wipe' } : { do: 'open' })) },
);

const places = { post: '/l', edit: '/l/5', ask: '/l/7/inquiries' };

/** Does what the script says, one act after the other. */
async function play(phone: Phone, script: Act[]): Promise<void> {
  const { market } = phone;
  let count = 0;
  let last = async (_other: boolean) => {};
  for (const one of script) {
    const entries = await phone.store.list();
    switch (one.do) {
      case 'write': {
        const form = `form-key-${++count}`;
        const action = `/c/${['robbiki', 'damietta'][one.cluster]}${places[one.what]}`;
        const where = { action, page: action, title: form, place: '' };
        const revision = String(market.revision);
        const photos = one.what === 'ask' ? [] : Array.from({ length: one.photos }, (_, n) => `${form}-${n}`);
        const press = (words: string, shown: string[]) =>
          phone.write(
            form,
            where,
            [
              ['words', words],
              ['revision', revision],
            ],
            shown,
          );
        const words = `${one.bad ? 'bad ' : ''}words ${count}`;
        await press(words, photos);
        const made = market.now;
        last = async (other) => {
          // a page forgets its key before the market does
          if (market.now > made + 24 * hour) return;
          await (other ? press(`words ${++count}`, photos.slice(1)) : press(words, photos));
        };
        break;
      }
      case 'press again':
        await last(one.other);
        break;
      case 'open':
        phone.open();
        break;
      case 'close':
        phone.close();
        break;
      case 'steps':
        for (const which of one.which) await phone.tick(which);
        break;
      case 'network':
        phone.fate = [...one.fate];
        break;
      case 'pass':
        await phone.pass(one.time);
        break;
      case 'clock':
        phone.setClock(one.by);
        break;
      case 'session':
        market.session = people[one.who] ?? null;
        break;
      case 'page as who is signed in':
        await signIn(phone);
        break;
      case 'network is back':
        for (const entry of entries) await phone.act(entry, { is: 'hurry' });
        break;
      case 'throw away':
        await phone.act(entries[one.at], { is: 'thrown-away' });
        break;
      case 'again':
        await insist(phone, entries[one.at]);
        break;
      case 'disk':
        phone.full = one.full;
        break;
      case 'somebody edits':
        market.revision++;
        break;
      case 'market is busy':
        market.busyUntil = market.now + one.time;
        break;
      case 'market is broken':
        market.brokenUntil = market.now + one.time;
        break;
      case 'wipe':
        await phone.wipe();
        // the page that signed out has left
        last = async () => {};
        break;
    }
  }
}

async function signIn(phone: Phone): Promise<void> {
  for (const entry of await phone.store.list()) if (entry.person === phone.market.session) await phone.act(entry, { is: 'signed-in' });
}

/** Who is asked whether an old entry shall go once more looks whether it is there already. */
async function insist(phone: Phone, entry: Entry | undefined): Promise<void> {
  if (!entry) return;
  const asked = entry.state === 'old' || entry.refused?.code === 'key-reused';
  const there = asked && phone.market.received.some(({ words }) => words === wordsOf(entry));
  await phone.act(entry, there ? { is: 'thrown-away' } : { is: 'again', spare: `again-${entry.id}-${phone.market.now}` });
}

const wordsOf = (entry: Entry) => entry.fields[0]?.[1];

/** What must hold in the end, whatever happened. */
async function judge(phone: Phone): Promise<void> {
  const { market, facts } = phone;
  const left = await phone.store.list();
  const there = new Map<string, number>();
  for (const { words } of market.received) there.set(words, (there.get(words) ?? 0) + 1);
  for (const fact of facts) {
    const times = there.get(fact.words) ?? 0;
    expect(times, `${fact.words} arrives once at most`).toBeLessThanOrEqual(1);
    const entry = left.find((one) => wordsOf(one) === fact.words && one.person === fact.person);
    // but for words that this page sent before, and which then went under another key
    if (entry && ['refused', 'conflict'].includes(entry.state) && entry.refused?.code !== 'key-reused')
      expect(times, `${fact.words} was refused and is not there`).toBe(0);
    const replaced = facts.some((other) => other !== fact && other.words === fact.words);
    if (fact.given || fact.entry === null || replaced) continue;
    if (times === 0) expect(entry?.state, `${fact.words} is seen by its person`).toMatch(/refused|conflict|old|signed-out|waiting/);
  }
  for (const { author, words, photos } of market.received) {
    const fact = facts.find((one) => one.words === words);
    expect(author, `${words} is by who wrote it`).toBe(fact?.person);
    expect(photos, `${words} has its photos`).toEqual(fact?.photos);
  }
  orderKept(phone);
  // each of those that are not there needs its person, or waits behind one that does
  for (const { id, state, action, person } of left) {
    if (state !== 'waiting') continue;
    expect(left.some((other) => other.id < id && other.person === person && other.action === action && other.state !== 'waiting')).toBe(
      true,
    );
  }
}

/** What never stepped aside arrived as it was written. */
function orderKept({ market, facts, aside }: Phone): void {
  const queues = new Map<string, number[]>();
  for (const { author, action, words } of market.received) {
    const fact = facts.findLast((one) => one.words === words);
    if (!fact?.entry || fact.given || aside.has(fact.entry)) continue;
    // what had no room went at once, before all that waits
    if (facts.some((one) => one.words === words && one.entry === null)) continue;
    const queue = `${author} ${clusterOf(action)}`;
    queues.set(queue, [...(queues.get(queue) ?? []), fact.entry]);
  }
  for (const [queue, ids] of queues) expect(ids, `order of ${queue}`).toEqual([...ids].sort((a, b) => a - b));
}

async function story(store: TestStore, locks: boolean, script: Act[]): Promise<Phone> {
  const phone = new Phone(new ModelMarket(), store, locks);
  await play(phone, script);
  await phone.finish();
  for (const who of people) {
    phone.market.session = who;
    await signIn(phone);
    await phone.finish();
  }
  await judge(phone);
  if (locks) expect(phone.mostSending).toBeLessThanOrEqual(1);
  return phone;
}

const script = fc.array(act, { minLength: 1, maxLength: 160, size: 'max' });

test('whatever happens, each thing arrives once, or its person sees why it did not', { timeout: 120_000 }, async () => {
  let arrived = 0;
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(script, fc.boolean(), async (acts, locks) => {
      const phone = await story(memoryStore(), locks, acts);
      arrived += phone.market.received.length;
      seen += await phone.store.count();
    }),
    { numRuns: Number(process.env.OUTBOX_RUNS ?? 400), seed: Number(process.env.OUTBOX_SEED ?? 20261122), unbiased: true },
  );
  // the scripts are worth something: most arrives, and some does not
  expect(arrived).toBeGreaterThan(1000);
  expect(seen).toBeGreaterThan(100);
});

test('so it is on the real storage', { timeout: 120_000 }, async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(script, fc.boolean(), async (acts, locks) => {
      const store = openStore(`story-${++n}`);
      await story(store, locks, acts);
      await store.close();
    }),
    { numRuns: 25, seed: 7, unbiased: true },
  );
});
