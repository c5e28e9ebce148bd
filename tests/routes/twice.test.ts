/** Every write is harmless when it is sent again: after a lost answer, by an impatient thumb, or by ten at once. */
import { beforeAll, describe, expect, test } from 'vitest';
import { changed } from './bad.ts';
import { type Answered, ask, changes, codeSent, env, openScene, type Scene, type Sent, type Stored, stored, stranger } from './scene.ts';
import { as, doer, isPage, type Line, requestOf, type Sample, titled, writes } from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

const sendable = writes.filter((line) => line.who !== 'nobody');

interface Case {
  send: () => Promise<Answered>;
  done: () => Promise<void>;
}

/** A sample's one request, ready to be sent as often as one likes. */
async function ready(line: Line): Promise<Case> {
  const actor = doer(line);
  const sample: Sample = (await line.given?.(scene, actor)) ?? {};
  const sent: Sent = requestOf(line, scene, sample);
  return { send: () => as(scene, actor)(sent), done: async () => line.after?.(scene, actor) };
}

/** How many rows came and went, by table. */
function counted(before: Stored, after: Stored): Record<string, [came: number, went: number]> {
  return Object.fromEntries(
    Object.entries(changes(before, after)).map(([table, change]) => [table, [change.new.length, change.gone.length]]),
  );
}

/** An answer without what is new in every page: the keys of its forms. */
const said = ({ status, to, text }: Answered) => [status, to, text.replace(/name="key" value="[^"]*"/g, '')];

describe.each(titled(sendable.filter((line) => !line.twice)))('$title', ({ line }) => {
  test('sent twice is answered as once, and done once', async () => {
    const { send, done } = await ready(line);
    const first = await send();
    const afterOne = await stored(scene);
    const second = await send();
    const afterTwo = await stored(scene);
    await done();
    expect(first.status).toBeLessThan(400);
    // a token is shown once, and the page of the second answer says so
    if (line.route === 'POST /me/tokens') expect([second.status, /unq_/.test(second.text)]).toEqual([first.status, false]);
    else expect(said(second)).toEqual(said(first));
    expect(changes(afterOne, afterTwo)).toEqual({});
  });

  test('sent ten times at once is done once', async () => {
    const one = await ready(line);
    const before = await stored(scene);
    await one.send();
    const once = counted(before, await stored(scene));
    await one.done();

    const many = await ready(line);
    const start = await stored(scene);
    const answers = await Promise.all(Array.from({ length: 10 }, many.send));
    const tenTimes = counted(start, await stored(scene));
    await many.done();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([answers[0]?.status]));
    if (line.route !== 'POST /me/tokens') expect(new Set(answers.map((answer) => String(said(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBeLessThan(400);
    expect(tenTimes).toEqual(once);
  });

  test('the same key does not do something else', async () => {
    const actor = doer(line);
    const sample: Sample = (await line.given?.(scene, actor)) ?? {};
    const [text] = line.texts ?? [];
    // a profile says what it said last, key or no key
    if (!text || line.route.endsWith('/me')) return;
    const key = crypto.randomUUID();
    const other = isPage(line) ? { ...sample.body, [text]: 'Something else' } : changed(sample.body, text, 'Something else');
    const first = await as(scene, actor)(requestOf(line, scene, sample, key));
    const afterOne = await stored(scene);
    const second = await as(scene, actor)(requestOf(line, scene, { ...sample, body: other }, key));
    const afterTwo = await stored(scene);
    await line.after?.(scene, actor);
    expect(first.status).toBeLessThan(400);
    expect(second.status, second.text.slice(0, 300)).toBe(422);
    expect(changes(afterOne, afterTwo)).toEqual({});
  });
});

describe('what cannot be answered as the first time', () => {
  test('is signing in and out, and a token that is shown once', () => {
    const excused = sendable.filter((line) => line.twice).map(({ route }) => route);
    expect(excused.sort()).toEqual([
      'DELETE /api/v1/session',
      'DELETE /api/v1/sessions',
      'POST /api/v1/me/tokens',
      'POST /api/v1/session',
      'POST /api/v1/session/codes',
      'POST /me/sessions',
      'POST /sign-in',
      'POST /sign-in/code',
    ]);
  });

  test.each(titled(sendable.filter((line) => line.twice)))('is still done once: $title', async ({ line }) => {
    const one = await ready(line);
    const before = await stored(scene);
    await one.send();
    const once = counted(before, await stored(scene));
    await one.done();

    const many = await ready(line);
    const start = await stored(scene);
    const answers = await Promise.all(Array.from({ length: 10 }, many.send));
    const tenTimes = counted(start, await stored(scene));
    await many.done();
    for (const { status, text } of answers) expect(status, text.slice(0, 300)).toBeLessThan(500);
    expect(answers.filter(({ status }) => status < 400).length).toBeGreaterThanOrEqual(1);
    expect(tenTimes).toEqual(once);
  });

  test('ten sign-ins of somebody new at once are one person', async () => {
    const { phone, code } = await codeSent();
    const send = () =>
      ask({
        method: 'POST',
        path: '/api/v1/session',
        body: JSON.stringify({ phone, code }),
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    for (const { status, text } of answers) expect(status, text).toBeLessThan(500);
    expect((await env.DIRECTORY.prepare('SELECT count(*) AS n FROM person WHERE phone = ?').bind(phone).first<number>('n')) ?? 0).toBe(1);
  });

  test('ten codes asked for at once are one message', async () => {
    const { phone } = stranger();
    const send = () =>
      ask({
        method: 'POST',
        path: '/api/v1/session/codes',
        body: JSON.stringify({ phone }),
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(9).fill(429)]);
    expect(
      (await env.DIRECTORY.prepare('SELECT count(*) AS n FROM outbox_message WHERE recipient = ?').bind(phone).first<number>('n')) ?? 0,
    ).toBe(1);
  });
});

describe('ten different writes at once', () => {
  test('one invitation of one use lets one of ten in', async () => {
    const { token } = (
      await scene.market.manager(scene.people.manager).invite({ note: '', firm: scene.firms.owner, uses: 1, days: 1 }, crypto.randomUUID())
    ).value ?? { token: '' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => scene.market.buyer(stranger()).join(token, null, crypto.randomUUID())),
    );
    expect(answers.filter(({ value }) => value)).toHaveLength(1);
    expect(new Set(answers.map(({ refusal }) => refusal?.code).filter(Boolean))).toEqual(new Set(['invitation-spent']));
  });

  test('one listing is edited by one of ten who read the same', async () => {
    const line = sendable.find(({ route }) => route === 'PUT /api/v1/clusters/:cluster/listings/:id') as Line;
    const sample = (await line.given?.(scene, 'owner')) ?? {};
    const answers = await Promise.all(Array.from({ length: 10 }, () => as(scene, 'owner')(requestOf(line, scene, sample))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });

  test('one inquiry is answered by one of ten', async () => {
    const line = sendable.find(({ route }) => route === 'POST /api/v1/clusters/:cluster/inquiries/:id/answer') as Line;
    const sample = (await line.given?.(scene, 'owner')) ?? {};
    const answers = await Promise.all(Array.from({ length: 10 }, () => as(scene, 'owner')(requestOf(line, scene, sample))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
  });

  test('one person asks about one listing once', async () => {
    const line = sendable.find(({ route }) => route === 'POST /c/:cluster/l/:id/inquiries') as Line;
    const sample = (await line.given?.(scene, 'buyer')) ?? {};
    const answers = await Promise.all(Array.from({ length: 10 }, () => as(scene, 'buyer')(requestOf(line, scene, sample))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(409)]);
  });

  test('one address is given to one of ten clusters', async () => {
    const line = sendable.find(({ route }) => route === 'POST /api/v1/clusters') as Line;
    const sample = (await line.given?.(scene, 'operator')) ?? {};
    const answers = await Promise.all(Array.from({ length: 10 }, () => as(scene, 'operator')(requestOf(line, scene, sample))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });
});
