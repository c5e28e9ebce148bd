/** JPEG files: which segments are the picture, and which are left out. */
import { describe, expect, test } from 'vitest';
import { readPhoto, withoutTraces } from '../../../worker/domain/media/photo.ts';
import { big, bytes, exifSegment, holds, latitude, placeOf, profile, segment, tiff, withChanged, withInserted } from './parts.ts';
import { photos } from './samples.ts';

const { jpeg } = photos;
const inJpeg = (...pieces: Uint8Array[]) => withInserted(jpeg, 2, ...pieces);
const size = (file: Uint8Array) => {
  const read = readPhoto(file);
  return read && [read.width, read.height];
};

describe('a JPEG', () => {
  const film = bytes(big(24, 4), 'ftypmp42', big(0, 4), 'Planted film', latitude);

  test.each([
    ['a comment', segment(0xfe, 'Planted')],
    ['many comments', bytes(...Array.from({ length: 300 }, () => segment(0xfe, 'Planted <script>')))],
    ['XMP', segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', '<x:xmpmeta>Planted')],
    ['longer XMP', segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', 'Planted')],
    ['IPTC', segment(0xed, 'Photoshop 3.0\0', '8BIM', [4, 4], 'Planted')],
    ['EXIF with a thumbnail', segment(0xe1, 'Exif\0\0', tiff(1), jpeg, latitude)],
    ['EXIF that is none', segment(0xe1, 'Exif\0\0', 'Planted')],
    ['a thumbnail of JFXX', segment(0xe0, 'JFXX\0', [0x10], jpeg)],
    ['an index of more pictures', segment(0xe2, 'MPF\0', tiff(1))],
    ['a certificate of its origin', segment(0xeb, 'JP', 'Planted')],
    ['notes of a maker', bytes(segment(0xe4, 'Planted'), segment(0xec, 'Ducky', 'Planted'), segment(0xef, 'Planted'))],
    ['a colour profile that is none', segment(0xe2, 'ICC_PROFILE\0', [1, 1], 'Planted'.repeat(30))],
    ['a colour profile that lacks a part', segment(0xe2, 'ICC_PROFILE\0', [1, 2], profile(200), 'Planted')],
    ['a colour profile with a part twice', bytes(...[1, 1].map((part) => segment(0xe2, 'ICC_PROFILE\0', [part, 2], profile(200))))],
    ['a colour profile with a part too many', bytes(...[1, 2].map((part) => segment(0xe2, 'ICC_PROFILE\0', [part, 1], profile(200))))],
    ['segments with the names of others', bytes(...[0xe3, 0xe4, 0xe5].map((marker) => segment(marker, 'JFIF\0', new Uint8Array(9))))],
    ['EXIF and colours where they do not belong', bytes(segment(0xe3, 'Exif\0\0', tiff(6)), segment(0xe3, 'Adobe', new Uint8Array(7)))],
    ['JFIF and Adobe that are too short', bytes(segment(0xe0, 'JFIF\0', new Uint8Array(8)), segment(0xee, 'Adobe', new Uint8Array(6)))],
    [
      'what calls itself as nothing known',
      bytes(...[0xe0, 0xe1, 0xe2, 0xee].map((marker) => segment(marker, 'Planted', tiff(6), profile(200)))),
    ],
    ['fill bytes', Uint8Array.of(0xff, 0xff, 0xff)],
  ])('forgets %s', (_, piece) => {
    expect(size(inJpeg(piece))).toEqual([24, 16]);
    expect(withoutTraces(inJpeg(piece))).toEqual(jpeg);
  });

  test.each([
    ['a film', film],
    ['a second picture', jpeg],
    ['a page', bytes('<html>Planted<script>1</script>')],
    ['an archive', bytes('PK\x03\x04Planted')],
    ['one byte', Uint8Array.of(0)],
  ])('forgets %s behind its end', (_, piece) => {
    expect(withoutTraces(bytes(jpeg, piece))).toEqual(jpeg);
  });

  test('forgets what stands between its scans', () => {
    const file = photos.jpegProgressive;
    const secondScan = file.lastIndexOf(0xda) - 1;
    const pieces = [segment(0xfe, 'Planted'), exifSegment(6), segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 2])];
    expect(withoutTraces(withInserted(file, secondScan, ...pieces))).toEqual(file);
    expect(readPhoto(withInserted(file, secondScan, ...pieces))?.orientation).toBe(1);
  });

  test('keeps JFIF without its thumbnail, and what says how its colours are meant', () => {
    const jfif = (width: number, height: number, thumbnail: string) =>
      segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, width, height], thumbnail);
    const adobe = segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1]);
    expect(withoutTraces(inJpeg(adobe, jfif(2, 1, 'thumbs')))).toEqual(inJpeg(jfif(0, 0, ''), adobe));
    expect(withoutTraces(inJpeg(segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1], 'Planted')))).toEqual(inJpeg(adobe));
    const later = [segment(0xe0, 'JFIF\0', [1, 2, 0, 0, 9, 0, 9, 0, 0]), segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 2])];
    expect(withoutTraces(inJpeg(jfif(0, 0, ''), adobe, ...later))).toEqual(inJpeg(jfif(0, 0, ''), adobe));
  });

  test('keeps a colour profile in parts, in order, up to 64 kB', () => {
    const parts = (length: number) => {
      const whole = profile(length);
      const half = length >> 1;
      return [whole.subarray(0, half), whole.subarray(half)].map((part, i) => segment(0xe2, 'ICC_PROFILE\0', [i + 1, 2], part));
    };
    expect(withoutTraces(inJpeg(...parts(65_536).reverse()))).toEqual(inJpeg(...parts(65_536)));
    expect(withoutTraces(inJpeg(...parts(65_538)))).toEqual(jpeg);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('of orientation %i is read and kept as it shows', (orientation) => {
    const file = inJpeg(exifSegment(orientation));
    expect(readPhoto(file)).toMatchObject({ orientation, width: orientation < 5 ? 24 : 16, height: orientation < 5 ? 16 : 24 });
    const clean = withoutTraces(file) as Uint8Array;
    expect(readPhoto(clean)).toEqual(readPhoto(file));
    expect(clean.length - jpeg.length).toBe(orientation === 1 ? 0 : 36);
    expect(holds(clean, 'Plan')).toBe(false);
  });

  test('is not turned by an orientation that there is not, and by the first EXIF alone, as in browsers', () => {
    for (const pieces of [[exifSegment(0)], [exifSegment(9)], [exifSegment(6, 4)], [exifSegment(1), exifSegment(6)]])
      expect(readPhoto(inJpeg(...pieces))?.orientation).toBe(1);
    expect(readPhoto(inJpeg(exifSegment(6), exifSegment(1)))?.orientation).toBe(6);
  });

  test('with EXIF that breaks off is not turned', () => {
    const block = tiff(6);
    const entryEnd = 34;
    for (let length = 0; length < block.length; length++) {
      const read = readPhoto(inJpeg(segment(0xe1, 'Exif\0\0', block.subarray(0, length))));
      expect(read?.orientation, `${length} bytes`).toBe(length < entryEnd ? 1 : 6);
    }
    expect(readPhoto(inJpeg(segment(0xe1, 'Exif\0\0', 'MM\0*', big(0xffffffff, 4), block.subarray(8))))?.orientation).toBe(1);
    expect(readPhoto(inJpeg(segment(0xe1, 'Exif\0\0', 'MN\0*', block.subarray(4))))?.orientation).toBe(1);
  });

  const frameAt = placeOf(jpeg, [0xff, 0xc0]);
  const scanAt = placeOf(jpeg, [0xff, 0xda]);
  const tableAt = placeOf(jpeg, [0xff, 0xdb]);
  test.each([
    ['arithmetic', withChanged(jpeg, frameAt + 1, 0xc9)],
    ['lossless', withChanged(jpeg, frameAt + 1, 0xc3)],
    ['hierarchical', withInserted(jpeg, frameAt, segment(0xde, [8, 0, 16, 0, 24, 1, 1, 0x11, 0]))],
    ['twelve bits deep', withChanged(jpeg, frameAt + 4, 12)],
    ['without height', withChanged(jpeg, frameAt + 5, 0, 0)],
    ['without width', withChanged(jpeg, frameAt + 7, 0, 0)],
    ['of two components', withChanged(jpeg, frameAt + 9, 2)],
    ['of two frames', withInserted(jpeg, scanAt, jpeg.subarray(frameAt, scanAt))],
    ['without a scan', bytes(jpeg.subarray(0, scanAt), [0xff, 0xd9])],
    ['with an empty scan', bytes(jpeg.subarray(0, scanAt + 14), [0xff, 0xd9])],
    ['whose scan comes before its frame', bytes(jpeg.subarray(0, tableAt), jpeg.subarray(scanAt, -2), jpeg.subarray(tableAt))],
    ['without its tables', bytes([0xff, 0xd8], jpeg.subarray(frameAt))],
    ['with more in a table than a table', withInserted(jpeg, tableAt, segment(0xdb, [0], new Uint8Array(64), 'Planted'))],
    ['with more in a code table than a code table', withInserted(jpeg, tableAt, segment(0xc4, new Uint8Array(17), 'Planted'))],
    ['with a segment that nothing marks', withInserted(jpeg, tableAt, [0xfe, 0, 2])],
    ['with something between its segments', withInserted(jpeg, tableAt, 'Planted')],
    ['with another head inside', withInserted(jpeg, tableAt, [0xff, 0xd8])],
    ['with a segment shorter than its length', withInserted(jpeg, tableAt, [0xff, 0xfe, 0, 1])],
    ['with a hundred and one scans', withInserted(jpeg, jpeg.length - 2, ...Array.from({ length: 100 }, () => jpeg.subarray(scanAt, -2)))],
  ])('%s is refused', (_, file) => {
    expect(readPhoto(file)).toBeNull();
    expect(withoutTraces(file)).toBeNull();
  });
});

/** A grey picture of 24 by 8 points in three blocks, each between restart markers. */
interface Made {
  tables?: Uint8Array;
  frame?: number[];
  scan?: number[];
  codes?: Uint8Array;
}

const quantisation = (id: number, length = 64) => segment(0xdb, [id], new Uint8Array(length).fill(1));
/** A table whose only code is one bit long. */
const codeTable = (id: number) => segment(0xc4, [id, 1], new Uint8Array(16));
const grey = [1, 1, 0x11, 0];
const whole = [1, 1, 0, 0, 63, 0];

function made({
  tables = quantisation(0),
  frame = grey,
  scan = whole,
  codes = bytes(codeTable(0), codeTable(0x10)),
}: Made = {}): Uint8Array {
  const head = bytes([0xff, 0xd8], tables, segment(0xc0, [8], big(8, 2), big(24, 2), frame), codes, segment(0xdd, big(1, 2)));
  return bytes(head, segment(0xda, scan), [0x3f, 0xff, 0xd0, 0x3f, 0xff, 0xd1, 0x3f], [0xff, 0xd9]);
}

describe('the tables of a JPEG', () => {
  const three = [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const four = [4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
  const both = bytes(quantisation(0), quantisation(1));
  const manyCodes = (codes: number) => segment(0xc4, [0, codes >> 1, codes - (codes >> 1)], new Uint8Array(14), new Uint8Array(codes));

  test.each([
    ['of grey', {}],
    ['of three components', { frame: three, tables: both, scan: [3, 1, 0, 2, 0, 3, 0, 0, 63, 0] }],
    ['of four components', { frame: four, scan: [4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0] }],
    ['sampled up to four times', { frame: [1, 1, 0x44, 0] }],
    ['with the last of the tables', { frame: [1, 1, 0x11, 3], tables: quantisation(3) }],
    ['with a table of sixteen bits', { tables: quantisation(0x10, 128) }],
    ['with two tables in a segment', { frame: [1, 1, 0x11, 1], tables: segment(0xdb, [0], new Uint8Array(64), [1], new Uint8Array(64)) }],
    ['with the last of the code tables', { codes: bytes(codeTable(3), codeTable(0x13)) }],
    ['with all codes that there can be', { codes: manyCodes(256) }],
  ] as [string, Made][])('%s are taken', (_, parts) => {
    const file = made(parts);
    expect(size(file)).toEqual([24, 8]);
    expect(withoutTraces(bytes(file, 'Planted'))).toEqual(file);
  });

  test.each([
    ['of no component', { frame: [0] }],
    ['of fewer components than it says', { frame: [3, ...grey.slice(1)] }],
    ['of more components than it says', { frame: [...grey, 2, 0x11, 0] }],
    ['of two components of one name', { frame: [3, 1, 0x11, 0, 1, 0x11, 0, 3, 0x11, 0] }],
    ['not sampled across', { frame: [1, 1, 0x01, 0] }],
    ['not sampled down', { frame: [1, 1, 0x10, 0] }],
    ['sampled five times across', { frame: [1, 1, 0x51, 0] }],
    ['sampled five times down', { frame: [1, 1, 0x15, 0] }],
    ['with a fifth table', { frame: [1, 1, 0x11, 4], tables: quantisation(4) }],
    ['with a table that is not there', { frame: [1, 1, 0x11, 1] }],
    ['with a table of other bits', { tables: quantisation(0x20, 192) }],
    ['with half a table', { tables: quantisation(0, 32) }],
    ['with no table', { tables: segment(0xdb) }],
    ['with a fifth code table', { codes: codeTable(4) }],
    ['with code tables of another kind', { codes: codeTable(0x20) }],
    ['with more codes than there can be', { codes: manyCodes(257) }],
    ['with half a code table', { codes: segment(0xc4, [0, 1, 0]) }],
    ['with no code table', { codes: segment(0xc4) }],
    ['with a longer restart interval', { codes: segment(0xdd, big(1, 2), 'Planted') }],
    ['with a scan of nothing', { scan: [0, 0, 63, 0] }],
    ['with a scan of a component that is not there', { scan: [1, 2, 0, 0, 63, 0] }],
    ['with a scan of more components than there are', { scan: [2, 1, 0, 1, 0, 0, 63, 0] }],
    ['with a longer scan head', { scan: [...whole, 0x50] }],
    ['with a scan that ends before it begins', { scan: [1, 1, 0, 5, 4, 0] }],
    ['with a scan that ends beyond all', { scan: [1, 1, 0, 0, 64, 0] }],
  ] as [string, Made][])('%s are refused', (_, parts) => {
    expect(readPhoto(made(parts))).toBeNull();
  });

  test('of a hundred scans are taken', () => {
    const scanAt = placeOf(photos.jpeg, [0xff, 0xda]);
    const file = withInserted(photos.jpeg, photos.jpeg.length - 2, ...Array.from({ length: 99 }, () => photos.jpeg.subarray(scanAt, -2)));
    expect(size(file)).toEqual([24, 16]);
  });
});
