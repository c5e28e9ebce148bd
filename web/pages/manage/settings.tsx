/** What a manager may set for the whole cluster, and what did not get out of it. */
import type { Refusal } from '../../../schema/refusal.ts';
import { ErrorSummary, type Filled, Key, Tick } from '../../parts/form.tsx';
import type { Typed, View } from '../../view.ts';
import { JustDone, ManageFrame, managePath } from './frame.tsx';

interface Props {
  view: View;
  typed: Typed;
  refusal?: Refusal;
  /** Effects that did not get out. */
  stuck: number;
  keyValue: string;
}

export function SettingsPage({ view, typed, refusal, stuck, keyValue }: Props) {
  const text = view.text.manage.settings;
  const filled: Filled = { view, typed, refusal };
  return (
    <ManageFrame view={view} title={text.title} part="settings">
      <JustDone view={view} />
      <ErrorSummary filled={filled} fields={{ trustedPublishAtOnce: { name: 'trustedPublishAtOnce', label: text.trustedPublishAtOnce } }} />
      <h1>{text.title}</h1>
      <form method="post" action={managePath(view, 'settings')}>
        <Key value={keyValue} />
        <Tick filled={filled} name="trustedPublishAtOnce" label={text.trustedPublishAtOnce} hint={text.trustedHint} />
        <button type="submit" class="button">
          {text.save}
        </button>
      </form>
      {stuck > 0 ? (
        <section class="act grave" aria-labelledby="stuck">
          <h2 id="stuck">{text.stuckHeading}</h2>
          <p>
            {text.stuck(stuck, view.format.number(stuck))} {text.stuckHint}
          </p>
        </section>
      ) : null}
    </ManageFrame>
  );
}
