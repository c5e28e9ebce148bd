/** The table of all routes: what a line of it says, who may, and how its sample request is made. */
import type { z } from 'zod';
import type { Scope } from '../../schema/person.ts';
import { app } from '../../worker/app.tsx';
import { type Actor, type Answered, type Ask, actors, ask, type Scene, type Sent } from './scene.ts';
import { apiLines } from './table-api.ts';
import { pageLines } from './table-pages.ts';

export type Fields = Record<string, string | string[]>;

export interface Sample {
  /** Of the path, besides the cluster's. */
  params?: Record<string, string | number>;
  query?: Record<string, string>;
  /** Fields of a form, or a JSON document. */
  body?: Record<string, unknown>;
  /** Files of a form, by the name of their field. */
  files?: Record<string, Blob>;
  /** A file that is the whole body. */
  file?: Blob;
}

/**
 * `buyer`: everyone who is signed in and not suspended here. `party`: the two sides of an inquiry. `newcomer`: signed in, and no member here.
 * `nobody`: what the sample names is somebody else's for each of them.
 */
const whos = {
  anyone: actors,
  'signed-in': actors.filter((actor) => actor !== 'visitor'),
  buyer: actors.filter((actor) => actor !== 'visitor' && actor !== 'suspended'),
  newcomer: ['foreigner', 'buyer', 'operator'],
  member: ['member', 'owner', 'manager'],
  owner: ['owner'],
  'owner or manager': ['owner', 'manager'],
  asker: ['buyer'],
  party: ['buyer', 'owner'],
  manager: ['manager'],
  operator: ['operator'],
  nobody: [],
} as const satisfies Record<string, readonly Actor[]>;
export type Who = keyof typeof whos;

export interface Line {
  /** As the router has it, without the patterns of its parameters. */
  route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  /** Which sample, where a route has several lines. */
  about?: string;
  who: Who;
  /** Those who get another "no" than their role alone would give, with its status; or a page that says why they cannot. */
  answers?: Partial<Record<Actor, number>>;
  /** The scope that a token must have; `session`: no token will do. API only. */
  scope?: Scope | 'session';
  only?: 'development';
  given?: (scene: Scene, actor: Actor) => Promise<Sample> | Sample;
  /** Sets right what would disturb the next case. */
  after?: (scene: Scene, actor: Actor) => Promise<void>;
  /** Free text among what is sent: dotted paths. */
  texts?: string[];
  /** Fields of a form in which nonsense counts as nothing: boxes to tick, where to go next. */
  lenient?: string[];
  /** Answers with a file: what it refuses is a page all the same. */
  shows?: 'file';
  /** Why no page has a form that is sent there. */
  formless?: string;
  /** What the JSON document must be. */
  contract?: z.ZodType;
  /** Why a second sending is not answered as the first was. */
  twice?: string;
}

export const lines: Line[] = [...pageLines, ...apiLines];
export const writes = lines.filter(({ route }) => !route.startsWith('GET '));
export const reads = lines.filter(({ route }) => route.startsWith('GET '));
/** Forms and pages of a person, as opposed to the JSON of the API. */
export const isPage = (line: Line) => !line.route.includes(' /api/');
export const titleOf = ({ route, about }: Line) => (about ? `${route} (${about})` : route);

/** Lines as cases of a test. */
export const titled = (some: Line[]) => some.map((line) => ({ title: titleOf(line), line }));

/** Every route of the app, as a line names it; middleware and "any other method" are none. */
export function routes(): string[] {
  const named = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '')}`);
  return [...new Set(named)];
}

export const mayOf = ({ who }: Line): readonly Actor[] => whos[who];
export const may = (line: Line, actor: Actor): boolean => mayOf(line).includes(actor) && line.answers?.[actor] === undefined;

/** One for whom the route does what it is for. */
export const doer = (line: Line): Actor => actors.find((actor) => may(line, actor) && actor !== 'visitor') ?? 'owner';

export function pathOf(line: Line, { slug }: Scene, { params = {}, query }: Sample): string {
  const path = line.route
    .slice(line.route.indexOf('/'))
    .replaceAll(/:(\w+)/g, (_, name) => String(name === 'cluster' ? slug : params[name]));
  return query ? `${path}?${new URLSearchParams(query)}` : path;
}

export const methodOf = ({ route }: Line): string => route.slice(0, route.indexOf(' '));

/** The request of a line: a form with its key, or a document or a file with its key in a header. */
export function requestOf(line: Line, scene: Scene, sample: Sample, key: string = crypto.randomUUID()): Sent {
  const sent = { method: methodOf(line), path: pathOf(line, scene, sample) };
  if (sent.method === 'GET') return sent;
  if (sample.files) return { ...sent, body: partsOf({ key, ...(sample.body as Fields) }, sample.files) };
  if (sample.file) return { ...sent, body: sample.file, headers: { 'idempotency-key': key, 'content-type': sample.file.type } };
  if (isPage(line))
    return { ...sent, body: formOf({ key, ...(sample.body as Fields) }), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  if (sample.body === undefined) return { ...sent, headers: { 'idempotency-key': key } };
  return { ...sent, body: JSON.stringify(sample.body), headers: { 'idempotency-key': key, 'content-type': 'application/json' } };
}

export function formOf(fields: Fields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form.toString();
}

/** A form with files; who sends it says of which parts it is. */
export function partsOf(fields: Fields, files: Record<string, Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  for (const [name, file] of Object.entries(files)) form.append(name, file, name);
  return form;
}

export const cookieOf = (scene: Scene, actor: Actor): Record<string, string> =>
  actor === 'visitor' ? {} : { cookie: scene.cookies[actor] };

/** Asks as an actor, or with `headers` of the caller's. */
export function as(scene: Scene, actor: Actor, by: Ask = ask): (sent: Sent) => Promise<Answered> {
  return (sent) => by({ ...sent, headers: { ...cookieOf(scene, actor), ...sent.headers } });
}
