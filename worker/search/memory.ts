/** Remembering what was worked out of a text: the same words come again and again. */

interface Bounds {
  /** Texts that are remembered; at one more, all are forgotten. */
  most: number;
  /** Characters of a text that is worth remembering. */
  longest?: number;
}

/** The function, with a memory of its own. */
export function remembering<T>({ most, longest = Number.POSITIVE_INFINITY }: Bounds, workOut: (text: string) => T): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    let known = memory.get(text);
    if (known === undefined) {
      known = workOut(text);
      if (memory.size >= most) memory.clear();
      if (text.length <= longest) memory.set(text, known);
    }
    return known;
  };
}

/** The same for what depends on something else too, such as a lexicon: a memory for each, that goes with it. */
export function rememberingFor<Of extends object, T>(bounds: Bounds, workOut: (text: string, of: Of) => T): (text: string, of: Of) => T {
  const memories = new WeakMap<Of, (text: string) => T>();
  return (text, of) => {
    let recall = memories.get(of);
    if (!recall) {
      recall = remembering(bounds, (one) => workOut(one, of));
      memories.set(of, recall);
    }
    return recall(text);
  };
}
