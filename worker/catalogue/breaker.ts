/** A breaker: when an engine failed several times in a row, it is left alone for a while, and then tried with one request. */

export interface Breaker {
  /** Failures in a row. */
  failures: number;
  /** Nobody is let through before this time (UTC milliseconds) while there are too many failures. */
  until: number;
}

export const closed: Breaker = { failures: 0, until: 0 };

/** Failures in a row after which the engine is left alone. */
export const mostFailures = 3;
/** For how long, in milliseconds. */
export const pause = 30_000;

/**
 * Whether a request may be made, and the breaker after that. Letting the one trial through begins the next pause at once, so that a trial
 * whose end nobody sees (its request was cancelled) cannot hold the breaker open for ever.
 */
export function asks(breaker: Breaker, now: number): { may: boolean; breaker: Breaker } {
  if (breaker.failures < mostFailures) return { may: true, breaker };
  if (now < breaker.until) return { may: false, breaker };
  return { may: true, breaker: { ...breaker, until: now + pause } };
}

/** The breaker after an answer that was good or not. */
export function answered(breaker: Breaker, good: boolean, now: number): Breaker {
  if (good) return closed;
  return { failures: breaker.failures + 1, until: now + pause };
}
