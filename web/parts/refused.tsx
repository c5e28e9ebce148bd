/** What a form that was not accepted says above its fields: the errors, and the way on where typing alone does not help. */
import { ErrorSummary, type Filled } from './form.tsx';

/** `labels`: name of a field → its label. `current`: address of the version that somebody else made meanwhile. */
export function Refused({ filled, labels, current }: { filled: Filled; labels: Record<string, string>; current?: string }) {
  const { refusal, view } = filled;
  if (!refusal) return null;
  const { again } = view.text.trade;
  const fields = Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, { name, label }]));
  const after = view.cluster ? `/c/${view.cluster.slug}` : '/';
  return (
    <>
      <ErrorSummary filled={filled} fields={fields} />
      {refusal.code === 'sign-in-first' ? (
        <aside class="note">
          <p>{again.signInHint}</p>
          <p>
            <a class="button" href={`/sign-in?next=${encodeURIComponent(after)}`} target="_blank" rel="noopener">
              {again.signIn}
            </a>
          </p>
        </aside>
      ) : null}
      {refusal.code === 'stale' && current ? (
        <aside class="note">
          <p>{again.stale}</p>
          <p>
            <a class="button quiet" href={current} target="_blank" rel="noopener">
              {again.current}
            </a>
          </p>
        </aside>
      ) : null}
    </>
  );
}
