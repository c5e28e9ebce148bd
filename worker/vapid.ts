/** The key by which push services know this site (VAPID, RFC 8292), and who they may write to about it. */

import { z } from 'zod';
import { fromBase64url, toBase64url } from '../schema/base64url.ts';
import type { Wrong } from './env.ts';
import { isJson } from './gateway.ts';

export interface VapidKey {
  /** The private key of P-256. */
  jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string; d: string };
  /** The uncompressed point in base64url, as browsers take it. */
  publicKey: string;
  /** https: or mailto: of whoever runs this site. */
  subject: string;
}

/** Signs pushes where none is configured in development. */
export const developmentVapidKey = JSON.stringify({
  kty: 'EC',
  crv: 'P-256',
  x: 'hL05I8BDFTm7YnofmkhxqQOzNWwdXUJilGYzG-B5pMc',
  y: 'jpton36DkbH0NCPzEuL06MkkcCau_CHJl69Ig-kCl9o',
  d: 'p1kdM9IVfGyIdoxduqcd5IYCfgQMGurjkPbcCk7VHZU',
});

/** 32 bytes. */
const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const Jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: Coordinate, y: Coordinate, d: Coordinate });

/** The key, or null where push is off: in production without one. */
export function readVapid(text: (name: string) => string, local: boolean, publicUrl: string): { vapid: VapidKey | null; wrong: Wrong[] } {
  const json = text('VAPID_KEY') || (local ? developmentVapidKey : '');
  const subject = text('VAPID_SUBJECT') || publicUrl.replace(/\/$/, '');
  const wrong: Wrong[] = [];
  if (!/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)?$/.test(text('VAPID_SUBJECT')))
    wrong.push({ about: 'VAPID_SUBJECT', says: 'VAPID_SUBJECT must be mailto: and an address, or an https address.' });
  if (json === '') return { vapid: null, wrong };
  const jwk = isJson(json) ? Jwk.safeParse(JSON.parse(json)).data : undefined;
  if (!jwk)
    wrong.push({
      about: 'VAPID_KEY',
      says: 'VAPID_KEY must be a private key of P-256 as a JWK: `npm run preflight -- --vapid` makes one.',
    });
  // security: everybody has the key of development, and could send to phones in our name with it
  else if (!local && jwk.d === JSON.parse(developmentVapidKey).d)
    wrong.push({ about: 'VAPID_KEY', says: 'VAPID_KEY is the one of development: `npm run preflight -- --vapid` makes another.' });
  if (!jwk || wrong.length > 0) return { vapid: null, wrong };
  return { vapid: { jwk, publicKey: pointOf(jwk), subject }, wrong };
}

function pointOf({ x, y }: VapidKey['jwk']): string {
  return toBase64url(Uint8Array.of(4, ...fromBase64url(x), ...fromBase64url(y)));
}
