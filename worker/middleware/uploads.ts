/** Photos and voice notes on their way in, the same for both faces: read, made smaller where needed, written down by the market, then kept. */
import type { Context } from 'hono';
import {
  type FileFacts,
  type FileTaken,
  largestPhoto,
  largestVoice,
  longestVoice,
  photoSide,
  type SmallFacts,
  smallSide,
} from '../../schema/attachment.ts';
import { toBase64url } from '../../schema/base64url.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no, type Outcome } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { readPhoto, withoutTraces } from '../domain/media/photo.ts';
import { readVoice } from '../domain/media/voice.ts';
import type { Env } from '../env.ts';
import { hasBoth, keepBytes } from '../outside/files.ts';
import { shrink } from '../outside/photos.ts';

/** Pixels of a photo that is still drawn here: what the cameras of phones make, and not what would exhaust a memory. */
const mostPixels = 100_000_000;
/** Bytes of a photo and of its small copy that are kept as they were sent; those that phones make are lighter, and every reader fetches them. */
const heaviest = 1024 * 1024;
const heaviestSmall = 200 * 1024;
/** How far the small copy's shape may be from the photo's, as a part of it. */
const slack = 0.05;

interface Read {
  facts: FileFacts;
  bytes: Uint8Array;
  small: Uint8Array | null;
}

interface SentPhoto {
  photo: Blob;
  /** The small copy that a phone made of it, if it did. */
  small: Blob | null;
}

export function takePhoto(c: Context<App>, person: Person, sent: SentPhoto, key: string): Promise<Outcome<FileTaken>> {
  return takeUnder(c, person, sent, async () => key);
}

/** A photo of a form, which shown again keeps its key and may bring others: each has a key of its form and of what it is. */
export function takePhotoOfForm(c: Context<App>, person: Person, photo: Blob, key: string): Promise<Outcome<FileTaken>> {
  return takeUnder(c, person, { photo, small: null }, (content) => hashOf(new TextEncoder().encode(`${key} ${content}`)));
}

/** `keyOf` makes the key from a hash of the photo: a photo is large, and is brought into memory and hashed once. */
async function takeUnder(
  c: Context<App>,
  person: Person,
  sent: SentPhoto,
  keyOf: (content: string) => Promise<string>,
): Promise<Outcome<FileTaken>> {
  if (sent.photo.size > largestPhoto) return no('too-large');
  const original = new Uint8Array(await sent.photo.arrayBuffer());
  const first = readPhoto(original);
  if (!first) return no('no-photo');
  if (first.width * first.height > mostPixels) return no('photo-too-large');

  const fits = Math.max(first.width, first.height) <= photoSide && original.length <= heaviest;
  const own = fits && sent.small ? await readSmall(sent.small, first.width / first.height) : null;
  const content = await hashOf(original);
  const key = await keyOf(content);
  const hash = content + (own ? await hashOf(own.bytes) : '');
  if (!own) {
    // security: drawing costs; nothing is drawn for one who has sent too much, nor what was drawn and kept before
    const before = await c.var.market.buyer(person).expectFile({ kind: 'photo', hash }, key);
    if (before.refusal) return before;
    if (before.value && (await hasBoth(c.env, c.var.cluster.slug, before.value.name))) return { ...before, value: before.value };
  }
  const made = await draw(c.env, original, fits, own);
  if (made.refusal) return made;
  const { photo, small } = made.value;
  const facts: FileFacts = { kind: 'photo', ...photo.facts, bytes: photo.bytes.length, small: small.facts, hash };
  return take(c, person, { facts, bytes: photo.bytes, small: small.bytes }, key);
}

export async function takeVoice(c: Context<App>, person: Person, sent: Blob, key: string): Promise<Outcome<FileTaken>> {
  if (sent.size > largestVoice) return no('too-large');
  const bytes = new Uint8Array(await sent.arrayBuffer());
  const read = readVoice(bytes);
  if (!read || read.milliseconds < 1 || read.milliseconds > longestVoice) return no('no-voice');
  const { type, milliseconds } = read;
  const facts: FileFacts = { kind: 'voice', type, milliseconds: Math.round(milliseconds), bytes: bytes.length, hash: await hashOf(bytes) };
  return take(c, person, { facts, bytes, small: null }, key);
}

/** The market writes it down first: bytes without a row would never be cleaned away. */
async function take(c: Context<App>, person: Person, { facts, bytes, small }: Read, key: string): Promise<Outcome<FileTaken>> {
  const taken = await c.var.market.buyer(person).takeFile(facts, key);
  if (taken.refusal) return taken;
  try {
    await keepBytes(c.env, c.var.cluster.slug, taken.value.name, bytes, small);
  } catch (error) {
    // the same sending again finds its row, and only brings the bytes
    console.error(JSON.stringify({ message: 'a file was not kept', error: String(error) }));
    return { ...no('store-failed'), you: taken.you };
  }
  return taken;
}

/** A picture that is kept, with what it is by its bytes. */
interface Kept {
  bytes: Uint8Array;
  facts: SmallFacts;
}

/** Both sizes as they are kept. */
async function draw(env: Env, original: Uint8Array, fits: boolean, own: Kept | null): Promise<Answer<{ photo: Kept; small: Kept }>> {
  // security: what is kept never has the place, the phone or the name in it that a camera wrote
  const whole = fits ? within(withoutTraces(original), photoSide) : await shrunk(env, original, photoSide, 80);
  if (whole.refusal) return whole;
  const small = own ? { value: own } : await shrunk(env, whole.value.bytes, smallSide, 70);
  return small.refusal ? small : { value: { photo: whole.value, small: small.value } };
}

async function shrunk(env: Env, bytes: Uint8Array, side: number, quality: number): Promise<Answer<Kept>> {
  const made = await shrink(env, bytes, side, quality);
  return made.refusal ? made : within(made.value, side);
}

function within(bytes: Uint8Array | null, side: number): Answer<Kept> {
  const read = bytes && readPhoto(bytes);
  if (!bytes || !read || Math.max(read.width, read.height) > side) return no('no-photo');
  const { type, width, height } = read;
  return { value: { bytes, facts: { type, width, height } } };
}

/** The small copy that a phone sent; null when it is not one of this photo. */
async function readSmall(sent: Blob, shape: number): Promise<Kept | null> {
  if (sent.size > heaviestSmall) return null;
  const { value: small } = within(withoutTraces(new Uint8Array(await sent.arrayBuffer())), smallSide);
  return small && Math.abs(small.facts.width / small.facts.height / shape - 1) <= slack ? small : null;
}

/** SHA-256 in base64url: the same for the same bytes, and fit for a key. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));
}
