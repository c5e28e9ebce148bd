/** What became of a batch. */
import type { ImportCounts, ImportOutcome } from '../../schema/import.ts';

export function countOutcomes(items: { outcome: ImportOutcome }[]): ImportCounts {
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return counts;
}
