/** The outbox in the phone's own database: entries, the bytes of their files, drafts, and who is sending. Each change is one transaction. */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { Bytes, Carried, Entry, Written } from './entry.ts';
import { admit, day, type Event, step, type Turn, wordsOf } from './machine.ts';

/** What was typed into a form and not sent yet. */
export interface Draft {
  person: string;
  action: string;
  fields: Written['fields'];
  files: (Carried & Bytes)[];
}

/** What a form sent and the market has: said once more, it is there already. */
interface Arrived {
  person: string;
  form: string;
  words: string[];
  /** Where the market shows it. */
  to: string;
  at: number;
}

/** What becomes of a form: an entry, or nothing new because it has arrived. */
export type Admitted = { entry: Entry; to?: undefined } | { to: string; entry?: undefined };

/** Milliseconds for which it is known what arrived: for as long as any page may still be open. */
const remembered = 30 * day;

/** What the sender needs of a place that keeps entries. */
export interface Keeper {
  /** In the order of their writing. */
  list(): Promise<Entry[]>;
  /** What an event makes of an entry, written down; null when there is no such entry any more. */
  step(id: number, event: Event, now: number): Promise<Turn | null>;
  bytesOf(file: string): Promise<Bytes | undefined>;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Entry; indexes: { form: [string, string] } };
  bytes: { key: string; value: Bytes };
  arrived: { key: [string, string]; value: Arrived };
  drafts: { key: [string, string]; value: Draft };
  lease: { key: string; value: { holder: string; from: number; until: number } };
}

export type Store = ReturnType<typeof openStore>;

/** `name` is another one in tests only. */
export function openStore(name = 'unqud-outbox') {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    opened = undefined;
  };
  const db = () => {
    opened ??= openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('entries', { keyPath: 'id', autoIncrement: true }).createIndex('form', ['person', 'form']);
        fresh.createObjectStore('bytes');
        fresh.createObjectStore('arrived', { keyPath: ['person', 'form'] });
        fresh.createObjectStore('drafts', { keyPath: ['person', 'action'] });
        fresh.createObjectStore('lease');
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
      terminated: forget,
    });
    opened.catch(forget);
    return opened;
  };
  const holding = ['entries', 'bytes', 'arrived', 'drafts'] as const;
  const write = async () => (await db()).transaction([...holding], 'readwrite', { durability: 'strict' });

  return {
    list: async () => (await db()).getAll('entries'),

    find: async (id: number) => (await db()).get('entries', id),

    /** The newest entry that a form made. */
    ofForm: async (person: string, form: string) => (await (await db()).getAllFromIndex('entries', 'form', [person, form])).at(-1),

    /** Where the newest is that a form sent and the market has. */
    whereIs: async (person: string, form: string) => (await (await db()).get('arrived', [person, form]))?.to,

    count: async () => (await db()).count('entries'),

    bytesOf: async (file: string) => (await db()).get('bytes', file),

    /** Takes in a form with the bytes of its files, in the place of its draft. Throws when the phone has no room: then nothing was changed. */
    async admit(written: Written, bytes: ReadonlyMap<string, Bytes>, now: number, spare: string): Promise<Admitted> {
      const tx = await write();
      return undone(tx, async () => {
        const entries = tx.objectStore('entries');
        const arrived = await tx.objectStore('arrived').get([written.person, written.form]);
        if (arrived?.words.includes(wordsOf(written))) return { to: arrived.to };
        const before = await entries.index('form').getAll([written.person, written.form]);
        const admitted = admit(before, written, now, spare);
        if ('put' in admitted && before.includes(admitted.put)) return { entry: admitted.put };
        const kept = tx.objectStore('bytes');
        for (const { key } of written.files) {
          const found = bytes.get(key);
          if (found) await kept.put(found, key);
        }
        await tx.objectStore('drafts').delete([written.person, written.action]);
        if ('add' in admitted) return { entry: { ...admitted.add, id: await entries.add(admitted.add as Entry) } };
        await entries.put(admitted.put);
        const used = new Set(admitted.put.files.map(({ key }) => key));
        for (const { key } of before.at(-1)?.files ?? []) if (!used.has(key)) await kept.delete(key);
        return { entry: admitted.put };
      });
    },

    async step(id: number, event: Event, now: number): Promise<Turn | null> {
      const take = async (remembering: boolean) => {
        const tx = await write();
        return undone(tx, async () => {
          const before = await tx.objectStore('entries').get(id);
          if (!before) return null;
          const turn = step(before, event, now);
          if (turn.entry) await tx.objectStore('entries').put(turn.entry);
          else {
            await tx.objectStore('entries').delete(id);
            if (event.is === 'done' && remembering) await remember(tx.objectStore('arrived'), before, event.to, now);
            for (const { key } of before.files) await tx.objectStore('bytes').delete(key);
          }
          return turn;
        });
      };
      // a phone that has no room to remember what arrived must not send it for ever; who presses once more is answered by the market
      return event.is === 'done' ? take(true).catch(() => take(false)) : take(true);
    },

    draftOf: async (person: string, action: string) => (await db()).get('drafts', [person, action]),
    /** Asked to be written down at once: a page that is being left hears of nothing any more, and what it did not finish is undone. */
    async keepDraft(draft: Draft): Promise<void> {
      const tx = (await db()).transaction('drafts', 'readwrite');
      const put = tx.store.put(draft);
      tx.commit();
      await Promise.all([put, tx.done]);
    },
    dropDraft: async (person: string, action: string) => (await db()).delete('drafts', [person, action]),

    /** Where there are no locks: whether `holder` may send alone until then. A lease that a closed page left, or that a clock moved, runs out. */
    async lease(holder: string, from: number, until: number): Promise<boolean> {
      const tx = (await db()).transaction('lease', 'readwrite');
      const held = await tx.store.get('sender');
      const free = !held || held.holder === holder || from < held.from || from >= held.until;
      if (free) await tx.store.put({ holder, from, until }, 'sender');
      await tx.done;
      return free;
    },

    /** security: who signs out may be giving the phone to somebody else. */
    async wipe(): Promise<void> {
      const tx = await write();
      await Promise.all(holding.map((one) => tx.objectStore(one).clear()));
      await tx.done;
    },

    close: async () => {
      (await opened)?.close();
      forget();
    },
  };
}

type ArrivedStore = IDBPObjectStore<Schema, ('entries' | 'bytes' | 'arrived' | 'drafts')[], 'arrived', 'readwrite'>;

async function remember(arrived: ArrivedStore, entry: Entry, to: string, at: number): Promise<void> {
  const { person, form } = entry;
  for (const one of await arrived.getAll()) if (one.at < at - remembered) await arrived.delete([one.person, one.form]);
  const before = await arrived.get([person, form]);
  await arrived.put({ person, form, words: [...(before?.words ?? []), wordsOf(entry)], to, at });
}

/** Everything of a transaction, or nothing of it. */
async function undone<T>(tx: { done: Promise<void>; abort(): void }, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    tx.done.catch(() => {});
    try {
      tx.abort();
    } catch {
      // it ended by itself
    }
    throw error;
  }
  await tx.done;
  return result;
}
