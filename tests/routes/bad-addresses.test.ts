/** Addresses that name nothing, methods that are not there, and queries that nobody understands: a clear answer in the reader's language, never an error. */
import { beforeAll, describe, expect, test } from 'vitest';
import { locales } from '../../schema/ids.ts';
import { ids, nextLocale, nonsense, some } from './bad.ts';
import { expectPage, expectRefusal, sampleOf, told } from './refusals.ts';
import { openScene, type Scene } from './scene.ts';
import { as, isPage, lines, methodOf, reads, requestOf, titled } from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

describe('an address', () => {
  const numbered = lines.filter((line) => /:(id|person|token)/.test(line.route) && line.who !== 'nobody');

  test.each(titled(numbered))('that names nothing is not found: $title', async ({ line }) => {
    const name = /:(id|person|token)/.exec(line.route)?.[1] ?? '';
    const sample = await sampleOf(line, scene);
    const [locale, code] = [nextLocale(), 'not-found'];
    for (const id of ids) {
      const named = { ...sample, params: { ...sample.params, [name]: id.startsWith('%') ? id : encodeURIComponent(id) } };
      const answer = await told(scene, line, requestOf(line, scene, named), locale);
      // forms that only lead back to their page do not look whether there is one
      if (line.who === 'anyone' && answer.status === 303) continue;
      if (methodOf(line) === 'GET' && /revocation$/.test(line.route) && answer.status === 303) continue;
      expect.soft(answer.status, `${name} ${id.slice(0, 30)}: ${answer.text.slice(0, 200)}`).toBe(404);
      if (!isPage(line)) expect.soft(JSON.parse(answer.text).code).toBe(code);
      else expectPage(answer, locale, id.slice(0, 30));
    }
  });

  const everywhere = [...new Map(lines.map((line) => [line.route.slice(line.route.indexOf('/')), line])).values()];

  test.each(titled(everywhere))('has the methods that it has: $title', async ({ line }) => {
    const here = lines.filter((one) => one.route.slice(one.route.indexOf('/')) === line.route.slice(line.route.indexOf('/'))).map(methodOf);
    const sample = await sampleOf(line, scene);
    const { path } = requestOf(line, scene, sample);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !here.includes(one))) {
      const locale = nextLocale();
      const answer = await told(scene, line, { method, path }, locale);
      expectRefusal(line, answer, locale, { name: method, status: 405, code: 'wrong-method' });
      const allowed = answer.headers.get('allow')?.split(', ') ?? [];
      expect.soft(allowed, method).toEqual(expect.arrayContaining(here));
      expect.soft(allowed, method).not.toContain(method);
    }
  });

  test.each([
    '/nothing',
    '/c',
    '/c/',
    '/c/robbiki/nothing',
    '/c/robbiki/l/new/',
    '/me/nothing',
    '/api/v1/nothing',
    '/api/v2',
    '/api/v1/clusters/robbiki/nothing',
    '/apiary',
    '/favicon',
    '//evil.example',
    `/${'a'.repeat(5000)}`,
    `/c/${'a'.repeat(5000)}`,
    '/%',
    '/%E0%A4%A',
    '/%00',
    '/.env',
    '/c/robbiki/%2e%2e/manage',
  ])('that is none is not found: %s', async (path) => {
    for (const method of ['GET', 'POST'])
      for (const actor of ['visitor', 'manager'] as const)
        for (const locale of locales) {
          const answer = await as(scene, actor)({ method, path, headers: { 'accept-language': locale } });
          // under /me everything asks who is there first
          if (path.startsWith('/me/') && actor === 'visitor') continue;
          expect.soft(answer.status, `${method} ${actor}`).toBe(404);
          if (/json/.test(answer.headers.get('content-type') ?? '')) expect.soft(answer.headers.get('content-language')).toBe(locale);
          else expectPage(answer, locale, `${method} ${path.slice(0, 40)}`);
        }
  });
});

describe('a query', () => {
  const asked = [
    'q',
    'direction',
    'kind',
    'role',
    'priceMin',
    'priceMax',
    'per',
    'quantityMin',
    'quantityMax',
    'unit',
    'near',
    'within',
    'sort',
    'page',
    'limit',
    'before',
    'firm',
    'next',
    'phone',
    'title',
    'done',
  ];
  const odd = [
    ...nonsense.map(encodeURIComponent),
    '0',
    '%00',
    '%',
    '%ED%A0%80',
    '%FF',
    '99999999999999999999',
    '90.1,181',
    'abc',
    '',
    'firm',
    'cluster',
    '"*',
    'a AND OR NOT (',
    '%2F%2Fevil.example',
  ];
  const queries = [
    ...asked.flatMap((name) => some(odd, 6).map((value) => `${name}=${value}`)),
    'q=a&q=b&page=1&page=2&near=30,31&near=abc',
    'page=-1',
    'near=abc',
    'near=30,31&within=-5&sort=best',
    'priceMin=9&priceMax=3',
    'quantityMin=5',
    `x=${'y'.repeat(10_000)}`,
    `q=${'ج '.repeat(1_700)}`,
    `${'q=a&'.repeat(2_500)}`,
    '__proto__=1&constructor=1&toString=1',
    '=&&=&%=%&[]=1&a[b]=c',
  ];
  /** One that shows the page with least ado. */
  const shown = reads.filter((line) => line.who !== 'nobody' && !line.about?.includes('draft'));

  test.each(titled(shown))('that nobody understands breaks nothing: $title', async ({ line }) => {
    const sample = await sampleOf(line, scene);
    const { path } = requestOf(line, scene, { ...sample, query: {} });
    // what does not read a query gets a few, what reads one gets them all
    const some = /\/search$/.test(line.route) ? queries : queries.filter((_, i) => i % 13 === 0 || i > queries.length - 6);
    for (const query of some) {
      const locale = nextLocale();
      const answer = await told(scene, line, { method: 'GET', path: `${path.replace(/\?$/, '')}?${query}` }, locale);
      const said = `?${query.slice(0, 60)} ${answer.status} ${answer.to ?? ''}`;
      expect.soft([200, 301, 303, 422], said).toContain(answer.status);
      if (answer.status === 303 || answer.status === 301) expect.soft(answer.to, said).toMatch(/^\/(?!\/)/);
      else if (isPage(line) && line.shows !== 'file') expectPage(answer, locale, said);
      if (!isPage(line) && answer.status === 422) expect.soft(answer.headers.get('content-language'), said).toBe(locale);
    }
  });
});
