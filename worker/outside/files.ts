/** The bytes of photos and voice notes, in R2: each cluster's under its own address, named by what cannot be guessed. */
import type { Env } from '../env.ts';

const keyOf = (cluster: string, name: string, small: boolean) => `${cluster}/${name}${small ? '-small' : ''}`;

/** Keeps bytes; the same again is harmless. */
export async function keepBytes(env: Env, cluster: string, name: string, bytes: Uint8Array, small: Uint8Array | null): Promise<void> {
  await Promise.all([
    env.FILES.put(keyOf(cluster, name, false), bytes),
    ...(small ? [env.FILES.put(keyOf(cluster, name, true), small)] : []),
  ]);
}

/** Bytes, or a part of them; null when there are none. */
export function readBytes(
  env: Env,
  cluster: string,
  name: string,
  small: boolean,
  part?: { offset: number; length: number },
): Promise<R2ObjectBody | null> {
  return env.FILES.get(keyOf(cluster, name, small), part ? { range: part } : undefined);
}

/** How many bytes there are; null when there are none. */
export async function countBytes(env: Env, cluster: string, name: string, small: boolean): Promise<number | null> {
  return (await env.FILES.head(keyOf(cluster, name, small)))?.size ?? null;
}

/** Whether a photo and its small copy are both there. */
export async function hasBoth(env: Env, cluster: string, name: string): Promise<boolean> {
  const sizes = await Promise.all([false, true].map((small) => countBytes(env, cluster, name, small)));
  return !sizes.includes(null);
}

export async function deleteBytes(env: Env, cluster: string, name: string): Promise<void> {
  await env.FILES.delete([keyOf(cluster, name, false), keyOf(cluster, name, true)]);
}
