/** What an edit does to the stages of a chain. */
import type { StageEdit } from '../../../schema/chain.ts';
import { type Answer, no } from '../../../schema/refusal.ts';

export interface StagesPlan {
  /** Stages that stay, and new ones, each with its place from 1. */
  kept: (StageEdit & { id: number; place: number })[];
  added: (StageEdit & { place: number })[];
  removed: number[];
}

/** `agreed`: something is agreed on the stage, or waits to be. */
export function planStages(now: { id: number; agreed: boolean }[], wanted: StageEdit[]): Answer<StagesPlan> {
  const known = new Map(now.map((stage) => [stage.id, stage]));
  const named = wanted.flatMap(({ id }) => (id === null ? [] : [id]));
  // a stage that somebody removed meanwhile, or that belongs to another chain
  if (named.some((id) => !known.has(id)) || new Set(named).size < named.length) return no('stale');
  const removed = now.filter(({ id }) => !named.includes(id));
  // what was agreed on a stage must stay readable under it
  if (removed.some(({ agreed }) => agreed)) return no('wrong-state');
  const placed = wanted.map((stage, i) => ({ ...stage, place: i + 1 }));
  return {
    value: {
      kept: placed.flatMap((stage) => (stage.id === null ? [] : [{ ...stage, id: stage.id }])),
      added: placed.filter(({ id }) => id === null),
      removed: removed.map(({ id }) => id),
    },
  };
}
