/** The life of an entry of the outbox: its table, its pauses, its keys, and whose turn it is. */
import { describe, expect, test } from 'vitest';
import { type Entry, type EntryState, entryStates, type Written } from '../../web/islands/outbox/entry.ts';
import { admit, begun, day, type Event, life, nextOf, oldest, step } from '../../web/islands/outbox/machine.ts';

const noon = 1_800_000_000_000;
const minute = 60_000;

const written = (more: Partial<Written> = {}): Written => ({
  form: 'form-1',
  person: 'amal',
  action: '/c/robbiki/l',
  page: '/c/robbiki/l/new',
  title: 'جلد بقري',
  place: 'الروبيكي',
  fields: [['title', 'جلد بقري']],
  files: [],
  ...more,
});
const photo = (key: string, id: number | null = null) => ({ kind: 'photo' as const, key, alt: '', id });
let ids = 0;
const entry = (more: Partial<Entry> = {}): Entry => ({ ...begun(written(), 'form-1', noon), id: ++ids, ...more });
const refused = (code: string, pointer = '') => ({
  code,
  title: 'لا',
  errors: pointer ? [{ pointer, code: /photos/.test(pointer) ? 'not-a-choice' : 'required', detail: 'لا' }] : [],
});

/** The entry after events one minute apart. */
function after(from: Entry, ...events: Event[]): Entry | null {
  return events.reduce<Entry | null>((one, event, at) => one && step(one, event, noon + (at + 1) * minute).entry, from);
}

const samples: Event[] = [
  { is: 'turn' },
  { is: 'uploaded', file: 'p1', id: 7 },
  { is: 'done', to: '/' },
  { is: 'missed' },
  { is: 'refused', refused: refused('invalid') },
  { is: 'stale', refused: refused('stale') },
  { is: 'signed-out' },
  { is: 'signed-in' },
  { is: 'hurry' },
  { is: 'again', spare: 'spare' },
  { is: 'rewritten', written: written(), spare: 'spare' },
  { is: 'thrown-away' },
];

describe('the table', () => {
  test.each(entryStates)('from %s leads where it says, and nothing else moves', (state: EntryState) => {
    for (const event of samples) {
      const before = entry({ state, sent: true });
      const to = life[state][event.is];
      const { entry: now } = step(before, event, noon);
      if (to === undefined) expect(now, event.is).toBe(before);
      else expect(now?.state ?? 'gone', event.is).toBe(to);
    }
  });

  test('lets a person throw away whatever is there', () => {
    for (const state of entryStates) expect(life[state]['thrown-away']).toBe('gone');
  });

  test('has a way out of each state', () => {
    for (const state of entryStates) expect(Object.values(life[state]).some((to) => to !== state)).toBe(true);
  });

  test('only an answer of the market, or the person, takes an entry away', () => {
    for (const state of entryStates)
      for (const [event, to] of Object.entries(life[state])) if (to === 'gone') expect(['done', 'thrown-away']).toContain(event);
  });
});

describe('sending', () => {
  test('brings photos first, in their order, and then the form', () => {
    const first = step(entry({ files: [photo('p1'), photo('p2')] }), { is: 'turn' }, noon);
    expect(first.command).toEqual({ do: 'upload', file: photo('p1') });
    const second = step(first.entry as Entry, { is: 'uploaded', file: 'p1', id: 17 }, noon);
    expect(second.command).toEqual({ do: 'upload', file: photo('p2') });
    const third = step(second.entry as Entry, { is: 'uploaded', file: 'p2', id: 18 }, noon);
    expect(third).toMatchObject({ command: { do: 'post' }, entry: { sent: true, files: [{ id: 17 }, { id: 18 }] } });
  });

  test('goes on where a closed page left it, without sending a photo twice', () => {
    const left = entry({ state: 'sending', files: [photo('p1', 17), photo('p2')] });
    expect(step(left, { is: 'turn' }, noon).command).toEqual({ do: 'upload', file: photo('p2') });
  });

  test('is known to have begun only when the form itself goes', () => {
    expect(step(entry({ files: [photo('p1')] }), { is: 'turn' }, noon).entry?.sent).toBe(false);
    expect(step(entry(), { is: 'turn' }, noon).entry?.sent).toBe(true);
  });

  test('waits longer after each failure, half an hour at most', () => {
    let one = entry();
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      one = after(one, { is: 'turn' }, { is: 'missed' }) as Entry;
      waits.push(one.waitFor / 1000);
    }
    expect(waits).toEqual([5, 15, 45, 120, 300, 900, 1800, 1800, 1800]);
  });

  test('waits as long as the market asks, a day at most, and the network coming back does not shorten that', () => {
    const told = after(entry(), { is: 'turn' }, { is: 'missed', pause: 90 }) as Entry;
    expect(told.waitFor).toBe(90_000);
    expect(after(told, { is: 'hurry' })?.waitFor).toBe(90_000);
    expect(after(entry(), { is: 'turn' }, { is: 'missed', pause: 1e9 })?.waitFor).toBe(day);
    expect(after(entry(), { is: 'turn' }, { is: 'missed' }, { is: 'hurry' })?.waitFor).toBe(0);
  });
});

describe('an entry that may have arrived', () => {
  const lost = after(entry(), { is: 'turn' }, { is: 'missed' }) as Entry;

  test('is not sent by itself when the market may have forgotten its key', () => {
    expect(step(lost, { is: 'turn' }, noon + oldest).entry?.state).toBe('sending');
    expect(step(lost, { is: 'turn' }, noon + oldest + 2 * minute)).toMatchObject({ entry: { state: 'old' }, command: null });
  });

  test('is as old as it was when the clock is set back', () => {
    const later = step(lost, { is: 'hurry' }, noon + 4 * day).entry as Entry;
    const back = step(later, { is: 'hurry' }, noon).entry as Entry;
    expect(step(back, { is: 'turn' }, noon + 3 * day).entry?.state).toBe('old');
  });

  test('goes once more when the person looked and wants it, under the same key, and asks again if that failed', () => {
    const old = step(lost, { is: 'turn' }, noon + 8 * day).entry as Entry;
    const again = step(old, { is: 'again', spare: 'spare' }, noon + 8 * day).entry as Entry;
    const sent = step(again, { is: 'turn' }, noon + 8 * day);
    expect(sent).toMatchObject({ command: { do: 'post' }, entry: { key: 'form-1' } });
    const missed = step(sent.entry as Entry, { is: 'missed' }, noon + 8 * day).entry as Entry;
    expect(step(missed, { is: 'turn' }, noon + 8 * day + minute).entry?.state).toBe('old');
  });

  test('waits for years before its first sending without growing old', () => {
    expect(step(entry(), { is: 'turn' }, noon + 700 * day).command).toEqual({ do: 'post' });
  });
});

describe('what a page without room sent before it could be kept', () => {
  const tried = begun(written({ triedAt: noon - day }), 'form-1', noon);

  test('says the same as then, and may be there: what is meant by tomorrow is what was meant', () => {
    expect(tried).toMatchObject({ sent: true, writtenAt: noon - day });
  });

  test('grows old from then on', () => {
    expect(step({ ...tried, id: 1 }, { is: 'turn' }, noon + oldest - minute).entry?.state).toBe('old');
  });
});

describe('the same form sent again', () => {
  const other = written({ fields: [['title', 'جلد ماعز']] });

  test('replaces what was not sent yet', () => {
    const before = entry();
    expect(admit([before], other, noon, 'spare')).toMatchObject({
      put: { id: before.id, key: 'form-1', fields: other.fields, state: 'waiting' },
    });
  });

  test('is nothing new when it says the same as what is on its way', () => {
    const before = entry({ state: 'sending', sent: true });
    expect(admit([before], written(), noon, 'spare')).toEqual({ put: before });
  });

  test('is another entry behind it, with a key of its own, when it says something else than what is on its way', () => {
    expect(admit([entry({ sent: true })], other, noon, 'spare')).toMatchObject({ add: { key: 'spare', form: 'form-1', sent: false } });
  });

  test('goes back to its first words without sending them under a second key', () => {
    const first = entry({ sent: true });
    const second = { ...(admit([first], other, noon, 'spare') as { add: Entry }).add, id: 99 };
    expect(admit([first, second], written(), noon, 'spare-2')).toEqual({ put: first });
    expect(admit([second], written(), noon, 'spare-2')).toEqual({ put: second });
  });

  test('keeps its key after a refusal, since the market remembers nothing of what it refused', () => {
    const no = after(entry(), { is: 'turn' }, { is: 'refused', refused: refused('invalid', '/title') }) as Entry;
    expect(admit([no], other, noon, 'spare')).toMatchObject({
      put: { key: 'form-1', state: 'waiting', refused: null, fields: other.fields },
    });
  });

  test('gets a new key when the market knows the old one from other words', () => {
    const no = after(entry(), { is: 'turn' }, { is: 'refused', refused: refused('key-reused') }) as Entry;
    expect(admit([no], other, noon, 'spare')).toMatchObject({ put: { key: 'spare' } });
    expect(after(no, { is: 'again', spare: 'spare' })).toMatchObject({ key: 'spare', state: 'waiting' });
  });

  test('does not bring photos again that the market has, unless it said that it has them no more', () => {
    const both = entry({ files: [photo('p1', 17)], sent: true, state: 'sending' });
    const again = written({ files: [photo('p1'), photo('p2')] });
    const kept = after(both, { is: 'refused', refused: refused('invalid', '/title') }) as Entry;
    expect(admit([kept], again, noon, 's')).toMatchObject({ put: { files: [{ id: 17 }, { id: null }] } });
    const cleaned = after(both, { is: 'refused', refused: refused('invalid', '/photos/0/id') }) as Entry;
    expect(admit([cleaned], again, noon, 's')).toMatchObject({ put: { files: [{ id: null, turn: 1 }, { id: null }] } });
    expect(after(cleaned, { is: 'again', spare: 's' })).toMatchObject({ files: [{ id: null, turn: 1 }] });
  });

  test('says the same, whether its photos came through by themselves meanwhile or not', () => {
    const lost = entry({ files: [photo('p1')], sent: true, state: 'waiting' });
    expect(admit([lost], written({ files: [photo('p1', 17)] }), noon, 'spare')).toEqual({ put: lost });
  });

  test('is not taken for done by the answer to the words before', () => {
    const again = admit([entry({ state: 'refused' })], other, noon, 'spare') as { put: Entry };
    expect(step(again.put, { is: 'done', to: '/' }, noon).entry).toBe(again.put);
  });

  test('leaves the sender with the new words when only photos were sent so far', () => {
    const sending = step(entry({ files: [photo('p1')] }), { is: 'turn' }, noon).entry as Entry;
    const rewritten = admit([sending], written({ files: [photo('p2')] }), noon, 'spare');
    expect(rewritten).toMatchObject({ put: { state: 'sending', files: [{ key: 'p2' }] } });
    const late = step((rewritten as { put: Entry }).put, { is: 'uploaded', file: 'p1', id: 17 }, noon);
    expect(late.command).toEqual({ do: 'upload', file: photo('p2') });
  });
});

describe('whose turn it is', () => {
  const waits = { waitFrom: noon, waitFor: minute };
  const edit = { action: '/c/robbiki/l/5' };
  const turn = (...entries: Entry[]) => nextOf(entries, noon)?.id;

  test('is the first that was written', () => {
    const [one, two] = [entry(), entry()];
    expect(turn(one, two)).toBe(one.id);
  });

  test('is nobody behind one that waits, in the same cluster', () => {
    expect(turn(entry(waits), entry())).toBeUndefined();
    const elsewhere = entry({ action: '/c/damietta/l' });
    expect(turn(entry(waits), elsewhere)).toBe(elsewhere.id);
    const other = entry({ person: 'bilal' });
    expect(turn(entry(waits), other)).toBe(other.id);
  });

  test.each(['refused', 'conflict', 'old'] as const)('passes by one that is %s, except for edits of the same listing', (state) => {
    const [blocked, later] = [entry({ ...edit, state }), entry({ ...edit })];
    expect(turn(blocked, later)).toBeUndefined();
    const another = entry({ action: '/c/robbiki/l/6' });
    expect(turn(blocked, later, another)).toBe(another.id);
    const post = entry();
    expect(turn(entry({ state }), post)).toBe(post.id);
  });

  test('is nobody of a person without a session, in any cluster', () => {
    const other = entry({ person: 'bilal' });
    expect(turn(entry(), entry({ action: '/c/damietta/l', state: 'signed-out' }), other)).toBe(other.id);
  });

  test('does not wait for longer when the clock is set back', () => {
    const one = entry(waits);
    expect(nextOf([one], noon - day)?.id).toBe(one.id);
  });
});
