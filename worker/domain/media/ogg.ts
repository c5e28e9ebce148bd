/** Walks through the pages of an Ogg file with one Opus stream (RFC 3533, section 6; RFC 7845, sections 3 to 5). */
import { joined, says, viewOf } from './bytes.ts';
import { oggCrc } from './checksums.ts';
import { opusHead, packetSamples, samplesPerSecond } from './opus.ts';
import type { Lasting } from './voice.ts';

const continued = 1;
const first = 2;
const last = 4;

interface Page {
  flags: number;
  /** Samples up to the end of the last packet that ends in the page, -1 where none does. */
  granule: number;
  serial: number;
  sequence: number;
  /** The packets of the page, or what of them is in it; the last one is `open` when it goes on in the next page. */
  packets: Uint8Array[];
  open: boolean;
  end: number;
}

/** How long an Ogg file with Opus sounds; null when it is none, broken, or holds another stream beside or behind it. */
export function oggVoice(bytes: Uint8Array): Lasting | null {
  const heads: Uint8Array[] = [];
  let unfinished: Uint8Array[] = [];
  let serial = 0;
  let preSkip = 0;
  let samples = 0;
  let begin = -1;
  let clock = -1;
  let over = false;
  let at = 0;
  for (let sequence = 0; at < bytes.length; sequence++) {
    const page = pageAt(bytes, at);
    if (!page || over || page.sequence !== sequence || (page.flags & first) !== (sequence ? 0 : first)) return null;
    if (sequence === 0) serial = page.serial;
    if (page.serial !== serial || (page.flags & continued) !== (unfinished.length ? continued : 0)) return null;
    at = page.end;
    over = (page.flags & last) !== 0;

    const whole: Uint8Array[] = [];
    for (const [i, packet] of page.packets.entries()) {
      unfinished.push(packet);
      if (page.open && i === page.packets.length - 1) break;
      whole.push(unfinished.length > 1 ? joined(unfinished) : packet);
      unfinished = [];
    }
    if (heads.length < 2) {
      // the head is alone in its page, and sound begins on a page of its own
      if (whole.length > 1 || (whole.length && unfinished.length)) return null;
      heads.push(...whole);
      if (sequence === 0) {
        const head = heads[0] && opusHead(heads[0]);
        if (!head) return null;
        preSkip = head.preSkip;
      }
      if (heads[1] && !says(heads[1], 0, 'OpusTags')) return null;
      continue;
    }

    let inPage = 0;
    for (const packet of whole) {
      const more = packetSamples(packet);
      if (!more) return null;
      inPage += more;
    }
    samples += inPage;
    if (whole.length === 0) {
      if (page.granule !== -1 && !over) return null;
      continue;
    }
    if (page.granule < Math.max(0, clock)) return null;
    // a recording of something that had begun before does not begin at zero
    if (begin < 0) begin = over ? 0 : Math.max(0, page.granule - inPage);
    clock = page.granule;
  }
  if (clock < 0 || unfinished.length) return null;
  const milliseconds = (count: number) => (1000 * count) / samplesPerSecond;
  return { clock: milliseconds(clock - begin - preSkip), sound: milliseconds(samples - preSkip) };
}

function pageAt(bytes: Uint8Array, at: number): Page | null {
  if (at + 27 > bytes.length || !says(bytes, at, 'OggS\0')) return null;
  const segments = bytes[at + 26] as number;
  const body = at + 27 + segments;
  if (body > bytes.length) return null;
  const packets: Uint8Array[] = [];
  let begin = body;
  let end = body;
  let open = false;
  for (let i = at + 27; i < body; i++) {
    const length = bytes[i] as number;
    end += length;
    open = length === 255;
    if (open && i + 1 < body) continue;
    packets.push(bytes.subarray(begin, end));
    begin = end;
  }
  if (end > bytes.length) return null;
  const view = viewOf(bytes);
  // the checksum is made over the page with zeros in its place
  const crc = oggCrc(bytes.subarray(at + 26, end), oggCrc(new Uint8Array(4), oggCrc(bytes.subarray(at, at + 22))));
  if (crc !== view.getUint32(at + 22, true)) return null;
  return {
    flags: bytes[at + 5] as number,
    granule: Number(view.getBigInt64(at + 6, true)),
    serial: view.getUint32(at + 14, true),
    sequence: view.getUint32(at + 18, true),
    packets,
    open,
    end,
  };
}
