/** Walks through a WebM file with one Opus track, as recorders of browsers write it (RFC 8794; RFC 9559; WebM Container Guidelines). */
import { viewOf } from './bytes.ts';
import { opusHead, packetSamples, samplesPerSecond } from './opus.ts';
import type { Lasting } from './voice.ts';

const ebml = 0x1a45dfa3;
const docType = 0x4282;
const docTypeReadVersion = 0x4285;
const longestId = 0x42f2;
const longestSize = 0x42f3;
const segment = 0x18538067;
const seekHead = 0x114d9b74;
const info = 0x1549a966;
const timestampScale = 0x2ad7b1;
const duration = 0x4489;
const tracks = 0x1654ae6b;
const trackEntry = 0xae;
const trackNumber = 0xd7;
const trackType = 0x83;
const codecId = 0x86;
const codecPrivate = 0x63a2;
const video = 0xe0;
const contentEncodings = 0x6d80;
const trackOperation = 0xe2;
const cluster = 0x1f43b675;
const timestamp = 0xe7;
const simpleBlock = 0xa3;
const blockGroup = 0xa0;
const block = 0xa1;
const cues = 0x1c53bb6b;
const tags = 0x1254c367;
const nothing = 0xec;
const checksum = 0xbf;

/** What may stand in a segment; not attached files or chapters. */
const parts = new Set([seekHead, info, tracks, cluster, cues, tags, nothing, checksum]);
const audio = 2;
/** Recorders write milliseconds: nanoseconds in a tick of the clock. */
const usualScale = 1_000_000;
// the length that a recorder writes down may differ from that of the sound by this much
const slack = 1000;

interface Element {
  id: number;
  body: Uint8Array;
  /** Behind it in the bytes it was read from. */
  end: number;
  /** Of unknown size: it ends with what holds it, or where something begins that cannot be in it. */
  open: boolean;
}

interface Recording {
  scale: number;
  /** As the recorder wrote it down, in ticks. */
  told: number | null;
  track: number;
  /** In ticks. */
  latest: number;
  clock: number;
  samples: number;
}

/** How long a WebM file with Opus sounds; null when it is none, broken, or holds anything beside it. */
export function webmVoice(bytes: Uint8Array): Lasting | null {
  const head = elementAt(bytes, 0);
  if (head?.id !== ebml || head.open || !isWebm(head.body)) return null;
  const whole = elementAt(bytes, head.end);
  if (whole?.id !== segment || whole.end !== bytes.length) return null;

  const recording: Recording = { scale: usualScale, told: null, track: 0, latest: 0, clock: 0, samples: 0 };
  const seen = new Set<number>();
  const body = whole.body;
  for (let at = 0; at < body.length; ) {
    const part = elementAt(body, at);
    if (!part || !parts.has(part.id)) return null;
    at = part.end;
    if (part.id === cluster) {
      const end = recording.track ? clusterEnd(part, recording) : null;
      if (end === null) return null;
      at += end - part.body.length;
      continue;
    }
    // security: what the clock and the track mean is said once, before there is sound
    if (part.open || ((part.id === info || part.id === tracks) && (seen.has(part.id) || recording.samples))) return null;
    seen.add(part.id);
    if (part.id === info && !readInfo(part.body, recording)) return null;
    if (part.id === tracks) recording.track = onlyTrack(part.body);
    if (part.id === tracks && !recording.track) return null;
  }
  const { scale, told, clock, samples } = recording;
  const tick = scale / 1_000_000;
  if (told !== null && !(Math.abs(told * tick - clock) <= slack)) return null;
  return samples ? { clock, sound: (1000 * samples) / samplesPerSecond } : null;
}

function isWebm(head: Uint8Array): boolean {
  let webm = false;
  const fits = each(head, ({ id, body }) => {
    if (id === docType) webm = text(body) === 'webm';
    if (id === docTypeReadVersion) return number(body) <= 4;
    if (id === longestId) return number(body) <= 4;
    return id !== longestSize || number(body) <= 8;
  });
  return fits && webm;
}

function readInfo(body: Uint8Array, recording: Recording): boolean {
  return each(body, (element) => {
    if (element.id === timestampScale) recording.scale = number(element.body);
    if (element.id === duration) recording.told = float(element.body);
    return recording.scale > 0 && recording.scale <= 1000 * usualScale;
  });
}

/** The number of the track when there is one alone, of Opus, neither encrypted nor compressed once more; 0 otherwise. */
function onlyTrack(body: Uint8Array): number {
  let entries = 0;
  const found = { track: 0, type: 0, codec: '', head: false };
  const fits = each(body, (entry) => {
    if (entry.id !== trackEntry) return entry.id === nothing || entry.id === checksum;
    if (++entries > 1) return false;
    return each(entry.body, (element) => {
      if (element.id === trackNumber) found.track = number(element.body);
      if (element.id === trackType) found.type = number(element.body);
      if (element.id === codecId) found.codec = text(element.body);
      if (element.id === codecPrivate) found.head = opusHead(element.body) !== null;
      return element.id !== video && element.id !== contentEncodings && element.id !== trackOperation;
    });
  });
  const { track, type, codec, head } = found;
  return fits && entries && type === audio && codec === 'A_OPUS' && head && track <= 126 ? track : 0;
}

/** Adds the sound of a cluster; where it ends in its body, null when it is broken. */
function clusterEnd({ body, open }: Element, recording: Recording): number | null {
  let time: number | null = null;
  for (let at = 0; at < body.length; ) {
    const element = elementAt(body, at);
    if (!element) return null;
    if (open && parts.has(element.id) && element.id !== nothing && element.id !== checksum) return at;
    if (element.open) return null;
    at = element.end;
    if (element.id === timestamp) time = number(element.body);
    if (element.id === simpleBlock && !addBlock(element.body, time, recording)) return null;
    if (element.id === blockGroup) {
      let blocks = 0;
      const fits = each(element.body, (inner) => inner.id !== block || (++blocks === 1 && addBlock(inner.body, time, recording)));
      if (!fits || !blocks) return null;
    }
  }
  return body.length;
}

/** A block of the track with one packet, not before the one before it. */
function addBlock(body: Uint8Array, cluster: number | null, recording: Recording): boolean {
  const [track = 0, , , flags = 0] = body;
  if (cluster === null || body.length < 5 || track !== (0x80 | recording.track) || flags & 0x06) return false;
  const samples = packetSamples(body.subarray(4));
  const time = cluster + viewOf(body).getInt16(1);
  if (!samples || time < recording.latest) return false;
  recording.latest = time;
  recording.samples += samples;
  recording.clock = (time * recording.scale) / 1_000_000 + (1000 * samples) / samplesPerSecond;
  return true;
}

/** Visits what stands in a body, each with its size; false when it is broken or the visitor says so. */
function each(body: Uint8Array, visit: (element: Element) => boolean): boolean {
  for (let at = 0; at < body.length; ) {
    const element = elementAt(body, at);
    if (!element || element.open || !visit(element)) return false;
    at = element.end;
  }
  return true;
}

/** The element at a place; null when it is none or goes beyond the bytes (RFC 8794, sections 4 to 6). */
function elementAt(bytes: Uint8Array, at: number): Element | null {
  const idLength = Math.clz32(bytes[at] ?? 0) - 23;
  if (idLength > 4) return null;
  let id = 0;
  for (let i = 0; i < idLength; i++) id = id * 256 + (bytes[at + i] ?? 0);
  const sizeAt = at + idLength;
  const sizeLength = Math.clz32(bytes[sizeAt] ?? 0) - 23;
  const begin = sizeAt + sizeLength;
  if (sizeLength > 8 || begin > bytes.length) return null;
  let size = (bytes[sizeAt] as number) & (0xff >> sizeLength);
  let open = size === 0xff >> sizeLength;
  for (let i = sizeAt + 1; i < begin; i++) {
    open &&= bytes[i] === 0xff;
    size = size * 256 + (bytes[i] as number);
  }
  const end = open ? bytes.length : begin + size;
  return end <= bytes.length ? { id, body: bytes.subarray(begin, end), end, open } : null;
}

/** An unsigned integer; beyond 2^53 not exact, which no recorder needs. */
function number(body: Uint8Array): number {
  let value = 0;
  for (const byte of body.subarray(0, 8)) value = value * 256 + byte;
  return value;
}

function float(body: Uint8Array): number {
  if (body.length === 4) return viewOf(body).getFloat32(0);
  return body.length === 8 ? viewOf(body).getFloat64(0) : Number.NaN;
}

/** A short name, which zeros may fill up. */
const text = (body: Uint8Array) => String.fromCharCode(...body.subarray(0, 16)).replace(/\0+$/, '');
