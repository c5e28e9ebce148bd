/** Text analysis for search: one function for documents and queries, so that both are cut and folded alike. */
import { foldDigits } from '../../schema/money.ts';

/** A word of a text: as written, where it stands (UTF-16 offsets), and the form under which it is indexed. */
export interface Token {
  written: string;
  start: number;
  end: number;
  form: string;
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}ـ]*(?:[.,٫][\p{N}]+)*/gu;

/** Cuts a text into words and folds each; words that fold to nothing are left out. */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.toWellFormed().matchAll(word)) {
    const form = withoutArticle(fold(match[0]));
    if (form) tokens.push({ written: match[0], start: match.index, end: match.index + match[0].length, form });
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
    .replace(/[ىئ]/g, 'ي')
    .replace(/ؤ/g, 'و')
    .replace(/ة/g, 'ه')
    .replace(/گ/g, 'ك')
    .replace(/[ءـ]/g, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/,(?=\d)/g, '.');
}

/** جلد and الجلد, بالجلد and للجلد are one word, when three letters are left. */
function withoutArticle(form: string): string {
  return form.replace(/^(?:و?(?:ال|بال|كال|فال)|لل)(?=\p{Script=Arabic}{3})/u, '');
}
