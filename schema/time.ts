/** Time: integer UTC milliseconds, and calendar days in a cluster's time zone. */
import { z } from 'zod';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A moment between 2020 and 2100. */
export const Moment = z.number().int().min(Date.UTC(2020)).max(Date.UTC(2100));

/** The first moment of the calendar day `YYYY-MM-DD` in a time zone; null when the text is no day. */
export function dayStart(text: string, timeZone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const utc = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (new Date(utc).toISOString().slice(0, 10) !== text) return null;
  const guess = utc - offset(utc, timeZone);
  return utc - offset(guess, timeZone);
}

/** The calendar day of a moment in a time zone, as `YYYY-MM-DD`. */
export function dayOf(moment: number, timeZone: string): string {
  return new Date(moment + offset(moment, timeZone)).toISOString().slice(0, 10);
}

/** Milliseconds by which local time is ahead of UTC at a moment. */
export function offset(moment: number, timeZone: string): number {
  const parts = wallOf(timeZone).formatToParts(moment);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(moment / 1000) * 1000;
}

/** By time zone, of which clusters have few: making one costs more than a hundred uses of it. */
const walls = new Map<string, Intl.DateTimeFormat>();

function wallOf(timeZone: string): Intl.DateTimeFormat {
  const made = walls.get(timeZone);
  if (made) return made;
  const wall = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  walls.set(timeZone, wall);
  return wall;
}

export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
