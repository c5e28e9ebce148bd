/** Addresses of clusters that do not exist: nothing is there, and asking makes nothing. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Actor, ask, changes, markets, openScene, type Scene, stored } from './scene.ts';
import { as, isPage, lines, methodOf, requestOf, type Sample, titled } from './table.ts';

let scene: Scene;
/** Those that the scene opened. */
let opened: string[];
beforeAll(async () => {
  scene = await openScene();
  opened = await markets();
});

/** Shaped like an address, and so asked of the directory; and of every other shape. */
const wellShaped = ['nowhere', 'robbik', 'robbiki-2', 'a1', `a${'b'.repeat(39)}`, 'constructor', 'prototype', 'value-of', 'elsewheres'];
const misshapen = [
  'Robbiki',
  'ROBBIKI',
  'r',
  '-robbiki',
  'robbiki-',
  'rob--biki',
  '1robbiki',
  'robbiki_',
  '__proto__',
  'toString',
  `a${'b'.repeat(40)}`,
  'a'.repeat(5000),
  'روبيكي',
  'robbiki ',
  ' robbiki',
  'robbiki\u0000',
  'robbiki\n',
  "robbiki'--",
  'robbiki;drop',
  'robbiki/../elsewhere',
  'robbiki%',
  '%',
  '🙈',
  '..',
  '.',
  '*',
  ':cluster',
  '{cluster}',
  '0',
  '-1',
  'null',
  'robbiki.',
  'robbiki\u202E',
];

// a short link leads on without looking whether anything is there
const inClusters = lines.filter(({ route }) => route.includes('/:cluster') && !route.includes(' /s/'));
/** What stands for the other parameters: they are not looked at. */
const params: Sample['params'] = { id: 1, person: 'somebody', token: 'x'.repeat(32) };

test('every route under a cluster is among them', () => {
  expect(inClusters.length).toBeGreaterThan(75);
});

describe.each(titled(inClusters))('$title', ({ line }) => {
  test('is not found, and nothing is made', async () => {
    const before = await stored(scene);
    const slugs = [...wellShaped, ...misshapen].filter((slug) => slug !== '.' && slug !== '..');
    for (const [i, slug] of slugs.entries()) {
      const actor: Actor = (['operator', 'visitor', 'manager'] as const)[i % 3] ?? 'visitor';
      const sent = requestOf(
        line,
        { ...scene, slug: encodeURIComponent(slug) },
        { params, body: line.given && methodOf(line) !== 'GET' ? {} : undefined },
      );
      const { status, text, headers } = await as(scene, actor)(sent);
      const said = `${actor}: ${slug.slice(0, 50)}: ${status} ${text.slice(0, 100)}`;
      expect.soft(status, said).toBe(404);
      expect.soft(headers.get('content-type'), said).toMatch(isPage(line) ? /^text\/html/ : /^application\/problem\+json/);
    }
    expect(changes(before, await stored(scene))).toEqual({});
    expect(await markets()).toEqual(opened);
  });
});

describe('an address that says nothing of a cluster', () => {
  test.each([
    '/c',
    '/c/',
    '/c//',
    '/c//manage',
    '/c/./manage',
    '/c/../manage',
    '/c/%2e%2e/manage',
    '/c/%2F/manage',
    '/c/robbiki%2Fmanage',
    '/api/v1/clusters//front',
    '/api/v1/clusters/%2e%2e/front',
    '/api/v1/clusters/%00/front',
  ])('makes nothing: %s', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
      const { status } = await as(scene, 'manager')({ method, path });
      expect.soft([404, 405], `${method} ${status}`).toContain(status);
    }
    expect(await markets()).toEqual(opened);
  });
});

test('also with an unusual method, nothing is made', async () => {
  for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])
    for (const path of ['/c/nowhere', '/c/nowhere/l', '/api/v1/clusters/nowhere', '/api/v1/clusters/nowhere/front'])
      expect((await ask({ method, path })).status, `${method} ${path}`).toBe(404);
  expect(await markets()).toEqual(opened);
});

test('a cluster whose opening is refused leaves no market', async () => {
  const body = JSON.stringify({ cluster: { slug: 'half-open' }, office: 'x', manager: {} });
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  for (const actor of ['operator', 'manager', 'visitor'] as const)
    expect((await as(scene, actor)({ method: 'POST', path: '/api/v1/clusters', headers, body })).status).toBeGreaterThan(400);
  expect(await markets()).toEqual(opened);
});
