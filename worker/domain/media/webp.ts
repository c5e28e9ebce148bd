/** Walks through the chunks of a WebP file and keeps those that its picture is made of (WebP Container Specification, RFC 9649). */
import { joined, latin, says, viewOf } from './bytes.ts';
import { isProfile, type Picture } from './picture.ts';

interface Size {
  width: number;
  height: number;
}

const withProfile = 0x20;
const withAlpha = 0x10;
const animated = 0x02;

/**
 * The picture of a WebP file; null when it is none, broken or animated. It shows as stored: browsers do not turn a WebP by its EXIF.
 */
export function webpPicture(bytes: Uint8Array): Picture | null {
  if (bytes.length < 20 || !says(bytes, 0, 'RIFF') || !says(bytes, 8, 'WEBP')) return null;
  const view = viewOf(bytes);
  const stop = 8 + view.getUint32(4, true);
  if (stop > bytes.length) return null;
  let canvas: (Size & { flags: number }) | null = null;
  let profile: Uint8Array | null = null;
  let alpha: Uint8Array | null = null;
  let image: { name: string; body: Uint8Array; size: Size } | null = null;
  for (let at = 12; at < stop; ) {
    if (at + 8 > stop) return null;
    const end = at + 8 + view.getUint32(at + 4, true);
    if (end > stop) return null;
    const body = bytes.subarray(at + 8, end);
    if (says(bytes, at, 'VP8X')) {
      if (at !== 12) return null;
      canvas = canvasOf(body);
      if (!canvas || canvas.flags & animated) return null;
    } else if (says(bytes, at, 'VP8 ') || says(bytes, at, 'VP8L')) {
      const name = says(bytes, at, 'VP8 ') ? 'VP8 ' : 'VP8L';
      const size = name === 'VP8 ' ? lossySize(body) : losslessSize(body);
      // a file of the simple format begins with its picture
      if (image || !size || !(canvas || at === 12)) return null;
      image = { name, body, size };
    } else if (says(bytes, at, 'ANIM') || says(bytes, at, 'ANMF')) {
      return null;
    } else if (at === 12) {
      return null;
    } else if (canvas && !image) {
      if (says(bytes, at, 'ICCP') && canvas.flags & withProfile && isProfile(body)) profile ??= body;
      if (says(bytes, at, 'ALPH') && body.length > 1) alpha ??= body;
    }
    // a chunk of odd length is followed by a byte that fills it up, which some writers leave out at the end
    at = end + (body.length & 1);
  }
  if (!image) return null;
  const { size } = image;
  if (!canvas) return { ...size, orientation: 1, kept: riff([chunk(image.name, image.body)]) };
  if (canvas.width !== size.width || canvas.height !== size.height) return null;
  const chunks = [chunk('VP8X', extended(canvas, (profile ? withProfile : 0) | (canvas.flags & withAlpha)))];
  if (profile) chunks.push(chunk('ICCP', profile));
  if (alpha && image.name === 'VP8 ') chunks.push(chunk('ALPH', alpha));
  return { ...size, orientation: 1, kept: riff([...chunks, chunk(image.name, image.body)]) };
}

/** Section 2.7. */
function canvasOf(body: Uint8Array): (Size & { flags: number }) | null {
  if (body.length !== 10) return null;
  const view = viewOf(body);
  const [width, height] = [(view.getUint32(4, true) & 0xffffff) + 1, (view.getUint32(6, true) >>> 8) + 1];
  return { width, height, flags: body[0] ?? 0 };
}

/** The same canvas with these features alone: nothing is left of those that were dropped, or in reserved bits. */
function extended({ width, height }: Size, flags: number): Uint8Array {
  const body = new Uint8Array(10);
  const view = viewOf(body);
  view.setUint32(4, width - 1, true);
  view.setUint16(7, (height - 1) & 0xffff, true);
  view.setUint8(9, (height - 1) >>> 16);
  view.setUint8(0, flags);
  return body;
}

/** RFC 6386, section 9.1: a key frame that is shown, and whose first partition is there. */
function lossySize(body: Uint8Array): Size | null {
  if (body.length < 10 || !says(body, 3, '\x9d\x01\x2a')) return null;
  const view = viewOf(body);
  const tag = view.getUint32(0, true) & 0xffffff;
  const [width, height] = [view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff];
  const shown = (tag & 1) === 0 && ((tag >> 1) & 7) <= 3 && (tag & 0x10) !== 0;
  return shown && 10 + (tag >> 5) <= body.length && width && height ? { width, height } : null;
}

/** RFC 9649, section 3.4 */
function losslessSize(body: Uint8Array): Size | null {
  if (body.length < 6 || body[0] !== 0x2f) return null;
  const bits = viewOf(body).getUint32(1, true);
  return bits >>> 29 === 0 ? { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 } : null;
}

function chunk(name: string, body: Uint8Array): Uint8Array[] {
  const head = new Uint8Array(8);
  head.set(latin(name));
  viewOf(head).setUint32(4, body.length, true);
  return [head, body, new Uint8Array(body.length & 1)];
}

function riff(chunks: Uint8Array[][]): Uint8Array[] {
  const parts = chunks.flat();
  const head = joined([latin('RIFF'), new Uint8Array(4), latin('WEBP')]);
  viewOf(head).setUint32(
    4,
    parts.reduce((sum, part) => sum + part.length, 4),
    true,
  );
  return [head, ...parts];
}
