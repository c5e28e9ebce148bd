/** One quiet line for those who wait for an answer: the way to being told on this phone. A script hides it where that is so already. */
import type { View } from '../view.ts';

export function BeTold({ view }: { view: View }) {
  return (
    <p data-be-told>
      <a href="/me/notices">{view.text.reach.beTold}</a>
    </p>
  );
}
