/** Being told when something new fits a search: one button for those who are signed in, the way in for others. */
import type { Typed, View } from '../view.ts';
import { Key } from './form.tsx';

interface Props {
  view: View;
  typed: Typed;
  formKey: string;
  /** What the button says. */
  label: string;
}

/** Stands among `.ways`. A watch has words; without them there is nothing to watch for. */
export function WatchOffer({ view, typed, formKey, label }: Props) {
  const { q, direction, kind } = typed;
  if (typeof q !== 'string' || q === '' || view.you?.role === 'suspended') return null;
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
      <input type="hidden" name="q" value={q} />
      <input type="hidden" name="direction" value={typeof direction === 'string' ? direction : ''} />
      <input type="hidden" name="kind" value={typeof kind === 'string' ? kind : ''} />
      <input type="hidden" name="next" value={view.path} />
      <button type="submit" class="button quiet">
        <i class="i i-inbox"></i>
        {label}
      </button>
    </form>
  );
}
