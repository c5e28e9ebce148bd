/** The offers that fit a stage, remembered: looking for them costs more than all else on the page of a chain. */
import { hour } from '../../../schema/time.ts';
import type { Fit } from '../../domain/matching/side.ts';
import type { Wanted } from '../../domain/matching/wanted.ts';
import { changesOf } from '../changes.ts';
import { findFits, rowsOf } from '../matches/matching.ts';
import type { Db } from '../store.ts';

export type Fitting = ReturnType<typeof findFits>[number];

/** Offers that are looked at for one stage. */
const mostOffers = 20;
/** Stages that a market remembers. */
const mostRemembered = 300;
/** Until something that can be found changes, and no longer than this, also after a clock that was ahead: what was in time is over one day. */
const believed = hour;

interface Remembered {
  found: { id: number; fit: Fit }[];
  at: number;
}
interface Memory {
  changes: number;
  stages: Map<string, Remembered>;
}
const memories = new WeakMap<Db, Memory>();

/** The best first. */
export function fitsFor(db: Db, wanted: Wanted, now: number): Fitting[] {
  const { stages } = memoryOf(db);
  const asked = JSON.stringify(wanted);
  const known = stages.get(asked);
  if (known && known.at <= now && now < known.at + believed) return asTheyAre(db, known.found);
  const fits = findFits(db, wanted, now, mostOffers);
  if (stages.size >= mostRemembered) stages.clear();
  stages.set(asked, { found: fits.map(({ row, fit }) => ({ id: row.id, fit })), at: now });
  return fits;
}

/** security: only that they fit is remembered; what is shown of them, and whether, is read each time. */
function asTheyAre(db: Db, found: Remembered['found']): Fitting[] {
  const rows = rowsOf(
    db,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ id, fit }) => {
    const one = rows.get(id);
    return one?.row.listed ? [{ ...one, fit }] : [];
  });
}

function memoryOf(db: Db): Memory {
  const changes = changesOf(db);
  const known = memories.get(db);
  if (known?.changes === changes) return known;
  const memory: Memory = { changes, stages: new Map() };
  memories.set(db, memory);
  return memory;
}
