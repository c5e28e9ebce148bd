/** Writes into a field what is said, where the browser understands speech. */

/** What browsers have of it; the types of the platform leave it out. */
interface Speech extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}

type Maker = new () => Speech;

export function offerDictation(): void {
  const { SpeechRecognition, webkitSpeechRecognition } = window as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  const Recognition = SpeechRecognition ?? webkitSpeechRecognition;
  if (!Recognition) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-dictate][hidden]')) bind(button, Recognition);
}

function bind(button: HTMLButtonElement, Recognition: Maker): void {
  const words = button.dataset;
  const field = document.getElementById(words.dictate ?? '') as HTMLTextAreaElement | null;
  if (!field) return;
  const state = Object.assign(document.createElement('p'), { className: 'hint' });
  state.setAttribute('role', 'status');
  button.insertAdjacentElement('afterend', state);
  button.hidden = false;
  let speech: Speech | undefined;

  const listening = (on: boolean) => {
    button.setAttribute('aria-pressed', String(on));
    state.textContent = on ? (words.hearing ?? '') : '';
  };

  const begin = () => {
    const mine = new Recognition();
    speech = mine;
    mine.lang = words.lang ?? '';
    // on Android it says everything twice when it goes on by itself
    mine.continuous = !/Android/.test(navigator.userAgent);
    mine.interimResults = true;
    let before = field.value.trimEnd();
    let last = field.value;
    let failed = '';
    mine.onresult = ({ results }) => {
      // typed meanwhile
      if (field.value !== last) before = field.value.trimEnd();
      const said = Array.from(results, (result) => result[0]?.transcript.trim() ?? '')
        .join(' ')
        .trim();
      field.value = `${before}${before && said ? ' ' : ''}${said}`.slice(0, field.maxLength > 0 ? field.maxLength : undefined);
      last = field.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    mine.onerror = ({ error }) => {
      failed = sentenceOf(error, words);
    };
    mine.onend = () => {
      if (speech === mine) speech = undefined;
      listening(false);
      state.textContent = failed;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    try {
      mine.start();
      listening(true);
    } catch {
      state.textContent = words.failed ?? '';
    }
  };

  button.addEventListener('click', () => (speech ? speech.stop() : begin()));
  addEventListener('pagehide', () => speech?.stop());
}

function sentenceOf(error: string, words: DOMStringMap): string {
  if (error === 'not-allowed' || error === 'service-not-allowed') return words.notAllowed ?? '';
  if (error === 'audio-capture') return words.noMicrophone ?? '';
  if (error === 'network') return words.noNetwork ?? '';
  if (error === 'no-speech') return words.nothing ?? '';
  return error === 'aborted' ? '' : (words.failed ?? '');
}
