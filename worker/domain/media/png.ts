/** Walks through the chunks of a PNG file and keeps those that its picture is made of (PNG, third edition, W3C 2025). */
import { latin, says, viewOf } from './bytes.ts';
import { crc32 } from './checksums.ts';
import { onlyOrientation, orientationOf } from './exif.ts';
import { largestProfile, type Orientation, type Picture } from './picture.ts';

// security: what no program writes costs memory
const mostChunks = 50_000;

/** Bit depths by colour type: grey, true colour, palette, grey with alpha, true colour with alpha. */
const depths: Record<number, number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** Chunks before the picture's data that change how its colours or pixels show, by their only length. */
const colours: Record<string, number> = { gAMA: 4, cHRM: 32, sRGB: 1, cICP: 4, pHYs: 9 };

interface Header {
  width: number;
  height: number;
  colour: number;
  depth: number;
}

/** What was found on the walk so far. */
interface Found {
  header: Header | null;
  /** Entries. */
  palette: number;
  orientation: Orientation | null;
  /** Bytes of compressed picture. */
  data: number;
  seen: Set<string>;
  last: string;
}

/** The picture of a PNG file; null when it is none, broken or animated. */
export function pngPicture(bytes: Uint8Array): Picture | null {
  if (!says(bytes, 0, '\x89PNG\r\n\x1a\n')) return null;
  const view = viewOf(bytes);
  const found: Found = { header: null, palette: 0, orientation: null, data: 0, seen: new Set(), last: '' };
  const kept: Uint8Array[] = [];
  let at = 8;
  for (let count = 0; count < mostChunks; count++) {
    if (at + 12 > bytes.length) return null;
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, end - 4);
    const whole = bytes.subarray(at, end);
    if (!found.header && name !== 'IHDR') return null;
    if (name === 'IEND') return body.length ? null : pictureOf(found, bytes.subarray(0, 8), [...kept, whole]);

    if (isCritical(name) || isFilm(name)) {
      if (!fits(name, body, found)) return null;
      kept.push(whole);
    } else if (!found.seen.has(name) && !found.seen.has('IDAT')) {
      // decoders take the head as finished at the first piece of the picture
      const stays = name === 'iCCP' ? profileOf(body) : staysAsIs(name, body, found) ? whole : null;
      if (stays) kept.push(stays);
      if (name === 'eXIf') found.orientation = orientationOf(body);
    }
    found.seen.add(name);
    found.last = name;
    at = end;
  }
  return null;
}

/** A chunk whose name begins with a capital letter is one without which the picture cannot be shown; what is no name counts as well. */
const isCritical = (name: string) => !/^[a-z][A-Za-z]{3}$/.test(name);

const isFilm = (name: string) => name === 'acTL' || name === 'fcTL' || name === 'fdAT';

function pictureOf({ header, palette, orientation, data }: Found, signature: Uint8Array, kept: Uint8Array[]): Picture | null {
  if (!header || !data || (header.colour === 3 && !palette)) return null;
  const { width, height } = header;
  const turned = orientation && orientation !== 1 ? [chunk('eXIf', onlyOrientation(orientation))] : [];
  return { width, height, orientation: orientation ?? 1, kept: [signature, ...kept.slice(0, 1), ...turned, ...kept.slice(1)] };
}

/** Whether a chunk that a decoder cannot pass over is one of the picture, and right in its place. */
function fits(name: string, body: Uint8Array, found: Found): boolean {
  const { header, seen, last } = found;
  if (name === 'IHDR') {
    found.header = header ? null : headerOf(body);
    return found.header !== null;
  }
  if (!header) return false;
  if (name === 'IDAT') {
    found.data += body.length;
    return last === 'IDAT' || !seen.has('IDAT');
  }
  if (name !== 'PLTE' || seen.has('PLTE') || seen.has('IDAT')) return false;
  found.palette = body.length / 3;
  const most = { 2: 256, 3: 2 ** header.depth, 6: 256 }[header.colour] ?? 0;
  return Number.isInteger(found.palette) && found.palette >= 1 && found.palette <= most;
}

/** Whether a chunk changes how the picture shows, and has the length that leaves no room for anything else. */
function staysAsIs(name: string, body: Uint8Array, { header, palette }: Found): boolean {
  if (name !== 'tRNS') return colours[name] === body.length;
  if (header?.colour === 3) return body.length >= 1 && body.length <= palette;
  return body.length === { 0: 2, 2: 6 }[header?.colour ?? -1];
}

function headerOf(body: Uint8Array): Header | null {
  if (body.length !== 13) return null;
  const view = viewOf(body);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = 0, compression, filter, interlace = 2] = body.subarray(8);
  if (!depths[colour]?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) return null;
  return width && height && width < 2 ** 31 && height < 2 ** 31 ? { width, height, colour, depth } : null;
}

/** A colour profile under a name that says nothing: its own may be that of a screen or of a person. */
function profileOf(body: Uint8Array): Uint8Array | null {
  const nameEnd = body.indexOf(0);
  if (nameEnd < 1 || nameEnd > 79 || body[nameEnd + 1] !== 0 || body.length > largestProfile) return null;
  return chunk('iCCP', latin('icc'), body.subarray(nameEnd));
}

function chunk(name: string, ...parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(12 + length);
  const view = viewOf(whole);
  view.setUint32(0, length);
  whole.set(latin(name), 4);
  let at = 8;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  view.setUint32(8 + length, crc32(whole.subarray(4, 8 + length)));
  return whole;
}
