/** A stand-in for a Meilisearch server behind `fetch`: its routes, rules and errors, tasks that wait until told, and faults on demand. */
import { z } from 'zod';
import { type Doc, defaults, type FakeIndex, type Query, Refusal, type Settings, searchIn } from './meilisearch-find.ts';
import {
  bodyOf,
  errorOf,
  IndexUid,
  parsed,
  type Rules,
  refuse,
  Search,
  SettingsBody,
  Swaps,
  statusOf,
  Text,
  tenantRules,
} from './meilisearch-rules.ts';

/** What goes wrong with requests that fit; the first that fits is used, `times` times. */
export interface Fault {
  /**
   * `hang`: never answers, nothing is done. `down`: no connection. `500`, `html`: something in front answers, nothing is done.
   * `lost`: done, but the answer does not arrive. `truncated`: done, and half of the answer arrives. `slow`: done and answered at `release`.
   */
  kind: 'hang' | 'down' | '500' | 'html' | 'lost' | 'truncated' | 'slow';
  on?: (asked: Asked) => boolean;
  times?: number;
}

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

export interface FakeTask {
  uid: number;
  indexUid: string | null;
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  type: string;
  error: object | null;
  enqueuedAt: string;
  work: () => void;
}

export interface FakeMeilisearch {
  fetch: typeof fetch;
  url: string;
  key: string;
  searchKey: { uid: string; key: string };
  /** Every request, whatever became of it. */
  asked: Asked[];
  faults: Fault[];
  tasks: FakeTask[];
  indexes: Map<string, FakeIndex>;
  /** Does waiting tasks, the oldest first; the next `failing` of them fail. */
  work(count?: number): void;
  failing: number;
  /** Answers what was slow. */
  release(): void;
  /** Forgets tasks that have ended, as servers do. */
  forgetTasks(): void;
  /** The server loses all its data, and counts tasks from the beginning. */
  wipe(): void;
}

export function fakeMeilisearch({ now = () => Date.now() }: { now?: () => number } = {}): FakeMeilisearch {
  const slow: (() => void)[] = [];
  let nextTask = 0;
  const server: FakeMeilisearch = {
    url: 'https://search.example/engine',
    key: 'an-admin-key-of-the-stand-in',
    searchKey: { uid: '5f1d7c2e-3a4b-4c5d-8e6f-7a8b9c0d1e2f', key: 'a-search-key-of-the-stand-in' },
    asked: [],
    faults: [],
    tasks: [],
    indexes: new Map(),
    failing: 0,
    work(count = Infinity) {
      for (const task of server.tasks.filter(isWaiting).slice(0, count)) run(task);
    },
    release() {
      for (const go of slow.splice(0)) go();
    },
    forgetTasks() {
      server.tasks = server.tasks.filter(isWaiting);
    },
    wipe() {
      server.indexes.clear();
      server.tasks = [];
      nextTask = 0;
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const text = await request.text();
      const { pathname, searchParams } = new URL(request.url);
      const asked = { method: request.method, path: pathname.replace(/^\/engine/, ''), body: parsed(text) };
      server.asked.push(asked);
      if (init?.signal?.aborted) throw new DOMException('aborted', 'AbortError');
      const fault = server.faults.find(({ on, times = 1 }) => times > 0 && (on?.(asked) ?? true));
      if (fault) fault.times = (fault.times ?? 1) - 1;
      const answer = () => answerTo(request, asked.path, searchParams, text);
      if (!fault) return answer();
      if (fault.kind === 'hang') return new Promise(() => {});
      if (fault.kind === 'down') throw new TypeError('connection refused');
      if (fault.kind === '500') return new Response('upstream connect error', { status: 500 });
      if (fault.kind === 'html') return new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } });
      if (fault.kind === 'slow') await new Promise<void>((go) => slow.push(go));
      const done = await answer();
      if (fault.kind === 'lost') throw new TypeError('connection reset');
      if (fault.kind !== 'truncated') return done;
      const whole = await done.text();
      return new Response(whole.slice(0, Math.floor(whole.length / 2)), done);
    },
  };

  function enqueue(type: string, indexUid: string | null, work: () => void): Response {
    const task: FakeTask = {
      uid: nextTask++,
      indexUid,
      status: 'enqueued',
      type,
      error: null,
      enqueuedAt: new Date(now()).toISOString(),
      work,
    };
    server.tasks.push(task);
    const { uid: taskUid, status, enqueuedAt } = task;
    return Response.json({ taskUid, indexUid, status, type, enqueuedAt }, { status: 202 });
  }

  function run(task: FakeTask): void {
    try {
      if (server.failing > 0) {
        server.failing--;
        throw new Refusal('internal', 'told to fail');
      }
      task.work();
      task.status = 'succeeded';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      task.status = 'failed';
      task.error = errorOf(error);
    }
  }

  const existing = (uid: string): FakeIndex => {
    const index = server.indexes.get(uid);
    if (!index) throw new Refusal('index_not_found', `Index ${uid} not found.`);
    return index;
  };
  const made = (uid: string): FakeIndex => {
    const index = server.indexes.get(uid) ?? {
      uid,
      primaryKey: null,
      createdAt: new Date(now()).toISOString(),
      settings: defaults(),
      documents: new Map(),
    };
    server.indexes.set(uid, index);
    return index;
  };

  /** Routes: method, path, what a key must be allowed, whether a body is read, and what is done. */
  const routes: [method: string, path: RegExp, action: string, run: (call: Call) => Response | Promise<Response>][] = [
    ['GET', /^\/health$/, '', () => Response.json({ status: 'available' })],
    ['POST', /^\/multi-search$/, 'search', (call) => multiSearch(call)],
    ['POST', /^\/indexes\/([^/]+)\/search$/, 'search', ({ uid, json, rules }) => Response.json(search(uid, json(Search), rules))],
    ['GET', /^\/indexes$/, 'indexes.get', ({ params }) => page([...server.indexes.values()].map(indexView), params(['offset', 'limit']))],
    [
      'POST',
      /^\/indexes$/,
      'indexes.create',
      ({ json }) => createIndex(json(z.strictObject({ uid: IndexUid, primaryKey: Text }), 'index')),
    ],
    ['GET', /^\/indexes\/([^/]+)$/, 'indexes.get', ({ uid }) => Response.json(indexView(existing(uid)))],
    [
      'DELETE',
      /^\/indexes\/([^/]+)$/,
      'indexes.delete',
      ({ uid }) => enqueue('indexDeletion', uid, () => void server.indexes.delete(existing(uid).uid)),
    ],
    ['GET', /^\/indexes\/([^/]+)\/stats$/, 'stats.get', ({ uid }) => Response.json(statsOf(existing(uid)))],
    ['GET', /^\/indexes\/([^/]+)\/settings$/, 'settings.get', ({ uid }) => Response.json(existing(uid).settings)],
    [
      'GET',
      /^\/indexes\/([^/]+)\/settings\/displayed-attributes$/,
      'settings.get',
      ({ uid }) => Response.json(existing(uid).settings.displayedAttributes),
    ],
    ['PATCH', /^\/indexes\/([^/]+)\/settings$/, 'settings.update', ({ uid, json }) => changeSettings(uid, json(SettingsBody, 'settings'))],
    ['POST', /^\/indexes\/([^/]+)\/documents$/, 'documents.add', (call) => addDocuments(call)],
    [
      'POST',
      /^\/indexes\/([^/]+)\/documents\/delete-batch$/,
      'documents.delete',
      ({ uid, json }) => removeDocuments(uid, json(z.array(z.union([z.string(), z.number()])))),
    ],
    ['DELETE', /^\/indexes\/([^/]+)\/documents\/([^/]+)$/, 'documents.delete', ({ uid, rest }) => removeDocuments(uid, [rest])],
    ['POST', /^\/swap-indexes$/, 'indexes.swap', ({ json }) => swap(json(Swaps, 'swap'))],
    [
      'GET',
      /^\/tasks$/,
      'tasks.get',
      ({ params }) => listTasks(params(['uids', 'limit', 'from', 'statuses', 'types', 'indexUids', 'reverse'])),
    ],
    ['GET', /^\/tasks\/(\d+)$/, 'tasks.get', ({ uid }) => oneTask(Number(uid))],
  ];

  async function answerTo(request: Request, path: string, query: URLSearchParams, text: string): Promise<Response> {
    const here = routes.filter(([, pattern]) => pattern.test(path));
    const route = here.find(([method]) => method === request.method);
    if (!route) return new Response(null, { status: here.length > 0 ? 405 : 404 });
    const [, pattern, action, handle] = route;
    try {
      const rules = action === '' ? null : await authorise(request.headers.get('authorization'), action);
      const [, uid = '', rest = ''] = pattern.exec(path) ?? [];
      if (uid && pattern.source.includes('indexes') && !IndexUid.safeParse(uid).success)
        throw new Refusal('invalid_index_uid', `${uid} is no uid.`);
      const params = (known: string[]) => {
        for (const name of query.keys()) if (!known.includes(name)) throw new Refusal('bad_request', `Unknown parameter ${name}.`);
        return query;
      };
      if (!/\/documents$|^\/(tasks|indexes)$/.test(path)) params([]);
      return await handle({ uid, rest, rules, params, json: (type, scope) => bodyOf(request, text, type, scope) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(errorOf(error), { status: statusOf(error.code, path) });
    }
  }

  async function authorise(header: string | null, action: string): Promise<Rules> {
    const given = /^Bearer (.+)$/.exec(header ?? '')?.[1];
    if (given === undefined) throw new Refusal('missing_authorization_header', 'No authorization.');
    if (given === server.key) return null;
    if (given === server.searchKey.key && action === 'search') return null;
    const rules = action === 'search' ? await tenantRules(given, server.searchKey, now()) : null;
    if (!rules) throw new Refusal('invalid_api_key', 'The key may not do this.');
    return rules;
  }

  function search(uid: string, query: Query, rules: Rules): Doc {
    if (rules && !(uid in rules)) throw new Refusal('invalid_api_key', 'The token is not for this index.');
    return searchIn(existing(uid), query, rules?.[uid]?.filter);
  }

  function multiSearch({ json, rules }: Call): Response {
    const { queries } = json(z.strictObject({ queries: z.array(z.strictObject({ indexUid: IndexUid, ...Search.shape })) }));
    return Response.json({
      results: queries.map(({ indexUid, ...query }, at) => {
        try {
          return { indexUid, ...search(indexUid, query, rules) };
        } catch (error) {
          if (error instanceof Refusal) error.message = `Inside .queries[${at}]: ${error.message}`;
          throw error;
        }
      }),
    });
  }

  function createIndex({ uid, primaryKey }: { uid: string; primaryKey?: string | null }): Response {
    return enqueue('indexCreation', uid, () => {
      if (server.indexes.has(uid)) throw new Refusal('index_already_exists', `${uid} exists.`);
      made(uid).primaryKey = primaryKey ?? null;
    });
  }

  function changeSettings(uid: string, settings: Partial<Settings>): Response {
    return enqueue('settingsUpdate', uid, () => {
      const index = made(uid);
      for (const [name, value] of Object.entries(settings)) index.settings[name] = value ?? defaults()[name];
    });
  }

  function addDocuments({ uid, json, params }: Call): Response {
    const key = params(['primaryKey', 'customMetadata', 'skipCreation', 'csvDelimiter']).get('primaryKey');
    const body = json(z.union([z.array(z.record(z.string(), z.unknown())), z.record(z.string(), z.unknown())]), 'payload');
    return enqueue('documentAdditionOrUpdate', uid, () => {
      const index = made(uid);
      const documents = [body].flat() as Doc[];
      const primary = index.primaryKey ?? key ?? Object.keys(documents[0] ?? {}).find((name) => name.toLowerCase().endsWith('id'));
      if (!primary) throw new Refusal('index_primary_key_no_candidate_found', 'No primary key.');
      for (const one of documents) {
        const id = one[primary];
        if (id === undefined) throw new Refusal('missing_document_id', 'A document has no id.');
        if (!(Number.isInteger(id) || (typeof id === 'string' && /^[A-Za-z0-9_-]{1,511}$/.test(id))))
          throw new Refusal('invalid_document_id', `${JSON.stringify(id)} is no document id.`);
      }
      index.primaryKey = primary;
      for (const one of documents) index.documents.set(String(one[primary]), one);
    });
  }

  function removeDocuments(uid: string, ids: (string | number)[]): Response {
    return enqueue('documentDeletion', uid, () => {
      for (const id of ids) existing(uid).documents.delete(String(id));
    });
  }

  function swap(swaps: z.infer<typeof Swaps>): Response {
    const names = swaps.flatMap(({ indexes }) => indexes);
    if (swaps.some(({ indexes }) => indexes.length !== 2)) throw new Refusal('invalid_swap_indexes', 'Two indexes are exchanged.');
    if (new Set(names).size < names.length) throw new Refusal('invalid_swap_duplicate_index_found', 'An index stands there twice.');
    return enqueue('indexSwap', null, () => {
      for (const { indexes, rename } of swaps) {
        const [from, to] = [existing(indexes[0] as string), rename ? undefined : existing(indexes[1] as string)];
        if (rename && server.indexes.has(indexes[1] as string)) throw new Refusal('index_already_exists', 'The new name is taken.');
        server.indexes.delete(from.uid);
        if (to) server.indexes.set(from.uid, { ...to, uid: from.uid });
        server.indexes.set(indexes[1] as string, { ...from, uid: indexes[1] as string });
      }
    });
  }

  function listTasks(params: URLSearchParams): Response {
    const list = (name: string) => params.get(name)?.split(',');
    const number = (name: string) => (/^\d+$/.test(params.get(name) ?? '0') ? Number(params.get(name)) : refuse(`invalid_task_${name}`));
    const limit = params.has('limit') ? number('limit') : 20;
    if (list('uids')?.some((uid) => !/^\d+$/.test(uid))) refuse('invalid_task_uids');
    const found = server.tasks
      .filter(({ uid, status, type, indexUid }) => {
        const asked = [list('uids')?.includes(String(uid)), list('statuses')?.includes(status), list('types')?.includes(type)];
        return [...asked, list('indexUids')?.includes(indexUid ?? '')].every((fits) => fits !== false);
      })
      .filter(({ uid }) => !params.has('from') || uid <= number('from'))
      .reverse();
    const results = found.slice(0, limit).map(taskView);
    return Response.json({ results, total: found.length, limit, from: results[0]?.uid ?? null, next: found[limit]?.uid ?? null });
  }

  function oneTask(uid: number): Response {
    const task = server.tasks.find((one) => one.uid === uid) ?? refuse('task_not_found');
    return Response.json(taskView(task));
  }

  return server;
}

interface Call {
  /** The first part of the path that varies, and the second. */
  uid: string;
  rest: string;
  rules: Rules;
  /** The parameters of the address; others than these are refused. */
  params(known: string[]): URLSearchParams;
  json<T>(type: z.ZodType<T>, scope?: string): T;
}

const isWaiting = ({ status }: FakeTask) => status === 'enqueued' || status === 'processing';

const indexView = ({ uid, createdAt, primaryKey }: FakeIndex) => ({ uid, createdAt, updatedAt: createdAt, primaryKey });

function taskView({ work: _, ...task }: FakeTask) {
  const ended = task.status === 'enqueued' || task.status === 'processing' ? null : task.enqueuedAt;
  return { ...task, batchUid: null, canceledBy: null, details: null, duration: null, startedAt: ended, finishedAt: ended };
}

function page(all: object[], params: URLSearchParams): Response {
  const [offset, limit] = [Number(params.get('offset') ?? 0), Number(params.get('limit') ?? 20)];
  return Response.json({ results: all.slice(offset, offset + limit), offset, limit, total: all.length });
}

function statsOf({ documents }: FakeIndex) {
  const sizes = { indexSize: 0, usedIndexSize: 0, rawDocumentDbSize: 0, avgDocumentSize: 0 };
  return { numberOfDocuments: documents.size, ...sizes, isIndexing: false, fieldDistribution: {} };
}
