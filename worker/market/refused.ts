/** A capability that was refused: it has the methods of the role that was asked for, and each of them answers the refusal. */
import { RpcTarget } from 'cloudflare:workers';
import type { Refusal, You } from '../../schema/refusal.ts';

type Capability = abstract new (...args: never[]) => RpcTarget;

/**
 * So a pipelined call, `market.member(person).draft(...)`, is one round trip that ends in a value also for a stranger.
 * RPC offers only what stands on a prototype, hence a class for each answer.
 */
export function refused<C extends Capability>(role: C, refusal: Refusal, you: You | null): InstanceType<C> {
  class Refused extends RpcTarget {}
  const answer = { refusal, you };
  for (let proto = role.prototype; proto && proto !== RpcTarget.prototype; proto = Object.getPrototypeOf(proto))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(proto)))
      if (typeof value === 'function' && name !== 'constructor' && !(name in Refused.prototype))
        Object.defineProperty(Refused.prototype, name, { value: () => answer });
  return new Refused() as unknown as InstanceType<C>;
}
