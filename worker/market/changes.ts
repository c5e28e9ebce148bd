/** How often what can be found here has changed since the market woke: what is remembered of it holds until it changes again. */
import type { Db } from './store.ts';

const counts = new WeakMap<Db, number>();

/** Only to be compared with what it was before. */
export function changesOf(db: Db): number {
  return counts.get(db) ?? 0;
}

export function noteChange(db: Db): void {
  counts.set(db, changesOf(db) + 1);
}
