/** Message gateways over HTTP: an address and a body with places for what is sent, read from the settings as sentences or as a gateway. */
import { z } from 'zod';
import type { Wrong } from './env.ts';

/** `{to}`, `{text}` … in the address or in the body are filled in for each message. */
export interface Gateway {
  url: string;
  method: 'GET' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body: string;
  encoding: 'json' | 'form';
}

export interface GatewayKind {
  /** What its settings begin with. */
  name: 'SMS' | 'EMAIL';
  called: string;
  /** What must not travel in clear. */
  carries: string;
  places: readonly string[];
}

export const smsKind: GatewayKind = { name: 'SMS', called: 'SMS', carries: 'sign-in codes', places: ['to', 'text'] };
export const emailKind: GatewayKind = { name: 'EMAIL', called: 'e-mail', carries: 'links', places: ['to', 'subject', 'text'] };

/** The gateway of a kind, or null where none is set; `local` allows one without https. */
export function readGateway(
  text: (name: string) => string,
  local: boolean,
  { name, called, carries, places }: GatewayKind,
): { gateway: Gateway | null; wrong: Wrong[] } {
  const url = text(`${name}_URL`);
  if (url === '') return { gateway: null, wrong: [] };
  const wrong: Wrong[] = [];
  const say = (part: string, says: string) => wrong.push({ about: `${name}_${part}`, says: `${name}_${part} ${says}` });

  const filled = (template: string) => places.reduce((sofar, place) => sofar.replaceAll(`{${place}}`, '1'), template);
  const bare = filled(url);
  if (!URL.canParse(bare) || !/^https?:$/.test(new URL(bare).protocol)) say('URL', `must be the http(s) address of the ${called} gateway.`);
  // security: what lets somebody in does not travel in clear over a network
  else if (!local && new URL(bare).protocol === 'http:' && !loopback.test(new URL(bare).hostname))
    say('URL', `must begin with https://: ${carries} must not travel in clear.`);

  const method = text(`${name}_METHOD`).toUpperCase() || 'POST';
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT') say('METHOD', 'must be GET, POST or PUT.');

  const headers = readHeaders(text(`${name}_HEADERS`));
  if (!headers) say('HEADERS', 'must be a JSON object of header names and values, such as {"Authorization":"Bearer …"}.');

  const body = method === 'GET' ? '' : text(`${name}_BODY`);
  if (places.some((place) => !(url + body).includes(`{${place}}`)))
    say('BODY', `(or ${name}_URL) must contain ${listed(places.map((place) => `{${place}}`))}, in place of what is sent.`);
  const type =
    new Headers(headers ?? {}).get('content-type') ??
    (/^(\{\s*"|\[)/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded');
  const encoding = /json/i.test(type) ? 'json' : 'form';
  if (encoding === 'form' && !/x-www-form-urlencoded/i.test(type))
    say('HEADERS', 'must have the content type application/json or application/x-www-form-urlencoded, or none.');
  if (encoding === 'json' && body !== '' && !isJson(filled(body))) say('BODY', 'is not JSON.');

  if (wrong.length > 0 || !headers) return { gateway: null, wrong };
  const typed = method === 'GET' || new Headers(headers).has('content-type') ? headers : { ...headers, 'content-type': type };
  return { gateway: { url, method: method as Gateway['method'], headers: typed, body, encoding }, wrong };
}

/** Hosts on this machine, to which nothing travels over a network. */
export const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const HeaderRecord = z.record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/));

function readHeaders(json: string): Record<string, string> | null {
  if (json === '') return {};
  if (!isJson(json)) return null;
  return HeaderRecord.safeParse(JSON.parse(json)).data ?? null;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const listed = (names: string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
