/** Sends what waits, one after the other and each step until it is answered; what is no answer of the market changes nothing. */
import { type Bytes, clusterOf, type Entry, type Refused } from './entry.ts';
import { type Command, type Event, nextOf, step, type Turn } from './machine.ts';
import type { Keeper, Store } from './store.ts';

/** What the sender is given of the world. */
export interface Ports {
  store: Keeper;
  /** Rejects when no answer came within `patience` milliseconds; reading the answer counts. */
  request(address: string, init: RequestInit, patience: number): Promise<Answer>;
  now(): number;
  /** Does the work unless another page or the service worker is sending already. `stay` says whether it may go on. */
  alone(work: (stay: () => Promise<boolean>) => Promise<void>): Promise<void>;
  /** Tells that something changed; `to`: the market has it, and shows it there. */
  changed(id: number, to?: string): void;
}

/** What came back, read to its end. */
export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** Milliseconds to wait for an answer, and how many bytes a slow network brings in each of them beyond that. */
const patience = 60_000;
const slowest = 4;

export function sendAll(ports: Ports): Promise<void> {
  return ports.alone(async (stay) => {
    for (;;) {
      const next = nextOf(await ports.store.list(), ports.now());
      if (!next || !(await stay())) return;
      if (!(await sendOne(ports, next.id, stay))) return;
    }
  });
}

/** The network is back: what failed without it does not wait for its next turn. */
export async function hurry({ store, now }: Ports): Promise<void> {
  for (const { id, state } of await store.list()) if (state === 'waiting') await store.step(id, { is: 'hurry' }, now());
}

/**
 * What the browser asks for when the network is back, whether or not a page is open. Throws while something could go and did not: then it asks
 * again by itself. Pages that are open hear of the network too, and keep to the pauses.
 */
export async function sendUnseen(ports: Ports, pageIsOpen: boolean): Promise<void> {
  if (!pageIsOpen) await hurry(ports);
  await sendAll(ports);
  if (nextOf(await ports.store.list(), Number.MAX_SAFE_INTEGER)) throw new Error('not everything could be sent');
}

/** One entry as far as it goes; false when another sender took over. */
export async function sendOne(ports: Ports, id: number, stay: () => Promise<boolean> = async () => true): Promise<boolean> {
  let event: Event = { is: 'turn' };
  for (;;) {
    const turn: Turn | null = await ports.store.step(id, event, ports.now());
    ports.changed(id, 'to' in event ? event.to : undefined);
    if (!turn?.entry || !turn.command) return true;
    if (event.is !== 'turn' && !(await stay())) return false;
    event = await done(ports, turn.entry, turn.command);
  }
}

/** Carries out one command; whatever happens is an event. */
async function done(ports: Ports, entry: Entry, command: Command): Promise<Event> {
  const bytes = command.do === 'upload' ? await ports.store.bytesOf(command.file.key) : undefined;
  const { address, body } = command.do === 'upload' ? uploadOf(entry, command.file, bytes) : formOf(entry);
  const init: RequestInit = {
    method: 'POST',
    body,
    headers: { 'x-outbox': '1', 'x-person': entry.person },
    redirect: 'manual',
    cache: 'no-store',
  };
  const size = (bytes?.blob.size ?? 0) + (bytes?.small?.size ?? 0);
  const answer = await ports.request(address, init, patience + size / slowest).catch(() => null);
  return answer ? eventOf(answer, command) : { is: 'missed' };
}

/** A file whose bytes are gone from the phone goes without them, and is refused where the person sees it. */
function uploadOf(entry: Entry, { kind, key, turn }: Entry['files'][number], bytes: Bytes | undefined) {
  const body = new FormData();
  body.set('key', turn ? `${key}-${turn}` : key);
  if (bytes) body.set(kind, bytes.blob, kind);
  if (bytes?.small) body.set('small', bytes.small, 'small');
  return { address: `/c/${clusterOf(entry.action)}/files`, body };
}

function formOf({ action, key, fields, files, writtenAt }: Entry) {
  const body = new URLSearchParams(fields);
  body.set('key', key);
  // "tomorrow" is the day after it was written, whenever it is sent
  body.set('written', String(writtenAt));
  for (const { kind, id, alt } of files) {
    body.append(kind, String(id));
    if (kind === 'photo') body.set(`alt-${id}`, alt);
  }
  return { address: action, body };
}

/** What an answer means. The page of a hotel's network, half an answer and an error of something in between are none. */
function eventOf({ status, type, text }: Answer, command: Command): Event {
  const said = read(text);
  if (status === 200 && /^application\/json\b/i.test(type)) {
    if (command.do === 'upload' && typeof said.id === 'number') return { is: 'uploaded', file: command.file.key, id: said.id };
    // security: an answer leads to a page of ours or nowhere
    if (command.do === 'post' && typeof said.to === 'string' && /^\/(?![/\\])/.test(said.to)) return { is: 'done', to: said.to };
  }
  if (!/^application\/problem\+json\b/i.test(type) || typeof said.code !== 'string') return { is: 'missed' };
  const pause = typeof said.retryAfter === 'number' ? said.retryAfter : undefined;
  // half of it arrived
  if (status === 429 || status >= 500 || said.code === 'broken-body') return { is: 'missed', pause };
  if (said.code === 'sign-in-first') return { is: 'signed-out' };
  return { is: said.code === 'stale' ? 'stale' : 'refused', refused: refusedOf(said) };
}

function refusedOf({ code, title, errors }: Record<string, unknown>): Refused {
  const all: unknown[] = Array.isArray(errors) ? errors : [];
  return {
    code: String(code),
    title: String(title ?? ''),
    errors: all.map((one) => {
      const { pointer = '', code = '', detail = '' } = Object(one) as Record<string, unknown>;
      return { pointer: String(pointer), code: String(code), detail: String(detail) };
    }),
  };
}

function read(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Keeps one entry for as long as the page is open: for a phone that has no room for it. */
export function keptInMemory(entry: Entry, bytes: ReadonlyMap<string, Bytes>): Keeper & { entry(): Entry | null } {
  let now: Entry | null = entry;
  return {
    entry: () => now,
    list: async () => (now ? [now] : []),
    bytesOf: async (file) => bytes.get(file),
    async step(_, event, at) {
      if (!now) return null;
      const turn = step(now, event, at);
      now = turn.entry;
      return turn;
    },
  };
}

/**
 * The ports of a page or a service worker. `patient`: while somebody else is sending it is waited for, since a page may be closed in the middle
 * of it; pages do not wait, and look again later.
 */
export function browserPorts(store: Store, changed: Ports['changed'], patient = false): Ports {
  return { store, request, now: Date.now, changed, alone: aloneWith(store, patient) };
}

async function request(address: string, init: RequestInit, patience: number): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(address, { ...init, signal: stop.signal });
    return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
  } finally {
    clearTimeout(timer);
  }
}

/** How long a lease is, in milliseconds: longer than any step. */
const lease = 10 * patience;

function aloneWith(store: Store, patient: boolean): Ports['alone'] {
  // tried in a sandboxed frame or an old browser, locks are absent
  if (navigator.locks)
    return (work) =>
      navigator.locks.request('unqud-outbox', { ifAvailable: !patient }, (lock) => (lock ? work(async () => true) : undefined));
  const holder = String(Math.random());
  return async (work) => {
    const stay = () => store.lease(holder, Date.now(), Date.now() + lease);
    if (!(await stay())) return;
    await work(stay);
    await store.lease(holder, Date.now(), 0);
  };
}
