/** What feeding an index reads, asks and remembers: plain values, kept with the catalogue. */
import type { Answer } from './meilisearch-server.ts';

/** What became of a document; `seq` rises with every change of the catalogue. */
export interface Change<Doc> {
  seq: number;
  key: string;
  /** Null when it was removed. */
  document: Doc | null;
}

/** The catalogue as the feeder reads it; a key that changed again needs to be there under its last `seq` only. */
export interface Source<Doc> {
  /** Changes behind `seq`, in order. */
  after(seq: number, limit: number): Change<Doc>[];
  /** The last `seq` that was given out; 0 when there is none. */
  head(): number;
}

export type TaskEnd = { state: 'waiting' } | { state: 'done' } | { state: 'failed'; code: string };

/** What the feeder asks of the engine. A number is the task in which the engine will do it, in the order in which it was asked. */
export interface Engine {
  /** Name of the index that is searched. */
  index: string;
  /** Of the settings and documents that this program makes. */
  fingerprint(): Promise<string>;
  /** Makes an index if there is none, with settings that bear the name of the build. */
  prepare(uid: string, build: string): Promise<Answer<number>>;
  put(uid: string, documents: unknown[]): Promise<Answer<number>>;
  take(uid: string, keys: string[]): Promise<Answer<number>>;
  discard(uid: string): Promise<Answer<number>>;
  /** Which build answers under a name. */
  buildUnder(uid: string): Promise<Answer<{ exists: boolean; build: string | null }>>;
  /** Puts an index under the name `over`: in exchange, or, where nothing has that name, by renaming. */
  release(uid: string, over: string, exists: boolean): Promise<Answer<number>>;
  /** Tasks that the engine no longer knows are missing. */
  tasks(uids: number[]): Promise<Answer<Map<number, TaskEnd>>>;
}

/** How often something went wrong in a row, and when it is tried again. */
export interface Retry {
  tries: number;
  notBefore: number;
}

/** Changes up to `to`, and the tasks that bring them. */
interface Sent {
  to: number;
  tasks: number[];
}

/** An index and how far it is. */
export interface Fed {
  build: string;
  fingerprint: string;
  /** Changes up to here have arrived; -1 before the settings have. */
  confirmed: number;
  sent: Sent[];
  retry: Retry;
}

/** An index that is being built: it is filled; then it has all and waits for its last tasks; then it is released, or it is unclear whether it was. */
export interface Building extends Fed {
  uid: string;
  /** The asking that it serves. */
  asked: number;
  step: 'filling' | 'complete' | 'released' | 'unclear';
  /** The task of the release, once it is known. */
  task: number | null;
  /** Whether the release exchanges it for another index. */
  exchanged: boolean;
}

interface Leaving {
  uid: string;
  task: number | null;
  retry: Retry;
}

/** All that the feeder remembers. */
export interface FeedState {
  /** The index that is searched; null when none is known to be fed. */
  live: Fed | null;
  next: Building | null;
  /** Indexes to be deleted. */
  leaving: Leaving[];
  /** When a rebuild was last asked for, and which asking the index that is searched has served. */
  asked: number;
  served: number;
  /** Number of the last build: no two have the same, so that a late request to one cannot meet another. */
  builds: number;
  /** Builds that came to nothing. */
  build: Retry;
  /** Requests without an answer. */
  server: Retry;
  /** Calls in a row that found everything still waiting. */
  looks: number;
  /** What last went wrong, and since when something does. */
  trouble: { code: string; since: number } | null;
}

export interface Memory {
  read(): FeedState | null;
  write(state: FeedState): void;
}

export const fresh: Retry = { tries: 0, notBefore: 0 };
export const unfed: FeedState = {
  live: null,
  next: null,
  leaving: [],
  asked: 0,
  served: 0,
  builds: 0,
  build: fresh,
  server: fresh,
  looks: 0,
  trouble: null,
};

/** Tries after which something is stuck: reported, and tried once an hour. */
export const manyTries = 6;

/** Asks for a rebuild, whatever is there. The caller lets `feed` be called soon. */
export function askRebuild(memory: Memory, now: number): void {
  const state = memory.read() ?? unfed;
  memory.write({ ...state, asked: Math.max(now, state.asked + 1), build: fresh, server: fresh });
}

export const isStuck = (state: FeedState): boolean => retriesOf(state).some(({ tries }) => tries >= manyTries);

/** Removals up to here are of no more use to the feeder, and the catalogue may forget them. */
export function needsNoMore(state: FeedState | null, head: number): number {
  const all = [state?.live, state?.next].flatMap((one) => (one ? [one.confirmed] : []));
  return Math.max(0, Math.min(head, ...all));
}

export const retriesOf = ({ server, build, live, next, leaving }: FeedState): Retry[] => [
  server,
  build,
  ...[live, next].flatMap((fed) => (fed ? [fed.retry] : [])),
  ...leaving.map(({ retry }) => retry),
];

/** Up to where changes are on their way. */
export const sentTo = (fed: Fed): number => fed.sent.at(-1)?.to ?? fed.confirmed;

export const tasksOf = ({ live, next, leaving }: FeedState): number[] => [
  ...[live, next].flatMap((fed) => fed?.sent.flatMap(({ tasks }) => tasks) ?? []),
  ...[next?.task ?? null, ...leaving.map(({ task }) => task)].filter((task) => task !== null),
];

export const wantsBuild = ({ live, asked, served }: FeedState, fingerprint: string) => live?.fingerprint !== fingerprint || asked > served;
