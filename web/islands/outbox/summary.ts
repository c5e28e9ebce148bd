/** What the market did not accept, above the form and at its fields, as a page from the server says it. */
import type { Refused } from './entry.ts';
import { labelOf } from './form-fields.ts';

/** `more` stands below the errors, such as a way on. */
export function showRefused(form: HTMLFormElement, { title, errors }: Refused, more?: HTMLElement): void {
  hideRefused(form);
  const summary = element('div', 'error-summary');
  summary.setAttribute('role', 'alert');
  summary.tabIndex = -1;
  const heading = element('h2');
  heading.textContent = title;
  summary.appendChild(heading);
  if (errors.length) {
    const list = element('ul');
    list.replaceChildren(...errors.map((error) => item(form, error)));
    summary.appendChild(list);
  }
  if (more) summary.appendChild(more);
  form.insertAdjacentElement('beforebegin', summary);
  summary.focus();
}

/** Also those that came with the page. */
export function hideRefused(form: HTMLFormElement): void {
  for (const one of document.querySelectorAll('main .error-summary')) one.remove();
  for (const one of form.querySelectorAll('.wrong')) one.classList.remove('wrong');
  for (const one of form.querySelectorAll('.field > .problem')) one.remove();
  for (const one of form.querySelectorAll('[aria-invalid]')) {
    one.removeAttribute('aria-invalid');
    const described = one
      .getAttribute('aria-describedby')
      ?.replace(/\S+-problem/, '')
      .trim();
    if (described) one.setAttribute('aria-describedby', described);
    else one.removeAttribute('aria-describedby');
  }
}

function item(form: HTMLFormElement, { pointer, detail }: Refused['errors'][number]): HTMLElement {
  const row = element('li');
  const field = fieldAt(form, pointer);
  if (!field) {
    row.textContent = detail;
    return row;
  }
  const room = field.closest<HTMLElement>('.field') ?? field;
  const target = room.id ? room : field;
  const link = element('a') as HTMLAnchorElement;
  link.href = `#${target.id}`;
  const label = labelOf(field);
  link.textContent = label ? label + colon() + detail : detail;
  row.appendChild(link);
  mark(field, room, detail);
  for (let around = room.closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true;
  return row;
}

const colon = (): string => document.querySelector<HTMLElement>('[data-outbox-words]')?.dataset.colon ?? ': ';

function mark(field: HTMLElement, room: HTMLElement, detail: string): void {
  room.classList.add('wrong');
  const problem = element('p', 'problem');
  problem.id = `${field.id || 'field'}-problem`;
  problem.textContent = detail;
  if (room === field) return;
  const first = room.querySelector<HTMLElement>('input, select, textarea')?.closest('label') ?? field;
  first.insertAdjacentElement('beforebegin', problem);
  const described = room.matches('fieldset') ? room : field;
  described.setAttribute('aria-describedby', `${described.getAttribute('aria-describedby') ?? ''} ${problem.id}`.trim());
  if (described === field) field.setAttribute('aria-invalid', 'true');
}

/** `/price/min` is the field of that name, else of its longest part that is one. */
function fieldAt(form: HTMLFormElement, pointer: string): HTMLElement | null {
  for (let parts = pointer.split('/').slice(1); parts.length; parts = parts.slice(0, -1)) {
    const found = form.elements.namedItem(parts.join('.')) ?? form.querySelector<HTMLElement>(`[id="${CSS.escape(parts.join('.'))}"]`);
    if (found) return (found instanceof RadioNodeList ? found[0] : found) as HTMLElement;
  }
  return null;
}

export function element(tag: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
}
