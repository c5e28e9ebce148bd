/** Parts of a file that is kept, for players, which ask for ranges. */

/** What a player asks for of a file that is kept: one range, as RFC 9110 has it. */
export async function part(kept: Response, range: string): Promise<Response> {
  const bytes = await kept.arrayBuffer();
  const size = bytes.byteLength;
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === '' && last === '') return new Response(bytes, { headers: kept.headers });
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from > to) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } });
  const headers = new Headers(kept.headers);
  headers.set('content-range', `bytes ${from}-${to}/${size}`);
  headers.set('content-length', String(to - from + 1));
  return new Response(bytes.slice(from, to + 1), { status: 206, headers });
}
