/** The outbox's storage in memory: what store.ts promises, for many fast runs; both are held to the same tests. */
import type { Bytes, Entry, Written } from '../../../web/islands/outbox/entry.ts';
import { admit, type Event, step, type Turn, wordsOf } from '../../../web/islands/outbox/machine.ts';
import type { Store } from '../../../web/islands/outbox/store.ts';

export type TestStore = Pick<Store, 'list' | 'find' | 'ofForm' | 'whereIs' | 'count' | 'bytesOf' | 'admit' | 'step' | 'wipe' | 'lease'>;

export function memoryStore(): TestStore {
  const entries = new Map<number, Entry>();
  const bytes = new Map<string, Bytes>();
  const arrived = new Map<string, { words: string[]; to: string }>();
  const pageOf = ({ person, form }: Pick<Entry, 'person' | 'form'>) => `${person} ${form}`;
  let ids = 0;
  let held: { holder: string; from: number; until: number } | undefined;
  const drop = (files: Entry['files']) => {
    for (const { key } of files) bytes.delete(key);
  };
  const allOf = (person: string, form: string) => [...entries.values()].filter((one) => one.person === person && one.form === form);
  const ofForm: TestStore['ofForm'] = async (person, form) => structuredClone(allOf(person, form).at(-1));
  return {
    list: async () => [...entries.values()].map((one) => structuredClone(one)),
    find: async (id) => structuredClone(entries.get(id)),
    ofForm,
    whereIs: async (person, form) => arrived.get(pageOf({ person, form }))?.to,
    count: async () => entries.size,
    bytesOf: async (file) => bytes.get(file),
    async admit(written: Written, given, now, spare) {
      const there = arrived.get(pageOf(written));
      if (there?.words.includes(wordsOf(written))) return { to: there.to };
      const before = allOf(written.person, written.form);
      const admitted = admit(before, written, now, spare);
      if ('put' in admitted && before.includes(admitted.put)) return { entry: structuredClone(admitted.put) };
      for (const { key } of written.files) {
        const found = given.get(key);
        if (found) bytes.set(key, found);
      }
      const entry = 'add' in admitted ? { ...admitted.add, id: ++ids } : admitted.put;
      entries.set(entry.id, structuredClone(entry));
      if ('put' in admitted) drop((before.at(-1)?.files ?? []).filter(({ key }) => !entry.files.some((file) => file.key === key)));
      return { entry };
    },
    async step(id: number, event: Event, now: number): Promise<Turn | null> {
      const before = entries.get(id);
      if (!before) return null;
      const turn = step(before, event, now);
      if (turn.entry) entries.set(id, structuredClone(turn.entry));
      else {
        entries.delete(id);
        if (event.is === 'done')
          arrived.set(pageOf(before), { words: [...(arrived.get(pageOf(before))?.words ?? []), wordsOf(before)], to: event.to });
        drop(before.files);
      }
      return structuredClone(turn);
    },
    async lease(holder, from, until) {
      const free = !held || held.holder === holder || from < held.from || from >= held.until;
      if (free) held = { holder, from, until };
      return free;
    },
    async wipe() {
      entries.clear();
      bytes.clear();
      arrived.clear();
    },
  };
}
