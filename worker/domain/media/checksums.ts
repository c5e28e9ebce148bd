/** The two checksums of 32 bits that PNG chunks and Ogg pages carry. */

/** That of PNG (PNG, third edition, annex D): polynomial 0x04c11db7, lowest bit first. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (lowFirst[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return ~crc >>> 0;
}

/** That of Ogg (RFC 3533, section 6): the same polynomial, highest bit first, beginning and ending plain. */
export function oggCrc(bytes: Uint8Array, before = 0): number {
  let crc = before;
  for (let i = 0; i < bytes.length; i++) crc = (crc << 8) ^ (highFirst[(crc >>> 24) ^ (bytes[i] as number)] as number);
  return crc >>> 0;
}

const lowFirst = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

const highFirst = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});
