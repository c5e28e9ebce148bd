/** When somebody else changed a listing meanwhile: what stands there now beside what was written here, field by field. */
import type { Bytes, Carried, Entry } from './entry.ts';
import { type Field, fieldsIn, fieldsOf, filesOf, fill, labelOf, put } from './form-fields.ts';
import { store } from './sending.ts';
import { element } from './summary.ts';

/** Belongs to the version that the form shows now, and not to what a person writes. */
const versions = new Set(['revision', 'submit', 'attached', 'guessed', 'line', 'drop']);

/** The form comes from the server with what stands there now; it is filled with what was written, except for its revision. */
export function openConflict(form: HTMLFormElement, entry: Entry, files: (Carried & Partial<Bytes>)[], words: DOMStringMap): void {
  const now = fieldsOf(form);
  const there = filesOf(form);
  const revision = now.filter(([name]) => versions.has(name));
  const mine = [...entry.fields.filter(([name]) => !versions.has(name)), ...revision];
  fill(form, mine, files);
  for (const name of new Set(fieldsIn(form).map((field) => field.name))) {
    const [a, b] = [valuesOf(now, name), valuesOf(mine, name)];
    if (!versions.has(name) && a.join('\n') !== b.join('\n')) offer(form, name, a, b, words);
  }
  head(form, entry, words);
  const said = (some: typeof files) => JSON.stringify(some.map(({ id, key, alt }) => [id, id === null ? key : '', alt]));
  if (said(there) !== said(files)) {
    const room = form.querySelector<HTMLElement>('[data-photos]');
    const give = (some: typeof files) => fill(form, fieldsOf(form), some);
    room?.insertAdjacentElement(
      'afterend',
      choice(words, [words.now, words.photosThere, () => give(there)], [words.mine, words.photosMine, () => give(files)]),
    );
  }
}

const valuesOf = (fields: Entry['fields'], name: string) => fields.filter((field) => field[0] === name).map(([, value]) => value);

function offer(form: HTMLFormElement, name: string, now: string[], mine: string[], words: DOMStringMap): void {
  const all = fieldsIn(form).filter((field) => field.name === name);
  const first = all[0];
  // what nobody sees nobody chooses
  if (!first || first.matches('[type=hidden]')) return;
  const take = (values: string[]) => () => {
    for (const field of all) put(field, values);
  };
  const shown = (values: string[]) => values.map((value) => shownAs(all, value)).join('، ') || words.nothing;
  const room = first.closest<HTMLElement>('fieldset, .field') ?? first;
  room.appendChild(choice(words, [words.now, shown(now), take(now)], [words.mine, shown(mine), take(mine)], labelOf(first)));
  for (let around = room.closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true;
}

/** As a person reads it: the words of a choice rather than its value. */
function shownAs(fields: Field[], value: string): string {
  for (const field of fields) {
    if (field instanceof HTMLSelectElement) return [...field.options].find((one) => one.value === value)?.text ?? value;
    if (field instanceof HTMLInputElement && field.value === value && /^(radio|checkbox)$/.test(field.type))
      return (field.labels?.[0]?.querySelector('b, span') ?? field.labels?.[0])?.textContent?.trim() ?? value;
  }
  return value;
}

type Side = [title: string | undefined, value: string | undefined, take: () => void];

/** Both, each with its button; mine is taken. */
function choice(words: DOMStringMap, now: Side, mine: Side, label = ''): HTMLElement {
  const box = element('div', 'both');
  const buttons: HTMLButtonElement[] = [];
  for (const [at, [title, value, take]] of [now, mine].entries()) {
    const line = element('p');
    const said = Object.assign(document.createElement('bdi'), { textContent: value ?? '' });
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button quiet',
      textContent: words.take ?? '',
    });
    button.setAttribute('aria-label', [words.take, title, label].filter(Boolean).join(words.colon));
    button.addEventListener('click', () => {
      take();
      for (const one of buttons) one.setAttribute('aria-pressed', String(one === button));
    });
    button.setAttribute('aria-pressed', String(at === 1));
    buttons.push(button);
    line.replaceChildren(`${title ?? ''}${words.colon ?? ': '}`, said, ' ', button);
    box.appendChild(line);
  }
  return box;
}

/** What this is about, and the way out of it. */
function head(form: HTMLFormElement, entry: Entry, words: DOMStringMap): void {
  const note = element('div', 'note');
  note.setAttribute('role', 'status');
  note.tabIndex = -1;
  const said = Object.assign(element('p'), { textContent: words.conflict ?? '' });
  const drop = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button quiet',
    textContent: words.keepThere ?? '',
  });
  const sure = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button grave',
    textContent: words.sure ?? '',
  });
  sure.hidden = true;
  drop.addEventListener('click', () => {
    sure.hidden = !sure.hidden;
    if (!sure.hidden) sure.focus();
  });
  sure.addEventListener('click', async () => {
    await store.step(entry.id, { is: 'thrown-away' }, Date.now());
    location.assign(entry.action);
  });
  const ways = element('p', 'buttons');
  ways.replaceChildren(drop, sure);
  note.replaceChildren(said, ways);
  form.insertAdjacentElement('beforebegin', note);
  note.focus();
}
