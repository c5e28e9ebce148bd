/** Text analysis for search: one function for documents and queries, so that both are cut and folded alike. */
import { foldDigits } from '../../schema/money.ts';

/** A word of a text: as written, where it stands (UTF-16 offsets), and the form under which it is indexed. */
export interface Token {
  written: string;
  start: number;
  end: number;
  form: string;
}

/** A number with thousands or one decimal part, else letters and digits. `36,37,38` is a list of sizes, not a number. */
const word =
  /(?<!\p{Nd}[.,٫])(?:\p{Nd}{1,3}(?:٬\p{Nd}{3})+|\p{Nd}+)[.,٫]\p{Nd}+(?![.,٫]?\p{Nd})|\p{Nd}{1,3}(?:٬\p{Nd}{3})+(?!\p{Nd})|[\p{L}\p{N}][\p{L}\p{N}\p{M}ـ]*/gu;

/** A letter before an apostrophe, as in l'atelier or d'acier, is no word. */
const elided = /^\p{Script=Latin}$/u;

/** Cuts a text into words and folds each; words that fold to nothing are left out. */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    const [written] = match;
    const end = match.index + written.length;
    if (elided.test(written) && /['’]/.test(text.charAt(end))) continue;
    const form = withoutArticle(fold(written));
    if (form) tokens.push({ written, start: match.index, end, form });
  }
  return tokens;
}

/** The analysed text as one line, as the index stores it. */
export function analyzed(text: string): string {
  return analyze(text)
    .map((token) => token.form)
    .join(' ');
}

/** Letters that Arabic writers use for one another become one; marks, tatweel and case go; digits become ASCII. */
export function fold(text: string): string {
  return foldDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىئی]/g, 'ي')
    .replace(/ؤ/g, 'و')
    .replace(/ة/g, 'ه')
    .replace(/[گک]/g, 'ك')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[ءـ]/g, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/,(?=\d)/g, '.');
}

/**
 * جلد and الجلد, بالجلد and وللجلد are one word, when three letters are left. Until nothing changes, so that ألوان, whose own first
 * letters look like the article, and الألوان are one word too.
 */
function withoutArticle(form: string): string {
  const bare = form.replace(/^و?(?:ال|بال|كال|فال|لل)(?=\p{Script=Arabic}{3})/u, '');
  return bare === form ? form : withoutArticle(bare);
}
