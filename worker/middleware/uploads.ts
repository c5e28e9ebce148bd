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
import type { Person } from '../../schema/person.ts';
import { type Answer, no, type Outcome } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { readPhoto, withoutTraces } from '../domain/media/photo.ts';
import { readVoice } from '../domain/media/voice.ts';
import { keepBytes } from '../outside/files.ts';
import { shrink } from '../outside/photos.ts';

/** Pixels of a photo that is still drawn here: what the cameras of phones make, and not what would exhaust a memory. */
const mostPixels = 100_000_000;
/** How far the small copy's shape may be from the photo's, as a part of it. */
const slack = 0.05;

interface Read {
  facts: FileFacts;
  bytes: Uint8Array;
  small: Uint8Array | null;
}

/** A photo, with the small copy of it that a phone made, if it did. */
export async function takePhoto(
  c: Context<App>,
  person: Person,
  sent: { photo: Blob; small: Blob | null },
  key: string,
): Promise<Outcome<FileTaken>> {
  let read: Answer<Read>;
  try {
    read = await readSentPhoto(c, sent);
  } catch {
    // what makes photos smaller is not there now: the same sending again may find it
    return no('store-failed');
  }
  return read.refusal ? read : take(c, person, read.value, key);
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

async function readSentPhoto(c: Context<App>, sent: { photo: Blob; small: Blob | null }): Promise<Answer<Read>> {
  if (sent.photo.size > largestPhoto) return no('too-large');
  const original = new Uint8Array(await sent.photo.arrayBuffer());
  const first = readPhoto(original);
  if (!first) return no('no-photo');
  if (first.width * first.height > mostPixels) return no('photo-too-large');

  // security: what is kept never has the place, the phone or the name in it that a camera wrote
  const fits = Math.max(first.width, first.height) <= photoSide;
  const bytes = fits ? withoutTraces(original) : await shrink(c.env, original, photoSide, 80);
  const read = bytes && readPhoto(bytes);
  if (!bytes || !read || Math.max(read.width, read.height) > photoSide) return no('no-photo');

  const own = fits && sent.small ? await readSmall(sent.small, read.width / read.height) : null;
  const small = own ?? (await makeSmall(c, bytes));
  if (!small) return no('no-photo');
  const { type, width, height } = read;
  const hash = (await hashOf(original)) + (own ? await hashOf(own.small) : '');
  const facts: FileFacts = { kind: 'photo', type, width, height, bytes: bytes.length, small: small.facts, hash };
  return { value: { facts, bytes, small: small.small } };
}

type Small = { small: Uint8Array; facts: SmallFacts };

/** The small copy that a phone sent; null when it is not one of this photo. */
async function readSmall(sent: Blob, shape: number): Promise<Small | null> {
  if (sent.size > largestVoice) return null;
  const small = withoutTraces(new Uint8Array(await sent.arrayBuffer()));
  const facts = small && factsOf(small);
  if (!small || !facts || Math.abs(facts.width / facts.height / shape - 1) > slack) return null;
  return { small, facts };
}

async function makeSmall(c: Context<App>, bytes: Uint8Array): Promise<Small | null> {
  const small = await shrink(c.env, bytes, smallSide, 70);
  const facts = small && factsOf(small);
  return small && facts ? { small, facts } : null;
}

function factsOf(bytes: Uint8Array): SmallFacts | null {
  const read = readPhoto(bytes);
  return read && Math.max(read.width, read.height) <= smallSide ? { type: read.type, width: read.width, height: read.height } : null;
}

/** SHA-256 in base64url: the same for the same bytes, and fit for a key. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}
