/** Photos made smaller where no phone did it before: by Cloudflare Images, which also turns them upright and drops what they tell of the phone. */
import type { Env } from '../env.ts';

/** Codes of Cloudflare Images (developers.cloudflare.com/images/troubleshooting) that are about the picture: too large, of no format, broken. */
const ofThePicture = [9402, 9412, 9413, 9511, 9520, 9523];

/** A copy whose longest side has at most `side` pixels, as WebP; null when the photo cannot be drawn after all. Throws when that cannot be told now. */
export async function shrink(env: Env, bytes: Uint8Array, side: number, quality: number): Promise<Uint8Array | null> {
  try {
    const made = await env.IMAGES.input(new Blob([bytes as BlobPart]).stream())
      .transform({ width: side, height: side, fit: 'scale-down' })
      .output({ format: 'image/webp', quality });
    return new Uint8Array(await made.response().arrayBuffer());
  } catch (error) {
    console.error(JSON.stringify({ message: 'a photo could not be made smaller', error: String(error) }));
    if (ofThePicture.includes(Number((error as { code?: unknown }).code))) return null;
    throw error;
  }
}
