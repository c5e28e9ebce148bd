/** Whatever bytes arrive: they are read or refused, in time that grows with their number and no faster. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhoto, withoutTraces } from '../../../worker/domain/media/photo.ts';
import { readVoice } from '../../../worker/domain/media/voice.ts';
import { big, bytes, element, little, oggPage, opusHead, placeOf, pngChunk, segment, withChanged } from './parts.ts';
import { photos, strangers, voices } from './samples.ts';

const samples = { ...photos, ...strangers, ...voices };
const files = Object.values(samples);

/** What is true of every answer about a file; a throw fails the test. */
function expectSound(file: Uint8Array): void {
  const photo = readPhoto(file);
  const clean = withoutTraces(file);
  const voice = readVoice(file);
  if (voice && !(Number.isSafeInteger(voice.milliseconds) && voice.milliseconds > 0 && !photo)) expect(voice).toBeNull();
  if (!photo || !clean) {
    expect([photo, clean]).toEqual([null, null]);
    return;
  }
  // the matchers are slow on bytes
  if (!same(withoutTraces(clean), clean)) expect(withoutTraces(clean)).toEqual(clean);
  expect(readPhoto(clean)).toEqual(photo);
  expect(photo.width > 0 && photo.height > 0).toBe(true);
}

const same = (one: Uint8Array | null, other: Uint8Array) => one !== null && Buffer.compare(one, other) === 0;

describe('any bytes', () => {
  test('are read or refused', () => {
    const beginnings = fc
      .constantFrom(new Uint8Array(), ...files)
      .chain((file) => fc.nat(file.length).map((length) => file.subarray(0, length)));
    const rest = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.constantFrom(0, 1, 0x80, 0xc0, 0xd8, 0xd9, 0xda, 0xfe, 0xff), { maxLength: 400 }),
    );
    fc.assert(
      fc.property(beginnings, rest, (beginning, behind) => expectSound(bytes(beginning, [...behind]))),
      { numRuns: 1500 },
    );
  });

  test('that were a file before pieces of it were lost, doubled or mixed with another are read or refused', () => {
    const piece = fc
      .constantFrom(...files)
      .chain((file) =>
        fc.tuple(fc.nat(file.length), fc.nat(file.length)).map(([from, to]) => file.subarray(Math.min(from, to), Math.max(from, to))),
      );
    const edit = fc.tuple(fc.constantFrom(...files), fc.nat(3000), fc.nat(40), piece).map(([file, place, lost, more]) => {
      const at = place % file.length;
      return bytes(file.subarray(0, at), more, file.subarray(at + lost));
    });
    fc.assert(fc.property(edit, expectSound), { numRuns: 1500 });
  });

  test.each(Object.entries(samples))('that were %s before one of them changed are read or refused', (name, file) => {
    for (let at = 0; at < file.length; at++)
      for (const mask of [1, 0x10, 0x80, 0xff]) {
        const changed = withChanged(file, at, (file[at] as number) ^ mask);
        expectSound(changed);
        // whatever changes in these breaks a checksum, but for the letters before them
        if (name.startsWith('png') || name === 'ogg') expect(readPhoto(changed) ?? readVoice(changed)).toBeNull();
      }
  });
});

describe('a file made to take long', () => {
  const length = 1_000_000;
  /** A beginning, then the same piece up to a million bytes. */
  const filled = (beginning: Uint8Array, piece: Uint8Array) => {
    const file = bytes(beginning, new Uint8Array(length));
    for (let at = beginning.length; at + piece.length <= file.length; at += piece.length) file.set(piece, at);
    return file;
  };
  const { jpeg, png, webpLossy } = photos;
  const scan = jpeg.subarray(0, placeOf(jpeg, [0xff, 0xda]) + 14);
  const soi = jpeg.subarray(0, 2);
  const webm = voices.webmPieces.subarray(0, placeOf(voices.webmPieces, [0x1f, 0x43, 0xb6, 0x75]));
  const block = element([0xa3], [0x81, 0, 0, 0x80, 8]);
  const clusterId = [0x1f, 0x43, 0xb6, 0x75];
  const ogg = oggPage({ flags: 2, sequence: 0, body: opusHead() });

  test.each([
    ['fill bytes', filled(soi, Uint8Array.of(0xff))],
    ['empty segments', filled(soi, segment(0xfe))],
    ['parts of a colour profile', filled(soi, segment(0xe2, 'ICC_PROFILE\0', [1, 255]))],
    ['restart markers', filled(scan, Uint8Array.of(0xff, 0xd0))],
    ['bytes that look like markers', filled(scan, Uint8Array.of(0xff, 0))],
    ['many scans', filled(scan, bytes([1], jpeg.subarray(placeOf(jpeg, [0xff, 0xda]), -2)))],
    ['many small pieces of a PNG', filled(png.subarray(0, 33), pngChunk('IDAT'))],
    ['many small texts of a PNG', filled(png.subarray(0, 33), pngChunk('tEXt'))],
    ['many small chunks of a WebP', withChanged(filled(webpLossy, bytes('PLAN', [0, 0, 0, 0])), 4, ...little(length, 4))],
    ['empty elements', filled(webm, Uint8Array.of(0xec, 0x80))],
    ['clusters without end', filled(webm, bytes(element(clusterId), element([0xe7], [0])))],
    ['clusters in clusters', filled(webm, bytes(element(clusterId), [0xec, 0x80]))],
    ['blocks of nothing', filled(bytes(webm, element(clusterId), element([0xe7], [0])), block)],
    [
      'tracks of nothing',
      bytes(
        webm.subarray(0, placeOf(webm, [0x15, 0x49])),
        element([0x16, 0x54, 0xae, 0x6b], filled(new Uint8Array(), Uint8Array.of(0xec, 0x80))),
      ),
    ],
    [
      'comments that never end',
      bytes(
        ogg,
        ...Array.from({ length: 3000 }, (_, i) =>
          oggPage({ flags: i ? 1 : 0, sequence: i + 1, granule: -1, lacing: [255], body: new Uint8Array(255) }),
        ),
      ),
    ],
    ['zeros', new Uint8Array(length)],
    ['a segment of all lengths', bytes(soi, [0xff, 0xe1], big(65_535, 2), new Uint8Array(length))],
  ])('of %s is done with in seconds', (_, file) => {
    const begin = performance.now();
    expectSound(file);
    // some tens of milliseconds; with time that grows as the square of the length it would be minutes
    expect(performance.now() - begin).toBeLessThan(4000);
  });
});
