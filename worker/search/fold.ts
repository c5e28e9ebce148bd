/** Folding: letters that writers use for one another become one, and what only the eye needs falls away. */
import { foldDigits } from '../../schema/money.ts';

/** Letters of other keyboards, languages and dialects, and what most writers put instead. */
const letters: Record<string, string> = {
  ...{ ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ۃ: 'ه', ہ: 'ه', گ: 'ك', ک: 'ك', ڭ: 'ك', ڨ: 'ق', پ: 'ب', چ: 'ج', ژ: 'ج', ڤ: 'ف', ڥ: 'ف' },
  ...{ œ: 'oe', æ: 'ae' },
};
const foreign = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Above a letter, once it is taken apart. */
const hamza = '\u0654';
/** ئ among ي, which is no letter typed too often: بيئي. */
const withHamza = /(?:[يىی]\u0654?)*[يىی]\u0654(?:[يىی]\u0654?)*/g;

/**
 * أإآٱ→ا, ىئی→ي, ؤ→و, ة→ه; hamza, marks, tatweel and case go; digits become ASCII; a letter typed three times or more is typed once.
 * What was folded is not changed by folding again.
 */
export function fold(text: string): string {
  if (/^[a-z0-9]+$/.test(text)) return squeezed(text);
  // أإآؤئ are letters with marks, which fall away; what is left is folded after that
  const plain = foldDigits(text.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}ءـ\u200B-\u200F\u2060-\u2064\uFEFF]/gu, (mark) => (mark === hamza ? mark : ''))
    .replace(withHamza, (letters) => (letters.replaceAll(hamza, '').length > 2 ? 'يي' : letters))
    .replaceAll(hamza, '')
    .replace(foreign, (letter) => letters[letter] ?? letter)
    .replace(/,(?=\d)/g, '.');
  return squeezed(plain);
}

const squeezed = (text: string) => text.replace(/(\p{L})\1{2,}/gu, '$1');
