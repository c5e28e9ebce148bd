/** Pictures of shared links in R2: one for each page and language, drawn anew when what it shows has changed. */
import type { Env } from '../env.ts';
import type { Drawn } from './cards/draw.ts';

/** Milliseconds after which a picture is tried again that could not be drawn, or not with everything in it. */
const patience = 3_600_000;

/** A picture as it was drawn for this version, or drawn now; null when it cannot be drawn. The one of another version is written over. */
export async function drawnOnce(env: Env, key: string, version: string, draw: () => Promise<Drawn>): Promise<BodyInit | null> {
  const kept = await env.FILES.get(key);
  if (kept && kept.customMetadata?.version === version) {
    const lasting = kept.customMetadata.whole === 'yes' || Date.now() - kept.uploaded.getTime() < patience;
    if (lasting) return kept.size > 0 ? kept.body : null;
  }
  const drawn = await attempt(key, draw);
  // security: what cannot be drawn is kept as nothing, so that asking again costs no second drawing
  await keep(env, key, drawn?.bytes ?? '', { version, whole: drawn?.whole ? 'yes' : 'no' });
  return (drawn?.bytes ?? null) as BodyInit | null;
}

async function attempt(key: string, draw: () => Promise<Drawn>): Promise<Drawn | null> {
  try {
    return await draw();
  } catch (error) {
    console.error(JSON.stringify({ message: 'a picture could not be drawn', key, error: String(error) }));
    return null;
  }
}

/** What the store does not take is shown all the same, this once. */
async function keep(env: Env, key: string, bytes: Uint8Array | string, about: Record<string, string>): Promise<void> {
  try {
    await env.FILES.put(key, bytes, { customMetadata: about });
  } catch (error) {
    console.error(JSON.stringify({ message: 'a picture was not kept', key, error: String(error) }));
  }
}
