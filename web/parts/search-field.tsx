/** The field in which words are typed, and the button beside it. */
import type { View } from '../view.ts';

interface Props {
  view: View;
  /** What is said of the field to those who do not see what is around it. */
  label: string;
  hint?: string;
  value?: string;
  /** Where a page has more to say about this field. */
  id?: string;
  /** Results come while words are typed: a list of the browser's own would lie over them. */
  typing?: boolean;
}

export function SearchField({ view, label, hint = label, value, id, typing }: Props) {
  return (
    <>
      <input
        id={id}
        type="search"
        name="q"
        value={value}
        aria-label={label}
        placeholder={hint}
        maxlength={200}
        dir="auto"
        {...(typing && { autocomplete: 'off' as const })}
        enterkeyhint="search"
      />
      <button type="submit" class="button">
        <i class="i i-search"></i>
        <span>{view.text.search.go}</span>
      </button>
    </>
  );
}
