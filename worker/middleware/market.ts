/** Which market: finds the cluster of the address, and hands out its market's capabilities. */
import { createMiddleware } from 'hono/factory';
import type { Person } from '../../schema/person.ts';
import type { App } from '../context.ts';
import { findCluster } from '../directory/clusters.ts';
import type { Env } from '../env.ts';
import type { Buyer } from '../market/buyer.ts';
import type { Manager } from '../market/manager.ts';
import type { Market } from '../market/market.ts';
import type { Member } from '../market/member.ts';
import type { Visitor } from '../market/visitor.ts';
import { refusedAnswer } from './refusals.tsx';

/** A capability as it looks from the Worker: the same methods, answering promises. */
export type Remote<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

export interface RemoteMarket {
  visitor(person: Person | null): Remote<Visitor>;
  buyer(person: Person): Remote<Buyer>;
  member(person: Person): Remote<Member>;
  manager(person: Person): Remote<Manager>;
}

export const market = createMiddleware<App>(async (c, next) => {
  const cluster = await findCluster(c.env, c.req.param('cluster') ?? '');
  // security: an object is addressed only for a cluster that is in the directory, since addressing one creates it
  if (!cluster) return refusedAnswer(c, { code: 'not-found' });
  c.set('cluster', cluster);
  const used: Disposable[] = [];
  c.set('market', remote(c.env, cluster.slug, used));
  await next();
  for (const capability of used) capability[Symbol.dispose]();
});

/** Capabilities are given back when the request ends. The calls on them are pipelined: one round trip. */
function remote(env: Env, slug: string, used: Disposable[]): RemoteMarket {
  const stub = marketOf(env, slug) as unknown as Record<keyof RemoteMarket, (person: Person | null) => Disposable>;
  const get = (role: keyof RemoteMarket) => (person: Person | null) => {
    const capability = stub[role](person);
    used.push(capability);
    return capability;
  };
  return { visitor: get('visitor'), buyer: get('buyer'), member: get('member'), manager: get('manager') } as unknown as RemoteMarket;
}

export function marketOf(env: Env, slug: string): DurableObjectStub<Market> {
  return env.MARKET.get(env.MARKET.idFromName(slug));
}
