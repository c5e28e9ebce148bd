/** WebP files: which chunks are the picture, and which are left out. */
import { describe, expect, test } from 'vitest';
import { readPhoto, withoutTraces } from '../../../worker/domain/media/photo.ts';
import { big, bytes, little, profile, riffChunk, tiff, webp, withChanged } from './parts.ts';
import { photos } from './samples.ts';

const { webpLossy, webpLossless } = photos;
const size = (file: Uint8Array) => {
  const read = readPhoto(file);
  return read && [read.width, read.height];
};

describe('a WebP', () => {
  const canvas = (flags: number, width = 24, height = 16) =>
    riffChunk('VP8X', little(flags, 4), little(width - 1, 4).slice(0, 3), little(height - 1, 4).slice(0, 3));
  const lossy = webpLossy.subarray(12);
  const lossless = webpLossless.subarray(12);

  test('forgets chunks of others, what is behind its end, and promises of what is gone', () => {
    const planted = [riffChunk('EXIF', 'Exif\0\0', tiff(6)), riffChunk('XMP ', 'Planted'), riffChunk('PLAN', 'Planted')];
    expect(withoutTraces(webp(canvas(0xffffffed), ...planted, lossy, ...planted))).toEqual(webp(canvas(0), lossy));
    expect(withoutTraces(webp(lossy, ...planted))).toEqual(webpLossy);
    expect(withoutTraces(bytes(webpLossless, 'Planted'))).toEqual(webpLossless);
    expect(readPhoto(webp(canvas(8), lossy, planted[0] as Uint8Array))?.orientation).toBe(1);
  });

  test('keeps a colour profile up to 64 kB where it says that it has one', () => {
    const file = webp(canvas(0x20), riffChunk('ICCP', profile(65_536)), lossless);
    expect(withoutTraces(file)).toEqual(file);
    for (const piece of [profile(65_537), profile(131), profile(200).subarray(0, 150), bytes(big(280, 4), 'Planted'.repeat(40).slice(4))])
      expect(withoutTraces(webp(canvas(0x20), riffChunk('ICCP', piece), lossless))).toEqual(webp(canvas(0), lossless));
    expect(withoutTraces(webp(canvas(0), riffChunk('ICCP', profile(200)), lossless))).toEqual(webp(canvas(0), lossless));
  });

  test('of the largest size is read', () => {
    const body = lossless.subarray(8);
    const largest = riffChunk('VP8L', withChanged(body, 1, 0xff, 0xff, 0xff, 0x0f));
    expect(size(webp(largest))).toEqual([16_384, 16_384]);
    expect(size(webp(canvas(0, 16_384, 16_384), largest))).toEqual([16_384, 16_384]);
  });

  test.each([
    ['with another signature', withChanged(webpLossy, 11, 0)],
    ['animated', webp(canvas(2), lossy)],
    ['that is a film and does not say so', webp(canvas(0), riffChunk('ANIM', new Uint8Array(6)), lossy)],
    ['with frames of a film', webp(canvas(0), lossy, riffChunk('ANMF', new Uint8Array(24)))],
    ['with two pictures', webp(canvas(0), lossy, lossy)],
    ['without a picture', webp(canvas(0))],
    ['of another size than its canvas', webp(canvas(0, 25, 16), lossy)],
    ['with its canvas behind', webp(lossy, canvas(0))],
    ['that begins with something else', webp(riffChunk('EXIF', 'Planted'), lossy)],
    ['that begins within a film', webp(riffChunk('VP8 ', withChanged(lossy.subarray(8), 0, (lossy[8] as number) | 1)))],
    ['that is not shown', webp(riffChunk('VP8 ', withChanged(lossy.subarray(8), 0, (lossy[8] as number) & ~0x10)))],
    ['without width', webp(riffChunk('VP8 ', withChanged(lossy.subarray(8), 6, 0, 0)))],
    ['whose first part is longer than it', webp(riffChunk('VP8 ', withChanged(lossy.subarray(8), 2, 0xff)))],
    ['of a later version', webp(riffChunk('VP8L', withChanged(lossless.subarray(8), 4, 0x20)))],
    ['in a file that is a sound', bytes('RIFF', little(webpLossy.length - 8, 4), 'WAVE', lossy)],
  ])('%s is refused', (_, file) => {
    expect(readPhoto(file)).toBeNull();
  });
});
