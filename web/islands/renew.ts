/** Lists whose conditions change are renewed in place: `data-renew` names the element, its links and forms are ordinary ones. */
import htmx from 'htmx.org';
import { settle } from './settle.ts';

// going back asks the server again: pages are small, and never stale
htmx.config.history = 'reload';
// what the reader opened, and what the islands showed, stays so
htmx.config.morphIgnore.push('open', 'hidden');

export function renewInPlace(): void {
  document.addEventListener('click', (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('nav[data-renew] a, a[data-renew]');
    const id = link?.closest<HTMLElement>('[data-renew]')?.dataset.renew;
    if (!link || !id) return;
    event.preventDefault();
    void renew(withWords(link.href, id), id, { toStart: link.closest('.pager') !== null });
  });

  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const id = form.dataset.renew;
    if (!id) return;
    event.preventDefault();
    // conditions that were set with a press of the button have done their work; those set by a choice stay open for the next
    const chosen = event.submitter?.closest('details');
    if (chosen) chosen.open = false;
    // the words are finished: a phone puts its keys away, and shows what was found
    const field = document.activeElement;
    if (field instanceof HTMLInputElement && field.type === 'search' && matchMedia('(pointer: coarse)').matches) field.blur();
    void renew(addressOf(form), id, { toStart: chosen !== null && chosen !== undefined });
  });

  document.addEventListener('change', (event) => {
    const field = event.target as HTMLInputElement;
    // words are sent when they are finished, choices at once
    if (field.type !== 'search') field.closest<HTMLFormElement>('form[data-renew]')?.requestSubmit();
  });
}

/** Where a form leads as it is filled now. */
export function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim()) address.searchParams.append(name, value);
  return address.href;
}

/** A link that was made for the words of the last answer keeps those that are in the field by now. */
function withWords(href: string, id: string): string {
  const field = document.querySelector<HTMLInputElement>(`#${id} form[data-typing] input[type=search]`);
  const address = new URL(href);
  const shown = new URLSearchParams(location.search).get('q') ?? '';
  const typed = field?.value.trim() ?? shown;
  if (typed === shown.trim() || (address.searchParams.get('q') ?? '') !== shown) return href;
  if (typed) address.searchParams.set('q', typed);
  else address.searchParams.delete('q');
  address.searchParams.delete('page');
  return address.href;
}

/** Renewals so far: only the newest is the reader's. */
let turns = 0;

/** `typing`: the words are not finished. Then the focus stays, nothing is said yet, and the address is no new stop on the way back. */
export async function renew(address: string, id: string, { toStart = false, typing = false } = {}): Promise<void> {
  const part = document.getElementById(id);
  if (!part) return void location.assign(address);
  turns += 1;
  const turn = turns;
  part.setAttribute('aria-busy', 'true');
  let failed = false;
  const fail = () => {
    failed = true;
  };
  // what is neither found nor refused has nothing that could stand here
  const look = (event: Event) => {
    const { status } = (event as CustomEvent<{ ctx: { response: { status: number } } }>).detail.ctx.response;
    if (status === 200 || status === 422) return;
    failed = true;
    event.preventDefault();
  };
  part.addEventListener('htmx:error', fail);
  part.addEventListener('htmx:before:response', look);
  await htmx.ajax('GET', address, {
    source: part,
    target: part,
    select: `#${id}`,
    swap: 'outerMorph',
    ...(typing || address === location.href ? { replace: 'true' } : { push: 'true' }),
    ...(typing && { headers: { 'x-typing': 'yes' } }),
  });
  part.removeEventListener('htmx:error', fail);
  part.removeEventListener('htmx:before:response', look);
  if (turn !== turns) return;
  part.removeAttribute('aria-busy');
  // without a network the browser's own page says so, and offers to try again; whoever still types is not torn away
  if (failed) return typing ? undefined : location.assign(address);
  const wrong = part.querySelector<HTMLElement>('.error-summary');
  if (wrong && !typing) {
    for (const details of part.querySelectorAll('details')) details.open = true;
    wrong.focus();
  } else if (toStart) document.getElementById('count')?.scrollIntoView();
  // what was pressed is gone: the way goes on where results begin
  if (!typing && document.activeElement === document.body) document.getElementById('count')?.focus({ preventScroll: true });
  settle(part, typing);
}
