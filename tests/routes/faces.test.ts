/// <reference types="vite/types/importMeta.d.ts" />
/** Neither face can do what the other cannot, and every form is made and sent as all others are. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Buyer } from '../../worker/market/buyer.ts';
import { Manager } from '../../worker/market/manager.ts';
import { Member } from '../../worker/market/member.ts';
import { Visitor } from '../../worker/market/visitor.ts';
import { type Form, formsOf, headings } from './html.ts';
import {
  type Actor,
  actors,
  emailLink,
  inquiry,
  invitation,
  listing,
  missedWord,
  openScene,
  type Scene,
  terms,
  token,
  watch,
} from './scene.ts';
import { as, doer, isPage, type Line, may, reads, requestOf, titleOf, writes } from './table.ts';

const pages = import.meta.glob<string>('../../worker/routes/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
const operations = import.meta.glob<string>('../../worker/api/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
const onTheWay = import.meta.glob<string>('../../worker/middleware/{uploads,downloads}.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const faces = { pages: sourcesOf(pages), api: sourcesOf(operations) };

/** The sources of a face, with what it does by the middleware of files. */
function sourcesOf(files: Record<string, string>): string {
  const own = Object.values(files).join('\n');
  const used = Object.entries(onTheWay).filter(([file]) => own.includes(file.replace(/.*\/worker/, '..')));
  return [own, ...used.map(([, source]) => source)].join('\n');
}

const roles = { Visitor, Buyer, Member, Manager };
const internal = ['constructor', 'answer', 'you', 'once', 'onceCounted', 'onceReindexed', 'withToken'];
const methods = Object.values(roles).flatMap((role) =>
  Object.entries(Object.getOwnPropertyDescriptors(role.prototype))
    .filter(([name, property]) => typeof property.value === 'function' && !internal.includes(name))
    .map(([name]) => name),
);

describe('every method of a capability', () => {
  const called = (source: string, method: string) =>
    new RegExp(String.raw`\b(?:visitor|buyer|member|manager)(?:\((?:[^()]|\([^()]*\))*\))?\s*\.${method}\(`).test(source);

  /** Records are brought in by a program that reads them. */
  const forPrograms = ['importFirms', 'importListings'];
  /** Search engines read pages, and where they are; forms begin with something, and a program says itself what it posts; only pages have a frame. */
  const forPages = ['openPages', 'likelyKind', 'frame'];

  test('is found', () => expect(methods.length).toBeGreaterThan(25));
  test.each(methods)('is called by both faces, unless it is for one of them only: %s', (method) => {
    const pages = !forPrograms.includes(method);
    expect({ pages: called(faces.pages, method), api: called(faces.api, method) }).toEqual({ pages, api: !forPages.includes(method) });
  });
});

describe('every command of the directory', () => {
  const commands = [
    'sendCode',
    'verifyCode',
    'signOut',
    'signOutEverywhere',
    'profile',
    'editProfile',
    'createToken',
    'listTokens',
    'revokeToken',
    'listClusters',
    'listMessages',
    'readReach',
    'chooseReach',
  ];

  test.each(commands)('is called by both faces: %s', (command) => {
    for (const source of Object.values(faces)) expect(source).toMatch(new RegExp(String.raw`\b${command}\(`));
  });

  test('but opening a cluster, which an operator does with a program', () => {
    expect([/\bopenCluster\(/.test(faces.pages), /\bopenCluster\(/.test(faces.api)]).toEqual([false, true]);
  });
});

describe('every write', () => {
  /** Routes that may write without it, with the reason. */
  const otherwise: Record<string, string> = {};
  /** The handlers of one method, from their path to what stands behind them. */
  const handlersOf = (method: string) =>
    Object.entries(pages).flatMap(([file, source]) =>
      source
        .split(/^(?=[a-z/])/m)
        .map((body) => ({
          file: file.slice(file.lastIndexOf('/') + 1),
          path: new RegExp(String.raw`^\w+\.${method}\(\s*'([^']+)'`).exec(body)?.[1] ?? '',
          body,
        }))
        .filter(({ path }) => path !== ''),
    );
  const handlers = handlersOf('post');

  test('of the pages is found in the sources', () => {
    expect(handlers).toHaveLength(new Set(writes.filter(isPage).map(({ route }) => route)).size);
  });

  test.each(handlers)('of the pages is read, checked and answered by submit: $file $path', ({ path, body }) => {
    if (!otherwise[path]) expect(body).toMatch(/\bsubmit\(c, \{/);
  });

  test('of the API takes a key, or may take one, and says who may', () => {
    const declared = Object.values(operations).flatMap((source) =>
      source
        .split('createRoute({')
        .slice(1)
        .map((part) => part.slice(0, part.indexOf('\n  }),'))),
    );
    expect(declared.length).toBe(new Set([...reads, ...writes].filter((line) => !isPage(line)).map(({ route }) => route)).size - 1);
    for (const one of declared) {
      expect(one).toMatch(/\.\.\.callers\('/);
      if (!/method: 'get'/.test(one)) expect(one).toMatch(/headers: (Keyed|PerhapsKeyed)\b/);
    }
  });

  test('of either face is no GET', () => {
    const written = methods.filter((method) =>
      /^(ask|withdraw|read(?=N)|join|draft|edit|move|answer|invite|decide|revoke|import|watch(?!es)|unwatch|end|add(?!resses)|remove|dismiss)/.test(
        method,
      ),
    );
    const gets = handlersOf('get').map(({ body }) => body);
    expect(gets).toHaveLength(new Set(reads.filter((line) => isPage(line) && line.route !== 'GET /api').map(({ route }) => route)).size);
    for (const handler of gets) for (const method of written) expect(handler).not.toMatch(new RegExp(String.raw`\)\.${method}\(`));
  });
});

describe('every form', () => {
  let scene: Scene;
  /** Where a form stands: the page, and who reads it. */
  const found: (Form & { page: string })[] = [];
  const shown: { page: string; headings: number }[] = [];

  beforeAll(async () => {
    scene = await openScene();
    // what gives pages their buttons
    await inquiry(scene, scene.people.buyer);
    await invitation(scene);
    await listing(scene, 'paused');
    await watch(scene, 'buyer');
    await terms(scene);
    await missedWord(scene);
    await emailLink(scene, 'confirmation');
    for (const actor of ['owner', 'manager'] as const) await token(scene, actor, ['read']);
    for (const line of reads.filter((one) => isPage(one) && one.shows !== 'file'))
      for (const actor of actors) if (may(line, actor)) await read(line, actor);
  });

  async function read(line: Line, actor: Actor): Promise<void> {
    const answer = await as(scene, actor)(requestOf(line, scene, (await line.given?.(scene, actor)) ?? {}));
    if (answer.status !== 200) return;
    const page = `${actor}: ${titleOf(line)}`;
    shown.push({ page, headings: headings(answer.text) });
    found.push(...formsOf(answer.text).map((form) => ({ ...form, page })));
  }

  test('stands in a page with exactly one h1', () => {
    expect(shown.length).toBeGreaterThan(100);
    for (const page of shown) expect.soft(page.headings, page.page).toBe(1);
  });

  test('carries exactly one key', () => {
    expect(found.length).toBeGreaterThan(200);
    for (const { action, fields, page } of found) {
      expect.soft(fields.get('key'), `${page} → ${action}`).toHaveLength(1);
      expect.soft(fields.get('key')?.[0], `${page} → ${action}`).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
    }
  });

  test('has a key of its own, but that of the language, which is harmless', () => {
    const byPage = Map.groupBy(
      found.filter(({ action }) => action !== '/language'),
      ({ page }) => page,
    );
    for (const [page, forms] of byPage) {
      const keys = forms.flatMap(({ fields }) => fields.get('key') ?? []);
      expect.soft(new Set(keys).size, page).toBe(keys.length);
    }
  });

  test('goes to a write route, and every write route has its form', () => {
    const pattern = ({ route }: Line) => new RegExp(`^${route.slice('POST '.length).replaceAll(/:\w+/g, '[A-Za-z0-9_-]+')}$`);
    const written = [...new Map(writes.filter((line) => isPage(line) && !line.formless).map((line) => [line.route, line])).values()];
    for (const { action, page } of found)
      expect.soft(written.filter((line) => pattern(line).test(action)).length, `${page} → ${action}`).toBeGreaterThan(0);
    for (const line of written)
      expect
        .soft(
          found.some(({ action }) => pattern(line).test(action)),
          line.route,
        )
        .toBe(true);
  });

  test('is shown to those only who may send it', () => {
    const pattern = ({ route }: Line) => new RegExp(`^${route.slice('POST '.length).replaceAll(/:\w+/g, '[A-Za-z0-9_-]+')}$`);
    for (const { action, page } of found) {
      const actor = page.slice(0, page.indexOf(':')) as Actor;
      const lines = writes.filter((line) => isPage(line) && pattern(line).test(action));
      expect
        .soft(
          lines.some((line) => may(line, actor) || doer(line) === actor),
          `${page} → ${action}`,
        )
        .toBe(true);
    }
  });
});
