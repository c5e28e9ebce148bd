/** Sends a link by whatever the phone has for it, copies it, prints what is on the page. */

export function offerSharing(): void {
  const canShare = typeof navigator.share === 'function';
  const canCopy = typeof navigator.clipboard?.writeText === 'function';
  for (const one of document.querySelectorAll<HTMLElement>('[data-share], [data-copy], [data-print]')) {
    const { share, copy } = one.dataset;
    if (share !== undefined ? !canShare : copy !== undefined && !canCopy) continue;
    one.hidden = false;
    one.onclick = (event) => {
      if (share !== undefined) event.preventDefault();
      void (share !== undefined ? send(share, one.dataset.url ?? '') : copy !== undefined ? keep(one, copy) : print());
    };
  }
}

async function send(title: string, path: string): Promise<void> {
  try {
    await navigator.share({ title, url: location.origin + path });
  } catch {
    // the reader changed his or her mind
  }
}

async function keep(button: HTMLElement, link: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    button.textContent = button.dataset.copied ?? '';
  } catch {
    // the browser was not allowed to: the link stands above
  }
}
