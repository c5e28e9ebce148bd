/** All that the rules of matching weigh: one table, tuned on the half of the labelled set that may be looked at (tests/matching). */

/** How far one word or phrase, of an offer, is another, of a need. */
export const grade = {
  same: 1,
  /** The same word, which the lexicon does not know. */
  word: 0.95,
  /** A case of what is asked: goat leather for leather. */
  narrower: 0.94,
  /** All words of a phrase, apart: shoes for school, and school shoes. */
  composed: 0.9,
  /** What the asked is a case of: printing for offset printing. */
  broader: 0.69,
  /** A phrase whose noun is what is asked: a shoe last for a last. */
  phrase: 0.8,
  /** A word of a phrase, or its noun. */
  part: 0.55,
  /** What the asked is a case of a case of, or something as wide as a machine. */
  further: 0.45,
  /** A word of a phrase whose meaning is another. */
  aside: 0.35,
} as const;

/** From this likeness on, a term is not missing, and not strange. */
export const spoken = 0.3;

/** Shares of a grade that are left of a word that is only heard (jeld, جلد), of another form of an unknown one, and of one in an offer's text. */
export const share = { heard: 0.8, akin: 0.7, besideHead: 0.9, text: 0.65 } as const;

/** How much of what is asked a term is. */
export const asked = {
  head: 1,
  /** The lexicon does not know the thing: another word may stand for it. */
  unknownHead: 0.8,
  /** A machine, a worker, a course: which one is said beside it. */
  wideHead: 0.5,
  material: 0.7,
  known: 0.45,
  unknown: 0.2,
  /** What it is for, and words that say little. */
  little: 0.2,
  /** Beside something as wide as a course, whatever is said tells which. */
  besideWide: 0.45,
  /** All that is said beside the thing, at most. */
  details: 1,
  /** Shares for further things side by side with the first, and for an unknown word that both have. */
  further: 0.3,
  rare: 0.6,
  /** At least this much of a thing that has no cases is asked by its name alone. */
  leaf: 0.55,
} as const;

/** How far the things themselves are one, where one of them stands only beside the thing of the other. */
export const crossed = {
  known: 0.5,
  /** And its own thing is nothing that the other speaks of: dye for leather is no leather. */
  strange: 0.2,
  /** A material beside a thing is what that is made of. */
  material: 0.25,
  /** The thing itself is a word that the lexicon does not know. */
  unknown: 0.6,
  /** A process that is asked for, and done. */
  process: 0.8,
  /** What a course or a machine is of, where the other names that alone. */
  topic: 0.85,
  text: 0.35,
  /** Share of the likeness that does not hang on the things themselves. */
  loose: 0.25,
} as const;

/** Shares that are left. */
export const loss = {
  /** The offer lacks something that is asked and has something that is not. */
  strange: 0.9,
  otherTopic: 0.65,
  otherQuality: 0.8,
  denied: 0.5,
} as const;

/** What is added for, beyond what the thing is. */
export const gain = { text: 0.03, mostText: 0.06, quality: 0.04, unsaid: -0.03, size: 0.03 } as const;

/** Likeness of two titles by all that both say: what it counts, and how much they must share; a size and a quality that both name count so much. */
export const together = { unknown: 0.85, known: 0.8, enough: 1.1, size: 0.6, quality: 0.3 } as const;

/** Below this likeness two listings do not fit: an empty answer is a good answer. */
export const bar = { least: 0.41 } as const;

/** Shares of the score of a pair; they add up to one. */
export const part = { thing: 0.84, amount: 0.05, time: 0.03, price: 0.03, place: 0.03, age: 0.015, trust: 0.005 } as const;

/** What a part counts where nothing is known of it. */
export const unknownPart = 0.5;

/** Metres and days by which half of what nearness and freshness count is lost. */
export const half = { metres: 2_000, days: 60 } as const;
