/** Photos and voice notes of programs: the file is the body, and the document says so. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ListingView } from '../../schema/listing.ts';
import type { Answer, Document } from '../../schema/openapi.ts';
import { emptyDirectory } from '../directory/directory.ts';
import { holds } from '../domain/media/parts.ts';
import { photos, strangers, voices } from '../domain/media/samples.ts';
import { Caller, joinFirm, offer, openCluster, origin, person, program, publishListing, visitor, worker } from '../support/api.ts';
import { blob, drawing, planted } from '../support/files.ts';

let at: string;
let manager: Caller;
let member: Caller;
let buyer: Caller;

beforeAll(async () => {
  await emptyDirectory();
  ({ at, manager } = await openCluster('files-of-programs', '+201001110021'));
  ({ member } = await joinFirm(at, manager, '+201001110022'));
  buyer = await person('+201001110023', 'Basma');
});

type Headers = Record<string, string>;
const call = (by: Caller, method: string, path: string, headers: Headers = {}, body: Blob | null = null) =>
  worker.fetch(`${origin}/api/v1${path}`, { method, headers: { 'accept-language': 'en', ...by.headers, ...headers }, body });

async function send(by: Caller, file: Uint8Array, type: string, headers: Headers = {}) {
  const answer = await call(
    by,
    'POST',
    `${at}/files`,
    { 'idempotency-key': crypto.randomUUID(), 'content-type': type, ...headers },
    blob(file),
  );
  const said = (await answer.json()) as { id: number; code?: string };
  return { status: answer.status, headers: answer.headers, ...said };
}
const sent = async (by: Caller, file: Uint8Array, type: string) => {
  const { status, id } = await send(by, file, type);
  expect(status).toBe(201);
  return id;
};
async function read(by: Caller, id: number, copy = '', headers: Headers = {}) {
  const answer = await call(by, 'GET', `${at}/files/${id}${copy}`, headers);
  return { status: answer.status, headers: answer.headers, file: new Uint8Array(await answer.arrayBuffer()) };
}

describe('a file', () => {
  it('is sent as the body, has an address, and is had by the listing that names it', async () => {
    const { status, headers, id } = await send(member, photos.jpegPhone, 'image/jpeg');
    expect([status, headers.get('location')]).toEqual([201, `/api/v1${at}/files/${id}`]);
    const sound = await sent(member, voices.ogg, 'audio/ogg; codecs=opus');
    expect((await read(visitor, id)).status).toBe(404);

    const listing = await publishListing(at, member, manager, { ...offer, photos: [{ id, alt: 'وجه الجلد' }], voice: sound });
    const seen = (await visitor.get<ListingView>(`${at}/listings/${listing}`)).body;
    expect(seen).toMatchObject({ photo: { id, alt: 'وجه الجلد', width: 16, height: 24 }, photos: [{ id }], voice: { id: sound } });
    const { file, headers: about } = await read(visitor, id);
    expect([about.get('content-type'), about.get('cache-control')]).toEqual(['image/jpeg', 'private, max-age=31536000, immutable']);
    expect([holds(photos.jpegPhone, planted), holds(file, planted)]).toEqual([true, false]);
    expect((await read(visitor, id, '/small')).headers.get('content-type')).toBe('image/webp');
    expect((await read(visitor, sound)).file).toEqual(voices.ogg);
  });

  it('of a voice may be asked with, and is heard by both sides', async () => {
    const id = await publishListing(at, member, manager);
    const voice = await sent(buyer, voices.webm, 'audio/webm');
    expect((await buyer.post(`${at}/listings/${id}/inquiries`, { voice })).status).toBe(201);
    for (const [who, status] of [
      [buyer, 200],
      [member, 200],
      [manager, 404],
      [visitor, 404],
    ] as const)
      expect((await read(who, voice)).status).toBe(status);
    const { status, headers, file } = await read(buyer, voice, '', { range: 'bytes=10-19' });
    expect([status, headers.get('content-range')]).toEqual([206, `bytes 10-19/${voices.webm.length}`]);
    expect(file).toEqual(voices.webm.slice(10, 20));
    const etag = headers.get('etag') ?? '';
    expect((await read(buyer, voice, '', { 'if-none-match': etag })).status).toBe(304);
    expect((await read(buyer, voice, '', { range: `bytes=${voices.webm.length}-` })).status).toBe(416);
    const head = await call(buyer, 'HEAD', `${at}/files/${voice}`);
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(voices.webm.length)]);
  });

  it('is what its bytes say: the type only says whether it is a photo or a voice note', async () => {
    const id = await sent(member, photos.png, 'image/jpeg');
    expect((await read(member, id)).headers.get('content-type')).toBe('image/png');
    expect(await send(member, voices.ogg, 'image/jpeg')).toMatchObject({ status: 422, code: 'no-photo' });
    expect(await send(member, photos.png, 'audio/webm')).toMatchObject({ status: 422, code: 'no-voice' });
    expect(await send(member, strangers.gif, 'image/png')).toMatchObject({ status: 422, code: 'no-photo' });
  });

  it.each(['image/gif', 'image/svg+xml', 'text/html', 'application/json', 'multipart/form-data; boundary=x', ''])(
    'of the type “%s” is not taken',
    async (type) => {
      expect(await send(member, photos.jpeg, type)).toMatchObject({ status: 415, code: 'wrong-type' });
    },
  );

  it('is one, however often it is sent with its key', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const photo = drawing(1700, 300);
    const answers = await Promise.all([1, 2, 3].map(() => send(member, photo, 'image/png', key)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await send(member, drawing(1700, 301), 'image/png', key)).toMatchObject({ status: 422, code: 'key-reused' });
    expect(await send(member, photo, 'image/png', { 'idempotency-key': 'short' })).toMatchObject({ status: 400, code: 'key-missing' });
  });

  it('is too large from fifteen megabytes on', async () => {
    expect(await send(member, new Uint8Array(15 * 1024 * 1024 + 1), 'image/jpeg')).toMatchObject({ status: 413, code: 'too-large' });
    expect(await send(member, new Uint8Array(17 * 1024 * 1024), 'image/jpeg')).toMatchObject({ status: 413, code: 'too-large' });
    expect(await send(member, new Uint8Array(1024 * 1024 + 1), 'audio/ogg')).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('is taken from whoever is signed in, or has a token that writes', async () => {
    const refused = await send(visitor, new Uint8Array(1024 * 1024), 'image/jpeg');
    expect([refused.status, refused.code, refused.headers.get('www-authenticate')]).toEqual([401, 'sign-in-first', 'Bearer']);
    const reader = await program(member, ['read']);
    const writer = await program(member, ['write']);
    expect(await send(reader, photos.jpeg, 'image/jpeg')).toMatchObject({ status: 403, code: 'scope-missing' });
    const { status, id } = await send(writer, photos.jpeg, 'image/jpeg');
    expect(status).toBe(201);
    expect([(await read(reader, id)).status, (await read(writer, id)).status, (await read(buyer, id)).status]).toEqual([200, 403, 404]);
    expect(await send(new Caller({ ...member.headers, origin: 'https://evil.example' }), photos.jpeg, 'image/jpeg')).toMatchObject({
      status: 403,
      code: 'foreign-origin',
    });
  });

  it('of another firm cannot be named', async () => {
    const { member: other } = await joinFirm(at, manager, '+201001110024', { name: 'ورشة أخرى', role: 'workshop' });
    const id = await sent(other, photos.jpeg, 'image/jpeg');
    const answer = await member.post<{ errors: unknown[] }>(`${at}/listings`, { ...offer, photos: [{ id }] });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/photos/0/id', code: 'not-a-choice' }]]);
    const many = await member.post<{ errors: unknown[] }>(`${at}/listings`, { ...offer, photos: Array(7).fill({ id }) });
    expect([many.status, many.body.errors]).toMatchObject([422, [{ pointer: '/photos', code: 'too-many', limit: 6 }]]);
  });
});

describe('the document', () => {
  let document: Document;
  beforeAll(async () => {
    document = (await visitor.get<Document>('/openapi.json')).body;
  });
  const bytes = { schema: { type: 'string', format: 'binary' } };
  const answers = (path: string) => document.paths[`/clusters/{cluster}/files${path}`]?.get?.responses as Record<string, Answer>;

  it('says that a file is the body, of which types, and what it may be refused with', () => {
    const operation = document.paths['/clusters/{cluster}/files']?.post;
    expect(operation?.tags).toEqual(['Files']);
    const types = ['image/jpeg', 'image/png', 'image/webp', 'audio/webm', 'audio/ogg'];
    expect(operation?.requestBody).toEqual({ required: true, content: Object.fromEntries(types.map((type) => [type, bytes])) });
    expect(operation?.responses['201']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/FileId' } } },
    });
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['413', '415', '422', '429', '503']));
    const said = (status: string) => document.components.responses[status]?.description;
    expect(said('413')).toContain('15 MiB');
    for (const code of ['no-photo', 'no-voice', 'photo-too-large']) expect(said('422')).toContain(code);
    expect(said('503')).toContain('store-failed');
  });

  it('says which bytes are answered, and in which parts', () => {
    expect(answers('/{id}')['200']?.content).toMatchObject({ 'image/webp': bytes, 'audio/ogg': bytes });
    expect(answers('/{id}')['206']?.content).toEqual({ 'audio/webm': bytes, 'audio/ogg': bytes });
    expect(Object.keys(answers('/{id}'))).toEqual(expect.arrayContaining(['304', '404', '416']));
    expect(Object.keys(answers('/{id}/small')['200']?.content ?? {})).toEqual(['image/jpeg', 'image/png', 'image/webp']);
  });

  it('has contracts for what is named and what is shown', () => {
    const { PhotoChoice, Photo, Voice, FileId, ListingDraft, ListingView, InquiryView } = document.components.schemas;
    expect(PhotoChoice?.required).toEqual(['id']);
    expect(Object.keys(Photo?.properties ?? {})).toEqual(['id', 'alt', 'width', 'height', 'small']);
    expect(Object.keys(Voice?.properties ?? {})).toEqual(['id', 'milliseconds']);
    expect(Object.keys(FileId?.properties ?? {})).toEqual(['id']);
    expect(ListingDraft?.properties?.photos).toMatchObject({ items: { $ref: '#/components/schemas/PhotoChoice' }, maxItems: 6 });
    expect(ListingView?.properties?.photos?.items).toEqual({ $ref: '#/components/schemas/Photo' });
    expect(JSON.stringify(InquiryView?.properties?.voice)).toContain('#/components/schemas/Voice');
  });

  it('is shown by the page with the types of the bytes', async () => {
    const html = await (await worker.fetch(`${origin}/api`)).text();
    const entry = /<details id="sendFile">.*?<\/details>/s.exec(html)?.[0] ?? '';
    expect(entry).toContain('bytes: image/jpeg, image/png, image/webp, audio/webm, audio/ogg');
    expect(/<details id="readFile">.*?<\/details>/s.exec(html)?.[0]).toContain('bytes: audio/webm, audio/ogg');
  });
});
