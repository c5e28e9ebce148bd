/** A market for tests: opened, with firms and people in it, spoken to through its capabilities as the Worker does. */
import { runInDurableObject } from 'cloudflare:test';
import { env as bound } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { z } from 'zod';
import { Cluster } from '../../schema/cluster.ts';
import { FirmDraft } from '../../schema/firm.ts';
import { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import type { Outcome } from '../../schema/refusal.ts';
import { SearchQuery } from '../../schema/search.ts';
import type { Env } from '../../worker/env.ts';
import type { Market } from '../../worker/market/market.ts';
import type { RemoteMarket } from '../../worker/middleware/market.ts';

export const env = bound as unknown as Env;

let keys = 0;
/** A key never used before. */
export const key = (): string => `test-key-${++keys}-${crypto.randomUUID().slice(0, 8)}`;

export function cluster(slug: string): Cluster {
  return Cluster.parse({
    slug,
    names: { ar: 'مدينة الجلود بالروبيكي', fr: 'Cité du cuir de Robbiki', en: 'Robbiki leather city' },
    about: { ar: 'دباغة وغراء ومنتجات.', fr: 'Tannage et produits.', en: 'Tanning and goods.' },
    sector: 'leather',
    country: 'EG',
    place: { lat: 30.15, lng: 31.73 },
    languages: ['ar'],
    timeZone: 'Africa/Cairo',
    currency: 'EGP',
  });
}

export function person(name: string): Person {
  const digits = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_000_000, 7);
  return { id: `person-${name}`, phone: `+2010${String(digits).padStart(8, '1')}`, name };
}

export const manager = person('Mona Manager');

export interface Opened {
  stub: DurableObjectStub<Market>;
  market: RemoteMarket;
  slug: string;
}

let opened = 0;
/** A new market of its own, with `manager` as its manager. */
export async function openMarket(slug = `market-${++opened}`): Promise<Opened> {
  const stub = env.MARKET.get(env.MARKET.idFromName(slug));
  await stub.open(cluster(slug), firmDraft({ name: 'Cluster office', role: 'association' }), manager);
  return { stub, market: capabilities(stub), slug };
}

type Call = (...args: unknown[]) => Promise<unknown>;

/** Capabilities that are given back after one call, since an object with a stub outside is never evicted. */
export function capabilities(stub: DurableObjectStub<Market>): RemoteMarket {
  const roles = stub as unknown as Record<keyof RemoteMarket, (who: Person | null) => Record<string, Call> & Disposable>;
  const role = (name: keyof RemoteMarket) => (who: Person | null) =>
    new Proxy({} as Record<string, Call>, {
      get:
        (_, method: string) =>
        async (...args: unknown[]) => {
          using capability = roles[name](who);
          return await capability[method]?.(...args);
        },
    });
  return { visitor: role('visitor'), buyer: role('buyer'), member: role('member'), manager: role('manager') } as unknown as RemoteMarket;
}

export function firmDraft(over: Partial<z.input<typeof FirmDraft>> = {}): FirmDraft {
  return FirmDraft.parse({ name: 'مدبغة النور', role: 'tannery', about: 'دباغة جلود بقري', place: { lat: 30.151, lng: 31.731 }, ...over });
}

export function listingDraft(over: Partial<z.input<typeof ListingDraft>> = {}): ListingDraft {
  return ListingDraft.parse({
    direction: 'offer',
    kind: 'input',
    title: 'جلد بقري طبيعي',
    text: 'سمك ١.٢ مم',
    price: { form: 'fixed', min: 9000, currency: 'EGP', per: 'FTK' },
    quantity: { amount: 500_000, unit: 'FTK' },
    visibility: 'public',
    ...over,
  });
}

export const query = (over: Partial<z.input<typeof SearchQuery>> = {}): SearchQuery => SearchQuery.parse(over);

/** The value of an answer that must not be a refusal. */
export async function value<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer;
  expect(outcome.refusal).toBeUndefined();
  return outcome.value as T;
}

export async function refusal<T>(answer: Promise<Outcome<T>>): Promise<string | undefined> {
  return (await answer).refusal?.code;
}

/** Lets somebody in with a firm of his own; answers the firm's id. */
export async function join({ market }: Opened, who: Person, draft: FirmDraft = firmDraft()): Promise<number> {
  const { token } = await value(market.manager(manager).invite({ note: '', firm: null, uses: 1, days: 7 }, key()));
  const { firm } = await value(market.buyer(who).join(token, draft, key()));
  return firm;
}

/** A listing that is posted by a member and published by the manager; answers its id. */
export async function publish({ market }: Opened, who: Person, draft: ListingDraft = listingDraft()): Promise<number> {
  const { id } = await value(market.member(who).draft(draft, key()));
  const { owner } = await value(market.member(who).listing(id));
  await value(market.manager(manager).decide(id, { act: 'publish', reason: null, words: '', revision: owner?.revision ?? 0 }, key()));
  return id;
}

/** Lets everything happen now that a market does later or in the background; what fails is tried once. */
export async function settle({ stub }: Pick<Opened, 'stub'>): Promise<void> {
  for (let rings = 0; rings < 100; rings++) {
    const left = await runInDurableObject(stub, async (market, { storage }) => {
      const count = (text: string) => Number(storage.sql.exec(`select count(*) as n from ${text}`).one().n);
      storage.sql.exec('update outbox set due_at = 1 where attempts = 0');
      await market.alarm();
      // what is told to nobody at night is left to wait
      const untilMorning = `topic = 'notices' and due_at > ${Date.now() + 60_000}`;
      return (
        count(`outbox where attempts = 0 and not (${untilMorning})`) +
        count('fresh') +
        count('firm where rematch_from is not null') +
        count('market where reindex_from is not null or rematch_from is not null or retell_from is not null')
      );
    });
    if (left === 0) return;
  }
  throw new Error('a market that is never done');
}
