/** How often codes may be asked for and tried, by phone and by client address. */
import { hour } from '../../schema/time.ts';
import { configured, type Env } from '../env.ts';

export interface Who {
  /** Null: only the address counts. */
  phone: string | null;
  address: string;
}

/** At most `most` acts within `within` milliseconds, by phone or by address. */
interface Limit {
  by: 'phone' | 'address';
  within: number;
  most: number;
}

type Counted = { id: number; retryAfter?: undefined } | { retryAfter: number; id?: undefined };

/** Seconds between two codes to one phone. */
export const resendAfter = 30;
const sendsPerPhone = 5;
/** Tries of one code; a client address may try as often as its codes allow. */
export const triesPerCode = 3;

/** Counts a code about to be sent, unless that would be too many. */
export function countSend(env: Env, who: Who, now: number): Promise<Counted> {
  return count(env, 'send', who, now, [
    { by: 'phone', within: resendAfter * 1000, most: 1 },
    { by: 'phone', within: hour, most: sendsPerPhone },
    { by: 'address', within: hour, most: configured(env).sendsPerAddress },
  ]);
}

/** A send that failed no longer counts against the phone; it still does against the address, which could otherwise ask without end. */
export async function forgiveSend(env: Env, id: number): Promise<void> {
  await env.DIRECTORY.prepare('UPDATE sign_in_act SET phone = NULL WHERE id = ?').bind(id).run();
}

/** Counts a try of a code, unless that would be too many. */
export function countTry(env: Env, address: string, now: number): Promise<Counted> {
  return count(env, 'try', { phone: null, address }, now, [
    { by: 'address', within: hour, most: triesPerCode * configured(env).sendsPerAddress },
  ]);
}

/** One statement counts and inserts, so that of two callers at once only as many pass as may. */
async function count(env: Env, act: 'send' | 'try', who: Who, now: number, limits: Limit[]): Promise<Counted> {
  const db = env.DIRECTORY;
  const known = { phone: who.phone, address: network(who.address) };
  const room = limits.map(({ by }) => `(SELECT count(*) FROM sign_in_act WHERE act = ? AND ${by} = ? AND at > ?) < ?`).join(' AND ');
  const [, inserted] = await db.batch<{ id: number }>([
    db.prepare('DELETE FROM sign_in_act WHERE at <= ?').bind(now - hour),
    db
      .prepare(`INSERT INTO sign_in_act (act, phone, address, at) SELECT ?, ?, ?, ? WHERE ${room} RETURNING id`)
      .bind(act, known.phone, known.address, now, ...limits.flatMap(({ by, within, most }) => [act, known[by], now - within, most])),
  ]);
  const id = inserted?.results[0]?.id;
  if (id !== undefined) return { id };

  // each limit has room again when its `most`-th newest act has grown old
  const oldest = await db.batch<{ at: number }>(
    limits.map(({ by, most }) =>
      db.prepare(`SELECT at FROM sign_in_act WHERE act = ? AND ${by} = ? ORDER BY at DESC LIMIT 1 OFFSET ?`).bind(act, known[by], most - 1),
    ),
  );
  const waits = limits.map(({ within }, i) => (oldest[i]?.results[0]?.at ?? 0) + within - now);
  return { retryAfter: Math.max(1, Math.ceil(Math.max(...waits) / 1000)) };
}

/** What one client may be known by: its IPv4 address, or the /64 network of its IPv6 address, within which it can choose freely. */
export function network(address: string): string {
  if (!address.includes(':')) return address || 'unknown';
  const mapped = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
