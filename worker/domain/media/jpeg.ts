/** Walks through the segments of a JPEG file and keeps those that its picture is made of (ITU-T T.81, annex B; T.871 for JFIF). */
import { joined, latin, says, viewOf } from './bytes.ts';
import { onlyOrientation, orientationOf } from './exif.ts';
import { isProfile, largestProfile, type Orientation, type Picture } from './picture.ts';

const soi = 0xd8;
const eoi = 0xd9;
const sos = 0xda;
const dqt = 0xdb;
const dht = 0xc4;
const dri = 0xdd;
const comment = 0xfe;
const app = (n: number) => 0xe0 + n;
// Baseline, extended and progressive, with Huffman codes. Arithmetic, lossless and hierarchical ones are valid JPEG, but no browser
// shows them.
const frames = new Set([0xc0, 0xc1, 0xc2]);

// security: what no camera writes costs time and memory, here or in the phone that shows it
const mostSegments = 5_000;
const mostScans = 100;

interface Frame {
  width: number;
  height: number;
  components: Set<number>;
  /** The quantisation tables that its components name, as bits. */
  quantisation: number;
}

/** What was found on the walk so far. */
interface Found {
  frame: Frame | null;
  /** The quantisation tables that were defined, as bits. */
  quantisation: number;
  scans: number;
  jfif: Uint8Array | null;
  adobe: Uint8Array | null;
  orientation: Orientation | null;
  profile: Uint8Array[];
  /** Frame, tables and scans, in their order. */
  kept: Uint8Array[];
}

/** The picture of a JPEG file; null when it is none, broken, or of a process that browsers do not show. */
export function jpegPicture(bytes: Uint8Array): Picture | null {
  if (!says(bytes, 0, '\xff\xd8\xff')) return null;
  const view = viewOf(bytes);
  const found: Found = { frame: null, quantisation: 0, scans: 0, jfif: null, adobe: null, orientation: null, profile: [], kept: [] };
  let at = 2;
  for (let count = 0; count < mostSegments; count++) {
    if (bytes[at] !== 0xff) return null;
    // any number of fill bytes may stand before a marker
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === eoi) return pictureOf(found);
    if (marker === undefined || at + 2 > bytes.length) return null;
    const bodyEnd = at + view.getUint16(at);
    if (bodyEnd < at + 2 || bodyEnd > bytes.length) return null;
    const end = marker === sos ? endOfScan(bytes, bodyEnd) : bodyEnd;
    if (marker === sos && end === bodyEnd) return null;
    if (marker >= app(0) && marker <= app(15)) read(marker, bytes.subarray(at + 2, bodyEnd), found);
    else if (fits(marker, bytes.subarray(at + 2, bodyEnd), found)) found.kept.push(bytes.subarray(at - 2, end));
    else if (marker !== comment) return null;
    at = end;
  }
  return null;
}

function pictureOf({ frame, scans, jfif, adobe, orientation, profile, kept }: Found): Picture | null {
  if (!frame || !scans) return null;
  const head: Uint8Array[] = [Uint8Array.of(0xff, soi)];
  // without its thumbnail
  if (jfif) head.push(segment(app(0), jfif.subarray(0, 12), Uint8Array.of(0, 0)));
  if (orientation && orientation !== 1) head.push(segment(app(1), latin('Exif\0\0'), onlyOrientation(orientation)));
  head.push(...profileParts(profile).map((part) => segment(app(2), part)));
  // says whether the components are YCbCr, RGB, YCCK or CMYK
  if (adobe) head.push(segment(app(14), adobe.subarray(0, 12)));
  const { width, height } = frame;
  return { width, height, orientation: orientation ?? 1, kept: [...head, ...kept, Uint8Array.of(0xff, eoi)] };
}

function segment(marker: number, ...parts: Uint8Array[]): Uint8Array {
  const length = 2 + parts.reduce((sum, part) => sum + part.length, 0);
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), ...parts]);
}

/** Takes from an application's segment what matters to the picture; decoders take the head as finished at the first scan. */
function read(marker: number, body: Uint8Array, found: Found): void {
  if (found.scans) return;
  if (marker === app(0) && says(body, 0, 'JFIF\0') && body.length >= 14) found.jfif ??= body;
  if (marker === app(1) && says(body, 0, 'Exif\0')) found.orientation ??= orientationOf(body.subarray(6));
  if (marker === app(2) && says(body, 0, 'ICC_PROFILE\0')) found.profile.push(body);
  if (marker === app(14) && says(body, 0, 'Adobe') && body.length >= 12) found.adobe ??= body;
}

/** Whether a segment is part of the picture and right in its place. */
function fits(marker: number, body: Uint8Array, found: Found): boolean {
  if (frames.has(marker)) {
    if (found.frame) return false;
    found.frame = frameOf(body);
    return found.frame !== null;
  }
  if (marker === dqt) {
    const tables = quantisationTables(body);
    found.quantisation |= tables;
    return tables > 0;
  }
  if (marker === dht) return huffmanTables(body);
  if (marker === dri) return body.length === 2;
  if (marker !== sos || !found.frame || found.frame.quantisation & ~found.quantisation) return false;
  return ++found.scans <= mostScans && scanFits(body, found.frame);
}

/** The numbered parts of a colour profile in order (ICC.1:2022, annex B.4); none when it is incomplete, too large or no profile. */
function profileParts(bodies: Uint8Array[]): Uint8Array[] {
  const inOrder = bodies.toSorted((a, b) => (a[12] ?? 0) - (b[12] ?? 0));
  const complete = inOrder.every((body, i) => body[12] === i + 1 && body[13] === bodies.length);
  const length = bodies.reduce((sum, body) => sum + body.length - 14, 0);
  return complete && length <= largestProfile && isProfile(joined(inOrder.map((body) => body.subarray(14)))) ? inOrder : [];
}

/** T.81, B.2.2: eight bits deep, of one component (grey), three, or four (CMYK). */
function frameOf(body: Uint8Array): Frame | null {
  const many = body[5] ?? 0;
  if (![1, 3, 4].includes(many) || body.length !== 6 + 3 * many || body[0] !== 8) return null;
  const view = viewOf(body);
  const [height, width] = [view.getUint16(1), view.getUint16(3)];
  const components = new Set<number>();
  let quantisation = 0;
  for (let at = 6; at < body.length; at += 3) {
    const [id = 0, sampling = 0, table = 0] = body.subarray(at, at + 3);
    const [across, down] = [sampling >> 4, sampling & 15];
    if (across < 1 || across > 4 || down < 1 || down > 4 || table > 3) return null;
    components.add(id);
    quantisation |= 1 << table;
  }
  // no height means that a segment behind the scan tells it, which browsers do not read
  return width && height && components.size === many ? { width, height, components, quantisation } : null;
}

/** T.81, B.2.3. */
function scanFits(body: Uint8Array, { components }: Frame): boolean {
  const many = body[0] ?? 0;
  if (many < 1 || many > components.size || body.length !== 4 + 2 * many) return false;
  for (let i = 0; i < many; i++) if (!components.has(body[1 + 2 * i] ?? -1)) return false;
  const [first = 0, last = 0] = body.subarray(1 + 2 * many);
  return first <= last && last <= 63;
}

/** T.81, B.2.4.1: the tables that are defined, as bits; 0 when the segment is not exactly made of tables. */
function quantisationTables(body: Uint8Array): number {
  let defined = 0;
  let at = 0;
  while (at < body.length) {
    const [precision, id] = [(body[at] ?? 0) >> 4, (body[at] ?? 0) & 15];
    if (precision > 1 || id > 3) return 0;
    defined |= 1 << id;
    at += 1 + 64 * (precision + 1);
  }
  return at === body.length ? defined : 0;
}

/** T.81, B.2.4.2: whether the segment is exactly made of tables, which leaves no room for anything else. */
function huffmanTables(body: Uint8Array): boolean {
  let at = 0;
  while (at < body.length) {
    const [kind, id] = [(body[at] ?? 0) >> 4, (body[at] ?? 0) & 15];
    const codes = body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    if (kind > 1 || id > 3 || codes > 256) return false;
    at += 17 + codes;
  }
  return at > 0 && at === body.length;
}

/** Where the marker behind a scan begins, restart markers being part of it; the end of the file when there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const begin = bytes.indexOf(0xff, at);
    if (begin < 0) return bytes.length;
    at = begin + 1;
    while (bytes[at] === 0xff) at++;
    const code = bytes[at];
    if (code === undefined) return bytes.length;
    // a zero behind it makes 0xff a byte of the picture
    if (code !== 0 && (code < 0xd0 || code > 0xd7)) return begin;
    at++;
  }
}
