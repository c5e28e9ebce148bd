/** The lives of a chain and of a note in it. */
import type { ChainState, NoteAct, NoteState } from '../../../schema/chain.ts';
import type { ListingState } from '../../../schema/listing.ts';
import type { Edge } from '../life.ts';
import { endedStates } from '../listing-life.ts';

export type ChainAct = 'edit' | 'join' | 'leave' | 'invite' | 'ask' | 'write' | 'close';
/** `opener` is the firm that described the product; `manager` looks after the cluster. */
export type ChainActor = 'opener' | 'manager' | 'member';

/** A chain that is closed is a record: nothing leads out of it, and nothing changes in it. */
export const chainLife: readonly Edge<ChainState, ChainAct, ChainActor>[] = [
  { from: 'open', act: 'edit', by: 'opener', to: 'open' },
  { from: 'open', act: 'invite', by: 'opener', to: 'open' },
  { from: 'open', act: 'ask', by: 'opener', to: 'open' },
  { from: 'open', act: 'write', by: 'opener', to: 'open' },
  { from: 'open', act: 'write', by: 'member', to: 'open' },
  // the opener is a workshop too, and may do a stage itself
  { from: 'open', act: 'join', by: 'opener', to: 'open' },
  { from: 'open', act: 'join', by: 'member', to: 'open' },
  { from: 'open', act: 'leave', by: 'opener', to: 'open' },
  { from: 'open', act: 'leave', by: 'member', to: 'open' },
  { from: 'open', act: 'leave', by: 'manager', to: 'open' },
  { from: 'open', act: 'close', by: 'opener', to: 'closed' },
  { from: 'open', act: 'close', by: 'manager', to: 'closed' },
];

/** Nobody confirms what he wrote himself. */
export const noteLife: readonly Edge<NoteState, NoteAct, 'writer' | 'other'>[] = [
  { from: 'open', act: 'confirm', by: 'other', to: 'confirmed' },
  { from: 'open', act: 'decline', by: 'other', to: 'declined' },
  { from: 'open', act: 'withdraw', by: 'writer', to: 'withdrawn' },
];

/** A gap becomes one need; another one only after that is over. */
export const mayAskAgain = (need: ListingState | null): boolean => need === null || need === 'expired' || endedStates.includes(need);
