/** Plurals by the rules of CLDR: Arabic has six forms. */
import type { Locale } from '../../schema/ids.ts';

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules: Partial<Record<Locale, Intl.PluralRules>> = {};

/** The form for a number, with `#` replaced by the number as already written. */
export function plural(locale: Locale, n: number, forms: Forms, written: string): string {
  rules[locale] ??= new Intl.PluralRules(locale);
  return (forms[rules[locale].select(n)] ?? forms.other).replace('#', written);
}
