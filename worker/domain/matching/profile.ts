/** What a listing is about, as the rules of matching read it: small, so that it is stored with the listing and a pair is judged without reading texts again. */
import type { Lexicon } from '../../search/lexicon.ts';

/** Stored as JSON. */
export interface Profile {
  /** Tokens of the index that name the thing itself. */
  head: string[];
}

export function profileOf(_listing: { title: string; text: string; process: string }, _lexicon: Lexicon): Profile {
  return { head: [] };
}
