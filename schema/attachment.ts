/** What is attached to a listing or an inquiry: photos, and a voice note. */
import { z } from 'zod';
import { Id, words } from './ids.ts';

/** Photos of one listing. */
export const mostPhotos = 6;

/** Longest side of a photo as it is kept, and of its small copy, in pixels. */
export const photoSide = 1600;
export const smallSide = 480;

/** Bytes of a photo and of a voice note as they are sent; a photo that a phone did not make smaller itself is made smaller here. */
export const largestPhoto = 15 * 1024 * 1024;
export const largestVoice = 1024 * 1024;

/** Milliseconds of a voice note; a little more than a minute, since a recorder does not stop to the millisecond. */
export const longestVoice = 61_000;

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const voiceTypes = ['audio/webm', 'audio/ogg'] as const;

/** A photo that was sent before, chosen for a listing; `alt` says what is to be seen, for those who do not see it. */
export const PhotoChoice = z.strictObject({ id: Id, alt: words(0, 200).default('') });
export type PhotoChoice = z.infer<typeof PhotoChoice>;

/** In order; the first is the one that lists show. */
export const PhotoChoices = z.array(PhotoChoice).max(mostPhotos);

const Pixels = z.number().int().min(1);

/** A photo as readers get it: `/c/{cluster}/files/{id}`, and `/c/{cluster}/files/{id}/small`; sizes in pixels. */
export const Photo = z.strictObject({
  id: Id,
  alt: z.string(),
  width: Pixels,
  height: Pixels,
  small: z.strictObject({ width: Pixels, height: Pixels }),
});
export type Photo = z.infer<typeof Photo>;

/** A voice note: `/c/{cluster}/files/{id}`. */
export const Voice = z.strictObject({ id: Id, milliseconds: z.number().int().min(1) });
export type Voice = z.infer<typeof Voice>;

/** What the market keeps of a file that was read and found good; the bytes are kept beside it. `hash` is of what was sent. */
export type FileFacts =
  | { kind: 'photo'; type: (typeof photoTypes)[number]; bytes: number; width: number; height: number; small: SmallFacts; hash: string }
  | { kind: 'voice'; type: (typeof voiceTypes)[number]; bytes: number; milliseconds: number; hash: string };
export interface SmallFacts {
  type: (typeof photoTypes)[number];
  width: number;
  height: number;
}

/** A file that was taken in: what a listing or an inquiry names it by, and the name of its bytes. */
export interface FileTaken {
  id: number;
  /** Names its bytes; not to be guessed. */
  name: string;
}

/** What a reader may fetch: where its bytes are, how many, and whether everyone may see it. A voice note has no small copy. */
export interface FileShown {
  name: string;
  type: string;
  smallType: string | null;
  bytes: number;
  open: boolean;
}
