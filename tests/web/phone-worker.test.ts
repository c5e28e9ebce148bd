/** The phone's own worker in plain values: which pages it keeps, under which address, and parts of what it keeps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksForPage, isFile, isKept, isProgram, keyOf, listingsOn } from '../../web/worker/addresses.ts';
import { part } from '../../web/worker/range.ts';

const at = (path: string) => new URL(path, 'https://unqud.example');

describe('pages', () => {
  test.each(['/', '/waiting', '/me/notices', '/c/robbiki', '/c/robbiki/l/12', '/c/robbiki/search?q=leather'])('of %s are kept', (path) => {
    expect(isKept(at(path))).toBe(true);
  });

  test.each([
    '/me',
    '/me/tokens',
    '/sign-in',
    '/sign-in/code?phone=1',
    '/outbox',
    '/api/v1/clusters',
    '/c/robbiki/join/secret',
    '/c/robbiki/l/new?line=500',
  ])('of %s are not', (path) => {
    expect(isKept(at(path))).toBe(false);
  });

  test('are asked for by links and by scripts that take parts out of them, not by programs', () => {
    const asks = (headers: Record<string, string>) => asksForPage(new Request(at('/c/robbiki'), { headers }));
    expect(asks({ 'hx-request': 'true' })).toBe(true);
    expect(asks({ accept: 'text/html' })).toBe(true);
    expect(asks({ accept: '*/*' })).toBe(false);
    expect(asks({ accept: 'application/json' })).toBe(false);
  });

  test('have one address, whatever was just done and wherever one came from', () => {
    expect(keyOf(at('/c/robbiki/firm?done=saved#people').href)).toBe(at('/c/robbiki/firm').href);
    expect(keyOf(at('/?source=app').href)).toBe(at('/').href);
    expect(keyOf(at('/c/robbiki/search?q=a&done=watched').href)).toBe(at('/c/robbiki/search?q=a').href);
  });

  test('lead to listings of their own market, each once', () => {
    const html =
      '<a href="/c/x/l/1"></a><a href="/c/x/l/1"></a><a href="/c/x/l/new"></a><a href="/c/other/l/2"></a><a href="https://elsewhere.example/c/x/l/3"></a><a href="/c/x/l/4/edit"></a>';
    expect(listingsOn(html, '/c/x')).toEqual(['/c/x/l/1']);
  });
});

test('files and the program are known by their addresses', () => {
  expect([isFile(at('/c/robbiki/files/3')), isFile(at('/c/robbiki/files/3/small')), isFile(at('/c/robbiki/files'))]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isProgram(at('/app-AB12CD34.js')), isProgram(at('/sw.js')), isProgram(at('/c/app-AB12CD34.js'))]).toEqual([true, false, false]);
});

describe('a part of a voice note that is kept', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, n) => n);
  const kept = () => new Response(bytes, { headers: { 'content-type': 'audio/webm', 'content-length': '100' } });
  const read = async (range: string) => {
    const answer = await part(kept(), range);
    return { status: answer.status, range: answer.headers.get('content-range'), bytes: [...new Uint8Array(await answer.arrayBuffer())] };
  };

  test('is what a player asked for, for every range', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(99), fc.nat(150), async (from, length) => {
        const to = from + length;
        const last = Math.min(to, 99);
        expect(await read(`bytes=${from}-${to}`)).toEqual({
          status: 206,
          range: `bytes ${from}-${last}/100`,
          bytes: [...bytes.slice(from, last + 1)],
        });
      }),
    );
  });

  test('may be all of it, or its end', async () => {
    expect(await read('bytes=0-')).toMatchObject({ status: 206, range: 'bytes 0-99/100' });
    expect(await read('bytes=-10')).toMatchObject({ status: 206, range: 'bytes 90-99/100' });
    expect((await read('bytes=-500')).bytes).toHaveLength(100);
  });

  test('that is not there is refused, and a range that nobody understands is the whole', async () => {
    expect(await read('bytes=100-')).toEqual({ status: 416, range: 'bytes */100', bytes: [] });
    expect((await read('bytes=0-1,5-6')).status).toBe(200);
  });
});
