/** Phones that send and fetch files in tests of routes: as scripts do, as forms do, and with nothing on the way left out of sight. */
import { expect } from 'vitest';
import { app } from '../../worker/app.tsx';
import type { Env } from '../../worker/env.ts';
import { blob, drawing } from '../support/files.ts';
import { type Actor, env, openScene, origin, type Scene, stored } from './scene.ts';
import { cookieOf, partsOf } from './table.ts';

/** The cluster of one test file, and the address under which it stands. */
export let scene: Scene;
export let at: string;

export async function openForFiles(): Promise<void> {
  scene = await openScene();
  at = `/c/${scene.slug}`;
}

export type Headers = Record<string, string>;

/** A request as the phone of an actor makes it. */
export async function request(
  actor: Actor,
  method: string,
  path: string,
  headers: Headers = {},
  body?: BodyInit,
  to: Env = env,
): Promise<Response> {
  const own: Headers = method === 'GET' || method === 'HEAD' ? {} : { origin };
  const all = { 'accept-language': 'en', ...own, ...cookieOf(scene, actor), ...headers };
  return app.request(`${origin}${path}`, { method, headers: all, body: body ?? null, redirect: 'manual' }, to);
}
export const get = (actor: Actor, path: string, headers?: Headers) => request(actor, 'GET', path, headers);

export const fromOutbox = { 'x-outbox': '1' };
export const newKey = () => crypto.randomUUID();
export interface Sending {
  actor?: Actor;
  key?: string;
  headers?: Headers;
  to?: Env;
}
/** Sends files ahead of their form, as a script does. */
export async function send(
  files: Record<string, Uint8Array>,
  { actor = 'owner', key = newKey(), headers = fromOutbox, to = env }: Sending = {},
) {
  const parts = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, blob(file)]));
  const answer = await request(actor, 'POST', `${at}/files`, headers, partsOf({ key }, parts), to);
  const said = await answer.text();
  const json = /json/.test(answer.headers.get('content-type') ?? '') ? (JSON.parse(said) as { id?: number; code?: string }) : {};
  return { status: answer.status, said, ...json };
}
export const taken = async (files: Record<string, Uint8Array>, sending?: Sending) => {
  const answer = await send(files, sending);
  expect(answer.status, answer.said).toBe(200);
  return answer.id as number;
};
export async function served(id: number, small = false, actor: Actor = 'owner') {
  const answer = await get(actor, `${at}/files/${id}${small ? '/small' : ''}`);
  expect(answer.status).toBe(200);
  return { headers: answer.headers, file: new Uint8Array(await answer.arrayBuffer()) };
}
export const refusedWith = async (files: Record<string, Uint8Array>, sending?: Sending) => {
  const { status, code } = await send(files, sending);
  return [status, code];
};
/** What stands in the store, and in every row. */
export async function everything() {
  const { objects } = await env.FILES.list({ limit: 1000 });
  return { rows: await stored(scene), objects: objects.map(({ key }) => key).sort() };
}
let shade = 0;
/** Another photo each time. */
export const newPhoto = () => {
  shade += 2;
  return drawing(64, 48, shade + 1);
};
