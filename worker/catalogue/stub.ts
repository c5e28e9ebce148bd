/** Reaching the catalogue: there is one. */
import type { Env } from '../env.ts';
import type { Catalogue } from './catalogue.ts';

export function catalogueOf(env: Env): DurableObjectStub<Catalogue> {
  return env.CATALOGUE.get(env.CATALOGUE.idFromName('catalogue'));
}
