/** PNG files: which chunks are the picture, and which are left out. */
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readPhoto, withoutTraces } from '../../../worker/domain/media/photo.ts';
import { big, bytes, latitude, placeOf, pngChunk, profile, tiff, withChanged, withInserted } from './parts.ts';
import { photos } from './samples.ts';

const { png } = photos;
const afterHeader = 33;
const ihdr = png.subarray(8, afterHeader);
const inPng = (...pieces: Uint8Array[]) => withInserted(png, afterHeader, ...pieces);
const size = (file: Uint8Array) => {
  const read = readPhoto(file);
  return read && [read.width, read.height];
};

describe('a PNG', () => {
  const data = png.subarray(placeOf(png, 'IDAT') - 4, -12);
  const end = png.subarray(-12);

  test.each([
    ['a text', pngChunk('tEXt', 'Author\0Planted')],
    ['a compressed text', pngChunk('zTXt', 'Author\0\0', deflateSync('Planted'))],
    ['an international text', pngChunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0Planted')],
    ['EXIF', pngChunk('eXIf', tiff(1), latitude)],
    ['the time', pngChunk('tIME', [7, 232, 1, 1, 1, 1, 1])],
    ['chunks of its own', bytes(pngChunk('prVt', 'Planted'), pngChunk('caBX', 'Planted'))],
    ['a colour profile above 64 kB', pngChunk('iCCP', 'Planted\0\0', new Uint8Array(65_536))],
    ['a colour profile that is none', pngChunk('iCCP', 'Planted')],
    ['a gamma that is none', pngChunk('gAMA', 'Planted')],
    ['transparency that is none', pngChunk('tRNS', 'Planted')],
  ])('forgets %s', (_, piece) => {
    expect(size(inPng(piece))).toEqual([24, 16]);
    expect(withoutTraces(inPng(piece))).toEqual(png);
    expect(withoutTraces(withInserted(png, png.length - 12, piece))).toEqual(png);
  });

  test('forgets what is behind its end, such as the rest of a picture before it was cut', () => {
    expect(withoutTraces(bytes(png, pngChunk('IDAT', 'Planted'), png.subarray(-12)))).toEqual(png);
  });

  test('keeps what its colours depend on, each once', () => {
    const kept = [
      pngChunk('gAMA', big(45_455, 4)),
      pngChunk('cHRM', new Uint8Array(32)),
      pngChunk('sRGB', [0]),
      pngChunk('cICP', [12, 13, 0, 1]),
      pngChunk('pHYs', new Uint8Array(9)),
      pngChunk('tRNS', [0, 1, 0, 2, 0, 3]),
    ];
    const file = bytes(png.subarray(0, afterHeader), ...kept, data, end);
    expect(withoutTraces(file)).toEqual(file);
    expect(withoutTraces(withInserted(file, afterHeader, ...kept))).toEqual(file);
  });

  test('keeps a colour profile under a name that tells nothing', () => {
    const profiles = ['Planted', 'icc'].map((name) => pngChunk('iCCP', name, [0, 0], deflateSync(profile(400)))) as [
      Uint8Array,
      Uint8Array,
    ];
    expect(withoutTraces(inPng(profiles[0]))).toEqual(inPng(profiles[1]));
  });

  test('that is turned stays turned, as browsers turn it', () => {
    const file = inPng(pngChunk('tEXt', 'Author\0Planted'), pngChunk('eXIf', tiff(8)));
    const clean = withoutTraces(file) as Uint8Array;
    expect(readPhoto(file)).toEqual({ type: 'image/png', width: 16, height: 24, orientation: 8 });
    expect(readPhoto(clean)).toEqual(readPhoto(file));
    expect(clean.length - png.length).toBe(38);
    expect(readPhoto(withInserted(png, png.length - 12, pngChunk('eXIf', tiff(8))))?.orientation).toBe(1);
  });

  const header = (...values: number[]) => bytes(png.subarray(0, 8), pngChunk('IHDR', big(24, 4), big(16, 4), values), data, end);
  test.each([
    ['with another signature', withChanged(png, 6, 0)],
    ['animated', inPng(pngChunk('acTL', big(2, 4), big(0, 4)))],
    ['with frames of a film behind the picture', withInserted(png, png.length - 12, pngChunk('fdAT', big(1, 4), 'Planted'))],
    ['without width', bytes(png.subarray(0, 8), pngChunk('IHDR', big(0, 4), big(16, 4), [8, 2, 0, 0, 0]), data, end)],
    ['of a width beyond all', bytes(png.subarray(0, 8), pngChunk('IHDR', big(2 ** 31, 4), big(16, 4), [8, 2, 0, 0, 0]), data, end)],
    ['of a depth that there is not', header(3, 2, 0, 0, 0)],
    ['of colours that there are not', header(8, 5, 0, 0, 0)],
    ['compressed in another way', header(8, 2, 1, 0, 0)],
    ['interlaced in another way', header(8, 2, 0, 0, 2)],
    ['with a palette that it lacks', header(8, 3, 0, 0, 0)],
    ['without a picture', bytes(png.subarray(0, afterHeader), end)],
    ['with two heads', inPng(ihdr)],
    ['with another chunk first', withInserted(png, 8, pngChunk('gAMA', big(45_455, 4)))],
    ['in two runs', withInserted(png, png.length - 12, pngChunk('tEXt', 'a\0b'), data)],
    ['with a palette behind the picture', withInserted(png, png.length - 12, pngChunk('PLTE', [1, 2, 3]))],
    ['with half a colour', inPng(pngChunk('PLTE', [1, 2, 3, 4]))],
    ['with a chunk that none knows and all need', inPng(pngChunk('PLAN', 'Planted'))],
    ['of Apple, for its own phones', withInserted(png, 8, pngChunk('CgBI', [80, 0, 32, 2]))],
    ['with a chunk without a name', inPng(pngChunk('\0\0\0\0', 'Planted'))],
    ['with a checksum that is wrong', withChanged(png, png.length - 13, (png.at(-13) as number) ^ 1)],
    ['with a text whose checksum is wrong', inPng(withChanged(pngChunk('tEXt', 'a\0b'), 13, 0, 0))],
  ])('%s is refused', (_, file) => {
    expect(readPhoto(file)).toBeNull();
  });

  describe('with a palette', () => {
    const paletted = (depth: number, ...pieces: Uint8Array[]) =>
      bytes(png.subarray(0, 8), pngChunk('IHDR', big(24, 4), big(16, 4), [depth, 3, 0, 0, 0]), ...pieces, data, end);
    const palette = (many: number) => pngChunk('PLTE', new Uint8Array(3 * many));

    test.each([
      [1, 1],
      [1, 2],
      [4, 16],
      [8, 256],
    ])('of depth %i may have %i colours', (depth, many) => {
      expect(withoutTraces(paletted(depth, palette(many)))).toEqual(paletted(depth, palette(many)));
    });

    test.each([
      [1, 0],
      [1, 3],
      [4, 17],
      [8, 257],
    ])('of depth %i may not have %i colours', (depth, many) => {
      expect(readPhoto(paletted(depth, palette(many)))).toBeNull();
    });

    test('has one, and it alone', () => {
      expect(readPhoto(paletted(2, palette(2), palette(2)))).toBeNull();
      expect(readPhoto(paletted(2, data, palette(2)))).toBeNull();
      expect(size(inPng(palette(256)))).toEqual([24, 16]);
      const grey = bytes(png.subarray(0, 8), pngChunk('IHDR', big(24, 4), big(16, 4), [8, 0, 0, 0, 0]), palette(2), data, end);
      expect(readPhoto(grey)).toBeNull();
    });

    test('has at most as many transparent colours', () => {
      const transparent = (many: number) => pngChunk('tRNS', new Uint8Array(many));
      for (const many of [1, 2]) {
        const file = paletted(2, palette(2), transparent(many));
        expect(withoutTraces(file)).toEqual(file);
      }
      for (const many of [0, 3]) expect(withoutTraces(paletted(2, palette(2), transparent(many)))).toEqual(paletted(2, palette(2)));
      expect(withoutTraces(paletted(2, transparent(2), palette(2)))).toEqual(paletted(2, palette(2)));
    });
  });

  test('forgets a colour profile without a name, with too long a one, or compressed in another way', () => {
    const rest = deflateSync(profile(400));
    const kept = inPng(pngChunk('iCCP', 'icc', [0, 0], rest));
    expect(withoutTraces(inPng(pngChunk('iCCP', 'P'.repeat(79), [0, 0], rest)))).toEqual(kept);
    for (const [name, method] of [
      ['', 0],
      ['P'.repeat(80), 0],
      ['Planted', 1],
    ] as const)
      expect(withoutTraces(inPng(pngChunk('iCCP', name, [0, method], rest)))).toEqual(png);
  });
});
