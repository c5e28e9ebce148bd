/** What the sender says to the market, and what it makes of each kind of answer. */
import { describe, expect, test } from 'vitest';
import type { Bytes, Carried, Entry, EntryState } from '../../web/islands/outbox/entry.ts';
import { begun } from '../../web/islands/outbox/machine.ts';
import { type Answer, keptInMemory, type Ports, sendAll, sendOne, sendUnseen } from '../../web/islands/outbox/sender.ts';

const noon = 1_800_000_000_000;

const photo = (key: string, more: Partial<Carried> = {}): Carried => ({ kind: 'photo', key, alt: '', id: null, ...more });
const entry = (files: Carried[] = []): Entry => ({
  id: 1,
  ...begun(
    {
      form: 'form-key-1',
      person: 'amal',
      action: '/c/robbiki/l',
      page: '/c/robbiki/l/new',
      title: 'جلد',
      place: '',
      fields: [
        ['title', 'جلد'],
        ['languages', 'ar'],
        ['languages', 'fr'],
      ],
      files,
    },
    'form-key-1',
    noon,
  ),
});

const json = (value: object, status = 200): Answer => ({ status, type: 'application/json; charset=utf-8', text: JSON.stringify(value) });
const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  type: 'application/problem+json',
  text: JSON.stringify({ code, title: code, ...more }),
});
const there = json({ to: '/c/robbiki/l/5?done=posted' });

interface Sent {
  address: string;
  headers: Record<string, string>;
  body: [string, string][];
  patience: number;
}

/** Sends an entry to a market that answers so, one answer after the other; no answer is no network. */
async function sending(one: Entry, ...answers: (Answer | undefined)[]) {
  const sent: Sent[] = [];
  let to: string | undefined;
  const store = keptInMemory(one, new Map<string, Bytes>(one.files.map(({ key }) => [key, { blob: new Blob([key.repeat(100)]) }])));
  const ports: Ports = {
    store,
    now: () => noon,
    alone: (work) => work(async () => true),
    changed: (_, arrived) => {
      to ??= arrived;
    },
    request: async (address, { headers, body }, patience) => {
      const fields = [...(body as FormData | URLSearchParams)].map(([name, value]): [string, string] => [name, String(value)]);
      sent.push({ address, headers: headers as Record<string, string>, body: fields, patience });
      const answer = answers.shift();
      if (!answer) throw new TypeError('Failed to fetch');
      return answer;
    },
  };
  await sendAll(ports);
  return { sent, to, now: store.entry(), ports };
}

describe('a form goes', () => {
  test('with its key, all its fields, and whose it is', async () => {
    const { sent, to, now } = await sending(entry(), there);
    expect(sent).toMatchObject([{ address: '/c/robbiki/l', headers: { 'x-outbox': '1', 'x-person': 'amal' } }]);
    expect(sent[0]?.body).toEqual([
      ['title', 'جلد'],
      ['languages', 'ar'],
      ['languages', 'fr'],
      ['key', 'form-key-1'],
      ['written', String(entry().writtenAt)],
    ]);
    expect(to).toBe('/c/robbiki/l/5?done=posted');
    expect(now).toBeNull();
  });

  test('after its files, which it names in their order with what is to be seen', async () => {
    const files = [photo('p1', { alt: 'من قدام' }), photo('', { id: 9, alt: 'من ورا' }), photo('p2'), photo('v1', { kind: 'voice' })];
    const { sent } = await sending(entry(files), json({ id: 17 }), json({ id: 18 }), json({ id: 19 }), there);
    expect(sent.map(({ address }) => address)).toEqual([...Array(3).fill('/c/robbiki/files'), '/c/robbiki/l']);
    expect(sent.map(({ body }) => body.find(([name]) => name === 'key')?.[1])).toEqual(['p1', 'p2', 'v1', 'form-key-1']);
    expect(sent[3]?.body.filter(([name]) => /photo|voice|alt/.test(name))).toEqual([
      ['photo', '17'],
      ['alt-17', 'من قدام'],
      ['photo', '9'],
      ['alt-9', 'من ورا'],
      ['photo', '18'],
      ['alt-18', ''],
      ['voice', '19'],
    ]);
  });

  test('with more patience for more bytes', async () => {
    const { sent } = await sending(entry([photo('p'.repeat(40))]), json({ id: 17 }), there);
    expect(sent[0]?.patience).toBe(61_000);
    expect(sent[1]?.patience).toBe(60_000);
  });

  test('and brings a file that the market cleaned away under a key of its own', async () => {
    const { sent } = await sending(entry([photo('p1', { turn: 2 })]), json({ id: 17 }), there);
    expect(sent[0]?.body.find(([name]) => name === 'key')?.[1]).toBe('p1-2');
  });

  test('on from where a lost network left it, and no photo goes twice', async () => {
    const { now, sent: first } = await sending(entry([photo('p1'), photo('p2')]), json({ id: 17 }));
    expect(first).toHaveLength(2);
    expect(now).toMatchObject({ state: 'waiting', sent: false, files: [{ id: 17 }, { id: null }] });
    const { sent: second } = await sending({ ...(now as Entry), waitFor: 0 }, json({ id: 18 }), there);
    expect(second.map(({ body }) => body.find(([name]) => name === 'key')?.[1])).toEqual(['p2', 'form-key-1']);
  });
});

describe('an answer', () => {
  test.each<[string, Answer | undefined, EntryState]>([
    ['none', undefined, 'waiting'],
    ['a page of a hotel', { status: 200, type: 'text/html', text: '<h1>Welcome</h1>' }, 'waiting'],
    ['a redirect', { status: 0, type: '', text: '' }, 'waiting'],
    ['half of one', { status: 200, type: 'application/json', text: '{"to": "/c/ro' }, 'waiting'],
    ['JSON of somebody else', json({ ok: true }), 'waiting'],
    ['JSON that is no object', { status: 200, type: 'application/json', text: 'null' }, 'waiting'],
    ['a way to another site', json({ to: 'https://elsewhere.example/' }), 'waiting'],
    ['a way to another site, without its scheme', json({ to: '//elsewhere.example/' }), 'waiting'],
    ['a way to another site, turned around', json({ to: '/\\elsewhere.example' }), 'waiting'],
    ['an error of something in between', { status: 502, type: 'text/html', text: '' }, 'waiting'],
    ['a page that says no', { status: 403, type: 'text/html', text: 'Forbidden' }, 'waiting'],
    ['an error of the market', problem(500, 'went-wrong'), 'waiting'],
    ['a store that failed', problem(503, 'store-failed'), 'waiting'],
    ['that it was too much', problem(429, 'too-many', { retryAfter: 90 }), 'waiting'],
    ['that half of it arrived', problem(400, 'broken-body'), 'waiting'],
    ['that nobody is signed in', problem(401, 'sign-in-first'), 'signed-out'],
    ['that somebody was faster', problem(409, 'stale'), 'conflict'],
    ['that it was asked before', problem(409, 'already-asked'), 'refused'],
    [
      'that something is to be corrected',
      problem(422, 'invalid', { errors: [{ pointer: '/title', code: 'required', detail: 'x' }] }),
      'refused',
    ],
    ['that the key was used', problem(422, 'key-reused'), 'refused'],
    ['that one is suspended', problem(403, 'suspended'), 'refused'],
    ['a "no" that is not known here', problem(418, 'tea'), 'refused'],
  ])('is %s: then it is kept', async (_, answer, state) => {
    const { now, to } = await sending(entry(), answer);
    expect(now?.state).toBe(state);
    expect(to).toBeUndefined();
  });

  test('says how long to wait', async () => {
    expect((await sending(entry(), problem(429, 'too-many', { retryAfter: 90 }))).now?.waitFor).toBe(90_000);
  });

  test('says why not, and strange shapes do no harm', async () => {
    const errors = [{ pointer: '/title', code: 'required', detail: 'أكملها' }, null, 7];
    const { now } = await sending(entry(), problem(422, 'invalid', { errors }));
    expect(now?.refused).toEqual({
      code: 'invalid',
      title: 'invalid',
      errors: [errors[0], { pointer: '', code: '', detail: '' }, { pointer: '', code: '', detail: '' }],
    });
  });

  test('to a photo is a "no" to all of its form', async () => {
    const { now, sent } = await sending(entry([photo('p1')]), problem(422, 'no-photo'));
    expect(now).toMatchObject({ state: 'refused', refused: { code: 'no-photo' } });
    expect(sent).toHaveLength(1);
  });
});

test('a sender that lost its turn does not go on', async () => {
  const store = keptInMemory(entry([photo('p1')]), new Map());
  const { ports } = await sending(entry(), there);
  const asked: string[] = [];
  const request: Ports['request'] = async (address) => {
    asked.push(address);
    return json({ id: 17 });
  };
  expect(await sendOne({ ...ports, store, request }, 1, async () => false)).toBe(false);
  expect(asked).toEqual(['/c/robbiki/files']);
  expect(store.entry()).toMatchObject({ state: 'sending', files: [{ id: 17 }] });
});

describe('told that the network is back', () => {
  const missed = (more: Partial<Entry> = {}): Entry => ({ ...entry(), tries: 3, waitFrom: noon, waitFor: 45_000, ...more });

  /** One entry as it was left, and a market that answers so. */
  async function told(one: Entry, answer?: Answer, pageIsOpen = false) {
    const { ports } = await sending(entry(), there);
    const store = keptInMemory(one, new Map());
    const went = sendUnseen(
      {
        ...ports,
        store,
        request: async () => {
          if (!answer) throw new TypeError('Failed to fetch');
          return answer;
        },
      },
      pageIsOpen,
    );
    return {
      failed: await went.then(
        () => false,
        () => true,
      ),
      now: store.entry(),
    };
  }

  test('with no page open, what failed goes at once, and not at its next turn', async () => {
    expect(await told(missed(), there)).toEqual({ failed: false, now: null });
  });

  test('with one open, which hears of it too, it keeps to the pauses', async () => {
    expect(await told(missed(), there, true)).toMatchObject({ failed: true, now: { tries: 3 } });
    expect(await told(missed({ state: 'sending' }), there, true)).toEqual({ failed: false, now: null });
  });

  test('it fails where that failed again, so that the browser asks once more', async () => {
    expect(await told(missed())).toMatchObject({ failed: true, now: { state: 'waiting', tries: 4 } });
  });

  test('it waits for as long as the market asked', async () => {
    expect(await told(missed({ told: true }), there)).toMatchObject({ failed: true, now: { state: 'waiting', tries: 3 } });
  });

  test.each(['signed-out', 'conflict', 'refused', 'old'] as const)('it does not ask for more where something is %s', async (state) => {
    expect(await told(missed({ state }), there)).toMatchObject({ failed: false, now: { state } });
  });
});
