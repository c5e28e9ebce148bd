/** Reads a capacity: an amount for a day, a week, a month or a year. */
import type { Unit } from '../../../schema/quantity.ts';
import { type Amount, amountAt, oneAt } from './amounts.ts';
import type { Claims, Field } from './claims.ts';
import type { Token } from './tokens.ts';
import { find, set, table } from './words.ts';

export type Period = 'day' | 'week' | 'month' | 'year';
export interface Capacity {
  quantity: number;
  unit: Unit;
  period: Period;
}

/** Words that alone say "for each period". */
const every = table<Period>([
  [
    'day',
    'يوميا, يومي, يومية, كل يوم, في اليوم, ف اليوم, باليوم, بالنهار, في النهار, فالنهار, كل نهار, اليوم الواحد, في اليوم الواحد, خلال اليوم, par jour, à la journée, journalier, journalière, journalières, journaliers, quotidien, quotidienne, quotidiennement, par journée, per day, a day, daily, each day, every day',
  ],
  [
    'week',
    'أسبوعيا, اسبوعيا, أسبوعي, اسبوعي, أسبوعية, كل أسبوع, كل اسبوع, في الأسبوع, ف الاسبوع, بالأسبوع, بالاسبوع, في السمانة, فالسمانة, بالسمانة, كل سمانة, بالجمعة, par semaine, hebdomadaire, hebdomadaires, hebdo, per week, a week, weekly, each week, every week',
  ],
  [
    'month',
    'شهريا, شهري, شهرية, كل شهر, في الشهر, ف الشهر, فالشهر, بالشهر, في كل شهر, par mois, mensuel, mensuelle, mensuels, mensuelles, mensuellement, chaque mois, tous les mois, per month, a month, monthly, each month, every month',
  ],
  [
    'year',
    'سنويا, سنوي, سنوية, كل سنة, كل عام, في السنة, ف السنة, فالعام, في العام, بالسنة, بالعام, par an, par année, l an, annuel, annuelle, annuels, annuelles, annuellement, per year, a year, yearly, annually, annual, per annum, every year',
  ],
]);
const slashed = table<Period>([
  ['day', 'يوم, اليوم, نهار, jour, jours, j, day, d'],
  ['week', 'أسبوع, اسبوع, الأسبوع, الاسبوع, semaine, sem, week, wk'],
  ['month', 'شهر, الشهر, mois, month, mo'],
  ['year', 'سنة, السنة, العام, عام, an, ans, année, year, yr'],
]);
const chaque = table<Period>([
  ['day', 'chaque jour, tous les jours'],
  ['week', 'chaque semaine, toutes les semaines'],
  ['year', 'chaque année, tous les ans'],
]);
/** Words around a capacity that say nothing else. */
const names = set(
  'طاقة, الطاقة, طاقتنا, بطاقة, طاقة إنتاجية, بطاقة إنتاجية, الطاقة الإنتاجية, طاقة انتاج, قدرة, قدرة إنتاجية, بقدرة, قدرتنا, إنتاج, انتاج, إنتاجنا, الإنتاج, إنتاجية, بإنتاجية, بنطلع, بنطلّع, منطلع, نطلعو, نخدمو, بنعمل, بننتج, ننتج, نقدر ننتج, بنقدر نعمل, capacité, capacité de production, capacité de, notre capacité, production, production de, jusqu à, jusqu’à, produisons, capacity, our capacity, capacity of, production capacity, output, up to, لحد, لغاية, حتى, بمعدل, معدل, à raison de, at, rate of, cadence, cadence de',
);

/** Items may stand between the amount and its period, but not many. */
const farthest = 6;

export function readCapacity(claims: Claims): Field<Capacity> | null {
  const { tokens } = claims;
  for (let at = 0; at < tokens.length; at++) {
    const period = claims.owners[at] === null ? periodAt(tokens, at) : null;
    if (!period || !claims.free(at, period.next)) continue;
    const amount = amountBefore(claims, at) ?? amountAfter(claims, period.next);
    if (!amount) continue;
    const first = opening(claims, Math.min(amount.first, at));
    claims.take('capacity', first, Math.min(amount.first, at));
    // a thing that is counted stays for the item: "5 ouvriers par jour"
    claims.take('capacity', amount.first, amount.word?.thing ? amount.unitFirst : amount.next);
    claims.take('capacity', at, period.next);
    const value = { quantity: amount.value, unit: amount.unit ?? 'H87', period: period.value };
    return claims.field(value, Math.min(amount.first, at), Math.max(amount.next, period.next));
  }
  return null;
}

function periodAt(tokens: Token[], at: number): { value: Period; next: number } | null {
  const token = tokens[at];
  if (token?.kind === 'sign') {
    if (token.word !== '/') return null;
    const found = find(slashed, tokens, at + 1);
    return found ? { value: found.value, next: found.next } : null;
  }
  return find(chaque, tokens, at) ?? find(every, tokens, at, ['', 'ال']);
}

/** The last amount before the period, in the same clause. */
function amountBefore(claims: Claims, at: number): Amount | null {
  const { tokens } = claims;
  let last: Amount | null = null;
  for (let here = Math.max(0, at - farthest - 5); here < at; here++) {
    const owner = claims.owners[here];
    if ((owner !== null && owner !== 'dimension') || (tokens[here]?.kind === 'sign' && /^[.;؛!?؟,،]$/.test(tokens[here]?.word ?? ''))) {
      last = null;
      continue;
    }
    const amount: Amount | null = amountAt(tokens, here) ?? (here === at - 1 && !last ? oneAt(tokens, here) : null);
    if (!amount || amount.next > at || !claims.free(amount.first, amount.next) || /^[%٪]$/.test(tokens[amount.next]?.word ?? '')) continue;
    last = amount;
    here = amount.next - 1;
  }
  return last && at - last.next <= farthest ? last : null;
}

function amountAfter(claims: Claims, at: number): Amount | null {
  const { tokens } = claims;
  const here = tokens[at]?.word === ':' ? at + 1 : at;
  const amount = amountAt(tokens, here);
  return amount && claims.free(amount.first, amount.next) ? amount : null;
}

/** Words such as "capacity of" before the amount. */
function opening(claims: Claims, at: number): number {
  const { tokens } = claims;
  let first = at;
  for (let back = 0; back < 5 && first > 0 && claims.owners[first - 1] === null; back++) {
    const token = tokens[first - 1] as Token;
    let begin = -1;
    for (let from = Math.max(0, first - 3); from < first; from++)
      if (find(names, tokens, from, ['', 'و', 'ب'])?.next === first) {
        begin = from;
        break;
      }
    if (begin < 0 && !(token.kind === 'sign' ? /^[:=]$/.test(token.word) : /^(?:de|d|of|is|est|هي|حوالي|ل)$/.test(token.word))) break;
    first = begin < 0 ? first - 1 : begin;
  }
  return first;
}
