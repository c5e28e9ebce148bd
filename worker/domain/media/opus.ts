/** What Opus says about itself: its head, and how long a packet sounds (RFC 6716, section 3; RFC 7845, section 5). */
import { says, viewOf } from './bytes.ts';

/** Samples in a second of an Opus stream, whatever it was recorded at. */
export const samplesPerSecond = 48_000;

/** Frames of 2.5 to 60 ms in samples, by the five bits that configure a packet: four each of speech, hybrid and music modes. */
const frameSamples = (configuration: number): number => {
  if (configuration < 12) return [480, 960, 1920, 2880][configuration & 3] as number;
  return configuration < 16 ? 480 << (configuration & 1) : 120 << (configuration & 3);
};

const longestFrame = 1275;
const longestPacket = 5760;

/** The head of a stream with one or two channels; null when it is none, or of more channels than a voice has. */
export function opusHead(head: Uint8Array): { preSkip: number } | null {
  if (head.length !== 19 || !says(head, 0, 'OpusHead\x01')) return null;
  const [channels, family] = [head[9], head[18]];
  return (channels === 1 || channels === 2) && family === 0 ? { preSkip: viewOf(head).getUint16(10, true) } : null;
}

/** How many samples a packet sounds; 0 when its frames do not fill it as they must (RFC 6716, section 3.4). */
export function packetSamples(packet: Uint8Array): number {
  const [toc = 0, counted = 0] = packet;
  const samples = frameSamples(toc >> 3);
  const length = packet.length;
  switch (toc & 3) {
    case 0:
      return length >= 1 && length - 1 <= longestFrame ? samples : 0;
    case 1:
      return length % 2 === 1 && (length - 1) / 2 <= longestFrame ? 2 * samples : 0;
    case 2: {
      const first = frameLength(packet, 1);
      const rest = first ? length - first.next - first.length : -1;
      return rest >= 0 && rest <= longestFrame ? 2 * samples : 0;
    }
    default: {
      const frames = counted & 0x3f;
      return frames && frames * samples <= longestPacket && manyFit(packet, frames) ? frames * samples : 0;
    }
  }
}

/** A length of one or two bytes before its frame. */
function frameLength(packet: Uint8Array, at: number): { length: number; next: number } | null {
  const [first, second] = [packet[at], packet[at + 1]];
  if (first === undefined || (first >= 252 && second === undefined)) return null;
  return first < 252 ? { length: first, next: at + 1 } : { length: first + 4 * (second ?? 0), next: at + 2 };
}

/** Any number of frames, each of its own length or all of the same, and padding behind them. */
function manyFit(packet: Uint8Array, frames: number): boolean {
  const [ownLengths, padded] = [(packet[1] as number) & 0x80, (packet[1] as number) & 0x40];
  let at = 2;
  let end = packet.length;
  while (padded) {
    const padding = packet[at++];
    if (padding === undefined) return false;
    end -= padding === 255 ? 254 : padding;
    if (padding < 255) break;
  }
  for (let i = 1; ownLengths && i < frames; i++) {
    const frame = frameLength(packet, at);
    if (!frame) return false;
    at = frame.next;
    end -= frame.length;
  }
  const rest = end - at;
  if (rest < 0) return false;
  return ownLengths ? rest <= longestFrame : rest % frames === 0 && rest / frames <= longestFrame;
}
