/** How the API says no: one shape, one status for each reason, and nothing done. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, Operation } from '../../schema/openapi.ts';
import { app } from '../../worker/app.tsx';
import type { Env } from '../../worker/env.ts';
import { emptyDirectory, environment } from '../directory/directory.ts';
import {
  Caller,
  joinFirm,
  offer,
  openCluster,
  opening,
  operatorPhone,
  origin,
  person,
  program,
  publishListing,
  visitor,
  worker,
} from '../support/api.ts';

interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  errors?: { pointer: string; code: string; limit?: number; detail: string }[];
}

let at: string;
let manager: Caller;
let member: Caller;
let listing: number;
let operations: { path: string; method: string; operation: Operation }[];
let writes: typeof operations;

beforeAll(async () => {
  await emptyDirectory();
  const opened = await openCluster('refusing', '+201003330001');
  ({ at, manager } = opened);
  ({ member } = await joinFirm(at, manager, '+201003330002'));
  listing = await publishListing(at, member, manager);
  const { paths } = (await visitor.get<Document>('/openapi.json')).body;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path: filled(path), method: method.toUpperCase(), operation })),
  );
  writes = operations.filter(({ method }) => method !== 'GET');
});

const filled = (path: string) =>
  path
    .replace('{cluster}', 'refusing')
    .replace(/{(?:id|join|note|other)}/g, '1')
    .replace('{person}', 'nobody')
    .replace('{token}', 'x'.repeat(32));

/** One who may do everything. */
const everyone = () => person(operatorPhone, 'Operator');

const problem = (code: string, status: number) => ({ status, code });

describe('a problem', () => {
  it('is RFC 9457, in the language of the reader, and points at each wrong field', async () => {
    const wrong = {
      direction: 'sell',
      kind: 'input',
      title: 'ج',
      price: { form: 'range', min: 5, max: 2, currency: 'EGP' },
      visibility: 'public',
      colour: 'red',
    };
    const answer = await member.post<ProblemBody>(`${at}/listings`, wrong, { 'accept-language': 'fr' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('content-language')).toBe('fr');
    expect(answer.body).toMatchObject({ type: '/api#invalid', status: 422, code: 'invalid' });
    const errors = answer.body.errors ?? [];
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual(
      expect.arrayContaining([
        ['/direction', 'not-a-choice'],
        ['/title', 'too-short'],
        ['/price/max', 'wrong-order'],
        ['/colour', 'unknown-field'],
      ]),
    );
    expect(errors).toHaveLength(4);
    for (const { detail } of errors) expect(detail).toBeTruthy();
  });

  it('tells a missing field from a wrong one', async () => {
    const answer = await member.post<ProblemBody>(`${at}/listings`, { title: 5, price: { form: 'free', currency: 'EUR ' } });
    expect(Object.fromEntries((answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]))).toEqual({
      '/direction': 'required',
      '/kind': 'required',
      '/visibility': 'required',
      '/title': 'unreadable',
      '/price/currency': 'not-a-choice',
    });
  });

  it('wrong fields of a query are told like those of a body', async () => {
    const answer = await visitor.get<ProblemBody>(`${at}/search?kind=gold&limit=500&priceMin=9&priceMax=3&page=x&what=1&q=a&q=b`);
    expect(answer.status).toBe(422);
    expect((answer.body.errors ?? []).map(({ pointer }) => pointer).sort()).toEqual(['/kind', '/limit', '/page', '/q', '/what']);
  });
});

describe('a write', () => {
  it('without a key is refused, whoever asks', async () => {
    const caller = await everyone();
    for (const { path, method, operation } of writes) {
      const body = operation.requestBody ? {} : undefined;
      const needed = operation.parameters?.some(({ name, required }) => name === 'Idempotency-Key' && required);
      for (const key of [...(needed ? [''] : []), 'short', 'with spaces in it'])
        expect(await caller.send(method, path, body, { 'idempotency-key': key }), `${method} ${path} ${key}`).toMatchObject(
          problem('key-missing', 400),
        );
    }
  });

  it('takes its key also in quotes, as the draft standard writes it', async () => {
    const key = crypto.randomUUID();
    const first = await member.post(`${at}/listings`, offer, { 'idempotency-key': `"${key}"` });
    const again = await member.post(`${at}/listings`, offer, { 'idempotency-key': key });
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect((await member.post(`${at}/listings`, { ...offer, title: 'جلد ماعز' }, { 'idempotency-key': key })).code).toBe('key-reused');
  });

  /** Files come as they are (tests/api/files.test.ts). */
  const takesDocument = ({ requestBody }: Operation) => requestBody?.content['application/json'] !== undefined;

  it('that is no JSON is refused, before it is read', async () => {
    const caller = await everyone();
    for (const { path, method, operation } of writes) {
      if (!takesDocument(operation)) continue;
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json', ''])
        expect(await caller.send(method, path, '{}', { 'content-type': type, origin }), `${method} ${path} ${type}`).toMatchObject(
          problem('wrong-type', 415),
        );
      expect(await caller.send(method, path, '{"a":', {}), `${method} ${path}`).toMatchObject(problem('broken-body', 400));
      expect(await caller.send(method, path, '', {}), `${method} ${path}`).toMatchObject(problem('broken-body', 400));
    }
  });

  it('with a field that nobody knows is refused', async () => {
    const caller = await everyone();
    for (const { path, method, operation } of writes) {
      if (!takesDocument(operation)) continue;
      const answer = await caller.send<ProblemBody>(method, path, { surprise: 1 });
      expect(answer, `${method} ${path}`).toMatchObject(problem('invalid', 422));
      expect(answer.body.errors, `${method} ${path}`).toContainEqual(
        expect.objectContaining({ pointer: '/surprise', code: 'unknown-field' }),
      );
      for (const body of ['[]', 'null', '5', '"text"'])
        expect((await caller.send(method, path, body)).status, `${method} ${path} ${body}`).toBe(422);
    }
  });

  it('that is too large is refused', async () => {
    expect(await member.post(`${at}/listings`, { ...offer, text: 'ج'.repeat(200_000) })).toMatchObject(problem('too-large', 413));
  });
});

describe('an address', () => {
  it('that is none is a problem, not a page', async () => {
    for (const path of [
      '/nothing',
      '/clusters/nowhere',
      '/clusters/nowhere/front',
      `${at}/nothing`,
      `${at}/listings/0`,
      `${at}/listings/abc`,
      `${at}/listings/999999`,
      `${at}/firms/1e3`,
    ])
      expect(await visitor.get(path), path).toMatchObject(problem('not-found', 404));
    expect(await (await everyone()).post('/clusters/Not_A_Slug/listings', offer)).toMatchObject(problem('not-found', 404));
  });

  it('says which methods it has when it gets another', async () => {
    for (const path of new Set(operations.map((one) => one.path))) {
      const allowed = operations.filter((one) => one.path === path).map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        if (allowed.includes(method)) continue;
        const answer = await visitor.send(method, path, undefined, { origin });
        expect(answer, `${method} ${path}`).toMatchObject(problem('wrong-method', 405));
        expect(answer.headers.get('allow')?.split(', ') ?? [], `${method} ${path}`).toEqual(expect.arrayContaining(allowed));
      }
    }
  });

  it('answers HEAD like GET without a body, and OPTIONS with its methods and no word of other origins', async () => {
    const head = await worker.fetch(`${origin}/api/v1${at}/front`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    const options = await worker.fetch(`${origin}/api/v1${at}/listings`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toContain('POST');
    expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('who asks', () => {
  it('nobody is asked to sign in, wherever a person is needed', async () => {
    for (const { path, method, operation } of operations) {
      const open = operation.security.length === 0 || operation.security.some((one) => Object.keys(one).length === 0);
      if (open) continue;
      const answer = await visitor.send(method, path, operation.requestBody ? {} : undefined);
      expect(answer, `${method} ${path}`).toMatchObject(problem('sign-in-first', 401));
      expect(answer.headers.get('www-authenticate'), `${method} ${path}`).toMatch(/^Bearer/);
    }
  });

  it('a token that is none is refused everywhere, even where nobody need be signed in', async () => {
    for (const authorization of ['Bearer unq_nonsense', 'Bearer', 'Basic dXNlcjpwYXNz', `Bearer unq_${'a'.repeat(43)}`]) {
      const stranger = new Caller({ authorization });
      expect(await stranger.get(`${at}/front`), authorization).toMatchObject(problem('sign-in-first', 401));
      expect(await stranger.post(`${at}/listings`, offer), authorization).toMatchObject(problem('sign-in-first', 401));
    }
  });

  it('a token does what its scopes say and no more, also for one who may do everything', async () => {
    const owner = await everyone();
    for (const scope of ['read', 'write', 'manage', 'operate'] as const) {
      const tool = await program(owner, [scope]);
      for (const { path, method, operation } of operations) {
        const needed = operation.security.find((one) => one.token)?.token?.[0];
        const onlySession = operation.security.length > 0 && !needed;
        const answer = await tool.send(method, path, operation.requestBody ? {} : undefined);
        const refused = onlySession || (needed !== undefined && needed !== scope);
        expect(answer.code === 'scope-missing', `${scope}: ${method} ${path} → ${answer.status}`).toBe(refused);
      }
    }
  });

  it('a manager’s token without the scope does not manage', async () => {
    const tool = await program(manager, ['read', 'write']);
    const refused = await tool.get(`${at}/queue`);
    expect(refused).toMatchObject(problem('scope-missing', 403));
    expect(refused.headers.get('www-authenticate')).toContain('scope="manage"');
    expect((await (await program(manager, ['manage'])).get(`${at}/queue`)).status).toBe(200);
  });

  it('who is no operator opens no cluster, by session or by token', async () => {
    expect(await manager.post('/clusters', opening('another', '+201003330009'))).toMatchObject(problem('not-an-operator', 403));
    expect(await manager.post('/me/tokens', { name: 'x', scopes: ['operate'], days: 1 })).toMatchObject(problem('not-an-operator', 403));
  });

  it('an answer to a person is kept by no cache', async () => {
    expect((await member.get(`${at}/firm`)).headers.get('cache-control')).toBe('private, no-store');
    expect((await member.get(`${at}/front`)).headers.get('cache-control')).toBe('private, no-store');
    expect((await visitor.get(`${at}/front`)).headers.get('vary')).toContain('cookie');
  });
});

describe('a page of another origin', () => {
  it('writes nothing with the cookies of its visitor', async () => {
    const before = (await member.get(`${at}/listings`)).body;
    for (const { path, method, operation } of writes)
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin },
      ] as Record<string, string>[])
        expect(
          await member.send(method, path, operation.requestBody ? {} : undefined, headers),
          `${method} ${path} ${JSON.stringify(headers)}`,
        ).toMatchObject(problem('foreign-origin', 403));
    expect((await member.get(`${at}/listings`)).body).toEqual(before);
  });

  it('our own pages write, and so do programs that say nothing of an origin', async () => {
    const move = (caller: Caller, act: string, headers: Record<string, string>) =>
      caller.post(`${at}/listings/${listing}/moves`, { act }, headers);
    expect((await move(member, 'pause', { origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await move(member, 'resume', {})).status).toBe(200);
    const tool = await program(member, ['write']);
    expect((await move(tool, 'pause', { origin: 'https://erp.example' })).status).toBe(200);
    expect((await move(tool, 'resume', {})).status).toBe(200);
    const made = await member.post<{ entry: { id: number } }>('/me/tokens', { name: 'gone soon', scopes: ['read'], days: 1 });
    expect((await tool.delete(`/me/tokens/${made.body.entry.id}`)).status).toBe(204);
  });
});

describe('opening a cluster', () => {
  it('an address is taken once, and a key says one thing', async () => {
    const operator = await everyone();
    const key = crypto.randomUUID();
    const open = opening('taken-once', '+201003330011');
    expect((await operator.post('/clusters', open, { 'idempotency-key': key })).status).toBe(201);
    expect(await operator.post('/clusters', opening('taken-once', '+201003330012'))).toMatchObject(problem('address-taken', 409));
    const other = { ...open, cluster: { ...open.cluster, sector: 'stone' } };
    expect(await operator.post('/clusters', other, { 'idempotency-key': key })).toMatchObject(problem('key-reused', 422));
    expect(await operator.post('/clusters', opening('another-one', '+201003330011'), { 'idempotency-key': key })).toMatchObject(
      problem('key-reused', 422),
    );
    expect((await visitor.get('/clusters/another-one')).status).toBe(404);
    expect((await visitor.get<{ sector: string }>('/clusters/taken-once')).body.sector).toBe('leather');
  });
});

describe('signing in', () => {
  it('a number that is none, a wrong code and a code asked for too soon', async () => {
    expect((await visitor.post<ProblemBody>('/session/codes', { phone: '12' })).body.errors).toEqual([
      expect.objectContaining({ pointer: '/phone', code: 'not-a-phone' }),
    ]);
    expect((await visitor.post('/session/codes', { phone: '٠١٠٠ ٣٣٣ ٠٠٢١', country: 'EG' })).status).toBe(202);
    const soon = await visitor.post('/session/codes', { phone: '+201003330021' });
    expect(soon).toMatchObject(problem('too-many', 429));
    expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await visitor.post('/session', { phone: '+201003330021', code: 'no' })).toMatchObject(problem('code-wrong', 422));
  });
});

describe('the development outbox', () => {
  const asked = (vars: Partial<Env>) => app.request(`${origin}/api/v1/outbox`, {}, environment(vars));

  it('is no address where messages go out, least of all in production', async () => {
    const gateway = { DEV_OUTBOX: 'off', SMS_URL: 'https://sms.example/send?to={to}&text={text}', SMS_METHOD: 'GET' };
    const production = { STAGE: 'production', PUBLIC_URL: 'https://unqud.example', AUTH_SECRET: 'q8Zr2Vt6Lx0Nw4Hs9Kd3Bf7Mj1Pc5Yg0' };
    expect((await asked({})).status).toBe(200);
    expect((await asked(gateway)).status).toBe(404);
    expect((await asked({ ...gateway, ...production })).status).toBe(404);
    expect((await asked({ ...gateway, ...production, DEV_OUTBOX: 'on' })).status).toBe(503);
  });
});

it('the documentation page has its methods too', async () => {
  const answer = await worker.fetch(`${origin}/api`, { method: 'PUT', headers: { origin } });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
});
