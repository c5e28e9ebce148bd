/** Dividing what was bought together: whole packs, and money to the last minor unit, by the method of the largest remainder. */

/**
 * Divides `whole` among parts whose exact shares are `parts[i] / divisor`: everyone gets the whole part of it, and what is left goes to
 * those with the largest remainders, the earlier one where they are equal. Nobody is a whole one away from the exact share.
 * `whole` must be the sum of the exact shares, rounded up or down.
 */
export function apportion(parts: readonly bigint[], divisor: bigint, whole: bigint): number[] {
  const shares = parts.map((part) => part / divisor);
  const left = Number(whole - shares.reduce((sum, share) => sum + share, 0n));
  const remainders = parts.map((part, i) => ({ i, remainder: part % divisor })).filter(({ remainder }) => remainder > 0n);
  if (left < 0 || left > remainders.length) throw new Error(`what is divided is not the sum of its parts: ${left} left`);
  // the sort is stable: equal remainders stay in the order of the parts
  remainders.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1));
  for (const { i } of remainders.slice(0, left)) shares[i] = (shares[i] ?? 0n) + 1n;
  return shares.map(Number);
}
