/** Which part of a file a reader asks for, and whether it has the file already (RFC 9110, sections 13 and 14). */

/** Bytes of a file, from an offset on. */
export interface Part {
  offset: number;
  length: number;
}

/**
 * The one part that a Range header asks for. `whole` where it asks for nothing, for several parts or for what nobody understands: the
 * whole file is a right answer to each. `none` where the file ends before it.
 */
export function partOf(header: string | undefined, size: number): Part | 'whole' | 'none' {
  const asked = /^bytes\s*=\s*(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  const [from, to] = [asked?.[1] ?? '', asked?.[2] ?? ''];
  if (from === '' && to === '') return 'whole';
  if (from === '')
    return Number(to) === 0 || size === 0 ? 'none' : { offset: Math.max(0, size - Number(to)), length: Math.min(size, Number(to)) };
  if (to !== '' && Number(to) < Number(from)) return 'whole';
  if (Number(from) >= size) return 'none';
  const last = to === '' ? size - 1 : Math.min(size - 1, Number(to));
  return { offset: Number(from), length: last - Number(from) + 1 };
}

/** Whether an If-None-Match header names this tag. */
export function isKnown(header: string | undefined, etag: string): boolean {
  const known = (header ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
