/** The life of a pool: every edge that there is, and that there is no other. */
import { expect, test } from 'vitest';
import { type PoolState, poolStates } from '../../../schema/pool.ts';
import { actsOf, step } from '../../../worker/domain/life.ts';
import { type PoolAct, type PoolActor, poolLife } from '../../../worker/domain/pool/life.ts';
import { all, reachable } from '../walk.ts';

const acts = all<PoolAct>({ commit: true, withdraw: true, confirm: true, refuse: true, cancel: true, reach: true, miss: true });
const actors = all<PoolActor>({ firm: true, supplier: true, opener: true, manager: true, clock: true });

test('a pool is joined by firms, confirmed or refused by its supplier, called off by its opener or a manager, and decided by its deadline', () => {
  const led: Record<string, PoolState> = {};
  for (const from of poolStates)
    for (const act of acts)
      for (const by of actors) {
        const to = step(poolLife, from, act, by);
        if (to) led[`${from}: ${act} by ${by}`] = to;
      }
  expect(led).toEqual({
    'open: commit by firm': 'open',
    'open: withdraw by firm': 'open',
    'open: confirm by supplier': 'open',
    'open: refuse by supplier': 'open',
    'open: cancel by opener': 'cancelled',
    'open: cancel by manager': 'cancelled',
    'open: reach by clock': 'reached',
    'open: miss by clock': 'missed',
  });
  expect(poolLife).toHaveLength(8);
});

test('what was decided stays: only an open pool leads anywhere', () => {
  for (const state of poolStates) for (const by of actors) expect(actsOf(poolLife, state, by).length > 0).toBe(state === 'open');
  expect(reachable(poolLife, 'open')).toEqual(new Set(poolStates));
});

test('nobody but the deadline makes firms owe anything', () => {
  expect(reachable(poolLife, 'open', ({ by }) => by !== 'clock')).not.toContain('reached');
});
