/** Photos as strangers send them: what they are, and what is left of them. */
import { describe, expect, test } from 'vitest';
import { readPhoto, withoutTraces } from '../../../worker/domain/media/photo.ts';
import { big, bytes, holds, latitude, little, longitude, riffChunk, segment, tiff, webp, withChanged, withInserted } from './parts.ts';
import { photos, strangers, voices } from './samples.ts';

const { jpeg, png, webpLossy } = photos;
const inJpeg = (...pieces: Uint8Array[]) => withInserted(jpeg, 2, ...pieces);

const tellsNothing = (file: Uint8Array | null) =>
  file !== null && !['Planted', 'xmp', 'XMP', 'Exif', latitude, longitude].some((trace) => holds(file, trace));

describe('a photo', () => {
  test.each(Object.entries(photos))('%s is read by its bytes', (name, file) => {
    const type = `image/${/^[a-z]+/.exec(name)?.[0]}`;
    const turned = name === 'jpegPhone';
    expect(readPhoto(file)).toEqual({ type, width: turned ? 16 : 24, height: turned ? 24 : 16, orientation: turned ? 6 : 1 });
  });

  test.each(Object.entries(photos))('%s ends where it ends: no part of it is a photo', (_, file) => {
    for (let length = 0; length < file.length; length++) expect(readPhoto(file.subarray(0, length))).toBeNull();
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['an animated WebP', strangers.webpAnimated],
    ['a GIF', strangers.gif],
    ['an AVIF', strangers.avif],
    ['a HEIC', bytes(big(24, 4), 'ftypheic', big(0, 4), 'mif1heic')],
    ['a voice', voices.webm],
    ['a drawing in SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"/>')],
    ['a PDF', bytes('%PDF-1.7\n1 0 obj\n')],
    ['a page', bytes('<!DOCTYPE html><script>1</script>')],
    ['a page with a photo in it', bytes('<!DOCTYPE html>', jpeg)],
    ['a PDF with a photo behind its head', bytes('%PDF-1.7\n', png)],
    ['a TIFF', tiff(1)],
    ['a JPEG with another first byte', withChanged(jpeg, 0, 0)],
    ['a WebP with another first byte', withChanged(webpLossy, 0, 0)],
    ['a BMP', bytes('BM', little(70, 4), little(0, 4), little(54, 4))],
  ])('is not %s', (_, file) => {
    expect(readPhoto(file)).toBeNull();
    expect(withoutTraces(file)).toBeNull();
  });

  test('is read where it lies in a larger piece of memory', () => {
    for (const file of Object.values(photos)) {
      const view = bytes([1, 2, 3], file, [4, 5]).subarray(3, 3 + file.length);
      expect(readPhoto(view)).toEqual(readPhoto(file));
      expect(withoutTraces(view)).toEqual(withoutTraces(file));
    }
  });
});

describe('without traces', () => {
  test('the samples tell of a phone, a person and a place', () => {
    for (const file of [photos.jpegPhone, photos.pngText, photos.webpLossyPlace, photos.webpLosslessPlace]) {
      expect(holds(file, 'PlantedMake') && holds(file, 'PlantedArtist')).toBe(true);
      // a PNG has its XMP compressed
      expect(holds(file, 'PlantedXmp') || holds(file, 'zTXt')).toBe(true);
      expect(holds(file, latitude) && holds(file, longitude)).toBe(true);
    }
  });

  test('a plain photo stays what it is, byte for byte', () => {
    for (const name of [
      'jpeg',
      'jpegProgressive',
      'jpegGrey',
      'jpegProfile',
      'png',
      'pngInterlaced',
      'pngPalette',
      'webpLossy',
      'webpLossless',
      'webpAlpha',
      'webpProfile',
    ] as const)
      expect(withoutTraces(photos[name]), name).toEqual(photos[name]);
  });

  test('a JPEG of a phone is the plain one, turned', () => {
    const orientation = bytes('II*\0', little(8, 4), little(1, 2), [0x12, 1, 3, 0], little(1, 4), little(6, 4), little(0, 4));
    expect(withoutTraces(photos.jpegPhone)).toEqual(inJpeg(segment(0xe1, 'Exif\0\0', orientation)));
  });

  test('a PNG with texts is the plain one', () => {
    expect(withoutTraces(photos.pngText)).toEqual(photos.pngPalette);
  });

  test('a WebP keeps its picture and forgets the place', () => {
    for (const [file, canvas] of [
      [photos.webpLossyPlace, 0],
      [photos.webpLosslessPlace, 0x10],
    ] as const) {
      const clean = withoutTraces(file);
      expect(tellsNothing(clean)).toBe(true);
      expect(clean?.[20]).toBe(canvas);
      expect(clean && readPhoto(clean)).toEqual(readPhoto(file));
    }
    const picture = webpLossy.subarray(12);
    expect(withoutTraces(photos.webpLossyPlace)).toEqual(webp(riffChunk('VP8X', [0, 0, 0, 0, 23, 0, 0, 15, 0, 0]), picture));
  });

  test.each(Object.entries(photos))('%s is read as before, and once is as good as twice', (_, file) => {
    const clean = withoutTraces(file) as Uint8Array;
    expect(readPhoto(clean)).toEqual(readPhoto(file));
    expect(withoutTraces(clean)).toEqual(clean);
  });
});
