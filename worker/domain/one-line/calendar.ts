/** Calendar arithmetic on ISO days, without a clock. */

export interface Day {
  year: number;
  month: number;
  day: number;
}

const utc = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);

function ofUtc(time: number): Day {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of a text such as 2027-03-15; null when it is none. */
export function dayOf(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? valid(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The day, when the month has it. */
export function valid(year: number, month: number, day: number): Day | null {
  if (year < 1000 || year > 9000 || month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return null;
  return { year, month, day };
}

export function iso({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const plusDays = (from: Day, days: number): Day => ofUtc(utc(from) + days * 86_400_000);

/** The same day some months later, or the last day of a shorter month. */
export function plusMonths({ year, month, day }: Day, months: number): Day {
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return { year: y, month: m, day: Math.min(day, lastOf(y, m)) };
}

/** Sunday is 0. */
export const weekday = (day: Day): number => new Date(utc(day)).getUTCDay();

/** The next such weekday after the day. */
export const nextWeekday = (from: Day, wanted: number): Day => plusDays(from, ((wanted - weekday(from) + 6) % 7) + 1);

export const before = (a: Day, b: Day): boolean => utc(a) < utc(b);

/** The first such day of a year without year, on or after the given one. */
export function comingDay(from: Day, month: number, day: number): Day | null {
  for (const year of [from.year, from.year + 1, from.year + 2, from.year + 3, from.year + 4]) {
    const there = valid(year, month, day);
    if (there && !before(there, from)) return there;
  }
  return null;
}

/** The first such day of a month, on or after the given one. */
export function comingDayOfMonth(from: Day, day: number): Day | null {
  for (let months = 0; months < 4; months++) {
    const { year, month } = plusMonths({ ...from, day: 1 }, months);
    const there = valid(year, month, day);
    if (there && !before(there, from)) return there;
  }
  return null;
}

/** The end of a month that is not over yet. */
export function endOfMonth(from: Day, month: number): Day {
  const year = month < from.month ? from.year + 1 : from.year;
  return { year, month, day: lastOf(year, month) };
}
