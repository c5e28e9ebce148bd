/** One line, as somebody wrote it over the form, filled into the form's fields. */
import type { Cluster } from '../../schema/cluster.ts';
import type { LineRead } from '../../schema/line.ts';
import { minorToDecimal } from '../../schema/money.ts';
import { dayOf } from '../../schema/time.ts';
import type { Typed } from '../../web/view.ts';
import { answerOf, readLine } from '../domain/one-line/line.ts';

/** What was understood, and the fields that say it. The line itself is the description: what was not understood is not lost. */
export function fieldsOfLine(
  text: string,
  { country, timeZone }: Pick<Cluster, 'country' | 'timeZone'>,
  now: number,
): { read: LineRead; typed: Typed } {
  const today = dayOf(now, timeZone);
  const line = readLine(text, country, today);
  const read = answerOf(line);
  const { direction, kind, item, quantity, unit, priceMinor, currency, pricePer, capacity, dueBy } = read;
  return {
    read,
    typed: {
      ...(direction && { direction }),
      ...(kind && { kind }),
      title: (item ?? text).slice(0, 120),
      text,
      ...(quantity !== null && { quantity: String(quantity) }),
      ...(unit && { unit }),
      ...(line.process && { process: line.process.value.slice(0, 80) }),
      ...(priceMinor !== null && currency
        ? {
            priceForm: 'fixed',
            priceMin: minorToDecimal(priceMinor, currency),
            currency,
            per: pricePer === unit ? 'unit' : (pricePer ?? ''),
          }
        : { priceForm: 'negotiable' }),
      // the form asks for a month; a day's work is not multiplied, since nobody said how many days are worked
      ...(capacity?.period === 'month' && { capacity: String(capacity.quantity), capacityUnit: capacity.unit }),
      ...(dueBy && dueBy >= today && { availableUntil: dueBy }),
    },
  };
}
