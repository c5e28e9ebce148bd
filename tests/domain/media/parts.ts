/** Builds pieces of files: segments of JPEG, chunks of PNG and WebP, pages of Ogg, elements of WebM. */
import { crc32 } from 'node:zlib';

type Piece = Uint8Array | number[] | string;

/** Pieces behind each other; text is Latin-1. */
export const bytes = (...pieces: Piece[]): Uint8Array =>
  Uint8Array.from(
    Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Uint8Array.from(piece)))),
  );

/** A file with something put in at a place, or before what stands there. */
export function withInserted(file: Uint8Array, before: number | string | number[], ...pieces: Piece[]): Uint8Array {
  const at = typeof before === 'number' ? before : placeOf(file, before);
  return bytes(file.subarray(0, at), ...pieces, file.subarray(at));
}

export const placeOf = (file: Uint8Array, of: string | number[] | Uint8Array): number =>
  Buffer.from(file).indexOf(Buffer.from(bytes(of)), 0);

export const holds = (file: Uint8Array, what: string | number[] | Uint8Array): boolean => placeOf(file, what) >= 0;

/** A file whose bytes at a place are others. */
export function withChanged(file: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const changed = Uint8Array.from(file);
  changed.set(values, at);
  return changed;
}

export const big = (value: number, length: 2 | 4): number[] => [24, 16, 8, 0].slice(4 - length).map((shift) => (value >>> shift) & 255);
export const little = (value: number, length: 2 | 4): number[] => big(value, length).reverse();

/** The place of the samples as EXIF writes it down: degrees, minutes and hundredths of a second. */
export const latitude = bytes(...[30, 1, 17, 1, 4567, 100].map((value) => little(value, 4)));
export const longitude = bytes(...[31, 1, 44, 1, 1234, 100].map((value) => little(value, 4)));

export function segment(marker: number, ...pieces: Piece[]): Uint8Array {
  const body = bytes(...pieces);
  return bytes([0xff, marker], big(body.length + 2, 2), body);
}

/** EXIF in a JPEG with the orientation as it is given, and a maker. */
export const exifSegment = (orientation: number, type = 3): Uint8Array => segment(0xe1, 'Exif\0\0', tiff(orientation, type));

export const tiff = (orientation: number, type = 3): Uint8Array =>
  bytes(
    'MM\0*',
    big(8, 4),
    big(2, 2),
    [1, 0x0f, 0, 2],
    big(4, 4),
    'Plan',
    [1, 0x12],
    big(type, 2),
    big(1, 4),
    big(orientation, 2),
    [0, 0],
    big(0, 4),
  );

export function pngChunk(name: string, ...pieces: Piece[]): Uint8Array {
  const body = bytes(name, ...pieces);
  return bytes(big(body.length - 4, 4), body, big(crc32(body), 4));
}

export function riffChunk(name: string, ...pieces: Piece[]): Uint8Array {
  const body = bytes(...pieces);
  return bytes(name, little(body.length, 4), body, body.length % 2 ? [0] : []);
}

export function webp(...chunks: Uint8Array[]): Uint8Array {
  const body = bytes('WEBP', ...chunks);
  return bytes('RIFF', little(body.length, 4), body);
}

/** A colour profile of a length, of nothing but its head. */
export function profile(length: number): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(big(length, 4));
  whole.set(bytes('acsp'), 36);
  return whole;
}

export interface PageParts {
  flags?: number;
  granule?: number;
  serial?: number;
  sequence: number;
  /** Lengths of segments; one packet that ends in the page when left out. */
  lacing?: number[];
  body: Uint8Array;
}

/** A page of Ogg with the checksum that it must have. */
export function oggPage({ flags = 0, granule = 0, serial = 7, sequence, lacing, body }: PageParts): Uint8Array {
  const lengths = lacing ?? [...new Array<number>(Math.floor(body.length / 255)).fill(255), body.length % 255];
  const clock = new Uint8Array(8);
  new DataView(clock.buffer).setBigInt64(0, BigInt(granule), true);
  const page = bytes('OggS\0', [flags], clock, little(serial, 4), little(sequence, 4), [0, 0, 0, 0, lengths.length], lengths, body);
  let crc = 0;
  for (const byte of page) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  page.set(little(crc, 4), 22);
  return page;
}

/** An element of WebM; of unknown size when it has no pieces. */
export function element(id: number[], ...pieces: Piece[]): Uint8Array {
  if (!pieces.length) return bytes(id, [0x01, 255, 255, 255, 255, 255, 255, 255]);
  const body = bytes(...pieces);
  return bytes(id, [0x10 | (body.length >>> 24)], big(body.length, 4).slice(1), body);
}

/** The head of a stream of Opus, in Ogg and in WebM. */
export const opusHead = (channels = 1, preSkip = 312, family = 0): Uint8Array =>
  bytes('OpusHead', [1, channels], little(preSkip, 2), little(48_000, 4), [0, 0, family]);
