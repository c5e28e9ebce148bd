/** Pictures of shared links in R2: one for each page and language, drawn anew when what it shows has changed. */
import type { Env } from '../env.ts';

/** Milliseconds after which a picture that could not be drawn is tried again. */
const patience = 3_600_000;

/** A picture as it was drawn for this version, or drawn now; null when it cannot be drawn. The one of another version is written over. */
export async function drawnOnce(env: Env, key: string, version: string, draw: () => Promise<Uint8Array>): Promise<BodyInit | null> {
  const kept = await env.FILES.get(key);
  if (kept && kept.customMetadata?.version === version) {
    if (kept.size > 0) return kept.body;
    if (Date.now() - kept.uploaded.getTime() < patience) return null;
  }
  // security: what cannot be drawn is kept as nothing, so that asking again costs no second drawing
  const bytes = await attempt(key, draw);
  await env.FILES.put(key, bytes ?? '', { customMetadata: { version } });
  return bytes as BodyInit | null;
}

async function attempt(key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await draw();
  } catch (error) {
    console.error(JSON.stringify({ message: 'a picture could not be drawn', key, error: String(error) }));
    return null;
  }
}
