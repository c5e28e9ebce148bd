/** Processor time of the servers under test, where the system tells it (Linux): unlike requests per second it does not depend on who else is busy. */
import { readdirSync, readFileSync } from 'node:fs';

/** /proc counts in hundredths of a second (USER_HZ, fixed for what Linux shows to programs). */
const tick = 10_000;

/** Servers that this process has started, in no order. */
export function servers(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => fieldsOf(pid)?.parent === process.pid && fieldsOf(pid)?.name === 'workerd');
  } catch {
    return [];
  }
}

/** Microseconds that a process has used, or null where nobody says. */
export function used(pid: number | undefined): number | null {
  const fields = pid === undefined ? null : fieldsOf(pid);
  return fields && fields.ticks * tick;
}

function fieldsOf(pid: number): { name: string; parent: number; ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name stands in parentheses and may hold anything
    const end = text.lastIndexOf(')');
    const rest = text.slice(end + 2).split(' ');
    return { name: text.slice(text.indexOf('(') + 1, end), parent: Number(rest[1]), ticks: Number(rest[11]) + Number(rest[12]) };
  } catch {
    return null;
  }
}
