/** A form read into what the outbox keeps, and filled from it again. */
import { type Attached, attachedOf, giveAttached } from '../unsent.ts';
import type { Bytes, Carried, Entry, Written } from './entry.ts';

/** Names that the files of a form bring along by themselves. */
const ofFiles = /^(key|photo|voice|alt-\d+)$/;

type Fields = Written['fields'];

export const pathOf = (form: HTMLFormElement): string => new URL(form.action).pathname;

/** Fields as they are filled, with the button that was pressed. */
export function fieldsOf(form: HTMLFormElement, button?: HTMLElement | null): Fields {
  const fields = [...new FormData(form)].flatMap(
    ([name, value]): Fields => (typeof value === 'string' && !ofFiles.test(name) ? [[name, value]] : []),
  );
  return button instanceof HTMLButtonElement && button.name ? [...fields, [button.name, button.value]] : fields;
}

/** All files of a form in their order; those of plain file fields last. */
export function filesOf(form: HTMLFormElement): (Carried & Partial<Bytes>)[] {
  const chosen = [...new FormData(form).values()].filter((value): value is File => value instanceof File && value.size > 0);
  return [...attachedOf(form), ...chosen.map((blob): Attached => ({ kind: 'photo', key: keyOf(blob), blob, alt: '', id: null }))].map(
    ({ kind, key, alt, id, blob, small }) => ({ kind, key, alt, id, ...(blob && { blob, small }) }),
  );
}

const keys = new Map<string, string>();

/** The same file chosen once has one key, however often the form is read. */
function keyOf({ name, size, lastModified }: File): string {
  const file = `${name} ${size} ${lastModified}`;
  const key = keys.get(file) ?? crypto.randomUUID();
  keys.set(file, key);
  return key;
}

/** Where the form is opened again. */
export function pageOf(action: string): string {
  if (/\/l$/.test(action)) return `${action}/new`;
  return /\/l\/\d+$/.test(action) ? `${action}/edit` : action.replace(/\/answer$/, '');
}

/** Those who show the files of a form must be there to be given some. */
export async function readyForFiles(form: HTMLFormElement): Promise<void> {
  if (form.querySelector('[data-photos]')) (await import('../photos.ts')).offerPhotos();
  if (form.querySelector('[data-voice]')) (await import('../voice.ts')).offerVoice();
}

/** Fills a form; what it has and the fields do not name is emptied. Those who watch its fields hear of it. */
export function fill(form: HTMLFormElement, fields: Fields, files: (Carried & Partial<Bytes>)[]): void {
  for (const field of fieldsIn(form)) {
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    put(field, values);
  }
  giveAttached(form, files);
}

/** A field, a choice or a box to tick. */
export interface Field extends HTMLElement {
  name: string;
  value: string;
  readonly labels: NodeListOf<HTMLLabelElement>;
}

export function fieldsIn(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>('input:not([type=file]), select, textarea')].filter(({ name }) => name && !ofFiles.test(name));
}

export function put(field: Field, values: string[]): void {
  const before = stateOf(field);
  if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)) field.checked = values.includes(field.value);
  else if (field instanceof HTMLSelectElement && values[0] !== undefined && ![...field.options].some(({ value }) => value === values[0]))
    field.add(new Option(values[0], values[0], true, true));
  else field.value = values[0] ?? '';
  if (stateOf(field) === before) return;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

function stateOf(field: Field): string {
  return field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type) ? String(field.checked) : field.value;
}

/** The label of a field or of the group that it belongs to, without what is said in smaller letters. */
export function labelOf(field: HTMLElement): string {
  const group = field.closest('fieldset');
  const label = group?.querySelector('legend') ?? (field as Field).labels?.[0];
  return label?.firstChild?.textContent?.trim() ?? '';
}

/** What an entry keeps, with the bytes of its files. */
export async function filesOfEntry(
  entry: Entry,
  bytesOf: (key: string) => Promise<Bytes | undefined>,
): Promise<(Carried & Partial<Bytes>)[]> {
  return Promise.all(entry.files.map(async (file) => ({ ...file, ...(file.key ? await bytesOf(file.key) : {}) })));
}
