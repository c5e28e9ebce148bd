/** Lists whose conditions change are renewed in place: `data-renew` names the element, its links and forms are ordinary ones. */
import htmx from 'htmx.org';

// going back asks the server again: pages are small, and never stale
htmx.config.history = 'reload';
// what the reader opened, and what the islands showed, stays so
htmx.config.morphIgnore.push('open', 'hidden');

export function renewInPlace(): void {
  document.addEventListener('click', (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('nav[data-renew] a');
    const id = link?.closest<HTMLElement>('nav')?.dataset.renew;
    if (!link || !id) return;
    event.preventDefault();
    void renew(link.href, id, link.closest('.pager') !== null);
  });

  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const id = form.dataset.renew;
    if (!id) return;
    event.preventDefault();
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim()) address.searchParams.append(name, value);
    // conditions that were set with a press of the button have done their work; those set by a choice stay open for the next
    const chosen = event.submitter?.closest('details');
    if (chosen) chosen.open = false;
    void renew(address.href, id, chosen !== null && chosen !== undefined);
  });

  document.addEventListener('change', (event) => {
    const field = event.target as HTMLInputElement;
    // words are sent when they are finished, choices at once
    if (field.type !== 'search') field.closest<HTMLFormElement>('form[data-renew]')?.requestSubmit();
  });
}

async function renew(address: string, id: string, toStart: boolean): Promise<void> {
  const part = document.getElementById(id);
  if (!part) return void location.assign(address);
  part.setAttribute('aria-busy', 'true');
  let failed = false;
  const fail = () => {
    failed = true;
  };
  part.addEventListener('htmx:error', fail);
  await htmx.ajax('GET', address, { source: part, target: part, select: `#${id}`, swap: 'outerMorph', push: 'true' });
  part.removeEventListener('htmx:error', fail);
  part.removeAttribute('aria-busy');
  // without a network the browser's own page says so, and offers to try again
  if (failed) return location.assign(address);
  const wrong = part.querySelector<HTMLElement>('.error-summary');
  if (wrong) {
    for (const details of part.querySelectorAll('details')) details.open = true;
    wrong.focus();
  } else if (toStart) document.getElementById('count')?.scrollIntoView();
}
