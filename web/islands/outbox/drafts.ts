/** What is typed into a form stays on the phone until it is sent, and is there when the page is opened again. */

import { fieldsOf, filesOf, fill, pathOf, readyForFiles } from './form-fields.ts';
import { store } from './sending.ts';
import type { Draft } from './store.ts';
import { element } from './summary.ts';

/** Milliseconds without a letter after which is kept. */
const pause = 400;

/** `restore`: the form is fresh, and what was typed before may stand in it. */
export async function keepDrafts(form: HTMLFormElement, person: string, restore: boolean, words: DOMStringMap): Promise<void> {
  const action = pathOf(form);
  let before = sayOf(form);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = sayOf(form);
    if (now === before || held || form.dataset.sent !== undefined) return;
    before = now;
    const draft: Draft = { person, action, fields: fieldsOf(form), files: filesOf(form) as Draft['files'] };
    // a phone without room keeps what is on the page, and nothing else
    store.keepDraft(draft).then(
      () => {
        form.dataset.kept = '';
      },
      () => {},
    );
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };
  let typed = false;
  let held = false;
  form.addEventListener('input', (event) => {
    typed ||= event.isTrusted;
    soon();
  });
  for (const type of ['change', 'attached']) form.addEventListener(type, keep);
  addEventListener('pagehide', () => timer && keep());
  document.addEventListener('visibilitychange', () => timer && keep());
  const draft = restore ? await store.draftOf(person, action).catch(() => undefined) : undefined;
  // where a part of the page cannot come, what was typed before waits until it can: nothing takes its place
  held = draft !== undefined && (await readyForFiles(form).catch(() => 'missing')) === 'missing';
  if (held) return;
  // whoever was faster than the storage has begun anew
  if (!draft || typed) return;
  const empty = fieldsOf(form);
  const none = filesOf(form);
  fill(form, draft.fields, draft.files);
  before = sayOf(form);
  form.insertAdjacentElement(
    'beforebegin',
    line(words, () => {
      fill(form, empty, none);
      before = sayOf(form);
      void store.dropDraft(person, action);
    }),
  );
}

const sayOf = (form: HTMLFormElement) => JSON.stringify([fieldsOf(form), filesOf(form).map(({ key, id, alt }) => [key, id, alt])]);

function line(words: DOMStringMap, drop: () => void): HTMLElement {
  const said = element('p', 'note');
  said.setAttribute('role', 'status');
  const button = Object.assign(element('button', 'link'), { type: 'button', textContent: words.draftDrop ?? '' });
  button.addEventListener('click', () => {
    said.remove();
    drop();
  });
  said.replaceChildren(`${words.draft ?? ''} `, button);
  return said;
}
