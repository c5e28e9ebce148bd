/** The lives of a coalition and of a firm's part in it. Every change of a state is an edge of these tables; there are no others. */
import type { CoalitionState, PartState } from '../../../schema/coalition.ts';
import { day, hour } from '../../../schema/time.ts';
import type { Edge } from '../life.ts';

export type CoalitionAct = 'complete' | 'reopen' | 'quote' | 'agree' | 'refuse' | 'end';
/** `parts` is what the parts of its firms come to; `lead` the firm that writes for all of them; `member` any of them, when the lead
 * did not; `clock` the alarm. */
export type CoalitionActor = 'owner' | 'lead' | 'member' | 'parts' | 'clock';

export const coalitionLife: readonly Edge<CoalitionState, CoalitionAct, CoalitionActor>[] = [
  { from: 'inviting', act: 'complete', by: 'parts', to: 'complete' },
  { from: 'inviting', act: 'end', by: 'owner', to: 'ended' },
  { from: 'inviting', act: 'end', by: 'clock', to: 'ended' },

  { from: 'complete', act: 'quote', by: 'lead', to: 'quoted' },
  { from: 'complete', act: 'quote', by: 'member', to: 'quoted' },
  { from: 'complete', act: 'reopen', by: 'parts', to: 'inviting' },
  { from: 'complete', act: 'end', by: 'owner', to: 'ended' },
  { from: 'complete', act: 'end', by: 'clock', to: 'ended' },

  { from: 'quoted', act: 'agree', by: 'owner', to: 'agreed' },
  { from: 'quoted', act: 'refuse', by: 'owner', to: 'refused' },
  // who is out takes the joint price with him
  { from: 'quoted', act: 'reopen', by: 'parts', to: 'inviting' },
  { from: 'quoted', act: 'end', by: 'owner', to: 'ended' },
  { from: 'quoted', act: 'end', by: 'clock', to: 'ended' },
];

/** States in which something may still happen. */
export const liveStates: readonly CoalitionState[] = ['inviting', 'complete', 'quoted'];

export type PartAct = 'accept' | 'decline' | 'withdraw' | 'silence' | 'replace';
export type PartActor = 'firm' | 'owner' | 'clock';

export const partLife: readonly Edge<PartState, PartAct, PartActor>[] = [
  { from: 'invited', act: 'accept', by: 'firm', to: 'accepted' },
  { from: 'invited', act: 'decline', by: 'firm', to: 'declined' },
  { from: 'invited', act: 'silence', by: 'clock', to: 'silent' },
  { from: 'invited', act: 'withdraw', by: 'clock', to: 'withdrawn' },

  // late, but nobody else was asked yet
  { from: 'silent', act: 'accept', by: 'firm', to: 'accepted' },
  { from: 'silent', act: 'decline', by: 'firm', to: 'declined' },
  { from: 'silent', act: 'withdraw', by: 'clock', to: 'withdrawn' },
  { from: 'silent', act: 'replace', by: 'owner', to: 'replaced' },

  { from: 'accepted', act: 'withdraw', by: 'firm', to: 'withdrawn' },
  { from: 'accepted', act: 'withdraw', by: 'clock', to: 'withdrawn' },

  { from: 'declined', act: 'replace', by: 'owner', to: 'replaced' },
  { from: 'withdrawn', act: 'replace', by: 'owner', to: 'replaced' },
];

/** Parts that somebody else has to take. */
export const openParts: readonly PartState[] = ['declined', 'silent', 'withdrawn'];

/** How long a firm has to answer, and the lead to write. */
export const answerWithin = 3 * day;
/** Answers, the joint quote and the decision: so long, the days that go by are not held against who said that it can. */
export const patience = 3 * answerWithin;
/** How often the clock looks whether needs and offers are still there. */
export const lookEvery = hour;

/** Whether all that was asked for is promised. */
export function isComplete(states: PartState[]): boolean {
  const counted = states.filter((state) => state !== 'replaced');
  return counted.length > 0 && counted.every((state) => state === 'accepted');
}

/** The firm that writes the joint quote: the one with the largest share, of several the one that came first. */
export function leadOf(parts: { firm: number; share: number }[]): number | null {
  const [first] = [...parts].sort((a, b) => b.share - a.share || a.firm - b.firm);
  return first?.firm ?? null;
}
