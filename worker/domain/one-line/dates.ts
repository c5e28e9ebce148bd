/** Reads the deadline: a day said outright, by weekday, or from today; feasts and starting days are set aside as words. */
import {
  before,
  comingDay,
  comingDayOfMonth,
  type Day,
  dayOf,
  endOfMonth,
  iso,
  lastOf,
  nextWeekday,
  plusDays,
  plusMonths,
  valid,
} from './calendar.ts';
import type { Claims, Field } from './claims.ts';
import { moneyAt } from './currencies.ts';
import {
  beginnings,
  ends,
  feasts,
  lasting,
  middles,
  months,
  nexts,
  periods,
  relative,
  since,
  soon,
  spans,
  until,
  weekdays,
  within,
} from './date-words.ts';
import { numberAt } from './numbers.ts';
import { asciiDigits, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { find, type Table } from './words.ts';

interface Said {
  /** Null: a time that is no single day. */
  day: Day | null;
  next: number;
  /** Means a day only after a word such as "before". */
  weak?: boolean;
}

const onto = ['', 'ل', 'ب', 'و', 'ال', 'لل'] as const;

/** The deadline of the line; all that speaks of time is claimed, whether it is one or not. */
export function readDue(claims: Claims, today: string): Field<string> | null {
  const { tokens } = claims;
  const now = dayOf(today);
  let due: Field<string> | null = null;
  for (let at = 0; at < tokens.length; at++) {
    if (claims.owners[at] !== null) continue;
    const read = phraseAt(tokens, at, now);
    if (!read || read.next <= at || !claims.free(at, read.next)) continue;
    // "available 1 October" says when it begins
    const begins =
      claims.owners[at - 1] === 'direction' && /^(?:available|ready|disponibles?|dispo|متوفر|متاح|جاهز)/.test(tokens[at - 1]?.word ?? '');
    const ends = read.day !== null && read.due && !begins;
    claims.take(ends ? 'date' : 'aside', at, read.next);
    if (read.day && ends && !due) due = claims.field(iso(read.day), at, read.next);
    at = read.next - 1;
  }
  return due;
}

interface Phrase {
  day: Day | null;
  due: boolean;
  next: number;
}

function phraseAt(tokens: Token[], at: number, now: Day | null): Phrase | null {
  const near = find(relative, tokens, at, ['', 'ل', 'ب']);
  if (near && near.next > at + 1 && now) return { day: plusDays(now, near.value), due: true, next: near.next };
  const begins = find(since, tokens, at);
  if (begins) {
    // "من أول الشهر": what begins may itself begin with a word of beginning
    const said = dayAt(tokens, begins.next, now) ?? dayAt(tokens, at + 1, now);
    const isSpan = /^(?:بعد|after|apres)$/.test(tokens[at]?.word ?? '') && spanAt(tokens, begins.next, now) !== null;
    if (said && !isSpan && !(said.weak && /^(?:من|from)$/.test(tokens[at]?.word ?? '') && said.day === null))
      return { day: null, due: false, next: said.next };
  }
  const lasts = find(lasting, tokens, at);
  if (lasts) {
    const said = spanAt(tokens, lasts.next, now);
    if (said) return { day: null, due: false, next: said.next };
  }
  const inside = find(within, tokens, at, ['', 'ل', 'و']);
  if (inside) {
    const said = spanAt(tokens, skipSmall(tokens, inside.next), now);
    const day = marked(tokens, inside.next, now);
    if (said && !(day && day.next > said.next) && !(said.weak && /^(?:في|ف|ب|in|en)$/.test(tokens[at]?.word ?? '')))
      return { ...said, due: true };
  }
  const ended = find(until, tokens, at, ['', 'ل', 'و']);
  if (ended) {
    const said = marked(tokens, ended.next, now);
    if (said) return { ...said, due: true };
  }
  const hurry = find(soon, tokens, at, ['', 'ال', 'و']);
  if (hurry) return { day: null, due: false, next: hurry.next };
  const said = dayAt(tokens, at, now);
  return said && !said.weak ? { ...said, due: true } : null;
}

/** Up to two marks in a row ("livraison avant le", "لحد يوم"), then a day. */
function marked(tokens: Token[], at: number, now: Day | null): Said | null {
  let here = skipSmall(tokens, at);
  for (let step = 0; step < 3; step++) {
    const said = dayAt(tokens, here, now) ?? loneDay(tokens, here, now);
    if (said) return said;
    const more = find(until, tokens, here);
    if (!more) return null;
    here = skipSmall(tokens, more.next);
  }
  return null;
}

const skipSmall = (tokens: Token[], at: number) =>
  tokens[at]?.word === ':' || /^(?:les|the|al)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;

/** A day or a part of the calendar, without what stands before it. */
function dayAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.kind === 'date') return { day: writtenDay(token.written), next: at + 1 };
  return (
    dayOfMonthAt(tokens, at, now) ??
    edgeAt(tokens, at, now) ??
    monthAt(tokens, at, now) ??
    nameAt(tokens, at, now) ??
    periodAt(tokens, at, now) ??
    feastAt(tokens, at)
  );
}

function writtenDay(written: string): Day | null {
  const [a = 0, b = 0, c = 0] = asciiDigits(written).split(/[-/.]/).map(Number);
  if (a > 1000) return valid(a, b, c);
  return valid(c < 100 ? c + 2000 : c, b, a) ?? valid(c < 100 ? c + 2000 : c, a, b);
}

/** "15 mars 2027", "1er avril", "March 15th", "15/3", "١٠ شهر ٦". */
function dayOfMonthAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const named = find(months, tokens, at, ['', 'ل', 'ب']);
  if (named) {
    const number = ordinalAt(tokens, named.next);
    if (!number || unitAt(tokens, number.next)) return null;
    return dated(tokens, number.next, number.value, named.value, now);
  }
  const number = ordinalAt(tokens, at);
  if (!number) return null;
  const slash = tokens[number.next];
  if (slash?.kind === 'sign' && slash.word === '/' && !slash.spaced) {
    const month = tokens[number.next + 1];
    if (month?.kind === 'number' && month.value >= 1 && month.value <= 12 && Number.isInteger(month.value) && !month.spaced)
      return { ...dated(tokens, number.next + 2, number.value, month.value, now), weak: true };
  }
  let here = number.next;
  if (/^(?:of|de|du|d|من|في|شهر)$/.test(tokens[here]?.word ?? '')) here++;
  const month = find(months, tokens, here);
  if (month) return dated(tokens, month.next, number.value, month.value, now);
  const numbered = numberedMonth(tokens, here) ?? numberedMonth(tokens, number.next);
  return numbered ? dated(tokens, numbered.next, number.value, numbered.value, now) : null;
}

/** شهر ٦. */
function numberedMonth(tokens: Token[], at: number): { value: number; next: number } | null {
  if (!/^(?:شهر|mois|month|لشهر|بشهر)$/.test(tokens[at]?.word ?? '')) return null;
  const number = tokens[at + 1];
  if (number?.kind !== 'number' || !Number.isInteger(number.value) || number.value < 1 || number.value > 12) return null;
  return { value: number.value, next: at + 2 };
}

function ordinalAt(tokens: Token[], at: number): { value: number; next: number } | null {
  const token = tokens[at];
  if (token?.kind !== 'number') return null;
  if (!Number.isInteger(token.value) || token.value < 1 || token.value > 31) return null;
  const ending = tokens[at + 1];
  const ordinal = ending?.kind === 'word' && !ending.spaced && /^(?:er|e|eme|th|st|nd|rd)$/.test(ending.word);
  return { value: token.value, next: ordinal ? at + 2 : at + 1 };
}

/** A day of a month, of the year behind it or the next one to come. */
function dated(tokens: Token[], at: number, day: number, month: number, now: Day | null): Said {
  const year = yearAt(tokens, at);
  if (year) return { day: valid(year.value, month, day), next: year.next };
  return { day: now ? comingDay(now, month, day) : null, next: at };
}

function yearAt(tokens: Token[], at: number): { value: number; next: number } | null {
  const here = /^[,،]$/.test(tokens[at]?.word ?? '') || /^(?:سنه|عام|de)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;
  const token = tokens[here];
  if (
    token?.kind !== 'number' ||
    !Number.isInteger(token.value) ||
    token.value < 2000 ||
    token.value > 2100 ||
    asciiDigits(token.written).length !== 4
  )
    return null;
  if (unitAt(tokens, here + 1) || moneyAt(tokens, here + 1, '')) return null;
  return { value: token.value, next: here + 1 };
}

/** A month alone is its first day. */
function monthAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const here = /^(?:شهر|mois|month|de|d|of)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;
  const month = find(months, tokens, here, ['', 'ل', 'ب']) ?? numberedMonth(tokens, at);
  if (!month) return null;
  const year = yearAt(tokens, month.next);
  const after = tokens[month.next];
  const next = year?.next ?? month.next;
  // "may" and "mar" are words too, and mars is a planet only
  const weak = true;
  if (year) return { day: valid(year.value, month.value, 1), next, weak };
  if (after?.kind === 'number' && unitAt(tokens, month.next + 1)) return { day: now ? comingDay(now, month.value, 1) : null, next, weak };
  return { day: now ? comingDay(now, month.value, 1) : null, next, weak };
}

/** "آخر الشهر", "fin mars", "mi-avril", "end of next month". */
function edgeAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const edges: [Table<true>, 'end' | 'middle' | 'beginning'][] = [
    [ends, 'end'],
    [middles, 'middle'],
    [beginnings, 'beginning'],
  ];
  for (const [words, edge] of edges) {
    const found = find(words, tokens, at, ['', 'ل', 'ب']);
    if (!found) continue;
    for (const begin of [found.next, found.next - 1]) {
      if (begin <= at) continue;
      let here = begin;
      if (/^(?:of|de|du|le|the|l)$/.test(tokens[here]?.word ?? '')) here++;
      const month =
        find(months, tokens, here) ??
        numberedMonth(tokens, here) ??
        (/^(?:شهر|mois)$/.test(tokens[here]?.word ?? '') ? find(months, tokens, here + 1) : null);
      if (month) {
        const year = yearAt(tokens, month.next);
        return { day: now ? edgeOf(now, edge, month.value, year?.value) : null, next: year?.next ?? month.next };
      }
      const leading = find(nexts, tokens, here);
      const period = find(periods, tokens, leading?.next ?? here);
      if (!period) continue;
      const trailing = find(nexts, tokens, period.next);
      const later = leading || trailing ? 1 : 0;
      return { day: now ? periodEdge(now, edge, period.value, later) : null, next: trailing?.next ?? thisAfter(tokens, period.next) };
    }
  }
  return null;
}

const thisAfter = (tokens: Token[], at: number) => (/^(?:ده|دا|هذا|هاد|دي|هذه|هاذا)$/.test(tokens[at]?.word ?? '') ? at + 1 : at);

function edgeOf(now: Day, edge: 'end' | 'middle' | 'beginning', month: number, year: number | undefined): Day | null {
  if (edge === 'end') return year ? valid(year, month, lastOf(year, month)) : endOfMonth(now, month);
  const day = edge === 'middle' ? 15 : 1;
  return year ? valid(year, month, day) : comingDay(now, month, day);
}

function periodEdge(now: Day, edge: 'end' | 'middle' | 'beginning', period: 'week' | 'month' | 'year', later: number): Day | null {
  if (period === 'month') {
    const { year, month } = plusMonths({ ...now, day: 1 }, later);
    if (edge === 'end') return { year, month, day: lastOf(year, month) };
    const day = { year, month, day: edge === 'middle' ? 15 : 1 };
    return before(day, now) ? plusMonths(day, 1) : day;
  }
  if (period === 'year') {
    const year = now.year + later;
    if (edge === 'end') return { year, month: 12, day: 31 };
    return edge === 'beginning' ? { year: now.year + 1, month: 1, day: 1 } : null;
  }
  return null;
}

/** Weekdays, today and tomorrow. */
function nameAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const near = find(relative, tokens, at, ['', 'ل', 'ب']);
  if (near && !/^(?:في|باليوم)$/.test(tokens[at - 1]?.word ?? '')) return { day: now ? plusDays(now, near.value) : null, next: near.next };
  const lead = find(nexts, tokens, at);
  const begin = lead?.next ?? (/^(?:يوم|ليوم|نهار|ce|this)$/.test(tokens[at]?.word ?? '') ? at + 1 : at);
  const found = find(weekdays, tokens, begin, ['', 'ل']);
  if (!found) return null;
  const trail = find(nexts, tokens, found.next);
  const short = /^(?:mon|sun|sat|wed|fri|tue|thu)$/.test(tokens[begin]?.word ?? '');
  return { day: now ? nextWeekday(now, found.value) : null, next: trail?.next ?? found.next, weak: short };
}

/** "الشهر الجاي", "next week", "la semaine prochaine". */
function periodAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const lead = find(nexts, tokens, at);
  const begin = lead?.next ?? (/^(?:la|le|l|the)$/.test(tokens[at]?.word ?? '') ? at + 1 : at);
  const period = find(periods, tokens, begin, ['', 'ل', 'ف', 'ب']);
  if (!period) return null;
  const trail = find(nexts, tokens, period.next);
  if (!lead && !trail) return null;
  const next = trail?.next ?? period.next;
  if (!now) return { day: null, next };
  if (period.value === 'week') return { day: plusDays(now, 7), next };
  return { day: plusMonths(now, period.value === 'month' ? 1 : 12), next };
}

function feastAt(tokens: Token[], at: number): Said | null {
  let here = at;
  while (
    here < at + 3 &&
    !find(feasts, tokens, here) &&
    (/^(?:le|la|l|the|al|de|du|of|شهر)$/.test(tokens[here]?.word ?? '') || find(beginnings, tokens, here) || find(ends, tokens, here))
  )
    here++;
  const feast = find(feasts, tokens, here, ['', 'ال', 'ل', 'لل']);
  return feast ? { day: null, next: feast.next, weak: true } : null;
}

/** A number of days, weeks or months from today; "weak" where no number is said. */
function spanAt(tokens: Token[], at: number, now: Day | null): Said | null {
  const numeral = numberAt(tokens, at);
  const count = numeral ? (numeral.upper ?? numeral.value) : 1;
  const spanned = find(spans, tokens, numeral?.next ?? at, numeral ? [''] : onto);
  if (!spanned) return null;
  // "شهر ٦", "يوم ٢٠"
  const after = tokens[spanned.next];
  if (!numeral && spanned.value.times === 1 && after?.kind === 'number' && !unitAt(tokens, spanned.next + 1)) return null;
  if (!numeral && spanned.prefix !== '') return null;
  const { unit, times } = spanned.value;
  const amount = count * times;
  let next = spanned.next;
  const half = /^ونص(?:ف)?$/.test(tokens[next]?.word ?? '') ? 0.5 : 0;
  if (half) next++;
  if (/^(?:من|from)$/.test(tokens[next]?.word ?? '') && find(relative, tokens, next + 1)?.value === 0)
    next = find(relative, tokens, next + 1)?.next ?? next;
  const weak = !numeral && times === 1;
  if (!now || amount > 4000) return { day: null, next, weak };
  if (unit === 'hour') return amount >= 12 ? { day: plusDays(now, Math.ceil(amount / 24)), next, weak } : null;
  if (unit === 'day') return { day: plusDays(now, Math.round(amount)), next, weak };
  if (unit === 'week') return { day: plusDays(now, Math.round((amount + half) * 7)), next, weak };
  const many = unit === 'year' ? amount * 12 : amount;
  const whole = Math.floor(many);
  const rest = Math.round((many - whole + half) * 30);
  return { day: plusDays(plusMonths(now, whole), rest), next, weak };
}

/** "قبل يوم ٢٠", "avant le 20": the next twentieth. */
function loneDay(tokens: Token[], at: number, now: Day | null): Said | null {
  const begin = /^(?:يوم|le|the)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;
  const marks = tokens[begin - 1]?.word ?? '';
  if (!/^(?:يوم|ليوم|le|au|the|ici|avant|before|by|قبل)$/.test(marks)) return null;
  const number = ordinalAt(tokens, begin);
  if (!number) return null;
  const after = tokens[number.next];
  if (after?.kind === 'sign' && /^[%/x×:"°]$/.test(after.word)) return null;
  if (unitAt(tokens, number.next) || moneyAt(tokens, number.next, 'EG') || find(spans, tokens, number.next)) return null;
  let next = number.next;
  const period = find(periods, tokens, next);
  if (period?.value === 'month') next = period.next;
  else if (/^(?:du|of)$/.test(after?.word ?? '') && find(periods, tokens, next + 1)?.value === 'month')
    next = find(periods, tokens, next + 1)?.next ?? next;
  return { day: now ? comingDayOfMonth(now, number.value) : null, next };
}
