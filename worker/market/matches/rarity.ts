/** How many listings have a token: counted once and remembered, since the same words of a trade are asked for again and again. */
import type { Indexed } from '../../search/document.ts';
import { quoted } from '../../search/query.ts';
import { countUpTo } from '../../search/text-index.ts';
import type { Db } from '../store.ts';

/** Words that more listings have than this are all alike common. */
const common = 300;
/** Tokens that are remembered. */
const most = 10_000;
/** Listings that are written before all is counted anew: nothing is taken off what is remembered when listings go. */
const believed = 1_000;

interface Memory {
  counts: Map<string, number>;
  written: number;
}

/** Goes with the object. */
const memories = new WeakMap<Db, Memory>();

/** What a whole token is to the index too: of others it is not known which listings bring them. */
const plain = /^[\p{L}\p{N}._]+$/u;

/** Of a token, how many listings have it, but no further than anybody cares: at times too many, never too few. */
export function rarityIn(db: Db): (token: string) => number {
  const storage = db.$client.sql;
  const { counts } = memoryOf(db);
  return (token) => {
    const known = counts.get(token);
    if (known !== undefined) return known;
    const found = countUpTo(storage, quoted(token), common);
    if (counts.size < most && plain.test(token)) counts.set(token, found);
    return found;
  };
}

/** A listing with these lines comes into the index. */
export function noteTokens(db: Db, { head, title, body }: Indexed): void {
  const memory = memoryOf(db);
  if (++memory.written > believed) memories.delete(db);
  else
    for (const line of [head, title, body])
      for (const token of line.split(' ')) {
        const known = memory.counts.get(token);
        if (known !== undefined && known < common) memory.counts.set(token, known + 1);
      }
}

function memoryOf(db: Db): Memory {
  let memory = memories.get(db);
  if (!memory) {
    memory = { counts: new Map(), written: 0 };
    memories.set(db, memory);
  }
  return memory;
}
