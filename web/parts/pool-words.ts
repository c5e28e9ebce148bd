/** What is said of a pool in one sentence: its price now and the next one, and how long it is open. */
import type { PoolCard } from '../../schema/pool.ts';
import { day, hour, minute } from '../../schema/time.ts';
import type { View } from '../view.ts';

/** "The price is 45 EGP now · 500 kg more and it is 41 EGP." */
export function priceWords({ text, format }: View, { steps, step, next, unit, currency }: PoolCard): string {
  const words = text.pools;
  const price = (i: number) => format.money(steps[i]?.price ?? 0, currency);
  const now = step === null ? null : words.priceNow(price(step));
  const then = next ? words.needs(format.quantity({ amount: next.needs, unit }), price(next.step)) : words.best;
  return now === null ? then : `${now} · ${then}`;
}

/** "3 days left". */
export function poolLeft({ text, format, now }: View, { deadline, takes }: Pick<PoolCard, 'deadline' | 'takes'>): string {
  const words = text.pools;
  const left = deadline - now;
  if (left <= 0) return words.ending;
  if (!takes) return words.halted;
  const [n, of] = left >= 2 * day ? [left / day, words.days] : left >= hour ? [left / hour, words.hours] : [left / minute, words.minutes];
  const whole = Math.max(1, Math.floor(n));
  return of(whole, format.number(whole));
}
