/** Tokens by which a link in an e-mail ends one watch, without signing in. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { day } from '../../../schema/time.ts';

/** As long as the notice of what was found is kept. */
const holds = 365;

/** Good for this watch of this cluster, and nothing else: the numbers of watches are never given again. */
export function watchToken(secret: string, cluster: string, watch: number, now: number): string {
  const since = Math.floor(now / day).toString(36);
  return `${sealOf(secret, cluster, watch, since)}${since}_${watch}`;
}

/** The watch that a token is about; null for one that we did not make for this cluster, or that is too old. */
export function readWatchToken(secret: string, cluster: string, token: string, now: number): number | null {
  const [, seal = '', since = '', id = ''] = /^([\w-]{43})([0-9a-z]{1,6})_([1-9]\d{0,14})$/.exec(token) ?? [];
  // security: compared in constant time, or a seal could be guessed letter by letter
  if (!seal || !timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(secret, cluster, Number(id), since)))) return null;
  return Number.parseInt(since, 36) + holds < Math.floor(now / day) ? null : Number(id);
}

/** security: "watch" keeps these seals apart from those of other links, which are made with the same secret. */
const sealOf = (secret: string, cluster: string, watch: number, since: string) =>
  createHmac('sha256', secret).update(['watch', cluster, watch, since].join('\n')).digest('base64url');
