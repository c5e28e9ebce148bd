/** Watches: searches that somebody is told about when something new fits, and the form that adds one. */
import { directions, kinds } from '../../schema/listing.ts';
import type { Refusal } from '../../schema/refusal.ts';
import type { Watch } from '../../schema/search.ts';
import { Layout } from '../layout.tsx';
import { addressWith } from '../parts/address.ts';
import { Done } from '../parts/done.tsx';
import { ErrorSummary, type Filled, Key, Select, TextField } from '../parts/form.tsx';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  watches: Watch[];
  typed?: Typed;
  refusal?: Refusal;
  /** Of the form that adds one, and of those that remove. */
  keyOf: (form: string) => string;
  done?: string | undefined;
}

export function WatchesPage({ view, watches, typed = {}, refusal, keyOf, done }: Props) {
  const { text } = view;
  const words = text.watches;
  const filled: Filled = { view, typed, refusal };
  const fields = { q: words.q, direction: text.search.direction, kind: text.search.kind };
  return (
    <Layout view={view} title={words.title} tab="inbox">
      <Done view={view} word={done} />
      {refusal?.code === 'too-many' ? (
        <div class="error-summary" role="alert" tabindex={-1}>
          <h2>{words.tooMany}</h2>
        </div>
      ) : (
        <ErrorSummary filled={filled} fields={Object.fromEntries(Object.entries(fields).map(([name, label]) => [name, { name, label }]))} />
      )}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {watches.length ? (
        <ul class="rows">
          {watches.map((watch) => (
            <Row view={view} watch={watch} keyValue={keyOf(`remove-${watch.id}`)} />
          ))}
        </ul>
      ) : (
        <p class="empty">{words.none}</p>
      )}
      <section class="panel" aria-labelledby="add">
        <h2 id="add">{words.addTitle}</h2>
        <form method="post" action={`/c/${view.cluster?.slug}/watches`}>
          <Key value={keyOf('add')} />
          <TextField filled={filled} name="q" label={words.q} hint={words.qHint} required maxlength={200} />
          <div class="pair">
            <Select
              filled={filled}
              name="direction"
              label={text.search.direction}
              empty={text.search.all}
              choices={directions.map((value) => ({ value, label: text.directions[value] }))}
              bare
            />
            <Select
              filled={filled}
              name="kind"
              label={text.search.kind}
              empty={text.search.all}
              choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
              bare
            />
          </div>
          <button type="submit" class="button">
            {words.add}
          </button>
        </form>
      </section>
    </Layout>
  );
}

function Row({ view, watch, keyValue }: { view: View; watch: Watch; keyValue: string }) {
  const { text, format, cluster, now } = view;
  const { id, q, direction, kind, at } = watch;
  const only = [direction && text.directions[direction], kind && text.kinds[kind], text.watches.ago(format.ago(at, now))];
  const search = addressWith(`/c/${cluster?.slug}/search`, {}, { q, direction: direction ?? '', kind: kind ?? '' });
  return (
    <li class="row">
      <div>
        <a href={search} dir="auto">
          {q}
        </a>
        <p class="by">{only.filter(Boolean).join(' · ')}</p>
      </div>
      <form method="post" action={`/c/${cluster?.slug}/watches/${id}/removal`}>
        <Key value={keyValue} />
        <button type="submit" class="button quiet" aria-label={text.watches.removeNamed(q)}>
          {text.watches.remove}
        </button>
      </form>
    </li>
  );
}
