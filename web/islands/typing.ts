/** Results while words are typed: a moment after each letter, the newest request in place of the one before. */
import { addressOf, renew } from './renew.ts';

/** Milliseconds without a letter after which is asked. */
const pause = 80;

export function searchWhileTyping(): void {
  let waiting: ReturnType<typeof setTimeout>;
  document.addEventListener('input', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== 'search') return;
    const form = field.closest<HTMLFormElement>('form[data-typing]');
    const id = form?.dataset.renew;
    if (!form || !id) return;
    clearTimeout(waiting);
    const letters = [...field.value.trim()].length;
    // one letter says nothing yet, none is the beginning again
    if (letters === 1) return;
    // to be taken as they stand was asked of other words
    form.querySelector('input[name=exact]')?.remove();
    waiting = setTimeout(() => {
      const address = addressOf(form);
      if (address !== location.href) void renew(address, id, { typing: true });
    }, pause);
  });
  // who presses Enter has asked already
  document.addEventListener('submit', () => clearTimeout(waiting));
}
