/** The form of a firm: its fields read into the contract's shape, a firm written into its fields, and refusals said in the form's words. */
import type { FirmView } from '../../schema/firm.ts';
import { foldDigits } from '../../schema/money.ts';
import { PhoneCountry, toE164 } from '../../schema/person.ts';
import type { FieldRefusal, Refusal } from '../../schema/refusal.ts';
import type { Typed } from '../../web/view.ts';
import { many, one } from './form.tsx';

/** Rows of contacts that a form can carry; as many as a firm may have. */
const contactRows = 8;

/** `country` is the cluster's: phones may be written as they are dialled there. */
export function readFirm(typed: Typed, country: string) {
  return {
    name: one(typed, 'name'),
    role: one(typed, 'role'),
    about: one(typed, 'about'),
    machines: eachLine(one(typed, 'machines')),
    certificates: eachLine(one(typed, 'certificates')),
    size: one(typed, 'size') || null,
    address: one(typed, 'address'),
    place: readPlace(one(typed, 'place')),
    languages: many(typed, 'languages'),
    contacts: filledRows(typed).map((row) => readContact(typed, row, country)),
  };
}

export function readFirmEdit(typed: Typed, country: string) {
  return { ...readFirm(typed, country), revision: Number(one(typed, 'revision')) };
}

export function firmFields(firm: FirmView, revision: number): Typed {
  const typed: Typed = {
    name: firm.name,
    role: firm.role,
    about: firm.about,
    machines: firm.machines.join('\n'),
    certificates: firm.certificates.join('\n'),
    size: firm.size ?? '',
    address: firm.address,
    place: firm.place ? `${firm.place.lat}, ${firm.place.lng}` : '',
    languages: firm.languages,
    revision: String(revision),
  };
  firm.contacts.forEach(({ kind, value, visibility }, row) => {
    typed[`contacts.${row}.kind`] = kind;
    typed[`contacts.${row}.value`] = value;
    typed[`contacts.${row}.visibility`] = visibility;
  });
  return typed;
}

/** A refusal of the contract as the form says it: empty rows of contacts were left out, so that rows are counted differently there. */
export function firmRefusal(refusal: Refusal, typed: Typed): Refusal {
  const rows = filledRows(typed);
  const say = (field: FieldRefusal): FieldRefusal => {
    const [first = '', index, part] = field.path.split('.');
    if (first === 'contacts' && index !== undefined) return { ...field, path: `contacts.${rows[Number(index)] ?? 0}.${part ?? 'value'}` };
    return { ...field, path: first };
  };
  return refusal.fields ? { ...refusal, fields: refusal.fields.map(say) } : refusal;
}

function filledRows(typed: Typed): number[] {
  return Array.from({ length: contactRows }, (_, row) => row).filter((row) => one(typed, `contacts.${row}.value`).trim() !== '');
}

function readContact(typed: Typed, row: number, country: string) {
  const kind = one(typed, `contacts.${row}.kind`);
  const value = one(typed, `contacts.${row}.value`);
  const here = PhoneCountry.safeParse(country).data;
  const number = kind === 'phone' || kind === 'whatsapp' ? toE164(value, here) : null;
  return { kind, value: number ?? value, visibility: one(typed, `contacts.${row}.visibility`) };
}

/** "31.53, 35.09" as copied from a map; what is no such pair stays text, for the contract to refuse. */
function readPlace(text: string): { lat: number; lng: number } | string | null {
  const plain = foldDigits(text).trim();
  if (plain === '') return null;
  const match = /^(-?\d{1,2}(?:\.\d+)?)\s*[,،;\s]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(plain);
  return match ? { lat: Number(match[1]), lng: Number(match[2]) } : text;
}

const eachLine = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
