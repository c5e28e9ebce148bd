/** How the lexicon is written when it is compiled (scripts/lexicon.ts) and read when it is used (lexicon.ts). */
import { Buffer } from 'node:buffer';

/**
 * dist/lexicon.json. `text` is base64 of brotli of latin1 (see `packed`) of sections: a line a concept, the numbers of its broader ones;
 * words without meaning of their own (four lines: without a subject, of one who looks for something, of one who has it, for firms and people
 * in general); forms of words (a line a word, its base first, with `!` where it must be known as a form); a line a concept, its phrases in
 * French and English alike, in English, in French, in Arabic, where a word with forms has them written after it once, parted by slashes; the
 * codes of all concepts, without anything between them.
 */
export interface Compiled {
  /** Differs when anything else here does, or the analysis. */
  version: string;
  /** Concepts from this one on say a quality (a colour, new or used), not a thing. */
  qualities: number;
  text: string;
}

/** What parts the sections. */
export const section = '\f';

/** Letters of words that are small words before they are anything else: ما is in every sentence, whatever ماء folds to. */
export const smallWord = 3;

/** Letters of a concept's code. */
export const codeLength = 3;

/** Arabic letters as the upper half of latin1, so that each is one byte before compression. Folded text has no other letters there. */
export const packed = (text: string): string =>
  text.replace(/[\u0620-\u064A]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - shift));
/** Letter by letter, since most of them are Arabic, and all are read before the first search is answered. */
export function unpacked(text: string): string {
  const letters = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    letters[at] = letter >= 0xa0 && letter <= 0xca ? letter + shift : letter;
  }
  return Buffer.from(letters.buffer).toString('utf16le');
}
const shift = 0x580;
