/** Draws cards where the Worker runs: as PNG, and as the JPEG that is sent. */
import regular from '@expo-google-fonts/cairo/400Regular/Cairo_400Regular.ttf';
import bold from '@expo-google-fonts/cairo/700Bold/Cairo_700Bold.ttf';
import { initWasm } from '@resvg/resvg-wasm';
import wasm from '@resvg/resvg-wasm/index_bg.wasm';
import type { Env } from '../../env.ts';
import { type Card, photoHeight, photoWidth } from './card.ts';
import { type Fonts, fontsOf, pngOf } from './raster.ts';

/** A picture; `whole` where everything is in it that was to be. */
export interface Drawn {
  bytes: Uint8Array;
  whole: boolean;
}

let started: Fonts | null = null;

/** 1200 × 630, as PNG. */
export async function drawCard(card: Card): Promise<Uint8Array> {
  return pngOf(card, started ?? (await start()));
}

/** The same as JPEG, with a photo of any type that was taken in; without it, and not whole, where it cannot be drawn. */
export async function drawJpeg(env: Env, card: Omit<Card, 'photo'>, photo: Uint8Array | null): Promise<Drawn> {
  const fitted = photo && (await fitting(env, photo));
  const png = await drawCard({ ...card, photo: fitted });
  return { bytes: await toJpeg(env.IMAGES.input(streamOf(png)), 80), whole: photo === null || fitted !== null };
}

/** resvg is started when the first card is drawn: nothing else waits for it. */
async function start(): Promise<Fonts> {
  try {
    await initWasm(wasm);
  } catch (error) {
    // two first cards at once: the other one has started it
    if (!String(error).includes('Already initialized')) throw error;
  }
  started ??= fontsOf(regular, bold);
  return started;
}

/** No larger than it is shown, so that little has to be decoded in the Worker. */
async function fitting(env: Env, photo: Uint8Array): Promise<Card['photo']> {
  try {
    const images = env.IMAGES.input(streamOf(photo)).transform({ width: photoWidth, height: photoHeight, fit: 'cover' });
    return { bytes: await toJpeg(images, 90), type: 'image/jpeg' };
  } catch (error) {
    console.error(JSON.stringify({ message: 'a photo could not be drawn into a picture', error: String(error) }));
    return null;
  }
}

async function toJpeg(images: ImageTransformer, quality: number): Promise<Uint8Array> {
  const made = await images.output({ format: 'image/jpeg', quality });
  return new Uint8Array(await made.response().arrayBuffer());
}

const streamOf = (bytes: Uint8Array) => new Blob([bytes as BlobPart]).stream();
