/** The permission matrix of the addresses: every route of both faces, asked for by everyone. Made from the routes, so that a new one without a line fails. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Scope, scopes } from '../../schema/person.ts';
import { environment } from '../directory/directory.ts';
import { type Actor, type Answered, actors, ask, env, openScene, type Scene, type SignedIn, token } from './scene.ts';
import {
  as,
  doer,
  isPage,
  type Line,
  lines,
  may,
  mayOf,
  methodOf,
  pathOf,
  requestOf,
  routes,
  type Sample,
  titled,
  titleOf,
} from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

/** Whoever may change something gets a row of his own to change; the others all try it on the same one. */
const shared = new Map<string, Promise<Sample>>();

async function sampleFor(line: Line, actor: Actor): Promise<Sample> {
  if (!line.given) return {};
  const by = may(line, actor) || line.who === 'nobody' ? actor : doer(line);
  if (by === actor && methodOf(line) !== 'GET') return line.given(scene, by);
  const name = `${titleOf(line)} ${line.who === 'party' ? by : ''}`;
  const sample = shared.get(name) ?? Promise.resolve(line.given(scene, by));
  shared.set(name, sample);
  return sample;
}

test('every route has its line, and every line its route', () => {
  expect([...new Set(lines.map(({ route }) => route))].sort()).toEqual(routes().sort());
});

test('every line of the API says which scope it needs, and what it must be sent', () => {
  for (const line of lines.filter((one) => !isPage(one))) {
    if (!line.route.endsWith('/openapi.json') && line.who !== 'anyone') expect(line.scope, line.route).toBeDefined();
    if (line.texts) expect(line.contract, line.route).toBeDefined();
  }
});

describe.each(titled(lines))('$title', ({ line }) => {
  test.each(actors)('asked for by %s', async (actor) => {
    const sample = await sampleFor(line, actor);
    const answer = await as(scene, actor)(requestOf(line, scene, sample));
    expectAnswer(line, actor, answer, pathOf(line, scene, sample));
    if (may(line, actor)) await line.after?.(scene, actor);
  });
});

function expectAnswer(line: Line, actor: Actor, answer: Answered, path: string): void {
  const said = `${actor}: ${answer.status} ${answer.to ?? answer.text.slice(0, 300)}`;
  const otherwise = line.answers?.[actor];
  if (otherwise !== undefined) expect(answer.status, said).toBe(otherwise);
  else if (mayOf(line).includes(actor)) expectDone(line, answer, said);
  else if (actor !== 'visitor') expect([403, 404], said).toContain(answer.status);
  else if (!isPage(line) || methodOf(line) !== 'GET') expect(answer.status, said).toBe(401);
  else expect([answer.status, answer.to], said).toEqual([303, `/sign-in?next=${encodeURIComponent(path)}`]);
}

function expectDone(line: Line, { status, to }: Answered, said: string): void {
  // a page may lead on: after a form, or from a short link for good
  const done = (status >= 200 && status < 300) || (isPage(line) && (status === 303 || status === 301));
  expect(done ? 'done' : status, said).toBe('done');
  expect(to ?? '', said).not.toMatch(/^\/sign-in(\?|$)/);
}

describe('a program with a token', () => {
  /** Every combination of scopes. */
  const combinations: Scope[][] = Array.from({ length: 2 ** scopes.length - 1 }, (_, i) => scopes.filter((_, bit) => (i + 1) & (1 << bit)));
  /** Tokens are made for everyone, also to operate, where everyone is an operator. */
  const held = new Map<string, Promise<string>>();
  const tokenOf = (actor: SignedIn, some: Scope[]) => {
    const name = `${actor} ${some}`;
    const known = held.get(name) ?? token(scene, actor, some).then((made) => made.token);
    held.set(name, known);
    return known;
  };
  const bearing = (line: Line, sample: Sample, bearer: string, to = env) => {
    const { headers, ...sent } = requestOf(line, scene, sample);
    return ask({ ...sent, headers: { ...headers, authorization: `Bearer ${bearer}` } }, to);
  };
  const operations = lines.filter((line) => !isPage(line) && line.who !== 'nobody');
  const everyone = () =>
    environment({
      OPERATORS: Object.values(scene.people)
        .map(({ phone }) => phone)
        .join(),
      SENDS_PER_ADDRESS: '1000000',
    });

  describe.each(titled(operations))('$title', ({ line }) => {
    test('does what its scopes say, and no more, for one who may do it', async () => {
      const actor = doer(line) as SignedIn;
      const to = everyone();
      for (const some of line.scope === undefined ? combinations.slice(-2) : combinations) {
        const allowed = line.scope === undefined || some.includes(line.scope as Scope);
        const sample = await sampleFor(line, allowed ? actor : 'visitor');
        const answer = await bearing(line, sample, await tokenOf(actor, some), to);
        const said = `${some}: ${answer.status} ${answer.text.slice(0, 300)}`;
        if (allowed) expectDone(line, answer, said);
        else expect([answer.status, JSON.parse(answer.text).code], said).toEqual([403, 'scope-missing']);
        if (allowed) await line.after?.(scene, actor);
      }
    });

    test('does nothing once it has ended or was revoked', async () => {
      const actor = doer(line) as SignedIn;
      const sample = await sampleFor(line, 'visitor');
      for (const bearer of await deadTokens(actor)) {
        const answer = await bearing(line, sample, bearer);
        expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
      }
    });

    test('of a suspended member may no more than the suspended member', async () => {
      const answer = await bearing(line, await sampleFor(line, 'suspended'), await tokenOf('suspended', ['read', 'write', 'manage']));
      if (line.scope !== 'session') expectAnswer(line, 'suspended', answer, '');
      else expect(answer.status).toBe(403);
    });
  });

  const dead = new Map<SignedIn, Promise<string[]>>();
  function deadTokens(actor: SignedIn): Promise<string[]> {
    const known = dead.get(actor) ?? makeDead(actor);
    dead.set(actor, known);
    return known;
  }
  async function makeDead(actor: SignedIn): Promise<string[]> {
    const yesterday = await token(scene, actor, ['read', 'write', 'manage'], Date.now() - 25 * 3_600_000);
    const revoked = await token(scene, actor, ['read', 'write', 'manage']);
    await env.DIRECTORY.prepare('UPDATE token SET revoked_at = ? WHERE id = ?').bind(Date.now(), revoked.id).run();
    return [yesterday.token, revoked.token];
  }

  test('opens no page: pages ask for a session', async () => {
    const bearer = await tokenOf('manager', ['read', 'write', 'manage']);
    const answer = await ask({ method: 'GET', path: `/c/${scene.slug}/manage`, headers: { authorization: `Bearer ${bearer}` } });
    expect(answer.status).toBe(303);
  });
});

describe('what is for development only', () => {
  const gateway = { DEV_OUTBOX: 'off', SMS_URL: 'https://sms.example/send?to={to}&text={text}', SMS_METHOD: 'GET' };
  const secret = { STAGE: 'production', PUBLIC_URL: 'https://unqud.example', AUTH_SECRET: 'q8Zr2Vt6Lx0Nw4Hs9Kd3Bf7Mj1Pc5YgTb' };
  const only = lines.filter((line) => line.only === 'development');

  test('is there at all', () => expect(only).toHaveLength(2));

  test.each(titled(only))('$title is no address elsewhere', async ({ line }) => {
    for (const vars of [gateway, { ...gateway, ...secret }])
      for (const actor of actors)
        expect((await as(scene, actor, (sent) => ask(sent, environment(vars)))(requestOf(line, scene, {}))).status).toBe(404);
  });
});
