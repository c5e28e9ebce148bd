/** The form of a chain: its fields read into the contract's shape, a chain or a known product written into its fields, and refusals said in the form's words. */
import { type ChainTemplate, type ChainView, mostStages } from '../../schema/chain.ts';
import type { Locale } from '../../schema/ids.ts';
import { foldDigits } from '../../schema/money.ts';
import { type Quantity, thousandthsToDecimal } from '../../schema/quantity.ts';
import type { FieldRefusal, Refusal } from '../../schema/refusal.ts';
import type { Typed } from '../../web/view.ts';
import { one } from './form.tsx';
import { readQuantity } from './listing-form.ts';

export function readChain(typed: Typed) {
  return {
    title: one(typed, 'title'),
    text: one(typed, 'text'),
    perMonth: readQuantity(typed, 'amount', 'unit'),
    stages: rowsInOrder(typed).map((row) => readStage(typed, row)),
  };
}

export function readChainEdit(typed: Typed) {
  const stages = rowsInOrder(typed).map((row) => ({ ...readStage(typed, row), id: Number(one(typed, `stages.${row}.id`)) || null }));
  return { ...readChain(typed), stages, revision: Number(one(typed, 'revision')) };
}

export function templateFields({ title, unit, stages }: ChainTemplate, locale: Locale): Typed {
  const typed: Typed = { title: title[locale], unit };
  stages.forEach(({ name, kind }, row) => {
    typed[`stages.${row}.name`] = name[locale];
    typed[`stages.${row}.kind`] = kind;
  });
  return { ...places(), ...typed };
}

export function chainFields(chain: ChainView): Typed {
  const typed: Typed = {
    title: chain.title,
    text: chain.text,
    ...quantityFields(chain.perMonth, 'amount', 'unit'),
    revision: String(chain.revision),
  };
  chain.stages.forEach(({ id, name, kind, perMonth }, row) => {
    typed[`stages.${row}.id`] = String(id);
    typed[`stages.${row}.name`] = name;
    typed[`stages.${row}.kind`] = kind;
    Object.assign(typed, quantityFields(perMonth, `stages.${row}.amount`, `stages.${row}.unit`));
  });
  return { ...places(), ...typed };
}

/** Rows count from one. */
export const places = (): Typed => Object.fromEntries(allRows.map((row) => [`stages.${row}.place`, String(row + 1)]));

/** A refusal of the contract as the form says it: rows were sorted and empty ones left out, and bounds are in whole units. */
export function chainRefusal(refusal: Refusal, typed: Typed): Refusal {
  const rows = rowsInOrder(typed);
  const say = (field: FieldRefusal): FieldRefusal => {
    const [first = '', index, part = 'name', amount] = field.path.split('.');
    if (first === 'perMonth') return quantityRefusal(field, 'amount', 'unit');
    // too few stages are not too few letters
    if (first === 'stages' && index === undefined && field.code === 'too-short') return { ...field, code: 'too-small' };
    if (first !== 'stages' || index === undefined) return { ...field, path: first };
    const row = `stages.${rows[Number(index)] ?? 0}`;
    if (part === 'perMonth') return quantityRefusal({ ...field, path: `perMonth.${amount}` }, `${row}.amount`, `${row}.unit`);
    return { ...field, path: `${row}.${part}` };
  };
  return refusal.fields ? { ...refusal, fields: refusal.fields.map(say) } : refusal;
}

/** A refused quantity at its two fields, its bound in the unit that people typed. */
export function quantityRefusal(field: FieldRefusal, amountName: string, unitName: string): FieldRefusal {
  const path = field.path.endsWith('.unit') ? unitName : amountName;
  return field.limit === undefined ? { ...field, path } : { ...field, path, limit: field.limit / 1000 };
}

const allRows = Array.from({ length: mostStages }, (_, row) => row);

/** Rows that stand for a stage, in the order of their numbers; of equals the upper first. A stage that is there needs its name, a new row without one is none. */
function rowsInOrder(typed: Typed): number[] {
  const placeOf = (row: number) => {
    const place = Number(foldDigits(one(typed, `stages.${row}.place`)).replace(',', '.'));
    return Number.isFinite(place) && place > 0 ? place : row + 1;
  };
  return allRows
    .filter((row) => one(typed, `stages.${row}.drop`) !== 'yes')
    .filter((row) => one(typed, `stages.${row}.name`).trim() !== '' || one(typed, `stages.${row}.id`) !== '')
    .sort((a, b) => placeOf(a) - placeOf(b) || a - b);
}

function readStage(typed: Typed, row: number) {
  return {
    name: one(typed, `stages.${row}.name`),
    kind: one(typed, `stages.${row}.kind`),
    perMonth: readQuantity(typed, `stages.${row}.amount`, `stages.${row}.unit`),
  };
}

function quantityFields(quantity: Quantity | null, amountName: string, unitName: string): Typed {
  return quantity ? { [amountName]: thousandthsToDecimal(quantity.amount), [unitName]: quantity.unit } : {};
}
