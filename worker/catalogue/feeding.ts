/** Feeding a search index from the catalogue: changes go in order, nothing counts before its task has succeeded, and rebuilding leaves no gap. */
import { hour, minute } from '../../schema/time.ts';
import {
  type Building,
  type Engine,
  type Fed,
  type FeedState,
  fresh,
  type Memory,
  manyTries,
  type Retry,
  retriesOf,
  type Source,
  sentTo,
  type TaskEnd,
  tasksOf,
  unfed,
  wantsBuild,
} from './feed-state.ts';

const batchDocuments = 500;
const batchBytes = 1_000_000;
/** Batches that one call sends to the index being built, and to the one that is searched. */
const batchesToNext = 3;
const batchesToLive = 2;
/** Batches of an index that may wait for their tasks. */
const mostSent = 8;
const deletesAtOnce = 2;
const soon = 1_000;

/**
 * One step of feeding, for the catalogue's alarm; one call at a time. It makes at most 15 requests (one for tasks, one for the build in
 * place, one for settings, two for each of five batches, two to delete; a release is no more), and stops at the first without an answer. Whatever
 * is lost or cut off in between, the next call goes on from what is written down. `nextAt` is when it wants to be called at the latest.
 */
export async function feed<Doc>(source: Source<Doc>, memory: Memory, engine: Engine, now: number): Promise<{ nextAt: number }> {
  const state = structuredClone(memory.read() ?? unfed);
  if (now < state.server.notBefore) return { nextAt: state.server.notBefore };
  const round: Round = {
    source,
    engine,
    state,
    now,
    fingerprint: await engine.fingerprint(),
    moved: false,
    save: () => remember(memory, state),
  };
  for (const step of [lookAtTasks, lookAtLive, settle, plan, release, sendToLive, sendToNext, discard]) {
    const unanswered = await step(round);
    if (unanswered !== null) {
      state.server = later(round, state.server, unanswered);
      round.save();
      return { nextAt: state.server.notBefore };
    }
    round.save();
  }
  state.server = fresh;
  if (retriesOf(state).every(({ tries }) => tries === 0)) state.trouble = null;
  state.looks = round.moved ? 0 : state.looks + 1;
  round.save();
  return { nextAt: nextAt(round) };
}

function remember(memory: Memory, state: FeedState): void {
  const known = memory.read();
  // a rebuild may have been asked for while a request was under way
  const now: FeedState = { ...structuredClone(state), asked: Math.max(state.asked, known?.asked ?? 0) };
  if (JSON.stringify(now) !== JSON.stringify(known)) memory.write(now);
}

interface Round {
  source: Source<unknown>;
  engine: Engine;
  state: FeedState;
  now: number;
  fingerprint: string;
  /** Whether this call brought anything forward. */
  moved: boolean;
  save(): void;
}

/** Why a request has no answer; null when all have one. */
type Unanswered = string | null;

/** 5 s, 10 s, 20 s … and in the end an hour. */
function later({ state, now }: Round, { tries }: Retry, code: string): Retry {
  state.trouble = { code, since: state.trouble?.since ?? now };
  return { tries: tries + 1, notBefore: now + (tries + 1 >= manyTries ? hour : 2_500 * 2 ** (tries + 1)) };
}

function nextAt({ state, now, moved, source, fingerprint }: Round): number {
  const { live, next, leaving, looks } = state;
  const due = [now + hour];
  if (tasksOf(state).length > 0) due.push(now + (moved ? soon : Math.min(minute / 2, soon * 2 ** Math.min(looks, 5))));
  if (next) due.push(next.sent.length > 0 || next.task !== null || next.step === 'unclear' ? now + minute : next.retry.notBefore);
  else if (wantsBuild(state, fingerprint)) due.push(state.build.notBefore);
  if (live && (!next || next.step === 'filling') && live.sent.length === 0 && live.confirmed < source.head())
    due.push(live.retry.notBefore);
  for (const { task, retry } of leaving) if (task === null) due.push(retry.notBefore);
  return Math.max(now + soon, Math.min(...due));
}

async function lookAtTasks(round: Round): Promise<Unanswered> {
  const { state, engine } = round;
  const { live, next } = state;
  const uids = tasksOf(state);
  if (uids.length === 0) return null;
  const answer = await engine.tasks(uids);
  if (!answer.ok) return answer.code;
  const endOf = (task: number): TaskEnd => answer.value.get(task) ?? { state: 'failed', code: 'task-missing' };
  if (live) confirm(round, live, endOf);
  if (next && !confirm(round, next, endOf) && next.step === 'complete') next.step = 'filling';
  if (next && next.task !== null) ended(round, next, endOf(next.task));
  for (const one of [...state.leaving]) {
    const end = one.task === null ? null : endOf(one.task);
    if (!end || end.state === 'waiting') continue;
    round.moved = true;
    if (end.state === 'done' || end.code === 'index_not_found') state.leaving.splice(state.leaving.indexOf(one), 1);
    else Object.assign(one, { task: null, retry: later(round, one.retry, end.code) });
  }
  return null;
}

/** Moves the cursor over what has arrived. From the first batch that failed on, everything is sent again, and the answer is false. */
function confirm(round: Round, fed: Fed, endOf: (task: number) => TaskEnd): boolean {
  for (let batch = fed.sent[0]; batch; batch = fed.sent[0]) {
    const ends = batch.tasks.map(endOf);
    const wrong = ends.find((end) => end.state === 'failed');
    if (wrong) {
      fed.sent = [];
      fed.retry = later(round, fed.retry, wrong.code);
      return false;
    }
    if (ends.some((end) => end.state === 'waiting')) return true;
    fed.confirmed = batch.to;
    fed.sent.shift();
    fed.retry = fresh;
    round.moved = true;
  }
  return true;
}

/** What became of the task of a release. */
function ended(round: Round, next: Building, end: TaskEnd): void {
  if (end.state === 'waiting') return;
  if (end.state === 'done') adopt(round, next);
  // a task that is gone may have been done
  else makeSure(round, next);
}

function adopt(round: Round, { uid, build, fingerprint, confirmed, sent, retry, exchanged, asked }: Building): void {
  const { state } = round;
  state.live = { build, fingerprint, confirmed, sent, retry };
  state.next = null;
  state.build = fresh;
  state.served = asked;
  round.moved = true;
  // it now holds what was searched before
  if (exchanged) leave(state, uid);
}

function leave({ leaving }: FeedState, uid: string): void {
  if (!leaving.some((one) => one.uid === uid)) leaving.push({ uid, task: null, retry: fresh });
}

/**
 * Whether a release was done can be unknown, and asking again would undo it. Deleting the index that was to be exchanged decides it: if the
 * release came first, the old documents go; if not, it can no longer happen. The build in place then says which it was.
 */
function makeSure({ state }: Round, next: Building): void {
  next.step = 'unclear';
  next.task = null;
  leave(state, next.uid);
}

/** Whether the index that is searched is still the one that was fed: a server can lose its data. */
async function lookAtLive({ state, engine, source }: Round): Promise<Unanswered> {
  const { live, next } = state;
  if (!live || next?.step === 'released' || next?.step === 'unclear') return null;
  const answer = await engine.buildUnder(engine.index);
  if (!answer.ok) return answer.code;
  // a catalogue that counts anew has other changes under the same numbers
  if (answer.value.build !== live.build || source.head() < sentTo(live)) state.live = null;
  return null;
}

/** Finds out about a release of which nobody knows. */
async function settle(round: Round): Promise<Unanswered> {
  const { state, engine } = round;
  const { next } = state;
  if (next?.step === 'released' && next.task === null) makeSure(round, next);
  if (next?.step !== 'unclear' || state.leaving.some(({ uid }) => uid === next.uid)) return null;
  const answer = await engine.buildUnder(engine.index);
  if (!answer.ok) return answer.code;
  if (answer.value.build === next.build) adopt(round, { ...next, exchanged: false });
  else giveUp(round, next, 'release-lost');
  return null;
}

/** A build that comes to nothing; `why` when that is a failure. */
function giveUp(round: Round, { uid, step }: Building, why: string | null): void {
  const { state } = round;
  if (step !== 'unclear') leave(state, uid);
  state.next = null;
  if (why !== null) state.build = later(round, state.build, why);
}

/** Begins a rebuild where one is needed, and gives up one that is outdated. */
async function plan(round: Round): Promise<Unanswered> {
  const { state, fingerprint, source, now } = round;
  const { next } = state;
  if (next && (next.step === 'filling' || next.step === 'complete'))
    if (state.asked > next.asked || next.fingerprint !== fingerprint || source.head() < sentTo(next)) giveUp(round, next, null);
  if (state.next) return null;
  if (!wantsBuild(state, fingerprint)) state.build = fresh;
  else if (now >= state.build.notBefore) begin(round);
  return null;
}

function begin(round: Round): void {
  const { state, engine, fingerprint, now } = round;
  state.builds = Math.max(now, state.builds + 1);
  const build = state.builds.toString(36);
  const uid = `${engine.index}__${build}`;
  const { asked } = state;
  state.next = { build, uid, fingerprint, asked, confirmed: -1, sent: [], retry: fresh, step: 'filling', task: null, exchanged: false };
  round.moved = true;
}

/** Puts a complete index in place. Nothing was sent to the other one meanwhile, so it has all that the other has. */
async function release(round: Round): Promise<Unanswered> {
  const { state, engine, source } = round;
  const { next } = state;
  if (next?.step !== 'complete' || next.sent.length > 0) return null;
  // until there is a first index the catalogue answers, with everything
  if (!state.live && source.after(next.confirmed, batchDocuments + 1).length > batchDocuments) {
    next.step = 'filling';
    return null;
  }
  const own = await engine.buildUnder(next.uid);
  if (!own.ok) return own.code;
  if (own.value.build !== next.build) {
    giveUp(round, next, 'index-lost');
    return null;
  }
  const place = await engine.buildUnder(engine.index);
  if (!place.ok) return place.code;
  // written before it is asked, because it must not be asked twice
  Object.assign(next, { step: 'released', exchanged: place.value.exists });
  round.save();
  const answer = await engine.release(next.uid, engine.index, next.exchanged);
  if (answer.ok) {
    next.task = answer.value;
    round.moved = true;
    return null;
  }
  if (!answer.refused) return answer.code;
  giveUp(round, next, answer.code);
  return null;
}

async function sendToLive(round: Round): Promise<Unanswered> {
  const { live, next } = round.state;
  if (!live || (next && next.step !== 'filling') || round.now < live.retry.notBefore) return null;
  return sendBatches(round, live, round.engine.index, batchesToLive);
}

async function sendToNext(round: Round): Promise<Unanswered> {
  const { state, engine, source, now } = round;
  const { next } = state;
  if (next?.step !== 'filling' || now < next.retry.notBefore) return null;
  if (sentTo(next) < 0) {
    const answer = await engine.prepare(next.uid, next.build);
    if (!answer.ok) return refused(round, next, answer);
    next.sent.push({ to: 0, tasks: [answer.value] });
    round.moved = true;
    round.save();
  }
  const unanswered = await sendBatches(round, next, next.uid, batchesToNext);
  if (unanswered === null && next.retry.notBefore <= now && sentTo(next) >= source.head()) next.step = 'complete';
  return unanswered;
}

async function sendBatches(round: Round, fed: Fed, uid: string, most: number): Promise<Unanswered> {
  for (let count = 0; count < most && fed.sent.length < mostSent; count++) {
    const batch = batchAfter(round.source, sentTo(fed));
    if (!batch) return null;
    const tasks: number[] = [];
    for (const send of [
      batch.documents.length > 0 ? () => round.engine.put(uid, batch.documents) : null,
      batch.keys.length > 0 ? () => round.engine.take(uid, batch.keys) : null,
    ]) {
      const answer = await send?.();
      if (answer && !answer.ok) return refused(round, fed, answer);
      if (answer) tasks.push(answer.value);
    }
    fed.sent.push({ to: batch.to, tasks });
    round.moved = true;
    round.save();
  }
  return null;
}

/** A refusal concerns this index only; no answer concerns all. */
function refused(round: Round, fed: Fed, answer: { refused: boolean; code: string }): Unanswered {
  if (!answer.refused) return answer.code;
  fed.retry = later(round, fed.retry, answer.code);
  return null;
}

/** The next changes, as many as go into one batch; of several changes of a key only the last counts. */
function batchAfter(source: Source<unknown>, seq: number): { to: number; documents: unknown[]; keys: string[] } | null {
  const last = new Map<string, unknown>();
  let to = seq;
  let bytes = 0;
  for (const change of source.after(seq, batchDocuments)) {
    bytes += change.document === null ? 0 : utf8.encode(JSON.stringify(change.document)).length + 1;
    if (bytes > batchBytes && last.size > 0) break;
    last.set(change.key, change.document);
    to = change.seq;
  }
  if (last.size === 0) return null;
  const all = [...last];
  return {
    to,
    documents: all.flatMap(([, document]) => (document === null ? [] : [document])),
    keys: all.flatMap(([key, document]) => (document === null ? [key] : [])),
  };
}

const utf8 = new TextEncoder();

/** Deletes what was replaced or given up. */
async function discard(round: Round): Promise<Unanswered> {
  const { state, engine, now } = round;
  const due = state.leaving.filter(({ task, retry }) => task === null && retry.notBefore <= now).slice(0, deletesAtOnce);
  for (const one of due) {
    const answer = await engine.discard(one.uid);
    if (answer.ok) one.task = answer.value;
    else if (!answer.refused) return answer.code;
    else if (answer.code === 'index_not_found') state.leaving.splice(state.leaving.indexOf(one), 1);
    else one.retry = later(round, one.retry, answer.code);
    round.moved = true;
    round.save();
  }
  return null;
}
