/** Opening a cluster: the one command that writes in the directory and in a market. */
import { eq, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { Cluster, type ClusterEntry, type ClusterOpening } from '../../schema/cluster.ts';
import { FirmDraft } from '../../schema/firm.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { cluster as clusters } from '../../schema/tables/directory.ts';
import { type Env, isOperator } from '../env.ts';
import { insertCluster } from './clusters.ts';
import { personForPhone } from './people.ts';

/**
 * Opens a cluster with its market and its first manager, who acts for `office`.
 * Refuses with `not-an-operator`, `address-taken` or `key-reused`; what stopped half-way is finished by sending it again.
 */
export async function openCluster(env: Env, operator: Person, opening: ClusterOpening, key: string): Promise<Answer<ClusterEntry>> {
  if (!isOperator(env, operator.phone)) return no('not-an-operator');
  const { cluster, office, manager } = opening;
  const before = await drizzle(env.DIRECTORY)
    .select()
    .from(clusters)
    .where(or(eq(clusters.slug, cluster.slug), eq(clusters.key, key)));
  const same = before.find((row) => row.key === key);
  if (same) return fingerprint(same) === fingerprint(cluster) ? insertCluster(env, cluster, key) : no('key-reused');
  // asked before the market is: a market that is open already must not get another's description
  if (before.length > 0) return no('address-taken');

  const person = await personForPhone(env, manager.phone, manager.name);
  const opened = await env.MARKET.get(env.MARKET.idFromName(cluster.slug)).open(
    cluster,
    FirmDraft.parse({ name: office, role: 'association' }),
    person,
  );
  // a race of two openings: the market took the first
  if (opened.refusal) return opened;
  // last: what is in the directory can be visited
  return insertCluster(env, cluster, key);
}

const described = Object.keys(Cluster.shape) as (keyof Cluster)[];
const fingerprint = (cluster: Cluster) => JSON.stringify(described.map((name) => cluster[name]));
