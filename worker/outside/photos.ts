/** Photos made smaller where no phone did it before: by Cloudflare Images, which also turns them upright and drops what they tell of the phone. */
import { type Answer, no } from '../../schema/refusal.ts';
import type { Env } from '../env.ts';

/** Codes of Cloudflare Images (developers.cloudflare.com/images/troubleshooting) that are about the picture: too large, of no format, broken. */
const ofThePicture = [9402, 9412, 9413, 9511, 9520, 9523];

/** A copy whose longest side has at most `side` pixels, as WebP. Refuses with `no-photo`, or with `store-failed` where the same photo may be drawn later. */
export async function shrink(env: Env, bytes: Uint8Array, side: number, quality: number): Promise<Answer<Uint8Array>> {
  try {
    // not of a Blob, which would be one more copy in a small memory
    const sent = new Response(bytes as BodyInit).body as ReadableStream<Uint8Array>;
    const made = await env.IMAGES.input(sent)
      .transform({ width: side, height: side, fit: 'scale-down' })
      .output({ format: 'image/webp', quality });
    return { value: new Uint8Array(await made.response().arrayBuffer()) };
  } catch (error) {
    console.error(JSON.stringify({ message: 'a photo could not be made smaller', error: String(error) }));
    return no(ofThePicture.includes(Number((error as { code?: unknown }).code)) ? 'no-photo' : 'store-failed');
  }
}
