/** Matching that can be switched off: what stands in its place in the object of `npm run bench -- search`, so that the very same write is measured with it and without. */
import * as matches from '../../worker/market/matches/matches.ts';

export * from '../../worker/market/matches/matches.ts';

export const matching = { on: true };

/** @public for worker/market/listings.ts, as bundled for the benchmark */
export const introduceListing: typeof matches.introduceListing = (...all) => {
  if (matching.on) matches.introduceListing(...all);
};

/** @public likewise */
export const countMatches: typeof matches.countMatches = (...all) => (matching.on ? matches.countMatches(...all) : 0);
