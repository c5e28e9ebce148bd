/** Fair exposure: near-equal offers take turns, so that introductions do not all go to the same firms. */

/**
 * What an offer gives up of its score, at most, in its place among others: nothing stands before what is better by more than this.
 * 0 orders by score alone; more evens out introductions at the cost of showing a less fitting offer first.
 */
export const turnMost = 0.04;
/** Introductions of a firm after which half of it is given up. */
const halfAfter = 5;

/** Taken off the score of an offer when offers are put in order, by how often its firm was introduced lately. */
export const turnOf = (introductions: number): number => (turnMost * Math.max(0, introductions)) / (Math.max(0, introductions) + halfAfter);
