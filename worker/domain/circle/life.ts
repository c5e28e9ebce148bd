/** The life of a circle. `firms` stands for all of them having accepted, `clock` for what happens without them. */
import type { CircleState } from '../../../schema/circle.ts';
import type { Edge } from '../life.ts';

export type CircleAct = 'accept' | 'agree' | 'decline' | 'mend' | 'end';
type State = Exclude<CircleState, 'possible'>;

export const circleLife: readonly Edge<State, CircleAct, 'firm' | 'firms' | 'clock'>[] = [
  { from: 'proposed', act: 'accept', by: 'firm', to: 'proposed' },
  { from: 'proposed', act: 'decline', by: 'firm', to: 'proposed' },
  { from: 'proposed', act: 'agree', by: 'firms', to: 'agreed' },
  { from: 'proposed', act: 'mend', by: 'clock', to: 'proposed' },
  { from: 'proposed', act: 'end', by: 'clock', to: 'ended' },
];
