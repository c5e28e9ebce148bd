/** What posting from a phone must not cost or lose over HTTP: drawing for nobody, forms sent twice from a wrong clock, and pictures that failed once. */

import { runInDurableObject } from 'cloudflare:test';
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { photoSide } from '../../schema/attachment.ts';
import type { Env } from '../../worker/env.ts';
import { environment } from '../directory/directory.ts';
import { big, bytes, pngChunk } from '../domain/media/parts.ts';
import { drawing, takenByPhone } from '../support/files.ts';
import { value } from '../support/market.ts';
import { type Actor, env, listing, shownPhoto } from './scene.ts';
import { at, fromOutbox, get, newKey, openForFiles, request, scene, send, served, taken } from './sending.ts';
import { type Fields, partsOf } from './table.ts';

beforeAll(openForFiles);
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const open = { SENDS_PER_ADDRESS: '1000000' };

/** A site that counts how often a picture is drawn by what makes photos smaller. */
function drawingCounted() {
  let drawn = 0;
  const input = (...given: Parameters<ImagesBinding['input']>) => {
    drawn += 1;
    return env.IMAGES.input(...given);
  };
  return { to: environment({ ...open, IMAGES: { input } as ImagesBinding }), drawn: () => drawn };
}

/** A PNG of noise, which nothing makes smaller but drawing it anew. */
function noise(width: number, height: number): Uint8Array {
  const rows = Array.from({ length: height }, () => {
    const row = new Uint8Array(1 + width);
    crypto.getRandomValues(row.subarray(1));
    return row;
  });
  const head = pngChunk('IHDR', big(width, 4), big(height, 4), [8, 0, 0, 0, 0]);
  return bytes('\x89PNG\r\n\x1a\n', head, pngChunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })), pngChunk('IEND'));
}

describe('a photo is drawn smaller', () => {
  const large = () => drawing(photoSide + 100, 900, Math.ceil(Math.random() * 200) + 1);

  test('once, however often it is sent under its key', async () => {
    const { to, drawn } = drawingCounted();
    const [photo, key] = [large(), newKey()];
    const id = await taken({ photo }, { key, to });
    const once = drawn();
    expect(once).toBe(2);
    for (let i = 0; i < 3; i++) expect(await taken({ photo }, { key, to })).toBe(id);
    expect(drawn()).toBe(once);
    expect((await send({ photo: large() }, { key, to })).code).toBe('key-reused');
    expect(drawn()).toBe(once);
  });

  test('again where its bytes were not kept', async () => {
    const { to } = drawingCounted();
    const [photo, key] = [large(), newKey()];
    const id = await taken({ photo }, { key, to });
    const { objects } = await env.FILES.list({ limit: 1000, prefix: `${scene.slug}/` });
    const newest = objects.sort((a, b) => b.uploaded.getTime() - a.uploaded.getTime()).filter(({ key }) => key.endsWith('-small'))[0];
    await env.FILES.delete(newest?.key ?? '');
    expect((await get('owner', `${at}/files/${id}/small`)).status).toBe(404);
    expect(await taken({ photo }, { key, to })).toBe(id);
    expect((await served(id, true)).file.length).toBeGreaterThan(0);
  });

  test('for nobody who may not have it kept', async () => {
    const { to, drawn } = drawingCounted();
    const refusedTo = async (actor: Actor) => (await send({ photo: large() }, { actor, to })).code;
    expect(await refusedTo('visitor')).toBe('sign-in-first');
    expect(await refusedTo('suspended')).toBe('suspended');
    await flood(scene.people.member.id);
    expect(await refusedTo('member')).toBe('too-many');
    expect(drawn()).toBe(0);
  });

  test('also where it has few pixels and many bytes, which every reader would have to fetch', async () => {
    const sent = noise(1600, 1200);
    expect(sent.length).toBeGreaterThan(1_900_000);
    const { file } = await served(await taken({ photo: sent }));
    // even of noise, which no photo is
    expect(file.length).toBeLessThan((sent.length * 2) / 3);
    // and a small copy that is heavy is made anew
    const heavy = noise(480, 480);
    expect((await served(await taken({ photo: newPhoto480(), small: heavy }), true)).file.length).toBeLessThan(heavy.length / 2);
  });
  const newPhoto480 = () => drawing(480, 480, 11);

  const flood = (person: string) =>
    runInDurableObject(scene.stub, (_, { storage }) => {
      for (let i = 0; i < 300; i++)
        storage.sql.exec(
          "insert into attachment (kind, person, name, type, bytes, at, loose_since) values ('voice', ?, ?, 'audio/ogg', 1, ?, ?)",
          person,
          `flood-${i}`,
          Date.now(),
          Date.now(),
        );
    });
});

describe('a form that is sent again because the answer was lost', () => {
  const cairo = (time: string) => Date.parse(`${time}:00+02:00`);
  const line = 'need 50 kg of glue by tomorrow';
  const sendAt = async (now: number, fields: Fields) => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const parts = partsOf(
      { line, guessed: 'direction kind', direction: 'offer', kind: 'input', visibility: 'public', term: '60', ...fields },
      {},
    );
    const answer = await request('owner', 'POST', `${at}/l`, fromOutbox, parts);
    return (await answer.json()) as { to?: string; code?: string };
  };
  const dayUntil = async (to = '') => {
    const seen = await value(scene.market.member(scene.people.owner).listing(Number(/\/l\/(\d+)/.exec(to)?.[1])));
    return new Date((seen.availableUntil ?? 0) + 4 * 3_600_000).toISOString().slice(0, 10);
  };

  test.each([
    ['a clock that is a little ahead', '2026-11-23T23:58', '2026-11-24T00:01', '2026-11-24T00:05'],
    ['a clock that is hours ahead', '2026-11-23T22:00', '2026-11-24T05:00', '2026-11-24T06:00'],
    ['a clock that is right', '2026-11-23T23:58', '2026-11-23T23:57', '2026-11-24T00:05'],
  ])('is the same form over midnight, from a phone with %s', async (_, first, written, second) => {
    const fields = { key: newKey(), written: String(cairo(written)) };
    const done = await sendAt(cairo(first), fields);
    expect(done.code).toBeUndefined();
    expect(await sendAt(cairo(second), fields)).toEqual(done);
  });

  test('is the same for as long as its key is remembered, after days without a network', async () => {
    const fields = { key: newKey(), line: 'need 50 kg of glue by 20.12.2026', written: String(cairo('2026-11-16T12:00')) };
    const relative = { ...fields, key: newKey(), line: 'need 50 kg of glue in three weeks' };
    for (const form of [fields, relative]) {
      const done = await sendAt(cairo('2026-11-22T09:00'), form);
      expect(done.code).toBeUndefined();
      expect(await sendAt(cairo('2026-11-24T09:00'), form)).toEqual(done);
    }
  });

  test('means the day after it was written', async () => {
    const { to } = await sendAt(cairo('2026-11-23T23:58'), { key: newKey(), written: String(cairo('2026-11-23T12:00')) });
    expect(await dayUntil(to)).toBe('2026-11-24');
  });
});

describe('the picture of a shared link', () => {
  const pictureOf = async (id: number, to: Env) => {
    const path = `${at}/l/${id}/card/en.jpg`;
    const first = await request('visitor', 'GET', path, {}, undefined, to);
    return request(
      'visitor',
      'GET',
      new URL(first.headers.get('location') ?? '', 'http://localhost').href.slice('http://localhost'.length),
      {},
      undefined,
      to,
    );
  };
  const store = (over: Partial<R2Bucket>) =>
    environment({
      ...open,
      FILES: new Proxy(env.FILES, {
        get: (bucket, name) => over[name as keyof R2Bucket] ?? (bucket[name as keyof R2Bucket] as () => unknown).bind(bucket),
      }),
    });

  test('is sent where the store cannot keep it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { id } = await listing(scene);
    const put = () => Promise.reject(new Error('the store is away'));
    const answer = await pictureOf(id, store({ put } as Partial<R2Bucket>));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await answer.arrayBuffer();
  });

  test('that was drawn without its photo, since that could not be had, is drawn with it an hour later', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const photo = await taken({ photo: await takenByPhone(env, 640, 480) });
    const { id } = await listing(scene, 'published', { photos: [{ id: photo, alt: '' }] });
    let asked = 0;
    const broken = {
      input: (stream: ReadableStream<Uint8Array>) => {
        asked += 1;
        if (asked === 1) throw Object.assign(new Error('away'), { code: 9523 });
        return env.IMAGES.input(stream);
      },
    } as ImagesBinding;
    const poor = await bytesOf(await pictureOf(id, environment({ ...open, IMAGES: broken })));
    expect(await bytesOf(await pictureOf(id, env))).toEqual(poor);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 });
    const whole = await bytesOf(await pictureOf(id, env));
    expect(whole).not.toEqual(poor);
    expect(await bytesOf(await pictureOf(id, env))).toEqual(whole);
  });
  const bytesOf = async (answer: Response) => {
    expect(answer.status).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
});

describe('what a page costs', () => {
  /** A site that counts calls to markets and questions to the directory. */
  function counted() {
    const asked = { market: 0, directory: 0 };
    const MARKET = new Proxy(env.MARKET, {
      get: (namespace, name) => {
        const own = namespace[name as 'get'];
        if (name !== 'get') return own.bind(namespace);
        return (id: DurableObjectId) => {
          const stub = namespace.get(id) as unknown as Record<string, (...args: unknown[]) => unknown>;
          return new Proxy(stub, { get: (_, role: string) => (person: unknown) => counting(stub[role]?.(person) as object) });
        };
      },
    });
    const counting = (capability: object) =>
      new Proxy(capability, {
        get: (target, method) => {
          const own = target[method as keyof object] as (...args: unknown[]) => unknown;
          if (typeof method === 'symbol') return () => own.call(target);
          return (...args: unknown[]) => {
            asked.market += 1;
            return own(...args);
          };
        },
      });
    const DIRECTORY = new Proxy(env.DIRECTORY, {
      get: (database, name) => {
        if (name === 'prepare') asked.directory += 1;
        return (database[name as 'prepare'] as (...args: never[]) => unknown).bind(database);
      },
    });
    return { to: environment({ ...open, MARKET, DIRECTORY }), asked };
  }

  test.each([
    ['', 1],
    ['/l/new', 1],
    ['/firms', 1],
    ['/search?q=leather', 1],
  ])('%s asks the market %i time and the directory not at all', async (path, calls) => {
    const { to, asked } = counted();
    await (await request('owner', 'GET', `${at}${path}`, {}, undefined, to)).text();
    asked.market = 0;
    asked.directory = 0;
    const answer = await request('owner', 'GET', `${at}${path}`, {}, undefined, to);
    expect([answer.status, asked.market]).toEqual([200, calls]);
    await answer.text();
    expect(asked.directory).toBe(0);
  });

  test('a listing with photos asks the market once, as one without', async () => {
    await shownPhoto(scene);
    const { id } = await listing(scene);
    const { to, asked } = counted();
    for (const one of [id, id - 1]) {
      asked.market = 0;
      await (await request('visitor', 'GET', `${at}/l/${one}`, {}, undefined, to)).text();
      expect(asked.market).toBe(1);
    }
  });
});
