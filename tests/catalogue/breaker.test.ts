/** The breaker: after failures in a row an engine is left alone, then tried once. */
import { describe, expect, test } from 'vitest';
import { answered, asks, type Breaker, closed, mostFailures, pause } from '../../worker/catalogue/breaker.ts';

const failed = (times: number, now: number): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => answered(breaker, false, now), closed);

describe('a breaker', () => {
  test('lets everything through until there are too many failures in a row', () => {
    expect(asks(failed(mostFailures - 1, 1000), 1000).may).toBe(true);
    expect(asks(failed(mostFailures, 1000), 1000).may).toBe(false);
    const mended = answered(failed(mostFailures - 1, 1000), true, 1000);
    expect(asks(answered(mended, false, 1000), 1000).may).toBe(true);
  });

  test('lets one through after a while, and the others wait for what becomes of it', () => {
    const open = failed(mostFailures, 1000);
    expect(asks(open, 1000 + pause - 1).may).toBe(false);
    const trial = asks(open, 1000 + pause);
    expect(trial.may).toBe(true);
    expect(asks(trial.breaker, 1000 + pause).may).toBe(false);
  });

  test('is closed by a trial that is answered well, and open again after one that is not', () => {
    const { breaker } = asks(failed(mostFailures, 1000), 1000 + pause);
    expect(asks(answered(breaker, true, 40_000), 40_000).may).toBe(true);
    expect(asks(answered(breaker, false, 40_000), 40_000 + pause - 1).may).toBe(false);
    expect(asks(answered(breaker, false, 40_000), 40_000 + pause).may).toBe(true);
  });

  test('tries again even when nobody saw what became of the trial', () => {
    const { breaker } = asks(failed(mostFailures, 1000), 1000 + pause);
    expect(asks(breaker, 1000 + 2 * pause).may).toBe(true);
  });
});
