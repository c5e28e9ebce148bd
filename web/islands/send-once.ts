/** A form that is on its way is not sent a second time by an impatient thumb. */

export function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== 'post') return;
    // after the browser has read the form: a disabled button would not say which one was pressed
    setTimeout(() => {
      for (const button of form.querySelectorAll('button')) button.disabled = true;
    });
  });
  // back from the cache of the browser, the form may be sent again
  addEventListener('pageshow', (event) => {
    if (event.persisted)
      for (const button of document.querySelectorAll<HTMLButtonElement>('form[method=post] button')) button.disabled = false;
  });
}
