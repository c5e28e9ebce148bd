/** The one thing of EXIF that a picture needs, its orientation: read from a block of others, written into one of its own. */
import { says, viewOf } from './bytes.ts';
import type { Orientation } from './picture.ts';

const orientationTag = 0x0112;
const short = 3;

/** The orientation that a TIFF block (TIFF 6.0, section 2; Exif 2.32, section 4.6.4) tells, 1 when it tells none that is valid. */
export function orientationOf(tiff: Uint8Array): Orientation {
  const little = says(tiff, 0, 'II*\0');
  if (tiff.length < 8 || !(little || says(tiff, 0, 'MM\0*'))) return 1;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const end = Math.min(tiff.length, directory + 2 + 12 * view.getUint16(directory, little));
  for (let at = directory + 2; at + 12 <= end; at += 12) {
    const named = view.getUint16(at, little) === orientationTag && view.getUint16(at + 2, little) === short;
    const value = view.getUint16(at + 8, little);
    if (named && view.getUint32(at + 4, little) === 1 && value >= 1 && value <= 8) return value as Orientation;
  }
  return 1;
}

/** A TIFF block that tells the orientation and nothing else. */
export function onlyOrientation(orientation: Orientation): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = viewOf(tiff);
  tiff.set([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0]);
  view.setUint16(10, orientationTag, true);
  view.setUint16(12, short, true);
  view.setUint32(14, 1, true);
  view.setUint16(18, orientation, true);
  return tiff;
}
