/** The words of a cluster: those that mean the same here, and those that were searched for and found nothing. */
import type { Refusal } from '../../../schema/refusal.ts';
import type { ClusterWords } from '../../../schema/search.ts';
import { addressWith } from '../../parts/address.ts';
import { ErrorSummary, type Filled, Key, TextField } from '../../parts/form.tsx';
import { apart } from '../../parts/marked.ts';
import type { Typed, View } from '../../view.ts';
import { JustDone, ManageFrame, managePath } from './frame.tsx';

interface Props {
  view: View;
  words: ClusterWords;
  typed?: Typed;
  refusal?: Refusal;
  /** Of the form that adds, and of those that remove and dismiss. */
  keyOf: (form: string) => string;
}

export function WordsPage({ view, words, typed = {}, refusal, keyOf }: Props) {
  const text = view.text.manage.words;
  const path = managePath(view, 'words');
  const filled: Filled = { view: sayingWhatIsMissing(view), typed, refusal };
  return (
    <ManageFrame view={view} title={text.title} part="words">
      <JustDone view={view} />
      {refusal?.code === 'too-many' ? (
        <div class="error-summary" role="alert" tabindex={-1}>
          <h2>{text.tooMany}</h2>
        </div>
      ) : (
        <ErrorSummary filled={filled} fields={{ words: { name: 'words', label: text.words } }} />
      )}
      <h1>{text.title}</h1>
      <p class="hint">{text.lead}</p>
      {words.underWay ? (
        <p class="note">
          <i class="i i-clock"></i> {text.underWay}
        </p>
      ) : null}
      <section class="act" aria-labelledby="add">
        <h2 id="add">{text.addHeading}</h2>
        <form method="post" action={path}>
          <Key value={keyOf('add')} />
          <TextField filled={filled} name="words" label={text.words} hint={text.hint} required maxlength={200} />
          <button type="submit" class="button">
            {text.add}
          </button>
        </form>
      </section>
      <Missed view={view} missed={words.missed} keyOf={keyOf} />
      <section aria-labelledby="own">
        <h2 id="own">{text.ownHeading}</h2>
        {words.own.length === 0 ? <p>{text.none}</p> : null}
        <ul class="rows">
          {words.own.map(({ id, words: group, by, at }) => (
            <li class="row">
              <div>
                <strong dir="auto">{group}</strong>
                <p class="hint">{text.by(apart(by), view.format.ago(at, view.now))}</p>
              </div>
              <form method="post" action={`${path}/${id}/removal`}>
                <Key value={keyOf(`remove-${id}`)} />
                <button type="submit" class="button quiet" aria-label={text.removeNamed(group)}>
                  {text.remove}
                </button>
              </form>
            </li>
          ))}
        </ul>
      </section>
    </ManageFrame>
  );
}

function Missed({ view, missed, keyOf }: { view: View; missed: ClusterWords['missed']; keyOf: Props['keyOf'] }) {
  const text = view.text.manage.words;
  const path = managePath(view, 'words');
  return (
    <section aria-labelledby="missed">
      <h2 id="missed">{text.missedHeading}</h2>
      <p class="hint">{missed.length === 0 ? text.missedNone : text.missedHint}</p>
      <ul class="rows">
        {missed.map(({ word, times, lastAt }) => (
          <li class="row">
            <div>
              <strong dir="auto">{word}</strong>
              <p class="hint">
                {text.times(times, view.format.number(times))} · {text.last(view.format.ago(lastAt, view.now))}
              </p>
            </div>
            <div class="buttons">
              <a class="button quiet" href={`${addressWith(path, {}, { word })}#words`} aria-label={text.meanNamed(word)}>
                {text.mean}
              </a>
              <form method="post" action={`${path}/missed/dismissals`}>
                <Key value={keyOf(`dismiss-${word}`)} />
                <input type="hidden" name="word" value={word} />
                <button type="submit" class="button quiet" aria-label={text.dismissNamed(word)}>
                  {text.dismiss}
                </button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Short here is not a matter of letters: a word alone means the same as nothing. */
function sayingWhatIsMissing(view: View): View {
  const { needTwo, tooLong } = view.text.manage.words;
  const problems = { ...view.text.problems, required: () => needTwo, 'too-short': () => needTwo, unreadable: () => tooLong };
  return { ...view, text: { ...view.text, problems } };
}
