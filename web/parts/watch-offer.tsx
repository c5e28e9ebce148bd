/** Being told when something new fits a search: one button for those who are signed in, the way in for others. */
import type { Typed, View } from '../view.ts';
import { Key } from './form.tsx';

interface Props {
  view: View;
  /** The conditions as they stand in the address. */
  typed: Typed;
  formKey: string;
  /** What the button says. */
  label: string;
}

/** Conditions that leave something out: with none of them there is nothing to watch for. */
const leavingOut = ['q', 'direction', 'kind', 'role', 'firm', 'priceMin', 'priceMax', 'per', 'unit', 'within'];
const all = [...leavingOut, 'quantityMin', 'quantityMax', 'near'];

/** Whether a search is one that somebody can be told about. */
export const canBeWatched = (typed: Typed): boolean => leavingOut.some((name) => typed[name]);

/** Stands among `.ways`. Keeps everything that was asked, but not how it was sorted. */
export function WatchOffer({ view, typed, formKey, label }: Props) {
  if (!canBeWatched(typed) || view.you?.role === 'suspended') return null;
  if (!view.person)
    return (
      <a class="button quiet" href={`/sign-in?next=${encodeURIComponent(view.path)}`}>
        <i class="i i-inbox"></i>
        {view.text.search.watchSignIn}
      </a>
    );
  return (
    <form method="post" action={`/c/${view.cluster?.slug}/watches`}>
      <Key value={formKey} />
      {all.map((name) => (typeof typed[name] === 'string' ? <input type="hidden" name={name} value={typed[name]} /> : null))}
      <input type="hidden" name="next" value={view.path} />
      <button type="submit" class="button quiet">
        <i class="i i-inbox"></i>
        {label}
      </button>
    </form>
  );
}
