/** The life of an entry of the outbox as a table, and what each turn of it leads to; no clock, no storage, no network. */
import { type Carried, clusterOf, type Entry, type EntryState, type Refused, type Written } from './entry.ts';

const minute = 60_000;
export const day = 24 * 60 * minute;

/** The market forgets keys after seven days: what may have arrived longer ago than this is not sent again without asking. */
export const oldest = 6 * day;

/** Milliseconds between one failure and the next attempt. */
const pauses = [5_000, 15_000, 45_000, 2 * minute, 5 * minute, 15 * minute, 30 * minute];
/** What the market may ask to wait is believed up to here. */
const longestPause = day;

export type Event =
  /** Its turn has come: it is sent, or goes on where a closed page left it. */
  | { is: 'turn' }
  | { is: 'uploaded'; file: string; id: number }
  | { is: 'done'; to: string }
  /** No answer, or one that is not the market's. `pause`: seconds that the market asks for. */
  | { is: 'missed'; pause?: number | undefined }
  | { is: 'refused'; refused: Refused }
  | { is: 'stale'; refused: Refused }
  | { is: 'signed-out' }
  | { is: 'signed-in' }
  /** The network is back. */
  | { is: 'hurry' }
  /** The person wants it sent now. `spare`: a key that nothing was sent under. */
  | { is: 'again'; spare: string }
  /** The same form with other content. */
  | { is: 'rewritten'; written: Written; spare: string }
  | { is: 'thrown-away' };

export type Command = { do: 'upload'; file: Carried } | { do: 'post' };

/** What becomes of the entry, null when it leaves the outbox; and what is to be done next, if anything. */
export interface Turn {
  entry: Entry | null;
  command: Command | null;
}

/** Where each event leads from each state; what is not named changes nothing. `aged` is a turn that comes too late. */
export const life: Record<EntryState, Partial<Record<Event['is'] | 'aged', EntryState | 'gone'>>> = {
  waiting: { turn: 'sending', aged: 'old', hurry: 'waiting', again: 'waiting', rewritten: 'waiting', done: 'gone', 'thrown-away': 'gone' },
  sending: {
    turn: 'sending',
    aged: 'old',
    uploaded: 'sending',
    done: 'gone',
    missed: 'waiting',
    refused: 'refused',
    stale: 'conflict',
    'signed-out': 'signed-out',
    rewritten: 'sending',
    'thrown-away': 'gone',
  },
  'signed-out': { 'signed-in': 'waiting', again: 'waiting', rewritten: 'waiting', done: 'gone', 'thrown-away': 'gone' },
  conflict: { rewritten: 'waiting', done: 'gone', 'thrown-away': 'gone' },
  refused: { again: 'waiting', rewritten: 'waiting', done: 'gone', 'thrown-away': 'gone' },
  old: { again: 'waiting', done: 'gone', 'thrown-away': 'gone' },
};

/** States that need a person: they step aside for what was written later. */
const aside: ReadonlySet<EntryState> = new Set(['conflict', 'refused', 'old']);

export function step(before: Entry, event: Event, now: number): Turn {
  const entry = lived(before, now);
  const act = event.is === 'turn' && entry.sent && entry.age > oldest && !entry.consent ? 'aged' : event.is;
  const to = life[entry.state][act];
  // an answer to what was not sent yet belongs to words that were replaced since
  if (!to || (event.is === 'done' && !entry.sent)) return { entry: before, command: null };
  if (to === 'gone') return { entry: null, command: null };
  const after = { ...entry, ...changes(entry, event), state: to };
  if (act !== 'turn' && act !== 'uploaded') return { entry: after, command: null };
  const file = after.files.find(({ id }) => id === null);
  if (file) return { entry: after, command: { do: 'upload', file } };
  // written down before it is done: whoever finds it later knows that the market may have it
  return { entry: { ...after, sent: true, consent: false }, command: { do: 'post' } };
}

/** A new entry, waiting for its turn. */
export function begun(written: Written, key: string, now: number): Omit<Entry, 'id'> {
  const { triedAt } = written;
  const sent = triedAt !== undefined;
  const writtenAt = triedAt ?? now;
  return { ...written, ...untold, sent, key, earlier: [], state: 'waiting', writtenAt, age: 0, seenAt: writtenAt, waitFrom: now };
}

/**
 * What a form that is sent again does to the entries that it made before, oldest first: `add` is a new entry.
 * What the market may have is not touched, and words that it may have are not sent under another key.
 */
export function admit(before: Entry[], written: Written, now: number, spare: string): { put: Entry } | { add: Omit<Entry, 'id'> } {
  const last = before.at(-1);
  if (!last) return { add: begun(written, written.form, now) };
  const words = wordsOf(written);
  const same = before.find((one) => one.sent && wordsOf(one) === words) ?? (last.earlier.includes(words) ? last : undefined);
  if (same) return { put: same };
  if (last.sent) return { add: { ...begun(written, spare, now), earlier: [...last.earlier, wordsOf(last)] } };
  return { put: step(last, { is: 'rewritten', written, spare }, now).entry ?? last };
}

/**
 * The entry whose turn it is, of all in the order of their writing. In each cluster a person's entries go one after the other;
 * those that need a person step aside, and only edits of the same listing wait behind them. Without a session nothing of that person goes.
 */
export function nextOf(entries: readonly Entry[], now: number): Entry | undefined {
  const held = new Set(entries.filter(({ state }) => state === 'signed-out').map(({ person }) => person));
  for (const entry of entries) {
    const queue = `${entry.person} ${clusterOf(entry.action)}`;
    const listing = /\/l\/\d+$/.test(entry.action) ? `${entry.person} ${entry.action}` : '';
    if (held.has(entry.person) || held.has(queue) || held.has(listing)) continue;
    if (aside.has(entry.state)) {
      if (listing) held.add(listing);
    } else if (isDue(entry, now)) return entry;
    else held.add(queue);
  }
  return undefined;
}

/** A clock that was set back does not make anything wait for longer. */
function isDue(entry: Entry, now: number): boolean {
  return entry.state === 'sending' || now < entry.waitFrom || now >= entry.waitFrom + entry.waitFor;
}

const ready = { tries: 0, waitFor: 0, told: false };
/** The market said that it has nothing of it. */
const untold = { ...ready, sent: false, age: 0, consent: false, refused: null };

function changes(entry: Entry, event: Event): Partial<Entry> {
  switch (event.is) {
    case 'uploaded':
      return { files: entry.files.map((file) => (file.key === event.file ? { ...file, id: event.id } : file)) };
    case 'missed':
      return { tries: entry.tries + 1, waitFrom: entry.seenAt, waitFor: pauseOf(entry, event.pause), told: event.pause !== undefined };
    case 'refused':
    case 'stale':
      return { ...untold, refused: event.refused };
    case 'hurry':
      return entry.told ? {} : { waitFor: 0 };
    case 'signed-in':
      return ready;
    case 'again':
      return entry.state === 'refused' ? afresh(entry, entry, event.spare) : { ...ready, consent: entry.state === 'old' };
    case 'rewritten':
      return { ...event.written, ...afresh(entry, event.written, event.spare) };
    default:
      return {};
  }
}

/** A key that the market knows from other words is of no use any more; what it has of the files is not sent again, unless it said that it has not. */
function afresh({ key, refused, files: before }: Entry, { files }: Written, spare: string): Partial<Entry> {
  const lost = refused?.errors.some(({ pointer, code }) => code === 'not-a-choice' && /^\/(photos|voice)\b/.test(pointer));
  return {
    ...untold,
    key: refused?.code === 'key-reused' ? spare : key,
    files: files.map((file) => {
      const known = before.find((one) => one.key !== '' && one.key === file.key);
      if (!known) return file;
      return lost ? { ...file, id: null, turn: (known.turn ?? 0) + 1 } : { ...file, id: known.id, turn: known.turn };
    }),
  };
}

function pauseOf({ tries }: Entry, seconds: number | undefined): number {
  if (seconds !== undefined) return Math.min(Math.max(seconds, 1) * 1000, longestPause);
  return pauses[Math.min(tries, pauses.length - 1)] ?? longestPause;
}

/** Time passes for the key from when the form was first sent. */
function lived(entry: Entry, now: number): Entry {
  return { ...entry, age: entry.sent ? entry.age + Math.max(0, now - entry.seenAt) : 0, seenAt: now };
}

/** What a form says, to be compared. */
export function wordsOf({ action, fields, files }: Written): string {
  return JSON.stringify([action, fields, files.map(({ kind, key, alt, id }) => [kind, key || id, alt])]);
}
