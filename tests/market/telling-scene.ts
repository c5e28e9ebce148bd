/** The scene that the tests of being told outside share: a firm with a listing, people who carry phones, and everything that stands outside. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { expect, vi } from 'vitest';
import type { Person } from '../../schema/person.ts';
import type { ReachEdit } from '../../schema/reach.ts';
import { confirmEmail, reachOf, readReach, subscribe, writeReach } from '../../worker/directory/reach.ts';
import type { Env } from '../../worker/env.ts';
import { tellDue } from '../../worker/market/telling.ts';
import { emptyDirectory, environment } from '../directory/directory.ts';
import { env, firmDraft, join, key, manager, type Opened, openMarket, person, publish, value } from '../support/market.ts';
import { type Phone, phone } from '../support/phone.ts';

export const tanner = person('Tarek Tanner');
export const partner = person('Pia Partner');
export const cobbler = person('Camal Cobbler');
export const outsider = person('Olfa Outsider');

/** Noon in Cairo. */
const noon = Date.UTC(2027, 0, 12, 10);
export const sms = { SMS_URL: 'https://sms.test/', SMS_BODY: '{"to":"{to}","text":"{text}"}' };
export const mail = { EMAIL_URL: 'https://mail.test/', EMAIL_BODY: '{"to":"{to}","subject":"{subject}","text":"{text}"}' };
/** A site with every way out, and none of development. */
export const outside = environment({ ...sms, ...mail, DEV_OUTBOX: 'off', PUBLIC_URL: 'https://unqud.test' });

export let opened: Opened;
export let firm: number;
export let listing: number;

export async function openForTelling(): Promise<void> {
  // alarms of this future do not ring by themselves
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  await emptyDirectory();
  for (const one of [tanner, partner, cobbler, outsider, manager]) await register(one);
  opened = await openMarket();
  firm = await join(opened, tanner);
  await join(opened, cobbler, firmDraft({ name: 'ورشة كمال', role: 'workshop' }));
  listing = await publish(opened, tanner);
  // what happened so far was told
  await ring();
  await sql('delete from outbox');
  await sql('update notice set read_at = 1');
  await env.DIRECTORY.exec('DELETE FROM outbox_message');
  await sql('delete from spending');
}

export function backToNow(): void {
  vi.useRealTimers();
  vi.restoreAllMocks();
}

export async function register({ id, phone: number, name }: Person): Promise<void> {
  const columns = 'id, name, email, email_verified, phone, phone_verified, locale, created_at, updated_at';
  await env.DIRECTORY.prepare(`INSERT INTO person (${columns}) VALUES (?, ?, ?, 0, ?, 1, NULL, 0, 0)`)
    .bind(id, name, `${id}@phone.invalid`, number)
    .run();
}

export const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, { storage }) => storage.sql.exec(text, ...values).toArray() as T[]);
export const waiting = () =>
  sql<{ subject: string; due_at: number; attempts: number }>("select * from outbox where topic = 'notices' order by id");
export const texts = () => sql<{ who: string; month: string; texts: number }>('select * from spending');

/** Tells what is due at a moment, with the settings of a site. */
export const tell = (at: number, to: Env = outside) =>
  runInDurableObject(opened.stub, (market) => tellDue(market.store.db, to, market.cluster, at));
export const ring = async () => {
  vi.setSystemTime(Date.now() + 40_000);
  await runDurableObjectAlarm(opened.stub);
};

/** What evicts waits by the clock. */
export const evict = async () => {
  const now = Date.now();
  vi.useRealTimers();
  await evictDurableObject(opened.stub);
  vi.useFakeTimers({ toFake: ['Date'], now });
};

export const ask = async (who = outsider, about = listing) =>
  (await value(opened.market.buyer(who).ask(about, { message: 'هل هو موجود؟', quantity: null }, key()))).id;
export const choose = async (who: Person, edit: Partial<ReachEdit>) => {
  const { muted, texts, email, quiet } = await readReach(env, who.id);
  await writeReach(env, who.id, { muted, texts, email, quiet, ...edit });
};
export const confirmed = async (who: Person, email: string) => {
  await choose(who, { email });
  await confirmEmail(env, who.id, email, noon);
};

let phones = 0;
export const carry = async (who: Person): Promise<Phone> => {
  const one = await phone(`https://push.test/${++phones}`);
  expect(await subscribe(env, who.id, one.target, noon)).toEqual({ value: null });
  return one;
};
export const subscriptions = async (who: Person) => (await reachOf(env, who.id))?.subscriptions.map(({ endpoint }) => endpoint) ?? [];

export type Answer = () => Response | Promise<Response>;
export const took: Answer = () => new Response(null, { status: 201 });
export const status =
  (code: number): Answer =>
  () =>
    new Response(null, { status: code });
export const silence: Answer = () => Promise.reject(new DOMException('', 'TimeoutError'));

/** What stands outside: each address answers as it is told to, and all others take what they get. */
export function world(answers: Record<string, Answer> = {}) {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => (answers[String(url)] ?? took)());
  return {
    answers,
    fetch,
    /** Whom something was sent to, in order. */
    sentTo: () => fetch.mock.calls.map(([url]) => String(url)),
    bodies: (url: string) => fetch.mock.calls.filter(([to]) => String(to) === url).map(([, init]) => init?.body),
    texts: () => fetch.mock.calls.filter(([to]) => String(to) === 'https://sms.test/').map(([, init]) => JSON.parse(String(init?.body))),
    mails: () => fetch.mock.calls.filter(([to]) => String(to) === 'https://mail.test/').map(([, init]) => JSON.parse(String(init?.body))),
  };
}
