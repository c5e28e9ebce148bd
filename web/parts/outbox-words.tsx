/** Words for the forms that a phone keeps until they are sent: what the outbox says about them stands with their page. */
import type { View } from '../view.ts';

export function OutboxWords({ view }: { view: View }) {
  const { form } = view.text.phone;
  const words = Object.entries(form).map(([name, word]) => [
    `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    word,
  ]);
  return <template data-outbox-words {...Object.fromEntries(words)}></template>;
}
