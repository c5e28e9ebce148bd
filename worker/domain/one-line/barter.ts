/** Whether words say that an exchange without cash is welcome, in the languages of the markets. */
import { type Token, tokenize } from './tokens.ts';
import { anyPrefix, find, set } from './words.ts';

const words = set(
  'مقايضة, مقايضه, تبادل, مبادلة, نبدل, أبدل, نبادل, أبادل, نتبادل, نقايض, أقايض, نتقايض, بدل الفلوس, بدل النقود, بدل الدفع, بدل الكاش, بدل بضاعة, بدل شغل, ممكن بدل, نقبل بدل, منقبل بدل, اقبل بدل, أقبل البدل, نقبل البدل, يقبل البدل, عندي بدل, عندنا بدل, بالبدل, troc, troquer, troque, troquons, échange, échanger, échangeons, paie en nature, payer en nature, swap, swaps, swapping, barter, bartering, in exchange, exchange, instead of cash, instead of money',
);
/** What is exchanged then is no goods, or the word is part of another thing. */
const others = set(
  'خبرات, خبرة, معرفة, معلومات, تجارب, زيارات, تجاري, ثقافي, حراري, قطع, expériences, expérience, savoir, savoirs, savoir-faire, visites, étudiants, chaleur, thermique, experience, experiences, knowledge, know-how, visits, ideas, rate, rates, students, parts, heat, programme, program',
);
const between = set('de, d, des, of, the, ال');
const not = set('لا, بدون, بلا, ما, مش, مو, من غير, pas de, pas d, pas, sans, no, not, without, never, jamais');

export function saysBarter(text: string): boolean {
  const tokens = tokenize(text);
  for (const at of tokens.keys()) {
    const found = find(words, tokens, at, anyPrefix);
    if (found && !isOther(tokens, found.next) && !isRefused(tokens, at)) return true;
  }
  return false;
}

function isOther(tokens: Token[], next: number): boolean {
  const then = find(between, tokens, next)?.next ?? next;
  return find(others, tokens, then, anyPrefix) !== null;
}

/** "no exchange", "لا نقبل المبادلة". */
function isRefused(tokens: Token[], at: number): boolean {
  for (let before = Math.max(0, at - 3); before < at; before++) {
    const ends = find(not, tokens, before)?.next;
    if (ends !== undefined && ends <= at && tokens.slice(ends, at).every(({ kind }) => kind === 'word')) return true;
  }
  return false;
}

interface Written {
  price: { barter?: boolean | undefined };
  title: string;
  text: string;
}

/** Whether its firm would exchange what a listing is about: as it said itself, or else as it is written. */
export function acceptsBarter({ price, title, text }: Written): boolean {
  return price.barter ?? saysBarter(`${title}\n${text}`);
}
