/** What the three kinds of photo files have in common once they were walked through. */
import { says, viewOf } from './bytes.ts';

/** How a picture is turned for showing, as in EXIF: 1 is as stored, from 5 on width and height change places. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A picture that stood the walk through its file. */
export interface Picture {
  /** As stored, before the orientation. */
  width: number;
  height: number;
  orientation: Orientation;
  /** The file written anew from what the picture is made of: views of the old bytes, and what replaces the rest. */
  kept: Uint8Array[];
}

/** The largest colour profile that stays: those of phones and browsers have 0.5 to 4 kB, those of printers up to megabytes. */
export const largestProfile = 65_536;

/**
 * Whether these bytes are a colour profile, by its length and signature (ICC.1:2022, section 7.2).
 * What else calls itself one is dropped.
 */
export function isProfile(profile: Uint8Array): boolean {
  if (profile.length < 132 || profile.length > largestProfile) return false;
  return viewOf(profile).getUint32(0) === profile.length && says(profile, 36, 'acsp');
}
