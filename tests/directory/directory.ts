/// <reference types="vite/types/importMeta.d.ts" />
/** A directory with its migrations applied and nothing in it, and a browser that signs in to it. */
import { applyD1Migrations } from 'cloudflare:test';
import { env as bound } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { Person } from '../../schema/person.ts';
import { forgetClusters } from '../../worker/directory/clusters.ts';
import { sendCode, verifyCode } from '../../worker/directory/sign-in.ts';
import type { Env } from '../../worker/env.ts';
import { listMessages } from '../../worker/outside/kept.ts';

const files = import.meta.glob<string>('../../migrations/directory/*.sql', { query: '?raw', import: 'default', eager: true });
export const migrations = Object.keys(files)
  .sort()
  .map((path) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    queries: (files[path] ?? '').split('--> statement-breakpoint').map((sql) => sql.trim()),
  }));
const tables = [
  'person',
  'session',
  'verification',
  'sign_in_act',
  'cluster',
  'membership',
  'token',
  'outbox_message',
  'push_subscription',
  'reach',
];

export const operator = '+201000000001';

/** The bindings of the test Worker with settings of their own. */
export function environment(vars: Partial<Env> = {}): Env {
  const { DIRECTORY, MARKET, CATALOGUE, FILES, IMAGES } = bound as unknown as Env;
  return { DIRECTORY, MARKET, CATALOGUE, FILES, IMAGES, STAGE: 'test', DEV_OUTBOX: 'on', OPERATORS: operator, ...vars };
}

export async function emptyDirectory(): Promise<void> {
  const { DIRECTORY } = environment();
  await applyD1Migrations(DIRECTORY, migrations);
  await DIRECTORY.batch(tables.map((table) => DIRECTORY.prepare(`DELETE FROM ${table}`)));
  forgetClusters();
}

export async function count(env: Env, sql: string, ...values: unknown[]): Promise<number> {
  return (
    (await env.DIRECTORY.prepare(`SELECT count(*) AS n FROM ${sql}`)
      .bind(...values)
      .first<number>('n')) ?? 0
  );
}

/** The code that was last sent to a phone, where notices may come too. */
export async function codeFor(env: Env, phone: string): Promise<string> {
  const message = (await listMessages(env)).find(({ to, text }) => to === phone && /\b\d{6}\b/.test(text));
  const code = /\d{6}/.exec(message?.text ?? '')?.[0];
  expect(code, `a code for ${phone}`).toBeDefined();
  return code as string;
}

/** Another code of six digits. */
export const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

/** Signs a phone in; answers the Cookie header that its browser sends from then on. */
export async function signIn(env: Env, phone: string, now = Date.now()): Promise<{ person: Person; cookie: string }> {
  const sent = await sendCode(env, { phone, address: '192.0.2.1', locale: 'ar', now });
  expect(sent.refusal).toBeUndefined();
  const answer = await verifyCode(env, { phone, code: await codeFor(env, phone), address: '192.0.2.1', now });
  if (!answer.value) throw new Error(`Not signed in: ${answer.refusal.code}`);
  return { person: answer.value.person, cookie: cookieHeader(answer.value.cookies) };
}

export function cookieHeader(cookies: string[]): string {
  return cookies.map((line) => line.split(';')[0]).join('; ');
}
