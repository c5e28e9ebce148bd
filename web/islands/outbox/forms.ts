/** Forms that are kept on the phone before they are sent, so that nothing of them is lost, and nothing arrives twice. */
import { keepDrafts } from './drafts.ts';
import type { Bytes, Entry, Written } from './entry.ts';
import { fieldsOf, filesOf, filesOfEntry, fill, pageOf, pathOf, readyForFiles } from './form-fields.ts';
import { begun, day, nextOf } from './machine.ts';
import { keptInMemory, sendOne } from './sender.ts';
import { ports, reader, send, showCount, store } from './sending.ts';
import { element, hideRefused, showRefused } from './summary.ts';

/** Milliseconds after which the way on is offered to who waits for an answer, and after which nobody waits any more. */
const slow = 8_000;
const longest = 90_000;

interface Bound {
  person: string;
  /** The key of the page: two presses of one page are one form. */
  key: string;
  words: DOMStringMap;
  /** When it was first sent without being kept. */
  triedAt?: number | undefined;
}

const forms = new WeakMap<HTMLFormElement, Bound>();

export function bindOutboxForms(): void {
  const person = reader();
  if (!person) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-outbox]:not([data-bound])')) {
    form.dataset.bound = '';
    const words = document.querySelector<HTMLElement>('[data-outbox-words]')?.dataset ?? {};
    const fresh = !document.querySelector('main .error-summary');
    const bound: Bound = { person, key: keyOf(form, fresh), words };
    forms.set(form, bound);
    void begin(form, bound, fresh);
  }
  // before anybody else: what others do with a form that is sent is not done to these
  document.addEventListener('submit', take, true);
  addEventListener('pageshow', (event) => {
    if (event.persisted) for (const form of document.querySelectorAll<HTMLFormElement>('form[data-bound]')) again(form);
  });
}

async function begin(form: HTMLFormElement, bound: Bound, fresh: boolean): Promise<void> {
  const mine = await opened(form, bound, fresh).catch(readAgain);
  await keepDrafts(form, bound.person, fresh && !mine && !location.search, bound.words);
}

/** What was opened to be corrected needs parts that may be gone with the version of this page: the one of today has its own. Once for each version. */
function readAgain(): void {
  if (!location.hash || sessionStorage.getItem('read-again') === import.meta.url) return;
  sessionStorage.setItem('read-again', import.meta.url);
  location.reload();
}

/** An entry that is opened again from the list of what waits, `#mine=17`; or by who comes back to the page that sent it. */
async function opened(form: HTMLFormElement, bound: Bound, fresh: boolean): Promise<Entry | undefined> {
  const id = Number(/^#mine=(\d+)$/.exec(location.hash)?.[1]);
  const entry = id ? await store.find(id) : fresh ? await store.ofForm(bound.person, bound.key) : undefined;
  if (!entry || entry.person !== bound.person || entry.action !== pathOf(form)) return undefined;
  await readyForFiles(form);
  const files = await filesOfEntry(entry, store.bytesOf);
  if (entry.state === 'conflict') {
    const { openConflict } = await import('./conflict.ts');
    openConflict(form, entry, files, bound.words);
  } else {
    fill(form, entry.fields, files);
    if (entry.refused) showRefused(form, entry.refused);
    else if (!id) say(form, bound.words.slow, link('/waiting', bound.words.waiting));
  }
  // only now: an empty form must not take the place of what was written
  bound.key = entry.form;
  return entry;
}

/**
 * A page may come from the phone's memory, with a key that was used: a fresh form gets its own. It goes with the page's place in the history,
 * so that who comes back to it and presses again sends the same form; for a day, since the market does not remember keys for ever.
 */
function keyOf(form: HTMLFormElement, fresh: boolean): string {
  const field = form.elements.namedItem('key') as HTMLInputElement;
  const place = `outbox ${pathOf(form)}`;
  const known = (history.state as Record<string, { key: string; at: number } | undefined> | null)?.[place];
  if (known && Math.abs(Date.now() - known.at) < day) field.value = known.key;
  // only a page of a safe place has these
  else if (fresh && crypto.randomUUID) field.value = crypto.randomUUID();
  history.replaceState({ ...history.state, [place]: { key: field.value, at: Date.now() } }, '');
  return field.value;
}

function take(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const bound = forms.get(form);
  if (!bound || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  void submit(form, bound, event.submitter);
}

async function submit(form: HTMLFormElement, bound: Bound, button: HTMLElement | null): Promise<void> {
  const { written, bytes } = read(form, bound, button);
  hideRefused(form);
  rest(form);
  busy(form, true);
  say(form, bound.words.sending);
  const kept = await store.admit(written, bytes, Date.now(), crypto.randomUUID()).catch(() => null);
  if (!kept) return sendUnkept(form, bound, written, bytes);
  form.dataset.sent = '';
  if (!kept.entry) return location.assign(kept.to);
  // pressed again, it does not wait for its next turn
  await store.step(kept.entry.id, { is: 'hurry' }, Date.now()).catch(() => null);
  await follow(form, bound, kept.entry);
}

function read(form: HTMLFormElement, { person, key, triedAt }: Bound, button: HTMLElement | null) {
  const action = pathOf(form);
  const files = filesOf(form);
  const fields = fieldsOf(form, button);
  const named = (name: string) => fields.find((field) => field[0] === name)?.[1].trim();
  const written: Written = {
    form: key,
    person,
    action,
    page: pageOf(action),
    title: named('title') || named('line') || (form.dataset.title ?? ''),
    place: document.querySelector('.where a')?.textContent ?? '',
    fields,
    files: files.map(({ kind, key, alt, id }) => ({ kind, key, alt, id })),
    triedAt,
  };
  const bytes = new Map<string, Bytes>(files.flatMap(({ key, blob, small }) => (key && blob ? [[key, { blob, small }]] : [])));
  return { written, bytes };
}

/** Until the market has answered, or it is known that this takes longer than anybody waits. */
async function follow(form: HTMLFormElement, bound: Bound, { id, form: key }: Entry): Promise<void> {
  const from = Date.now();
  const slowly = setTimeout(() => say(form, bound.words.slow, link('/waiting', bound.words.waiting)), slow);
  for (;;) {
    await send();
    const entry = await store.find(id);
    if (!entry) return location.assign((await store.whereIs(bound.person, key)) ?? '/waiting');
    if (entry.state === 'refused' || entry.state === 'conflict') {
      clearTimeout(slowly);
      return refused(form, bound, entry);
    }
    // another page may be sending just now; behind what the network has not taken yet nobody is
    const going = entry.state === 'sending' || (entry.state === 'waiting' && entry.tries === 0);
    if (!going || !nextOf(await store.list(), Date.now()) || Date.now() - from > longest) break;
    await new Promise((later) => setTimeout(later, 1000));
  }
  clearTimeout(slowly);
  void navigator.storage?.persist?.();
  // without a network and without anybody who keeps pages there is nowhere to go
  if (navigator.onLine || navigator.serviceWorker?.controller) return location.assign('/waiting');
  again(form);
  say(form, bound.words.kept);
}

function refused(form: HTMLFormElement, bound: Bound, entry: Entry): void {
  again(form);
  if (!entry.refused) return;
  const both = entry.state === 'conflict' ? link(`${entry.page}#mine=${entry.id}`, bound.words.both) : undefined;
  both?.addEventListener('click', () => setTimeout(() => location.reload()));
  showRefused(form, entry.refused, both);
}

/** The phone has no room: what is typed stays on the page, and is sent from there. */
async function sendUnkept(form: HTMLFormElement, bound: Bound, written: Written, bytes: Map<string, Bytes>): Promise<void> {
  say(form, bound.words.full);
  const before = await store.ofForm(bound.person, bound.key).catch(() => undefined);
  // what was kept of this form goes its own way
  if (before) return busy(form, false);
  bound.triedAt ??= Date.now();
  const memory = keptInMemory({ ...begun(written, bound.key, bound.triedAt), id: 0 }, bytes);
  let to: string | undefined;
  await sendOne({ ...ports, store: memory, changed: (_, there) => (to ??= there) }, 0);
  const entry = memory.entry();
  if (to) return location.assign(to);
  busy(form, false);
  // what this page said before has arrived: checked and sent again, it is another thing
  if (entry?.refused?.code === 'key-reused') Object.assign(bound, { key: crypto.randomUUID(), triedAt: undefined });
  if (entry?.refused) refused(form, bound, entry);
  else say(form, bound.words.failed);
}

function busy(form: HTMLFormElement, is: boolean): void {
  form.setAttribute('aria-busy', String(is));
  for (const button of form.querySelectorAll<HTMLButtonElement>('button:not([type=button])')) button.disabled = is;
}

/** As before it was sent. */
function rest(form: HTMLFormElement): void {
  busy(form, false);
  form.parentElement?.querySelector('[data-outbox-said]')?.remove();
  void showCount().catch(() => {});
}

/** What is typed from now on is kept again. */
function again(form: HTMLFormElement): void {
  rest(form);
  delete form.dataset.sent;
}

function say(form: HTMLFormElement, sentence = '', more?: Node): void {
  let line = form.parentElement?.querySelector<HTMLElement>('[data-outbox-said]');
  if (!line) {
    line = element('p', 'note');
    line.dataset.outboxSaid = '';
    line.setAttribute('role', 'status');
    form.appendChild(line);
  }
  line.replaceChildren(`${sentence} `, ...(more ? [more] : []));
}

function link(href: string, text = ''): HTMLElement {
  return Object.assign(document.createElement('a'), { href, textContent: text });
}
