/** A quiet way to put the market on the home screen, where the browser has one. */

interface Offer extends Event {
  prompt(): Promise<unknown>;
}

export function offerInstalling(): void {
  addEventListener('beforeinstallprompt', (event) => {
    // the browser's own sheet would come over what is being read
    event.preventDefault();
    const button = document.querySelector<HTMLButtonElement>('[data-install]');
    if (!button) return;
    button.hidden = false;
    button.onclick = () => {
      button.hidden = true;
      void (event as Offer).prompt();
    };
  });
}
