/** What all pages of managers share: the parts of management, the status line, and one form for one act. */
import type { Child } from 'hono/jsx';
import type { Refusal } from '../../../schema/refusal.ts';
import { Layout } from '../../layout.tsx';
import { Done } from '../../parts/done.tsx';
import { ErrorSummary, Key } from '../../parts/form.tsx';
import { problemText } from '../../parts/refusal-text.ts';
import type { Typed, View } from '../../view.ts';

const manageParts = ['queue', 'firms', 'people', 'invitations', 'words', 'log', 'settings'] as const;
type ManagePart = (typeof manageParts)[number];

/** Address of a part of management in this cluster. */
export function managePath(view: View, part: ManagePart): string {
  return `/c/${view.cluster?.slug}/manage${part === 'queue' ? '' : `/${part}`}`;
}

/** `current` marks the part's own page; a page below it leaves the part marked as the section that it belongs to. */
export function ManageFrame({
  view,
  title,
  part,
  below,
  children,
}: {
  view: View;
  title: string;
  part: ManagePart;
  below?: boolean;
  children: Child;
}) {
  const text = view.text.manage;
  return (
    <Layout view={view} title={title} tab="manage">
      <nav class="sub-nav" aria-label={text.nav.label}>
        <ul>
          {manageParts.map((name) => (
            <li>
              <a href={managePath(view, name)} aria-current={name === part ? (below ? 'true' : 'page') : undefined}>
                {text.nav[name]}
                {name === 'queue' && view.you?.waiting ? <span class="count"> {view.format.number(view.you.waiting)}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Layout>
  );
}

/** What was just done, said once after a redirect. */
export function JustDone({ view }: { view: View }) {
  const word = new URL(view.path, view.origin).searchParams.get('done');
  return word ? <Done view={view} word={word} /> : null;
}

interface Act {
  view: View;
  action: string;
  act: string;
  keyValue: string;
  heading: string;
  hint: string;
  wordsLabel: string;
  button: string;
  grave?: boolean;
  /** What was typed in this form and refused. */
  again?: { typed: Typed; refusal: Refusal } | undefined;
}

/** Why a decision on a firm or member was refused; that a manager must remain is explained in its own words. */
export function ActRefused({ view, again, lastManager, wordsLabel }: Pick<Act, 'view' | 'again' | 'wordsLabel'> & { lastManager: string }) {
  if (again?.refusal.code !== 'last-manager') {
    const fields = { words: { name: `words-${again?.typed.act}`, label: wordsLabel } };
    return <ErrorSummary filled={{ view, typed: {}, refusal: again?.refusal }} fields={fields} />;
  }
  return (
    <div class="error-summary" role="alert" tabindex={-1}>
      <h2>{lastManager}</h2>
    </div>
  );
}

/** One decision on one firm or member: what it means, words about it, and its button. */
export function ActForm({ view, action, act, keyValue, heading, hint, wordsLabel, button, grave, again }: Act) {
  const id = `words-${act}`;
  const problem = again?.refusal.fields?.find((field) => field.path === 'words');
  const typed = again?.typed.words;
  return (
    <section class={grave ? 'act grave' : 'act'} aria-labelledby={`act-${act}`}>
      <h2 id={`act-${act}`}>{heading}</h2>
      <p class="hint">{hint}</p>
      <form method="post" action={action}>
        <Key value={keyValue} />
        <input type="hidden" name="act" value={act} />
        <div class={problem ? 'field wrong' : 'field'}>
          <label for={id}>
            {wordsLabel} <span class="optional">{view.text.form.optional}</span>
          </label>
          {problem ? (
            <p class="problem" id={`${id}-problem`}>
              {problemText(view.text, problem)}
            </p>
          ) : null}
          <textarea
            id={id}
            name="words"
            rows={2}
            dir="auto"
            maxlength={1000}
            {...(problem && { 'aria-invalid': 'true', 'aria-describedby': `${id}-problem` })}
          >
            {typeof typed === 'string' ? typed : ''}
          </textarea>
        </div>
        <button type="submit" class={grave ? 'button grave' : 'button'}>
          {button}
        </button>
      </form>
    </section>
  );
}
