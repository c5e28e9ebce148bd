/** The page of what waits on this phone: each thing with what it is, how far it is, and what can be done. */
import type { Entry } from './entry.ts';
import type { Event } from './machine.ts';
import { localeOf, reader, send, showCount, store } from './sending.ts';

/** Milliseconds after which is looked again: other pages and the phone's own worker send too. */
const again = 2_000;

export function fillWaitingList(): void {
  const list = document.querySelector<HTMLElement>('[data-waiting-list]:not([data-bound])');
  const template = document.querySelector<HTMLTemplateElement>('template[data-waiting-entry]');
  if (!list || !template) return;
  list.dataset.bound = '';
  const rows = new Map<number, { said: string; row: HTMLElement }>();
  const show = async () => {
    const person = reader();
    const all = await store.list();
    const entries = all.filter((one) => person === undefined || one.person === person);
    for (const [id, { row }] of rows)
      if (!entries.some((one) => one.id === id)) {
        // whoever was on it goes on from there
        if (row.contains(document.activeElement)) document.querySelector<HTMLElement>('main h1')?.focus();
        row.remove();
        rows.delete(id);
      }
    for (const entry of entries) {
      const said = JSON.stringify(entry);
      const before = rows.get(entry.id);
      if (before?.said === said) continue;
      const row = await rowOf(entry, template, list.dataset, show);
      const focus = before?.row.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.do : undefined;
      if (before) before.row.replaceWith(row);
      else list.appendChild(row);
      if (focus) row.querySelector<HTMLElement>(`[data-do="${focus}"]:not([hidden])`)?.focus();
      rows.set(entry.id, { said, row });
    }
    toggle('[data-waiting-none]', entries.length > 0);
    toggle('[data-waiting-others]', all.length === entries.length);
    await showCount();
  };
  void show().catch(() => {});
  setInterval(() => void show().catch(() => {}), again);
}

function toggle(selector: string, hidden: boolean): void {
  const part = document.querySelector<HTMLElement>(selector);
  if (part) part.hidden = hidden;
}

async function rowOf(entry: Entry, template: HTMLTemplateElement, words: DOMStringMap, show: () => Promise<void>): Promise<HTMLElement> {
  const row = (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
  const slot = (name: string) => row.querySelector<HTMLElement>(`[data-slot=${name}]`) as HTMLElement;
  const act = (name: string) => row.querySelector<HTMLElement>(`[data-do=${name}]`) as HTMLElement;
  const { state, sent, refused, writtenAt } = entry;
  slot('what').textContent = words[whatOf(entry.action)] ?? '';
  slot('title').textContent = entry.title;
  slot('place').textContent = entry.place;
  const time = slot('when') as HTMLTimeElement;
  time.dateTime = new Date(writtenAt).toISOString();
  time.textContent = new Intl.DateTimeFormat(localeOf(), { dateStyle: 'long', timeStyle: 'short', calendar: 'gregory' }).format(writtenAt);
  slot('state').textContent = sentenceOf(entry, words);
  slot('why').textContent = state === 'refused' ? (refused?.title ?? '') : '';
  slot('photos').replaceChildren(...(await picturesOf(entry)));

  const offer = (name: string, is: boolean, href?: string) => {
    const one = act(name);
    one.hidden = !is;
    if (href) (one as HTMLAnchorElement).href = href;
  };
  const mine = `${entry.page}#mine=${entry.id}`;
  offer('send', state === 'waiting' || state === 'old' || (state === 'refused' && !refused?.errors.length));
  offer('open', !sent && state !== 'conflict' && state !== 'sending', mine);
  act('open').classList.toggle('quiet', state !== 'refused');
  act('send').classList.toggle('quiet', state !== 'waiting');
  offer('both', state === 'conflict', mine);
  offer('look', state === 'old', entry.page.replace(/\/(new|edit|inquiries)$/, ''));
  offer('sign-in', state === 'signed-out', `/sign-in?next=${encodeURIComponent('/waiting')}`);
  // what there is to do stands first
  const main = row.querySelector<HTMLElement>('.buttons > .button:not(.quiet, [hidden])');
  main?.parentElement?.insertBefore(main, main.parentElement.firstChild);
  const question = slot('sure');
  slot('may-be-there').hidden = !sent;
  const step = async (event: Event) => {
    await store.step(entry.id, event, Date.now());
    await show();
    if (event.is === 'again') await send();
    await show();
  };
  act('send').addEventListener('click', () => void step({ is: 'again', spare: crypto.randomUUID() }));
  act('throw').addEventListener('click', () => {
    question.hidden = !question.hidden;
    if (!question.hidden) act('throw-now').focus();
  });
  act('keep').addEventListener('click', () => {
    question.hidden = true;
    act('throw').focus();
  });
  act('throw-now').addEventListener('click', () => void step({ is: 'thrown-away' }));
  return row;
}

function whatOf(action: string): 'listing' | 'edit' | 'ask' | 'answer' {
  if (action.endsWith('/inquiries')) return 'ask';
  if (action.endsWith('/answer')) return 'answer';
  return /\/l\/\d+$/.test(action) ? 'edit' : 'listing';
}

/** Where photos are still on their way, how many of how many are there. */
function sentenceOf({ state, files, tries }: Entry, words: DOMStringMap): string {
  const number = new Intl.NumberFormat(localeOf());
  if (state === 'sending' && files.length) {
    const there = files.filter(({ id }) => id !== null).length;
    if (there < files.length)
      return (words.uploading ?? '').replace('{n}', number.format(there + 1)).replace('{all}', number.format(files.length));
  }
  const name = {
    waiting: tries > 0 ? 'failed' : 'waiting',
    sending: 'sending',
    'signed-out': 'signedOut',
    conflict: 'conflict',
    refused: 'refused',
    old: 'old',
  }[state];
  return words[name] ?? '';
}

const shown = new Map<string, string>();

async function picturesOf({ files, action }: Entry): Promise<HTMLElement[]> {
  const pictures = files.filter(({ kind }) => kind === 'photo').slice(0, 6);
  return Promise.all(
    pictures.map(async ({ key, id, alt }) => {
      const bytes = key && !shown.has(key) ? await store.bytesOf(key) : undefined;
      if (bytes) shown.set(key, URL.createObjectURL(bytes.small ?? bytes.blob));
      const there = `${action.split('/').slice(0, 3).join('/')}/files/${id}/small`;
      return Object.assign(document.createElement('img'), { src: shown.get(key) ?? there, alt, width: 64, height: 64 });
    }),
  );
}
