/** What waits for a firm among the ways of working together. */
import { z } from 'zod';

const count = z.number().int();

export const Together = z.strictObject({
  /** Listings that fit one's own. */
  matches: count,
  /** Joint purchases that are open. */
  pools: count,
  /** Shared orders that wait for one's answer. */
  coalitions: count,
  /** Exchanges that wait for one's answer. */
  circles: count,
  /** Chains of products that are open. */
  chains: count,
});
export type Together = z.infer<typeof Together>;
