/** What a posting form says by now, as chips: a tap brings the field of one to it, a cross empties it. */

interface Group {
  /** Id of its first field. */
  field: string;
  names: string[];
  /** Not filled, it is offered to be. */
  offered?: true;
  /** May be emptied. */
  loose?: true;
  /** Its words say by themselves what they are about. */
  plain?: true;
}

const groups: Group[] = [
  { field: 'direction', names: ['direction'], plain: true },
  { field: 'kind', names: ['kind'], plain: true },
  { field: 'title', names: ['title'], offered: true, loose: true },
  { field: 'quantity', names: ['quantity', 'unit'], offered: true, loose: true },
  { field: 'priceMin', names: ['priceForm', 'priceMin', 'priceMax', 'currency', 'per'], offered: true, loose: true },
  { field: 'text', names: ['text'] },
  { field: 'capacity', names: ['capacity', 'capacityUnit'], loose: true },
  { field: 'availableUntil', names: ['availableUntil'], loose: true },
];

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface Chips {
  draw(): void;
  /** How the server says what it understood: id of a field → words. */
  understood(words: ReadonlyMap<string, string>): void;
}

export function showChips(room: HTMLElement, form: HTMLFormElement, emptied: (names: string[]) => void): Chips {
  const list = room.querySelector('ul') as HTMLElement;
  const made = new Map(groups.map((group) => [group.field, chipOf(group)]));
  /** The server's words hold as long as the values do. */
  const said = new Map<string, { words: string; values: string }>();
  let panel: { group: Group; item: HTMLElement; close(): void } | undefined;

  function chipOf(group: Group) {
    const item = copy(room, 'template[data-chip]');
    const [button, remove] = item.querySelectorAll('button') as unknown as [HTMLButtonElement, HTMLButtonElement];
    const label = labelOf(group.field);
    remove.setAttribute('aria-label', (remove.getAttribute('aria-label') ?? '').replace('{}', label));
    button.addEventListener('click', () => {
      const open = panel?.group === group;
      panel?.close();
      if (!open) openPanel(group, item, button);
    });
    remove.addEventListener('click', () => {
      panel?.close();
      empty(group);
      emptied(group.names);
      draw();
      (item.isConnected ? button : list.querySelector('button'))?.focus();
    });
    return { item, button, remove, label };
  }

  function openPanel(group: Group, chip: HTMLElement, button: HTMLButtonElement): void {
    const field = document.getElementById(group.field);
    const parts = field?.closest('.price-fields') ?? field?.closest('.pair') ?? field?.closest('.field');
    if (!parts) return;
    const item = copy(room, 'template[data-panel]');
    const place = document.createComment('');
    parts.replaceWith(place);
    item.insertBefore(parts, item.firstChild);
    chip.insertAdjacentElement('afterend', item);
    button.setAttribute('aria-expanded', 'true');
    const close = () => {
      panel = undefined;
      place.replaceWith(parts);
      item.remove();
      button.setAttribute('aria-expanded', 'false');
      draw();
      if (button.isConnected) button.focus();
    };
    panel = { group, item, close };
    item.querySelector('button')?.addEventListener('click', close);
    item.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' && !(event.key === 'Enter' && event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      close();
    });
    // who touches one of few is done; who goes through them with keys is not yet
    item.addEventListener('click', (event) => {
      if (group.names.length === 1 && event.detail > 0 && event.target instanceof HTMLInputElement && event.target.type === 'radio')
        close();
    });
    const first =
      item.querySelector<HTMLElement>(':checked, input:not([type=radio]), textarea') ?? item.querySelector<HTMLElement>('input');
    (group.field === 'priceMin' && field?.checkVisibility?.() ? field : first)?.focus();
  }

  function draw(): void {
    let before: Element | null = null;
    for (const group of groups.toReversed()) {
      const { item, button, remove, label } = made.get(group.field) as ReturnType<typeof chipOf>;
      const value = wordsOf(group);
      const open = panel?.group === group;
      if (!value && !group.offered && !open) {
        item.remove();
        continue;
      }
      const [small, words] = [button.querySelector('small') as HTMLElement, button.querySelector('bdi') as HTMLElement];
      small.textContent = value ? label : `+ ${label}`;
      words.textContent = value;
      small.classList.toggle('unseen', Boolean(group.plain));
      item.classList.toggle('offered', !value);
      remove.hidden = !group.loose || !value || value === choiceOf('priceForm');
      if (!item.isConnected) list.insertBefore(item, before);
      before = item;
    }
  }

  function wordsOf(group: Group): string {
    const known = said.get(group.field);
    if (known && known.values === valuesOf(group)) return known.words;
    const [first = '', second = ''] = group.names;
    if (group.field === 'direction' || group.field === 'kind') return choiceOf(first);
    if (group.field === 'priceMin') return priceOf();
    if (group.field === 'availableUntil') return dayOf(text(first));
    if (group.field === 'text') return '';
    return text(first) && second ? `${text(first)} ${option(second)}` : text(first);
  }

  function priceOf(): string {
    const chosen = form.querySelector<HTMLInputElement>('[name=priceForm]:checked')?.value;
    if (chosen === 'negotiable' || chosen === 'free') return choiceOf('priceForm');
    const [from, to] = [text('priceMin'), chosen === 'range' ? text('priceMax') : ''];
    if (!from && !to) return '';
    const per = text('per') === 'unit' ? option('unit') : text('per') && option('per');
    return `${[from, to].filter(Boolean).join(' – ')} ${option('currency')}${per ? ` / ${per}` : ''}`;
  }

  function empty(group: Group): void {
    for (const name of group.names)
      for (const field of controls(name)) {
        if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === 'negotiable';
        else if (!(field instanceof HTMLSelectElement)) field.value = '';
      }
  }

  const controls = (name: string) => [...form.querySelectorAll(`[name="${name}"]`)] as unknown as Control[];
  const text = (name: string) => controls(name)[0]?.value.trim() ?? '';
  const option = (name: string) => {
    const [select] = controls(name);
    return select instanceof HTMLSelectElement ? (select.selectedOptions[0]?.text.trim() ?? '') : '';
  };
  /** The word of the radio button that is chosen. */
  const choiceOf = (name: string) => {
    const card = form.querySelector(`[name="${name}"]:checked`)?.closest('label');
    return (card?.querySelector('b') ?? card?.querySelector('span'))?.textContent?.trim() ?? '';
  };
  const valuesOf = ({ names }: Group) =>
    JSON.stringify(names.map((name) => (controls(name)[0]?.type === 'radio' ? choiceOf(name) : text(name))));

  form.addEventListener('input', draw);
  form.addEventListener('change', draw);
  return {
    draw,
    understood: (words) => {
      said.clear();
      for (const group of groups) {
        const found = words.get(group.field);
        if (found) said.set(group.field, { words: found, values: valuesOf(group) });
      }
      draw();
    },
  };
}

function copy(room: HTMLElement, template: string): HTMLElement {
  return room.querySelector<HTMLTemplateElement>(template)?.content.firstElementChild?.cloneNode(true) as HTMLElement;
}

/** The words over a field, without what is said of all fields. */
function labelOf(id: string): string {
  const label = document.querySelector(`label[for="${id}"]`) ?? document.querySelector(`#${id} > legend`);
  return label?.firstChild?.textContent?.trim() ?? '';
}

function dayOf(iso: string): string {
  const at = Date.parse(`${iso}T12:00:00Z`);
  return Number.isNaN(at) ? '' : new Date(at).toLocaleDateString(document.documentElement.lang, { dateStyle: 'medium' });
}
