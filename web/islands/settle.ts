/** When results stay for a moment: how many there are is said, and the words are remembered. */
import { remember } from './recent.ts';

/** Milliseconds without a letter after which words are taken for finished. */
const pause = 900;
let waiting: ReturnType<typeof setTimeout>;

export function settle(part: HTMLElement, typing: boolean): void {
  clearTimeout(waiting);
  waiting = setTimeout(
    () => {
      say(part);
      remember();
      // half a word that finds nothing is nobody's concern, a whole one is: only now the market is told
      if (typing && !part.querySelector('.cards')) void fetch(location.href, { method: 'HEAD' }).catch(() => {});
    },
    typing ? pause : 0,
  );
}

/** Once, and not letter by letter. Where the focus went to the heading it was said. */
function say(part: HTMLElement): void {
  const said = document.getElementById('said');
  if (!said || document.activeElement?.id === 'count') return;
  const words = [...part.querySelectorAll('[data-said]')].map((one) => one.textContent?.trim());
  said.textContent = words.join('. ');
}
