/** Lives as tables: which act of whom leads from which state to which. */

export interface Edge<State extends string, Act extends string, Actor extends string> {
  from: State;
  act: Act;
  by: Actor;
  to: State;
}

/** The state that an act leads to, or null when the life has no such edge. */
export function step<State extends string, Act extends string, Actor extends string>(
  life: readonly Edge<State, Act, Actor>[],
  from: State,
  act: Act,
  by: Actor,
): State | null {
  return life.find((edge) => edge.from === from && edge.act === act && edge.by === by)?.to ?? null;
}

/** The acts that an actor has in a state, in the order of the table. */
export function actsOf<State extends string, Act extends string, Actor extends string>(
  life: readonly Edge<State, Act, Actor>[],
  from: State,
  by: Actor,
): Act[] {
  return life.filter((edge) => edge.from === from && edge.by === by).map((edge) => edge.act);
}
