/** The outbox in the phone's database: whole changes or none, what pages and the phone's own worker share, and what is left when somebody signs out. */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Bytes, Carried, Entry, Written } from '../../web/islands/outbox/entry.ts';
import { openStore, type Store } from '../../web/islands/outbox/store.ts';
import { memoryStore, type TestStore } from './outbox/memory-store.ts';

const noon = 1_800_000_000_000;

const written = (more: Partial<Written> = {}): Written => ({
  form: 'form-key-1',
  person: 'amal',
  action: '/c/robbiki/l',
  page: '/c/robbiki/l/new',
  title: 'جلد بقري',
  place: '',
  fields: [['title', 'جلد بقري']],
  files: [],
  ...more,
});
const photo = (key: string): Carried => ({ kind: 'photo', key, alt: 'من قدام', id: null });
const bytes = (...keys: string[]) => new Map<string, Bytes>(keys.map((key) => [key, { blob: new Blob([key], { type: 'image/webp' }) }]));

let databases = 0;
const opened: Store[] = [];
function real(name = `outbox-${++databases}`): Store {
  const store = openStore(name);
  opened.push(store);
  return store;
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function kept(store: TestStore, what: Written, some = bytes()): Promise<Entry> {
  const { entry } = await store.admit(what, some, noon, `spare-${what.form}`);
  if (!entry) throw new Error('it is there already');
  return entry;
}

describe.each<[string, () => TestStore]>([
  ['the real one', real],
  ['the one of the random tests', memoryStore],
])('what is promised by %s', (_, open) => {
  test('entries come back in the order in which they were written, with the bytes of their files', async () => {
    const store = open();
    const first = await kept(store, written({ form: 'one', files: [photo('p1')] }), bytes('p1'));
    const second = await kept(store, written({ form: 'two' }));
    expect((await store.list()).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await (await store.bytesOf('p1'))?.blob.text()).toBe('p1');
    expect(await store.count()).toBe(2);
  });

  test('a form pressed twice is one entry, and bytes that it has no more are gone', async () => {
    const store = open();
    const first = await kept(store, written({ files: [photo('p1'), photo('p2')] }), bytes('p1', 'p2'));
    const again = await kept(store, written({ fields: [['title', 'جلد ماعز']], files: [photo('p2'), photo('p3')] }), bytes('p2', 'p3'));
    expect(again).toMatchObject({ id: first.id, fields: [['title', 'جلد ماعز']] });
    expect(await store.bytesOf('p1')).toBeUndefined();
    expect(await (await store.bytesOf('p2'))?.blob.text()).toBe('p2');
    expect(await (await store.bytesOf('p3'))?.blob.text()).toBe('p3');
  });

  test('the same page in the hands of somebody else is another form', async () => {
    const store = open();
    await kept(store, written());
    await kept(store, written({ person: 'bilal' }));
    expect(await store.count()).toBe(2);
  });

  test('what the market has leaves with its bytes, and pressing its page once more leads to it', async () => {
    const store = open();
    const { id } = await kept(store, written({ files: [photo('p1')] }), bytes('p1'));
    await store.step(id, { is: 'turn' }, noon);
    await store.step(id, { is: 'uploaded', file: 'p1', id: 17 }, noon);
    await store.step(id, { is: 'done', to: '/c/robbiki/l/5?done=posted' }, noon);
    expect(await store.list()).toEqual([]);
    expect(await store.bytesOf('p1')).toBeUndefined();
    expect(await store.whereIs('amal', 'form-key-1')).toBe('/c/robbiki/l/5?done=posted');
    expect(await store.admit(written({ files: [photo('p1')] }), bytes('p1'), noon, 'spare')).toEqual({ to: '/c/robbiki/l/5?done=posted' });
    expect((await store.admit(written(), bytes(), noon, 'spare')).entry).toBeDefined();
  });

  test('an event for what was thrown away meanwhile changes nothing', async () => {
    const store = open();
    const { id } = await kept(store, written());
    await store.step(id, { is: 'thrown-away' }, noon);
    expect(await store.step(id, { is: 'turn' }, noon)).toBeNull();
    expect(await store.list()).toEqual([]);
  });

  test('only one sends at a time; a lease that was left, or that a clock moved, runs out', async () => {
    const store = open();
    expect(await store.lease('a', noon, noon + 60_000)).toBe(true);
    expect(await store.lease('b', noon + 59_999, noon + 200_000)).toBe(false);
    expect(await store.lease('a', noon + 59_999, noon + 120_000)).toBe(true);
    expect(await store.lease('b', noon + 120_000, noon + 180_000)).toBe(true);
    expect(await store.lease('c', noon - 1, noon + 1)).toBe(true);
  });

  test('who signs out leaves nothing', async () => {
    const store = open();
    const { id } = await kept(store, written({ files: [photo('p1')] }), bytes('p1'));
    await kept(store, written({ form: 'two', files: [photo('p2')] }), bytes('p2'));
    await store.step(id, { is: 'turn' }, noon);
    await store.step(id, { is: 'uploaded', file: 'p1', id: 17 }, noon);
    await store.step(id, { is: 'done', to: '/' }, noon);
    await store.wipe();
    expect(await store.count()).toBe(0);
    expect(await store.whereIs('amal', 'form-key-1')).toBeUndefined();
    expect(await store.bytesOf('p2')).toBeUndefined();
  });
});

describe('the phone’s database', () => {
  test('is the same for a page and for the phone’s own worker', async () => {
    const [page, worker] = [real('shared'), real('shared')];
    const { id } = await kept(page, written());
    expect((await worker.step(id, { is: 'turn' }, noon))?.command).toEqual({ do: 'post' });
    expect((await page.find(id))?.state).toBe('sending');
  });

  test('gives two pages that press at the same moment one entry', async () => {
    const [one, other] = [real('race'), real('race')];
    const [a, b] = await Promise.all([kept(one, written()), kept(other, written())]);
    expect(a.id).toBe(b.id);
    expect(await one.count()).toBe(1);
  });

  test('is left as it was when there is no room for all of a form', async () => {
    const store = real();
    await store.keepDraft({ person: 'amal', action: '/c/robbiki/l', fields: [['title', 'جلد']], files: [] });
    // what cannot be written stands for what there is no room for: the write fails in the middle
    const broken = new Map<string, Bytes>([...bytes('p1'), ['p2', { blob: (() => {}) as unknown as Blob }]]);
    await expect(store.admit(written({ files: [photo('p1'), photo('p2')] }), broken, noon, 'spare')).rejects.toThrow();
    expect(await store.list()).toEqual([]);
    expect(await store.bytesOf('p1')).toBeUndefined();
    expect(await store.draftOf('amal', '/c/robbiki/l')).toMatchObject({ fields: [['title', 'جلد']] });
  });

  test('has a draft until its form is kept, and each person’s own', async () => {
    const store = real();
    const draft = { action: '/c/robbiki/l', fields: [['title', 'جلد']] as [string, string][], files: [] };
    await store.keepDraft({ person: 'amal', ...draft });
    await store.keepDraft({ person: 'bilal', ...draft });
    await kept(store, written());
    expect(await store.draftOf('amal', '/c/robbiki/l')).toBeUndefined();
    expect(await store.draftOf('bilal', '/c/robbiki/l')).toBeDefined();
    await store.wipe();
    expect(await store.draftOf('bilal', '/c/robbiki/l')).toBeUndefined();
  });
});

test('what arrived is gone from a phone that cannot remember where it is', async () => {
  const store = real();
  const { id } = await kept(store, written({ files: [photo('p1')] }), bytes('p1'));
  await store.step(id, { is: 'turn' }, noon);
  await store.step(id, { is: 'uploaded', file: 'p1', id: 17 }, noon);
  // nothing that a database takes
  const to = (() => '/') as unknown as string;
  expect(await store.step(id, { is: 'done', to }, noon)).toEqual({ entry: null, command: null });
  expect(await store.list()).toEqual([]);
  expect(await store.bytesOf('p1')).toBeUndefined();
});

test('what is typed while a page is left is there for the next one', async () => {
  const store = real('left');
  await store.draftOf('amal', '/c/robbiki/l');
  const { form: _, page: __, title: ___, place: ____, ...typed } = written();
  void store.keepDraft({ ...typed, files: [] });
  expect(await real('left').draftOf('amal', '/c/robbiki/l')).toMatchObject({ fields: typed.fields });
});
