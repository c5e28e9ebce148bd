/** The files of a form, sent already or not: where the islands that show them and the outbox that sends them meet. */

/** A file that the market does not have yet. */
export interface Unsent {
  kind: 'photo' | 'voice';
  /** Makes a second sending harmless. */
  key: string;
  blob: Blob;
  small?: Blob | undefined;
  /** What is to be seen. */
  alt: string;
}

/** One that the market has: its number and no bytes; its key, when it was sent from this phone, so that it is still known as the same. */
export interface Attached extends Omit<Unsent, 'blob'> {
  id: number | null;
  blob?: Blob | undefined;
}

const kept = new WeakMap<HTMLFormElement, Unsent[]>();

export const unsentOf = (form: HTMLFormElement): Unsent[] => kept.get(form) ?? [];

/** Adds one, or puts it in the place of the one with its key. */
export function putUnsent(form: HTMLFormElement, file: Unsent): void {
  const before = unsentOf(form);
  const known = before.some(({ key }) => key === file.key);
  kept.set(form, known ? before.map((one) => (one.key === file.key ? file : one)) : [...before, file]);
}

export function removeUnsent(form: HTMLFormElement, key: string): void {
  kept.set(
    form,
    unsentOf(form).filter((one) => one.key !== key),
  );
}

/** All files of a form in their order. Its hidden fields `photo` and `voice` hold a number, or nothing and a `data-key`. */
export function attachedOf(form: HTMLFormElement): Attached[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type=hidden]:is([name=photo], [name=voice])')].flatMap(
    ({ name, value, dataset }): Attached[] => {
      const kind = name as Attached['kind'];
      const alt = form.querySelector<HTMLInputElement>(`[name="alt-${CSS.escape(value)}"]`)?.value ?? '';
      if (value) return [{ kind, id: Number(value), key: dataset.key ?? '', alt }];
      const file = unsentOf(form).find(({ key }) => key === dataset.key);
      return file ? [{ ...file, id: null }] : [];
    },
  );
}

/** What a form says when its files, or what is known of them, are others than before. */
export const attached = 'attached';

/** What the islands listen for on a form: its `detail` are the files that it has from now on. */
export const filesGiven = 'filesgiven';

/** Gives a form its files, as a draft does that is restored. */
export function giveAttached(form: HTMLFormElement, files: Attached[]): void {
  kept.set(
    form,
    files.flatMap(({ id, blob, ...file }) => (id === null && blob ? [{ ...file, blob }] : [])),
  );
  form.dispatchEvent(new CustomEvent<Attached[]>(filesGiven, { detail: files }));
}
