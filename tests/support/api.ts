/** Callers of the JSON API in tests: people signed in by phone, programs with a token, and clusters that they open and join. */
import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { ClusterOpening } from '../../schema/cluster.ts';
import type { FirmDraft } from '../../schema/firm.ts';
import type { ListingDraft, ListingView } from '../../schema/listing.ts';
import type { Profile, Scope } from '../../schema/person.ts';

export const origin = 'http://127.0.0.1:8787';
/** The operator of wrangler.jsonc. */
export const operatorPhone = '+201000000001';

export const worker = (exports as unknown as { default: Fetcher }).default;

export interface Answered<T = never> {
  status: number;
  headers: Headers;
  body: T;
  /** The code of the problem, when it is one. */
  code: string | undefined;
}

/** One who calls the API, with what is sent along each time. */
export class Caller {
  constructor(readonly headers: Record<string, string> = {}) {}

  get = <T>(path: string, headers?: Record<string, string>) => this.send<T>('GET', path, undefined, headers);
  post = <T>(path: string, body?: unknown, headers?: Record<string, string>) => this.send<T>('POST', path, body, headers);
  put = <T>(path: string, body?: unknown, headers?: Record<string, string>) => this.send<T>('PUT', path, body, headers);
  patch = <T>(path: string, body?: unknown, headers?: Record<string, string>) => this.send<T>('PATCH', path, body, headers);
  delete = <T>(path: string, headers?: Record<string, string>) => this.send<T>('DELETE', path, undefined, headers);

  /** A write carries a new key unless `headers` bring one; a header given as '' is left out. */
  async send<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered<T>> {
    const sent: Record<string, string> = { 'accept-language': 'en', ...this.headers };
    if (method !== 'GET') sent['idempotency-key'] = crypto.randomUUID();
    if (body !== undefined) sent['content-type'] = 'application/json';
    Object.assign(sent, headers);
    for (const [name, value] of Object.entries(sent)) if (value === '') delete sent[name];
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await worker.fetch(`${origin}/api/v1${path}`, { method, headers: sent, body: text, redirect: 'manual' });
    const said = await response.text();
    const value = said === '' || !/json/.test(response.headers.get('content-type') ?? '') ? null : JSON.parse(said);
    return {
      status: response.status,
      headers: response.headers,
      body: value as T,
      code: /problem/.test(response.headers.get('content-type') ?? '') ? value.code : undefined,
    };
  }
}

export const visitor = new Caller();

const signedIn = new Map<string, Promise<Caller>>();

/** A person at a browser. The same phone is signed in once per test file, since codes are limited. */
export function person(phone: string, name = 'Sami'): Promise<Caller> {
  let known = signedIn.get(phone);
  if (!known) {
    known = signIn(phone, name);
    signedIn.set(phone, known);
  }
  return known;
}

export async function signIn(phone: string, name: string): Promise<Caller> {
  expect((await visitor.post('/session/codes', { phone })).status).toBe(202);
  const answer = await visitor.post<Profile>('/session', { phone, code: await lastCode(phone) });
  expect(answer.status).toBe(200);
  const caller = new Caller({ cookie: cookieOf(answer) });
  const named = await caller.patch('/me', { name, locale: null });
  expect(named.status).toBe(200);
  return new Caller({ cookie: cookieOf(named, caller.headers.cookie) });
}

/** The code that was last sent to a phone, as the development outbox shows it. */
async function lastCode(phone: string): Promise<string> {
  const { body } = await visitor.get<{ to: string; text: string }[]>('/outbox');
  return /\d{6}/.exec(body.find(({ to, text }) => to === phone && /\b\d{6}\b/.test(text))?.text ?? '')?.[0] ?? '';
}

/** The Cookie header of a browser after an answer. */
export function cookieOf(answer: { headers: Headers }, before = ''): string {
  const pairs = [...before.split('; ').filter(Boolean), ...answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')];
  return [...new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair])).values()].join('; ');
}

/** A program with a token of a person. */
export async function program(of: Caller, scopes: Scope[]): Promise<Caller> {
  const made = await of.post<{ token: string }>('/me/tokens', { name: 'test', scopes, days: 1 });
  expect(made.status).toBe(201);
  return new Caller({ authorization: `Bearer ${made.body.token}` });
}

export function opening(slug: string, managerPhone: string): ClusterOpening {
  return {
    cluster: {
      slug,
      names: { ar: 'مدينة الجلود', fr: 'Cité du cuir', en: 'Leather city' },
      about: { ar: 'مدابغ وورش', fr: 'Tanneries et ateliers', en: 'Tanneries and workshops' },
      sector: 'leather',
      country: 'EG',
      place: { lat: 30.08, lng: 31.83 },
      languages: ['ar', 'en'],
      timeZone: 'Africa/Cairo',
      currency: 'EGP',
    },
    office: 'جمعية مدينة الجلود',
    manager: { name: 'منى عبد الله', phone: managerPhone },
  };
}

/** A new cluster, and its manager signed in. */
export async function openCluster(slug: string, managerPhone: string): Promise<{ at: string; manager: Caller }> {
  const operator = await person(operatorPhone, 'Operator');
  const opened = await operator.post('/clusters', opening(slug, managerPhone));
  expect(opened.status).toBe(201);
  return { at: `/clusters/${slug}`, manager: await person(managerPhone, 'منى عبد الله') };
}

/** A firm that joins by the manager's invitation, with its first member signed in. */
export async function joinFirm(
  at: string,
  manager: Caller,
  phone: string,
  firm: z.input<typeof FirmDraft> = { name: 'ورشة النور', role: 'workshop' },
): Promise<{ member: Caller; firm: number }> {
  const invited = await manager.post<{ token: string }>(`${at}/invitations`, { note: firm.name });
  expect(invited.status).toBe(201);
  const member = await person(phone, 'خالد حسن');
  const joined = await member.post<{ firm: number }>(`${at}/invitations/by-token/${invited.body.token}/acceptance`, { firm });
  expect(joined.status).toBe(201);
  return { member, firm: joined.body.firm };
}

export const offer: z.input<typeof ListingDraft> = {
  direction: 'offer',
  kind: 'input',
  title: 'جلد بقري كروم وجه كامل',
  text: 'مدبوغ كروم، سمك ١٫٤ مم',
  quantity: { amount: 2_000_000, unit: 'FTK' },
  price: { form: 'fixed', min: 4_500, currency: 'EGP', per: 'FTK' },
  visibility: 'public',
};

/** A listing of a member's firm that the manager has published; answers its number. */
export async function publishListing(
  at: string,
  member: Caller,
  manager: Caller,
  listing: z.input<typeof ListingDraft> = offer,
): Promise<number> {
  const posted = await member.post<{ id: number; state: string }>(`${at}/listings`, listing);
  expect(posted.status).toBe(201);
  const { id } = posted.body;
  if (posted.body.state === 'published') return id;
  const read = await manager.get<ListingView>(`${at}/listings/${id}`);
  const decided = await manager.post<{ state: string }>(`${at}/listings/${id}/decisions`, {
    act: 'publish',
    revision: read.body.owner?.revision,
  });
  expect(decided.body.state).toBe('published');
  return id;
}
