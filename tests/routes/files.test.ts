/** Photos and voice notes over HTTP: what is taken in and what is not, what is served and how, and that nothing is lost or told on the way. */
import { beforeAll, describe, expect, test } from 'vitest';
import { smallSide } from '../../schema/attachment.ts';
import { readPhoto, withoutTraces } from '../../worker/domain/media/photo.ts';
import { environment } from '../directory/directory.ts';
import { bytes, holds, oggPage, opusHead } from '../domain/media/parts.ts';
import { photos, strangers, voices } from '../domain/media/samples.ts';
import { claiming, drawing, planted, takenByPhone } from '../support/files.ts';
import { value } from '../support/market.ts';
import { type Actor, env, listing, shownPhoto, voice } from './scene.ts';
import {
  at,
  everything,
  fromOutbox,
  get,
  type Headers,
  newKey,
  newPhoto,
  openForFiles,
  refusedWith,
  request,
  scene,
  send,
  served,
  taken,
} from './sending.ts';

beforeAll(openForFiles);

describe('a photo that is taken in', () => {
  test('and fits is kept as it was sent, without its traces, and served as what it is', async () => {
    for (const [name, sent] of Object.entries({ jpegPhone: photos.jpegPhone, pngText: photos.pngText, webp: photos.webpLossyPlace })) {
      expect(holds(sent, planted), name).toBe(true);
      const { headers, file } = await served(await taken({ photo: sent }));
      expect(file, name).toEqual(withoutTraces(sent));
      expect(holds(file, planted), name).toBe(false);
      expect(headers.get('content-type'), name).toBe(readPhoto(sent)?.type);
      expect(headers.get('x-content-type-options'), name).toBe('nosniff');
      expect(headers.get('content-security-policy'), name).toContain("default-src 'none'");
      expect(headers.get('content-length'), name).toBe(String(file.length));
    }
  });

  test('of 4000 pixels is made smaller, turned upright, and has no traces', async () => {
    const sent = await takenByPhone(env, 4000, 3000);
    expect(holds(sent, planted)).toBe(true);
    const id = await taken({ photo: sent });
    const [large, small] = [await served(id), await served(id, true)];
    for (const { file } of [large, small]) expect(holds(file, planted)).toBe(false);
    expect(readPhoto(large.file)).toEqual({ type: 'image/webp', width: 1200, height: 1600, orientation: 1 });
    expect(readPhoto(small.file)).toEqual({ type: 'image/webp', width: 360, height: smallSide, orientation: 1 });
    const about = await listing(scene, 'published', { photos: [{ id, alt: '' }] });
    const [photo] = (await value(scene.market.visitor(null).listing(about.id))).photos;
    expect(photo).toEqual({ id, alt: '', width: 1200, height: 1600, small: { width: 360, height: 480 } });
  });

  test('has a small copy: the one that the phone made of it, or else one that is made here', async () => {
    const [photo, half, other] = [drawing(400, 300), drawing(200, 150), drawing(150, 200)];
    expect((await served(await taken({ photo, small: half }), true)).file).toEqual(half);
    for (const small of [other, drawing(800, 600), photos.jpeg.slice(0, 40), bytes('<svg/>')]) {
      const { headers, file } = await served(await taken({ photo, small }), true);
      expect(headers.get('content-type')).toBe('image/webp');
      expect(readPhoto(file)).toMatchObject({ width: 400, height: 300 });
    }
    // a copy of one that is made smaller here is made here too
    expect(readPhoto((await served(await taken({ photo: drawing(1700, 800), small: drawing(170, 80) }), true)).file)?.width).toBe(480);
  });

  test('may be of one pixel', async () => {
    expect(readPhoto((await served(await taken({ photo: drawing(1, 1) }))).file)).toMatchObject({ width: 1, height: 1 });
  });

  test('is what its bytes say, whatever its name and its type say', async () => {
    const sent = new FormData();
    sent.append('key', newKey());
    sent.append('photo', new File([photos.png as BlobPart], 'page.html', { type: 'text/html' }));
    const answer = await request('owner', 'POST', `${at}/files`, fromOutbox, sent);
    const { id } = (await answer.json()) as { id: number };
    expect((await served(id)).headers.get('content-type')).toBe('image/png');
  });

  test('leaves behind what hangs on its end', async () => {
    const page = '<script>alert(1)</script>';
    for (const sent of [bytes(photos.jpeg, page), bytes(photos.png, page), bytes(photos.webpLossy, page)]) {
      const answer = await send({ photo: sent });
      if (answer.status === 200) expect(holds((await served(answer.id as number)).file, page)).toBe(false);
      else expect(answer.code).toBe('no-photo');
    }
  });
});

describe('what is no photo', () => {
  const wrong: Record<string, Uint8Array> = {
    'a page': bytes('<!doctype html><script>alert(1)</script>'),
    'a drawing in SVG': bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'a page that begins like a GIF': bytes('GIF89a/*<script>*/=1;'),
    'a GIF': strangers.gif,
    'an AVIF': strangers.avif,
    'a film of WebP': strangers.webpAnimated,
    'a photo that breaks off': photos.jpeg.slice(0, 200),
    'a voice': voices.ogg,
    nothing: bytes('x'),
    'a PNG of 3000 pixels with nothing in it': claiming(3000, 3000),
  };

  test.each(Object.entries(wrong))('is refused, and leaves nothing: %s', async (_, photo) => {
    const before = await everything();
    expect(await refusedWith({ photo })).toEqual([422, 'no-photo']);
    expect(await everything()).toEqual(before);
  });

  test.each([
    [30_000, 30_000],
    [100_001, 1_000],
    [2_147_483_647, 2_147_483_647],
  ])('a PNG that says it has %i by %i pixels is not drawn', async (width, height) => {
    const before = await everything();
    const [status, code] = await refusedWith({ photo: claiming(width, height) });
    expect(status).toBe(422);
    expect(['photo-too-large', 'no-photo']).toContain(code);
    if (width < 1e6) expect(code).toBe('photo-too-large');
    expect(await everything()).toEqual(before);
  });

  test('a form without a file has no photo', async () => {
    expect(await refusedWith({})).toEqual([422, 'no-photo']);
    expect(await refusedWith({ photo: new Uint8Array() })).toEqual([422, 'no-photo']);
    expect(await refusedWith({ photos: photos.jpeg })).toEqual([422, 'no-photo']);
  });

  test('more than fifteen megabytes are too many, also of a body that does not say how long it is', async () => {
    const before = await everything();
    const mega = 1024 * 1024;
    expect(await refusedWith({ photo: bytes(photos.jpeg, new Uint8Array(15 * mega)) })).toEqual([413, 'too-large']);
    expect(await refusedWith({ photo: new Uint8Array(17 * mega) })).toEqual([413, 'too-large']);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (to) => (sent++ < 40 ? to.enqueue(new Uint8Array(mega)) : to.close()),
    });
    const headers = { ...fromOutbox, 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await request('owner', 'POST', `${at}/files`, headers, endless);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'too-large']);
    // it is not read to its end
    expect(sent).toBeLessThan(25);
    expect(await everything()).toEqual(before);
  });
});

describe('a voice note', () => {
  /** Ogg Opus that lasts so many seconds, of silence in one packet each 60 ms. */
  function speaking(seconds: number, each = 60): Uint8Array {
    const packets = Math.round((seconds * 1000) / each);
    const pages = [
      oggPage({ flags: 2, sequence: 0, body: opusHead() }),
      oggPage({ sequence: 1, body: bytes('OpusTags', new Array(8).fill(0)) }),
    ];
    for (let from = 0; from < packets; from += 200) {
      const count = Math.min(200, packets - from);
      const body = bytes(...new Array<number[]>(count).fill([0x18, 0]));
      const granule = (from + count) * each * 48 + 312;
      pages.push(
        oggPage({
          flags: from + count === packets ? 4 : 0,
          granule,
          sequence: pages.length,
          lacing: new Array<number>(count).fill(2),
          body,
        }),
      );
    }
    return bytes(...pages);
  }

  test('of WebM or Ogg is kept as it is, and has no small copy', async () => {
    for (const [type, sound] of [
      ['audio/webm', voices.webm],
      ['audio/webm', voices.webmPieces],
      ['audio/ogg', voices.ogg],
    ] as const) {
      const id = await taken({ voice: sound });
      const { headers, file } = await served(id);
      expect([headers.get('content-type'), headers.get('accept-ranges')]).toEqual([type, 'bytes']);
      expect(file).toEqual(sound);
      expect((await get('owner', `${at}/files/${id}/small`)).status).toBe(404);
    }
  });

  test('of a minute is taken, and one of longer is not', async () => {
    await taken({ voice: speaking(60) });
    expect(await refusedWith({ voice: speaking(62) })).toEqual([422, 'no-voice']);
    expect(await refusedWith({ voice: speaking(3_600) })).toEqual([422, 'no-voice']);
  });

  test.each(
    Object.entries({
      'a film': voices.webmFilm,
      'a page': bytes('<!doctype html>'),
      'a photo': photos.jpeg,
      'half a voice': voices.ogg.slice(0, 60),
    }),
  )('is not %s', async (_, sound) => {
    const before = await everything();
    expect(await refusedWith({ voice: sound })).toEqual([422, 'no-voice']);
    expect(await everything()).toEqual(before);
  });

  test('of more than a megabyte is too large', async () => {
    expect(await refusedWith({ voice: bytes(voices.ogg, new Uint8Array(1024 * 1024)) })).toEqual([413, 'too-large']);
  });
});

describe('parts of a voice note', () => {
  let path: string;
  const part = async (range: string, headers: Headers = {}) => {
    const answer = await get('owner', path, { range, ...headers });
    return { status: answer.status, said: answer.headers.get('content-range'), file: new Uint8Array(await answer.arrayBuffer()) };
  };
  const size = voices.ogg.length;
  beforeAll(async () => {
    path = `${at}/files/${await taken({ voice: voices.ogg })}`;
  });

  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=100-', 100, size],
    ['bytes=-50', size - 50, size],
    ['bytes=10-999999', 10, size],
    ['bytes=-999999', 0, size],
  ])('%s is one', async (range, from, to) => {
    expect(await part(range)).toEqual({ status: 206, said: `bytes ${from}-${to - 1}/${size}`, file: voices.ogg.slice(from, to) });
  });

  test.each([`bytes=${size}-`, 'bytes=999999-', 'bytes=-0'])('%s is none', async (range) => {
    expect(await part(range)).toEqual({ status: 416, said: `bytes */${size}`, file: new Uint8Array() });
  });

  test.each(['bytes=0-1,5-6', 'bytes=9-0', 'lines=1-2', 'bytes=x'])('%s is the whole', async (range) => {
    expect(await part(range)).toEqual({ status: 200, said: null, file: voices.ogg });
  });

  test('are given only of what the player has begun with', async () => {
    const etag = (await get('owner', path)).headers.get('etag') ?? '';
    expect((await part('bytes=0-9', { 'if-range': etag })).status).toBe(206);
    expect((await part('bytes=0-9', { 'if-range': '"another"' })).status).toBe(200);
  });

  test('are not given of a photo, which is fetched whole', async () => {
    const id = await taken({ photo: photos.jpeg });
    const answer = await get('owner', `${at}/files/${id}`, { range: 'bytes=0-9' });
    expect([answer.status, answer.headers.get('accept-ranges'), (await answer.arrayBuffer()).byteLength]).toEqual([
      200,
      null,
      photos.jpeg.length,
    ]);
  });
});

describe('what a phone has already', () => {
  test.each(['', '/small'])('is not sent again%s', async (copy) => {
    const path = `${at}/files/${await shownPhoto(scene)}${copy}`;
    const first = await get('visitor', path);
    const etag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await get('visitor', path, { 'if-none-match': known });
      expect([again.status, again.headers.get('etag'), (await again.text()).length]).toEqual([304, etag, 0]);
    }
    const other = await get('visitor', path, { 'if-none-match': '"x"' });
    expect([other.status, (await other.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
  });

  test('is asked for each time where it is not for everyone, and once a day where it is', async () => {
    const caching = async (actor: Actor, id: number) => (await served(id, false, actor)).headers.get('cache-control');
    expect(await caching('visitor', await shownPhoto(scene))).toBe('private, max-age=31536000, immutable');
    expect(await caching('member', await shownPhoto(scene, { visibility: 'cluster' }))).toBe('private, no-cache');
    expect(await caching('owner', await voice(scene))).toBe('private, no-cache');
    expect(await caching('owner', await taken({ photo: photos.jpeg }))).toBe('private, no-cache');
  });

  test('brings a new cookie only where nobody on the way keeps it', async () => {
    // what a browser keeps when the short-lived one of its two cookies is over
    const cookie = scene.cookies.owner
      .split('; ')
      .filter((pair) => !pair.includes('session_data'))
      .join('; ');
    const cookies = async (path: string) => (await get('visitor', path, { cookie })).headers.getSetCookie().length;
    expect(await cookies(`${at}/files/${await taken({ photo: photos.jpeg })}`)).toBeGreaterThan(0);
    expect(await cookies(`${at}/files/${await shownPhoto(scene)}`)).toBeGreaterThan(0);
    expect(await cookies('/api/v1/openapi.json')).toBe(0);
  });

  test('is not confirmed to one who may not see it', async () => {
    const path = `${at}/files/${await shownPhoto(scene, { visibility: 'cluster' })}`;
    const etag = (await get('member', path)).headers.get('etag') ?? '';
    for (const actor of ['visitor', 'buyer', 'foreigner', 'suspended'] as const) {
      const answer = await get(actor, path, { 'if-none-match': etag });
      expect([answer.status, answer.headers.get('etag')], actor).toEqual([404, null]);
    }
  });

  test('is told of by HEAD without its bytes', async () => {
    const path = `${at}/files/${await taken({ voice: voices.ogg })}`;
    const [head, whole] = [await request('owner', 'HEAD', path, { range: 'bytes=0-9' }), await get('owner', path)];
    await whole.arrayBuffer();
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'accept-ranges'])
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    expect((await request('visitor', 'HEAD', path)).status).toBe(404);
    expect((await request('owner', 'HEAD', `${at}/files/999999`)).status).toBe(404);
  });

  test('of which the bytes are gone is not found', async () => {
    const id = await taken({ photo: newPhoto() });
    const { name } = await value(scene.market.visitor(scene.people.owner).file(id));
    await env.FILES.delete([`${scene.slug}/${name}`, `${scene.slug}/${name}-small`]);
    for (const method of ['GET', 'HEAD']) expect((await request('owner', method, `${at}/files/${id}`)).status).toBe(404);
  });
});

describe('sending again', () => {
  test('with the same key is the same file, and its bytes are there', async () => {
    for (const files of [{ photo: photos.jpegPhone }, { photo: drawing(2000, 900) }, { voice: voices.ogg }] as Record<
      string,
      Uint8Array
    >[]) {
      const key = newKey();
      const ids = [await taken(files, { key }), ...(await Promise.all([taken(files, { key }), taken(files, { key })]))];
      expect(new Set(ids).size).toBe(1);
      expect((await served(ids[0] as number)).file.length).toBeGreaterThan(0);
    }
  });

  test('with the same key and another file is refused, and changes nothing', async () => {
    const key = newKey();
    const id = await taken({ photo: newPhoto() }, { key });
    const before = [await everything(), await served(id)] as const;
    expect(await refusedWith({ photo: newPhoto() }, { key })).toEqual([422, 'key-reused']);
    expect(await refusedWith({ voice: voices.ogg }, { key })).toEqual([422, 'key-reused']);
    expect([await everything(), (await served(id)).file]).toEqual([before[0], before[1].file]);
  });

  test('brings the bytes that the store did not take the first time', async () => {
    let puts = 0;
    const down = environment({
      FILES: { put: () => Promise.reject(new Error(`down ${++puts}`)) } as unknown as R2Bucket,
    });
    const [key, photo] = [newKey(), newPhoto()];
    expect(await refusedWith({ photo }, { key, to: down })).toEqual([503, 'store-failed']);
    expect(puts).toBeGreaterThan(0);
    const id = await taken({ photo }, { key });
    expect((await served(id)).file).toEqual(photo);
    expect(readPhoto((await served(id, true)).file)).not.toBeNull();
  });

  test('brings what was half kept', async () => {
    let puts = 0;
    const put = (name: string, file: Uint8Array) => (puts++ === 0 ? env.FILES.put(name, file) : Promise.reject(new Error('down')));
    const [key, photo] = [newKey(), newPhoto()];
    expect(await refusedWith({ photo }, { key, to: environment({ FILES: { put } as unknown as R2Bucket }) })).toEqual([
      503,
      'store-failed',
    ]);
    const id = await taken({ photo }, { key });
    expect(readPhoto((await served(id, true)).file)).not.toBeNull();
  });

  test('is worth it when a photo could not be made smaller, for what makes them smaller was not there', async () => {
    const failing = (error: Error) => ({ transform: () => ({ output: () => Promise.reject(error) }) });
    const [key, photo] = [newKey(), newPhoto()];
    const before = await everything();
    const used = Object.assign(new Error('usage limit'), { code: 9422 });
    for (const error of [new Error('network'), used]) {
      const images = { input: () => failing(error) } as unknown as ImagesBinding;
      expect(await refusedWith({ photo }, { key, to: environment({ IMAGES: images }) })).toEqual([503, 'store-failed']);
    }
    expect(await everything()).toEqual(before);
    await taken({ photo }, { key });
  });
});

describe('whoever may not', () => {
  test('sends nothing: visitors, suspended members, pages of others, and who signed in later on the same phone', async () => {
    const photo = newPhoto();
    const before = await everything();
    expect(await refusedWith({ photo }, { actor: 'visitor' })).toEqual([401, 'sign-in-first']);
    expect(await refusedWith({ photo: new Uint8Array(20 * 1024 * 1024) }, { actor: 'visitor' })).toEqual([401, 'sign-in-first']);
    expect(await refusedWith({ photo }, { actor: 'suspended' })).toEqual([403, 'suspended']);
    expect(await refusedWith({ photo }, { headers: { ...fromOutbox, origin: 'https://evil.example' } })).toEqual([403, 'foreign-origin']);
    expect(await refusedWith({ photo }, { headers: { ...fromOutbox, 'x-person': scene.people.member.id } })).toEqual([
      401,
      'sign-in-first',
    ]);
    expect(await everything()).toEqual(before);
    await taken({ photo }, { headers: { ...fromOutbox, 'x-person': scene.people.owner.id } });
  });

  test('reads nothing of another cluster under its address', async () => {
    const id = await shownPhoto(scene);
    expect((await get('visitor', `/c/elsewhere/files/${id}`)).status).toBe(404);
    const name = (await value(scene.market.visitor(null).file(id))).name;
    for (const path of [name, `${id}-small`, `../robbiki/${name}`, `${id}%2Fsmall`, `0${id}`])
      expect((await get('visitor', `/c/elsewhere/files/${path}`)).status, path).toBe(404);
  });
});
