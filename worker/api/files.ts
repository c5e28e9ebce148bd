/** Operations on photos and voice notes: sending one ahead of what it belongs to, and fetching it. */
import { createRoute, z } from '@hono/zod-openapi';
import { photoTypes, voiceTypes } from '../../schema/attachment.ts';
import { Id } from '../../schema/ids.ts';
import { sendFile } from '../middleware/downloads.ts';
import { personOf } from '../middleware/signed-in.ts';
import { takePhoto, takeVoice } from '../middleware/uploads.ts';
import { callers, created, creates, InCluster, Keyed, OneOf, otherwise, refuse, room } from './operation.ts';

export const files = room();

const Bytes = z.string().meta({ format: 'binary' });
const bytesOf = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, { schema: Bytes }]));
/** What a file is named by in a listing or an inquiry. */
export const FileId = z.strictObject({ id: Id });

files.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/files',
    operationId: 'sendFile',
    tags: ['Files'],
    summary: 'Send a photo or a voice note',
    description:
      'The body is the file itself: a photo (JPEG, PNG or WebP, at most 15 MB) or a voice note (Opus in WebM or Ogg, at most 60 seconds). What it tells of place and camera is dropped, and a large photo is made smaller. Name its number in a listing or an inquiry; what nothing names is deleted after a week.',
    ...callers('write', 'key'),
    request: { params: InCluster, headers: Keyed, body: { required: true, content: bytesOf([...photoTypes, ...voiceTypes]) } },
    responses: creates(FileId),
  }),
  async (c) => {
    const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const photo = (photoTypes as readonly string[]).includes(type);
    if (!photo && !(voiceTypes as readonly string[]).includes(type)) return refuse(c, { code: 'wrong-type' });
    const blob = await c.req.blob();
    const key = c.req.valid('header')['idempotency-key'];
    const taken = await (photo ? takePhoto(c, personOf(c), { photo: blob, small: null }, key) : takeVoice(c, personOf(c), blob, key));
    const answered = taken.refusal ? taken : { value: { id: taken.value.id } };
    return created(c, answered, ({ id }) => `/clusters/${c.var.cluster.slug}/files/${id}`);
  },
);

const whole = (types: readonly string[]) => ({
  200: { description: 'The bytes', content: bytesOf(types) },
  304: { description: 'What `If-None-Match` names is what there is' },
  ...otherwise,
});
const inParts = {
  206: { description: 'The part of a voice note that `Range` asks for', content: bytesOf(voiceTypes) },
  416: { description: 'The voice note ends before that part' },
};

files.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/files/{id}',
    operationId: 'readFile',
    tags: ['Files'],
    summary: 'A photo or a voice note',
    description: 'For whoever may see what it belongs to. Its bytes never change.',
    ...callers('anyone'),
    request: { params: OneOf },
    responses: { ...whole([...photoTypes, ...voiceTypes]), ...inParts },
  }),
  (c) => sendFile(c, false) as never,
);

files.openapi(
  createRoute({
    method: 'get',
    path: '/clusters/{cluster}/files/{id}/small',
    operationId: 'readSmallPhoto',
    tags: ['Files'],
    summary: 'The small copy of a photo',
    description: 'At most 480 pixels wide and high. A voice note has none.',
    ...callers('anyone'),
    request: { params: OneOf },
    responses: whole(photoTypes),
  }),
  (c) => sendFile(c, true) as never,
);
