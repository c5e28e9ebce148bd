/** What a voice note is by its bytes: Opus, alone in its file, and how long it lasts. */
import { oggVoice } from './ogg.ts';
import { webmVoice } from './webm.ts';

export interface VoiceRead {
  type: 'audio/webm' | 'audio/ogg';
  milliseconds: number;
}

/** How long the sound of a file lasts, in milliseconds, told twice. */
export interface Lasting {
  /** By the file's clock, which is what a player shows. */
  clock: number;
  /** By the packets in it, one behind the other. */
  sound: number;
}

// recorders lose a packet when the phone is busy, and cut the last one; they do not put a minute of sound into a second
const slack = 1000;

/** A voice note in Opus, alone in its file: what it is and how long it lasts; null otherwise. The sound is not decoded. */
export function readVoice(bytes: Uint8Array): VoiceRead | null {
  const webm = webmVoice(bytes);
  const lasting = webm ?? oggVoice(bytes);
  if (!lasting) return null;
  const { clock, sound } = lasting;
  const milliseconds = Math.round(clock);
  // security: a note of an hour must not pass as one of a second
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 1 || sound > clock + slack) return null;
  return { type: webm ? 'audio/webm' : 'audio/ogg', milliseconds };
}
