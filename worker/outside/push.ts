/** Pushes to browsers, through the push service that each of them named. */
import type { PushTarget } from '../../schema/reach.ts';
import { configured, type Env } from '../env.ts';
import { statusOf } from './patience.ts';
import { authorization, encrypt } from './web-push.ts';

export interface Push {
  /** What the browser's service worker reads. */
  payload: unknown;
  /** Seconds after which it is no longer worth showing. */
  ttl: number;
  urgency: 'normal' | 'high';
  /** A newer one of the same topic takes the place of one that waits; at most 32 letters of base64url. */
  topic: string;
}

/** `gone`: this browser takes no pushes any more. `failed`: perhaps later. */
export type Pushed = 'told' | 'gone' | 'failed';

/** A push service that has not answered by then (milliseconds) counts as silent. */
const patience = 5_000;

export async function sendPush(env: Env, { endpoint, keys }: PushTarget, push: Push, now: number): Promise<Pushed> {
  const { vapid } = configured(env);
  if (!vapid) return 'failed';
  const sealed = await encrypt(JSON.stringify(push.payload), keys).catch(() => null);
  // no browser made these keys
  if (!sealed) return 'gone';
  try {
    const init = {
      method: 'POST',
      headers: {
        authorization: await authorization(vapid, endpoint, now),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(push.ttl),
        urgency: push.urgency,
        topic: push.topic,
      },
      body: sealed,
      // security: a redirect would lead to a place that was not looked at
      redirect: 'manual' as const,
    };
    // security: the address was chosen by a browser; what it says is not read, and nobody hears of it
    const status = await statusOf(endpoint, init, patience);
    if (status >= 200 && status < 300) return 'told';
    if (status === 404 || status === 410) return 'gone';
    console.error(`A push service answered ${status}.`);
    return 'failed';
  } catch (error) {
    console.error(`A push service did not answer: ${error instanceof Error ? error.name : 'unknown'}.`);
    return 'failed';
  }
}
