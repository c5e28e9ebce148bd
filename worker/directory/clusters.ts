/** The clusters that exist, and the figures that their markets last reported. */
import { and, asc, eq, ne, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Cluster, ClusterEntry } from '../../schema/cluster.ts';
import { ClusterSlug } from '../../schema/ids.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { cluster as clusters } from '../../schema/tables/directory.ts';
import type { Env } from '../env.ts';

export interface ClusterFigures {
  firms: number;
  offers: number;
  needs: number;
}

interface Remembered<T> {
  value: T;
  until: number;
}

/** Milliseconds for which an isolate believes what it read; an absent cluster may be opened at any moment. */
const believed = 10_000;
const absenceBelieved = 5_000;
/** Addresses remembered, so that invented ones cannot fill the memory. */
const most = 1_000;

const bySlug = new Map<string, Remembered<ClusterEntry | null>>();
let all: Remembered<ClusterEntry[]> | null = null;

/** The cluster at an address, or null. What is no address never reaches the directory. */
export async function findCluster(env: Env, slug: string, now = Date.now()): Promise<ClusterEntry | null> {
  const known = bySlug.get(slug);
  if (known && known.until > now) return known.value;
  if (!ClusterSlug.safeParse(slug).success) return null;
  const [row] = await drizzle(env.DIRECTORY).select().from(clusters).where(eq(clusters.slug, slug)).limit(1);
  const value = row ? entry(row) : null;
  if (bySlug.size >= most) bySlug.clear();
  bySlug.set(slug, { value, until: now + (value ? believed : absenceBelieved) });
  return value;
}

/** Every cluster, by address. */
export async function listClusters(env: Env, now = Date.now()): Promise<ClusterEntry[]> {
  if (all && all.until > now) return all.value;
  const rows = await drizzle(env.DIRECTORY).select().from(clusters).orderBy(asc(clusters.slug));
  all = { value: rows.map(entry), until: now + believed };
  return all.value;
}

/** Adds a cluster. Refuses with `address-taken`; the same write again (by its key) is answered as the first time. */
export async function insertCluster(env: Env, cluster: Cluster, key?: string): Promise<Answer<ClusterEntry>> {
  const db = drizzle(env.DIRECTORY);
  const added = await db
    .insert(clusters)
    .values({ ...cluster, key: key ?? null })
    .onConflictDoNothing()
    .returning();
  forgetClusters();
  if (added[0]) return { value: entry(added[0]) };
  const [taken] = await db.select().from(clusters).where(eq(clusters.slug, cluster.slug)).limit(1);
  return taken && key !== undefined && taken.key === key ? { value: entry(taken) } : no('address-taken');
}

/** Keeps what a market reports; readers see it within half a minute. */
export async function reportFigures(env: Env, slug: string, figures: ClusterFigures): Promise<void> {
  const { firms, offers, needs } = figures;
  await drizzle(env.DIRECTORY)
    .update(clusters)
    .set({ firms, offers, needs })
    .where(and(eq(clusters.slug, slug), or(ne(clusters.firms, firms), ne(clusters.offers, offers), ne(clusters.needs, needs))));
}

/** Drops what this isolate remembers. */
export function forgetClusters(): void {
  bySlug.clear();
  all = null;
}

function entry(row: typeof clusters.$inferSelect): ClusterEntry {
  const { key: _, ...shown } = row;
  return shown;
}
