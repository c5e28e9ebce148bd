/** The line that says what has just been done; its word comes with the address: `?done=posted`. */
import type { View } from '../view.ts';

export function Done({ view, word }: { view: View; word: string | undefined }) {
  const said: Record<string, string> = view.text.site.done;
  if (!word || !Object.hasOwn(said, word)) return null;
  return (
    <p class="done" role="status">
      {said[word]}
    </p>
  );
}
