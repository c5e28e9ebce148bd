/** Photos of a form: made smaller on the phone, sent ahead while the rest is filled in, put in order, described, taken off. */
import { shrink } from './shrink.ts';
import { type Attached, attached, attachedOf, filesGiven, putUnsent, removeUnsent, type Unsent, unsentOf } from './unsent.ts';
import { beforeLeaving, upload } from './upload.ts';

export function offerPhotos(): void {
  const rooms = [...document.querySelectorAll<HTMLElement>('[data-photos]:not([data-on])')].map(bind);
  if (rooms.length === 0) return;
  const of = (form: HTMLFormElement) => rooms.find((room) => room.form === form);
  beforeLeaving({
    making: (form) => of(form)?.making(),
    send: async (form) => of(form)?.sendAll(),
  });
}

function bind(room: HTMLElement) {
  room.dataset.on = '';
  const form = room.closest('form') as HTMLFormElement;
  const list = room.querySelector('ol') as HTMLElement;
  const template = room.querySelector('template') as HTMLTemplateElement;
  const trouble = room.querySelector('[data-trouble]') as HTMLElement;
  const words = room.dataset;
  const address = words.photos ?? '';
  const most = Number(words.most);
  /** Photos are made smaller one after the other, since each needs much memory. */
  let making: Promise<void> | undefined;

  const say = (sentence = '') => {
    trouble.textContent = sentence;
  };

  /** A photo in the list: it is known by its hidden field. */
  const show = (file: Omit<Attached, 'kind'>, picture: string) => {
    const item = (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
    const part = <T extends HTMLElement>(selector: string) => item.querySelector(selector) as T;
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'photo' });
    const alt = part<HTMLInputElement>('input');
    const state = part('[role=status]');
    const bar = part<HTMLProgressElement>('progress');
    const again = part('[data-again]');
    item.insertBefore(field, item.firstChild);
    alt.id = `alt-of-${file.key || file.id}`;
    part<HTMLLabelElement>('label').htmlFor = alt.id;
    alt.value = file.alt;
    part<HTMLImageElement>('img').src = picture;

    const tell = (sentence: string | undefined, { part = -1, failed = false } = {}) => {
      state.textContent = sentence ?? '';
      bar.hidden = part < 0;
      bar.value = Math.max(0, part);
      again.hidden = !failed;
    };
    const numbered = (id: number) => {
      field.value = String(id);
      alt.name = `alt-${id}`;
    };
    const send = async () => {
      const unsent = unsentOf(form).find(({ key }) => key === file.key);
      if (!unsent) return;
      tell(words.sending, { part: 0 });
      const sent = await upload(form, address, unsent, (part) => tell(words.sending, { part }));
      if ('id' in sent) {
        numbered(sent.id);
        tell(words.sent);
        changed();
      } else tell(sent.no || words.waits, { failed: true });
    };

    field.dataset.key = file.key;
    if (file.id === null) tell(words.waits, { failed: true });
    else {
      numbered(file.id);
      tell('');
    }
    alt.addEventListener('input', () => {
      const unsent = unsentOf(form).find(({ key }) => key === file.key);
      if (unsent) putUnsent(form, { ...unsent, alt: alt.value });
    });
    again.addEventListener('click', () => void send());
    part('[data-first]').addEventListener('click', () => move(item, list.firstElementChild));
    part('[data-earlier]').addEventListener('click', () => move(item, item.previousElementSibling));
    part('[data-remove]').addEventListener('click', () => {
      const near = item.nextElementSibling ?? item.previousElementSibling;
      removeUnsent(form, file.key);
      item.remove();
      say();
      changed();
      (near?.querySelector<HTMLElement>('[data-remove]') ?? form.querySelector<HTMLElement>('input[name=photos]'))?.focus();
    });
    senders.set(item, send);
    list.appendChild(item);
    return { item, send, tell };
  };
  const senders = new WeakMap<Element, () => Promise<void>>();

  const move = (item: HTMLElement, before: Element | null) => {
    if (!before || before === item) return;
    const focus = document.activeElement as HTMLElement | null;
    list.insertBefore(item, before);
    changed();
    // the button may have gone with its sense
    (focus?.checkVisibility?.() ? focus : (item.querySelector('input:not([type=hidden])') as HTMLElement))?.focus();
  };

  /** The first cannot become so, and nobody moves forward but to there or past another. */
  const changed = () => {
    for (const [at, item] of [...list.children].entries()) {
      for (const button of item.querySelectorAll<HTMLElement>('[data-first]')) button.hidden = at === 0;
      for (const button of item.querySelectorAll<HTMLElement>('[data-earlier]')) button.hidden = at < 2;
    }
    form.dispatchEvent(new CustomEvent(attached, { bubbles: true }));
  };

  const add = async (file: File) => {
    if (list.children.length >= most) return say(words.tooMany);
    const key = crypto.randomUUID();
    const picture = URL.createObjectURL(file);
    const shown = show({ key, id: null, alt: '' }, picture);
    shown.tell(words.preparing);
    changed();
    shown.item.scrollIntoView({ block: 'nearest' });
    const made = await shrink(file);
    if (!made) {
      shown.item.remove();
      say(words.noPhoto);
      return changed();
    }
    // thrown away meanwhile
    if (!shown.item.isConnected) return;
    // what is shown is small too: six originals would fill a cheap phone
    const image = shown.item.querySelector('img') as HTMLImageElement;
    image.src = URL.createObjectURL(made.small);
    URL.revokeObjectURL(picture);
    const unsent: Unsent = {
      kind: 'photo',
      key,
      blob: made.blob,
      small: made.small,
      alt: shown.item.querySelector<HTMLInputElement>('[dir=auto]')?.value ?? '',
    };
    putUnsent(form, unsent);
    changed();
    void shown.send();
  };

  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // what is chosen again is chosen, and nothing of it goes with the form as it is
    input.value = '';
    if (files.length === 0) return;
    say();
    const mine = (making ?? Promise.resolve()).then(async () => {
      for (const file of files) await add(file);
    });
    making = mine;
    void mine.finally(() => {
      if (making === mine) making = undefined;
    });
  };

  const showAll = (files: Attached[]) => {
    list.replaceChildren();
    for (const file of files)
      if (file.kind === 'photo')
        show(file, file.id === null ? URL.createObjectURL(file.small ?? (file.blob as Blob)) : `${address}/${file.id}/small`);
    changed();
  };

  showAll(attachedOf(form));
  form.addEventListener(filesGiven, (event) => showAll((event as CustomEvent<Attached[]>).detail));
  for (const input of form.querySelectorAll<HTMLInputElement>('input[name=photos]')) {
    input.addEventListener('change', () => take(input));
    // chosen before this was here
    take(input);
  }
  const sendAll = () => Promise.all([...list.children].map((item) => senders.get(item)?.()));
  addEventListener('online', () => void sendAll());
  return { form, making: () => making, sendAll };
}
