/** Sessions at the addresses themselves: ended, forged, and led astray; and a Worker that is not safely configured. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { environment } from '../directory/directory.ts';
import { type Answered, actors, ask, changes, codeSent, env, freshCookie, openScene, type Scene, signInAgain, stored } from './scene.ts';
import { as, doer, formOf, lines, requestOf } from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const keyed = (fields: Record<string, string> = {}) => formOf({ key: crypto.randomUUID(), ...fields });
/** A write of a member, and one of the account. */
const invites = (cookie: string) =>
  ask({ method: 'POST', path: `/c/${scene.slug}/firm/colleagues`, headers: { ...form, cookie }, body: keyed({ note: 'A colleague' }) });
const renames = (cookie: string) =>
  ask({
    method: 'PATCH',
    path: '/api/v1/me',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ name: 'The owner', locale: null }),
  });
const reads = (cookie: string) => ask({ method: 'GET', path: '/me', headers: { cookie } });

/** The Cookie header of a browser that sent one, after an answer. */
function after(cookie: string, { headers }: Answered): string {
  const jar = new Map(
    cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair]),
  );
  for (const line of headers.getSetCookie()) {
    const pair = line.split(';')[0] ?? '';
    const name = pair.slice(0, pair.indexOf('='));
    if (/max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, pair);
  }
  return [...jar.values()].join('; ');
}

const ownersCookie = () => freshCookie(scene.people.owner.phone);

describe('a page', () => {
  test('says whose it is, so that a phone keeps it for nobody else', async () => {
    const cookie = await ownersCookie();
    expect((await reads(cookie)).headers.get('x-reader')).toBe(scene.people.owner.id);
    expect((await ask({ method: 'GET', path: `/c/${scene.slug}` })).headers.get('x-reader')).toBe('-');
    expect((await ask({ method: 'GET', path: '/nowhere', headers: { cookie } })).headers.get('x-reader')).toBe(scene.people.owner.id);
  });
});

describe('signing out', () => {
  let here: string;
  let there: string;
  beforeEach(async () => {
    here = await ownersCookie();
    there = await ownersCookie();
  });

  afterAll(() => signInAgain(scene, 'owner'));

  const out = (cookie: string) => ask({ method: 'POST', path: '/sign-out', headers: { ...form, cookie }, body: keyed() });
  const everywhere = (cookie: string) => ask({ method: 'POST', path: '/me/sessions', headers: { ...form, cookie }, body: keyed() });

  test('clears the cookies, and the session that was stolen before does nothing any more', async () => {
    expect((await invites(here)).status).toBe(200);
    const answer = await out(here);
    expect([answer.status, answer.to]).toEqual([303, '/?done=signed-out']);
    expect(after(here, answer)).toBe('');
    expect((await invites(here)).status).toBe(401);
    expect((await renames(here)).status).toBe(401);
  });

  test('asks the browser to erase what it keeps, and leaves the cookie of the language', async () => {
    for (const leave of [out, everywhere]) {
      const answer = await leave(`${await ownersCookie()}; lang=fr`);
      expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
      expect(after('lang=fr', answer)).toBe('lang=fr');
    }
  });

  test('leaves other browsers signed in', async () => {
    await out(here);
    expect((await invites(there)).status).toBe(200);
    expect((await reads(there)).status).toBe(200);
  });

  test('everywhere refuses every other browser’s write at once, on both faces, and clears its cookies', async () => {
    const answer = await everywhere(here);
    expect([answer.status, answer.to, after(here, answer)]).toEqual([303, '/?done=signed-out', '']);
    for (const cookie of [here, there]) {
      const before = await stored(scene);
      const refused = await invites(cookie);
      expect(refused.status).toBe(401);
      expect(after(cookie, refused)).not.toContain('session_token');
      expect((await renames(cookie)).status).toBe(401);
      expect(changes(before, await stored(scene))).toEqual({});
    }
  });

  test('everywhere by the API, too', async () => {
    const answer = await ask({
      method: 'DELETE',
      path: '/api/v1/sessions',
      headers: { cookie: here, 'idempotency-key': crypto.randomUUID() },
    });
    expect(answer.status).toBe(204);
    for (const cookie of [here, there]) expect((await invites(cookie)).status).toBe(401);
  });

  test('everywhere leaves other people signed in', async () => {
    await everywhere(here);
    expect(
      (await as(scene, 'member')({ method: 'POST', path: `/c/${scene.slug}/firm/colleagues`, headers: form, body: keyed({ note: 'x' }) }))
        .status,
    ).toBe(200);
  });

  test('needs no session, and a GET does not do it', async () => {
    expect((await ask({ method: 'POST', path: '/sign-out', headers: form, body: keyed() })).status).toBe(303);
    expect((await ask({ method: 'GET', path: '/sign-out', headers: { cookie: there } })).status).toBe(405);
    expect((await ask({ method: 'GET', path: '/me/sessions', headers: { cookie: there } })).to).toBe('/me');
    expect((await invites(there)).status).toBe(200);
  });

  test('is not done by another site', async () => {
    for (const path of ['/sign-out', '/me/sessions'])
      expect(
        (await ask({ method: 'POST', path, headers: { ...form, cookie: there, origin: 'https://evil.example' }, body: keyed() })).status,
      ).toBe(403);
    expect((await invites(there)).status).toBe(200);
  });
});

describe('a cookie that is not ours', () => {
  const pairs = (cookie: string) =>
    cookie.split('; ').map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  const joined = (some: [string, string][]) => some.map((pair) => pair.join('=')).join('; ');
  /** Every cookie changed by `change`, one at a time and all at once. */
  const changed = (cookie: string, change: (value: string) => string) => {
    const all = pairs(cookie);
    const each = all.map((_, at) => joined(all.map(([name, value], i) => [name, i === at ? change(value) : value])));
    return [...each, joined(all.map(([name, value]) => [name, change(value)]))];
  };
  const flipped = (value: string, at: number) => `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`;

  /** Nobody’s: no page of a person, no write, and never an error. */
  async function expectNobody(cookie: string, said: string): Promise<void> {
    const [page, write, call] = [await reads(cookie), await invites(cookie), await renames(cookie)];
    expect.soft([page.status, write.status, call.status], said).toEqual([303, 401, 401]);
  }

  const tampering: [string, (value: string) => string][] = [
    ['its first letter changed', (value) => flipped(value, 0)],
    ['a letter in the middle changed', (value) => flipped(value, Math.floor(value.length / 2))],
    ['its end cut off', (value) => value.slice(0, -4)],
    ['its signature cut off', (value) => value.replace(/[.%].*$/, '')],
    ['nothing in it', () => ''],
    ['nothing but zeros in it', () => '000000'],
    ['5 kB in it', () => 'A'.repeat(5000)],
  ];

  test.each(tampering)('with %s in its token is nobody’s', async (said, change) => {
    const cookie = await ownersCookie();
    const [token, ...others] = pairs(cookie);
    expect(token?.[0]).toContain('session_token');
    await expectNobody(joined([[token?.[0] ?? '', change(token?.[1] ?? '')], ...others]), said);
  });

  test.each(tampering)('with %s anywhere writes nothing in another’s name, and breaks nothing', async (said, change) => {
    const cookie = await ownersCookie();
    for (const one of changed(cookie, change)) {
      // a token that is whole is asked of the directory, whatever stands beside it
      const whole = pairs(one)[0]?.[1] === pairs(cookie)[0]?.[1];
      expect.soft((await reads(one)).status, said).toBe(whole ? 200 : 303);
      expect.soft((await renames(one)).status, said).toBe(whole ? 200 : 401);
    }
  });

  test('whose part for fast reading is no base64 breaks no page', async () => {
    const [token] = pairs(await ownersCookie());
    for (const data of ['%', '%E0%A4%A', 'a.b', '%00'])
      expect((await reads(`${token?.join('=')}; unqud.session_data=${data}`)).status).toBe(200);
  });

  test('that is signed with another secret is nobody’s', async () => {
    const other = environment({ AUTH_SECRET: 'another-secret-of-forty-characters-at-least', SENDS_PER_ADDRESS: '1000000' });
    const cookie = await ownersCookie();
    for (const [method, path] of [
      ['GET', '/me'],
      ['GET', `/c/${scene.slug}/inbox`],
      ['POST', `/c/${scene.slug}/firm/colleagues`],
    ] as const) {
      const answer = await ask({ method, path, headers: { ...form, cookie }, body: keyed({ note: 'x' }) }, other);
      expect(answer.status).toBe(method === 'GET' ? 303 : 401);
    }
  });

  test('of one person beside another’s is not the other’s', async () => {
    const [owner, member] = [pairs(await ownersCookie()), pairs(scene.cookies.member)];
    const mixed = joined([owner[0] as [string, string], ...member.slice(1)]);
    const told = await ask({ method: 'GET', path: '/api/v1/me', headers: { cookie: mixed } });
    if (told.status === 200) expect(JSON.parse(told.text).phone).toBe(scene.people.owner.phone);
    else expect(told.status).toBe(401);
  });

  test('is httpOnly, lax, and of this site only; in production also secure', async () => {
    const { phone, code } = await codeSent();
    const answer = await ask({ method: 'POST', path: '/sign-in/code', headers: form, body: keyed({ phone, code, next: '/' }) });
    const set = answer.headers.getSetCookie().filter((line) => line.includes('session'));
    expect(set.length).toBeGreaterThan(0);
    for (const line of set) expect(line).toMatch(/; HttpOnly.*; SameSite=Lax/i);
    for (const line of set) expect(line).not.toMatch(/domain=/i);
  });
});

describe('where to go next', () => {
  const evil = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'HTTPS://evil.example/c',
    '%2F%2Fevil.example',
    '/%09/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/c/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' //evil.example',
    '///evil.example',
    '/ /evil.example',
    '@evil.example',
    '.evil.example',
    'evil.example',
    '/\u0000//evil.example',
    `/${'a'.repeat(5000)}`,
    '',
  ];
  /** What a browser makes of it stays here. */
  function expectHere(to: string | null, said: string): void {
    expect.soft(to, said).toMatch(/^\/(?![/\\])/);
    expect.soft(new URL(to ?? '', 'http://here.invalid').host, said).toBe('here.invalid');
  }

  test.each(evil)('is never another site: %j', async (next) => {
    const cookie = scene.cookies.owner;
    const query = new URLSearchParams({ next });
    const nexts: [string, Answered][] = [
      ['signed in already', await ask({ method: 'GET', path: `/sign-in?${query}`, headers: { cookie } })],
      ['signed in already, code', await ask({ method: 'GET', path: `/sign-in/code?${query}`, headers: { cookie } })],
      ['language', await ask({ method: 'POST', path: '/language', headers: form, body: keyed({ lang: 'ar', next }) })],
      [
        'name',
        await ask({ method: 'POST', path: '/me', headers: { ...form, cookie }, body: keyed({ name: 'The owner', locale: 'ar', next }) }),
      ],
      ['code', await ask({ method: 'POST', path: '/sign-in/code', headers: form, body: keyed({ ...(await codeSent()), next }) })],
      ['no phone', await ask({ method: 'GET', path: `/sign-in/code?${query}` })],
    ];
    for (const [said, { status, to }] of nexts) {
      expect.soft(status, said).toBe(303);
      expectHere(to, said);
      const carried = new URL(to ?? '', 'http://here.invalid').searchParams.get('next');
      if (carried !== null) expectHere(carried, `${said}, carried along`);
    }
    const page = await ask({ method: 'GET', path: `/sign-in?${query}` });
    const hidden = /name="next" value="([^"]*)"/.exec(page.text.slice(page.text.indexOf('action="/sign-in"')))?.[1] ?? '';
    expectHere(hidden.replaceAll('&amp;', '&'), 'the form');
  });

  test.each(['/c/robbiki', '/c/robbiki/l/1?done=sent', '/c/robbiki/search?q=%D8%AC%D9%84%D8%AF&page=2', '/me'])(
    'is an address here: %s',
    async (next) => {
      const answer = await ask({
        method: 'POST',
        path: '/sign-in',
        headers: form,
        body: keyed({ phone: (await codeSent()).phone.replace('+2010', '+2011'), country: 'EG', next }),
      });
      expect(new URL(answer.to ?? '', 'http://here.invalid').searchParams.get('next')).toBe(next);
    },
  );

  test('leads back from the sign-in page to what was asked for', async () => {
    const path = `/c/${scene.slug}/inbox?done=read`;
    const asked = await ask({ method: 'GET', path });
    expect(asked.to).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    const { phone, code } = await codeSent();
    const answer = await ask({ method: 'POST', path: '/sign-in/code', headers: form, body: keyed({ phone, code, next: path }) });
    // who has no name yet gives one first
    expect(answer.to).toBe(`/me?${new URLSearchParams({ next: path })}`);
  });
});

describe('a production that is not safely configured', () => {
  const production = {
    STAGE: 'production',
    PUBLIC_URL: 'https://unqud.example',
    AUTH_SECRET: 'q8Zr2Vt6Lx0Nw4Hs9Kd3Bf7Mj1Pc5YgTb',
    DEV_OUTBOX: 'off',
    SMS_URL: 'https://sms.example/send?to={to}&text={text}',
    SMS_METHOD: 'GET',
  };
  const unsafe: [string, Parameters<typeof environment>[0]][] = [
    ['shows codes', { ...production, DEV_OUTBOX: 'on' }],
    ['has no secret', { ...production, AUTH_SECRET: '' }],
    ['has a short secret', { ...production, AUTH_SECRET: 'q8Zr2Vt6' }],
    ['has the secret of development', { ...production, AUTH_SECRET: 'development-only-development-only-development-only' }],
    ['has a secret of one letter', { ...production, AUTH_SECRET: 'a'.repeat(64) }],
    ['has no address', { ...production, PUBLIC_URL: '' }],
    ['has an address in clear', { ...production, PUBLIC_URL: 'http://unqud.example' }],
    ['sends no messages', { ...production, SMS_URL: '' }],
    ['does not say what it is', { ...production, STAGE: 'prod', DEV_OUTBOX: 'on' }],
    ['says nothing', { STAGE: '' }],
  ];

  test('a safe one serves', async () => {
    expect((await ask({ method: 'GET', path: '/' }, environment(production))).status).toBe(200);
    expect((await ask({ method: 'GET', path: '/api/v1/clusters' }, environment(production))).status).toBe(200);
  });

  test.each(unsafe)('serves nothing at any address when it %s', async (_, vars) => {
    const to = environment(vars);
    const before = await stored(scene);
    const paths = lines.map((line) => ({
      line,
      sent: requestOf(line, scene, { params: { id: 1, person: 'x', token: 'x'.repeat(32) }, body: {} }),
    }));
    for (const { line, sent } of paths)
      for (const actor of new Set([doer(line), 'visitor'] as const)) {
        const answer = await as(scene, actor, (one) => ask(one, to))(sent);
        expect.soft(answer.status, `${actor} ${line.route}`).toBe(503);
        expect.soft(answer.headers.getSetCookie(), line.route).toEqual([]);
        expect.soft(JSON.parse(answer.text), line.route).toMatchObject({ code: 'not-configured', status: 503 });
      }
    for (const path of ['/nothing', '/favicon.svg', '/api/v1/nothing', '/c/nowhere'])
      expect.soft((await ask({ method: 'GET', path }, to)).status, path).toBe(503);
    expect(changes(before, await stored(scene))).toEqual({});
  });

  test('says nothing of what is wrong to those who ask', async () => {
    const { text } = await ask({ method: 'GET', path: '/' }, environment({ ...production, AUTH_SECRET: 'q8Zr2Vt6' }));
    expect(text).not.toMatch(/AUTH_SECRET|q8Zr2Vt6|DEV_OUTBOX/);
  });
});

test('everyone of the scene is still who he or she was', async () => {
  for (const actor of actors) {
    const { status, text } = await as(scene, actor)({ method: 'GET', path: '/api/v1/me' });
    if (actor === 'visitor') expect(status).toBe(401);
    else expect(JSON.parse(text).phone).toBe(scene.people[actor].phone);
  }
  expect(env.STAGE).toBe('test');
});
