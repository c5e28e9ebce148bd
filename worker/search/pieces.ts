/** Cutting a text into pieces: words and numbers, folded, with where they stand. */
import { fold } from './fold.ts';
import { remembering } from './memory.ts';

/** As written, where it stands (UTF-16 offsets), and folded. */
export interface Piece {
  written: string;
  start: number;
  end: number;
  folded: string;
}

/** A number with thousands or one decimal part; Arabic letters; other letters and digits. `36,37,38` is a list of sizes, not a number. */
const word =
  /(?<!\p{Nd}[.,٫])(?:\p{Nd}{1,3}(?:٬\p{Nd}{3})+|\p{Nd}+)[.,٫]\p{Nd}+(?![.,٫]?\p{Nd})|\p{Nd}{1,3}(?:٬\p{Nd}{3})+(?!\p{Nd})|[\p{L}&&\p{Script=Arabic}][[\p{L}&&\p{Script=Arabic}]\p{M}ـ\u200C\u200D]*|\p{N}+(?=[\p{L}&&\p{Script=Arabic}])|[[\p{L}\p{N}]--[\p{L}&&\p{Script=Arabic}]][[[\p{L}\p{N}\p{M}]--[\p{L}&&\p{Script=Arabic}]]]*/gv;

/** A letter before an apostrophe, as in l'atelier or d'acier, is no word. */
const elided = /^\p{Script=Latin}$/u;

/** Nor is an article before a word of other letters, as in الLED, or on its own, as in ال CNC. */
const article = /^(?:[وبك]?ال|لل)$/;

/** A name and a number written together, as iso9001 or cnc3000. */
const named = /^([a-z]{2,})(\d{2,})$/;

/** Letters of a word that are read: no word is longer, but one sign may stand for a sentence. */
const longest = 100;

/** The pieces of a text, in order. None goes over white space, so that what was cut once is known wherever it stands. */
export function cut(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: chunk, index } of text.matchAll(/\S+/g)) {
    for (const { written, start, end, folded } of piecesOf(chunk)) pieces.push({ written, start: start + index, end: end + index, folded });
  }
  return pieces;
}

/** Cutting takes longer than remembering; a page of letters without a space is not worth it. */
const piecesOf = remembering({ most: 20_000, longest: 40 }, cutChunk);

function cutChunk(chunk: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of chunk.matchAll(word)) {
    const [written] = match;
    const start = match.index;
    const end = start + written.length;
    if (elided.test(written) && /['’]/.test(chunk.charAt(end))) continue;
    const folded = fold(written.slice(0, longest)).slice(0, longest);
    if (!folded || folded === 'ال' || (article.test(folded) && /^-?[\p{L}\p{N}]/u.test(chunk.slice(end)))) continue;
    const parts = named.exec(folded);
    // only where folding kept every character in its place
    if (parts && folded.length === written.length) {
      const middle = start + (parts[1] as string).length;
      pieces.push({ written: chunk.slice(start, middle), start, end: middle, folded: parts[1] as string });
      pieces.push({ written: chunk.slice(middle, end), start: middle, end, folded: parts[2] as string });
    } else pieces.push({ written, start, end, folded });
  }
  return pieces;
}
