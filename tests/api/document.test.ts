/** The OpenAPI document says what the API does: nothing more, nothing less. */
import { beforeAll, expect, it } from 'vitest';
import type { Document, Operation } from '../../schema/openapi.ts';
import { examples, sent } from '../../worker/api/contracts.ts';
import { api } from '../../worker/api/index.ts';
import { emptyDirectory } from '../directory/directory.ts';
import { openCluster, operatorPhone, origin, visitor, worker } from '../support/api.ts';

let document: Document;
let operations: { path: string; method: string; operation: Operation }[];

beforeAll(async () => {
  await emptyDirectory();
  document = (await visitor.get<Document>('/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
});

it('is OpenAPI 3.1 with what the specification requires', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  for (const { path, method, operation } of operations) {
    const where = `${method} ${path}`;
    expect(path, where).toMatch(/^\/[a-z{]/);
    expect(['get', 'post', 'put', 'patch', 'delete'], where).toContain(method);
    expect(operation.summary, where).toBeTruthy();
    expect(
      document.tags.map(({ name }) => name),
      where,
    ).toEqual(expect.arrayContaining(operation.tags));
    expect(Object.keys(operation.responses).length, where).toBeGreaterThan(1);
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(operation.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [], where).toEqual(named);
    for (const one of operation.security)
      for (const scheme of Object.keys(one)) expect(document.components.securitySchemes, where).toHaveProperty(scheme);
    for (const response of Object.values(operation.responses)) if (!('$ref' in response)) expect(response.description, where).toBeTruthy();
  }
});

it('each operation has a name of its own', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['front', 'search', 'draft', 'ask', 'answerInquiry', 'decide', 'join']));
});

it('every reference leads somewhere, and every contract is used', () => {
  const used = new Set<string>();
  const follow = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) follow(one);
    else if (typeof node === 'object' && node !== null)
      for (const [name, value] of Object.entries(node))
        if (name === '$ref' && typeof value === 'string') used.add(value);
        else follow(value);
  };
  follow(document);
  for (const reference of used) {
    const target = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
    expect(target, reference).toBeDefined();
  }
  for (const name of Object.keys(document.components.schemas)) expect(used, name).toContain(`#/components/schemas/${name}`);
  expect(JSON.stringify(document)).not.toMatch(/"\$(id|schema|defs)"/);
});

it('every operation in it is routed, and every route is in it', () => {
  const routed = api.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
    .map(({ method, path }) => `${method} ${path.slice(3).replaceAll(/:(\w+)/g, '{$1}')}`);
  const documented = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  expect([...new Set(routed)].sort()).toEqual([...documented, 'GET /openapi.json'].sort());
});

it('every write asks for a key, and no reader does; an import and a line that is read may have one', () => {
  for (const { path, method, operation } of operations) {
    const key = operation.parameters?.find(({ name }) => name === 'Idempotency-Key');
    const asked = key ? (key.required ? 'asked' : 'taken') : 'unknown';
    expect(asked, `${method} ${path}`).toBe(method === 'get' ? 'unknown' : /\/(batch|parse-line)$/.test(path) ? 'taken' : 'asked');
  }
});

it('describes the items of a batch, which are read one by one', () => {
  const { ListingBatch, ListingImport, FirmImport } = document.components.schemas;
  expect(ListingBatch?.properties?.items).toMatchObject({
    type: 'array',
    minItems: 1,
    maxItems: 500,
    items: { $ref: '#/components/schemas/ListingImport' },
  });
  expect(ListingImport?.required).toEqual(['direction', 'kind', 'title', 'externalRef', 'firmRef']);
  expect(FirmImport?.properties?.externalRef).toMatchObject({ type: 'string', maxLength: 120 });
});

it('says how long words may be, and which fields may be left out', () => {
  const { properties, required } = document.components.schemas.ListingDraft ?? {};
  expect(properties?.title).toMatchObject({ type: 'string', minLength: 3, maxLength: 120 });
  expect(required).toEqual(['direction', 'kind', 'title', 'price', 'visibility']);
});

it('its examples keep to their contracts', () => {
  const checked = Object.entries(examples).map(([name, example]) => {
    expect(sent[name as keyof typeof sent].safeParse(example).success, name).toBe(true);
    expect(document.components.schemas[name]?.examples).toEqual([example]);
    return name;
  });
  expect(checked.length).toBeGreaterThan(10);
});

it('what is answered has the fields that the document says', async () => {
  // one who may read everything
  const { at, manager } = await openCluster('documented', operatorPhone);
  for (const { path, method, operation } of operations) {
    if (method !== 'get' || /\{(id|token|person)\}/.test(path)) continue;
    const answer = await manager.get<Record<string, unknown>>(path.replace('/clusters/{cluster}', at));
    expect(answer.status, path).toBe(200);
    const response = operation.responses['200'];
    if (!response || '$ref' in response) throw new Error(path);
    const schema = response.content?.['application/json']?.schema;
    if (schema?.type === 'array') expect(Array.isArray(answer.body), path).toBe(true);
    else {
      const named = document.components.schemas[schema?.$ref?.split('/').at(-1) ?? ''] ?? schema;
      const fields = Object.keys(answer.body);
      expect(Object.keys(named?.properties ?? {}), path).toEqual(expect.arrayContaining(fields));
      const required = (named?.required ?? []) as string[];
      expect(fields, path).toEqual(expect.arrayContaining(required));
      expect(required.length, path).toBeGreaterThan(0);
    }
  }
});

it('the page at /api shows every operation, contract and refusal', async () => {
  const response = await worker.fetch(`${origin}/api`, { headers: { 'accept-language': 'fr' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  const html = await response.text();
  expect(html.match(/<h1/g)).toHaveLength(1);
  for (const { operation } of operations) expect(html, operation.operationId).toContain(`id="${operation.operationId}"`);
  for (const name of Object.keys(document.components.schemas)) expect(html, name).toContain(`id="contract-${name}"`);
  for (const code of ['key-missing', 'invalid', 'too-many', 'went-wrong']) expect(html, code).toContain(`id="${code}"`);
  expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/)/);
  expect(html).not.toMatch(/\sstyle="/);
});
