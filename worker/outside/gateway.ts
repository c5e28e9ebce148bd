/** Handing a message to a gateway over HTTP. */
import type { Gateway } from '../gateway.ts';
import { silence, statusOf } from './patience.ts';

/** A gateway that has not answered by then (milliseconds) counts as silent. */
const patience = 5_000;

/** What became of a message: `perhaps` where the gateway was silent, and may have sent it all the same. */
export type Handed = 'taken' | 'refused' | 'perhaps';

/** Hands a message over: a gateway that refuses, redirects or cannot be reached did not take it. */
export async function hand(gateway: Gateway, called: string, message: Readonly<Record<string, string>>): Promise<Handed> {
  try {
    const init = {
      method: gateway.method,
      headers: gateway.headers,
      body: gateway.method === 'GET' ? undefined : fill(gateway.body, message, gateway.encoding === 'json' ? inJson : encodeURIComponent),
      // security: a redirect would carry the message to an address that nobody configured
      redirect: 'manual' as const,
    };
    const status = await statusOf(fill(gateway.url, message, encodeURIComponent), init, patience);
    if (status >= 200 && status < 300) return 'taken';
    console.error(`The ${called} gateway answered ${status}.`);
    return 'refused';
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(`The ${called} gateway did not answer: ${name}.`);
    return name === silence ? 'perhaps' : 'refused';
  }
}

function fill(template: string, message: Readonly<Record<string, string>>, encode: (value: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(message, name) ? message[name] : undefined;
    return value === undefined ? place : encode(value);
  });
}

const inJson = (value: string) => JSON.stringify(value).slice(1, -1);
