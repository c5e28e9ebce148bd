/** A phone that takes pushes, as its browser does: it has keys, and reads what was encrypted for them (RFC 8291). */
import type { PushTarget } from '../../schema/reach.ts';

export interface Phone {
  target: PushTarget;
  /** What a push says. Throws when it was not made for this phone. */
  read<T>(body: BodyInit | null | undefined): Promise<T>;
}

const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const encoder = new TextEncoder();

export async function phone(endpoint: string): Promise<Phone> {
  const keys = (await crypto.subtle.generateKey(P256, true, ['deriveBits'])) as CryptoKeyPair;
  const point = new Uint8Array((await crypto.subtle.exportKey('raw', keys.publicKey)) as ArrayBuffer);
  const auth = crypto.getRandomValues(new Uint8Array(16));
  return {
    target: { endpoint, keys: { p256dh: base64url(point), auth: base64url(auth) } },
    async read(body) {
      const sealed = new Uint8Array(await new Response(body).arrayBuffer());
      const plain = await open(sealed, keys.privateKey, point, auth);
      return JSON.parse(new TextDecoder().decode(plain));
    },
  };
}

async function open(sealed: Uint8Array<ArrayBuffer>, mine: CryptoKey, point: Uint8Array, auth: Uint8Array): Promise<Uint8Array> {
  const salt = sealed.slice(0, 16);
  const length = sealed[20] ?? 0;
  const theirs = sealed.slice(21, 21 + length);
  const sender = await crypto.subtle.importKey('raw', theirs, P256, false, []);
  const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: sender } as unknown as SubtleCryptoDeriveKeyAlgorithm, mine, 256);
  const info = new Uint8Array([...encoder.encode('WebPush: info\0'), ...point, ...theirs]);
  const secret = await derive(agreed, auth, info, 32);
  const key = await crypto.subtle.importKey(
    'raw',
    await derive(secret, salt, encoder.encode('Content-Encoding: aes128gcm\0'), 16),
    'AES-GCM',
    false,
    ['decrypt'],
  );
  const iv = await derive(secret, salt, encoder.encode('Content-Encoding: nonce\0'), 12);
  const record = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed.slice(21 + length)));
  // a record ends with 2 when it is the last, and with zeros before it is full
  const end = record.lastIndexOf(2);
  return record.slice(0, end);
}

async function derive(secret: ArrayBuffer, salt: Uint8Array, info: Uint8Array, length: number): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: salt as BufferSource, info: info as BufferSource },
    key,
    length * 8,
  );
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
