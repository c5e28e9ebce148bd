/** What a photo is by its bytes, and the same photo without what tells of the phone, the place or the person. */
import { joined } from './bytes.ts';
import { jpegPicture } from './jpeg.ts';
import type { Orientation, Picture } from './picture.ts';
import { pngPicture } from './png.ts';
import { webpPicture } from './webp.ts';

export interface PhotoRead {
  type: 'image/jpeg' | 'image/png' | 'image/webp';
  /** In pixels, as shown: after the orientation. */
  width: number;
  height: number;
  orientation: Orientation;
}

// each refuses at its first bytes what is not its own
const walks: Record<PhotoRead['type'], (bytes: Uint8Array) => Picture | null> = {
  'image/jpeg': jpegPicture,
  'image/png': pngPicture,
  'image/webp': webpPicture,
};

/**
 * What a photo is, by its bytes; null when it is none, broken, truncated, animated, or of another type.
 * The pixels are not decoded, and bytes behind the end of the picture are no reason to refuse it: `withoutTraces` leaves them out.
 */
export function readPhoto(bytes: Uint8Array): PhotoRead | null {
  return pictureOf(bytes)?.read ?? null;
}

/**
 * The same picture without EXIF, XMP, IPTC, comments, thumbnails, embedded previews and films, and data behind the end.
 * A JPEG or PNG that is turned keeps its orientation, and it alone; a colour profile stays up to 64 kB. Null where `readPhoto` is.
 */
export function withoutTraces(bytes: Uint8Array): Uint8Array | null {
  const picture = pictureOf(bytes)?.picture;
  return picture ? joined(picture.kept) : null;
}

function pictureOf(bytes: Uint8Array): { read: PhotoRead; picture: Picture } | null {
  for (const [type, walk] of Object.entries(walks) as [PhotoRead['type'], (typeof walks)[PhotoRead['type']]][]) {
    const picture = walk(bytes);
    if (!picture) continue;
    const { orientation } = picture;
    const [width, height] = orientation < 5 ? [picture.width, picture.height] : [picture.height, picture.width];
    return { read: { type, width, height, orientation }, picture };
  }
  return null;
}
