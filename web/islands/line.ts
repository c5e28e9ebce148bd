/** The one line, read while it is written: what was understood goes into the fields that nobody touched, and stands there as chips. */
import { type Control, showChips } from './chips.ts';
import { type Attached, attached, filesGiven } from './unsent.ts';

/** Milliseconds without a letter after which a line is read. */
const pause = 600;

/** What a line may fill. */
const fillable = [
  ...['direction', 'kind', 'title', 'text', 'quantity', 'unit', 'process', 'priceForm', 'priceMin', 'priceMax'],
  ...['currency', 'per', 'capacity', 'capacityUnit', 'availableUntil'],
];

export function offerLine(): void {
  const asking = document.querySelector<HTMLFormElement>('form[data-line]:not([data-on])');
  const line = asking?.querySelector('textarea');
  const room = document.querySelector<HTMLElement>('[data-chips]');
  const form = room?.closest('form');
  if (!asking || !line || !room || !form) return;
  asking.dataset.on = '';
  const status = asking.querySelector('[data-said]') as HTMLElement;
  const unread = room.querySelector('[name=line]') as HTMLInputElement;
  const guessed = room.querySelector('[name=guessed]') as HTMLInputElement;

  const touched = new Set<string>();
  /** What a draft brings back of the line. */
  const restored = new Map<string, string>();
  const touch = ({ target }: Event) => {
    const { name, value } = target as Control;
    if (target === unread || target === guessed) return restored.set(name, value);
    touched.add(name);
    return settle();
  };
  form.addEventListener('input', touch);
  form.addEventListener('change', touch);
  const chips = showChips(room, form, (names) => {
    for (const name of names) touched.add(name);
    settle();
  });

  // what stood there when the page came was read by the server
  const links = document.querySelector('[data-understood]');
  let last = links ? line.value.trim() : '';
  if (links) chips.understood(chipsIn(document));
  links?.remove();

  /** What the form says of itself when it is sent: a line that nobody read yet, and what may give way to it. */
  function settle(): void {
    if (!form || !line || !room) return;
    const text = line.value.trim();
    const shown = form.querySelector('[name=photo], [name=voice]:is([data-key], :not([value=""]))') !== null;
    // who shows something has it, as a rule; it stands there to be seen and changed
    if ((text || shown) && !form.querySelector('[name=direction]:checked')) check(form, 'direction', 'offer');
    unread.value = text === last ? '' : text;
    guessed.value = unread.value ? fillable.filter((name) => !touched.has(name)).join(' ') : '';
    room.hidden = !text && !shown && touched.size === 0;
    chips.draw();
  }

  let asked: AbortController | undefined;
  async function read(): Promise<void> {
    if (!form || !line || !asking) return;
    clearTimeout(waiting);
    const text = line.value.trim();
    if (text === last) return;
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    const address = new URL(asking.action);
    for (const [name, value] of new URLSearchParams(location.search)) if (fillable.includes(name)) address.searchParams.set(name, value);
    if (text) address.searchParams.set('line', text);
    asking.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(address, { signal: mine.signal, cache: 'no-store' });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const filled = page.querySelector<HTMLFormElement>('.listing-form');
      // a page that was kept for when there is no network has read another line, or none
      if (!filled || squeezed(page.querySelector<HTMLTextAreaElement>('#line')?.value) !== squeezed(text)) return;
      fill(form, filled, touched);
      last = text;
      settle();
      const found = chipsIn(page);
      chips.understood(found);
      status.textContent = (text ? (found.size ? status.dataset.said : status.dataset.nothing) : '') ?? '';
    } catch {
      // without a network the line goes with the form, and is read when it arrives
    } finally {
      if (asked === mine) asking.removeAttribute('aria-busy');
    }
  }

  let waiting: ReturnType<typeof setTimeout>;
  line.addEventListener('input', () => {
    settle();
    clearTimeout(waiting);
    waiting = setTimeout(() => void read(), pause);
  });
  line.addEventListener('change', () => void read());
  asking.addEventListener('submit', (event) => {
    event.preventDefault();
    void read();
  });
  form.addEventListener(attached, settle);
  const before = saidBy(form);
  const direction = form.querySelector<HTMLInputElement>('[name=direction]:checked')?.value;
  form.addEventListener(filesGiven, (event) => {
    const text = restored.get('line') ?? '';
    for (const name of restored.get('guessed')?.split(' ') ?? []) touched.delete(name);
    restored.clear();
    // a draft that was thrown away leaves a fresh form
    const files = (event as CustomEvent<Attached[]>).detail;
    if (!text && files.length === 0 && saidBy(form) === before) {
      touched.clear();
      line.value = '';
      for (const one of controlsOf(form, 'direction')) (one as HTMLInputElement).checked = one.value === direction;
    } else if (text) line.value = text;
    settle();
    void read();
  });
  // a draft that was faster
  line.value ||= unread.value;
  settle();
  // written while this was on its way
  if (line.value.trim() !== last) void read();
}

/** The values of a page that the server filled, into the fields of this one that nobody touched. */
function fill(form: HTMLFormElement, from: HTMLFormElement, touched: ReadonlySet<string>): void {
  for (const name of fillable) {
    if (touched.has(name)) continue;
    const own = controlsOf(form, name);
    for (const theirs of controlsOf(from, name)) {
      const ours = theirs.type === 'radio' ? own.find(({ value }) => value === theirs.value) : own[0];
      if (ours instanceof HTMLInputElement && theirs instanceof HTMLInputElement) ours.checked = theirs.checked;
      if (!ours || theirs.type === 'radio') continue;
      ours.value = theirs.value;
      // a currency that this page did not offer
      const [chosen] = theirs instanceof HTMLSelectElement ? theirs.selectedOptions : [];
      if (ours instanceof HTMLSelectElement && ours.value !== theirs.value) ours.add(new Option(chosen?.text, theirs.value, false, true));
    }
  }
}

const controlsOf = (form: HTMLFormElement, name: string) => [...form.querySelectorAll(`[name="${name}"]`)] as unknown as Control[];

/** What a form says, whichever way it goes: that is guessed as soon as anything stands there. */
const saidBy = (form: HTMLFormElement) =>
  JSON.stringify(
    fillable
      .slice(1)
      .map((name) => controlsOf(form, name).map((one) => (one.type === 'radio' ? (one as HTMLInputElement).checked : one.value))),
  );

function check(form: HTMLFormElement, name: string, value: string): void {
  const field = form.querySelector<HTMLInputElement>(`[name="${name}"][value="${value}"]`);
  if (field) field.checked = true;
}

/** What the server understood, as it says it: id of a field → words. */
function chipsIn(page: Document): Map<string, string> {
  const links = page.querySelectorAll<HTMLAnchorElement>('[data-understood] .chips a');
  return new Map(
    [...links].map((link) => [link.getAttribute('href')?.slice(1) ?? '', link.querySelector('bdi')?.textContent?.trim() ?? '']),
  );
}

const squeezed = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim();
