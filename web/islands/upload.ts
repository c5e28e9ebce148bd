/** Sends files ahead of their form, one after the other, and lets a form go only when it has all of its own. */
import { removeUnsent, type Unsent, unsentOf } from './unsent.ts';

/** What became of a sending: the market's number of it, or its "no" in words; '' where nothing was said, as without a network. */
export type Sent = { id: number } | { no: string };

interface Waiting {
  form: HTMLFormElement;
  file: Unsent;
  address: string;
  progress(part: number): void;
  done(sent: Sent): void;
}

/** Milliseconds after which a photo on a very slow network is left to the form. */
const patience = 120_000;

const queue: Waiting[] = [];
let going: { form: HTMLFormElement; request: XMLHttpRequest } | undefined;

/** What was sent is not the form's unsent any more. */
export function upload(form: HTMLFormElement, address: string, file: Unsent, progress: (part: number) => void): Promise<Sent> {
  return new Promise((done) => {
    queue.push({ form, file, address, progress, done });
    next();
  });
}

function next(): void {
  const one = going ? undefined : queue.shift();
  if (!one) return;
  const { form, file, address } = one;
  const finish = (sent: Sent) => {
    one.done(sent);
    next();
  };
  // thrown away while it waited
  if (!unsentOf(form).some(({ key }) => key === file.key)) {
    finish({ no: '' });
    return;
  }
  const body = new FormData();
  body.set('key', file.key);
  body.set(file.kind, file.blob, file.kind);
  if (file.small) body.set('small', file.small, 'small');
  // fetch cannot say how far it is
  const request = new XMLHttpRequest();
  going = { form, request };
  request.open('POST', address);
  request.setRequestHeader('x-outbox', '1');
  const { person } = document.body.dataset;
  if (person) request.setRequestHeader('x-person', person);
  request.timeout = patience;
  request.upload.onprogress = ({ loaded, total }) => one.progress(total ? loaded / total : 0);
  request.onloadend = () => {
    going = undefined;
    const sent = read(request);
    if ('id' in sent) removeUnsent(form, file.key);
    finish(sent);
  };
  request.send(body);
}

function read({ status, responseText }: XMLHttpRequest): Sent {
  try {
    const said = JSON.parse(responseText) as { id?: unknown; title?: unknown };
    if (status === 200 && typeof said.id === 'number') return { id: said.id };
    return { no: status < 500 && typeof said.title === 'string' ? said.title : '' };
  } catch {
    return { no: '' };
  }
}

/** What an island still has to do with a form's files: to make them, which nobody else can, and to send them. */
interface Maker {
  making(form: HTMLFormElement): Promise<unknown> | undefined;
  send(form: HTMLFormElement): Promise<unknown>;
}

const makers: Maker[] = [];

export function beforeLeaving(maker: Maker): void {
  makers.push(maker);
  if (makers.length > 1) return;
  // first of all: what is still being made belongs to the form
  const making = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    const work = makers.flatMap((one) => one.making(form) ?? []);
    if (work.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void Promise.all(work).then(() => form.requestSubmit(event.submitter));
  };
  // last of all: the outbox takes the form with its files, and where there is none the form waits for them
  const leaving = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented) return stop(form);
    if (unsentOf(form).length === 0) return;
    event.preventDefault();
    void sendFirst(form, event.submitter);
  };
  addEventListener('submit', making, { capture: true });
  addEventListener('submit', leaving);
}

/** The outbox has the bytes by now, and sends them under the same keys. */
function stop(form: HTMLFormElement): void {
  for (const one of queue.filter((waiting) => waiting.form === form)) queue.splice(queue.indexOf(one), 1)[0]?.done({ no: '' });
  if (going?.form === form) going.request.abort();
}

async function sendFirst(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  for (const maker of makers) await maker.send(form);
  for (const button of form.querySelectorAll('button')) button.disabled = false;
  if (unsentOf(form).length === 0) form.requestSubmit(submitter);
}
