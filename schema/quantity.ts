/** Quantities: integer thousandths of a unit of UN/CEFACT Recommendation 20 (X… codes are its packages of Recommendation 21). */
import { z } from 'zod';
import { parseScaled, scaledToDecimal } from './money.ts';

/** Code → dimension and how much of the dimension's base one unit holds. Units compare only within a dimension. */
export const units = {
  H87: { dimension: 'piece', base: 1 },
  DZN: { dimension: 'piece', base: 12 },
  PR: { dimension: 'pair', base: 1 },
  DPR: { dimension: 'pair', base: 12 },
  SET: { dimension: 'set', base: 1 },
  GRM: { dimension: 'mass', base: 1 },
  KGM: { dimension: 'mass', base: 1_000 },
  TNE: { dimension: 'mass', base: 1_000_000 },
  CMT: { dimension: 'length', base: 10 },
  MTR: { dimension: 'length', base: 1_000 },
  FTK: { dimension: 'area', base: 929.0304 },
  MTK: { dimension: 'area', base: 10_000 },
  LTR: { dimension: 'volume', base: 1 },
  MTQ: { dimension: 'volume', base: 1_000 },
  HUR: { dimension: 'time', base: 1 },
  DAY: { dimension: 'day', base: 1 },
  MON: { dimension: 'month', base: 1 },
  IE: { dimension: 'person', base: 1 },
  KWH: { dimension: 'energy', base: 1 },
  ST: { dimension: 'sheet', base: 1 },
  XRO: { dimension: 'roll', base: 1 },
  XBX: { dimension: 'box', base: 1 },
  XSA: { dimension: 'sack', base: 1 },
  XPX: { dimension: 'pallet', base: 1 },
  E48: { dimension: 'service', base: 1 },
} as const;
export type Unit = keyof typeof units;
export const unitCodes = Object.keys(units) as [Unit, ...Unit[]];
export const Unit = z.enum(unitCodes);

export const Quantity = z.strictObject({
  /** Thousandths of the unit. */
  amount: z.number().int().min(1).max(1e12),
  unit: Unit,
});
export type Quantity = z.infer<typeof Quantity>;

/** The amount in thousandths of its dimension's base, to compare quantities of different units. */
export function comparable({ amount, unit }: Quantity): { dimension: string; amount: number } {
  return { dimension: units[unit].dimension, amount: Math.min(Math.round(amount * units[unit].base), Number.MAX_SAFE_INTEGER) };
}

/** The same of one dimension; null where it is not said, or of another one. */
export function comparableIn(dimension: string, quantity: Quantity | null): number | null {
  if (!quantity) return null;
  const one = comparable(quantity);
  return one.dimension === dimension ? one.amount : null;
}

/** "2,5" → 2500 thousandths; null when it is no number or finer than a thousandth. */
export const parseThousandths = (text: string): number | null => parseScaled(text, 3);
export const thousandthsToDecimal = (amount: number): string => scaledToDecimal(amount, 3);
