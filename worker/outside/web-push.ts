/** What a push service is sent: the message encrypted for one browser (RFC 8291, RFC 8188) and the proof of who sends it (VAPID, RFC 8292). */
import { fromBase64url, toBase64url } from '../../schema/base64url.ts';
import type { PushTarget } from '../../schema/reach.ts';
import type { VapidKey } from '../vapid.ts';

type Keys = PushTarget['keys'];
type Bytes = Uint8Array<ArrayBuffer>;

/** What is made up for each message; given only to reproduce a known one. */
export interface Chance {
  salt: Bytes;
  keys: CryptoKeyPair;
}

const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const recordSize = 4096;
const bytes = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

/** The body of a push, in one record of `aes128gcm`. Throws when the browser's keys are none. */
export async function encrypt(plain: string, { p256dh, auth }: Keys, chance?: Chance): Promise<Bytes> {
  const { salt, keys } = chance ?? (await takeChance());
  const theirs = fromBase64url(p256dh);
  const mine = new Uint8Array((await crypto.subtle.exportKey('raw', keys.publicKey)) as ArrayBuffer);
  const shared = await agree(keys.privateKey, theirs);
  const secret = await derive(shared, fromBase64url(auth), joined(bytes('WebPush: info\0'), theirs, mine), 32);
  const key = await derive(secret, salt, bytes('Content-Encoding: aes128gcm\0'), 16);
  const nonce = await derive(secret, salt, bytes('Content-Encoding: nonce\0'), 12);
  const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  // 2 says that no other record follows
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, cipher, joined(bytes(plain), new Uint8Array([2])));
  const size = new Uint8Array(5);
  new DataView(size.buffer).setUint32(0, recordSize);
  size[4] = mine.length;
  return joined(salt, size, mine, new Uint8Array(sealed));
}

/** The Authorization header for one push service; good for twelve hours from `now`. */
export async function authorization({ jwk, publicKey, subject }: VapidKey, endpoint: string, now: number): Promise<string> {
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + 12 * 60 * 60, sub: subject };
  const unsigned = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) => toBase64url(bytes(JSON.stringify(part)))).join('.');
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(unsigned));
  return `vapid t=${unsigned}.${toBase64url(new Uint8Array(signature))}, k=${publicKey}`;
}

async function takeChance(): Promise<Chance> {
  const keys = (await crypto.subtle.generateKey(P256, true, ['deriveBits'])) as CryptoKeyPair;
  return { salt: crypto.getRandomValues(new Uint8Array(16)), keys };
}

async function agree(mine: CryptoKey, theirs: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', theirs, P256, false, []);
  // the types of the runtime call it $public, the standard and the runtime itself public
  const algorithm = { name: 'ECDH', public: key } as unknown as SubtleCryptoDeriveKeyAlgorithm;
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, mine, 256));
}

async function derive(secret: Bytes, salt: Bytes, info: Bytes, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8));
}

function joined(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
