/** The life of a pool. `clock` stands for its deadline. */
import type { PoolState } from '../../../schema/pool.ts';
import type { Edge } from '../life.ts';

export type PoolAct = 'commit' | 'withdraw' | 'confirm' | 'refuse' | 'cancel' | 'reach' | 'miss';
/** `firm`: any of the cluster, also the opener's; `supplier`: another one than the opener's. */
export type PoolActor = 'firm' | 'supplier' | 'opener' | 'manager' | 'clock';

export const poolLife: readonly Edge<PoolState, PoolAct, PoolActor>[] = [
  { from: 'open', act: 'commit', by: 'firm', to: 'open' },
  { from: 'open', act: 'withdraw', by: 'firm', to: 'open' },
  { from: 'open', act: 'confirm', by: 'supplier', to: 'open' },
  // also after it confirmed: until the deadline nobody is bound
  { from: 'open', act: 'refuse', by: 'supplier', to: 'open' },
  { from: 'open', act: 'cancel', by: 'opener', to: 'cancelled' },
  { from: 'open', act: 'cancel', by: 'manager', to: 'cancelled' },
  { from: 'open', act: 'reach', by: 'clock', to: 'reached' },
  { from: 'open', act: 'miss', by: 'clock', to: 'missed' },
];
