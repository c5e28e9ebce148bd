/** Walks through a life: which states can be reached, and by whose acts. */
import type { Edge } from '../../worker/domain/life.ts';

/** The states that edges which `may` be taken lead to from a state, with that state itself. */
export function reachable<State extends string, Act extends string, Actor extends string>(
  life: readonly Edge<State, Act, Actor>[],
  from: State,
  may: (edge: Edge<State, Act, Actor>) => boolean = () => true,
): Set<State> {
  const seen = new Set([from]);
  for (const state of seen) for (const edge of life) if (edge.from === state && may(edge)) seen.add(edge.to);
  return seen;
}

/** The keys of a record that its type forces to be complete. */
export const all = <Name extends string>(names: Record<Name, true>): Name[] => Object.keys(names) as Name[];
