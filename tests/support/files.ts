/** Files as people and enemies send them, larger and stranger than the samples of tests/domain/media. */
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import type { Env } from '../../worker/env.ts';
import { big, bytes, pngChunk, withInserted } from '../domain/media/parts.ts';
import { photos } from '../domain/media/samples.ts';

/** A PNG of grey stripes; each `shade` is another photo. */
export function drawing(width: number, height: number, shade = 7): Uint8Array {
  const row = Uint8Array.from({ length: 1 + Math.ceil(width / 8) }, (_, i) => (i === 0 ? 0 : (i * shade) & 255));
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return png(width, height, deflateSync(rows));
}

/** A PNG that says it is as large, and has nothing of it. */
export const claiming = (width: number, height: number): Uint8Array => png(width, height, deflateSync(new Uint8Array(9)));

function png(width: number, height: number, packed: Uint8Array): Uint8Array {
  const head = pngChunk('IHDR', big(width, 4), big(height, 4), [1, 0, 0, 0, 0]);
  return bytes('\x89PNG\r\n\x1a\n', head, pngChunk('IDAT', packed), pngChunk('IEND'));
}

/** What a camera writes into its photos, and what stands in it. */
export const planted = 'Planted';
const startOfPicture = 2;

/** A JPEG as a phone takes it: turned by a quarter, with place, phone and name in it. */
export async function takenByPhone(env: Env, width: number, height: number): Promise<Uint8Array> {
  const plain = new Response(drawing(width, height) as BodyInit).body as ReadableStream<Uint8Array>;
  const made = await env.IMAGES.input(plain).output({ format: 'image/jpeg' });
  const jpeg = new Uint8Array(await made.response().arrayBuffer());
  return withInserted(jpeg, startOfPicture, exifOf(photos.jpegPhone));
}

/** The segment with EXIF of a JPEG. */
function exifOf(jpeg: Uint8Array): Uint8Array {
  const at = Buffer.from(jpeg).indexOf('Exif\0\0') - 4;
  return jpeg.subarray(at, at + 2 + Buffer.from(jpeg).readUInt16BE(at + 2));
}

export const blob = (file: Uint8Array, type = ''): Blob => new Blob([file as BlobPart], { type });
