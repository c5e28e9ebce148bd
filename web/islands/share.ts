/** Sends the address of a page by whatever the telephone has for it, else copies it. */

export function offerSharing(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-share][hidden]')) {
    if (!navigator.share && !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', () => void share(button));
  }
}

async function share(button: HTMLButtonElement): Promise<void> {
  const url = location.origin + location.pathname;
  try {
    if (navigator.share) return await navigator.share({ title: button.dataset.share, url });
    await navigator.clipboard.writeText(url);
    button.textContent = button.dataset.copied ?? '';
  } catch {
    // the reader changed his or her mind
  }
}
