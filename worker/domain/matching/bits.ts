/** A word as one mark in 32 bits: what has no common mark has no common word. */
export function bitOf(word: string): number {
  let hash = 7;
  for (let at = 0; at < word.length; at++) hash = (hash * 31 + word.charCodeAt(at)) | 0;
  return 1 << ((hash ^ (hash >>> 15)) & 31);
}
