/** Money: integer minor units of an ISO 4217 currency. */
import { z } from 'zod';

/** The currencies traded in, with the number of decimals of ISO 4217. */
export const currencies = { EGP: 2, DZD: 2, ILS: 2, JOD: 3, TND: 3, MAD: 2, USD: 2, EUR: 2, SAR: 2, AED: 2 } as const;
export type Currency = keyof typeof currencies;
export const Currency = z.enum(Object.keys(currencies) as [Currency, ...Currency[]]);

/** A thousand million of the major unit is more than any listing here needs, and safe as an integer. */
export const mostMinor = 1e12;
export const Minor = z.number().int().min(0).max(mostMinor);

/** Reads "1250", "1 250,50" or "١٬٢٥٠٫٥" as minor units; null when it is no amount or has too many decimals. */
export function parseMinor(text: string, currency: Currency): number | null {
  return parseScaled(text, currencies[currency]);
}

/** The plain decimal of minor units, for a form field: 9050 EGP → "90.5". */
export function minorToDecimal(minor: number, currency: Currency): string {
  return scaledToDecimal(minor, currencies[currency]);
}

/** Digits of Arabic-Indic and Persian writing folded to ASCII, ٫ and ٬ to point and nothing. */
export function foldDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0))
    .replace(/٫/g, '.')
    .replace(/٬/g, '');
}

/**
 * A decimal text as an integer scaled by 10^decimals; null when it is none, or finer than that.
 * Groups of three digits are thousands when nothing else fits: `1,250` and `1.250,50`, but not `0,500`. `1.250` where only two decimals
 * exist could be either, and is refused rather than guessed.
 */
export function parseScaled(text: string, decimals: number): number | null {
  let plain = foldDigits(text).replace(/[\s\u00A0\u202F\u200E\u200F\u061C'’]/g, '');
  if (/^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
  else if (/^[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(plain)) plain = plain.replaceAll('.', '').replace(',', '.');
  else if (/^\d+[,،]\d+$/.test(plain)) plain = plain.replace(/[,،]/, '.');
  const match = /^(\d{1,15})(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const written = match[2] ?? '';
  const fraction = written.length === 3 ? written : written.replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  const value = Number(match[1] + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? value : null;
}

export function scaledToDecimal(value: number, decimals: number): string {
  const digits = String(value).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
}
