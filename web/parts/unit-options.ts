/** The options of a choice of units, made once a language: long lists would cost more than the rest of a page. */
import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { type Unit, unitCodes, units } from '../../schema/quantity.ts';
import type { View } from '../view.ts';

const made = new Map<string, HtmlEscapedString>();

/** `chosen` is '' where none is; `alike` leaves only units that compare with the chosen one. */
export function unitOptions({ locale, format }: Pick<View, 'locale' | 'format'>, chosen: Unit | '', alike = false): HtmlEscapedString {
  const name = `${locale} ${chosen} ${alike}`;
  let options = made.get(name);
  if (!options) {
    const offered = alike && chosen ? unitCodes.filter((unit) => units[unit].dimension === units[chosen].dimension) : unitCodes;
    // security: only our own words, none of which needs escaping
    options = raw(
      offered.map((unit) => `<option value="${unit}"${unit === chosen ? ' selected' : ''}>${format.unit(unit)}</option>`).join(''),
    );
    made.set(name, options);
  }
  return options;
}
