/** Words and signs of money, as ISO 4217 codes; an ambiguous word says the money of the reader's country. */
import type { Currency } from '../../../schema/money.ts';
import type { Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { find, table } from './words.ts';

export interface Money {
  code: Currency;
  /** What one of the word is of the currency: 0.01 of a pound for a piastre, two for a dual. */
  times: number;
  next: number;
  prefix: string;
}

const homes: Record<string, Currency> = {
  EG: 'EGP',
  DZ: 'DZD',
  TN: 'TND',
  MA: 'MAD',
  PS: 'ILS',
  IL: 'ILS',
  JO: 'JOD',
  SA: 'SAR',
  AE: 'AED',
  FR: 'EUR',
  BE: 'EUR',
  DE: 'EUR',
  IT: 'EUR',
  ES: 'EUR',
  US: 'USD',
};

/** The money of a country, by ISO 3166-1. */
export const moneyOf = (country: string): Currency | null => homes[country.toUpperCase()] ?? null;

type Word = 'dinar' | 'pound' | 'dirham' | 'riyal' | 'lira' | 'piastre' | 'cent' | 'millime' | Currency;

const words = table<{ word: Word; times: number }>([
  [
    { word: 'pound', times: 1 },
    'جنيه, جنية, جنيهات, جنيها, جني, ج, ج م, livre, livres, livre égyptienne, livres égyptiennes, pound, pounds',
  ],
  [{ word: 'EGP', times: 1 }, 'جنيه مصري, جنيهات مصرية, egp, le, l e, egyptian pounds, egyptian pound, livre égyptienne'],
  [{ word: 'pound', times: 2 }, 'جنيهين'],
  [{ word: 'dinar', times: 1 }, 'دينار, دنانير, دينارا, dinar, dinars'],
  [{ word: 'dinar', times: 2 }, 'دينارين'],
  [{ word: 'DZD', times: 1 }, 'دج, د ج, دينار جزائري, dzd, da, d a, dinar algérien, dinars algériens, algerian dinars, algerian dinar'],
  [
    { word: 'JOD', times: 1 },
    'دينار أردني, دنانير أردنية, jod, jd, jds, jordanian dinars, jordanian dinar, dinar jordanien, dinars jordaniens, د أ',
  ],
  [{ word: 'TND', times: 1 }, 'دينار تونسي, tnd, dt, d t, dinar tunisien, dinars tunisiens, tunisian dinars, tunisian dinar, د ت'],
  [{ word: 'ILS', times: 1 }, 'شيكل, شيقل, شواكل, شيكلات, شواقل, شيكل جديد, ils, nis, shekel, shekels, sheqel, sheqels, ₪'],
  [{ word: 'ILS', times: 2 }, 'شيكلين, شيقلين'],
  [{ word: 'MAD', times: 1 }, 'درهم مغربي, mad, dh, dhs, dirham marocain, dirhams marocains'],
  [{ word: 'AED', times: 1 }, 'درهم إماراتي, aed'],
  [{ word: 'dirham', times: 1 }, 'درهم, دراهم, dirham, dirhams'],
  [{ word: 'SAR', times: 1 }, 'ريال سعودي, sar, sr'],
  [{ word: 'riyal', times: 1 }, 'ريال, ريالات, riyal, riyals, rial'],
  [{ word: 'USD', times: 1 }, 'دولار, دولارات, دولار أمريكي, دولار امريكي, usd, us dollar, us dollars, dollar, dollars'],
  [{ word: 'USD', times: 2 }, 'دولارين'],
  [{ word: 'EUR', times: 1 }, 'يورو, أورو, اورو, يوروهات, eur, euro, euros'],
  [{ word: 'lira', times: 1 }, 'ليرة, ليرات, نيرة, نيرات'],
  [{ word: 'lira', times: 2 }, 'ليرتين'],
  [{ word: 'piastre', times: 1 }, 'قرش, قروش, piastre, piastres, piaster, piasters'],
  [{ word: 'cent', times: 1 }, 'سنتيم, سانتيم, centime, centimes, cents, cent, سنت, أغورة, أغورات'],
  [{ word: 'millime', times: 1 }, 'مليم, مليمات, فلس, فلوس معدنية, millime, millimes'],
]);

const signs: Record<string, Currency> = { $: 'USD', '€': 'EUR', '₪': 'ILS', '£': 'EGP' };

/** The currency word or sign at a token. */
export function moneyAt(tokens: Token[], at: number, country: string): Money | null {
  const token = tokens[at];
  if (token?.kind === 'sign') {
    const code = signs[token.word];
    if (code) return { code, times: 1, next: at + 1, prefix: '' };
    return null;
  }
  const dotted = dottedAt(tokens, at);
  if (dotted) return dotted;
  const found = find(words, tokens, at, ['', 'ال', 'بال', 'ب', 'لل', 'و']);
  if (!found) return null;
  const { word, times } = found.value;
  const home = moneyOf(country);
  const money = moneyOfWord(word, home);
  if (!money) return null;
  // the French article, unless written as a mark of money
  if (token?.word === 'le' && token.written !== 'LE' && !(home === 'EGP' && tokens[at - 1]?.kind === 'number' && !unitAt(tokens, at + 1)))
    return null;
  return { code: money.code, times: money.times * times, next: found.next, prefix: found.prefix };
}

/** ج.م, د.ج, L.E., D.A. */
function dottedAt(tokens: Token[], at: number): Money | null {
  const [a, dot, b] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (a?.kind !== 'word' || dot?.word !== '.' || b?.kind !== 'word' || a.end !== dot.start || b.start !== dot.end) return null;
  const pairs: Record<string, Currency> = { جم: 'EGP', دج: 'DZD', دا: 'JOD', دت: 'TND', le: 'EGP', da: 'DZD', dt: 'TND', jd: 'JOD' };
  const code = pairs[a.word + b.word];
  if (!code || a.word.length !== 1 || b.word.length !== 1) return null;
  const last = tokens[at + 3]?.word === '.' && tokens[at + 3]?.start === b.end && /^[a-z]/.test(a.word) ? at + 4 : at + 3;
  return { code, times: 1, next: last, prefix: '' };
}

function moneyOfWord(word: Word, home: Currency | null): { code: Currency; times: number } | null {
  switch (word) {
    case 'dinar':
      return { code: home === 'DZD' || home === 'TND' || home === 'JOD' ? home : 'JOD', times: 1 };
    case 'pound':
      return { code: 'EGP', times: 1 };
    case 'lira':
      return home === 'JOD' || home === 'ILS' ? { code: 'JOD', times: 1 } : null;
    case 'dirham':
      return { code: home === 'AED' ? 'AED' : 'MAD', times: 1 };
    case 'riyal':
      return { code: 'SAR', times: 1 };
    case 'piastre':
      return home === 'JOD' || home === 'EGP' ? { code: home, times: 0.01 } : { code: 'JOD', times: 0.01 };
    case 'cent':
      return home && home !== 'EGP' ? { code: home, times: 0.01 } : { code: 'USD', times: 0.01 };
    case 'millime':
      return home === 'TND' || home === 'JOD' ? { code: home, times: 0.001 } : null;
    default:
      return { code: word, times: 1 };
  }
}
