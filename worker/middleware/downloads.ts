/** Photos and voice notes on their way out, the same for both faces: whoever may see what has them gets their bytes, or a part of them. */
import type { Context } from 'hono';
import type { App } from '../context.ts';
import { isKnown, partOf } from '../domain/byte-range.ts';
import { countBytes, readBytes } from '../outside/files.ts';
import { refusedAnswer } from './refusals.tsx';

/** The bytes of a file. They never change, so a phone that was shown what is for everyone need not ask again; what is not is asked for each time. */
export async function sendFile(c: Context<App>, small: boolean): Promise<Response> {
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).file(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  const type = small ? value.smallType : value.type;
  if (!type) return refusedAnswer(c, { code: 'not-found' }, you);
  const etag = `"${value.name.slice(-12)}${small ? '-small' : ''}"`;
  // security: nothing on the way keeps any of it, since what is for everyone today may be the cluster's own tomorrow;
  // what is not for everyone is shown to nobody unasked on a phone that several people use
  const kept = { etag, 'cache-control': value.open ? 'private, max-age=31536000, immutable' : 'private, no-cache' };
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, kept);

  const { cluster } = c.var;
  // a player looks for places in a sound; a photo is always fetched whole
  const ranges = type.startsWith('audio/');
  const about = { ...kept, 'content-type': type, 'content-disposition': 'inline', ...(ranges && { 'accept-ranges': 'bytes' }) };
  if (c.req.method === 'HEAD') {
    const size = await countBytes(c.env, cluster.slug, value.name, small);
    return size === null ? refusedAnswer(c, { code: 'not-found' }, you) : c.body(null, 200, { ...about, 'content-length': String(size) });
  }

  const current = [undefined, etag].includes(c.req.header('if-range'));
  const part = ranges && current ? partOf(c.req.header('range'), value.bytes) : 'whole';
  if (part === 'none') return c.body(null, 416, { 'content-range': `bytes */${value.bytes}` });
  const found = await readBytes(c.env, cluster.slug, value.name, small, part === 'whole' ? undefined : part);
  if (!found) return refusedAnswer(c, { code: 'not-found' }, you);
  if (part === 'whole') return c.body(found.body, 200, { ...about, 'content-length': String(found.size) });
  const { offset, length } = part;
  const range = `bytes ${offset}-${offset + length - 1}/${value.bytes}`;
  return c.body(found.body, 206, { ...about, 'content-range': range, 'content-length': String(length) });
}
